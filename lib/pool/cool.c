#include "../pool/inner.h"

static uint32_t cool_kind(redial_outcome cause) {
  switch (cause) {
  case REDIAL_OUTCOME_UNAVAILABLE:
    return RDI_COOL_AWAY;
  case REDIAL_OUTCOME_BUSY:
    return RDI_COOL_BUSY;
  default:
    return RDI_COOL_FIRM;
  }
}

void rdi_cool_slot(redial_pool *pool, uint32_t slot, redial_outcome cause,
                   uint32_t wait_ms) {
  rdi_slot *record = rdi_slot_at(pool, slot);
  uint64_t clock = rdi_head_of(pool)->clock;
  uint64_t until = rdi_add64(clock, wait_ms);
  uint32_t kind = cool_kind(cause);

  if (until > record->cool[kind] && until > clock) {
    record->cool[kind] = until;
    record->cause[kind] = (uint8_t)cause;
  }
}

redial_status redial_pool_cool(redial_pool *pool, uint32_t slot,
                               redial_outcome cause, uint32_t wait_ms,
                               uint64_t now_ms) {
  redial_status status = REDIAL_ERR_RANGE;

  rdi_enter(pool, now_ms);
  if (rdi_lived_in(pool, slot) &&
      (uint32_t)cause <= REDIAL_OUTCOME_MISCONFIGURED) {
    rdi_cool_slot(pool, slot, cause, wait_ms);
    rdi_refresh(pool, slot);
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
    rdi_refresh(pool, slot);
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
    rdi_refresh(pool, slot);
    status = REDIAL_OK;
  }
  rdi_leave(pool);
  return status;
}
