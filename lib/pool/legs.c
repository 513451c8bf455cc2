#include "../pool/inner.h"

/* A person has one mouth: of the legs of one call, at any of the person's
   devices, one counts. Calls that are not known count each for itself. The
   walks here pass the person's leases, which are few for that reason. */

/* A lease of the call in a queue, +1: another one than this, and with at
   least so much to count. */
static uint32_t legs_in_queue(const redial_pool *pool, uint32_t first,
                              uint64_t call, uint32_t other_than,
                              uint32_t counted) {
  uint32_t at = first;

  while (at != 0) {
    const rdi_lease *lease = rdi_lease_at(pool, at - 1);

    if (lease->call == call && at != other_than && lease->counted >= counted) {
      return at;
    }
    at = lease->next;
  }
  return 0;
}

static uint32_t legs_at_slot(const redial_pool *pool, uint32_t slot,
                             uint64_t call, uint32_t other_than,
                             uint32_t counted) {
  const rdi_slot *record = rdi_slot_at(pool, slot);
  uint32_t at = 0;
  uint32_t list;

  for (list = 0; list < 2 && at == 0; list++) {
    at = legs_in_queue(pool, record->head[list], call, other_than, counted);
  }
  return at;
}

static uint32_t legs_of_person(const redial_pool *pool, uint32_t slot,
                               uint64_t call, uint32_t other_than,
                               uint32_t counted) {
  uint32_t found = 0;
  uint32_t at = slot;

  if (call == 0 || rdi_slot_at(pool, slot)->told.person == 0) {
    return 0;
  }
  do {
    found = legs_at_slot(pool, at, call, other_than, counted);
    at = rdi_sibling(pool, at);
  } while (found == 0 && at != slot);
  return found;
}

bool rdi_call_here(const redial_pool *pool, uint32_t slot, uint64_t call) {
  return legs_at_slot(pool, slot, call, 0, 0) != 0;
}

bool rdi_call_of_person(const redial_pool *pool, uint32_t slot, uint64_t call) {
  return legs_of_person(pool, slot, call, 0, 0) != 0;
}

void rdi_leg_count(redial_pool *pool, uint32_t entry) {
  rdi_lease *lease = rdi_lease_at(pool, entry);

  lease->counted =
    legs_of_person(pool, lease->slot, lease->call, entry + 1, 1) == 0;
  if (lease->counted != 0) {
    rdi_slot_at(pool, lease->slot)->calls++;
  }
}

bool rdi_leg_is_sound(const redial_pool *pool, uint32_t entry) {
  const rdi_lease *lease = rdi_lease_at(pool, entry);
  bool other =
    legs_of_person(pool, lease->slot, lease->call, entry + 1, 1) != 0;

  return (lease->counted != 0) != other;
}

/* When the leg that counted ends, another one of the call counts on. */
void rdi_leg_uncount(redial_pool *pool, uint32_t entry) {
  rdi_lease *lease = rdi_lease_at(pool, entry);
  uint32_t heir;

  if (lease->counted == 0) {
    return;
  }
  lease->counted = 0;
  rdi_slot_at(pool, lease->slot)->calls--;
  heir = legs_of_person(pool, lease->slot, lease->call, entry + 1, 0);
  if (heir != 0) {
    rdi_leg_count(pool, heir - 1);
  }
}

static void legs_forget(redial_pool *pool, uint32_t slot) {
  rdi_slot *record = rdi_slot_at(pool, slot);
  uint32_t list;
  uint32_t at;

  record->calls = 0;
  for (list = 0; list < 2; list++) {
    for (at = record->head[list]; at != 0;
         at = rdi_lease_at(pool, at - 1)->next) {
      rdi_lease_at(pool, at - 1)->counted = 0;
    }
  }
}

static void legs_count_slot(redial_pool *pool, uint32_t slot) {
  uint32_t list;
  uint32_t at;

  for (list = 0; list < 2; list++) {
    for (at = rdi_slot_at(pool, slot)->head[list]; at != 0;
         at = rdi_lease_at(pool, at - 1)->next) {
      rdi_leg_count(pool, at - 1);
    }
  }
}

void rdi_legs_recount(redial_pool *pool, uint32_t slot) {
  uint32_t at = slot;

  do {
    legs_forget(pool, at);
    at = rdi_sibling(pool, at);
  } while (at != slot);
  do {
    legs_count_slot(pool, at);
    at = rdi_sibling(pool, at);
  } while (at != slot);
}
