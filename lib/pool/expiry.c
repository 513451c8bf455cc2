#include "../pool/entry.h"

/* What time ends. Two heaps know the next slot: one by when a wait that bars
   it is over, one by when an observation is. Leases have two queues, one of
   offers and one of calls: all offers of a pool last equally long, and so do
   all calls, so each queue is in the order of its ends. Every call takes a
   fixed number from each, so a million that are due together cost nobody more.

   Who is due and not yet swept is simply not offered. But before a pick says
   "none" it takes further ones (see pick.c). */

#define SWEEP_EACH 2u
#define SWEEP_LEASES 4u

static void expiry_end(redial_pool *pool, rdi_slot *record, uint32_t entry) {
  rdi_head *head = rdi_head_of(pool);

  rdi_lease_end(pool, record, rdi_lease_at(pool, entry), entry);
  head->expired = rdi_add32(head->expired, 1);
}

RDI_HOT uint64_t expiry_first(const redial_pool *pool, uint32_t list) {
  return rdi_queue_ends(pool, rdi_head_of(pool)->soon[list]);
}

RDI_HOT uint64_t expiry_earlier(uint64_t a, uint64_t b) {
  return a < b ? a : b;
}

RDI_HOT uint64_t expiry_leases_earliest(const redial_pool *pool) {
  return expiry_earlier(expiry_first(pool, 0), expiry_first(pool, 1));
}

uint64_t rdi_lease_earliest(const redial_pool *pool) {
  return expiry_leases_earliest(pool);
}

RDI_HOT uint64_t expiry_next(const redial_pool *pool) {
  uint64_t waits = expiry_earlier(rdi_heap_earliest(rdi_opens(pool)),
                                  rdi_heap_earliest(rdi_due(pool)));

  return expiry_earlier(waits, expiry_leases_earliest(pool));
}

uint64_t redial_pool_next_change(const redial_pool *pool) {
  return expiry_next(pool);
}

/* Ends the lease that ends first, and says whose it was. */
static uint32_t expiry_lease(redial_pool *pool) {
  rdi_head *head = rdi_head_of(pool);
  uint32_t list = expiry_first(pool, 1) < expiry_first(pool, 0);

  head->expired = rdi_add32(head->expired, 1);
  return rdi_lease_finish(pool, head->soon[list] - 1, false);
}

/* A wait that is over opens its slot. Nothing else has changed: its load, in
   which a sight that is over may count, is for the sweep of that sight. */
RDI_HOT void expiry_opens(redial_pool *pool, uint32_t slot, rdi_slot *record) {
  rdi_head *head = rdi_head_of(pool);
  uint64_t *held = rdi_held(pool);

  rdi_bits_clear(held, &head->layout.bits, slot);
  rdi_become(pool, slot, record, REDIAL_BAR_NONE);
  rdi_heap_remove(rdi_opens(pool), slot);
}

/* Whose time has come that the heap of openings holds: if it cools, that is
   over. */
RDI_HOT void expiry_rested(redial_pool *pool, uint32_t slot) {
  rdi_slot *record = rdi_slot_at(pool, slot);

  if (record->why == REDIAL_BAR_COOLING) {
    expiry_opens(pool, slot, record);
  } else {
    rdi_refresh(pool, slot);
  }
}

bool rdi_sweep_lease(redial_pool *pool) {
  bool over = rdi_lease_earliest(pool) <= rdi_head_of(pool)->clock;

  if (over) {
    (void)expiry_lease(pool);
  }
  return over;
}

/* Is a wait over that a heap holds? */
RDI_HOT bool expiry_is_over(const redial_pool *pool, const rdi_heap *heap) {
  return rdi_heap_earliest(heap) <= rdi_head_of(pool)->clock;
}

uint32_t rdi_sweep_open(redial_pool *pool) {
  const rdi_heap *opens = rdi_opens(pool);

  if (expiry_is_over(pool, opens)) {
    uint32_t slot = rdi_heap_first(opens);

    expiry_rested(pool, slot);
    return slot;
  }
  return rdi_lease_earliest(pool) <= rdi_head_of(pool)->clock
           ? expiry_lease(pool)
           : REDIAL_NO_SLOT;
}

/* Sights and leases. */
RDI_COLD void expiry_rest(redial_pool *pool) {
  const rdi_heap *due = rdi_due(pool);
  uint32_t i;

  for (i = 0; i < SWEEP_EACH && expiry_is_over(pool, due); i++) {
    rdi_refresh(pool, rdi_heap_first(due));
  }
  for (i = 0; i < SWEEP_EACH && rdi_sweep_lease(pool); i++) {
  }
  rdi_head_of(pool)->wake = expiry_next(pool);
}

void rdi_sweep(redial_pool *pool) {
  rdi_head *head = rdi_head_of(pool);
  const rdi_heap *opens = rdi_opens(pool);
  uint32_t i;

  for (i = 0; i < SWEEP_EACH && expiry_is_over(pool, opens); i++) {
    expiry_rested(pool, rdi_heap_first(opens));
  }
  head->wake = expiry_next(pool);
  if (head->wake <= head->clock) {
    expiry_rest(pool);
  }
}

void rdi_enter_late(redial_pool *pool, uint64_t now_ms) {
  rdi_head *head = rdi_head_of(pool);

  now_ms = rdi_clock(now_ms);
  if (now_ms >= head->clock) {
    head->clock = now_ms;
  } else {
    head->backward = rdi_add32(head->backward, 1);
  }
  if (head->wake <= head->clock) {
    rdi_sweep(pool);
  }
}

void redial_pool_tick(redial_pool *pool, uint64_t now_ms) {
  rdi_enter(pool, now_ms);
  rdi_leave(pool);
}

/* Ends leases of one slot whose time is over; at most a fixed number. Says
   how many it ended. */
static uint32_t expiry_leases(redial_pool *pool, uint32_t slot) {
  rdi_slot *record = rdi_slot_at(pool, slot);
  uint64_t clock = rdi_head_of(pool)->clock;
  uint32_t ended = 0;
  uint32_t list;

  for (list = 0; list < 2; list++) {
    while (ended < SWEEP_LEASES &&
           rdi_queue_ends(pool, record->head[list]) <= clock) {
      expiry_end(pool, record, record->head[list] - 1);
      ended++;
    }
  }
  return ended;
}

/* The ring shrinks on the way: so the next one is asked for first, and who
   the walk began with goes last. */
static void expiry_depart(redial_pool *pool, uint32_t slot) {
  uint32_t at = rdi_sibling(pool, slot);

  while (at != slot) {
    uint32_t next = rdi_sibling(pool, at);

    rdi_depart(pool, at);
    at = next;
  }
  rdi_depart(pool, slot);
}

void rdi_sweep_slot(redial_pool *pool, uint32_t slot) {
  rdi_head *head = rdi_head_of(pool);
  uint32_t ended = 0;
  uint32_t at = slot;

  if (head->wake > head->clock || rdi_slot_opens(pool, slot) > head->clock) {
    return;
  }
  do {
    ended += expiry_leases(pool, at);
    at = rdi_sibling(pool, at);
  } while (at != slot);
  rdi_refresh(pool, slot);
  if (ended > 0) {
    expiry_depart(pool, slot);
  }
}
