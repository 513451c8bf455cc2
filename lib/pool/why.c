#include "../pool/inner.h"
#include <string.h>

/* Explained answers. */

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

redial_why rdi_why_for(const redial_pool *pool,
                       const redial_pick_request *request, uint32_t slot) {
  redial_why why = (redial_why)rdi_slot_at(pool, slot)->why;

  if (!rdi_lived_in(pool, slot)) {
    return REDIAL_WHY_EMPTY;
  }
  if (why == REDIAL_WHY_BUSY &&
      why_is_same_call(pool, request->call, slot)) {
    why = rdi_slot_why(pool, slot, rdi_slot_at(pool, slot)->load - 1);
  }
  return why == REDIAL_WHY_ELIGIBLE
           ? redial_is_tried(pool, request->tried, slot)
           : why;
}

redial_why redial_pool_why_not(const redial_pool *pool,
                               const redial_pick_request *request,
                               uint32_t slot, uint64_t *opens_ms) {
  uint64_t opens = REDIAL_NEVER;
  uint64_t clock = rdi_head_of(pool)->clock;
  redial_why why = REDIAL_WHY_EMPTY;

  clock = request->now_ms > clock ? request->now_ms : clock;
  if (slot < rdi_head_of(pool)->layout.config.capacity) {
    opens = rdi_opens(pool)[slot];
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
redial_why rdi_most_hopeful(const uint32_t *counts) {
  static const uint8_t order[] = {
    REDIAL_WHY_TRIED, REDIAL_WHY_GROUP,    REDIAL_WHY_SUPPRESSED,
    REDIAL_WHY_BUSY,  REDIAL_WHY_COOLING,  REDIAL_WHY_DOWN,
    REDIAL_WHY_WEIGHT, REDIAL_WHY_DISABLED, REDIAL_WHY_DRAINING};
  uint32_t i;

  for (i = 0; i < sizeof(order); i++) {
    if (counts[order[i]] > 0) {
      return (redial_why)order[i];
    }
  }
  return REDIAL_WHY_EMPTY;
}

/* Whoever is eligible and was not picked is out for this call, or has no
   weight: one of them speaks for all. */
static redial_why why_passed_over(const redial_pool *pool,
                                  const redial_pick_request *request) {
  const rdi_head *head = rdi_head_of(pool);
  uint32_t tier = 0;
  redial_why why;

  while (tier < head->layout.config.tiers - 1u && head->eligible[tier] == 0) {
    tier++;
  }
  why = redial_is_tried(pool, request->tried, redial_pool_next(pool, tier, 0));
  return why == REDIAL_WHY_ELIGIBLE ? REDIAL_WHY_WEIGHT : why;
}

void rdi_explain(const redial_pool *pool, const redial_pick_request *request,
                 redial_offer *offer) {
  const rdi_head *head = rdi_head_of(pool);
  uint32_t passed = head->counts[REDIAL_WHY_ELIGIBLE];

  memcpy(offer->counts, head->counts, sizeof(offer->counts));
  if (passed > 0) {
    offer->counts[REDIAL_WHY_ELIGIBLE] = 0;
    offer->counts[why_passed_over(pool, request)] += passed;
  }
  offer->why = (uint8_t)rdi_most_hopeful(offer->counts);
  offer->earliest_ms =
    rdi_tree_earliest(rdi_opens(pool), &head->layout.tree);
}
