#include "../pool/inner.h"

/* Whom next, among a group: its members are few, so they are looked at one by
   one; states, leases and capacity are those of the pool. */

static bool group_fits(const redial_pool *pool, const redial_group *group) {
  const redial_pool_config *config = &rdi_head_of(pool)->layout.config;
  uint32_t i;

  if (group->count > REDIAL_GROUP_MAX || group->rotation >= config->groups) {
    return false;
  }
  for (i = 0; i < group->count; i++) {
    if (group->members[i].slot >= config->capacity) {
      return false;
    }
  }
  return true;
}

/* Eligible members of the lowest tier that has any. */
static void group_gather(redial_pool *pool, const redial_pick_request *request,
                         redial_candidates *candidates, redial_offer *offer) {
  const redial_group *group = request->group;
  uint32_t best = UINT32_MAX;
  uint32_t i;

  candidates->count = 0;
  for (i = 0; i < group->count; i++) {
    const redial_member *member = &group->members[i];
    redial_bar why;

    rdi_sweep_slot(pool, member->slot);
    why = rdi_why_for(pool, request, member->slot);
    offer->counts[why]++;
    if (why == REDIAL_BAR_NONE && member->tier <= best) {
      candidates->count = member->tier < best ? 0 : candidates->count;
      best = member->tier;
      candidates->slots[candidates->count] = member->slot;
      candidates->weights[candidates->count] = member->weight;
      candidates->places[candidates->count] = (uint8_t)i;
      candidates->count++;
    }
  }
}

/* The member that will open first, of those a last resort may ask. */
static uint32_t group_held(const redial_pool *pool,
                           const redial_pick_request *request) {
  const redial_group *group = request->group;
  uint32_t held = REDIAL_NO_SLOT;
  uint64_t earliest = REDIAL_NEVER;
  uint32_t i;

  for (i = 0; i < group->count; i++) {
    uint32_t at = group->members[i].slot;
    uint64_t opens = rdi_slot_opens(pool, at);

    if (rdi_slot_held(pool, at) && !rdi_is_out(pool, request, at) &&
        (held == REDIAL_NO_SLOT || opens < earliest)) {
      held = at;
      earliest = opens;
    }
  }
  return held;
}

static void group_explain(const redial_pool *pool, const redial_group *group,
                          redial_offer *offer) {
  uint32_t i;

  /* Who could be picked and was not has no weight. */
  offer->counts[REDIAL_BAR_WEIGHT] += offer->counts[REDIAL_BAR_NONE];
  offer->counts[REDIAL_BAR_NONE] = 0;
  offer->why = (uint8_t)rdi_most_hopeful(offer->counts);
  for (i = 0; i < group->count; i++) {
    uint64_t opens = rdi_slot_opens(pool, group->members[i].slot);

    offer->earliest_ms =
      opens < offer->earliest_ms ? opens : offer->earliest_ms;
  }
}

redial_status rdi_pick_in_group(redial_pool *pool,
                                const redial_selector *selector,
                                const redial_pick_request *request,
                                uint32_t *slot, redial_offer *offer) {
  redial_candidates candidates;
  uint32_t chosen;

  rdi_offer_none(offer);
  if (!group_fits(pool, request->group)) {
    return REDIAL_ERR_RANGE;
  }
  if (selector->choose == NULL) {
    return REDIAL_ERR_UNSUPPORTED;
  }
  group_gather(pool, request, &candidates, offer);
  candidates.rotation = rdi_place(pool, rdi_head_of(pool)->layout.groups_at) +
                        request->group->rotation;
  chosen = candidates.count > 0 ? selector->choose(pool, request, &candidates)
                                : REDIAL_NO_SLOT;
  if (chosen < candidates.count) {
    *slot = candidates.slots[chosen];
    return REDIAL_OK;
  }
  if (request->last_resort != 0) {
    chosen = group_held(pool, request);
    if (chosen != REDIAL_NO_SLOT) {
      *slot = chosen;
      offer->last_resort = 1;
      return REDIAL_OK;
    }
  }
  group_explain(pool, request->group, offer);
  return REDIAL_ERR_NO_TARGET;
}
