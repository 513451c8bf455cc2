#ifndef REDIAL_SELECTORS_DENSE_H
#define REDIAL_SELECTORS_DENSE_H

/* The eligible slots side by side, in no order: the n-th of them is found at
   once, so that one drawn by chance is drawn uniformly. Who leaves is
   replaced by the last. */

#include "../pool/inner.h"

RDI_PRIVATE_BEGIN

typedef struct rdi_dense {
  uint32_t count;
  uint32_t capacity;
  /* Here follow capacity slots, then the place of each slot. */
} rdi_dense;

size_t rdi_dense_bytes(const redial_pool_config *config);
void rdi_dense_reset(void *state, const redial_pool_config *config);
void rdi_dense_open(const redial_pool *pool, void *state, uint32_t slot);
void rdi_dense_close(const redial_pool *pool, void *state, uint32_t slot);
bool rdi_dense_check(const redial_pool *pool, const void *state, uint32_t tier);

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

/* A slot drawn at random among those that are not out for this call. Draws
   again a few times, then walks on from there. */
uint32_t rdi_dense_draw(const redial_pool *pool, const rdi_dense *dense,
                        const redial_pick_request *request, uint32_t random);
/* One drawn among the others; the same again when there is no other, or when
   it is out for this call. */
uint32_t rdi_dense_other(const redial_pool *pool, const rdi_dense *dense,
                         const redial_pick_request *request, uint32_t first);

RDI_PRIVATE_END

#endif
