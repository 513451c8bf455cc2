#include "../policy/case.h"

static bool again_has_tries(const rdi_case *c) {
  return c->history->again[c->made.plan] < c->policy->plan[c->made.plan].tries;
}

static void again_after_wait(rdi_case *c, redial_why why) {
  rdi_say(c, REDIAL_NEXT_AGAIN, why);
  c->made.wait_ms = rdi_wait_again(c);
}

static redial_why again_stop(const rdi_case *c) {
  if (c->verdict->retry != REDIAL_RETRY_LATER) {
    return REDIAL_WHY_REQUEST;
  }
  if (rdi_is_endpoint_used_up(c)) {
    return REDIAL_WHY_ENDPOINT_ATTEMPTS;
  }
  if (rdi_is_via_used_up(c)) {
    return REDIAL_WHY_VIA_ATTEMPTS;
  }
  return again_has_tries(c) ? REDIAL_WHY_NONE : REDIAL_WHY_TRIES;
}

void rdi_again(rdi_case *c) {
  redial_why stop;

  c->made.plan = c->verdict->outcome;
  stop = again_stop(c);
  if (stop != REDIAL_WHY_NONE) {
    rdi_say(c, REDIAL_NEXT_STOP, stop);
  } else {
    again_after_wait(c, REDIAL_WHY_THROTTLED);
  }
}

/* Does another round bring anybody back? */
static bool again_somebody(const rdi_case *c) {
  const redial_situation *s = c->situation;

  if (c->returns || s->endpoints_back > s->same_person_back) {
    return true;
  }
  if ((c->made.leaves & REDIAL_LEAVES_PERSON) != 0) {
    return false;
  }
  /* Of a person who is out for the round, what was left comes back too. */
  return s->endpoints_back > 0 ||
         ((c->made.leaves & REDIAL_LEAVES_PERSON_ROUND) != 0 &&
          s->same_person_left > 0);
}

/* A round is a retry by a gateway when a gateway failed. */
static bool again_pays(const rdi_case *c) {
  return c->returns && c->situation->has_via &&
         rdi_speaks_of_server(c->verdict) && rdi_was_sent(c->situation);
}

/* The plan of this outcome; when this endpoint does not come back, of the
   last that does. */
static uint8_t again_plan(const rdi_case *c) {
  uint8_t plan = c->returns ? c->verdict->outcome : c->history->later;

  return plan < REDIAL_OUTCOMES ? plan : REDIAL_OUTCOME_UNKNOWN;
}

static redial_why again_round_stop(const rdi_case *c) {
  if (!again_somebody(c)) {
    return c->barred != REDIAL_WHY_NONE ? (redial_why)c->barred
                                        : REDIAL_WHY_NOBODY_LEFT;
  }
  if ((uint32_t)c->history->rounds + 1 >= c->policy->rounds) {
    return REDIAL_WHY_ROUNDS;
  }
  if (!again_has_tries(c)) {
    return REDIAL_WHY_TRIES;
  }
  return c->situation->budget_spent && again_pays(c) ? REDIAL_WHY_BUDGET
                                                     : REDIAL_WHY_NONE;
}

void rdi_round(rdi_case *c) {
  redial_why stop;

  c->made.plan = again_plan(c);
  stop = again_round_stop(c);
  if (stop != REDIAL_WHY_NONE) {
    rdi_say(c, REDIAL_NEXT_STOP, stop);
    return;
  }
  c->made.marks |= REDIAL_DECISION_ROUND;
  if (again_pays(c)) {
    c->made.marks |= REDIAL_DECISION_PAYS;
  }
  again_after_wait(c, REDIAL_WHY_ROUND);
}
