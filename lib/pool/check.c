#include "../pool/inner.h"
#include <string.h>

/* Judges an image of which only the header is known to fit. First the
   records, which are the truth; then everything derived, each piece against
   the records, and no piece is followed before it is known to lead somewhere
   inside. */

static bool check_target(const redial_pool_config *config,
                         const redial_target *told) {
  return told->capacity <= config->max_calls && told->tier < config->tiers &&
         told->enabled <= 1 && told->kind <= REDIAL_KIND_SERVER &&
         told->reserved == 0;
}

static bool check_record(const rdi_head *head, const rdi_slot *record) {
  uint32_t kind;

  for (kind = 0; kind < RDI_COOLS; kind++) {
    if (record->cause[kind] > REDIAL_OUTCOME_MISCONFIGURED) {
      return false;
    }
  }
  return record->life <= RDI_LIFE_DRAINING &&
         (record->life != RDI_LIFE_NONE || record->told.person == 0) && record->seen_registered <= 1 &&
         check_target(&head->layout.config, &record->told);
}

bool rdi_check_truth(const redial_pool *pool) {
  const rdi_head *head = rdi_head_of(pool);
  const redial_pool_config *config = &head->layout.config;
  uint32_t i;

  for (i = 0; i < config->capacity; i++) {
    if (!check_record(head, rdi_slot_at(pool, i))) {
      return false;
    }
  }
  for (i = 0; i < config->leases; i++) {
    const rdi_lease *lease = rdi_lease_at(pool, i);

    if (lease->kind > REDIAL_LEASE_TALK ||
        (lease->kind != REDIAL_LEASE_NONE && !rdi_lived_in(pool, lease->slot))) {
      return false;
    }
  }
  return head->resort < config->capacity;
}

/* One queue of a slot: every member names the slot, the kind and the one
   before, so none can be met twice. Counts into found and counted. */
static bool check_queue(const redial_pool *pool, uint32_t slot, uint32_t list,
                        uint32_t *found, uint32_t *counted) {
  const rdi_head *head = rdi_head_of(pool);
  const rdi_slot *record = rdi_slot_at(pool, slot);
  uint64_t until = 0;
  uint32_t before = 0;
  uint32_t at = record->head[list];

  while (at != 0) {
    const rdi_lease *lease;

    if (at > head->lease_fresh) {
      return false;
    }
    lease = rdi_lease_at(pool, at - 1);
    if (lease->slot != slot || lease->kind != list + 1 ||
        lease->prev != before || lease->until < until ||
        lease->until > rdi_lease_until(pool, lease->kind) ||
        lease->counted > 1) {
      return false;
    }
    until = lease->until;
    before = at;
    at = lease->next;
    (*found)++;
    *counted += lease->counted;
  }
  return record->tail[list] == before;
}

static bool check_free_leases(const redial_pool *pool) {
  const rdi_head *head = rdi_head_of(pool);
  uint32_t free_ones = head->lease_fresh - head->lease_live;
  uint32_t at = head->lease_free;

  for (; free_ones > 0 && at != 0; free_ones--) {
    if (at > head->lease_fresh ||
        rdi_lease_at(pool, at - 1)->kind != REDIAL_LEASE_NONE) {
      return false;
    }
    at = rdi_lease_at(pool, at - 1)->next;
  }
  return free_ones == 0 && at == 0;
}

/* Beyond the fresh mark nobody ever was. */
static bool check_fresh_leases(const redial_pool *pool) {
  const rdi_head *head = rdi_head_of(pool);
  uint32_t i;

  for (i = head->lease_fresh; i < head->layout.config.leases; i++) {
    if (rdi_lease_at(pool, i)->kind != REDIAL_LEASE_NONE) {
      return false;
    }
  }
  return true;
}

static bool check_leases(const redial_pool *pool) {
  const rdi_head *head = rdi_head_of(pool);
  uint32_t live = 0;
  uint32_t slot;

  if (head->lease_fresh > head->layout.config.leases ||
      head->lease_live > head->lease_fresh) {
    return false;
  }
  for (slot = 0; slot < head->layout.config.capacity; slot++) {
    uint32_t counted = 0;

    if (rdi_lived_in(pool, slot) &&
        (!check_queue(pool, slot, 0, &live, &counted) ||
         !check_queue(pool, slot, 1, &live, &counted) ||
         counted != rdi_slot_at(pool, slot)->calls)) {
      return false;
    }
  }
  return live == head->lease_live && check_free_leases(pool) &&
         check_fresh_leases(pool);
}

/* Time may have passed since a slot was last looked at; then the sweep that
   is due sets it right, and what stands here only errs toward "not yet". */
static bool check_is_due(const redial_pool *pool, uint32_t slot) {
  uint64_t clock = rdi_head_of(pool)->clock;
  uint32_t at = slot;

  do {
    if (rdi_opens(pool)[at] <= clock || rdi_due(pool)[at] <= clock) {
      return true;
    }
    at = rdi_sibling(pool, at);
  } while (at != slot);
  return false;
}

