#include "../pool/inner.h"

/* What time ends. Two trees know the next slot: one by when it may open, one
   by when a lease or an observation is over. Each call takes a fixed number
   of slots from each, so a million that are due together cost nobody more.

   A slot that is due and not yet swept is simply not offered. But before a
   pick says "none" it takes further slots from the first tree: every one of
   these opens (unless it holds more calls than it takes), so that at most as
   many are needed as this call has ruled out. */

#define SWEEP_SLOTS 2u
#define SWEEP_LEASES 4u

/* Ends leases of one slot whose time is over; at most a fixed number. Says
   how many it ended. */
static uint32_t expiry_leases(redial_pool *pool, uint32_t slot) {
  rdi_head *head = rdi_head_of(pool);
  rdi_slot *record = rdi_slot_at(pool, slot);
  uint32_t ended = 0;
  uint32_t list;

  for (list = 0; list < 2; list++) {
    while (ended < SWEEP_LEASES && record->head[list] != 0 &&
           rdi_lease_at(pool, record->head[list] - 1)->until <= head->clock) {
      rdi_lease_end(pool, record->head[list] - 1);
      head->expired = rdi_add32(head->expired, 1);
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

static void expiry_slot(redial_pool *pool, uint32_t slot) {
  bool open = rdi_slot_at(pool, slot)->why == REDIAL_BAR_NONE;
  uint32_t at = slot;
  uint32_t ended = 0;

  do {
    ended += expiry_leases(pool, at);
    at = rdi_sibling(pool, at);
  } while (at != slot);
  rdi_refresh(pool, slot);
  if (open && ended > 0) {
    rdi_tell_freed(pool, slot);
  }
  if (ended > 0) {
    expiry_depart(pool, slot);
  }
}

uint32_t rdi_sweep_open(redial_pool *pool) {
  rdi_head *head = rdi_head_of(pool);
  uint32_t slot;

  if (rdi_tree_earliest(rdi_opens(pool), &head->layout.tree) > head->clock) {
    return REDIAL_NO_SLOT;
  }
  slot = rdi_tree_first(rdi_opens(pool), &head->layout.tree);
  expiry_slot(pool, slot);
  return slot;
}

void rdi_sweep_slot(redial_pool *pool, uint32_t slot) {
  if (rdi_opens(pool)[slot] <= rdi_head_of(pool)->clock) {
    expiry_slot(pool, slot);
  }
}

void rdi_sweep(redial_pool *pool) {
  rdi_head *head = rdi_head_of(pool);
  uint32_t i;

  for (i = 0; i < SWEEP_SLOTS; i++) {
    if (rdi_sweep_open(pool) == REDIAL_NO_SLOT) {
      break;
    }
  }
  for (i = 0; i < SWEEP_SLOTS; i++) {
    if (rdi_tree_earliest(rdi_due(pool), &head->layout.tree) > head->clock) {
      break;
    }
    expiry_slot(pool, rdi_tree_first(rdi_due(pool), &head->layout.tree));
  }
}

void redial_pool_tick(redial_pool *pool, uint64_t now_ms) {
  rdi_enter(pool, now_ms);
  rdi_leave(pool);
}

uint64_t redial_pool_next_change(const redial_pool *pool) {
  const rdi_tree_shape *shape = &rdi_head_of(pool)->layout.tree;
  uint64_t opens = rdi_tree_earliest(rdi_opens(pool), shape);
  uint64_t due = rdi_tree_earliest(rdi_due(pool), shape);

  return opens < due ? opens : due;
}
