/* sofia-sip: the phrase of a status, Reason, Retry-After. */
#include "../bench.h"
#include <sofia-sip/msg_header.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_parser.h>
#include <sofia-sip/sip_status.h>
#include <sofia-sip/su_alloc.h>
#include <stdlib.h>
#include <string.h>

#define VALUE_MAX 128

typedef struct sofia {
  const int32_t *codes;
  const bench_text *reasons;
  const bench_text *retry_afters;
} sofia;

static void *sofia_open(const bench_case *given) {
  sofia *s = (sofia *)calloc(1, sizeof(sofia));

  if (s != NULL) {
    s->codes = given->codes;
    s->reasons = given->reasons;
    s->retry_afters = given->retry_afters;
  }
  return s;
}

static uint64_t phrase_run(void *self, uint64_t operations) {
  const int32_t *codes = ((const sofia *)self)->codes;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    sum += (uintptr_t)sip_status_phrase(codes[i % BENCH_INPUTS]);
  }
  return sum;
}

static uint64_t phrase_answer(void *self, uint32_t i) {
  return bench_name_number(sip_status_phrase(((const sofia *)self)->codes[i]));
}

/* In place, as the stack does it with a message that it received: the parser
   writes into the bytes, so each time gets a fresh copy. */
static uint32_t reason_in_place(const bench_text *value) {
  char bytes[VALUE_MAX];
  sip_reason_t header[1];
  su_home_t home[1] = {SU_HOME_INIT(home)};
  uint32_t cause = 0;

  memcpy(bytes, value->ptr, value->len + 1);
  (void)sip_reason_init(header);
  if (sip_reason_d(home, (msg_header_t *)header, bytes, (isize_t)value->len) >=
        0 &&
      header->re_cause != NULL) {
    cause = (uint32_t)strtoul(header->re_cause, NULL, 10);
  }
  su_home_deinit(home);
  return cause;
}

static uint32_t reason_made(const bench_text *value) {
  su_home_t home[SU_HOME_AUTO_SIZE(1024)];
  sip_reason_t *header;
  uint32_t cause = 0;

  su_home_auto(home, sizeof(home));
  header = sip_reason_make(home, value->ptr);
  if (header != NULL && header->re_cause != NULL) {
    cause = (uint32_t)strtoul(header->re_cause, NULL, 10);
  }
  su_home_deinit(home);
  return cause;
}

static uint64_t seconds_of(const sip_retry_after_t *header) {
  uint64_t duration =
    header->af_duration == NULL ? 0 : strtoul(header->af_duration, NULL, 10);

  return (uint64_t)header->af_delta << 32 | duration;
}

static uint64_t retry_after_in_place(const bench_text *value) {
  char bytes[VALUE_MAX];
  sip_retry_after_t header[1];
  su_home_t home[1] = {SU_HOME_INIT(home)};
  uint64_t seconds = 0;

  memcpy(bytes, value->ptr, value->len + 1);
  (void)sip_retry_after_init(header);
  if (sip_retry_after_d(home, (msg_header_t *)header, bytes,
                        (isize_t)value->len) >= 0) {
    seconds = seconds_of(header);
  }
  su_home_deinit(home);
  return seconds;
}

static uint64_t retry_after_made(const bench_text *value) {
  su_home_t home[SU_HOME_AUTO_SIZE(1024)];
  sip_retry_after_t *header;
  uint64_t seconds = 0;

  su_home_auto(home, sizeof(home));
  header = sip_retry_after_make(home, value->ptr);
  if (header != NULL) {
    seconds = seconds_of(header);
  }
  su_home_deinit(home);
  return seconds;
}

/* The loop and the answer of a reader of one header. */
#define READER(name, values, read)                                             \
  static uint64_t name##_run(void *self, uint64_t operations) {                \
    const bench_text *samples = ((const sofia *)self)->values;                 \
    uint64_t sum = 0;                                                          \
    uint64_t i;                                                                \
                                                                               \
    for (i = 0; i < operations; i++) {                                         \
      sum += read(&samples[i % BENCH_SAMPLE_COUNT]);                           \
    }                                                                          \
    return sum;                                                                \
  }                                                                            \
  static uint64_t name##_answer(void *self, uint32_t i) {                      \
    return read(&((const sofia *)self)->values[i % BENCH_SAMPLE_COUNT]);       \
  }

READER(reason_d, reasons, reason_in_place)
READER(reason_make, reasons, reason_made)
READER(retry_after_d, retry_afters, retry_after_in_place)
READER(retry_after_make, retry_afters, retry_after_made)

static const bench_side sides[] = {
  {"sip_status_phrase", sofia_open, phrase_run, free, phrase_answer, NULL,
   NULL},
  {"sip_reason_d", sofia_open, reason_d_run, free, reason_d_answer, NULL, NULL},
  {"sip_reason_make", sofia_open, reason_make_run, free, reason_make_answer,
   NULL, NULL},
  {"sip_retry_after_d", sofia_open, retry_after_d_run, free,
   retry_after_d_answer, NULL, NULL},
  {"sip_retry_after_make", sofia_open, retry_after_make_run, free,
   retry_after_make_answer, NULL, NULL},
  {.name = NULL}};

extern const bench_module BENCH_MODULE;
const bench_module BENCH_MODULE = {"libsofia-sip-ua-dev", sides};
