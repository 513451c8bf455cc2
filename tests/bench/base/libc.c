#define _POSIX_C_SOURCE 200809L
#include "base.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What C programs do to a header value without a parser. */

typedef struct libc_values {
  const bench_text *values;
} libc_values;

static void *libc_open_reasons(const bench_case *given) {
  libc_values *v = (libc_values *)base_memory(1, sizeof(libc_values));

  v->values = given->reasons;
  return v;
}

static void *libc_open_retry_afters(const bench_case *given) {
  libc_values *v = (libc_values *)base_memory(1, sizeof(libc_values));

  v->values = given->retry_afters;
  return v;
}

/* The idiom for Reason: look for a word, then scan for the number. The
   protocol is cut at 19 letters. */
static uint32_t libc_reason(const char *value) {
  const char *cause = strstr(value, "cause=");
  char protocol[20];
  int number = 0;

  if (cause == NULL || sscanf(value, "%19[^; ]", protocol) != 1 ||
      sscanf(cause, "cause=%30d", &number) != 1) {
    return 0;
  }
  return strcasecmp(protocol, "Q.850") == 0 || strcasecmp(protocol, "SIP") == 0
           ? (uint32_t)number
           : 0;
}

static uint64_t libc_run_reasons(void *self, uint64_t operations) {
  const libc_values *v = (const libc_values *)self;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    sum += libc_reason(v->values[i % BENCH_SAMPLE_COUNT].ptr);
  }
  return sum;
}

static uint64_t libc_answer_reason(void *self, uint32_t i) {
  return libc_reason(
    ((const libc_values *)self)->values[i % BENCH_SAMPLE_COUNT].ptr);
}

static uint64_t libc_run_retry_afters(void *self, uint64_t operations) {
  const libc_values *v = (const libc_values *)self;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    sum += strtoul(v->values[i % BENCH_SAMPLE_COUNT].ptr, NULL, 10);
  }
  return sum;
}

static uint64_t libc_answer_retry_after(void *self, uint32_t i) {
  return strtoul(
    ((const libc_values *)self)->values[i % BENCH_SAMPLE_COUNT].ptr, NULL, 10);
}

const bench_side base_libc_sides[] = {
  {"strstr and sscanf", libc_open_reasons, libc_run_reasons, free,
   libc_answer_reason, NULL, NULL},
  {"strtoul", libc_open_retry_afters, libc_run_retry_afters, free,
   libc_answer_retry_after, NULL, NULL},
  {.name = NULL}};
