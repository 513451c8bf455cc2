#include "../pool/inner.h"

/* Lease records. All offers of a pool last equally long, and so do all calls;
   so each slot keeps two queues, and in each the first to end is the head. */

void rdi_lease_queue(redial_pool *pool, uint32_t entry) {
  rdi_lease *lease = rdi_lease_at(pool, entry);
  rdi_slot *record = rdi_slot_at(pool, lease->slot);
  uint32_t list = lease->kind - 1u;

  lease->next = 0;
  lease->prev = record->tail[list];
  if (lease->prev == 0) {
    record->head[list] = entry + 1;
  } else {
    rdi_lease_at(pool, lease->prev - 1)->next = entry + 1;
  }
  record->tail[list] = entry + 1;
}

void rdi_lease_unqueue(redial_pool *pool, uint32_t entry) {
  rdi_lease *lease = rdi_lease_at(pool, entry);
  rdi_slot *record = rdi_slot_at(pool, lease->slot);
  uint32_t list = lease->kind - 1u;

  if (lease->prev == 0) {
    record->head[list] = lease->next;
  } else {
    rdi_lease_at(pool, lease->prev - 1)->next = lease->next;
  }
  if (lease->next == 0) {
    record->tail[list] = lease->prev;
  } else {
    rdi_lease_at(pool, lease->next - 1)->prev = lease->prev;
  }
}

static uint32_t entry_take(rdi_head *head, redial_pool *pool) {
  uint32_t entry = head->lease_free;

  if (entry != 0) {
    head->lease_free = rdi_lease_at(pool, entry - 1)->next;
    return entry - 1;
  }
  if (head->lease_fresh < head->layout.config.leases) {
    return head->lease_fresh++;
  }
  return REDIAL_NO_SLOT;
}

uint64_t rdi_lease_until(const redial_pool *pool, uint32_t kind) {
  const rdi_head *head = rdi_head_of(pool);

  return rdi_add64(head->clock, kind == REDIAL_LEASE_OFFER
                                  ? head->layout.config.offer_ms
                                  : head->layout.config.talk_ms);
}

uint32_t rdi_lease_grant(redial_pool *pool, uint32_t slot,
                         redial_lease_kind kind, uint64_t call) {
  rdi_head *head = rdi_head_of(pool);
  uint32_t entry = rdi_slot_at(pool, slot)->calls < UINT16_MAX
                     ? entry_take(head, pool)
                     : REDIAL_NO_SLOT;
  rdi_lease *lease;

  if (entry == REDIAL_NO_SLOT) {
    return entry;
  }
  lease = rdi_lease_at(pool, entry);
  lease->until = rdi_lease_until(pool, (uint32_t)kind);
  lease->call = call;
  lease->slot = slot;
  lease->kind = (uint8_t)kind;
  head->lease_live++;
  rdi_lease_queue(pool, entry);
  rdi_leg_count(pool, entry);
  return entry;
}

void rdi_lease_end(redial_pool *pool, uint32_t entry) {
  rdi_head *head = rdi_head_of(pool);
  rdi_lease *lease = rdi_lease_at(pool, entry);

  rdi_leg_uncount(pool, entry);
  rdi_lease_unqueue(pool, entry);
  lease->generation++;
  lease->kind = REDIAL_LEASE_NONE;
  lease->next = head->lease_free;
  head->lease_free = entry + 1;
  head->lease_live--;
}
