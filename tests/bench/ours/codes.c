#include "../base/base.h"
#include "ours.h"
#include <stdlib.h>

/* What a code means. */

static void *codes_open(const bench_case *given) {
  return (void *)(uintptr_t)given->codes;
}

static void codes_close(void *self) {
  (void)self;
}

static uint64_t codes_run(void *self, uint64_t operations) {
  const int32_t *codes = (const int32_t *)self;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    redial_verdict verdict = redial_classify(codes[i % BENCH_INPUTS]);

    sum += verdict.outcome;
  }
  return sum;
}

static uint64_t codes_run_sip(void *self, uint64_t operations) {
  const int32_t *codes = (const int32_t *)self;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    redial_verdict verdict = redial_classify_sip(codes[i % BENCH_INPUTS]);

    sum += verdict.outcome;
  }
  return sum;
}

static uint64_t codes_run_assess(void *self, uint64_t operations) {
  const int32_t *codes = (const int32_t *)self;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    redial_evidence seen = {0};

    seen.code = codes[i % BENCH_INPUTS];
    sum += redial_assess(&seen).outcome;
  }
  return sum;
}

static uint64_t codes_run_phrase(void *self, uint64_t operations) {
  const int32_t *codes = (const int32_t *)self;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    sum += (uintptr_t)redial_code_phrase(REDIAL_NAMESPACE_SIP,
                                         codes[i % BENCH_INPUTS]);
  }
  return sum;
}

/* One status after the other, for how much they differ. */
static uint64_t codes_run_next(void *self, uint64_t operations) {
  int32_t *next = (int32_t *)self;
  uint64_t sum = 0;

  while (operations-- > 0) {
    redial_verdict verdict = redial_classify(*next);

    sum += verdict.outcome;
    *next = *next < 699 ? *next + 1 : 100;
  }
  return sum;
}

static void *codes_open_next(const bench_case *given) {
  int32_t *next = (int32_t *)base_memory(1, sizeof(int32_t));

  (void)given;
  *next = 100;
  return next;
}

static uint64_t codes_outcome(void *self, uint32_t i) {
  return redial_classify(((const int32_t *)self)[i]).outcome;
}

static uint64_t codes_sip_outcome(void *self, uint32_t i) {
  return redial_classify_sip(((const int32_t *)self)[i]).outcome;
}

static uint64_t codes_assessed(void *self, uint32_t i) {
  redial_evidence seen = {0};

  seen.code = ((const int32_t *)self)[i];
  return redial_assess(&seen).outcome;
}

static uint64_t codes_phrase(void *self, uint32_t i) {
  return bench_name_number(
    redial_code_phrase(REDIAL_NAMESPACE_SIP, ((const int32_t *)self)[i]));
}

const bench_side our_code_sides[] = {
  {"redial_classify", codes_open, codes_run, codes_close, codes_outcome, NULL,
   NULL},
  {"redial_classify_sip", codes_open, codes_run_sip, codes_close,
   codes_sip_outcome, NULL, NULL},
  {"redial_assess", codes_open, codes_run_assess, codes_close, codes_assessed,
   NULL, NULL},
  {"redial_code_phrase", codes_open, codes_run_phrase, codes_close,
   codes_phrase, NULL, NULL},
  {"redial_classify, every status", codes_open_next, codes_run_next, free, NULL,
   NULL, NULL},
  {.name = NULL}};
