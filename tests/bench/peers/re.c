/* libre: Reason by its parameters, Retry-After by its regular expressions
   (digits only). */
#include "../bench.h"
#include <re.h>
#include <stdlib.h>

typedef struct re {
  const bench_text *reasons;
  const bench_text *retry_afters;
} re;

static void *re_open(const bench_case *given) {
  re *r = (re *)calloc(1, sizeof(re));

  if (r != NULL) {
    r->reasons = given->reasons;
    r->retry_afters = given->retry_afters;
  }
  return r;
}

static uint32_t reason_read(const bench_text *value) {
  struct pl all = {value->ptr, value->len};
  struct pl cause;

  return msg_param_decode(&all, "cause", &cause) == 0 ? pl_u32(&cause) : 0;
}

static uint32_t retry_after_read(const bench_text *value) {
  struct pl digits;

  return re_regex(value->ptr, value->len, "[0-9]+", &digits) == 0
           ? pl_u32(&digits)
           : 0;
}

static uint64_t reason_run(void *self, uint64_t operations) {
  const bench_text *samples = ((const re *)self)->reasons;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    sum += reason_read(&samples[i % BENCH_SAMPLE_COUNT]);
  }
  return sum;
}

static uint64_t retry_after_run(void *self, uint64_t operations) {
  const bench_text *samples = ((const re *)self)->retry_afters;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    sum += retry_after_read(&samples[i % BENCH_SAMPLE_COUNT]);
  }
  return sum;
}

static uint64_t reason_answer(void *self, uint32_t i) {
  return reason_read(&((const re *)self)->reasons[i % BENCH_SAMPLE_COUNT]);
}

static uint64_t retry_after_answer(void *self, uint32_t i) {
  return retry_after_read(
    &((const re *)self)->retry_afters[i % BENCH_SAMPLE_COUNT]);
}

static const bench_side sides[] = {
  {"msg_param_decode", re_open, reason_run, free, reason_answer, NULL, NULL},
  {"re_regex", re_open, retry_after_run, free, retry_after_answer, NULL, NULL},
  {.name = NULL}};

extern const bench_module BENCH_MODULE;
const bench_module BENCH_MODULE = {"libre-dev", sides};
