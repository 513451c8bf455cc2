#ifndef REDIAL_SELECTORS_DRAW_H
#define REDIAL_SELECTORS_DRAW_H

/* Eligible slots by chance, each with the same one.

   A slot is drawn, and drawn again while it is not eligible: whoever is hit
   at last was as likely as any other. That is quick while many are eligible.
   Else the n-th eligible one is looked up, n drawn by chance: sums over the
   words of the pool's set, kept as a binary indexed tree, lead to its word.

     words of the set       2 3 0 1   eligible slots each
     tree                 4 2 5 0     nodes; sums of 1, 2 and 1 words

   The tree is as large as the next power of two says; that of all would be the
   next node. Four bytes for 64 slots and at most eight: the set itself is the
   pool's. */

#include "../pool/inner.h"

RDI_PRIVATE_BEGIN

size_t rdi_draw_bytes(const redial_pool_config *config);
void rdi_draw_reset(void *state, const redial_pool_config *config);
void rdi_draw_open(const redial_pool *pool, void *state, uint32_t slot);
void rdi_draw_close(const redial_pool *pool, void *state, uint32_t slot);
bool rdi_draw_check(const redial_pool *pool, const void *state, uint32_t tier);

/* A number below n from a uniform one; the bias is at most n / 2^32. */
static inline uint32_t rdi_below(uint32_t random, uint32_t n) {
  return (uint32_t)(((uint64_t)random * n) >> 32);
}

/* Another uniform number from the same source (a bijection: Murmur's last
   step, with a constant so that 0 does not stay 0). */
static inline uint32_t rdi_stir(uint32_t random) {
  random += 0x9e3779b9u;
  random = (random ^ random >> 16) * 0x85ebca6bu;
  random = (random ^ random >> 13) * 0xc2b2ae35u;
  return random ^ random >> 16;
}

/* What the first draw hits, eligible or not. */
RDI_HOT uint32_t rdi_draw_first(const redial_pool *pool, uint32_t random) {
  return rdi_below(random, rdi_head_of(pool)->layout.config.capacity);
}

/* One that is eligible, and another one than except, a slot or
   REDIAL_NO_SLOT; there MUST be one. Who is out for this call is drawn again a
   few times, and then passed over in the circle. */
uint32_t rdi_draw(const redial_pool *pool, const void *state, uint32_t tier,
                  const redial_pick_request *request, uint32_t random,
                  uint32_t except);

RDI_PRIVATE_END

#endif
