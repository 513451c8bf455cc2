#include "../selectors/draw.h"
#include <string.h>

#define DRAW_AGAIN 8u

static uint32_t draw_words(const redial_pool_config *config) {
  return (config->capacity + 63) / 64;
}

/* The next power of two from a number of words on: then the way down the tree
   never leaves it. */
static uint32_t draw_nodes(const redial_pool_config *config) {
  uint32_t nodes = 1;

  while (nodes < draw_words(config)) {
    nodes *= 2;
  }
  return nodes;
}

size_t rdi_draw_bytes(const redial_pool_config *config) {
  return (size_t)draw_nodes(config) * sizeof(uint32_t);
}

void rdi_draw_reset(void *state, const redial_pool_config *config) {
  memset(state, 0, rdi_draw_bytes(config));
  *(uint32_t *)state = draw_nodes(config);
}

/* Node i, from 1, holds the sum of as many words as its lowest bit says, up
   to word i - 1; node 0 the number of nodes. */
static void draw_add(void *state, uint32_t slot, uint32_t change) {
  uint32_t *sums = (uint32_t *)state;
  uint32_t i;

  for (i = slot / 64 + 1; i < sums[0]; i += i & (~i + 1)) {
    sums[i] += change;
  }
}

void rdi_draw_open(const redial_pool *pool, void *state, uint32_t slot) {
  (void)pool;
  draw_add(state, slot, 1);
}

void rdi_draw_close(const redial_pool *pool, void *state, uint32_t slot) {
  (void)pool;
  draw_add(state, slot, UINT32_MAX);
}

/* Place of the n-th bit of a word that has more than n. The bits of each byte
   are counted side by side and summed up from the lowest byte on; then n is
   held against all eight sums at once. */
static uint32_t draw_bit(uint64_t word, uint32_t n) {
  const uint64_t each = 0x0101010101010101u;
  uint64_t sums = word - (word >> 1 & 0x5555555555555555u);
  uint32_t byte;

  sums = (sums & 0x3333333333333333u) + (sums >> 2 & 0x3333333333333333u);
  sums = ((sums + (sums >> 4)) & 0x0f0f0f0f0f0f0f0fu) * each;
  byte = (uint32_t)((((n * each | each << 7) - sums) >> 7 & each) * each >> 56);
  n -= (uint32_t)(sums << 8 >> (byte * 8)) & 0xff;
  word >>= byte * 8;
  for (; n > 0; n--) {
    word &= word - 1;
  }
  return byte * 8 + rdi_lowest(word);
}

/* The n-th eligible slot, from 0; there MUST be more than n. The first one needs
   no sums. */
static uint32_t draw_nth(const redial_pool *pool, const void *state,
                         uint32_t tier, uint32_t n) {
  const uint32_t *sums = (const uint32_t *)state;
  const uint64_t *eligible = rdi_eligible(pool, tier);
  uint32_t step = sums[0] / 2;
  uint32_t word = 0;

  if (n == 0) {
    return rdi_bits_first(eligible, &rdi_head_of(pool)->layout.bits);
  }
  for (; step > 0; step /= 2) {
    uint32_t sum = sums[word + step];

    if (sum <= n) {
      word += step;
      n -= sum;
    }
  }
  return word * 64 + draw_bit(eligible[word], n);
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

static uint32_t draw_by_trial(const redial_pool *pool, uint32_t tier,
                              const redial_pick_request *request,
                              uint32_t *random, uint32_t except) {
  const uint64_t *eligible = rdi_eligible(pool, tier);
  uint32_t left = DRAW_AGAIN;

  for (; left > 0; left--) {
    uint32_t slot = rdi_draw_first(pool, *random);

    *random = rdi_stir(*random);
    if (slot != except && rdi_bits_has(eligible, slot) &&
        !rdi_is_out(pool, request, slot)) {
      return slot;
    }
  }
  return REDIAL_NO_SLOT;
}

/* Some are out for this call. */
RDI_COLD uint32_t draw_among_tried(const redial_pool *pool, const void *state,
                                   uint32_t tier,
                                   const redial_pick_request *request,
                                   uint32_t random, uint32_t except) {
  uint32_t left = DRAW_AGAIN;
  uint32_t slot;

  do {
    slot = draw_nth_other(pool, state, tier, random, except);
    random = rdi_stir(random);
    left--;
  } while (left > 0 && rdi_is_out(pool, request, slot));
  return rdi_next_free(pool, tier, request, slot);
}

/* Trials are worth it while every fourth slot is eligible. */
uint32_t rdi_draw(const redial_pool *pool, const void *state, uint32_t tier,
                  const redial_pick_request *request, uint32_t random,
                  uint32_t except) {
  const rdi_head *head = rdi_head_of(pool);
  uint32_t slot = REDIAL_NO_SLOT;

  if (head->eligible[tier] >= head->layout.config.capacity / 4) {
    slot = draw_by_trial(pool, tier, request, &random, except);
  }
  if (slot != REDIAL_NO_SLOT) {
    return slot;
  }
  return request->tried == NULL
           ? draw_nth_other(pool, state, tier, random, except)
           : draw_among_tried(pool, state, tier, request, random, except);
}

/* How many of the 64 slots of a word are eligible; there may be none. */
static uint32_t draw_count(const redial_pool *pool, uint32_t tier,
                           uint32_t word) {
  uint32_t count = 0;
  uint64_t left = word < draw_words(&rdi_head_of(pool)->layout.config)
                    ? rdi_eligible(pool, tier)[word]
                    : 0;

  for (; left != 0; left &= left - 1) {
    count++;
  }
  return count;
}

/* A node is the sum of its last word and of the nodes that end before it. */
bool rdi_draw_check(const redial_pool *pool, const void *state, uint32_t tier) {
  const uint32_t *sums = (const uint32_t *)state;
  uint32_t i;

  if (sums[0] != draw_nodes(&rdi_head_of(pool)->layout.config)) {
    return false;
  }
  for (i = 1; i < sums[0]; i++) {
    uint32_t sum = draw_count(pool, tier, i - 1);
    uint32_t below = 1;

    for (; (i & below) == 0; below *= 2) {
      sum += sums[i - below];
    }
    if (sums[i] != sum) {
      return false;
    }
  }
  return true;
}
