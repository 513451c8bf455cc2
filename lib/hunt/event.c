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

  return rdi_short_is_out(verdict->outcome, verdict->scope, verdict->retry) &&
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
    rdi_event_nobody(hunt, scene, evidence, now_ms, random, made);
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
                         redial_verdict *verdict, redial_decision *made) {
  redial_situation situation;

  rdi_verdict_sip(verdict, (uint32_t)evidence->code);
  now_ms = rdi_usual_seen(hunt, now_ms);
  if (rdi_short_is_success(scene->policy, verdict)) {
    hunt->history.seen_ms = now_ms;
    event_success(hunt, scene, now_ms, verdict, made);
    return true;
  }
  rdi_usual_situation(hunt, evidence, now_ms, &situation);
  if (rdi_short_another(scene->policy, &hunt->history, verdict, &situation,
                        made) &&
      made->leaves == REDIAL_LEAVES_ENDPOINT_ROUND) {
    hunt->history.seen_ms = now_ms;
    event_next(hunt, scene, evidence, now_ms, verdict, made);
    return true;
  }
  return false;
}

redial_hunt_report redial_hunt_event(redial_hunt *hunt,
                                     const redial_scene *scene,
                                     redial_lease lease,
                                     const redial_evidence *evidence,
                                     uint64_t now_ms) {
  redial_verdict verdict;
  redial_decision made;

  if (!rdi_usual_is_final(hunt, scene, lease, evidence) ||
      !event_usual(hunt, scene, evidence, now_ms, &verdict, &made)) {
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
