#include "../policy/case.h"

static void decide_read(rdi_case *c) {
  const redial_verdict *v = c->verdict;
  const redial_situation *s = c->situation;

  c->now = s->now_ms > c->history->seen_ms ? s->now_ms : c->history->seen_ms;
  c->elapsed =
    c->history->attempts > 0 ? rdi_sub64(c->now, c->history->started_ms) : 0;
  c->outcome =
    v->outcome < REDIAL_OUTCOMES ? v->outcome : REDIAL_OUTCOME_UNKNOWN;
  c->about = v->about;
  c->scope =
    v->scope < REDIAL_SCOPE_UNKNOWN ? v->scope : REDIAL_SCOPE_UNKNOWN;
  c->retry = v->retry;
  c->action = v->action;
  if ((c->policy->options &
       (REDIAL_POLICY_CAPACITY | REDIAL_POLICY_TRUST_Q850)) != 0) {
    rdi_reread(c);
  }
}

/* Nobody waits any more: no treatment, and 487 whatever the attempt said. */
static bool decide_over(rdi_case *c, redial_why why) {
  rdi_stop_all(c, why, REDIAL_CANCEL_REASON_ENDED);
  c->made.treatment = REDIAL_TREATMENT_NONE;
  c->made.reply_code = 487;
  return true;
}

static bool decide_withdrawn(rdi_case *c) {
  return c->situation->origin == REDIAL_ORIGIN_WITHDRAWN &&
         decide_over(c, REDIAL_WHY_WITHDRAWN);
}

static bool decide_caller_gone(rdi_case *c) {
  return c->situation->origin == REDIAL_ORIGIN_CALLER_GONE &&
         decide_over(c, REDIAL_WHY_CALLER_GONE);
}

static bool decide_nothing_failed(rdi_case *c) {
  if (c->outcome == REDIAL_OUTCOME_PROGRESS) {
    c->made.next = REDIAL_NEXT_NONE;
    c->made.why = REDIAL_WHY_GOING_ON;
  } else if (c->outcome == REDIAL_OUTCOME_SUCCESS) {
    c->made.next = REDIAL_NEXT_DONE;
    c->made.why = REDIAL_WHY_ANSWERED;
    rdi_cancel(c, REDIAL_CANCEL_ALL, REDIAL_CANCEL_REASON_ANSWERED);
    c->made.marks = rdi_earns(c);
  } else if (c->scope == REDIAL_SCOPE_NONE) {
    rdi_stop(c, REDIAL_WHY_NOTHING_FAILED);
  } else {
    return false;
  }
  return true;
}

static bool decide_deadline(rdi_case *c) {
  if (c->elapsed < c->policy->deadline_ms) {
    return false;
  }
  rdi_stop_all(c, REDIAL_WHY_DEADLINE, REDIAL_CANCEL_REASON_ENDED);
  return true;
}

/* RFC 3261 16.7 step 5. */
static bool decide_strict(rdi_case *c) {
  if ((c->policy->options & REDIAL_POLICY_STRICT_6XX) == 0 ||
      c->scope != REDIAL_SCOPE_EVERYWHERE || c->verdict->effective < 600) {
    return false;
  }
  rdi_stop_all(c, REDIAL_WHY_STRICT_6XX, REDIAL_CANCEL_REASON_REFUSED);
  return true;
}

static const rdi_scope_row *decide_row(const rdi_case *c) {
  return &rdi_scope_rows[c->scope];
}

/* Where the only way on is another one, elsewhere with nowhere left is
   later. */
static bool decide_may_return(const rdi_case *c) {
  return c->retry == REDIAL_RETRY_LATER ||
         (c->retry == REDIAL_RETRY_ELSEWHERE &&
          decide_row(c)->way == RDI_WAY_ROUTE);
}

/* Endpoints that can follow now. */
static uint32_t decide_open(const rdi_case *c) {
  uint32_t left = c->situation->endpoints_left;
  uint32_t same = c->situation->same_person_left;

  if (c->scope != REDIAL_SCOPE_EVERYWHERE) {
    return left;
  }
  return left > same ? left - same : 0;
}

static bool decide_has_others(const rdi_case *c) {
  return decide_open(c) > 0 ||
         c->situation->endpoints_back > c->situation->same_person_back;
}

/* Who refused is out of the call by every device and route, however far the
   answer itself reaches. The others leave as their scope says. */
