#include "../pool/inner.h"

/* From the records to everything derived: sets, trees, counts, and the state
   of the strategies, slot by slot. */

typedef void (*refresh_hook)(const redial_pool *pool, void *state,
                             uint32_t slot);

static void refresh_open(redial_pool *pool, uint32_t slot) {
  rdi_head *head = rdi_head_of(pool);
  rdi_slot *record = rdi_slot_at(pool, slot);
  uint32_t tier = record->told.tier;
  uint32_t i;

  record->freed = ++head->sequence;
  rdi_bits_set(rdi_eligible(pool, tier), &head->layout.bits, slot);
  head->eligible[tier]++;
  for (i = 0; i < pool->selector_count; i++) {
    if (pool->selectors[i]->open != NULL) {
      pool->selectors[i]->open(pool, rdi_state(pool, i, tier), slot);
    }
  }
}

static void refresh_close(redial_pool *pool, uint32_t slot) {
  rdi_head *head = rdi_head_of(pool);
  uint32_t tier = rdi_slot_at(pool, slot)->told.tier;
  uint32_t i;

  rdi_bits_clear(rdi_eligible(pool, tier), &head->layout.bits, slot);
  head->eligible[tier]--;
  for (i = 0; i < pool->selector_count; i++) {
    if (pool->selectors[i]->close != NULL) {
      pool->selectors[i]->close(pool, rdi_state(pool, i, tier), slot);
    }
  }
}

static void refresh_load(redial_pool *pool, uint32_t slot) {
  uint32_t tier = rdi_slot_at(pool, slot)->told.tier;
  uint32_t i;

  for (i = 0; i < pool->selector_count; i++) {
    if (pool->selectors[i]->load != NULL) {
      pool->selectors[i]->load(pool, rdi_state(pool, i, tier), slot);
    }
  }
}

static void refresh_become(redial_pool *pool, uint32_t slot, redial_bar why) {
  rdi_head *head = rdi_head_of(pool);
  rdi_slot *record = rdi_slot_at(pool, slot);
  uint8_t before = record->why;

  head->counts[before]--;
  head->counts[why]++;
  record->why = (uint8_t)why;
  if (before == REDIAL_BAR_NONE) {
    refresh_close(pool, slot);
  }
  if (why == REDIAL_BAR_NONE) {
    refresh_open(pool, slot);
  }
}

static void refresh_times(redial_pool *pool, uint32_t slot) {
  rdi_head *head = rdi_head_of(pool);
  const rdi_tree_shape *shape = &head->layout.tree;
  uint64_t *held = rdi_place(pool, head->layout.held_at);

  rdi_tree_set(rdi_opens(pool), shape, slot, rdi_slot_opens(pool, slot));
  rdi_tree_set(rdi_due(pool), shape, slot, rdi_slot_due(pool, slot));
  if (rdi_slot_held(pool, slot)) {
    rdi_bits_set(held, &head->layout.bits, slot);
  } else if (rdi_bits_has(held, slot)) {
    rdi_bits_clear(held, &head->layout.bits, slot);
  }
}

static void refresh_one(redial_pool *pool, uint32_t slot) {
  rdi_slot *record = rdi_slot_at(pool, slot);
  uint32_t load = rdi_slot_load(pool, slot);
  bool moved = load != record->load;
  redial_bar why;

  record->load = load;
  why = rdi_slot_why(pool, slot, load);
  if (why != (redial_bar)record->why) {
    refresh_become(pool, slot, why);
  } else if (moved && why == REDIAL_BAR_NONE) {
    refresh_load(pool, slot);
  }
  refresh_times(pool, slot);
}

void rdi_refresh(redial_pool *pool, uint32_t slot) {
  uint32_t at = slot;

  do {
    refresh_one(pool, at);
    at = rdi_sibling(pool, at);
  } while (at != slot);
}

/* Named again, it finds its person in the roster. */
void rdi_depart(redial_pool *pool, uint32_t slot) {
  rdi_slot *record = rdi_slot_at(pool, slot);
  uint32_t left = rdi_sibling(pool, slot);

  if (record->life == RDI_LIFE_DRAINING && record->told.person != 0 &&
      record->head[0] == 0 && record->head[1] == 0) {
    rdi_person_leave(pool, slot);
    record->told.person = 0;
    rdi_refresh(pool, left);
    rdi_refresh(pool, slot);
  }
}

void rdi_shut(redial_pool *pool, uint32_t slot) {
  if (rdi_slot_at(pool, slot)->why == REDIAL_BAR_NONE) {
    refresh_become(pool, slot, REDIAL_BAR_DISABLED);
  }
}

void rdi_tell_offered(redial_pool *pool, uint32_t slot) {
  rdi_slot *record = rdi_slot_at(pool, slot);
  uint32_t i;

  record->offered = ++rdi_head_of(pool)->sequence;
  record->offers = rdi_add32(record->offers, 1);
  if (record->why == REDIAL_BAR_NONE) {
    record->freed = record->offered; /* idle no longer */
  }
  for (i = 0; i < pool->selector_count; i++) {
    if (pool->selectors[i]->offered != NULL) {
      pool->selectors[i]->offered(pool, rdi_state(pool, i, record->told.tier),
                                  slot);
    }
  }
}

void rdi_tell_freed(redial_pool *pool, uint32_t slot) {
  rdi_slot *record = rdi_slot_at(pool, slot);
  uint32_t i;

  if (record->why != REDIAL_BAR_NONE) {
    return; /* its time comes when it opens */
  }
  record->freed = ++rdi_head_of(pool)->sequence;
  for (i = 0; i < pool->selector_count; i++) {
    if (pool->selectors[i]->freed != NULL) {
      pool->selectors[i]->freed(pool, rdi_state(pool, i, record->told.tier),
                                slot);
    }
  }
}
