#include "../pool/inner.h"
#include <string.h>

/* Does what is derived of each slot follow from its record? Records, leases
   and indexes are sound. */

/* Time may have passed since a slot was last looked at; then the sweep that
   is due sets it right, and what stands here only errs toward "not yet". */
static bool check_is_due(const redial_pool *pool, uint32_t slot) {
  uint64_t clock = rdi_head_of(pool)->clock;
  uint32_t at = slot;

  do {
    if (rdi_heap_time(rdi_opens(pool), at) <= clock ||
        rdi_heap_time(rdi_due(pool), at) <= clock) {
      return true;
    }
    at = rdi_sibling(pool, at);
  } while (at != slot);
  return false;
}

/* May time alone make the later reason out of the earlier one? Who is full
   may turn out to be anything of what only time ends. */
static bool check_may_pass(redial_bar before, redial_bar after) {
  switch (before) {
  case REDIAL_BAR_BUSY:
    return after == REDIAL_BAR_BUSY || after == REDIAL_BAR_DOWN ||
           after == REDIAL_BAR_COOLING || after == REDIAL_BAR_NONE;
  case REDIAL_BAR_DOWN:
    return after == REDIAL_BAR_DOWN || after == REDIAL_BAR_COOLING ||
           after == REDIAL_BAR_NONE;
  case REDIAL_BAR_COOLING:
    return after == REDIAL_BAR_COOLING || after == REDIAL_BAR_NONE;
  default:
    return after == before;
  }
}

static bool check_derived(const redial_pool *pool, uint32_t slot) {
  const rdi_slot *record = rdi_slot_at(pool, slot);
  uint32_t load = rdi_slot_load(pool, slot);
  redial_bar why = rdi_slot_why(pool, slot, load);

  if (record->offered > rdi_head_of(pool)->sequence ||
      record->freed > rdi_head_of(pool)->sequence) {
    return false;
  }
  if ((rdi_slot_look(pool, slot) & ~(uint32_t)record->look) != 0) {
    return false;
  }
  if (record->why == REDIAL_BAR_COOLING &&
      rdi_heap_time(rdi_opens(pool), slot) != rdi_slot_rested(record)) {
    return false;
  }
  if (check_is_due(pool, slot)) {
    return load <= record->load && check_may_pass((redial_bar)record->why, why);
  }
  return load == record->load && why == (redial_bar)record->why &&
         rdi_heap_time(rdi_opens(pool), slot) == rdi_slot_waits(pool, slot) &&
         rdi_heap_time(rdi_due(pool), slot) == rdi_slot_due(pool, slot);
}

static bool check_sets(const redial_pool *pool, uint32_t slot, bool lived_in) {
  const rdi_head *head = rdi_head_of(pool);
  const rdi_slot *record = rdi_slot_at(pool, slot);
  const uint64_t *held = rdi_held(pool);
  bool eligible = lived_in && record->why == REDIAL_BAR_NONE;
  uint32_t tier;

  for (tier = 0; tier < head->layout.config.tiers; tier++) {
    if (rdi_bits_has(rdi_eligible(pool, tier), slot) !=
        (eligible && record->told.tier == tier)) {
      return false;
    }
  }
  return !rdi_bits_has(held, slot) || (lived_in && rdi_slot_held(pool, slot));
}

/* Nobody there waits for anything. */
static bool check_empty(const redial_pool *pool, uint32_t slot) {
  return rdi_slot_at(pool, slot)->why == REDIAL_BAR_EMPTY &&
         rdi_heap_time(rdi_opens(pool), slot) == REDIAL_NEVER &&
         rdi_heap_time(rdi_due(pool), slot) == REDIAL_NEVER;
}

bool rdi_check_slots(const redial_pool *pool) {
  const rdi_head *head = rdi_head_of(pool);
  uint32_t counts[REDIAL_BAR_ROOM] = {0};
  uint32_t eligible[REDIAL_POOL_TIERS_MAX] = {0};
  uint32_t slot;

  for (slot = 0; slot < head->layout.config.capacity; slot++) {
    const rdi_slot *record = rdi_slot_at(pool, slot);
    bool lived_in = rdi_lived_in(pool, slot);

    if (!check_sets(pool, slot, lived_in) ||
        !(lived_in ? check_derived(pool, slot) : check_empty(pool, slot))) {
      return false;
    }
    counts[lived_in ? record->why : REDIAL_BAR_EMPTY]++;
    eligible[record->told.tier] += lived_in && record->why == REDIAL_BAR_NONE;
  }
  return rdi_equal(counts, head->counts, sizeof(counts)) &&
         rdi_equal(eligible, head->eligible, sizeof(eligible));
}
