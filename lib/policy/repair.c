#include "../policy/case.h"

/* Once per kind and endpoint. A redirect leads to another address each time,
   so it is bounded by depth. */
static bool repair_is_used_up(const rdi_case *c, uint32_t bit) {
  if ((REDIAL_REDIRECTS & bit) != 0) {
    return c->situation->redirects >= c->policy->redirect_depth;
  }
  return (c->situation->once & bit) != 0;
}

/* In units of 10 ms: 2.1 to 4 s for who made the Call-ID, 0 to 2 s for the
   other side, so that one of the two is first (RFC 3261 14.1). */
static uint32_t repair_glare(const redial_situation *s) {
  uint32_t least = s->their_call_id ? 0 : 210;
  uint32_t spread = s->their_call_id ? 200 : 400 - 210;

  return 10 *
         (least + redial_backoff_jitter(spread, REDIAL_JITTER_FULL, s->random));
}

static uint32_t repair_wait(const rdi_case *c) {
  if (c->verdict->has_retry_after) {
    return rdi_wait_hint(c);
  }
  return c->outcome == REDIAL_OUTCOME_CONFLICT ? repair_glare(c->situation) : 0;
}

redial_why rdi_repair(rdi_case *c) {
  /* Glare has two faces: 491, and the 500 with a short Retry-After of RFC
     3261 14.2, whose action is to wait. */
  uint8_t kind = c->outcome == REDIAL_OUTCOME_CONFLICT
                   ? (uint8_t)REDIAL_ACTION_RETRY_GLARE
                   : c->action;
  uint32_t bit = REDIAL_REPAIR(kind & 31);

  /* An action above 31 names no repair, and its bit none either. */
  if (kind > 31 || (c->policy->repairs & REDIAL_REPAIRS & bit) == 0) {
    return REDIAL_WHY_NONE;
  }
  if (c->retry == REDIAL_RETRY_NEVER || repair_is_used_up(c, bit) ||
      c->history->repairs >= c->policy->repair_limit) {
    return REDIAL_WHY_NONE;
  }
  c->made.next = REDIAL_NEXT_REPAIR;
  c->made.action = kind;
  c->made.once = bit;
  c->made.wait_ms = repair_wait(c);
  return REDIAL_WHY_REPAIR;
}
