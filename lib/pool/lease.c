#include "../pool/pick.h"
#include "../pool/lone.h"

/* The two calls that every attempt makes. A lease is a number with a
   generation: what comes too late finds another one and changes nothing. */

redial_lease_kind redial_pool_lease(const redial_pool *pool,
                                    redial_lease lease) {
  return rdi_lease_is_live(pool, lease)
           ? (redial_lease_kind)rdi_lease_at(pool, lease.entry)->kind
           : REDIAL_LEASE_NONE;
}

RDI_COLD redial_status lease_offer(redial_pool *pool, uint32_t slot,
                                   uint64_t call, redial_lease *lease) {
  rdi_slot *record = rdi_slot_at(pool, slot);
  uint16_t before = record->load;

  rdi_tell_offered(pool, slot, record);
  rdi_lease_begin(pool, slot, record, REDIAL_LEASE_OFFER, call, lease);
  rdi_lease_taken(pool, slot, record);
  rdi_tell_turn(pool, slot, record, before);
  rdi_leave(pool);
  return REDIAL_OK;
}

/* What a slot that was taken in the usual way has still to tell. */
RDI_COLD redial_status lease_tell_taken(redial_pool *pool, uint32_t slot) {
  uint64_t *words = rdi_eligible(pool, rdi_slot_at(pool, slot)->told.tier);

  if (words[slot / 64] == 0) {
    rdi_bits_lower(words, &rdi_head_of(pool)->layout.bits, slot / 64);
  }
  rdi_tell(pool, slot, RDI_HOOK_CLOSE);
  rdi_leave(pool);
  return REDIAL_OK;
}

RDI_HOT redial_status lease_take(redial_pool *pool, uint32_t slot,
                                 uint64_t call, bool heard,
                                 redial_lease *lease) {
  switch (rdi_lone_offer(pool, slot, call, heard, lease)) {
  case RDI_LONE_TOLD:
    rdi_leave(pool);
    return REDIAL_OK;
  case RDI_LONE_TELL:
    return lease_tell_taken(pool, slot);
  default:
    return lease_offer(pool, slot, call, lease);
  }
}

RDI_COLD redial_status lease_take_heard(redial_pool *pool, uint32_t slot,
                                        uint64_t call, redial_lease *lease) {
  return lease_take(pool, slot, call, true, lease);
}

/* Nobody is offered whom no lease could hold. */
RDI_COLD redial_status lease_none_left(redial_pool *pool,
                                       const redial_pick_request *request,
                                       redial_offer *offer) {
  rdi_offer_none(offer);
  rdi_explain(pool, request, offer);
  if (rdi_head_of(pool)->counts[REDIAL_BAR_NONE] > 0) {
    offer->why = REDIAL_BAR_LEASES;
    offer->earliest_ms = rdi_lease_earliest(pool);
  }
  rdi_leave(pool);
  return REDIAL_ERR_NO_TARGET;
}

/* Somebody of the first tier by the first strategy, for a free lease? */
RDI_HOT bool lease_is_simple(const redial_pool *pool,
                             const redial_selector *selector,
                             const redial_pick_request *request) {
  const rdi_head *head = rdi_head_of(pool);

  return RDI_SHORT_WAYS && head->lease_free != 0 && request->group == NULL &&
         head->eligible[0] > 0 && pool->selector_count > 0 &&
         pool->selectors[0] == selector && selector->pick != NULL;
}

/* By strategies that keep an index of their own. */
RDI_HOT bool lease_is_heard(const redial_pool *pool) {
  const uint32_t *hooks = rdi_head_of(pool)->layout.hooks;

  return (hooks[RDI_HOOK_OFFERED] | hooks[RDI_HOOK_CLOSE]) != 0;
}

/* An error that is a strategy's own has told nobody anything. */
RDI_COLD redial_status lease_refused(redial_pool *pool, redial_status status,
                                     redial_offer *offer) {
  if (status != REDIAL_ERR_NO_TARGET) {
    rdi_offer_none(offer);
  }
  rdi_leave(pool);
  return status;
}

/* Nobody of the first tier. */
RDI_COLD redial_status lease_search_further(redial_pool *pool,
                                            const redial_selector *selector,
                                            const redial_pick_request *request,
                                            redial_status status,
                                            redial_offer *offer) {
  uint32_t slot = REDIAL_NO_SLOT;

  if (status == REDIAL_ERR_NO_TARGET) {
    status = rdi_pick_further(pool, selector, 0, 1, request, &slot, offer);
  }
  if (status == REDIAL_OK) {
    return lease_offer(pool, slot, request->call, &offer->lease);
  }
  return lease_refused(pool, status, offer);
}

/* A group, the other tiers, the last lease, nobody. */
RDI_COLD redial_status lease_search(redial_pool *pool,
                                    const redial_selector *selector,
                                    const redial_pick_request *request,
                                    redial_offer *offer) {
  redial_status status;
  uint32_t slot = REDIAL_NO_SLOT;

  if (!rdi_lease_is_left(pool)) {
    return lease_none_left(pool, request, offer);
  }
  status = rdi_pick(pool, selector, request, &slot, offer);
  if (status == REDIAL_OK) {
    return lease_offer(pool, slot, request->call, &offer->lease);
  }
  return lease_refused(pool, status, offer);
}

