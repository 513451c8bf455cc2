#include "../pool/inner.h"
#include "../pool/tell.h"

/* Learned and told: better not yet, forget it, not at all. */

/* Of a slot that counts as cooling. */
RDI_HOT void cool_rest(redial_pool *pool, uint32_t slot,
                       const rdi_slot *record) {
  rdi_head *head = rdi_head_of(pool);
  uint64_t rested = rdi_cools_until(record);
  uint64_t *held = rdi_held(pool);

  rdi_heap_set(rdi_opens(pool), slot, rested);
  rdi_wake_at(head, rested);
  rdi_bits_put(held, &head->layout.bits, slot,
               rdi_slot_may_ask(record, head->clock));
}

/* Has nothing changed but its cool-downs, of a slot that is free or cools? */
RDI_HOT bool cool_is_all(const rdi_slot *record) {
  return RDI_SHORT_WAYS &&
         (record->look & (RDI_LOOK_TERMS | RDI_LOOK_SIGHT)) == 0 &&
         (record->why == REDIAL_BAR_NONE || record->why == REDIAL_BAR_COOLING);
}

/* A cool-down was made longer: who was free is not, who cooled goes on to, and
   who is full until a lease ends is looked at then. */
RDI_COLD void cool_longer(redial_pool *pool, uint32_t slot, rdi_slot *record) {
  if (cool_is_all(record)) {
    if (record->why == REDIAL_BAR_NONE) {
      rdi_become(pool, slot, record, REDIAL_BAR_COOLING);
    }
    cool_rest(pool, slot, record);
  } else if (record->why != REDIAL_BAR_BUSY ||
             rdi_heap_waits(rdi_opens(pool), slot)) {
    rdi_refresh_slot(pool, slot);
  }
}

redial_status redial_pool_cool(redial_pool *pool, uint32_t slot,
                               redial_outcome cause, uint32_t wait_ms,
                               uint64_t now_ms) {
  redial_status status = REDIAL_ERR_RANGE;

  rdi_enter(pool, now_ms);
  if (rdi_lived_in(pool, slot) &&
      (uint32_t)cause <= REDIAL_OUTCOME_MISCONFIGURED) {
    rdi_slot *record = rdi_slot_at(pool, slot);

    if (rdi_cool_slot(record, rdi_head_of(pool)->clock, cause, wait_ms)) {
      record->look |= RDI_LOOK_COOL;
      if (!RDI_SHORT_WAYS || record->why != REDIAL_BAR_BUSY ||
          record->look != RDI_LOOK_COOL) {
        cool_longer(pool, slot, record);
      }
    }
    status = REDIAL_OK;
  }
  rdi_leave(pool);
  return status;
}

redial_status redial_pool_clear(redial_pool *pool, uint32_t slot,
                                uint64_t now_ms) {
  redial_status status = REDIAL_ERR_RANGE;
  uint32_t kind;

  rdi_enter(pool, now_ms);
  if (rdi_lived_in(pool, slot)) {
    for (kind = 0; kind < RDI_COOLS; kind++) {
      rdi_slot_at(pool, slot)->cool[kind] = 0;
    }
    rdi_refresh_slot(pool, slot);
    status = REDIAL_OK;
  }
  rdi_leave(pool);
  return status;
}

redial_status redial_pool_enable(redial_pool *pool, uint32_t slot, bool enabled,
                                 uint64_t now_ms) {
  redial_status status = REDIAL_ERR_RANGE;

  rdi_enter(pool, now_ms);
  if (rdi_lived_in(pool, slot)) {
    rdi_slot_at(pool, slot)->told.enabled = enabled;
    rdi_refresh_slot(pool, slot);
    status = REDIAL_OK;
  }
  rdi_leave(pool);
  return status;
}
