#ifndef REDIAL_POOL_ENTRY_H
#define REDIAL_POOL_ENTRY_H

/* Lease records. All offers of a pool last equally long, and so do all calls;
   so two queues of the pool are in the order of their ends, and so are two
   queues of each slot. A lease stands at once in one of each. */

#include "../pool/inner.h"
#include "../pool/tell.h"

/* Into the queue of the pool. */
RDI_HOT void rdi_lease_queue_end(redial_pool *pool, rdi_lease *lease,
                                 uint32_t number, uint32_t list) {
  rdi_head *head = rdi_head_of(pool);
  uint32_t sooner = head->last[list];

  lease->sooner = sooner;
  lease->later = 0;
  head->last[list] = number;
  if (sooner == 0) {
    head->soon[list] = number;
  } else {
    rdi_lease_at(pool, sooner - 1)->later = number;
  }
  rdi_wake_at(head, lease->until);
}

RDI_HOT void rdi_lease_queue(redial_pool *pool, rdi_slot *record,
                             rdi_lease *lease, uint32_t number) {
  uint32_t list = lease->kind - 1u;
  uint32_t prev = record->tail[list];

  rdi_lease_queue_end(pool, lease, number, list);
  lease->prev = prev;
  lease->next = 0;
  if (RDI_SHORT_WAYS && (record->head[0] | record->head[1]) != 0) {
    record->look |= RDI_LOOK_MORE;
  }
  record->tail[list] = number;
  if (prev == 0) {
    record->head[list] = number;
  } else {
    rdi_lease_at(pool, prev - 1)->next = number;
  }
}

/* Out of the queue of the pool. */
RDI_HOT void rdi_lease_unqueue_end(redial_pool *pool, const rdi_lease *lease,
                                   uint32_t list) {
  rdi_head *head = rdi_head_of(pool);

  if (lease->sooner == 0) {
    head->soon[list] = lease->later;
  } else {
    rdi_lease_at(pool, lease->sooner - 1)->later = lease->later;
  }
  if (lease->later == 0) {
    head->last[list] = lease->sooner;
  } else {
    rdi_lease_at(pool, lease->later - 1)->sooner = lease->sooner;
  }
}

