#include "../hunt/follow.h"
#include "../hunt/leases.h"
#include <string.h>

/* What came for an attempt, whatever it was. */

/* 1: less than a millisecond. */
static uint32_t event_elapsed(const redial_hunt *hunt, const redial_leg *leg,
                              uint64_t now_ms) {
  uint32_t since = rdi_hunt_since(hunt, now_ms);

  return since > leg->at_ms ? since - leg->at_ms : 1;
}

/* What is not told, or is no word, is as the leg knows it. */
static uint8_t event_progress(const redial_leg *leg, uint8_t told) {
  return told > REDIAL_PROGRESS_UNKNOWN && told <= REDIAL_PROGRESS_RINGING_MEDIA
           ? told
           : leg->progress;
}

void rdi_event_complete(const redial_hunt *hunt, const redial_scene *scene,
                        const redial_leg *leg, uint64_t now_ms,
                        redial_evidence *seen) {
  seen->kind = rdi_leg_kind(scene, leg, seen);
  if (leg->state != RDI_LEG_LIVE) {
    return;
  }
  seen->progress = event_progress(leg, seen->progress);
  if (seen->elapsed_ms == 0) {
    seen->elapsed_ms = event_elapsed(hunt, leg, now_ms);
  }
}

static void event_rules(const redial_scene *scene, const redial_evidence *seen,
                        redial_hunt_report *report) {
  redial_rule_match by =
    redial_rules_apply(scene->rules, seen, &report->verdict);

  if (by.rule != NULL) {
    report->rule = by.rule->line != 0 ? by.rule->line : by.index + 1;
  }
}

static void event_judge(const redial_scene *scene, const redial_evidence *seen,
                        redial_hunt_report *report) {
  report->verdict = redial_assess(seen);
  if (scene->rules != NULL) {
    event_rules(scene, seen, report);
  }
}

static void event_heard(redial_hunt *hunt, const redial_leg *leg,
                        redial_hunt_report *report,
                        redial_situation *situation) {
  report->decision.next = REDIAL_NEXT_NONE;
  report->decision.why = REDIAL_WHY_GOING_ON;
  situation->progress = leg->progress;
  redial_history_note(&hunt->history, &report->verdict, situation,
                      &report->decision);
}

/* told: those outside have learned of it already. */
static void event_follow(redial_hunt *hunt, const redial_scene *scene,
                         redial_leg *leg, redial_situation *situation,
                         bool told, redial_decision *made) {
  rdi_follow_case f;

  f.hunt = hunt;
  f.scene = scene;
  f.verdict = &hunt->last;
  f.situation = situation;
  f.leg = leg;
  f.was = *leg;
  f.made = made;
  f.cool_ms = 0;
  f.told = told;
  rdi_follow(&f);
  if (hunt->state < REDIAL_HUNT_CLOSED) {
    hunt->why = made->why;
  }
}

static void event_final(redial_hunt *hunt, const redial_scene *scene,
                        redial_leg *leg, redial_hunt_report *report,
                        redial_situation *situation) {
  if (hunt->state < REDIAL_HUNT_CLOSED) {
    hunt->why = REDIAL_WHY_NONE;
  }
  rdi_ask_scene(scene, situation->now_ms, situation);
  rdi_ask_leg(hunt, scene, leg, situation);
  if (report->verdict.outcome != REDIAL_OUTCOME_SUCCESS &&
      !rdi_reply_is_same(hunt, &report->verdict)) {
    rdi_reply_take(hunt, scene, leg, &report->verdict);
  }
  hunt->last = report->verdict;
  event_follow(hunt, scene, leg, situation, false, &report->decision);
  if (report->decision.next == REDIAL_NEXT_DONE) {
    rdi_answer(hunt, scene, leg, situation->now_ms);
  }
}

/* Withdrawn, and yet answered: before the call is over the answer wins, for
   somebody is waiting (RFC 3261 16.7 step 5); afterwards it came too late. */
static void event_late(redial_hunt *hunt, const redial_scene *scene,
                       redial_leg *leg, uint64_t now_ms,
                       redial_hunt_report *report) {
  report->status = REDIAL_ERR_STATE;
  if (leg->state == RDI_LEG_ANSWERED ||
      report->verdict.outcome == REDIAL_OUTCOME_PROGRESS) {
    return;
  }
  if (report->verdict.outcome != REDIAL_OUTCOME_SUCCESS) {
    leg->state = RDI_LEG_FREE;
  } else if (hunt->state <= REDIAL_HUNT_CLOSED &&
             (hunt->marks & RDI_MARK_GONE) == 0) {
    hunt->last = report->verdict;
    rdi_answer(hunt, scene, leg, now_ms);
    report->decision.next = REDIAL_NEXT_DONE;
    report->decision.why = REDIAL_WHY_ANSWERED;
    report->status = REDIAL_OK;
  } else {
    leg->state = RDI_LEG_TO_HANG_UP;
  }
}

