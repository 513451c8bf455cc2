#include "../pool/pick.h"

/* Whom next, among the whole pool: tiers before strategy. */

#define PICK_SWEEPS 64u

/* The first of a set, in the circle from a slot on, that is not out for this
   call. */
RDI_HOT uint32_t pick_from_set(const redial_pool *pool, const uint64_t *set,
                               const redial_pick_request *request,
                               uint32_t from) {
  const rdi_layout *layout = &rdi_head_of(pool)->layout;
  uint32_t first = rdi_bits_next(set, &layout->bits, from);
  uint32_t slot = first;

  while (slot != REDIAL_NO_SLOT && rdi_is_out(pool, request, slot)) {
    slot = slot + 1 < layout->config.capacity ? slot + 1 : 0;
    slot = rdi_bits_next(set, &layout->bits, slot);
    slot = slot == first ? REDIAL_NO_SLOT : slot;
  }
  return slot;
}

uint32_t rdi_next_not_out(const redial_pool *pool, uint32_t tier,
                          const redial_pick_request *request, uint32_t from) {
  return pick_from_set(pool, rdi_eligible(pool, tier), request, from);
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

static redial_status pick_in_tier(redial_pool *pool,
                                  const redial_selector *selector,
                                  uint32_t number, uint32_t tier,
                                  const redial_pick_request *request,
                                  uint32_t *slot) {
  return selector->pick != NULL
           ? selector->pick(pool, rdi_state(pool, number, tier), tier, request,
                            slot)
           : pick_by_choice(pool, selector, tier, request, slot);
}

static redial_status pick_from_tier(redial_pool *pool,
                                    const redial_selector *selector,
                                    uint32_t number, uint32_t tier,
                                    const redial_pick_request *request,
                                    uint32_t *slot) {
  const rdi_head *head = rdi_head_of(pool);
  redial_status status = REDIAL_ERR_NO_TARGET;

  for (; tier < head->layout.config.tiers && status == REDIAL_ERR_NO_TARGET;
       tier++) {
    if (head->eligible[tier] > 0) {
      status = pick_in_tier(pool, selector, number, tier, request, slot);
    }
  }
  return status;
}

/* Everybody is cooling or down: one of these, in turn. */
static redial_status pick_held(redial_pool *pool,
                               const redial_pick_request *request,
                               uint32_t *slot) {
  rdi_head *head = rdi_head_of(pool);
  uint32_t found = pick_from_set(pool, rdi_held(pool), request, head->resort);

  if (found == REDIAL_NO_SLOT) {
    return REDIAL_ERR_NO_TARGET;
  }
  head->resort = found + 1 < head->layout.config.capacity ? found + 1 : 0;
  *slot = found;
  return REDIAL_OK;
}

/* Can this slot, or another one of its person, be picked now? */
static bool pick_opened(const redial_pool *pool,
                        const redial_pick_request *request, uint32_t slot) {
  uint32_t at = slot;

  do {
    if (rdi_slot_at(pool, at)->why == REDIAL_BAR_NONE &&
        !rdi_is_out(pool, request, at)) {
      return true;
    }
    at = rdi_sibling(pool, at);
  } while (at != slot);
  return false;
}

/* Before "none": whoever is due and not yet swept. A wait that is over opens
   its slot, so not many more are needed than this call has ruled out. A lease
   that is over may have been one of a slot that stays shut for another
   reason; past a fixed number of these the answer is "none" all the same, and
   says that it is worth asking again at once. */
static bool pick_opens_more(redial_pool *pool,
                            const redial_pick_request *request) {
  uint32_t left = PICK_SWEEPS;

  for (; left > 0; left--) {
    uint32_t slot = rdi_sweep_open(pool);

    if (slot == REDIAL_NO_SLOT) {
      return false;
    }
    if (pick_opened(pool, request, slot)) {
      return true;
    }
  }
  return false;
}

redial_status rdi_pick_further(redial_pool *pool,
                               const redial_selector *selector, uint32_t number,
                               uint32_t tier,
                               const redial_pick_request *request,
                               uint32_t *slot, redial_offer *offer) {
  redial_status status =
    pick_from_tier(pool, selector, number, tier, request, slot);

  while (status == REDIAL_ERR_NO_TARGET && pick_opens_more(pool, request)) {
    status = pick_from_tier(pool, selector, number, 0, request, slot);
  }
  if (status == REDIAL_ERR_NO_TARGET && request->last_resort != 0 &&
      pick_held(pool, request, slot) == REDIAL_OK) {
    offer->last_resort = 1;
    return REDIAL_OK;
  }
  if (status == REDIAL_ERR_NO_TARGET) {
    rdi_offer_none(offer);
    rdi_explain(pool, request, offer);
  }
  return status;
}

redial_status rdi_pick_elsewhere(redial_pool *pool,
                                 const redial_selector *selector,
                                 const redial_pick_request *request,
                                 uint32_t *slot, redial_offer *offer) {
  if (request->group != NULL) {
    return rdi_pick_in_group(pool, selector, request, slot, offer);
  }
  if (selector->state_bytes != NULL) {
    rdi_offer_none(offer);
    return REDIAL_ERR_UNSUPPORTED;
  }
  return rdi_pick_further(pool, selector, 0, 0, request, slot, offer);
}

redial_status redial_pick(redial_pool *pool, const redial_selector *selector,
                          const redial_pick_request *request, uint32_t *slot) {
  redial_offer offer;
  redial_status status;

  rdi_enter(pool, request->now_ms);
  status = rdi_pick(pool, selector, request, slot, &offer);
  if (status == REDIAL_OK) {
    rdi_slot *record = rdi_slot_at(pool, *slot);

    rdi_tell_offered(pool, *slot, record);
    rdi_tell_turn(pool, *slot, record, record->load);
  }
  rdi_leave(pool);
  return status;
}
