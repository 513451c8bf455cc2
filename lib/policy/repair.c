#include "../policy/case.h"

/* Glare has two faces: 491, and the 500 with a short Retry-After of RFC 3261
   14.2, whose action is to wait. */
static uint32_t repair_kind(const redial_verdict *verdict) {
  return verdict->outcome == REDIAL_OUTCOME_CONFLICT ? REDIAL_ACTION_RETRY_GLARE
                                                     : verdict->action;
}

/* Once per kind and endpoint. A redirect leads to another address each time,
   so it is bounded by depth. */
static bool repair_is_used_up(const rdi_case *c, uint32_t bit) {
  if ((REDIAL_REDIRECTS & bit) != 0) {
    return c->situation->redirects >= c->policy->redirect_depth;
  }
  return (c->situation->once & bit) != 0;
}

static uint32_t repair_wait(const rdi_case *c) {
  if (c->verdict->has_retry_after) {
    return rdi_wait_hint(c);
  }
  return c->verdict->outcome == REDIAL_OUTCOME_CONFLICT ? rdi_wait_glare(c) : 0;
}

bool rdi_repair(rdi_case *c) {
  uint32_t kind = repair_kind(c->verdict);
  uint32_t bit = REDIAL_REPAIR(kind & 31);

  /* An action above 31 names no repair, and its bit none either. */
  if (kind > 31 || (c->policy->repairs & REDIAL_REPAIRS & bit) == 0) {
    return false;
  }
  if (c->verdict->retry == REDIAL_RETRY_NEVER || repair_is_used_up(c, bit) ||
      c->history->repairs >= c->policy->repair_limit) {
    return false;
  }
  c->made.action = (uint8_t)kind;
  c->made.once = bit;
  c->made.wait_ms = repair_wait(c);
  return rdi_say(c, REDIAL_NEXT_REPAIR, REDIAL_WHY_REPAIR);
}
