#include "../pool/entry.h"

/* Are the queues of leases and the free ones sound? The records are. */

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
        lease->until > rdi_lease_until(head, lease->kind) ||
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

/* One queue of the pool: as above. Every lease of the kind is in it, because
   as many are as the slots have. */
static bool check_ends(const redial_pool *pool, uint32_t list,
                       uint32_t *found) {
  const rdi_head *head = rdi_head_of(pool);
  uint64_t until = 0;
  uint32_t before = 0;
  uint32_t at = head->soon[list];

  while (at != 0) {
    const rdi_lease *lease;

    if (at > head->lease_fresh) {
      return false;
    }
    lease = rdi_lease_at(pool, at - 1);
    if (lease->kind != list + 1 || lease->sooner != before ||
        lease->until < until) {
      return false;
    }
    until = lease->until;
    before = at;
    at = lease->later;
    (*found)++;
  }
  return head->last[list] == before;
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

/* The queues are sound: each call of each person counts once. */
static bool check_legs(const redial_pool *pool) {
  uint32_t i;

  for (i = 0; i < rdi_head_of(pool)->lease_fresh; i++) {
    if (rdi_lease_at(pool, i)->kind != REDIAL_LEASE_NONE &&
        !rdi_leg_is_sound(pool, i)) {
      return false;
    }
  }
  return true;
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

bool rdi_check_leases(const redial_pool *pool) {
  const rdi_head *head = rdi_head_of(pool);
  uint32_t ending = 0;
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
  return live == head->lease_live && check_ends(pool, 0, &ending) &&
         check_ends(pool, 1, &ending) && ending == live &&
         check_free_leases(pool) && check_fresh_leases(pool) &&
         check_legs(pool);
}
