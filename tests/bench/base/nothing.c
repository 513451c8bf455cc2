#include "base.h"
#include <stdlib.h>

/* What the loops cost by themselves: a call that does nothing. */

__attribute__((noinline)) static uint32_t nothing(void *self, uint64_t i) {
  (void)self;
  __asm__ volatile("");
  return (uint32_t)i;
}

static void *nothing_open(const bench_case *given) {
  (void)given;
  return base_memory(1, 1);
}

static uint64_t nothing_run(void *self, uint64_t operations) {
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    sum += nothing(self, i % BENCH_INPUTS);
  }
  return sum;
}

__attribute__((noinline)) static uint32_t nothing_read(const char *value,
                                                       size_t length) {
  __asm__ volatile("" ::"r"(value));
  return (uint32_t)length;
}

static void *nothing_open_values(const bench_case *given) {
  const bench_text **values =
    (const bench_text **)base_memory(1, sizeof(bench_text *));

  *values = given->reasons;
  return values;
}

static uint64_t nothing_run_values(void *self, uint64_t operations) {
  const bench_text *values = *(const bench_text **)self;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    const bench_text *value = &values[i % BENCH_SAMPLE_COUNT];

    sum += nothing_read(value->ptr, value->len);
  }
  return sum;
}

/* The turnover keeps what is picked, so nobody is ever wrong. */
static uint32_t nothing_pick(void *self, uint64_t random) {
  (void)self;
  (void)random;
  return 0;
}

static void nothing_move(void *self, uint32_t slot) {
  (void)self;
  (void)slot;
}

static const bench_index nothing_index = {
  nothing_open, free,         nothing_pick, nothing_move,
  nothing_move, nothing_move, NULL,         false};

const bench_side base_nothing_sides[] = {
  {"nothing", nothing_open, nothing_run, free, NULL, NULL, NULL},
  {"nothing, values", nothing_open_values, nothing_run_values, free, NULL, NULL,
   NULL},
  {.name = "index/nothing", .index = &nothing_index},
  {.name = NULL}};
