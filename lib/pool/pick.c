#include "../pool/inner.h"

/* Whom next, among the whole pool: tiers before strategy. */

/* Number of the strategy in the pool; the count when it is not there. */
static uint32_t pick_selector(const redial_pool *pool,
                              const redial_selector *selector) {
  uint32_t i = 0;

  while (i < pool->selector_count && pool->selectors[i] != selector) {
    i++;
  }
  return i;
}

/* A strategy without an index chooses among the first eligible slots. */
static redial_status pick_by_choice(redial_pool *pool,
                                    const redial_selector *selector,
                                    uint32_t tier,
                                    const redial_pick_request *request,
                                    uint32_t *slot) {
  redial_candidates candidates;
  uint64_t rotation = 0;
  uint32_t at = redial_pool_next(pool, tier, 0);
  uint32_t left = rdi_head_of(pool)->eligible[tier];
  uint32_t chosen;

  candidates.rotation = &rotation;
  candidates.count = 0;
  for (; left > 0 && candidates.count < REDIAL_GROUP_MAX; left--) {
    if (!rdi_is_out(pool, request, at)) {
      candidates.slots[candidates.count] = at;
      candidates.weights[candidates.count] =
        (uint8_t)redial_pool_weight(pool, at);
      candidates.places[candidates.count] = (uint8_t)candidates.count;
      candidates.count++;
    }
    at = redial_pool_next(pool, tier,
                          at + 1 < redial_pool_capacity(pool) ? at + 1 : 0);
  }
  if (candidates.count == 0) {
    return REDIAL_ERR_NO_TARGET;
  }
  chosen = selector->choose(pool, request, &candidates);
  if (chosen >= candidates.count) {
    return REDIAL_ERR_NO_TARGET;
  }
  *slot = candidates.slots[chosen];
  return REDIAL_OK;
}

static redial_status pick_in_tiers(redial_pool *pool,
                                   const redial_selector *selector,
                                   uint32_t number,
                                   const redial_pick_request *request,
                                   uint32_t *slot) {
  const rdi_head *head = rdi_head_of(pool);
  redial_status status = REDIAL_ERR_NO_TARGET;
  uint32_t tier;

  for (tier = 0; tier < head->layout.config.tiers; tier++) {
    if (head->eligible[tier] > 0) {
      status = selector->pick != NULL
                 ? selector->pick(pool, rdi_state(pool, number, tier), tier,
                                  request, slot)
                 : pick_by_choice(pool, selector, tier, request, slot);
      if (status == REDIAL_OK) {
        break;
      }
    }
  }
  return status;
}

/* Everybody is cooling or down: one of these, in turn. */
static redial_status pick_held(redial_pool *pool,
                               const redial_pick_request *request,
                               uint32_t *slot) {
  rdi_head *head = rdi_head_of(pool);
  const uint64_t *held = rdi_place(pool, head->layout.held_at);
  uint32_t capacity = head->layout.config.capacity;
  uint32_t first = rdi_bits_next(held, &head->layout.bits, head->resort);
  uint32_t at = first;

  while (at != REDIAL_NO_SLOT) {
    uint32_t after = at + 1 < capacity ? at + 1 : 0;

    if (!rdi_is_out(pool, request, at)) {
      head->resort = after;
      *slot = at;
      return REDIAL_OK;
    }
    at = rdi_bits_next(held, &head->layout.bits, after);
    at = at == first ? REDIAL_NO_SLOT : at;
  }
  return REDIAL_ERR_NO_TARGET;
}

static redial_status pick_in_pool(redial_pool *pool,
                                  const redial_selector *selector,
                                  const redial_pick_request *request,
                                  uint32_t *slot, redial_offer *offer) {
  uint32_t number = pick_selector(pool, selector);
  redial_status status;

  if (number == pool->selector_count && selector->state_bytes != NULL) {
    return REDIAL_ERR_UNSUPPORTED;
  }
  status = pick_in_tiers(pool, selector, number, request, slot);
  /* Before "none": whoever is due and not yet swept. */
  while (status == REDIAL_ERR_NO_TARGET &&
         rdi_sweep_open(pool) != REDIAL_NO_SLOT) {
    status = pick_in_tiers(pool, selector, number, request, slot);
  }
  if (status == REDIAL_ERR_NO_TARGET && request->last_resort != 0 &&
      pick_held(pool, request, slot) == REDIAL_OK) {
    offer->last_resort = 1;
    return REDIAL_OK;
  }
  if (status == REDIAL_ERR_NO_TARGET) {
    rdi_explain(pool, request, offer);
  }
  return status;
}

redial_status rdi_pick(redial_pool *pool, const redial_selector *selector,
                       const redial_pick_request *request, uint32_t *slot,
                       redial_offer *offer) {
  return request->group != NULL
           ? rdi_pick_in_group(pool, selector, request, slot, offer)
           : pick_in_pool(pool, selector, request, slot, offer);
}

redial_status redial_pick(redial_pool *pool, const redial_selector *selector,
                          const redial_pick_request *request, uint32_t *slot) {
  redial_offer offer;
  redial_status status;

  rdi_enter(pool, request->now_ms);
  status = rdi_pick(pool, selector, request, slot, &offer);
  if (status == REDIAL_OK) {
    rdi_tell_offered(pool, *slot);
  }
  rdi_leave(pool);
  return status;
}