/* A pool that was begun anew gives old names again: then the one that is under
   way is meant. */
static redial_leg *event_leg(redial_hunt *hunt, redial_lease lease) {
  redial_leg *end = hunt->legs + hunt->used;
  redial_leg *found = NULL;
  redial_leg *leg;

  for (leg = hunt->legs; leg < end; leg++) {
    if (leg->state != RDI_LEG_FREE && rdi_leg_is_called(leg, lease) &&
        (found == NULL || leg->state == RDI_LEG_LIVE)) {
      found = leg;
    }
  }
  return found;
}

/* What comes for a leg that is to be dialled again came for the attempt
   before. */
static bool event_is_known(const redial_leg *leg) {
  return leg != NULL && (leg->state == RDI_LEG_LIVE || !rdi_leg_is_active(leg));
}

void rdi_event_live(redial_hunt *hunt, const redial_scene *scene,
                    redial_leg *leg, const redial_evidence *seen,
                    uint64_t now_ms, redial_hunt_report *report) {
  redial_situation situation =
    redial_situation_of(seen, now_ms, rdi_hunt_random(hunt));

  if (report->verdict.outcome == REDIAL_OUTCOME_PROGRESS) {
    rdi_leg_progress(leg, &report->verdict, seen->progress);
    event_heard(hunt, leg, report, &situation);
  } else {
    event_final(hunt, scene, leg, report, &situation);
  }
}

static void event_tell(redial_hunt *hunt, const redial_scene *scene,
                       redial_leg *leg, redial_evidence *seen, uint64_t now_ms,
                       redial_hunt_report *report) {
  now_ms = rdi_hunt_now(hunt, now_ms);
  rdi_event_complete(hunt, scene, leg, now_ms, seen);
  report->via = leg->via.slot;
  event_judge(scene, seen, report);
  if (leg->state == RDI_LEG_LIVE) {
    rdi_event_live(hunt, scene, leg, seen, now_ms, report);
  } else {
    event_late(hunt, scene, leg, now_ms, report);
  }
}

redial_hunt_report rdi_event_any(redial_hunt *hunt, const redial_scene *scene,
                                 redial_lease lease,
                                 const redial_evidence *evidence,
                                 uint64_t now_ms) {
  redial_evidence seen = *evidence;
  redial_hunt_report report;
  redial_leg *leg;

  memset(&report, 0, sizeof(report));
  report.whom = lease.slot;
  report.via = REDIAL_NO_SLOT;
  if (rdi_leg_must_meet(hunt, scene)) {
    rdi_leg_meet(hunt, scene);
  }
  leg = event_leg(hunt, lease);
  if (event_is_known(leg)) {
    event_tell(hunt, scene, leg, &seen, now_ms, &report);
  } else {
    event_judge(scene, &seen, &report);
    report.status = REDIAL_ERR_NO_LEASE;
  }
  return report;
}

void rdi_event_nobody(redial_hunt *hunt, const redial_scene *scene,
                      const redial_evidence *evidence, uint32_t random,
                      redial_decision *made) {
  redial_leg *leg = hunt->legs;
  redial_situation situation;

  memset(&situation, 0, sizeof(situation));
  situation.now_ms = hunt->history.seen_ms;
  situation.random = random;
  situation.origin = evidence->origin;
  situation.progress = event_progress(leg, evidence->progress);
  rdi_ask_scene(scene, situation.now_ms, &situation);
  rdi_ask_leg(hunt, scene, leg, &situation);
  rdi_nobody_left(hunt, scene, leg->whom.slot, &situation);
  event_follow(hunt, scene, leg, &situation, true, made);
}

/* Nobody told how it ended: so it is withdrawn, and counts as not answered in
   time. */
void rdi_event_lost(redial_hunt *hunt, const redial_scene *scene,
                    redial_leg *leg, uint64_t now_ms) {
  redial_evidence seen;
  redial_leg was = *leg;
  redial_leg *rest;

  memset(&seen, 0, sizeof(seen));
  seen.origin = REDIAL_ORIGIN_LOCAL_TIMEOUT;
  (void)redial_hunt_event(hunt, scene, was.whom, &seen, now_ms);
  rest = rdi_leg_free(hunt);
  if (rest != NULL) {
    *rest = was;
    rest->state = RDI_LEG_TO_CANCEL;
    rest->word = REDIAL_CANCEL_REASON_ENDED;
    rest->at_ms = 0;
  }
}
