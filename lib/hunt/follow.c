#include "../hunt/follow.h"

/* What a decision changes. It is asked for as if somebody were left. When the
   pool then gives nobody, it is asked for again, with what is true. So a pool
   is counted at the end of a round only, and the report tells what was really
   done. */

/* Is there somebody to ask: now, who is then leased, or after the wait, as far
   as a small pool can tell? */
static bool follow_has_another(rdi_follow_case *f) {
  uint64_t now = f->situation->now_ms;

  return f->made->wait_ms == 0
           ? rdi_offer_leg(f->hunt, f->scene, now)
           : rdi_census_whom(f->hunt, f->scene, RDI_NOTE_OUT, f->was.whom.slot,
                             now)
                 .back > 0;
}

/* Other ways to the endpoint that was left: none is taken, but why not, and
   whether a further round has any, depends on them. */
static void follow_vias(rdi_follow_case *f) {
  uint64_t now = f->situation->now_ms;

  if (f->was.via.slot != REDIAL_NO_SLOT) {
    f->situation->vias_left =
      rdi_census_via(f->hunt, f->scene, &f->was, RDI_NOTE_OUT, now).ready;
    f->situation->vias_back =
      rdi_census_via(f->hunt, f->scene, &f->was, RDI_NOTE_CALL, now).back;
  }
}

/* While another leg rings, the next poll may add one. */
static bool follow_endpoint(rdi_follow_case *f) {
  rdi_follow_end_leg(f);
  f->hunt->due_ms = rdi_follow_due(f);
  if (f->hunt->state != REDIAL_HUNT_OPEN || rdi_leg_active(f->hunt) > 0 ||
      follow_has_another(f)) {
    return true;
  }
  rdi_nobody_left(f->hunt, f->scene, f->was.whom.slot, f->situation);
  follow_vias(f);
  return false;
}

static bool follow_try(rdi_follow_case *f) {
  if (f->made->next == REDIAL_NEXT_ROUTE) {
    return rdi_act_route(f);
  }
  return f->made->next != REDIAL_NEXT_ENDPOINT || follow_endpoint(f);
}

/* No attempt follows in a hunt that is closed; who is to blame and to be held
   is told all the same. */
static void follow_closed(rdi_follow_case *f) {
  if (f->hunt->state == REDIAL_HUNT_CLOSED &&
      f->made->next >= REDIAL_NEXT_ENDPOINT &&
      f->made->next <= REDIAL_NEXT_AGAIN) {
    f->made->next = REDIAL_NEXT_STOP;
    f->made->why = f->hunt->why;
    f->made->wait_ms = 0;
    f->made->marks &= REDIAL_DECISION_EARNS;
  }
}

static void follow_ask(rdi_follow_case *f) {
  *f->made = redial_decide(f->scene->policy, &f->hunt->history, f->verdict,
                           f->situation);
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
static void follow_hold(rdi_follow_case *f) {
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
static void follow_tell(rdi_follow_case *f) {
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

void rdi_follow(rdi_follow_case *f) {
  do { /* each time something less is left */
    follow_ask(f);
    follow_tell(f);
  } while (!follow_try(f));
  redial_history_note(&f->hunt->history, f->verdict, f->situation, f->made);
  if (f->scene->budget != NULL) {
    redial_budget_settle(f->scene->budget, f->made, f->situation->now_ms);
  }
  rdi_act(f);
}
