#include "../policy/case.h"

static bool route_has_early_media(const rdi_case *c) {
  return c->situation->progress >= REDIAL_PROGRESS_EARLY_MEDIA &&
         (c->policy->options & REDIAL_POLICY_AFTER_MEDIA) == 0;
}

/* What forbids another via for this endpoint; none: nothing does. */
static uint8_t route_bar(const rdi_case *c) {
  if (rdi_is_used_up(c)) {
    return REDIAL_WHY_ENDPOINT_ATTEMPTS;
  }
  if (route_has_early_media(c)) {
    return REDIAL_WHY_EARLY_MEDIA;
  }
  return c->situation->budget_spent && rdi_was_sent(c) ? REDIAL_WHY_BUDGET
                                                       : REDIAL_WHY_NONE;
}

/* Is there another via, outside a failure group that had its share? */
static bool route_exists(rdi_case *c) {
  const redial_situation *s = c->situation;
  uint32_t gone = 0;

  if (!s->has_via) {
    return false;
  }
  if (rdi_blames_server(c) && s->group_faults + 1u >= c->policy->group_faults) {
    c->made.leaves |= REDIAL_LEAVES_GROUP;
    gone = s->same_group_left;
  }
  return s->vias_left > gone;
}

static bool route_take(rdi_case *c) {
  if (!route_exists(c)) {
    return false;
  }
  c->barred = route_bar(c);
  if (c->barred != REDIAL_WHY_NONE) {
    return false;
  }
  if (rdi_was_sent(c)) {
    c->made.marks = REDIAL_DECISION_PAYS;
  }
  c->made.next = REDIAL_NEXT_ROUTE;
  return true;
}

/* A wrong number is the same by every carrier, but one carrier's "not found"
   may mean "not mine": ask one other, once. */
#define DOUBT REDIAL_REPAIR(REDIAL_ACTION_NONE) /* no repair's own bit */

static bool route_is_doubtful(const rdi_case *c) {
  return (c->policy->options & REDIAL_POLICY_CONFIRM) != 0 &&
         (c->situation->once & DOUBT) == 0 &&
         (c->verdict->effective == 404 || c->verdict->effective == 484);
}

static redial_why route_confirm(rdi_case *c, bool taken) {
  if (!taken) {
    c->barred = REDIAL_WHY_NONE; /* the number is wrong enough */
    return REDIAL_WHY_NONE;
  }
  c->made.once = DOUBT;
  c->made.leaves =
    (uint8_t)((c->made.leaves & REDIAL_LEAVES_VIA) | REDIAL_LEAVES_PAIRING);
  return REDIAL_WHY_CONFIRM;
}
#undef DOUBT

/* A fault of the way that must never be repeated is one of every way: a
   loop, a SIP version. A refused account is one way's only. */
static bool route_is_fatal(const rdi_case *c) {
  return c->scope == REDIAL_SCOPE_ROUTE && c->retry == REDIAL_RETRY_NEVER &&
         c->outcome != REDIAL_OUTCOME_FORBIDDEN;
}

/* Without another way the endpoint itself leaves. */
static void route_give_up(rdi_case *c) {
  uint32_t pairing = REDIAL_LEAVES_PAIRING_ROUND | REDIAL_LEAVES_PAIRING;
  uint32_t endpoint = (uint32_t)REDIAL_LEAVES_ENDPOINT_ROUND << !c->returns;

  c->made.leaves = (uint8_t)((c->made.leaves & ~pairing) | endpoint);
}

redial_why rdi_route(rdi_case *c) {
  bool confirms = c->row->way == RDI_WAY_CONFIRM;
  bool taken;

  if (route_is_fatal(c)) {
    return REDIAL_WHY_FATAL;
  }
  if (confirms && !route_is_doubtful(c)) {
    return REDIAL_WHY_NONE;
  }
  taken = route_take(c);
  if (confirms) {
    return route_confirm(c, taken);
  }
  if (!taken) {
    route_give_up(c);
    return REDIAL_WHY_NONE;
  }
  return (redial_why)c->row->why;
}
