#include "../policy/case.h"

/* Since the first attempt, in ms; saturates. A clock that went backward stands
   still. */
static uint32_t order_elapsed(rdi_case *c) {
  c->now = c->situation->now_ms > c->history->seen_ms ? c->situation->now_ms
                                                      : c->history->seen_ms;
  return c->history->attempts > 0
           ? rdi_wait_from(&c->history->started_ms, &c->now)
           : 0;
}

/* Nobody wants the call, or nothing failed. The reasons, and what is next,
   stand in the order of the origins and of the outcomes. */
static redial_why order_over(rdi_case *c) {
  if (rdi_is_among(c->situation->origin, REDIAL_ORIGIN_WITHDRAWN,
                   REDIAL_ORIGIN_CALLER_GONE)) {
    return (redial_why)(c->situation->origin - REDIAL_ORIGIN_WITHDRAWN +
                        REDIAL_WHY_WITHDRAWN);
  }
  if (rdi_is_among(c->outcome, REDIAL_OUTCOME_PROGRESS,
                   REDIAL_OUTCOME_SUCCESS)) {
    c->made.next = (uint8_t)(c->outcome - REDIAL_OUTCOME_PROGRESS);
    return (redial_why)(c->outcome - REDIAL_OUTCOME_PROGRESS +
                        REDIAL_WHY_GOING_ON);
  }
  if (c->outcome == REDIAL_OUTCOME_ANSWERED_ELSEWHERE) {
    return REDIAL_WHY_ANSWERED; /* by another branch: there is no one to ring */
  }
  return c->scope == REDIAL_SCOPE_NONE ? REDIAL_WHY_NOTHING_FAILED
                                       : REDIAL_WHY_NONE;
}

/* RFC 3261 16.7 step 5. */
static redial_why order_strict(const rdi_case *c) {
  return (c->policy->options & REDIAL_POLICY_STRICT_6XX) != 0 &&
             c->scope == REDIAL_SCOPE_EVERYWHERE && c->verdict->effective >= 600
           ? REDIAL_WHY_STRICT_6XX
           : REDIAL_WHY_NONE;
}

static redial_why order_suppression(rdi_case *c) {
  const uint32_t person = REDIAL_LEAVES_PERSON_ROUND | REDIAL_LEAVES_PERSON;
  const redial_situation *s = c->situation;

  c->row = &rdi_scope_rows[c->scope];
  c->returns = rdi_returns(c->row, c->retry);
  c->made.leaves = (uint8_t)(c->row->leaves << !c->returns);
  if ((c->made.leaves & person) != 0) { /* pending legs as well */
    c->made.cancel = REDIAL_CANCEL_PERSON;
    c->made.cancel_reason = REDIAL_CANCEL_REASON_REFUSED;
  }
  return c->barred != REDIAL_WHY_NONE &&
             s->endpoints_left <= s->same_person_left &&
             s->endpoints_back <= s->same_person_back
           ? REDIAL_WHY_REFUSED
           : REDIAL_WHY_NONE;
}

static void order_used_up(rdi_case *c) {
  const redial_situation *s = c->situation;

  if (rdi_is_used_up(c)) {
    c->returns = false;
    c->made.leaves |= REDIAL_LEAVES_ENDPOINT;
  }
  if (s->has_via && s->via_attempts + 1u >= c->policy->via_attempts) {
    c->made.leaves |= REDIAL_LEAVES_VIA;
    if (c->returns && s->vias_left == 0 && s->vias_back == 0) {
      c->returns = false;
      c->barred = REDIAL_WHY_VIA_ATTEMPTS;
    }
  }
}

/* When it is too late for an attempt: sooner while the caller has heard
   nothing. */
static uint32_t order_latest(const rdi_case *c) {
  uint32_t latest = c->policy->deadline_ms;

  if (latest > c->policy->caller_delay_ms && !c->history->heard &&
      c->situation->progress < REDIAL_PROGRESS_RINGING) {
    latest = c->policy->caller_delay_ms;
  }
  return latest;
}

static redial_why order_limits(rdi_case *c, uint32_t elapsed) {
  uint32_t latest = order_latest(c);

  order_used_up(c);
  if (c->history->attempts >= c->policy->attempts) {
    return REDIAL_WHY_ATTEMPTS;
  }
  if (elapsed >= latest) {
    return REDIAL_WHY_CALLER_DELAY;
  }
  c->left = latest - elapsed;
  return REDIAL_WHY_NONE;
}

/* The order of the tests is the policy: in another one, calls are placed
   after the caller hung up, or who declined is rung again. The retry budget
   is asked by the ways of the table that spend it. */
static redial_why order_why(rdi_case *c) {
  redial_why why = order_over(c);
  uint32_t elapsed = 0;

  if (why == REDIAL_WHY_NONE) {
    elapsed = order_elapsed(c);
    why =
      elapsed >= c->policy->deadline_ms ? REDIAL_WHY_DEADLINE : REDIAL_WHY_NONE;
  }
  if (why == REDIAL_WHY_NONE && (!RDI_SHORT_WAYS || c->policy->repairs != 0)) {
    why = rdi_repair(c);
  }
  if (why == REDIAL_WHY_NONE) {
    why = order_strict(c);
  }
  if (why == REDIAL_WHY_NONE) {
    why = order_suppression(c);
  }
  if (why == REDIAL_WHY_NONE) {
    why = order_limits(c, elapsed);
  }
  return why != REDIAL_WHY_NONE ? why : rdi_by_table(c);
}

static void order_decide(rdi_case *c) {
  rdi_read(c);
  c->made.next = REDIAL_NEXT_STOP;
  c->made.why = (uint8_t)order_why(c);
  /* Nothing else has an end to tell of. */
  if (!RDI_SHORT_WAYS || c->made.next == REDIAL_NEXT_STOP ||
      c->made.next == REDIAL_NEXT_DONE) {
    rdi_stop(c);
  }
  rdi_account(c);
}

/* An answer without a via, which nobody reads otherwise and no retry budget
   learns of. */
static bool order_is_answered(const rdi_case *c) {
  const uint32_t readings = REDIAL_POLICY_CAPACITY | REDIAL_POLICY_TRUST_Q850;

  return c->verdict->outcome == REDIAL_OUTCOME_SUCCESS &&
         c->situation->origin < REDIAL_ORIGIN_WITHDRAWN &&
         c->situation->has_via == 0 && (c->policy->options & readings) == 0;
}

static void order_done(redial_decision *made) {
  made->next = REDIAL_NEXT_DONE;
  made->why = REDIAL_WHY_ANSWERED;
  made->cancel = REDIAL_CANCEL_ALL;
  made->cancel_reason = REDIAL_CANCEL_REASON_ANSWERED;
}

#ifdef __OPTIMIZE_SIZE__
#define ORDER_DECIDE redial_decide
#else
#define ORDER_DECIDE rdi_decide
#endif

redial_decision ORDER_DECIDE(const redial_policy *policy,
                             const redial_history *history,
                             const redial_verdict *verdict,
                             const redial_situation *situation) {
  static const redial_decision nothing = {0, 0, 0, 0, 0, 0, 0, 0, 0,
                                          0, 0, 0, 0, 0, 0, 0, 0};
  rdi_case c;

  c.made = nothing;
  c.policy = policy;
  c.history = history;
  c.verdict = verdict;
  c.situation = situation;
  if (RDI_SHORT_WAYS && order_is_answered(&c)) {
    order_done(&c.made);
  } else {
    order_decide(&c);
  }
  return c.made;
}
