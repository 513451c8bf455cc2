#include "../pool/inner.h"
#include "../pool/tell.h"

/* From the records to everything derived: sets, heaps, counts, and the state
   of the strategies, slot by slot. */

static void refresh_why(redial_pool *pool, uint32_t slot, rdi_slot *record,
                        uint32_t load) {
  redial_bar why = rdi_slot_why(pool, slot, load);
  bool moved = load != record->load;

  record->load = (uint16_t)load;
  if (why != (redial_bar)record->why) {
    rdi_become(pool, slot, record, why);
  } else if (moved && why == REDIAL_BAR_NONE) {
    rdi_tell(pool, slot, RDI_HOOK_LOAD);
  }
}

static void refresh_times(redial_pool *pool, uint32_t slot) {
  rdi_head *head = rdi_head_of(pool);
  uint64_t waits = rdi_slot_waits(pool, slot);
  uint64_t due = rdi_slot_due(pool, slot);

  rdi_heap_set(rdi_opens(pool), slot, waits);
  rdi_heap_set(rdi_due(pool), slot, due);
  rdi_wake_at(head, waits < due ? waits : due);
  rdi_bits_put(rdi_held(pool), &head->layout.bits, slot,
               rdi_slot_held(pool, slot));
}

static void refresh_one(redial_pool *pool, uint32_t slot) {
  rdi_slot *record = rdi_slot_at(pool, slot);

  record->look = RDI_SHORT_WAYS ? rdi_slot_look(pool, slot) : RDI_LOOK_ALL;
  refresh_why(pool, slot, record, rdi_slot_load(pool, slot));
  refresh_times(pool, slot);
}

void rdi_refresh(redial_pool *pool, uint32_t slot) {
  uint32_t at = slot;

  do {
    refresh_one(pool, at);
    at = rdi_sibling(pool, at);
  } while (at != slot);
}

/* Unless what was seen of it is over, and no sweep has come to it yet: then
   its siblings have calls less. */
void rdi_refresh_slot(redial_pool *pool, uint32_t slot) {
  if (rdi_heap_time(rdi_due(pool), slot) <= rdi_head_of(pool)->clock) {
    rdi_refresh(pool, slot);
  } else {
    refresh_one(pool, slot);
  }
}

static bool refresh_is_free_or_full(uint8_t why) {
  return why == REDIAL_BAR_NONE || why == REDIAL_BAR_BUSY;
}

/* While it is free or full it waits for nothing but leases, and these have
   their queues. */
void rdi_refresh_alone(redial_pool *pool, uint32_t slot) {
  rdi_slot *record = rdi_slot_at(pool, slot);
  uint8_t before = record->why;

  refresh_why(pool, slot, record, record->calls);
  if (before != record->why && !(refresh_is_free_or_full(before) &&
                                 refresh_is_free_or_full(record->why))) {
    refresh_times(pool, slot);
  }
}

/* Named again, it finds its person in the roster. */
void rdi_depart(redial_pool *pool, uint32_t slot) {
  rdi_slot *record = rdi_slot_at(pool, slot);
  uint32_t left = rdi_sibling(pool, slot);

  if (record->life == RDI_LIFE_DRAINING && record->told.person != 0 &&
      rdi_slot_is_idle(record)) {
    rdi_person_leave(pool, slot);
    record->told.person = 0;
    rdi_refresh(pool, left);
    rdi_refresh(pool, slot);
  }
}

void rdi_shut(redial_pool *pool, uint32_t slot) {
  rdi_slot *record = rdi_slot_at(pool, slot);

  if (record->why == REDIAL_BAR_NONE) {
    rdi_become(pool, slot, record, REDIAL_BAR_DISABLED);
  }
}
