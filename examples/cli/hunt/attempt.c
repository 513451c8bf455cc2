/* What comes for an attempt: from the script, from our own timers, and after
   a CANCEL. */

#include "player.h"
#include <string.h>

static bool attempt_is(const player_attempt *a, redial_lease lease) {
  return a->lease.slot == lease.slot && a->lease.entry == lease.entry &&
         a->lease.generation == lease.generation;
}

uint32_t attempt_find(const player *p, uint32_t call, redial_lease lease) {
  uint32_t at = p->call[call].last;

  while (at != SCENARIO_NOBODY && !attempt_is(&p->attempt[at], lease)) {
    at = p->attempt[at].before;
  }
  return at;
}

void attempt_end(player *p, uint32_t attempt) {
  player_attempt *a = &p->attempt[attempt];

  attempt_next_serial(&a->timer);
  attempt_next_serial(&a->script);
  if (a->state != PLAYER_TALKS) {
    a->state = PLAYER_OVER;
  }
}

/* Both who was called and the gateway learn from it, each as what it is; but
   what a gateway is to blame for says nothing about who was called. */
static void attempt_blame(player *p, const redial_hunt_report *report,
                          const redial_evidence *seen, uint64_t callee) {
  bool has_via = report->via != REDIAL_NO_SLOT;

  if (report->status != REDIAL_OK ||
      report->verdict.outcome == REDIAL_OUTCOME_PROGRESS) {
    return;
  }
  if (!has_via || report->decision.blame != REDIAL_PARTY_VIA) {
    ward_report(p, SCENARIO_WHOM, report->whom, 0, report, seen->origin);
  }
  if (has_via) {
    ward_report(p, SCENARIO_VIA, report->via, callee, report, seen->origin);
  }
}

/* Tells the hunt, and asks it again. */
static void attempt_tell(player *p, uint32_t attempt,
                         const redial_evidence *seen) {
  uint32_t call = p->attempt[attempt].call;
  redial_hunt_report report = drive_event(p, attempt, seen);

  say_event(p, attempt, seen, &report);
  if (report.decision.next == REDIAL_NEXT_DONE) {
    p->call[call].talks = attempt;
  }
  if (report.verdict.outcome != REDIAL_OUTCOME_PROGRESS) {
    attempt_end(p, attempt);
  }
  attempt_blame(p, &report, seen, p->attempt[attempt].target + 1u);
  drive(p, call);
}

/* A response moves the timers on: 100 and the like, then ringing or media. */
static void attempt_progress(player *p, uint32_t attempt,
                             const redial_evidence *seen) {
  player_attempt *a = &p->attempt[attempt];
  bool rings =
    seen->code == 180 || seen->progress == REDIAL_PROGRESS_EARLY_MEDIA;

  if (seen->ns != REDIAL_NAMESPACE_SIP || seen->code >= 200 ||
      a->state != PLAYER_RINGS) {
    return;
  }
  if (rings && a->progress < REDIAL_PROGRESS_RINGING) {
    a->progress = REDIAL_PROGRESS_RINGING;
    attempt_arm(p, attempt, 2);
  } else if (a->progress == REDIAL_PROGRESS_NOTHING) {
    a->progress = REDIAL_PROGRESS_TRYING;
    attempt_arm(p, attempt, 1);
  }
}

static redial_evidence attempt_code(int32_t code) {
  redial_evidence seen;

  memset(&seen, 0, sizeof(seen));
  seen.ns = REDIAL_NAMESPACE_SIP;
  seen.code = code;
  seen.origin = REDIAL_ORIGIN_REMOTE;
  return seen;
}

/* 181 says that the call is being forwarded. */
static void attempt_forward(player *p, uint32_t attempt, uint32_t to) {
  redial_evidence seen = attempt_code(181);

  attempt_progress(p, attempt, &seen);
  attempt_tell(p, attempt, &seen);
  if (p->attempt[attempt].state == PLAYER_RINGS) {
    attempt_follow(p, attempt, to);
  }
}

/* A phone whose forward is not followed is not there: the others may still
   answer. */
void attempt_looped(player *p, uint32_t attempt) {
  redial_evidence seen = attempt_code(480);

  attempt_tell(p, attempt, &seen);
}

static void attempt_says(player *p, uint32_t attempt,
                         const scenario_item *item) {
  player_attempt *a = &p->attempt[attempt];
  redial_evidence seen = item->seen;

  a->talk_ms = item->talk_ms;
  a->contact = item->to;
  attempt_progress(p, attempt, &seen);
  attempt_due(p, attempt);
  attempt_tell(p, attempt, &seen);
}

void attempt_item(player *p, uint32_t attempt) {
  player_attempt *a = &p->attempt[attempt];
  const scenario_item *item = script_item(p, a->answer, a->next++);

  if (item->kind == SCENARIO_FORWARDS) {
    attempt_forward(p, attempt, item->to);
  } else {
    attempt_says(p, attempt, item);
  }
}

/* Our own timer. The CANCEL that follows it is the host's affair: whatever
   comes for the attempt later is nobody's. */
void attempt_timer(player *p, uint32_t attempt) {
  const player_attempt *a = &p->attempt[attempt];
  redial_evidence seen;

  memset(&seen, 0, sizeof(seen));
  seen.origin = REDIAL_ORIGIN_LOCAL_TIMEOUT;
  if (a->progress < REDIAL_PROGRESS_RINGING) {
    seen.progress = a->progress;
  }
  attempt_end(p, attempt);
  attempt_tell(p, attempt, &seen);
}

/* What was under way on the wire still comes; else a 487. */
void attempt_cancel(player *p, uint32_t attempt) {
  player_attempt *a = &p->attempt[attempt];

  attempt_next_serial(&a->timer);
  a->state = PLAYER_GIVEN_UP;
  player_due_at(p, PLAYER_CANCELLED, p->now_ms + PLAYER_WIRE_MS, attempt, 0);
}

void attempt_cancelled(player *p, uint32_t attempt) {
  redial_evidence seen = attempt_code(487);

  attempt_end(p, attempt);
  attempt_tell(p, attempt, &seen);
}

/* The call that the hunt was for. */
void attempt_answered(player *p, uint32_t attempt, const redial_step *step) {
  player_attempt *a = &p->attempt[attempt];

  a->lease = step->lease;
  a->via_lease = step->via_lease;
  a->state = PLAYER_TALKS;
  player_due_at(p, PLAYER_TALKED, p->now_ms + a->talk_ms, attempt, 0);
}

void attempt_talked(player *p, uint32_t attempt, const char *who) {
  player_attempt *a = &p->attempt[attempt];

  a->state = PLAYER_OVER;
  log_host(p, PLAYER_HOST_TALKED, a->target);
  redial_pool_release(&p->side[SCENARIO_WHOM].pool, a->lease,
                      REDIAL_OUTCOME_SUCCESS, player_clock(p));
  if (a->via != SCENARIO_NOBODY) {
    redial_pool_release(&p->side[SCENARIO_VIA].pool, a->via_lease,
                        REDIAL_OUTCOME_SUCCESS, player_clock(p));
  }
  say_talked(p, attempt, who);
}