static bool decide_suppression(rdi_case *c) {
  bool refused = rdi_is_among(c->outcome, REDIAL_OUTCOME_DECLINED,
                              REDIAL_OUTCOME_BLOCKED);

  if (refused) {
    c->scope = REDIAL_SCOPE_EVERYWHERE;
    c->retry = REDIAL_RETRY_NEVER;
    c->barred = REDIAL_WHY_REFUSED;
  }
  c->returns = decide_may_return(c);
  c->made.leaves = (uint8_t)(decide_row(c)->leaves << !c->returns);
  if (c->scope == REDIAL_SCOPE_EVERYWHERE) {
    rdi_cancel(c, REDIAL_CANCEL_PERSON, REDIAL_CANCEL_REASON_REFUSED);
  }
  if (refused && !decide_has_others(c)) {
    rdi_stop(c, REDIAL_WHY_REFUSED);
    return true;
  }
  return false;
}

static bool decide_is_silent(const rdi_case *c) {
  return !c->history->heard &&
         c->situation->progress < REDIAL_PROGRESS_RINGING;
}

static void decide_endpoint_limit(rdi_case *c) {
  if (rdi_is_used_up(c->situation->endpoint_attempts,
                     c->policy->endpoint_attempts)) {
    c->spent = true;
    c->returns = false;
    c->made.leaves |= REDIAL_LEAVES_ENDPOINT;
  }
}

static void decide_via_limit(rdi_case *c) {
  const redial_situation *s = c->situation;

  if (!s->has_via ||
      !rdi_is_used_up(s->via_attempts, c->policy->via_attempts)) {
    return;
  }
  c->made.leaves |= REDIAL_LEAVES_VIA;
  if (s->vias_left == 0 && s->vias_back == 0 && c->returns) {
    c->returns = false;
    c->barred = REDIAL_WHY_VIA_ATTEMPTS;
  }
}

static bool decide_limits(rdi_case *c) {
  decide_endpoint_limit(c);
  decide_via_limit(c);
  if (rdi_is_used_up(c->history->attempts, c->policy->attempts)) {
    rdi_stop(c, REDIAL_WHY_ATTEMPTS);
  } else if (c->elapsed >= c->policy->caller_delay_ms &&
             decide_is_silent(c)) {
    rdi_stop_all(c, REDIAL_WHY_CALLER_DELAY, REDIAL_CANCEL_REASON_ENDED);
  } else {
    return false;
  }
  return true;
}

static void decide_endpoint(rdi_case *c, uint8_t why) {
  if (decide_open(c) > 0) {
    c->made.next = REDIAL_NEXT_ENDPOINT;
    c->made.why = c->barred != REDIAL_WHY_NONE ? c->barred : why;
  } else {
    rdi_round(c);
  }
}

static void decide_by_table(rdi_case *c) {
  const rdi_scope_row *row = decide_row(c);

  switch (row->way) {
  case RDI_WAY_ENDPOINT:
    decide_endpoint(c, row->why);
    break;
  case RDI_WAY_ROUTE:
    if (!rdi_route(c, row->why)) {
      decide_endpoint(c, row->why);
    }
    break;
  case RDI_WAY_CONFIRM:
    if (!rdi_route_confirm(c)) {
      decide_endpoint(c, row->why);
    }
    break;
  case RDI_WAY_AGAIN:
    rdi_again(c);
    break;
  default:
    rdi_stop(c, (redial_why)row->why);
    break;
  }
}

/* No attempt before its time, and none that would come too late. */
static void decide_pace(rdi_case *c) {
  const redial_situation *s = c->situation;
  uint64_t then;

  if (s->not_before_ms > c->now || s->not_before_s > s->unix_s) {
    rdi_wait_opening(c);
  }
  if (c->made.wait_ms == 0) {
    return;
  }
  then = c->elapsed + c->made.wait_ms; /* elapsed is below a deadline */
  if (then >= c->policy->deadline_ms) {
    rdi_stop(c, REDIAL_WHY_DEADLINE);
  } else if (then >= c->policy->caller_delay_ms && decide_is_silent(c)) {
    rdi_stop(c, REDIAL_WHY_CALLER_DELAY);
  }
}

/* The order of the tests is the policy: in another one, calls are placed
   after the caller hung up, or who declined is rung again. The retry budget
   is asked by the routes of the table, which alone spend it. */
redial_decision redial_decide(const redial_policy *policy,
                              const redial_history *history,
                              const redial_verdict *verdict,
                              const redial_situation *situation) {
  rdi_case c = {policy, history, verdict, situation, 0, 0,
                {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                0, 0, 0, 0, 0, REDIAL_WHY_NONE, false, false};

  decide_read(&c);
  if (decide_withdrawn(&c) || decide_caller_gone(&c) ||
      decide_nothing_failed(&c)) {
    return c.made;
  }
  if (!decide_deadline(&c)) {
    if (rdi_repair(&c)) {
      return c.made;
    }
    if (!decide_strict(&c) && !decide_suppression(&c) && !decide_limits(&c)) {
      decide_by_table(&c);
      decide_pace(&c);
    }
  }
  rdi_account(&c);
  return c.made;
}
