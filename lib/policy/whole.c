#include "../policy/case.h"

/* Withdrawn by us, or the caller gone. */
static bool whole_unwanted(rdi_case *c) {
  if (!rdi_is_among(c->situation->origin, REDIAL_ORIGIN_WITHDRAWN,
                    REDIAL_ORIGIN_CALLER_GONE)) {
    return false;
  }
  return rdi_say(c, REDIAL_NEXT_STOP,
                 c->situation->origin == REDIAL_ORIGIN_WITHDRAWN
                   ? REDIAL_WHY_WITHDRAWN
                   : REDIAL_WHY_CALLER_GONE);
}

static bool whole_nothing_failed(rdi_case *c) {
  if (rdi_is_among(c->verdict->outcome, REDIAL_OUTCOME_PROGRESS,
                   REDIAL_OUTCOME_SUCCESS)) {
    return c->verdict->outcome == REDIAL_OUTCOME_PROGRESS
             ? rdi_say(c, REDIAL_NEXT_NONE, REDIAL_WHY_GOING_ON)
             : rdi_say(c, REDIAL_NEXT_DONE, REDIAL_WHY_ANSWERED);
  }
  if (c->verdict->scope == REDIAL_SCOPE_NONE) {
    return rdi_say(c, REDIAL_NEXT_STOP, REDIAL_WHY_NOTHING_FAILED);
  }
  return false;
}

static bool whole_deadline(rdi_case *c) {
  c->now = rdi_now(c->history, c->situation);
  c->elapsed = rdi_elapsed(c->history, c->now);
  if (c->elapsed >= c->policy->deadline_ms) {
    return rdi_say(c, REDIAL_NEXT_STOP, REDIAL_WHY_DEADLINE);
  }
  return false;
}

static bool whole_repair(rdi_case *c) {
  return c->policy->repairs != 0 && rdi_repair(c);
}

/* RFC 3261 16.7 step 5. */
static bool whole_strict(rdi_case *c) {
  if ((c->policy->options & REDIAL_POLICY_STRICT_6XX) != 0 &&
      c->verdict->scope == REDIAL_SCOPE_EVERYWHERE &&
      c->verdict->effective >= 600) {
    return rdi_say(c, REDIAL_NEXT_STOP, REDIAL_WHY_STRICT_6XX);
  }
  return false;
}

static const rdi_scope_row *whole_row(const rdi_case *c) {
  return &rdi_scope_rows[c->verdict->scope];
}

/* Where the only way on is another one, elsewhere with nowhere left is
   later. */
static bool whole_may_return(const rdi_case *c) {
  return c->verdict->retry == REDIAL_RETRY_LATER ||
         (c->verdict->retry == REDIAL_RETRY_ELSEWHERE &&
          whole_row(c)->way == RDI_WAY_ROUTE);
}

/* Can another endpoint follow now? */
static bool whole_is_open(const rdi_case *c) {
  uint32_t gone = c->verdict->scope == REDIAL_SCOPE_EVERYWHERE
                    ? c->situation->same_person_left
                    : 0;

  return c->situation->endpoints_left > gone;
}

static bool whole_suppression(rdi_case *c) {
  c->returns = whole_may_return(c);
  c->made.leaves = (uint8_t)(whole_row(c)->leaves << !c->returns);
  if (c->verdict->scope == REDIAL_SCOPE_EVERYWHERE) {
    c->made.cancel = REDIAL_CANCEL_PERSON;
    c->made.cancel_reason = REDIAL_CANCEL_REASON_REFUSED;
  }
  if (c->barred == REDIAL_WHY_REFUSED && !whole_is_open(c) &&
      c->situation->endpoints_back <= c->situation->same_person_back) {
    return rdi_say(c, REDIAL_NEXT_STOP, REDIAL_WHY_REFUSED);
  }
  return false;
}

static void whole_via_limit(rdi_case *c) {
  c->made.leaves |= REDIAL_LEAVES_VIA;
  if (c->returns && c->situation->vias_left == 0 &&
      c->situation->vias_back == 0) {
    c->returns = false;
    c->barred = REDIAL_WHY_VIA_ATTEMPTS;
  }
}

static bool whole_limits(rdi_case *c) {
  if (rdi_is_endpoint_used_up(c)) {
    c->returns = false;
    c->made.leaves |= REDIAL_LEAVES_ENDPOINT;
  }
  if (rdi_is_via_used_up(c)) {
    whole_via_limit(c);
  }
  if (c->history->attempts >= c->policy->attempts) {
    return rdi_say(c, REDIAL_NEXT_STOP, REDIAL_WHY_ATTEMPTS);
  }
  if (c->elapsed >= c->policy->caller_delay_ms &&
      rdi_is_silent(c->history, c->situation)) {
    return rdi_say(c, REDIAL_NEXT_STOP, REDIAL_WHY_CALLER_DELAY);
  }
  return false;
}

