#include "../policy/case.h"

static bool again_has_tries(const rdi_case *c) {
  return c->history->again[c->made.plan] < c->policy->plan[c->made.plan].tries;
}

static void again_after_wait(rdi_case *c, redial_why why) {
  c->made.next = REDIAL_NEXT_AGAIN;
  c->made.why = (uint8_t)why;
  c->made.wait_ms = rdi_wait_again(c);
}

/* The other phones missed the call, unless somebody has it. */
static redial_cancel_reason again_reason(const rdi_case *c) {
  return c->outcome == REDIAL_OUTCOME_ANSWERED_ELSEWHERE
           ? REDIAL_CANCEL_REASON_ANSWERED
           : REDIAL_CANCEL_REASON_ENDED;
}

void rdi_again(rdi_case *c) {
  const redial_situation *s = c->situation;

  c->made.plan = c->outcome;
  if (c->retry != REDIAL_RETRY_LATER) {
    rdi_stop_all(c, REDIAL_WHY_REQUEST, again_reason(c));
  } else if (rdi_is_used_up(s->endpoint_attempts,
                            c->policy->endpoint_attempts)) {
    rdi_stop(c, REDIAL_WHY_ENDPOINT_ATTEMPTS);
  } else if (s->has_via &&
             rdi_is_used_up(s->via_attempts, c->policy->via_attempts)) {
    rdi_stop(c, REDIAL_WHY_VIA_ATTEMPTS);
  } else if (!again_has_tries(c)) {
    rdi_stop(c, REDIAL_WHY_TRIES);
  } else {
    again_after_wait(c, REDIAL_WHY_THROTTLED);
  }
}

/* Does another round bring anybody back? */
static bool again_somebody(const rdi_case *c) {
  const redial_situation *s = c->situation;
  uint64_t back = (uint64_t)s->endpoints_back + c->returns;

  if ((c->made.leaves & REDIAL_LEAVES_PERSON) != 0) {
    back = rdi_sub64(back, s->same_person_back);
  }
  if ((c->made.leaves & REDIAL_LEAVES_PERSON_ROUND) != 0) {
    back += s->same_person_left;
  }
  return back > 0;
}

/* A round is a retry by a gateway when a gateway failed. */
static bool again_pays(const rdi_case *c) {
  return c->returns && rdi_speaks_of_server(c->about) &&
         rdi_was_sent_by_via(c->situation);
}

/* Whose plan it is when this endpoint does not come back: the last one's
   that does. */
static uint8_t again_plan_of_others(const redial_history *history) {
  return history->later < REDIAL_OUTCOMES ? history->later
                                          : REDIAL_OUTCOME_UNKNOWN;
}

void rdi_round(rdi_case *c) {
  c->made.plan = c->returns ? c->outcome : again_plan_of_others(c->history);
  if (!again_somebody(c)) {
    rdi_stop(c, c->barred != REDIAL_WHY_NONE ? (redial_why)c->barred
                                             : REDIAL_WHY_NOBODY_LEFT);
  } else if ((uint32_t)c->history->rounds + 1 >= c->policy->rounds) {
    rdi_stop(c, REDIAL_WHY_ROUNDS);
  } else if (!again_has_tries(c)) {
    rdi_stop(c, REDIAL_WHY_TRIES);
  } else if (again_pays(c) && c->situation->budget_spent) {
    rdi_stop(c, REDIAL_WHY_BUDGET);
  } else {
    c->made.marks |= REDIAL_DECISION_ROUND;
    c->made.marks |= again_pays(c) ? REDIAL_DECISION_PAYS : 0;
    again_after_wait(c, REDIAL_WHY_ROUND);
  }
}