RDI_HOT void rdi_lease_unqueue(redial_pool *pool, rdi_slot *record,
                               const rdi_lease *lease) {
  uint32_t list = lease->kind - 1u;

  rdi_lease_unqueue_end(pool, lease, list);
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

/* A call whose number nobody knows, and a slot of nobody: every leg counts. */
RDI_HOT bool rdi_leg_is_only(const rdi_slot *record, uint64_t call) {
  return call == 0 || record->told.person == 0;
}

/* A free record; the number of all when there is none. */
RDI_HOT uint32_t rdi_lease_take(redial_pool *pool) {
  rdi_head *head = rdi_head_of(pool);
  uint32_t entry = head->lease_free;

  if (entry != 0) {
    head->lease_free = rdi_lease_at(pool, entry - 1)->next;
    entry--;
  } else {
    entry = head->lease_fresh;
    head->lease_fresh += entry < head->layout.config.leases;
  }
  return entry;
}

/* Is there a lease left, perhaps one whose time is over? */
RDI_HOT bool rdi_lease_is_left(redial_pool *pool) {
  const rdi_head *head = rdi_head_of(pool);

  return head->lease_live < head->layout.config.leases || rdi_sweep_lease(pool);
}

/* The generation that its holder sees. The epoch keeps leases of an earlier
   run apart. */
RDI_HOT uint32_t rdi_lease_name(const redial_pool *pool,
                                const rdi_lease *lease) {
  return lease->generation + rdi_head_of(pool)->layout.config.epoch;
}

/* Is the name that of the record, and its time not over? If it has ended, the
   record is of no kind. */
RDI_HOT bool rdi_lease_is_named(const redial_pool *pool, redial_lease lease,
                                uint64_t clock) {
  const rdi_lease *record;

  if (lease.entry >= rdi_head_of(pool)->lease_fresh) {
    return false;
  }
  record = rdi_lease_at(pool, lease.entry);
  return record->slot == lease.slot &&
         lease.generation == rdi_lease_name(pool, record) &&
         record->until > clock;
}

RDI_HOT bool rdi_lease_is_live(const redial_pool *pool, redial_lease lease) {
  return rdi_lease_is_named(pool, lease, rdi_head_of(pool)->clock) &&
         rdi_lease_at(pool, lease.entry)->kind != REDIAL_LEASE_NONE;
}

/* A writer may die between any two of its stores: so a record says whose it is
   before it says that it is somebody's. volatile keeps the two in order. */
RDI_HOT void rdi_lease_hold(rdi_lease *lease, uint32_t slot, uint32_t kind) {
  *(volatile uint32_t *)&lease->slot = slot;
  *(volatile uint8_t *)&lease->kind = (uint8_t)kind;
}

/* There MUST be a lease left, and room in the count of the slot's calls. */
RDI_HOT void rdi_lease_begin(redial_pool *pool, uint32_t slot, rdi_slot *record,
                             uint32_t kind, uint64_t call, redial_lease *name) {
  rdi_head *head = rdi_head_of(pool);
  uint32_t entry = rdi_lease_take(pool);
  rdi_lease *lease = rdi_lease_at(pool, entry);

  rdi_lease_hold(lease, slot, kind);
  lease->until = rdi_lease_until(head, kind);
  lease->call = call;
  head->lease_live++;
  rdi_lease_queue(pool, record, lease, entry + 1);
  if (rdi_leg_is_only(record, call)) {
    lease->counted = 1;
    record->calls++;
  } else {
    rdi_leg_count(pool, entry);
  }
  name->slot = slot;
  name->entry = entry;
  name->generation = rdi_lease_name(pool, lease);
}

/* Nobody's any more. */
RDI_HOT void rdi_lease_free(rdi_head *head, rdi_lease *lease, uint32_t entry) {
  lease->generation++;
  lease->kind = REDIAL_LEASE_NONE;
  lease->next = head->lease_free;
  head->lease_free = entry + 1;
  head->lease_live--;
}

RDI_HOT void rdi_lease_end(redial_pool *pool, rdi_slot *record,
                           rdi_lease *lease, uint32_t entry) {
  if (rdi_leg_is_only(record, lease->call)) {
    lease->counted = 0;
    record->calls--;
  } else {
    rdi_leg_uncount(pool, entry);
  }
  rdi_lease_unqueue(pool, record, lease);
  rdi_lease_free(rdi_head_of(pool), lease, entry);
}

/* Is it without siblings, and are its calls those that redial placed? */
RDI_HOT bool rdi_is_alone(const redial_pool *pool, uint32_t slot,
                          const rdi_slot *record) {
  return record->sibling == slot + 1 &&
         record->calls_until <= rdi_head_of(pool)->clock;
}

/* After a lease ended. */
RDI_HOT void rdi_lease_freed(redial_pool *pool, uint32_t slot,
                             rdi_slot *record) {
  if (rdi_is_alone(pool, slot, record)) {
    rdi_refresh_alone(pool, slot);
  } else {
    rdi_refresh(pool, slot);
  }
}

/* After a lease began. */
RDI_HOT void rdi_lease_taken(redial_pool *pool, uint32_t slot,
                             rdi_slot *record) {
  uint16_t before = record->load;

  if (!RDI_SHORT_WAYS || record->why != REDIAL_BAR_NONE ||
      !rdi_is_alone(pool, slot, record)) {
    rdi_lease_freed(pool, slot, record);
  } else {
    record->load = record->calls;
    if (record->load >= record->told.capacity) {
      rdi_become(pool, slot, record, REDIAL_BAR_BUSY);
    } else if (record->load != before) {
      rdi_tell(pool, slot, RDI_HOOK_LOAD);
    }
  }
}

/* Ends it, perhaps with wrap-up, and tells the strategies: who stays open
   tells it here, who opens by it has told so. */
RDI_HOT uint32_t rdi_lease_finish(redial_pool *pool, uint32_t entry,
                                  bool wraps_up) {
  rdi_lease *lease = rdi_lease_at(pool, entry);
  uint32_t slot = lease->slot;
  rdi_slot *record = rdi_slot_at(pool, slot);
  bool was_open = record->why == REDIAL_BAR_NONE;

  rdi_lease_end(pool, record, lease, entry);
  if (wraps_up &&
      rdi_cool_slot(record, rdi_head_of(pool)->clock, REDIAL_OUTCOME_SUCCESS,
                    record->told.wrap_up_ms)) {
    rdi_refresh(pool, slot);
  } else {
    rdi_lease_freed(pool, slot, record);
  }
  if (record->life == RDI_LIFE_DRAINING) {
    rdi_depart(pool, slot);
  } else if (was_open && record->why == REDIAL_BAR_NONE) {
    rdi_tell_freed(pool, slot, record);
  }
  return slot;
}

#endif
