#include "../classify/rank.h"
#include "../hunt/usual.h"
#include "../policy/short.h"

/* What came for an attempt: mostly the status that ends it. */

#ifndef __OPTIMIZE_SIZE__

/* Two who are busy, away or do not answer: the lower the rank, the more is
   told. What else there is between answers: rdi_reply_take(). */
RDI_HOT bool event_is_no_better(const redial_hunt *hunt,
                                const redial_verdict *verdict) {
  rdi_words best = rdi_words_of_sip(hunt->reply_code);

  return verdict->rules == 0 &&
         rdi_short_is_out(verdict->outcome, verdict->scope, verdict->retry) &&
         rdi_short_is_out(best.outcome, best.scope, best.retry) &&
         rdi_fork_ranks[verdict->outcome] >= rdi_fork_ranks[best.outcome];
}

RDI_HOT void event_reply(redial_hunt *hunt, const redial_scene *scene,
                         const redial_verdict *verdict) {
  if (rdi_is_sip(hunt->reply_code)
        ? !event_is_no_better(hunt, verdict) &&
            !rdi_reply_is_same(hunt, verdict)
        : !rdi_short_reply(scene->policy, verdict, &hunt->reply_code,
                           &hunt->treatment)) {
    rdi_reply_take(hunt, scene, hunt->legs, verdict);
  }
}

/* The endpoint is left for this round, and another one asked at once. */
RDI_HOT void event_next(redial_hunt *hunt, const redial_scene *scene,
                        const redial_evidence *evidence, uint64_t now_ms,
                        const redial_verdict *verdict, redial_decision *made) {
  redial_leg *leg = hunt->legs;
  uint32_t random = rdi_hunt_random(hunt);

  hunt->why = REDIAL_WHY_NONE;
  event_reply(hunt, scene, verdict);
  hunt->last = *verdict;
  rdi_pool_end(scene->whom.pool, leg->whom, (redial_outcome)verdict->outcome,
               made->hold_ms, now_ms);
  leg->state = RDI_LEG_FREE;
  hunt->due_ms = rdi_hunt_since(hunt, now_ms);
  if (!rdi_usual_offer(hunt, scene, now_ms)) {
    rdi_event_nobody(hunt, scene, evidence, random, made);
    return;
  }
  hunt->history.later = verdict->outcome;
  hunt->why = made->why;
}

RDI_HOT void event_success(redial_hunt *hunt, const redial_scene *scene,
                           uint64_t now_ms, const redial_verdict *verdict,
                           redial_decision *made) {
  (void)rdi_hunt_random(hunt);
  hunt->last = *verdict;
  rdi_short_answered(made);
  rdi_answer(hunt, scene, hunt->legs, now_ms);
}

/* False: it is another answer, and nothing has changed. */
RDI_HOT bool event_usual(redial_hunt *hunt, const redial_scene *scene,
                         const redial_evidence *evidence, uint64_t now_ms,
                         const redial_verdict *verdict, redial_decision *made) {
  redial_situation situation;

  if (rdi_short_is_success(scene->policy, verdict)) {
    hunt->history.seen_ms = now_ms;
    event_success(hunt, scene, now_ms, verdict, made);
    return true;
  }
  rdi_usual_situation(hunt, evidence->origin, now_ms, &situation);
  if (rdi_short_is_here(scene->policy, &hunt->history, verdict, &situation)) {
    rdi_short_here(scene->policy, verdict, made);
    hunt->history.seen_ms = now_ms;
    event_next(hunt, scene, evidence, now_ms, verdict, made);
    return true;
  }
  return false;
}

/* It goes on. */
RDI_COLD redial_hunt_report event_goes_on(redial_hunt *hunt, int32_t code,
                                          uint64_t now_ms) {
  redial_leg *leg = hunt->legs;
  redial_verdict verdict;

  rdi_verdict_sip(&verdict, (uint32_t)code);
  (void)rdi_hunt_random(hunt);
  hunt->history.seen_ms = now_ms;
  rdi_leg_progress(leg, &verdict, REDIAL_PROGRESS_UNKNOWN);
  if (leg->progress >= REDIAL_PROGRESS_RINGING) {
    hunt->history.heard = 1;
  }
  return (redial_hunt_report){.verdict = verdict,
                              .decision.why = REDIAL_WHY_GOING_ON,
                              .whom = leg->whom.slot,
                              .via = REDIAL_NO_SLOT,
                              .status = REDIAL_OK};
}

/* More is told than a status, or it has rung before. */
RDI_COLD redial_hunt_report event_refined(redial_hunt *hunt,
                                          const redial_scene *scene,
                                          const redial_evidence *evidence,
                                          uint64_t now_ms) {
  redial_leg *leg = hunt->legs;
  redial_evidence seen = *evidence;
  redial_hunt_report report;

  memset(&report, 0, sizeof(report));
  report.whom = leg->whom.slot;
  report.via = REDIAL_NO_SLOT;
  rdi_event_complete(hunt, scene, leg, now_ms, &seen);
  report.verdict = redial_assess(&seen);
  if (seen.origin < REDIAL_ORIGIN_WITHDRAWN &&
      event_usual(hunt, scene, &seen, now_ms, &report.verdict,
                  &report.decision)) {
    hunt->history.heard |= seen.progress >= REDIAL_PROGRESS_RINGING;
  } else {
    hunt->history.seen_ms = now_ms;
    rdi_event_live(hunt, scene, leg, &seen, now_ms, &report);
  }
  return report;
}

redial_hunt_report redial_hunt_event(redial_hunt *hunt,
                                     const redial_scene *scene,
                                     redial_lease lease,
                                     const redial_evidence *evidence,
                                     uint64_t now_ms) {
  uint64_t seen_ms = rdi_usual_seen(hunt, now_ms);
  const redial_leg *leg = hunt->legs;
  redial_verdict verdict;
  redial_decision made;

  if (!rdi_usual_is_mine(hunt, scene, lease)) {
    return rdi_event_any(hunt, scene, lease, evidence, now_ms);
  }
  if (!rdi_usual_is_plain(scene, leg, evidence)) {
    return event_refined(hunt, scene, evidence, seen_ms);
  }
  if (evidence->code < 200) {
    return event_goes_on(hunt, evidence->code, seen_ms);
  }
  rdi_verdict_sip(&verdict, (uint32_t)evidence->code);
  if (!event_usual(hunt, scene, evidence, seen_ms, &verdict, &made)) {
    return rdi_event_any(hunt, scene, lease, evidence, now_ms);
  }
  return (redial_hunt_report){.verdict = hunt->last,
                              .decision = made,
                              .whom = lease.slot,
                              .via = REDIAL_NO_SLOT,
                              .status = REDIAL_OK};
}

#else

/* A build for size has one way. */
redial_hunt_report redial_hunt_event(redial_hunt *hunt,
                                     const redial_scene *scene,
                                     redial_lease lease,
                                     const redial_evidence *evidence,
                                     uint64_t now_ms) {
  return rdi_event_any(hunt, scene, lease, evidence, now_ms);
}

#endif
