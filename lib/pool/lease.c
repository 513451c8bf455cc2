#include "../pool/inner.h"

/* The calls on leases. A lease is a number with a generation: what comes too
   late finds another generation and changes nothing. */

/* The epoch keeps leases of an earlier run apart. */
static uint32_t lease_generation(const redial_pool *pool, uint32_t entry) {
  return rdi_lease_at(pool, entry)->generation +
         rdi_head_of(pool)->layout.config.epoch;
}

static bool lease_is_live(const redial_pool *pool, redial_lease lease) {
  const rdi_lease *record;

  if (lease.entry >= rdi_head_of(pool)->lease_fresh) {
    return false;
  }
  record = rdi_lease_at(pool, lease.entry);
  return record->kind != REDIAL_LEASE_NONE && record->slot == lease.slot &&
         lease.generation == lease_generation(pool, lease.entry) &&
         record->until > rdi_head_of(pool)->clock;
}

redial_lease_kind redial_pool_lease(const redial_pool *pool,
                                    redial_lease lease) {
  return lease_is_live(pool, lease)
           ? (redial_lease_kind)rdi_lease_at(pool, lease.entry)->kind
           : REDIAL_LEASE_NONE;
}

static redial_lease lease_new(redial_pool *pool, uint32_t slot,
                              redial_lease_kind kind, uint64_t call) {
  redial_lease lease = {REDIAL_NO_SLOT, 0, 0};
  uint32_t entry = rdi_lease_grant(pool, slot, kind, call);

  if (entry != REDIAL_NO_SLOT) {
    lease.slot = slot;
    lease.entry = entry;
    lease.generation = lease_generation(pool, entry);
    rdi_refresh(pool, slot);
  }
  return lease;
}

static void lease_restart(redial_pool *pool, uint32_t entry,
                          redial_lease_kind kind) {
  rdi_lease *lease = rdi_lease_at(pool, entry);

  rdi_lease_unqueue(pool, entry);
  lease->kind = (uint8_t)kind;
  lease->until = rdi_lease_until(pool, (uint32_t)kind);
  rdi_lease_queue(pool, entry);
  rdi_refresh(pool, lease->slot);
}

redial_status redial_pool_answer(redial_pool *pool, redial_lease lease,
                                 uint64_t now_ms) {
  redial_status status = REDIAL_ERR_NO_LEASE;

  rdi_enter(pool, now_ms);
  if (lease_is_live(pool, lease)) {
    lease_restart(pool, lease.entry, REDIAL_LEASE_TALK);
    status = REDIAL_OK;
  }
  rdi_leave(pool);
  return status;
}

redial_status redial_pool_renew(redial_pool *pool, redial_lease lease,
                                uint64_t now_ms) {
  redial_status status = REDIAL_ERR_NO_LEASE;

  rdi_enter(pool, now_ms);
  if (lease_is_live(pool, lease)) {
    lease_restart(pool, lease.entry,
                  (redial_lease_kind)rdi_lease_at(pool, lease.entry)->kind);
    status = REDIAL_OK;
  }
  rdi_leave(pool);
  return status;
}

static redial_status lease_reissue(redial_pool *pool, redial_lease *lease) {
  const rdi_slot *record;

  if (!lease_is_live(pool, *lease)) {
    return REDIAL_ERR_NO_LEASE;
  }
  record = rdi_slot_at(pool, lease->slot);
  if (record->life != RDI_LIFE_ROSTER || record->told.enabled == 0) {
    return REDIAL_ERR_NO_TARGET;
  }
  rdi_lease_at(pool, lease->entry)->generation++;
  lease->generation = lease_generation(pool, lease->entry);
  lease_restart(pool, lease->entry,
                (redial_lease_kind)rdi_lease_at(pool, lease->entry)->kind);
  return REDIAL_OK;
}

redial_status redial_pool_reissue(redial_pool *pool, redial_lease *lease,
                                  uint64_t now_ms) {
  redial_status status;

  rdi_enter(pool, now_ms);
  status = lease_reissue(pool, lease);
  rdi_leave(pool);
  return status;
}