static void whole_endpoint(rdi_case *c, uint8_t why) {
  if (whole_is_open(c)) {
    rdi_say(c, REDIAL_NEXT_ENDPOINT,
            (redial_why)(c->barred != REDIAL_WHY_NONE ? c->barred : why));
  } else {
    rdi_round(c);
  }
}

static void whole_by_table(rdi_case *c) {
  const rdi_scope_row *row = whole_row(c);

  if (row->way == RDI_WAY_STOP) {
    rdi_say(c, REDIAL_NEXT_STOP, (redial_why)row->why);
  } else if (row->way == RDI_WAY_AGAIN) {
    rdi_again(c);
  } else if ((row->way != RDI_WAY_ROUTE || !rdi_route(c, row->why)) &&
             (row->way != RDI_WAY_CONFIRM || !rdi_route_confirm(c))) {
    whole_endpoint(c, row->why);
  }
}

/* No attempt before its time, and none that would come too late. */
static void whole_pace(rdi_case *c) {
  const redial_situation *s = c->situation;
  uint32_t then;

  if (s->not_before_ms > c->now || s->not_before_s > s->unix_s) {
    uint32_t opening = rdi_wait_opening(c);

    if (c->made.wait_ms < opening) {
      c->made.wait_ms = opening;
    }
  }
  then = rdi_add32(c->elapsed, c->made.wait_ms);
  if (c->made.wait_ms > 0 && (then >= c->policy->deadline_ms ||
                              (then >= c->policy->caller_delay_ms &&
                               rdi_is_silent(c->history, c->situation)))) {
    rdi_say(c, REDIAL_NEXT_STOP, REDIAL_WHY_TOO_LATE);
  }
}

/* The order of the tests is the policy: in another one, calls are placed
   after the caller hung up, or who declined is rung again. The retry budget
   is asked by the ways of the table that spend it. */
static void whole_next(rdi_case *c) {
  if (whole_unwanted(c) || whole_nothing_failed(c) || whole_deadline(c) ||
      whole_repair(c) || whole_strict(c) || whole_suppression(c) ||
      whole_limits(c)) {
    return;
  }
  whole_by_table(c);
  if (c->made.next != REDIAL_NEXT_STOP) {
    whole_pace(c);
  }
}

static redial_party whole_blame(const rdi_case *c) {
  if (rdi_is_among(c->verdict->outcome, REDIAL_OUTCOME_BUSY,
                   REDIAL_OUTCOME_DECLINED)) {
    return c->verdict->scope == REDIAL_SCOPE_EVERYWHERE ? REDIAL_PARTY_PERSON
                                                        : REDIAL_PARTY_ENDPOINT;
  }
  if (!rdi_blames_server(c->verdict)) {
    return REDIAL_PARTY_NONE;
  }
  return c->situation->has_via ? REDIAL_PARTY_VIA : REDIAL_PARTY_ENDPOINT;
}

/* Whom it counts against, and who is held: whatever comes next. */
static void whole_account(rdi_case *c) {
  redial_decision *made = &c->made;

  made->blame = (uint8_t)whole_blame(c);
  if (c->verdict->has_retry_after) {
    rdi_account_hint(c);
  } else if (made->blame != REDIAL_PARTY_NONE) {
    made->hold_ms = c->policy->plan[c->verdict->outcome].hold_ms;
    made->hold = made->hold_ms > 0 ? made->blame : REDIAL_PARTY_NONE;
  }
}

redial_decision rdi_decide_whole(const redial_policy *policy,
                                 const redial_history *history,
                                 const redial_verdict *verdict,
                                 const redial_situation *situation) {
  rdi_case c = {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                policy,
                history,
                verdict,
                situation,
                0,
                0,
                REDIAL_WHY_NONE,
                false};
  redial_verdict read;

  rdi_reread(&c, &read);
  whole_next(&c);
  if (c.made.next == REDIAL_NEXT_STOP || c.made.next == REDIAL_NEXT_DONE) {
    rdi_stop(&c);
  }
  if (c.made.why >= REDIAL_WHY_DEADLINE) {
    whole_account(&c); /* what came before failed nobody */
  }
  if (situation->has_via) {
    rdi_account_budget(&c);
  }
  return c.made;
}
