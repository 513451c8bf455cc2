#include "../pool/entry.h"

/* From the records alone: whatever else the image holds is made anew. Only
   the turns of strategies are taken over, where they make sense. */

static void rebuild_strategies(redial_pool *pool) {
  const rdi_layout *layout = &rdi_head_of(pool)->layout;
  uint32_t i;
  uint32_t tier;

  for (i = 0; i < layout->selector_count; i++) {
    for (tier = 0; tier < layout->config.tiers; tier++) {
      void *state = rdi_state(pool, i, tier);

      if (pool->selectors[i]->rebuild != NULL) {
        pool->selectors[i]->rebuild(pool, state, tier);
      } else if (pool->selectors[i]->reset != NULL) {
        pool->selectors[i]->reset(state, &layout->config);
      }
    }
  }
}

/* A tear may also have lost the count that a record was numbered by. */
static void rebuild_slots(redial_pool *pool) {
  rdi_head *head = rdi_head_of(pool);
  uint32_t slot;

  for (slot = 0; slot < redial_pool_capacity(pool); slot++) {
    rdi_slot *record = rdi_slot_at(pool, slot);

    head->sequence = rdi_later(head->sequence, record->offered);
    head->sequence = rdi_later(head->sequence, record->freed);
    record->load = 0;
    record->calls = 0;
    record->head[0] = record->tail[0] = 0;
    record->head[1] = record->tail[1] = 0;
    if (record->life != RDI_LIFE_NONE) {
      rdi_person_join(pool, slot);
    }
  }
}

/* A tear may have kept a lease and lost the clock that it was made by. */
static void rebuild_ends(redial_pool *pool) {
  uint32_t leases = rdi_head_of(pool)->layout.config.leases;
  uint32_t i;

  for (i = 0; i < leases; i++) {
    rdi_lease *lease = rdi_lease_at(pool, i);
    uint64_t latest = rdi_lease_until(rdi_head_of(pool), lease->kind);

    lease->until = lease->until > latest ? latest : lease->until;
  }
}

/* Queues are in the order of their ends. The order is worked out in a field
   that the counting afterwards sets anew. */
static void rebuild_leases(redial_pool *pool) {
  rdi_head *head = rdi_head_of(pool);
  uint32_t leases = head->layout.config.leases;
  uint32_t *order = leases > 0 ? &rdi_lease_at(pool, 0)->counted : NULL;
  uint32_t stride = sizeof(rdi_lease) / sizeof(uint32_t);
  uint32_t i;

  for (i = 0; i < leases; i++) {
    order[(size_t)i * stride] = i;
  }
  rdi_order(pool, order, stride, leases, rdi_ends_before);
  head->lease_fresh = leases;
  for (i = 0; i < leases; i++) {
    uint32_t entry = order[(size_t)i * stride];
    rdi_lease *lease = rdi_lease_at(pool, entry);

    if (lease->kind != REDIAL_LEASE_NONE) {
      rdi_lease_queue(pool, rdi_slot_at(pool, lease->slot), lease, entry + 1);
      head->lease_live++;
    } else {
      lease->next = head->lease_free;
      head->lease_free = entry + 1;
    }
  }
}

/* In the order in which they were freed, so that who was idle longest is
   so again. The table of ids lends its room for the order. */
static void rebuild_states(redial_pool *pool) {
  uint32_t at = rdi_head_of(pool)->layout.ids_at;
  uint32_t *order = (uint32_t *)(void *)rdi_place(pool, at);
  uint32_t capacity = redial_pool_capacity(pool);
  uint32_t i;

  for (i = 0; i < capacity; i++) {
    order[i] = i;
  }
  rdi_order(pool, order, 1, capacity, rdi_freed_before);
  for (i = 0; i < capacity; i++) {
    if (rdi_lived_in(pool, order[i])) {
      rdi_legs_recount(pool, order[i]);
    }
  }
  for (i = 0; i < capacity; i++) {
    if (rdi_lived_in(pool, order[i])) {
      rdi_refresh(pool, order[i]);
    }
  }
}

/* The numbers that a rebuild gives out go on from the highest. No pool lives
   to count so far, but damage may: then the next numbers would be beyond what
   a check takes for one. */
#define REBUILD_SEQUENCES (UINT64_MAX / 4)

static bool rebuild_numbers_fit(const redial_pool *pool) {
  uint32_t slot;

  for (slot = 0; slot < redial_pool_capacity(pool); slot++) {
    const rdi_slot *record = rdi_slot_at(pool, slot);

    if (record->offered > REBUILD_SEQUENCES ||
        record->freed > REBUILD_SEQUENCES) {
      return false;
    }
  }
  return rdi_head_of(pool)->sequence <= REBUILD_SEQUENCES;
}

bool rdi_rebuild_fits(redial_pool *pool) {
  return rdi_check_truth(pool) && rebuild_numbers_fit(pool) &&
         !rdi_has_twins(pool);
}

redial_status redial_pool_rebuild(redial_pool *pool) {
  if (!rdi_rebuild_fits(pool)) {
    return REDIAL_ERR_CORRUPT;
  }
  rdi_head_of(pool)->writing = 1;
  rdi_layout_clear(pool);
  rebuild_slots(pool);
  rebuild_ends(pool);
  rebuild_leases(pool);
  rebuild_strategies(pool);
  rebuild_states(pool);
  rdi_ids_index(pool);
  rdi_leave(pool);
  return REDIAL_OK;
}
