#include "../selectors/dense.h"

#define DENSE_DRAWS 8u

size_t rdi_dense_bytes(const redial_pool_config *config) {
  return 8 + (size_t)config->capacity * 8;
}

void rdi_dense_reset(void *state, const redial_pool_config *config) {
  rdi_dense *dense = (rdi_dense *)state;

  dense->count = 0;
  dense->capacity = config->capacity;
}

static uint32_t *dense_places(const rdi_dense *dense) {
  return (uint32_t *)(uintptr_t)dense + 2 + dense->capacity;
}

static uint32_t *dense_slots(const rdi_dense *dense) {
  return (uint32_t *)(uintptr_t)dense + 2;
}

void rdi_dense_open(const redial_pool *pool, void *state, uint32_t slot) {
  rdi_dense *dense = (rdi_dense *)state;

  (void)pool;
  dense_slots(dense)[dense->count] = slot;
  dense_places(dense)[slot] = dense->count;
  dense->count++;
}

void rdi_dense_close(const redial_pool *pool, void *state, uint32_t slot) {
  rdi_dense *dense = (rdi_dense *)state;
  uint32_t place = dense_places(dense)[slot];
  uint32_t last;

  (void)pool;
  dense->count--;
  last = dense_slots(dense)[dense->count];
  dense_slots(dense)[place] = last;
  dense_places(dense)[last] = place;
}

uint32_t rdi_dense_draw(const redial_pool *pool, const rdi_dense *dense,
                        const redial_pick_request *request, uint32_t random) {
  const uint32_t *slots = dense_slots(dense);
  uint32_t at = rdi_below(random, dense->count);
  uint32_t i;

  for (i = 0; i < DENSE_DRAWS && rdi_is_out(pool, request, slots[at]); i++) {
    random = rdi_stir(random);
    at = rdi_below(random, dense->count);
  }
  for (i = 0; i < dense->count; i++) {
    if (!rdi_is_out(pool, request, slots[at])) {
      return slots[at];
    }
    at = at + 1 < dense->count ? at + 1 : 0;
  }
  return REDIAL_NO_SLOT;
}

uint32_t rdi_dense_other(const redial_pool *pool, const rdi_dense *dense,
                         const redial_pick_request *request, uint32_t first) {
  uint32_t at;

  if (dense->count < 2) {
    return first;
  }
  at = rdi_below(rdi_stir(request->random), dense->count - 1);
  at += at >= dense_places(dense)[first];
  return rdi_is_out(pool, request, dense_slots(dense)[at])
           ? first
           : dense_slots(dense)[at];
}

bool rdi_dense_check(const redial_pool *pool, const void *state,
                     uint32_t tier) {
  const rdi_dense *dense = (const rdi_dense *)state;
  uint32_t i;

  if (dense->capacity != redial_pool_capacity(pool) ||
      dense->count != redial_pool_eligible(pool, tier)) {
    return false;
  }
  for (i = 0; i < dense->count; i++) {
    uint32_t slot = dense_slots(dense)[i];

    if (slot >= dense->capacity || dense_places(dense)[slot] != i ||
        !redial_pool_is_eligible(pool, tier, slot)) {
      return false;
    }
  }
  return true;
}
