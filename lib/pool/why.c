#include "../pool/inner.h"
#include <string.h>

/* Explained answers. */

#define WHY_LEASES 16u

void rdi_offer_none(redial_offer *offer) {
  memset(offer, 0, sizeof(*offer));
  offer->lease.slot = REDIAL_NO_SLOT;
  offer->earliest_ms = REDIAL_NEVER;
}

/* A person who is full only because of this very call can take another leg of
   it at a device that has none yet. */
static bool why_is_same_call(const redial_pool *pool, uint64_t call,
                             uint32_t slot) {
  const rdi_slot *record = rdi_slot_at(pool, slot);

  return record->load == record->told.capacity && call != 0 &&
         rdi_call_of_person(pool, slot, call) &&
         !rdi_call_here(pool, slot, call);
}

redial_bar rdi_why_for(const redial_pool *pool,
                       const redial_pick_request *request, uint32_t slot) {
  redial_bar why = (redial_bar)rdi_slot_at(pool, slot)->why;

  if (!rdi_lived_in(pool, slot)) {
    return REDIAL_BAR_EMPTY;
  }
  if (why == REDIAL_BAR_BUSY && why_is_same_call(pool, request->call, slot)) {
    why = rdi_slot_why(pool, slot, rdi_slot_at(pool, slot)->load - 1);
  }
  return why == REDIAL_BAR_NONE ? redial_is_tried(pool, request->tried, slot)
                                : why;
}

redial_bar redial_pool_why_not(const redial_pool *pool,
                               const redial_pick_request *request,
                               uint32_t slot, uint64_t *opens_ms) {
  uint64_t opens = REDIAL_NEVER;
  uint64_t clock = rdi_head_of(pool)->clock;
  redial_bar why = REDIAL_BAR_EMPTY;

  clock = request->now_ms > clock ? request->now_ms : clock;
  if (slot < rdi_head_of(pool)->layout.config.capacity) {
    opens = rdi_slot_opens(pool, slot);
    /* Due and not yet swept: the pick that needs it will find it. */
    why = opens <= clock ? redial_is_tried(pool, request->tried, slot)
                         : rdi_why_for(pool, request, slot);
  }
  if (opens_ms != NULL) {
    *opens_ms = opens;
  }
  return why;
}

/* From the nearest miss to the farthest. */
redial_bar rdi_most_hopeful(const uint32_t *counts) {
  static const uint8_t order[] = {
    REDIAL_BAR_TRIED,  REDIAL_BAR_GROUP,    REDIAL_BAR_SUPPRESSED,
    REDIAL_BAR_BUSY,   REDIAL_BAR_COOLING,  REDIAL_BAR_DOWN,
    REDIAL_BAR_WEIGHT, REDIAL_BAR_DISABLED, REDIAL_BAR_DRAINING};
  uint32_t i;

  for (i = 0; i < sizeof(order); i++) {
    if (counts[order[i]] > 0) {
      return (redial_bar)order[i];
    }
  }
  return REDIAL_BAR_EMPTY;
}

/* Whoever is eligible and was not picked is out for this call, or has no
   weight: one of them speaks for all. */
static redial_bar why_passed_over(const redial_pool *pool,
                                  const redial_pick_request *request) {
  const rdi_head *head = rdi_head_of(pool);
  uint32_t tier = 0;
  redial_bar why;

  while (tier < head->layout.config.tiers - 1u && head->eligible[tier] == 0) {
    tier++;
  }
  why = redial_is_tried(pool, request->tried, redial_pool_next(pool, tier, 0));
  return why == REDIAL_BAR_NONE ? REDIAL_BAR_WEIGHT : why;
}

static uint64_t why_ring_opens(const redial_pool *pool, uint32_t slot,
                               uint64_t best) {
  uint32_t at = slot;

  do {
    uint64_t opens = rdi_slot_opens(pool, at);

    best = opens < best ? opens : best;
    at = rdi_sibling(pool, at);
  } while (at != slot);
  return best;
}

/* The first time at which the end of a lease may open a slot, if it is before
   the best so far. Leases that open nobody are passed over, but only a few:
   then the end of the next is said, and nobody opens before it. */
static uint64_t why_lease_opens(const redial_pool *pool, uint32_t list,
                                uint64_t best) {
  uint32_t at = rdi_head_of(pool)->soon[list];
  uint32_t left = WHY_LEASES;

  while (at != 0 && rdi_lease_at(pool, at - 1)->until < best) {
    const rdi_lease *lease = rdi_lease_at(pool, at - 1);

    if (left == 0) {
      return lease->until;
    }
    best = why_ring_opens(pool, lease->slot, best);
    at = lease->later;
    left--;
  }
  return best;
}

static uint64_t why_earliest(const redial_pool *pool) {
  uint64_t best = rdi_heap_earliest(rdi_opens(pool));

  return why_lease_opens(pool, 1, why_lease_opens(pool, 0, best));
}

void rdi_explain(const redial_pool *pool, const redial_pick_request *request,
                 redial_offer *offer) {
  const rdi_head *head = rdi_head_of(pool);
  uint32_t passed = head->counts[REDIAL_BAR_NONE];

  memcpy(offer->counts, head->counts, sizeof(offer->counts));
  if (passed > 0) {
    offer->counts[REDIAL_BAR_NONE] = 0;
    offer->counts[why_passed_over(pool, request)] += passed;
  }
  offer->why = (uint8_t)rdi_most_hopeful(offer->counts);
  offer->earliest_ms = why_earliest(pool);
}
