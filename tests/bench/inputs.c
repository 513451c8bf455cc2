#include "inputs.h"
#include "base/base.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *base_memory(size_t count, size_t size) {
  void *memory = calloc(count > 0 ? count : 1, size);

  if (memory == NULL) {
    fprintf(stderr, "redial-bench: no memory for %zu times %zu bytes\n", count,
            size);
    exit(2);
  }
  return memory;
}

/* 16 failure codes with the weights of a busy trunk, in per cent. */
static const struct {
  int16_t code;
  uint8_t share;
} inputs_trunk[] = {{486, 20}, {480, 15}, {487, 14}, {404, 12},
                    {503, 8},  {408, 8},  {603, 5},  {500, 4},
                    {403, 3},  {401, 2},  {407, 2},  {484, 2},
                    {488, 2},  {502, 1},  {504, 1},  {600, 1}};

#define TEXT(literal)                                                          \
  { literal, sizeof(literal) - 1 }

static const bench_text inputs_reasons[BENCH_SAMPLE_COUNT] = {
  TEXT("Q.850;cause=17;text=\"User busy\""),
  TEXT("SIP;cause=200;text=\"Call completed elsewhere\""),
  TEXT("Q.850 ;cause=16 ;text=\"Terminated\""), TEXT("SIP;cause=486")};

static const bench_text inputs_retry_afters[BENCH_SAMPLE_COUNT] = {
  TEXT("120"), TEXT("18000;duration=3600"),
  TEXT("120 (I'm in a meeting);duration=60"), TEXT("5")};

static int32_t inputs_codes[3][BENCH_INPUTS];
static uint8_t inputs_weights[1000000];

static int32_t inputs_trunk_code(uint32_t at) {
  size_t i = 0;

  while (at >= inputs_trunk[i].share) {
    at -= inputs_trunk[i++].share;
  }
  return inputs_trunk[i].code;
}

static void inputs_make(void) {
  uint64_t seed = 1;
  uint32_t i;

  for (i = 0; i < BENCH_INPUTS; i++) {
    inputs_codes[BENCH_MIX][i] =
      inputs_trunk_code(bench_below(bench_random(&seed), 100));
    inputs_codes[BENCH_UNIFORM][i] =
      (int32_t)(100 + bench_below(bench_random(&seed), 600));
    inputs_codes[BENCH_CONSTANT][i] = 486;
  }
  for (i = 0; i < sizeof(inputs_weights); i++) {
    inputs_weights[i] = (uint8_t)(1 + bench_below(bench_random(&seed), 100));
  }
}

bench_case bench_case_of(bench_situation situation, uint32_t n) {
  bench_case given;

  if (inputs_codes[BENCH_CONSTANT][0] == 0) {
    inputs_make();
  }
  given.situation = situation;
  given.n = n;
  given.codes = inputs_codes[situation <= BENCH_CONSTANT ? situation : 0];
  given.weights = inputs_weights;
  given.reasons = inputs_reasons;
  given.retry_afters = inputs_retry_afters;
  return given;
}

static const char *const inputs_situations[BENCH_SITUATIONS] = {
  "mix",   "uniform", "constant", "samples", "up",
  "half",  "99",      "one",      "churn90", "churn999",
  "calls", "busy50",  "busy90",   "busy99",  "busy9999"};

const char *bench_situation_name(bench_situation situation) {
  return inputs_situations[situation];
}

bool bench_situation_of(const char *name, bench_situation *situation) {
  uint32_t i;

  for (i = 0; i < BENCH_SITUATIONS; i++) {
    if (strcmp(name, inputs_situations[i]) == 0) {
      *situation = (bench_situation)i;
      return true;
    }
  }
  return false;
}
