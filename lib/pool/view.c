#include "../pool/inner.h"
#include <string.h>

/* Looking, without touching. */

redial_status redial_pool_find(const redial_pool *pool, uint64_t id,
                               uint32_t *slot) {
  uint32_t found = rdi_id_find(pool, id);

  if (found == REDIAL_NO_SLOT) {
    return REDIAL_ERR_NO_MATCH;
  }
  *slot = found;
  return REDIAL_OK;
}

redial_status redial_pool_slot(const redial_pool *pool, uint32_t slot,
                               redial_slot *out) {
  const rdi_slot *record;
  uint32_t kind;

  if (!rdi_lived_in(pool, slot)) {
    return REDIAL_ERR_RANGE;
  }
  record = rdi_slot_at(pool, slot);
  memset(out, 0, sizeof(*out));
  out->target = record->told;
  out->offered = record->offered;
  out->freed = record->freed;
  for (kind = 0; kind < RDI_COOLS; kind++) {
    if (record->cool[kind] > out->cooling_ms) {
      out->cooling_ms = record->cool[kind];
      out->cause = record->cause[kind];
    }
  }
  out->registered_ms = record->registered_until;
  out->seen_calls_ms = record->calls_until;
  out->offers = record->offers;
  out->load = record->load;
  out->calls = record->calls;
  out->seen_calls = record->seen_calls;
  out->registered = record->seen_registered;
  out->why = record->why;
  return REDIAL_OK;
}

redial_pool_counts redial_pool_count(const redial_pool *pool) {
  const rdi_head *head = rdi_head_of(pool);
  redial_pool_counts counts;

  memset(&counts, 0, sizeof(counts));
  counts.clock_ms = head->clock;
  counts.sequence = head->sequence;
  memcpy(counts.slots, head->counts, sizeof(counts.slots));
  counts.leases = head->lease_live;
  counts.expired = head->expired;
  counts.backward = head->backward;
  return counts;
}

uint32_t redial_pool_capacity(const redial_pool *pool) {
  return rdi_head_of(pool)->layout.config.capacity;
}

uint32_t redial_pool_eligible(const redial_pool *pool, uint32_t tier) {
  const rdi_head *head = rdi_head_of(pool);

  return tier < head->layout.config.tiers ? head->eligible[tier] : 0;
}

bool redial_pool_is_eligible(const redial_pool *pool, uint32_t tier,
                             uint32_t slot) {
  return rdi_bits_has(rdi_eligible(pool, tier), slot);
}

uint32_t redial_pool_next(const redial_pool *pool, uint32_t tier,
                          uint32_t from) {
  return rdi_bits_next(rdi_eligible(pool, tier),
                       &rdi_head_of(pool)->layout.bits, from);
}

uint32_t redial_pool_load(const redial_pool *pool, uint32_t slot) {
  return rdi_slot_at(pool, slot)->load;
}

uint32_t redial_pool_weight(const redial_pool *pool, uint32_t slot) {
  return rdi_slot_at(pool, slot)->told.weight;
}

uint64_t redial_pool_offered(const redial_pool *pool, uint32_t slot) {
  return rdi_slot_at(pool, slot)->offered;
}

uint64_t redial_pool_freed(const redial_pool *pool, uint32_t slot) {
  return rdi_slot_at(pool, slot)->freed;
}

uint64_t redial_pool_id(const redial_pool *pool, uint32_t slot) {
  return rdi_slot_at(pool, slot)->told.id;
}

uint64_t redial_pool_person(const redial_pool *pool, uint32_t slot) {
  return rdi_slot_at(pool, slot)->told.person;
}

uint32_t redial_pool_sibling(const redial_pool *pool, uint32_t slot) {
  /* Nobody lives there: then nobody shares it. */
  return rdi_slot_at(pool, slot)->sibling != 0 ? rdi_sibling(pool, slot) : slot;
}

uint32_t redial_pool_failure_group(const redial_pool *pool, uint32_t slot) {
  return rdi_slot_at(pool, slot)->told.failure_group;
}

redial_kind redial_pool_kind(const redial_pool *pool, uint32_t slot) {
  return (redial_kind)rdi_slot_at(pool, slot)->told.kind;
}
