#ifndef REDIAL_HUNT_FOLLOW_H
#define REDIAL_HUNT_FOLLOW_H

/* What a decision changes. It is asked for as if somebody were left. When the
   pool then gives nobody, it is asked for again, with what is true. So a pool
   is counted at the end of a round only, and the report tells what was really
   done. Inline is what nearly every answer goes through. */

#include "../hunt/ask.h"
#include "../policy/short.h"

typedef struct rdi_follow_case {
  redial_hunt *hunt;
  const redial_scene *scene;
  const redial_verdict *verdict;
  redial_situation *situation;
  redial_leg *leg; /* may hold another attempt already */
  redial_leg was;  /* the one that ended */
  redial_decision *made;
  uint32_t cool_ms; /* its endpoint is held so long when its lease ends */
  bool told;        /* those outside have learned of it */
} rdi_follow_case;

RDI_PRIVATE_BEGIN

/* follow.c */
bool rdi_follow_route(rdi_follow_case *f);
void rdi_follow_nobody_left(redial_hunt *hunt, const redial_scene *scene,
                            uint32_t besides, redial_situation *situation);
void rdi_follow_act(rdi_follow_case *f);

RDI_PRIVATE_END

static inline uint32_t rdi_follow_due(const rdi_follow_case *f) {
  return rdi_add32(rdi_hunt_since(f->hunt, f->situation->now_ms),
                   f->made->wait_ms);
}

static inline void rdi_follow_end_leg(rdi_follow_case *f) {
  rdi_leg_end(f->scene, f->leg, f->verdict->outcome, f->cool_ms,
              f->situation->now_ms);
}

/* Is there somebody to ask: now, who is then leased, or after the wait, as far
   as a small pool can tell? */
RDI_HOT bool follow_has_another(rdi_follow_case *f) {
  uint64_t now = f->situation->now_ms;

  return f->made->wait_ms == 0
           ? rdi_offer_leg(f->hunt, f->scene, now)
           : rdi_census_whom(f->hunt, f->scene, RDI_NOTE_OUT, f->was.whom.slot,
                             now)
                 .back > 0;
}

/* While another leg rings, the next poll may add one. */
RDI_HOT bool follow_endpoint(rdi_follow_case *f) {
  rdi_follow_end_leg(f);
  f->hunt->due_ms = rdi_follow_due(f);
  if (f->hunt->state != REDIAL_HUNT_OPEN || rdi_leg_active(f->hunt) > 0 ||
      follow_has_another(f)) {
    return true;
  }
  rdi_follow_nobody_left(f->hunt, f->scene, f->was.whom.slot, f->situation);
  return false;
}

RDI_HOT bool follow_try(rdi_follow_case *f) {
  if (f->made->next == REDIAL_NEXT_ROUTE) {
    return rdi_follow_route(f);
  }
  return f->made->next != REDIAL_NEXT_ENDPOINT || follow_endpoint(f);
}

/* No attempt follows in a hunt that is closed; who is to blame and to be held
   is told all the same. */
RDI_HOT void follow_closed(rdi_follow_case *f) {
  if (f->hunt->state == REDIAL_HUNT_CLOSED &&
      f->made->next >= REDIAL_NEXT_ENDPOINT &&
      f->made->next <= REDIAL_NEXT_AGAIN) {
    f->made->next = REDIAL_NEXT_STOP;
    f->made->why = f->hunt->why;
    f->made->wait_ms = 0;
    f->made->marks &= REDIAL_DECISION_EARNS;
  }
}

RDI_HOT void follow_decide(rdi_follow_case *f) {
  const redial_policy *policy = f->scene->policy;

#ifndef __OPTIMIZE_SIZE__
  if (rdi_short_another(policy, &f->hunt->history, f->verdict, f->situation,
                        f->made)) {
    return;
  }
  if (rdi_short_is_answered(policy, f->verdict, f->situation)) {
    rdi_short_answered(f->made);
    return;
  }
#endif
  *f->made = redial_decide(policy, &f->hunt->history, f->verdict, f->situation);
}

RDI_HOT void follow_ask(rdi_follow_case *f) {
  follow_decide(f);
  if (rdi_judge_has_leavers(f->made)) {
    rdi_judge_leaves(f->hunt, f->scene, &f->was, f->made);
    if (!f->told) {
      rdi_judge_person(f->hunt, f->scene, &f->was, f->made);
    }
  }
  follow_closed(f);
}

/* An endpoint that is left at once is held as its lease ends: that costs the
   pool less than the two one by one. */
RDI_HOT void follow_hold(rdi_follow_case *f) {
  if (f->made->hold == REDIAL_PARTY_ENDPOINT &&
      f->made->next == REDIAL_NEXT_ENDPOINT &&
      f->made->cancel == REDIAL_CANCEL_NONE) {
    f->cool_ms = f->made->hold_ms;
  } else if (f->made->hold != REDIAL_PARTY_NONE) {
    rdi_judge_hold(f->scene, &f->was, f->verdict, f->made,
                   f->situation->now_ms);
  }
}

/* What others learn from it. */
RDI_HOT void follow_tell(rdi_follow_case *f) {
  if (f->told) {
    return;
  }
  f->told = true;
  follow_hold(f);
  if (f->made->blame == REDIAL_PARTY_VIA) {
    rdi_judge_fault(f->hunt, f->scene, &f->was);
  }
  if (f->made->cancel != REDIAL_CANCEL_NONE && f->hunt->used > 1) {
    rdi_cancel_by(f->hunt, f->scene, f->leg, f->verdict, f->made,
                  f->situation->now_ms);
  }
}

RDI_HOT void rdi_follow(redial_hunt *hunt, const redial_scene *scene,
                        redial_leg *leg, const redial_verdict *verdict,
                        redial_situation *situation, redial_decision *made) {
  rdi_follow_case f;

  f.hunt = hunt;
  f.scene = scene;
  f.verdict = verdict;
  f.situation = situation;
  f.leg = leg;
  f.made = made;
  f.was = *leg;
  f.cool_ms = 0;
  f.told = false;
  do { /* each time something less is left */
    follow_ask(&f);
    follow_tell(&f);
  } while (!follow_try(&f));
  rdi_past_note(&hunt->history, verdict, situation, f.made);
  if (scene->budget != NULL) {
    redial_budget_settle(scene->budget, f.made, situation->now_ms);
  }
  if (made->next >= REDIAL_NEXT_AGAIN) {
    rdi_follow_act(&f);
  }
}

#endif
