#include "../selectors/draw.h"
#include <string.h>

#define DRAW_AGAIN 8u

static uint32_t draw_words(const redial_pool_config *config) {
  return (config->capacity + 63) / 64;
}

size_t rdi_draw_bytes(const redial_pool_config *config) {
  return (size_t)draw_words(config) * sizeof(uint32_t);
}

void rdi_draw_reset(void *state, const redial_pool_config *config) {
  memset(state, 0, rdi_draw_bytes(config));
}

/* Node i, from 1, holds the sum of as many words as its lowest bit says, up
   to word i - 1. */
static void draw_add(const redial_pool *pool, void *state, uint32_t slot,
                     uint32_t change) {
  uint32_t *sums = (uint32_t *)state;
  uint32_t words = draw_words(&rdi_head_of(pool)->layout.config);
  uint32_t i;

  for (i = slot / 64 + 1; i <= words; i += i & (~i + 1)) {
    sums[i - 1] += change;
  }
}

void rdi_draw_open(const redial_pool *pool, void *state, uint32_t slot) {
  draw_add(pool, state, slot, 1);
}

void rdi_draw_close(const redial_pool *pool, void *state, uint32_t slot) {
  draw_add(pool, state, slot, UINT32_MAX);
}

/* Place of the n-th bit of a word that has more than n: the bits of each byte
   are counted side by side, then summed up from the lowest byte on. */
static uint32_t draw_bit(uint64_t word, uint32_t n) {
  uint64_t counts = word - (word >> 1 & 0x5555555555555555u);
  uint32_t byte = 0;
  uint32_t below = 0;

  counts = (counts & 0x3333333333333333u) + (counts >> 2 & 0x3333333333333333u);
  counts = (counts + (counts >> 4)) & 0x0f0f0f0f0f0f0f0fu;
  while (below + (uint32_t)(counts >> byte & 0xff) <= n) {
    below += (uint32_t)(counts >> byte & 0xff);
    byte += 8;
  }
  word >>= byte;
  for (; below < n; below++) {
    word &= word - 1;
  }
  return byte + rdi_lowest(word);
}

/* The highest bit alone, of a number below 2^16. */
static uint32_t draw_highest(uint32_t number) {
  number |= number >> 1;
  number |= number >> 2;
  number |= number >> 4;
  number |= number >> 8;
  return number - (number >> 1);
}

/* The n-th eligible slot, from 0; there MUST be more than n. */
static uint32_t draw_nth(const redial_pool *pool, const void *state,
                         uint32_t tier, uint32_t n) {
  const uint32_t *sums = (const uint32_t *)state;
  uint32_t words = draw_words(&rdi_head_of(pool)->layout.config);
  uint32_t step = draw_highest(words);
  uint32_t word = 0;

  for (; step > 0; step /= 2) {
    if (word + step <= words && sums[word + step - 1] <= n) {
      word += step;
      n -= sums[word - 1];
    }
  }
  return word * 64 + draw_bit(rdi_eligible(pool, tier)[word], n);
}

/* The n-th of all but one. */
static uint32_t draw_nth_other(const redial_pool *pool, const void *state,
                               uint32_t tier, uint32_t random,
                               uint32_t except) {
  uint32_t count = rdi_head_of(pool)->eligible[tier];
  uint32_t n;
  uint32_t slot;

  if (except == REDIAL_NO_SLOT) {
    return draw_nth(pool, state, tier, rdi_below(random, count));
  }
  n = rdi_below(random, count - 1);
  slot = draw_nth(pool, state, tier, n);
  return slot < except ? slot : draw_nth(pool, state, tier, n + 1);
}

/* Worth it while every fourth slot is eligible. */
static uint32_t draw_by_trial(const redial_pool *pool, uint32_t tier,
                              const redial_pick_request *request,
                              uint32_t *random, uint32_t except) {
  const rdi_head *head = rdi_head_of(pool);
  const uint64_t *eligible = rdi_eligible(pool, tier);
  uint32_t capacity = head->layout.config.capacity;
  uint32_t left = head->eligible[tier] >= capacity / 4 ? DRAW_AGAIN : 0;

  for (; left > 0; left--) {
    uint32_t slot = rdi_below(*random, capacity);

    *random = rdi_stir(*random);
    if (slot != except && rdi_bits_has(eligible, slot) &&
        !rdi_is_out(pool, request, slot)) {
      return slot;
    }
  }
  return REDIAL_NO_SLOT;
}

uint32_t rdi_draw(const redial_pool *pool, const void *state, uint32_t tier,
                  const redial_pick_request *request, uint32_t random,
                  uint32_t except) {
  uint32_t slot = draw_by_trial(pool, tier, request, &random, except);
  uint32_t left = DRAW_AGAIN;

  if (slot != REDIAL_NO_SLOT) {
    return slot;
  }
  do {
    slot = draw_nth_other(pool, state, tier, random, except);
    random = rdi_stir(random);
    left--;
  } while (left > 0 && rdi_is_out(pool, request, slot));
  return rdi_next_free(pool, tier, request, slot);
}

/* How many of the 64 slots of a word are eligible. */
static uint32_t draw_count(const redial_pool *pool, uint32_t tier,
                           uint32_t word) {
  uint64_t left = rdi_eligible(pool, tier)[word];
  uint32_t count = 0;

  for (; left != 0; left &= left - 1) {
    count++;
  }
  return count;
}

/* A node is the sum of its last word and of the nodes that end before it. */
bool rdi_draw_check(const redial_pool *pool, const void *state, uint32_t tier) {
  const uint32_t *sums = (const uint32_t *)state;
  uint32_t words = draw_words(&rdi_head_of(pool)->layout.config);
  uint32_t i;

  for (i = 1; i <= words; i++) {
    uint32_t sum = draw_count(pool, tier, i - 1);
    uint32_t below = 1;

    for (; (i & below) == 0; below *= 2) {
      sum += sums[i - below - 1];
    }
    if (sums[i - 1] != sum) {
      return false;
    }
  }
  return true;
}
