#include "sim.h"

/* The finaliser of SplitMix64: every bit of the input reaches every bit of
   the output. */
static uint64_t chance_mix(uint64_t x) {
  x ^= x >> 30;
  x *= UINT64_C(0xbf58476d1ce4e5b9);
  x ^= x >> 27;
  x *= UINT64_C(0x94d049bb133111eb);
  return x ^ x >> 31;
}

uint64_t sim_draw(const sim_plan *plan, sim_chance what, uint64_t whose,
                  uint64_t which) {
  const uint64_t golden = UINT64_C(0x9e3779b97f4a7c15);
  uint64_t x = chance_mix(plan->seed + golden * (uint64_t)what);

  x = chance_mix(x + golden * (whose + 1));
  return chance_mix(x + golden * (which + 1));
}

uint32_t sim_below(uint64_t draw, uint32_t limit) {
  return (uint32_t)((draw >> 32) * limit >> 32);
}

static uint32_t chance_leading_zeros(uint64_t x) {
  uint32_t count = 0;

  for (; (x >> 63) == 0; x <<= 1) {
    count++;
  }
  return count;
}

/* log2 of 1..2 in 1/2^31, as a fraction of 20 bits: squaring doubles the
   logarithm, and each carry into the next power of two is one bit of it. */
static uint64_t chance_log2(uint64_t x) {
  uint64_t bits = 0;
  int i;

  for (i = 0; i < 20; i++) {
    x = x * x >> 31;
    bits <<= 1;
    if (x >> 32 != 0) {
      bits |= 1;
      x >>= 1;
    }
  }
  return bits;
}

/* -ln u for u in (0, 1), whose bits are the draw's: by integers, because no
   two libraries have the same log(). */
uint64_t sim_exponential(uint64_t draw, uint64_t mean) {
  const uint64_t ln2 = 726817; /* of 2^20 */
  uint64_t x = draw | 1;
  uint32_t zeros = chance_leading_zeros(x);
  uint64_t below = (uint64_t)(zeros + 1) << 20;
  uint64_t log2 = below - chance_log2(x << zeros >> 32);

  return (log2 * ln2 >> 20) * mean >> 20; /* 2^26 * 2^32 at most */
}
