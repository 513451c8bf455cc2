#include "../pool/inner.h"

/* What the record of a slot means at the pool's clock. Pure: nothing here
   changes anything, so the same record always reads the same. */

static uint64_t state_earlier(uint64_t a, uint64_t b) {
  return a < b ? a : b;
}

/* Calls of one slot: those that redial placed are among those seen. */
static uint32_t state_calls(const rdi_slot *record, uint64_t clock) {
  if (record->calls_until > clock && record->seen_calls > record->calls) {
    return record->seen_calls;
  }
  return record->calls;
}

/* A person has one mouth: the calls of all the devices count on each. No
   capacity is beyond what a record holds. */
uint32_t rdi_slot_load(const redial_pool *pool, uint32_t slot) {
  uint64_t clock = rdi_head_of(pool)->clock;
  uint32_t load = 0;
  uint32_t at = slot;

  do {
    load += state_calls(rdi_slot_at(pool, at), clock);
    at = rdi_sibling(pool, at);
  } while (at != slot);
  return load < UINT16_MAX ? load : UINT16_MAX;
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
  if (rdi_slot_is_down(record, clock)) {
    return REDIAL_BAR_DOWN;
  }
  return rdi_cools_until(record) > clock ? REDIAL_BAR_COOLING : REDIAL_BAR_NONE;
}

/* Until when the calls seen count more than those placed. */
static uint64_t state_sight_falls(const redial_pool *pool,
                                  const rdi_slot *record) {
  return record->calls_until > rdi_head_of(pool)->clock &&
             record->seen_calls > record->calls
           ? record->calls_until
           : REDIAL_NEVER;
}

/* Who is down and cools as well does not open when no longer down, but is
   cooling from then on. */
uint64_t rdi_slot_due(const redial_pool *pool, uint32_t slot) {
  const rdi_slot *record = rdi_slot_at(pool, slot);
  uint64_t due = state_sight_falls(pool, record);

  return record->why == REDIAL_BAR_DOWN
           ? state_earlier(due, record->registered_until)
           : due;
}

static uint64_t state_lease_ends(const redial_pool *pool,
                                 const rdi_slot *record) {
  return state_earlier(rdi_queue_ends(pool, record->head[0]),
                       rdi_queue_ends(pool, record->head[1]));
}

/* When the load of the person may fall: not later than it does. Without a
   lease that ends it may only while the calls placed do not fill the person. */
static uint64_t state_load_falls(const redial_pool *pool, uint32_t slot,
                                 bool by_leases) {
  uint64_t falls = REDIAL_NEVER;
  uint32_t calls = 0;
  uint32_t at = slot;

  do {
    const rdi_slot *record = rdi_slot_at(pool, at);

    falls = state_earlier(falls, state_sight_falls(pool, record));
    if (by_leases) {
      falls = state_earlier(falls, state_lease_ends(pool, record));
    }
    calls += record->calls;
    at = rdi_sibling(pool, at);
  } while (at != slot);
  return by_leases || calls < rdi_slot_at(pool, slot)->told.capacity
           ? falls
           : REDIAL_NEVER;
}

static bool state_never_opens(const rdi_slot *record) {
  return record->why == REDIAL_BAR_NONE || record->told.enabled == 0 ||
         record->told.capacity == 0 || record->life != RDI_LIFE_ROSTER;
}

static uint64_t state_opens(const redial_pool *pool, uint32_t slot,
                            bool by_leases) {
  const rdi_slot *record = rdi_slot_at(pool, slot);
  uint64_t opens = rdi_slot_rested(record);

  if (state_never_opens(record)) {
    return REDIAL_NEVER;
  }
  if (record->why == REDIAL_BAR_BUSY) {
    opens = rdi_later(opens, state_load_falls(pool, slot, by_leases));
  }
  return opens;
}

/* Exact but for slots that hold more calls than they take: these may have to
   be looked at again. */
uint64_t rdi_slot_opens(const redial_pool *pool, uint32_t slot) {
  return state_opens(pool, slot, true);
}

uint64_t rdi_slot_waits(const redial_pool *pool, uint32_t slot) {
  return state_opens(pool, slot, false);
}

static bool state_has_terms(const redial_pool *pool, uint32_t slot) {
  const rdi_slot *record = rdi_slot_at(pool, slot);
  const uint32_t *hooks = rdi_head_of(pool)->layout.hooks;

  return record->sibling != slot + 1 || record->told.capacity != 1 ||
         record->told.tier != 0 || hooks[RDI_HOOK_REPORT] != 0;
}

static bool state_has_more(const rdi_slot *record) {
  return record->head[0] != record->tail[0] ||
         record->head[1] != record->tail[1] ||
         (record->head[0] != 0 && record->head[1] != 0);
}

uint8_t rdi_slot_look(const redial_pool *pool, uint32_t slot) {
  const rdi_slot *record = rdi_slot_at(pool, slot);
  uint64_t clock = rdi_head_of(pool)->clock;
  uint32_t look = 0;

  if (state_has_terms(pool, slot)) {
    look |= RDI_LOOK_TERMS;
  }
  if (state_has_more(record)) {
    look |= RDI_LOOK_MORE;
  }
  if (record->calls_until > clock || rdi_slot_is_down(record, clock)) {
    look |= RDI_LOOK_SIGHT;
  }
  if (rdi_cools_until(record) > clock) {
    look |= RDI_LOOK_COOL;
  }
  return (uint8_t)look;
}

bool rdi_slot_held(const redial_pool *pool, uint32_t slot) {
  const rdi_slot *record = rdi_slot_at(pool, slot);

  if (record->why != REDIAL_BAR_DOWN && record->why != REDIAL_BAR_COOLING) {
    return false;
  }
  return rdi_slot_may_ask(record, rdi_head_of(pool)->clock);
}
