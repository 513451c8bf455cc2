#include "../pool/inner.h"

/* What is seen ends only what it contradicts: a registration shows that the
   phone is there again, an idle line that it is free. Nothing that a machine
   sees takes back a person's no. */

static void observe_registered(rdi_slot *record, bool registered,
                               uint64_t until) {
  record->seen_registered = registered;
  record->registered_until = until;
  if (registered) {
    record->cool[RDI_COOL_AWAY] = 0;
  }
}

static void observe_calls(rdi_slot *record, uint32_t calls, uint64_t until) {
  record->seen_calls = (uint16_t)(calls < UINT16_MAX ? calls : UINT16_MAX);
  record->calls_until = until;
  if (calls == 0) {
    record->cool[RDI_COOL_BUSY] = 0;
  }
}

static void observe_nothing(rdi_slot *record) {
  record->registered_until = 0;
  record->calls_until = 0;
}

static bool observe_is_sound(redial_sight sight, uint32_t value) {
  return (uint32_t)sight <= REDIAL_SIGHT_IDLE &&
         (sight == REDIAL_SIGHT_NONE || sight == REDIAL_SIGHT_CALLS ||
          value <= 1);
}

redial_status redial_observe(redial_pool *pool, uint32_t slot,
                             redial_sight sight, uint32_t value,
                             uint32_t valid_ms, uint64_t now_ms) {
  redial_status status = REDIAL_ERR_RANGE;
  uint64_t until;
  rdi_slot *record;

  rdi_enter(pool, now_ms);
  if (rdi_lived_in(pool, slot) && observe_is_sound(sight, value)) {
    record = rdi_slot_at(pool, slot);
    until = rdi_add64(rdi_head_of(pool)->clock, valid_ms);
    if (sight == REDIAL_SIGHT_REGISTERED) {
      observe_registered(record, value != 0, until);
    } else if (sight == REDIAL_SIGHT_CALLS) {
      observe_calls(record, value, until);
    } else if (sight == REDIAL_SIGHT_IDLE) {
      observe_calls(record, value == 0, until);
    } else {
      observe_nothing(record);
    }
    rdi_refresh(pool, slot);
    status = REDIAL_OK;
  }
  rdi_leave(pool);
  return status;
}
