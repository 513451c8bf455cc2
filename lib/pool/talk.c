#include "../pool/entry.h"

/* What becomes of a lease on its way: answered, renewed, given a new name,
   moved; and calls that redial did not place. */

static void talk_restart(redial_pool *pool, uint32_t entry, uint32_t kind) {
  rdi_lease *lease = rdi_lease_at(pool, entry);
  rdi_slot *record = rdi_slot_at(pool, lease->slot);

  rdi_lease_unqueue(pool, record, lease);
  lease->kind = (uint8_t)kind;
  lease->until = rdi_lease_until(rdi_head_of(pool), kind);
  rdi_lease_queue(pool, record, lease, entry + 1);
}

redial_status redial_pool_answer(redial_pool *pool, redial_lease lease,
                                 uint64_t now_ms) {
  redial_status status = REDIAL_ERR_NO_LEASE;

  rdi_enter(pool, now_ms);
  if (rdi_lease_is_live(pool, lease)) {
    talk_restart(pool, lease.entry, REDIAL_LEASE_TALK);
    status = REDIAL_OK;
  }
  rdi_leave(pool);
  return status;
}

redial_status redial_pool_renew(redial_pool *pool, redial_lease lease,
                                uint64_t now_ms) {
  redial_status status = REDIAL_ERR_NO_LEASE;

  rdi_enter(pool, now_ms);
  if (rdi_lease_is_live(pool, lease)) {
    talk_restart(pool, lease.entry, rdi_lease_at(pool, lease.entry)->kind);
    status = REDIAL_OK;
  }
  rdi_leave(pool);
  return status;
}

static redial_status talk_reissue(redial_pool *pool, redial_lease *lease) {
  const rdi_slot *record;

  if (!rdi_lease_is_live(pool, *lease)) {
    return REDIAL_ERR_NO_LEASE;
  }
  record = rdi_slot_at(pool, lease->slot);
  if (record->life != RDI_LIFE_ROSTER || record->told.enabled == 0) {
    return REDIAL_ERR_NO_TARGET;
  }
  rdi_lease_at(pool, lease->entry)->generation++;
  lease->generation = rdi_lease_name(pool, rdi_lease_at(pool, lease->entry));
  talk_restart(pool, lease->entry, rdi_lease_at(pool, lease->entry)->kind);
  return REDIAL_OK;
}

redial_status redial_pool_reissue(redial_pool *pool, redial_lease *lease,
                                  uint64_t now_ms) {
  redial_status status;

  rdi_enter(pool, now_ms);
  status = talk_reissue(pool, lease);
  rdi_leave(pool);
  return status;
}

/* A slot that counts as many calls as it can takes none. */
static bool talk_has_room(const redial_pool *pool, uint32_t slot) {
  return rdi_lived_in(pool, slot) &&
         rdi_slot_at(pool, slot)->calls < UINT16_MAX;
}

static void talk_begin(redial_pool *pool, uint32_t slot, uint64_t call,
                       redial_lease *lease) {
  rdi_slot *record = rdi_slot_at(pool, slot);

  rdi_lease_begin(pool, slot, record, REDIAL_LEASE_TALK, call, lease);
  rdi_lease_taken(pool, slot, record);
}

redial_status redial_occupy(redial_pool *pool, uint32_t slot, uint64_t call,
                            uint64_t now_ms, redial_lease *lease) {
  redial_status status = REDIAL_ERR_RANGE;

  rdi_enter(pool, now_ms);
  if (rdi_lived_in(pool, slot)) {
    status = REDIAL_ERR_FULL;
    if (talk_has_room(pool, slot) && rdi_lease_is_left(pool)) {
      talk_begin(pool, slot, call, lease);
      status = REDIAL_OK;
    }
  }
  rdi_leave(pool);
  return status;
}

/* Answered, ended, and begun elsewhere: each of these is whole in itself, so
   a writer that dies between two of them leaves nothing half done. The ended
   one leaves its record to the new one. */
static void talk_move(redial_pool *pool, redial_lease *lease, uint32_t slot) {
  uint64_t call = rdi_lease_at(pool, lease->entry)->call;
  uint64_t clock = rdi_head_of(pool)->clock;

  (void)redial_pool_answer(pool, *lease, clock);
  (void)redial_pool_release(pool, *lease, REDIAL_OUTCOME_SUCCESS, clock);
  (void)redial_occupy(pool, slot, call, clock, lease);
}

redial_status redial_pool_move(redial_pool *pool, redial_lease *lease,
                               uint32_t slot, uint64_t now_ms) {
  redial_pool_tick(pool, now_ms);
  if (!rdi_lease_is_live(pool, *lease)) {
    return REDIAL_ERR_NO_LEASE;
  }
  if (slot == lease->slot || !talk_has_room(pool, slot)) {
    return REDIAL_ERR_RANGE;
  }
  talk_move(pool, lease, slot);
  return REDIAL_OK;
}
