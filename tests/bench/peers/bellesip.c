/* belle-sip: Reason and Retry-After. Its parsers want the header's name as
   well; both come in that form before the clock starts. */
#include "../bench.h"
#include <belle-sip/belle-sip.h>
#include <stdio.h>
#include <stdlib.h>

#define LINE_MAX_BYTES 160

typedef struct bellesip {
  char reasons[BENCH_SAMPLE_COUNT][LINE_MAX_BYTES];
  char retry_afters[BENCH_SAMPLE_COUNT][LINE_MAX_BYTES];
} bellesip;

static void *bellesip_open(const bench_case *given) {
  bellesip *b = (bellesip *)calloc(1, sizeof(bellesip));
  uint32_t i;

  /* It warns that objects without a pool are for us to free; we do. */
  belle_sip_set_log_level(BELLE_SIP_LOG_FATAL);
  for (i = 0; b != NULL && i < BENCH_SAMPLE_COUNT; i++) {
    (void)snprintf(b->reasons[i], LINE_MAX_BYTES, "Reason: %s",
                   given->reasons[i].ptr);
    (void)snprintf(b->retry_afters[i], LINE_MAX_BYTES, "Retry-After: %s",
                   given->retry_afters[i].ptr);
  }
  return b;
}

static uint32_t reason_read(const char *line) {
  belle_sip_header_reason_t *header = belle_sip_header_reason_parse(line);
  uint32_t cause = 0;

  if (header != NULL) {
    cause = (uint32_t)belle_sip_header_reason_get_cause(header);
    belle_sip_object_unref(header);
  }
  return cause;
}

static uint32_t retry_after_read(const char *line) {
  belle_sip_header_retry_after_t *header =
    belle_sip_header_retry_after_parse(line);
  uint32_t seconds = 0;

  if (header != NULL) {
    seconds = (uint32_t)belle_sip_header_retry_after_get_retry_after(header);
    belle_sip_object_unref(header);
  }
  return seconds;
}

static uint64_t reason_run(void *self, uint64_t operations) {
  const bellesip *b = (const bellesip *)self;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    sum += reason_read(b->reasons[i % BENCH_SAMPLE_COUNT]);
  }
  return sum;
}

static uint64_t retry_after_run(void *self, uint64_t operations) {
  const bellesip *b = (const bellesip *)self;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    sum += retry_after_read(b->retry_afters[i % BENCH_SAMPLE_COUNT]);
  }
  return sum;
}

static uint64_t reason_answer(void *self, uint32_t i) {
  return reason_read(((const bellesip *)self)->reasons[i % BENCH_SAMPLE_COUNT]);
}

static uint64_t retry_after_answer(void *self, uint32_t i) {
  return retry_after_read(
    ((const bellesip *)self)->retry_afters[i % BENCH_SAMPLE_COUNT]);
}

static const bench_side sides[] = {
  {"belle_sip_header_reason_parse", bellesip_open, reason_run, free,
   reason_answer, NULL, NULL},
  {"belle_sip_header_retry_after_parse", bellesip_open, retry_after_run, free,
   retry_after_answer, NULL, NULL},
  {.name = NULL}};

extern const bench_module BENCH_MODULE;
const bench_module BENCH_MODULE = {"libbellesip-dev", sides};