/* Ends it, with wrap-up after a call, and tells the strategies. */
static void lease_finish(redial_pool *pool, uint32_t entry,
                         redial_outcome outcome) {
  rdi_lease *lease = rdi_lease_at(pool, entry);
  uint32_t slot = lease->slot;
  rdi_slot *record = rdi_slot_at(pool, slot);
  bool talked = lease->kind == REDIAL_LEASE_TALK;
  uint32_t i;

  rdi_lease_end(pool, entry);
  if (talked) {
    rdi_cool_slot(pool, slot, REDIAL_OUTCOME_SUCCESS, record->told.wrap_up_ms);
  }
  if (record->why == REDIAL_BAR_NONE) {
    rdi_refresh(pool, slot);
    rdi_tell_freed(pool, slot);
  } else {
    rdi_refresh(pool, slot);
    rdi_depart(pool, slot);
  }
  for (i = 0; i < pool->selector_count; i++) {
    if (pool->selectors[i]->report != NULL) {
      pool->selectors[i]->report(pool, rdi_state(pool, i, record->told.tier),
                                 slot, outcome);
    }
  }
}

redial_status redial_pool_release(redial_pool *pool, redial_lease lease,
                                  redial_outcome outcome, uint64_t now_ms) {
  redial_status status = REDIAL_ERR_NO_LEASE;

  rdi_enter(pool, now_ms);
  if (lease_is_live(pool, lease)) {
    lease_finish(pool, lease.entry, outcome);
    status = REDIAL_OK;
  }
  rdi_leave(pool);
  return status;
}

redial_status redial_occupy(redial_pool *pool, uint32_t slot, uint64_t call,
                            uint64_t now_ms, redial_lease *lease) {
  redial_status status = REDIAL_ERR_RANGE;
  redial_lease made;

  rdi_enter(pool, now_ms);
  if (rdi_lived_in(pool, slot)) {
    made = lease_new(pool, slot, REDIAL_LEASE_TALK, call);
    status = made.slot == slot ? REDIAL_OK : REDIAL_ERR_FULL;
    if (status == REDIAL_OK) {
      *lease = made;
    }
  }
  rdi_leave(pool);
  return status;
}

/* The old lease goes first: its record is then free for the new one. */
static redial_status lease_move(redial_pool *pool, redial_lease *lease,
                                uint32_t slot) {
  uint64_t call;

  if (!lease_is_live(pool, *lease)) {
    return REDIAL_ERR_NO_LEASE;
  }
  if (!rdi_lived_in(pool, slot) || slot == lease->slot ||
      rdi_slot_at(pool, slot)->calls == UINT16_MAX) {
    return REDIAL_ERR_RANGE;
  }
  call = rdi_lease_at(pool, lease->entry)->call;
  if (rdi_lease_at(pool, lease->entry)->kind == REDIAL_LEASE_OFFER) {
    lease_restart(pool, lease->entry, REDIAL_LEASE_TALK);
  }
  lease_finish(pool, lease->entry, REDIAL_OUTCOME_SUCCESS);
  *lease = lease_new(pool, slot, REDIAL_LEASE_TALK, call);
  return REDIAL_OK;
}

redial_status redial_pool_move(redial_pool *pool, redial_lease *lease,
                               uint32_t slot, uint64_t now_ms) {
  redial_status status;

  rdi_enter(pool, now_ms);
  status = lease_move(pool, lease, slot);
  rdi_leave(pool);
  return status;
}

/* Is there a lease left, perhaps one whose time is over? Every sweep ends
   some or finds that none is due. */
static bool lease_is_left(redial_pool *pool) {
  rdi_head *head = rdi_head_of(pool);

  while (head->lease_live == head->layout.config.leases &&
         rdi_tree_earliest(rdi_due(pool), &head->layout.tree) <= head->clock) {
    rdi_sweep(pool);
  }
  return head->lease_live < head->layout.config.leases;
}

redial_status redial_pool_offer(redial_pool *pool,
                                const redial_selector *selector,
                                const redial_pick_request *request,
                                redial_offer *offer) {
  redial_status status = REDIAL_ERR_NO_TARGET;
  uint32_t slot = REDIAL_NO_SLOT;

  rdi_enter(pool, request->now_ms);
  rdi_offer_none(offer);
  if (lease_is_left(pool)) {
    status = rdi_pick(pool, selector, request, &slot, offer);
  } else {
    rdi_explain(pool, request, offer);
    if (rdi_head_of(pool)->counts[REDIAL_BAR_NONE] > 0) {
      offer->why = REDIAL_BAR_LEASES;
      offer->earliest_ms = redial_pool_next_change(pool);
    }
  }
  if (status == REDIAL_OK) {
    rdi_tell_offered(pool, slot);
    offer->lease = lease_new(pool, slot, REDIAL_LEASE_OFFER, request->call);
  }
  rdi_leave(pool);
  return status;
}
