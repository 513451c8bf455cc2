#include "../policy/case.h"

/* What forbids the same again; none: nothing does. The scope of a request lets
   nobody leave, so what left is used up. */
static redial_why again_bar(const rdi_case *c) {
  if (c->retry != REDIAL_RETRY_LATER) {
    return REDIAL_WHY_REQUEST;
  }
  if ((c->made.leaves & REDIAL_LEAVES_ENDPOINT) != 0) {
    return REDIAL_WHY_ENDPOINT_ATTEMPTS;
  }
  return (c->made.leaves & REDIAL_LEAVES_VIA) != 0 ? REDIAL_WHY_VIA_ATTEMPTS
                                                   : REDIAL_WHY_NONE;
}

/* Does another round bring anybody back? Of a person who is out for the
   round alone, what was left comes back too. */
static bool again_somebody(const rdi_case *c) {
  const redial_situation *s = c->situation;
  uint32_t gone =
    (c->made.leaves & REDIAL_LEAVES_PERSON) != 0 ? s->same_person_back : 0;

  return c->returns || s->endpoints_back > gone ||
         ((c->made.leaves & REDIAL_LEAVES_PERSON_ROUND) != 0 &&
          s->same_person_left > 0);
}

/* The same for another round. */
static redial_why again_bar_round(const rdi_case *c) {
  if (!again_somebody(c)) {
    return c->barred != REDIAL_WHY_NONE ? (redial_why)c->barred
                                        : REDIAL_WHY_NOBODY_LEFT;
  }
  return c->history->rounds + 1u >= c->policy->rounds ? REDIAL_WHY_ROUNDS
                                                      : REDIAL_WHY_NONE;
}

/* The plan of this outcome; when this endpoint does not come back, of the
   last that does. */
static uint8_t again_plan(const rdi_case *c) {
  uint8_t plan = c->returns ? c->outcome : c->history->later;

  return plan < REDIAL_OUTCOMES ? plan : (uint8_t)REDIAL_OUTCOME_UNKNOWN;
}

/* A round is a retry by a gateway when a gateway failed. */
static redial_why again_pay(rdi_case *c) {
  c->made.marks = REDIAL_DECISION_ROUND;
  if (c->returns && c->situation->has_via && rdi_speaks_of_server(c) &&
      rdi_was_sent(c)) {
    if (c->situation->budget_spent) {
      return REDIAL_WHY_BUDGET;
    }
    c->made.marks |= REDIAL_DECISION_PAYS;
  }
  return REDIAL_WHY_ROUND;
}

redial_why rdi_again(rdi_case *c) {
  bool same = c->row->way == RDI_WAY_AGAIN;
  redial_why why = same ? again_bar(c) : again_bar_round(c);
  uint8_t plan;

  if (why != REDIAL_WHY_NONE) {
    return why;
  }
  plan = again_plan(c);
  if (c->history->again[plan] >= c->policy->plan[plan].tries) {
    return REDIAL_WHY_TRIES;
  }
  why = same ? REDIAL_WHY_THROTTLED : again_pay(c);
  if (why != REDIAL_WHY_BUDGET) {
    c->made.next = REDIAL_NEXT_AGAIN;
    c->made.plan = plan;
    c->made.wait_ms = rdi_wait_again(c);
  }
  return why;
}
