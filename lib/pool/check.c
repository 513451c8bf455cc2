#include "../pool/inner.h"

/* Judges an image of which only the header is known to fit. First the
   records, which are the truth; then everything derived, each piece against
   the records, and no piece is followed before it is known to lead somewhere
   inside. */

/* No pool lives to count so far; numbers beyond would wrap. */
#define CHECK_SEQUENCES (UINT64_MAX / 2)

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
  return record->offered < CHECK_SEQUENCES && record->freed < CHECK_SEQUENCES &&
         record->life <= RDI_LIFE_DRAINING &&
         (record->life != RDI_LIFE_NONE || record->told.person == 0) &&
         record->seen_registered <= 1 &&
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

    if (lease->kind > REDIAL_LEASE_TALK || (lease->kind != REDIAL_LEASE_NONE &&
                                            !rdi_lived_in(pool, lease->slot))) {
      return false;
    }
  }
  return head->resort < config->capacity && head->sequence < CHECK_SEQUENCES &&
         head->clock != REDIAL_NEVER;
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

static bool check_indexes(const redial_pool *pool) {
  const rdi_layout *layout = &rdi_head_of(pool)->layout;
  uint32_t tier;

  for (tier = 0; tier < layout->config.tiers; tier++) {
    if (!check_bits(rdi_eligible(pool, tier), &layout->bits,
                    layout->config.capacity)) {
      return false;
    }
  }
  return check_bits(rdi_held(pool), &layout->bits, layout->config.capacity) &&
         rdi_heap_sound(rdi_opens(pool), layout->config.capacity) &&
         rdi_heap_sound(rdi_due(pool), layout->config.capacity) &&
         rdi_head_of(pool)->wake <= redial_pool_next_change(pool);
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
      !rdi_check_leases(pool) || !check_indexes(pool) ||
      !rdi_check_slots(pool) || !check_strategies(pool)) {
    return REDIAL_ERR_CORRUPT;
  }
  return REDIAL_OK;
}
