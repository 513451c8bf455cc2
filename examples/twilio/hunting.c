#include "drive.h"
#include "steps.h"
#include "ticket.h"
#include <string.h>

/* The steps that carry a hunt. */

#define HUNTING_AHEAD_MS 60000u

typedef struct hunting {
  tw_visit *visit;
  redial_hunt hunt;
  redial_scene scene;
  redial_group group; /* the scene points to it */
} hunting;

static void hunting_begin(hunting *h, tw_visit *visit) {
  tw_desk *desk = visit->desk;

  memset(h, 0, sizeof(*h));
  h->visit = visit;
  h->scene.whom.pool = &desk->board.pool;
  h->scene.whom.selector = desk->config->strategy;
  h->scene.policy = &desk->config->policy;
  h->scene.call = tw_hash(visit->call, 1);
  h->scene.key = tw_hash(tw_visit_value(visit, "From"), 2);
  h->scene.kind = REDIAL_KIND_PHONE;
  h->group.members = visit->group->members;
  h->group.count = visit->group->count;
  h->group.rotation = (uint32_t)(visit->group - desk->config->groups);
  h->scene.whom.group = &h->group;
}

static tw_ticket_of hunting_of(const tw_visit *visit, const char *step) {
  tw_ticket_of of;

  of.key = visit->desk->key;
  of.step = tw_span(step);
  of.group = visit->group_name;
  of.call = visit->call;
  return of;
}

static void hunting_say(const hunting *h, const tw_next *next,
                        const tw_answer *answer) {
  const tw_agent *agents = answer->config->agents;

  switch (next->kind) {
  case TW_NEXT_DIAL:
    tw_visit_note(h->visit, "dials", agents[next->agent].uri);
    tw_answer_dial(answer, &agents[next->agent]);
    break;
  case TW_NEXT_PAUSE:
    tw_visit_note(h->visit, "pauses", "");
    tw_answer_pause(answer, next->seconds);
    break;
  case TW_NEXT_TREAT:
    tw_visit_note(h->visit, redial_treatment_name(next->treatment),
                  redial_why_name(next->why));
    tw_answer_treat(answer, (redial_treatment)next->treatment);
    break;
  default:
    tw_visit_note(h->visit, "ends", "");
    tw_answer_hang_up(answer);
    break;
  }
}

/* The hunt on its way: one ticket for the answer, one for news of the leg. */
static bool hunting_tickets(const hunting *h, const tw_next *next,
                            tw_text *ticket, tw_text *status) {
  bool dials = next->kind == TW_NEXT_DIAL;
  tw_ticket_of of = hunting_of(h->visit, dials ? "dial" : "again");
  tw_ticket_of news = hunting_of(h->visit, "status");

  if (!dials && next->kind != TW_NEXT_PAUSE) {
    return true;
  }
  return tw_ticket_write(&of, &h->hunt, ticket) &&
         (!dials || tw_ticket_write(&news, &h->hunt, status));
}

static void hunting_go_on(hunting *h) {
  char bytes[2][TW_TICKET_BYTES];
  tw_text ticket = tw_text_over(bytes[0], sizeof(bytes[0]));
  tw_text status = tw_text_over(bytes[1], sizeof(bytes[1]));
  tw_answer answer = tw_visit_answer(h->visit);
  tw_next next =
    tw_drive(&h->hunt, &h->scene, h->visit->now_ms, h->visit->random);

  if (!hunting_tickets(h, &next, &ticket, &status)) {
    next = tw_drive_end(&h->hunt, &h->scene, h->visit->now_ms);
  }
  answer.ticket = tw_span_of(&ticket);
  answer.status = tw_span_of(&status);
  hunting_say(h, &next, &answer);
}

static void hunting_nobody_waits(hunting *h) {
  tw_answer answer = tw_visit_answer(h->visit);

  redial_hunt_caller_gone(&h->hunt, &h->scene, h->visit->now_ms);
  tw_visit_note(h->visit, "caller_gone", "");
  tw_answer_hang_up(&answer);
}

