#ifndef REDIAL_BENCH_CALLS_H
#define REDIAL_BENCH_CALLS_H

/* How the attempts of a call in a busy contact centre end, the same for both
   sides: two thirds are taken, most of the others ring out or are busy, one
   in fifty is declined. */

#include "bench.h"

#define CALL_CODES 8u

static inline int32_t call_code(uint64_t *seed) {
  uint32_t chance = bench_below(bench_random(seed), 100);

  return chance < 66   ? 200
         : chance < 80 ? 408
         : chance < 90 ? 486
         : chance < 98 ? 480
                       : 603;
}

static inline void call_codes(int32_t codes[CALL_CODES], uint64_t *seed) {
  uint32_t i;

  for (i = 0; i < CALL_CODES; i++) {
    codes[i] = call_code(seed);
  }
}

#endif
