#include "../pool/inner.h"
#include "../pool/tell.h"

/* Learned and told: better not yet, forget it, not at all. */

/* A cool-down was made longer: who was free is not, and who cooled goes on to.
   For anybody else something outweighs it. */
static void cool_longer(redial_pool *pool, uint32_t slot, rdi_slot *record) {
  rdi_head *head = rdi_head_of(pool);
  uint64_t rested = rdi_slot_rested(record);

  if (record->why == REDIAL_BAR_NONE) {
    rdi_bar(pool, slot, record, REDIAL_BAR_COOLING);
  } else if (record->why != REDIAL_BAR_COOLING) {
    rdi_refresh_slot(pool, slot);
    return;
  }
  rdi_heap_set(rdi_opens(pool), slot, rested);
  rdi_wake_at(head, rested);
  if (rdi_slot_may_ask(record, head->clock)) {
    rdi_bits_set(rdi_held(pool), &head->layout.bits, slot);
  } else if (rdi_bits_has(rdi_held(pool), slot)) {
    rdi_bits_clear(rdi_held(pool), &head->layout.bits, slot);
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
      cool_longer(pool, slot, record);
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
