#include "ours.h"

/* Reason and Retry-After, from spans. */

static void *headers_open_reasons(const bench_case *given) {
  return (void *)(uintptr_t)given->reasons;
}

static void *headers_open_retry_afters(const bench_case *given) {
  return (void *)(uintptr_t)given->retry_afters;
}

static void headers_close(void *self) {
  (void)self;
}

static redial_span headers_span(void *self, uint64_t i) {
  const bench_text *text = &((const bench_text *)self)[i % BENCH_SAMPLE_COUNT];
  redial_span span = {text->ptr, text->len};

  return span;
}

static uint32_t headers_reason(redial_span value) {
  redial_reason reason;

  return redial_reason_next(&value, &reason) ? reason.cause : 0;
}

static uint64_t headers_retry_after(redial_span value) {
  redial_retry_after seen = {0, 0, 0, 0};

  redial_retry_after_read(value, &seen);
  return (uint64_t)seen.seconds << 32 | seen.duration_s;
}

static uint64_t headers_run_reasons(void *self, uint64_t operations) {
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    sum += headers_reason(headers_span(self, i));
  }
  return sum;
}

static uint64_t headers_run_evidence(void *self, uint64_t operations) {
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    redial_evidence seen = {0};

    redial_reason_read(headers_span(self, i), &seen);
    sum += seen.q850_cause;
  }
  return sum;
}

static uint64_t headers_run_retry_afters(void *self, uint64_t operations) {
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    redial_retry_after seen = {0, 0, 0, 0};

    redial_retry_after_read(headers_span(self, i), &seen);
    sum += seen.seconds + seen.duration_s;
  }
  return sum;
}

static uint64_t headers_answer_reason(void *self, uint32_t i) {
  return headers_reason(headers_span(self, i));
}

static uint64_t headers_answer_retry_after(void *self, uint32_t i) {
  return headers_retry_after(headers_span(self, i));
}

static uint64_t headers_answer_seconds(void *self, uint32_t i) {
  return headers_retry_after(headers_span(self, i)) >> 32;
}

const bench_side our_header_sides[] = {
  {"redial_reason_next", headers_open_reasons, headers_run_reasons,
   headers_close, headers_answer_reason, NULL, NULL},
  {"redial_reason_read", headers_open_reasons, headers_run_evidence,
   headers_close, headers_answer_reason, NULL, NULL},
  {"redial_retry_after_read", headers_open_retry_afters,
   headers_run_retry_afters, headers_close, headers_answer_retry_after, NULL,
   NULL},
  /* Beside peers that read no duration. */
  {"redial_retry_after_read, seconds", headers_open_retry_afters,
   headers_run_retry_afters, headers_close, headers_answer_seconds, NULL, NULL},
  {.name = NULL}};
