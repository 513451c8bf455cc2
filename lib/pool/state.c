#include "../pool/inner.h"

/* What the record of a slot means at the pool's clock. Pure: nothing here
   changes anything, so the same record always reads the same. */

static uint64_t state_earlier(uint64_t a, uint64_t b) {
  return a < b ? a : b;
}

static uint64_t state_later(uint64_t a, uint64_t b) {
  return a > b ? a : b;
}

static uint64_t state_cool_until(const rdi_slot *record) {
  return state_later(
    record->cool[RDI_COOL_FIRM],
    state_later(record->cool[RDI_COOL_AWAY], record->cool[RDI_COOL_BUSY]));
}

static bool state_is_down(const rdi_slot *record, uint64_t clock) {
  return record->registered_until > clock && record->seen_registered == 0;
}

/* Calls of one slot: those that redial placed are among those seen. */
static uint32_t state_calls(const rdi_slot *record, uint64_t clock) {
  if (record->calls_until > clock && record->seen_calls > record->calls) {
    return record->seen_calls;
  }
  return record->calls;
}

/* A person has one mouth: the calls of all the devices count on each. */
uint32_t rdi_slot_load(const redial_pool *pool, uint32_t slot) {
  uint64_t clock = rdi_head_of(pool)->clock;
  uint32_t load = 0;
  uint32_t at = slot;

  do {
    load += state_calls(rdi_slot_at(pool, at), clock);
    at = rdi_sibling(pool, at);
  } while (at != slot);
  return load;
}

redial_bar rdi_slot_why(const redial_pool *pool, uint32_t slot, uint32_t load) {
  const rdi_slot *record = rdi_slot_at(pool, slot);
  uint64_t clock = rdi_head_of(pool)->clock;

  if (record->life != RDI_LIFE_ROSTER) {
    return record->life == RDI_LIFE_NONE ? REDIAL_BAR_EMPTY
                                         : REDIAL_BAR_DRAINING;
  }
  if (record->told.enabled == 0) {
    return REDIAL_BAR_DISABLED;
  }
  if (load >= record->told.capacity) {
    return REDIAL_BAR_BUSY;
  }
  if (state_is_down(record, clock)) {
    return REDIAL_BAR_DOWN;
  }
  return state_cool_until(record) > clock ? REDIAL_BAR_COOLING
                                          : REDIAL_BAR_NONE;
}

/* First end of a lease, or of an observation that counts more calls. */
static uint64_t state_calls_fall(const redial_pool *pool, uint32_t slot) {
  const rdi_slot *record = rdi_slot_at(pool, slot);
  uint64_t due = REDIAL_NEVER;
  uint32_t list;

  for (list = 0; list < 2; list++) {
    if (record->head[list] != 0) {
      due =
        state_earlier(due, rdi_lease_at(pool, record->head[list] - 1)->until);
    }
  }
  if (record->calls_until > rdi_head_of(pool)->clock &&
      record->seen_calls > record->calls) {
    due = state_earlier(due, record->calls_until);
  }
  return due;
}

/* Who is down and cools as well does not open when no longer down, but is
   cooling from then on. */
uint64_t rdi_slot_due(const redial_pool *pool, uint32_t slot) {
  const rdi_slot *record = rdi_slot_at(pool, slot);
  uint64_t due = state_calls_fall(pool, slot);

  return record->why == REDIAL_BAR_DOWN
           ? state_earlier(due, record->registered_until)
           : due;
}

/* When the load of the person may fall: not later than it does. */
static uint64_t state_load_falls(const redial_pool *pool, uint32_t slot) {
  uint64_t falls = REDIAL_NEVER;
  uint32_t at = slot;

  do {
    falls = state_earlier(falls, state_calls_fall(pool, at));
    at = rdi_sibling(pool, at);
  } while (at != slot);
  return falls;
}

/* When time alone may make it eligible. Exact but for slots that hold more
   calls than they take: these may have to be looked at again. */
uint64_t rdi_slot_opens(const redial_pool *pool, uint32_t slot) {
  const rdi_slot *record = rdi_slot_at(pool, slot);
  uint64_t opens;

  if (record->why == REDIAL_BAR_NONE || record->told.enabled == 0 ||
      record->told.capacity == 0 || record->life != RDI_LIFE_ROSTER) {
    return REDIAL_NEVER;
  }
  opens = state_cool_until(record);
  if (record->seen_registered == 0) {
    opens = state_later(opens, record->registered_until);
  }
  if (record->why == REDIAL_BAR_BUSY) {
    opens = state_later(opens, state_load_falls(pool, slot));
  }
  return opens;
}

/* Nobody's last resort is a person who said no or is in wrap-up. */
static bool state_is_personal(uint8_t cause) {
  return cause == REDIAL_OUTCOME_SUCCESS || cause == REDIAL_OUTCOME_DECLINED ||
         cause == REDIAL_OUTCOME_UNWANTED || cause == REDIAL_OUTCOME_BLOCKED;
}

bool rdi_slot_held(const redial_pool *pool, uint32_t slot) {
  const rdi_slot *record = rdi_slot_at(pool, slot);

  if (record->why != REDIAL_BAR_DOWN && record->why != REDIAL_BAR_COOLING) {
    return false;
  }
  return record->cool[RDI_COOL_FIRM] <= rdi_head_of(pool)->clock ||
         !state_is_personal(record->cause[RDI_COOL_FIRM]);
}
