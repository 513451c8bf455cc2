#include "../pool/entry.h"
#include "../pool/pick.h"

/* The two calls that every attempt makes. A lease is a number with a
   generation: what comes too late finds another one and changes nothing. */

redial_lease_kind redial_pool_lease(const redial_pool *pool,
                                    redial_lease lease) {
  return rdi_lease_is_live(pool, lease)
           ? (redial_lease_kind)rdi_lease_at(pool, lease.entry)->kind
           : REDIAL_LEASE_NONE;
}

static void lease_offer(redial_pool *pool, uint32_t slot, uint64_t call,
                        redial_lease *lease) {
  rdi_slot *record = rdi_slot_at(pool, slot);

  rdi_tell_offered(pool, slot, record);
  rdi_lease_begin(pool, slot, record, REDIAL_LEASE_OFFER, call, lease);
  rdi_lease_taken(pool, slot, record);
}

/* Nobody is offered whom no lease could hold. */
static redial_status lease_none_left(redial_pool *pool,
                                     const redial_pick_request *request,
                                     redial_offer *offer) {
  rdi_offer_none(offer);
  rdi_explain(pool, request, offer);
  if (rdi_head_of(pool)->counts[REDIAL_BAR_NONE] > 0) {
    offer->why = REDIAL_BAR_LEASES;
    offer->earliest_ms = rdi_lease_earliest(pool);
  }
  return REDIAL_ERR_NO_TARGET;
}

redial_status redial_pool_offer(redial_pool *pool,
                                const redial_selector *selector,
                                const redial_pick_request *request,
                                redial_offer *offer) {
  redial_status status;
  uint32_t slot = REDIAL_NO_SLOT;

  rdi_enter(pool, request->now_ms);
  offer->why = REDIAL_BAR_NONE;
  offer->last_resort = 0;
  offer->reserved = 0;
  offer->earliest_ms = REDIAL_NEVER;
  if (rdi_lease_is_left(pool)) {
    status = rdi_pick(pool, selector, request, &slot, offer);
    if (status == REDIAL_OK) {
      lease_offer(pool, slot, request->call, &offer->lease);
    }
  } else {
    status = lease_none_left(pool, request, offer);
  }
  rdi_leave(pool);
  return status;
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

/* Who stays open tells it here, who opens by it has told so. */
static void lease_over(redial_pool *pool, uint32_t slot, rdi_slot *record,
                       bool was_open) {
  if (record->life == RDI_LIFE_DRAINING) {
    rdi_depart(pool, slot);
  } else if (was_open && record->why == REDIAL_BAR_NONE) {
    rdi_tell_freed(pool, slot, record);
  }
}

/* Ends it, with wrap-up after a call, and tells the strategies. */
static void lease_finish(redial_pool *pool, uint32_t entry,
                         redial_outcome outcome) {
  rdi_lease *lease = rdi_lease_at(pool, entry);
  uint32_t slot = lease->slot;
  rdi_slot *record = rdi_slot_at(pool, slot);
  bool talked = lease->kind == REDIAL_LEASE_TALK;
  bool was_open = record->why == REDIAL_BAR_NONE;

  rdi_lease_end(pool, record, lease, entry);
  if (talked &&
      rdi_cool_slot(record, rdi_head_of(pool)->clock, REDIAL_OUTCOME_SUCCESS,
                    record->told.wrap_up_ms)) {
    rdi_refresh(pool, slot);
  } else {
    rdi_lease_freed(pool, slot, record);
  }
  lease_over(pool, slot, record, was_open);
  lease_report(pool, slot, outcome);
}

redial_status redial_pool_release(redial_pool *pool, redial_lease lease,
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

redial_status rdi_pool_end(redial_pool *pool, redial_lease lease,
                           redial_outcome cause, uint32_t wait_ms,
                           uint64_t now_ms) {
  if (wait_ms > 0) {
    (void)redial_pool_cool(pool, lease.slot, cause, wait_ms, now_ms);
  }
  return redial_pool_release(pool, lease, cause, now_ms);
}
