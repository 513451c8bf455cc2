#include "../policy/case.h"

static bool route_has_early_media(const rdi_case *c) {
  return c->situation->progress >= REDIAL_PROGRESS_EARLY_MEDIA &&
         (c->policy->options & REDIAL_POLICY_AFTER_MEDIA) == 0;
}

/* What forbids another via for this endpoint; none: nothing does. */
static uint8_t route_bar(const rdi_case *c) {
  if (rdi_is_endpoint_used_up(c)) {
    return REDIAL_WHY_ENDPOINT_ATTEMPTS;
  }
  if (route_has_early_media(c)) {
    return REDIAL_WHY_EARLY_MEDIA;
  }
  return c->situation->budget_spent && rdi_was_sent(c->situation)
           ? REDIAL_WHY_BUDGET
           : REDIAL_WHY_NONE;
}

static bool route_leaves_group(const rdi_case *c) {
  return rdi_blames_server(c->verdict) &&
         (uint32_t)c->situation->group_faults + 1 >= c->policy->group_faults;
}

/* Is there another via, outside a failure group that had its share? */
static bool route_exists(rdi_case *c) {
  const redial_situation *s = c->situation;
  uint32_t gone = 0;

  if (route_leaves_group(c)) {
    c->made.leaves |= REDIAL_LEAVES_GROUP;
    gone = s->same_group_left;
  }
  return s->has_via && s->vias_left > gone;
}

static bool route_take(rdi_case *c, uint8_t why) {
  if (!route_exists(c)) {
    return false;
  }
  c->barred = route_bar(c);
  if (c->barred != REDIAL_WHY_NONE) {
    return false;
  }
  if (rdi_was_sent(c->situation)) {
    c->made.marks |= REDIAL_DECISION_PAYS;
  }
  return rdi_say(c, REDIAL_NEXT_ROUTE, (redial_why)why);
}

/* A wrong number is the same by every carrier, but one carrier's "not found"
   may mean "not mine": ask one other, once. */
bool rdi_route_confirm(rdi_case *c) {
  uint16_t code = c->verdict->effective;
  uint32_t bit = REDIAL_REPAIR(REDIAL_ACTION_NONE); /* no repair's own bit */

  if ((c->policy->options & REDIAL_POLICY_CONFIRM) == 0 ||
      (c->situation->once & bit) != 0 || (code != 404 && code != 484)) {
    return false;
  }
  if (!route_take(c, REDIAL_WHY_CONFIRM)) {
    c->barred = REDIAL_WHY_NONE; /* the number is wrong enough */
    return false;
  }
  c->made.once = bit;
  c->made.leaves =
    (uint8_t)((c->made.leaves & REDIAL_LEAVES_VIA) | REDIAL_LEAVES_PAIRING);
  return true;
}

/* A fault of the way that must never be repeated is one of every way: a
   loop, a SIP version. A refused account is one way's only. */
static bool route_is_fatal(const redial_verdict *verdict) {
  return verdict->scope == REDIAL_SCOPE_ROUTE &&
         verdict->retry == REDIAL_RETRY_NEVER &&
         verdict->outcome != REDIAL_OUTCOME_FORBIDDEN;
}

/* Without another way the endpoint itself leaves. */
static void route_give_up(rdi_case *c) {
  uint32_t pairing = REDIAL_LEAVES_PAIRING_ROUND | REDIAL_LEAVES_PAIRING;
  uint32_t endpoint =
    c->returns ? REDIAL_LEAVES_ENDPOINT_ROUND : REDIAL_LEAVES_ENDPOINT;

  c->made.leaves = (uint8_t)((c->made.leaves & ~pairing) | endpoint);
}

bool rdi_route(rdi_case *c, uint8_t why) {
  if (route_is_fatal(c->verdict)) {
    return rdi_say(c, REDIAL_NEXT_STOP, REDIAL_WHY_FATAL);
  }
  if (route_take(c, why)) {
    return true;
  }
  route_give_up(c);
  return false;
}