static bool check_derived(const redial_pool *pool, uint32_t slot) {
  const rdi_slot *record = rdi_slot_at(pool, slot);
  uint32_t load = rdi_slot_load(pool, slot);
  redial_bar why = rdi_slot_why(pool, slot, load);

  if (record->offered > rdi_head_of(pool)->sequence ||
      record->freed > rdi_head_of(pool)->sequence) {
    return false;
  }
  if (check_is_due(pool, slot)) {
    return load <= record->load && record->why < REDIAL_BAR_COUNT &&
           (record->why != REDIAL_BAR_NONE || why == REDIAL_BAR_NONE);
  }
  return load == record->load && why == (redial_bar)record->why &&
         rdi_opens(pool)[slot] == rdi_slot_opens(pool, slot) &&
         rdi_due(pool)[slot] == rdi_slot_due(pool, slot);
}

static bool check_sets(const redial_pool *pool, uint32_t slot, bool lived_in) {
  const rdi_head *head = rdi_head_of(pool);
  const rdi_slot *record = rdi_slot_at(pool, slot);
  const uint64_t *held = rdi_place(pool, head->layout.held_at);
  bool eligible = lived_in && record->why == REDIAL_BAR_NONE;
  uint32_t tier;

  for (tier = 0; tier < head->layout.config.tiers; tier++) {
    if (rdi_bits_has(rdi_eligible(pool, tier), slot) !=
        (eligible && record->told.tier == tier)) {
      return false;
    }
  }
  return !rdi_bits_has(held, slot) ||
         (lived_in && record->why != REDIAL_BAR_NONE);
}

static bool check_slots(const redial_pool *pool) {
  const rdi_head *head = rdi_head_of(pool);
  uint32_t counts[REDIAL_BAR_ROOM] = {0};
  uint32_t eligible[REDIAL_POOL_TIERS_MAX] = {0};
  uint32_t slot;

  for (slot = 0; slot < head->layout.config.capacity; slot++) {
    const rdi_slot *record = rdi_slot_at(pool, slot);
    bool lived_in = rdi_lived_in(pool, slot);

    if (!check_sets(pool, slot, lived_in) ||
        (lived_in && !check_derived(pool, slot)) ||
        (!lived_in && (rdi_opens(pool)[slot] != REDIAL_NEVER ||
                       rdi_due(pool)[slot] != REDIAL_NEVER))) {
      return false;
    }
    counts[lived_in ? record->why : REDIAL_BAR_EMPTY]++;
    eligible[record->told.tier] +=
      lived_in && record->why == REDIAL_BAR_NONE;
  }
  return memcmp(counts, head->counts, sizeof(counts)) == 0 &&
         memcmp(eligible, head->eligible, sizeof(eligible)) == 0;
}

/* Nothing is a member that is no slot. */
static bool check_bits(const uint64_t *words, const rdi_bits_shape *shape,
                       uint32_t count) {
  uint32_t i;

  for (i = count; i % 64 != 0; i++) {
    if (rdi_bits_has(words, i)) {
      return false;
    }
  }
  return rdi_bits_sound(words, shape);
}

static bool check_tree(const uint64_t *tree, const rdi_tree_shape *shape,
                       uint32_t count) {
  uint32_t i;

  for (i = count; i % 8 != 0; i++) {
    if (tree[i] != REDIAL_NEVER) {
      return false;
    }
  }
  return rdi_tree_sound(tree, shape);
}

static bool check_indexes(const redial_pool *pool) {
  const rdi_layout *layout = &rdi_head_of(pool)->layout;
  uint32_t tier;

  for (tier = 0; tier < layout->config.tiers; tier++) {
    if (!check_bits(rdi_eligible(pool, tier), &layout->bits,
                    layout->config.capacity)) {
      return false;
    }
  }
  return check_bits(rdi_place(pool, layout->held_at), &layout->bits,
                    layout->config.capacity) &&
         check_tree(rdi_opens(pool), &layout->tree, layout->config.capacity) &&
         check_tree(rdi_due(pool), &layout->tree, layout->config.capacity);
}

static bool check_strategies(const redial_pool *pool) {
  uint32_t i;
  uint32_t tier;

  for (i = 0; i < pool->selector_count; i++) {
    for (tier = 0; tier < rdi_head_of(pool)->layout.config.tiers; tier++) {
      if (pool->selectors[i]->check != NULL &&
          !pool->selectors[i]->check(pool, rdi_state(pool, i, tier), tier)) {
        return false;
      }
    }
  }
  return true;
}

redial_status redial_pool_check(const redial_pool *pool) {
  if (rdi_head_of(pool)->writing != 0) {
    return REDIAL_ERR_STATE;
  }
  /* In this order: each relies on what the ones before have shown. */
  if (!rdi_check_truth(pool) || !rdi_table_sound(pool) ||
      !check_leases(pool) || !check_indexes(pool) || !check_slots(pool) ||
      !check_strategies(pool)) {
    return REDIAL_ERR_CORRUPT;
  }
  return REDIAL_OK;
}