bool tw_step_start(tw_visit *visit) {
  hunting h;

  hunting_begin(&h, visit);
  redial_hunt_begin(&h.hunt, visit->now_ms);
  if (tw_visit_is_gone(visit)) {
    hunting_nobody_waits(&h);
  } else {
    hunting_go_on(&h);
  }
  return true;
}

/* A ticket of ours that cannot be used: nobody knows any more who was asked,
   so nobody is. */
static void hunting_lost(const hunting *h, const char *why) {
  tw_answer answer = tw_visit_answer(h->visit);

  tw_visit_note(h->visit, why, "");
  tw_answer_treat(&answer, redial_treatment_below(h->scene.policy,
                                                  REDIAL_TREATMENT_CALLBACK));
}

/* A hunt never goes back in time and takes the pool along: so a machine whose
   clock is wrong must not set everybody else's. */
static bool hunting_is_ahead(const hunting *h) {
  return h->hunt.history.seen_ms > h->visit->now_ms + HUNTING_AHEAD_MS;
}

/* False: there is no hunt to go on with; *good says whether that is answered
   already. */
static bool hunting_resume(hunting *h, tw_visit *visit, const char *step,
                           bool *good) {
  tw_ticket_of of = hunting_of(visit, step);
  tw_ticket_status status;

  hunting_begin(h, visit);
  status = tw_ticket_read(&of, visit->ticket, &h->hunt);
  *good = status != TW_TICKET_FORGED;
  if (status == TW_TICKET_OTHER) {
    hunting_lost(h, "ticket of another version");
  } else if (status == TW_TICKET_OK && hunting_is_ahead(h)) {
    hunting_lost(h, "ticket of a clock that is ahead");
  } else {
    return *good;
  }
  return false;
}

/* An answer counts although the caller has hung up since. */
static bool hunting_is_in_vain(const tw_visit *visit,
                               const redial_evidence *seen) {
  return tw_visit_is_gone(visit) &&
         redial_assess(seen).outcome != REDIAL_OUTCOME_SUCCESS;
}

/* The agent's leg has ended. */
bool tw_step_dial(tw_visit *visit) {
  redial_evidence seen = tw_visit_end(visit);
  redial_hunt_report report;
  hunting h;
  bool good = true;

  if (!hunting_resume(&h, visit, "dial", &good)) {
    return good;
  }
  if (hunting_is_in_vain(visit, &seen)) {
    hunting_nobody_waits(&h);
    return true;
  }
  report = redial_hunt_event(&h.hunt, &h.scene, h.hunt.legs[0].whom, &seen,
                             visit->now_ms);
  tw_visit_note(visit, redial_outcome_name(report.verdict.outcome),
                redial_why_name(report.decision.why));
  hunting_go_on(&h);
  return true;
}

/* A pause is over. */
bool tw_step_again(tw_visit *visit) {
  hunting h;
  bool good = true;

  if (!hunting_resume(&h, visit, "again", &good)) {
    return good;
  }
  if (tw_visit_is_gone(visit)) {
    hunting_nobody_waits(&h);
  } else {
    hunting_go_on(&h);
  }
  return true;
}

/* News of the agent's leg: answered, it holds the agent until it ends. A late
   or a repeated one finds no lease and changes nothing. */
bool tw_step_status(tw_visit *visit) {
  redial_pool *pool = &visit->desk->board.pool;
  redial_evidence seen = tw_visit_news(visit);
  tw_answer answer = tw_visit_answer(visit);
  redial_lease lease;
  hunting h;
  bool good = true;

  if (!hunting_resume(&h, visit, "status", &good)) {
    return good;
  }
  lease = h.hunt.legs[0].whom;
  if (tw_is(tw_visit_value(visit, "CallStatus"), "in-progress")) {
    (void)redial_pool_answer(pool, lease, visit->now_ms);
  } else if (tw_visit_is_gone(visit)) {
    (void)redial_pool_release(
      pool, lease, (redial_outcome)redial_assess(&seen).outcome, visit->now_ms);
  }
  tw_answer_nothing(&answer);
  return true;
}
