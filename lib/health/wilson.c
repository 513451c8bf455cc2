#include "ward.h"

/* The score interval of E. B. Wilson (1927) with z = 1.96, hence z^2 = 3.8416:
 *
 *   (s + z^2/2 +- z * sqrt(s*(n-s)/n + z^2/4)) / (n + z^2)
 *
 * All of it times 10 000, so that every constant is a whole number. */
#define WILSON_ONE 10000u
#define WILSON_Z2 38416u             /* z^2 * 10^4 */
#define WILSON_ROOT_SCALE 384160000u /* (z * 10^4)^2 */
#define WILSON_ROOT_SHIFT 368947264u /* the same times z^2/4 */
/* At so many trials s*(n-s) * WILSON_ROOT_SCALE stays below 2^61. */
#define WILSON_TRIALS 131072u

/* The largest number whose square is value or less; value stays below 2^44. */
static uint64_t wilson_root(uint64_t value) {
  uint64_t root = 0;
  uint64_t bit;

  for (bit = UINT64_C(1) << 21; bit != 0; bit >>= 1) {
    if ((root + bit) * (root + bit) <= value) {
      root += bit;
    }
  }
  return root;
}

/* Middle and half width of the interval, both over the divisor. */
typedef struct wilson_parts {
  uint64_t middle;
  uint64_t half;
  uint64_t divisor;
} wilson_parts;

static wilson_parts wilson_interval(uint64_t hits, uint64_t trials) {
  wilson_parts parts;
  uint64_t spread;

  while (trials > WILSON_TRIALS) {
    hits /= 2;
    trials = (trials + 1) / 2;
  }
  spread = hits * (trials - hits) * WILSON_ROOT_SCALE / trials;
  parts.middle = hits * WILSON_ONE + WILSON_Z2 / 2;
  /* One more than the root and the division may have dropped. */
  parts.half = wilson_root(spread + WILSON_ROOT_SHIFT) + 1;
  parts.divisor = trials * WILSON_ONE + WILSON_Z2;
  return parts;
}

uint32_t redial_wilson_lower(uint32_t hits, uint32_t trials) {
  wilson_parts parts;

  if (trials == 0) {
    return 0;
  }
  parts = wilson_interval(hits < trials ? hits : trials, trials);
  return (uint32_t)(rdi_sub64(parts.middle, parts.half) * WILSON_ONE /
                    parts.divisor);
}

uint32_t redial_wilson_upper(uint32_t hits, uint32_t trials) {
  /* What is at most this for hits is at least the rest for misses. */
  return WILSON_ONE -
         redial_wilson_lower(trials - (hits < trials ? hits : trials), trials);
}