redial_status redial_pool_offer(redial_pool *pool,
                                const redial_selector *selector,
                                const redial_pick_request *request,
                                redial_offer *offer) {
  uint32_t *slot = &offer->lease.slot;
  redial_status status;

  rdi_enter(pool, request->now_ms);
  offer->why = REDIAL_BAR_NONE;
  offer->last_resort = 0;
  offer->reserved = 0;
  offer->earliest_ms = REDIAL_NEVER;
  if (!lease_is_simple(pool, selector, request)) {
    return lease_search(pool, selector, request, offer);
  }
  status = selector->pick(pool, rdi_state(pool, 0, 0), 0, request, slot);
  if (status != REDIAL_OK) {
    return lease_search_further(pool, selector, request, status, offer);
  }
  return lease_is_heard(pool)
           ? lease_take_heard(pool, *slot, request->call, &offer->lease)
           : lease_take(pool, *slot, request->call, false, &offer->lease);
}

static void lease_report(redial_pool *pool, uint32_t slot,
                         redial_outcome outcome) {
  uint32_t left = rdi_head_of(pool)->layout.hooks[RDI_HOOK_REPORT];

  for (; left != 0; left &= left - 1) {
    uint32_t i = rdi_lowest(left);
    uint32_t tier = rdi_slot_at(pool, slot)->told.tier;

    pool->selectors[i]->report(pool, rdi_state(pool, i, tier), slot, outcome);
  }
}

/* A call has its wrap-up. */
static void lease_finish(redial_pool *pool, uint32_t entry,
                         redial_outcome outcome) {
  bool talked = rdi_lease_at(pool, entry)->kind == REDIAL_LEASE_TALK;

  lease_report(pool, rdi_lease_finish(pool, entry, talked), outcome);
}

RDI_COLD redial_status lease_release(redial_pool *pool, redial_lease lease,
                                     redial_outcome outcome, uint64_t now_ms) {
  redial_status status = REDIAL_ERR_NO_LEASE;

  rdi_enter(pool, now_ms);
  if (rdi_lease_is_live(pool, lease)) {
    lease_finish(pool, lease.entry, outcome);
    status = REDIAL_OK;
  }
  rdi_leave(pool);
  return status;
}

/* Of which that is known. */
RDI_COLD redial_status lease_release_live(redial_pool *pool, redial_lease lease,
                                          redial_outcome outcome,
                                          uint64_t now_ms) {
  rdi_enter(pool, now_ms);
  lease_finish(pool, lease.entry, outcome);
  rdi_leave(pool);
  return REDIAL_OK;
}

/* What a slot that opened by itself has still to tell, */
RDI_COLD redial_status lease_tell_open(redial_pool *pool, uint32_t slot) {
  rdi_bits_raise(rdi_eligible(pool, 0), &rdi_head_of(pool)->layout.bits,
                 slot / 64);
  rdi_tell(pool, slot, RDI_HOOK_OPEN);
  rdi_leave(pool);
  return REDIAL_OK;
}

/* and one that cools. */
RDI_COLD redial_status lease_tell_held(redial_pool *pool, uint32_t slot) {
  rdi_bits_raise(rdi_held(pool), &rdi_head_of(pool)->layout.bits, slot / 64);
  rdi_leave(pool);
  return REDIAL_OK;
}

/* With a cool-down to come, if not the plain way. */
RDI_COLD redial_status lease_release_cooled(redial_pool *pool,
                                            redial_lease lease,
                                            redial_outcome outcome,
                                            uint64_t now_ms) {
  switch (rdi_lone_cools_on(pool, lease, now_ms)) {
  case RDI_LONE_TOLD:
    rdi_leave(pool);
    return REDIAL_OK;
  case RDI_LONE_TELL:
    return lease_tell_held(pool, lease.slot);
  default:
    return lease_release(pool, lease, outcome, now_ms);
  }
}

RDI_HOT redial_status lease_open(redial_pool *pool, redial_lease lease,
                                 uint64_t now_ms) {
  if (rdi_lone_release(pool, lease, now_ms) == RDI_LONE_TELL) {
    return lease_tell_open(pool, lease.slot);
  }
  rdi_leave(pool);
  return REDIAL_OK;
}

redial_status redial_pool_release(redial_pool *pool, redial_lease lease,
                                  redial_outcome outcome, uint64_t now_ms) {
  if (!rdi_lone_ends(pool, lease, now_ms)) {
    return lease_release(pool, lease, outcome, now_ms);
  }
  if (rdi_lone_is_full(pool, lease.slot, 0)) {
    return lease_open(pool, lease, now_ms);
  }
  return rdi_lone_is_full(pool, lease.slot, RDI_LOOK_COOL)
           ? lease_release_cooled(pool, lease, outcome, now_ms)
           : lease_release_live(pool, lease, outcome, now_ms);
}

RDI_COLD redial_status lease_end(redial_pool *pool, redial_lease lease,
                                 redial_outcome cause, uint32_t wait_ms,
                                 uint64_t now_ms) {
  (void)redial_pool_cool(pool, lease.slot, cause, wait_ms, now_ms);
  return redial_pool_release(pool, lease, cause, now_ms);
}

redial_status rdi_pool_end(redial_pool *pool, redial_lease lease,
                           redial_outcome cause, uint32_t wait_ms,
                           uint64_t now_ms) {
  if (wait_ms == 0) {
    return redial_pool_release(pool, lease, cause, now_ms);
  }
  switch (rdi_lone_cool(pool, lease, cause, wait_ms, now_ms)) {
  case RDI_LONE_TOLD:
    rdi_leave(pool);
    return REDIAL_OK;
  case RDI_LONE_TELL:
    return lease_tell_held(pool, lease.slot);
  default:
    return lease_end(pool, lease, cause, wait_ms, now_ms);
  }
}
