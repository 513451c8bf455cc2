#include "../hunt/ask.h"

/* A decision is asked for as if somebody were left. When the pool then gives
   nobody, it is asked for again, with what is true. So a pool is counted at
   the end of a round only, and the report tells what was really done. */

typedef struct follow_case {
  redial_hunt *hunt;
  const redial_scene *scene;
  const redial_verdict *verdict;
  redial_situation *situation;
  redial_leg *leg; /* may hold another attempt already */
  redial_leg was;  /* the one that ended */
  redial_decision made;
  uint32_t cool_ms; /* its endpoint is held so long when its lease ends */
  bool told;        /* those outside have learned of it */
} follow_case;

/* Nobody waits for an answer any more, or no attempt may follow. The first
   reason stands, but a caller who has gone outweighs all. */
void rdi_follow_close(redial_hunt *hunt, redial_why why) {
  bool gone = why == REDIAL_WHY_CALLER_GONE || why == REDIAL_WHY_WITHDRAWN;

  if (hunt->state < REDIAL_HUNT_CLOSED || gone) {
    hunt->state = REDIAL_HUNT_CLOSED;
    hunt->why = (uint8_t)why;
  }
  if (gone) {
    hunt->marks |= RDI_MARK_GONE;
    hunt->reply_code = 487;
    hunt->treatment = REDIAL_TREATMENT_NONE;
  }
}

static uint32_t follow_due(const follow_case *f) {
  return rdi_add32(rdi_hunt_since(f->hunt, f->situation->now_ms),
                   f->made.wait_ms);
}

static void follow_end_leg(follow_case *f) {
  rdi_leg_end(f->scene, f->leg, f->verdict->outcome, f->cool_ms,
              f->situation->now_ms);
}

static bool follow_no_via(follow_case *f) {
  rdi_census via =
    rdi_census_via(f->hunt, f->scene, &f->was, f->situation->now_ms);

  f->situation->vias_left = 0;
  f->situation->vias_back = via.back;
  f->situation->held_until_ms = via.until;
  return false;
}

/* The endpoint stays leased, under a new name. */
static bool follow_route(follow_case *f) {
  uint64_t now = f->situation->now_ms;

  rdi_leg_release_via(f->scene, f->leg, f->verdict->outcome, now);
  f->leg->word = 0;
  if (redial_pool_reissue(f->scene->whom.pool, &f->leg->whom, now) !=
        REDIAL_OK ||
      !rdi_offer_via(f->hunt, f->scene, f->leg, now)) {
    return follow_no_via(f);
  }
  f->leg->at_ms = follow_due(f);
  f->leg->state = f->made.wait_ms > 0 ? RDI_LEG_TO_AGAIN : RDI_LEG_TO_DIAL;
  f->leg->progress = REDIAL_PROGRESS_UNKNOWN;
  return true;
}

static void follow_nobody_left(redial_hunt *hunt, const redial_scene *scene,
                               uint32_t besides, redial_situation *situation) {
  rdi_census whom =
    rdi_census_whom(hunt, scene, RDI_NOTE_CALL, besides, situation->now_ms);

  situation->endpoints_left = 0;
  situation->vias_left = 0;
  situation->endpoints_back = whom.back;
  if (whom.until > situation->held_until_ms) {
    situation->held_until_ms = whom.until;
  }
}

/* Is there somebody to ask: now, who is then leased, or after the wait, as far
   as a small pool can tell? */
static bool follow_has_another(follow_case *f) {
  uint64_t now = f->situation->now_ms;

  return f->made.wait_ms == 0 ? rdi_offer_leg(f->hunt, f->scene, now)
                              : rdi_census_whom(f->hunt, f->scene, RDI_NOTE_OUT,
                                                f->was.whom.slot, now)
                                    .back > 0;
}

/* While another leg rings, the next poll may add one. */
static bool follow_endpoint(follow_case *f) {
  follow_end_leg(f);
  f->hunt->due_ms = follow_due(f);
  if (f->hunt->state != REDIAL_HUNT_OPEN || rdi_leg_active(f->hunt) > 0 ||
      follow_has_another(f)) {
    return true;
  }
  follow_nobody_left(f->hunt, f->scene, f->was.whom.slot, f->situation);
  return false;
}

static bool follow_try(follow_case *f) {
  if (f->made.next == REDIAL_NEXT_ROUTE) {
    return follow_route(f);
  }
  return f->made.next != REDIAL_NEXT_ENDPOINT || follow_endpoint(f);
}

static void follow_repair(follow_case *f) {
  f->leg->state = RDI_LEG_TO_REPAIR;
  f->leg->at_ms = follow_due(f);
  f->leg->word = f->made.action;
  f->leg->redirects =
    (uint8_t)(f->leg->redirects +
              ((REDIAL_REDIRECTS & REDIAL_REPAIR(f->made.action)) != 0 &&
               f->leg->redirects < UINT8_MAX));
}

/* Sooner than a server asked for: then it is asked although it is held. */
static void follow_wait(redial_hunt *hunt, const redial_decision *made,
                        uint32_t due_ms) {
  if (hunt->state == REDIAL_HUNT_OPEN) {
    hunt->state = REDIAL_HUNT_WAITING;
    hunt->due_ms = due_ms;
    if ((made->marks & REDIAL_DECISION_PROBE) != 0) {
      hunt->marks |= RDI_MARK_PROBE;
    }
  }
}

static void follow_again(follow_case *f) {
  if ((f->made.marks & REDIAL_DECISION_ROUND) != 0) {
    follow_end_leg(f);
    follow_wait(f->hunt, &f->made, follow_due(f));
  } else {
    f->leg->state = RDI_LEG_TO_AGAIN;
    f->leg->at_ms = follow_due(f);
    f->leg->word = 0;
  }
}

static void follow_act(follow_case *f) {
  switch (f->made.next) {
  case REDIAL_NEXT_REPAIR:
    follow_repair(f);
    break;
  case REDIAL_NEXT_AGAIN:
    follow_again(f);
    break;
  case REDIAL_NEXT_STOP:
    follow_end_leg(f);
    rdi_follow_close(f->hunt, (redial_why)f->made.why);
    break;
  default:
    break;
  }
}

/* No attempt follows in a hunt that is closed; who is to blame and to be held
   is told all the same. */
static void follow_closed(follow_case *f) {
  if (f->hunt->state == REDIAL_HUNT_CLOSED &&
      f->made.next >= REDIAL_NEXT_ENDPOINT &&
      f->made.next <= REDIAL_NEXT_AGAIN) {
    f->made.next = REDIAL_NEXT_STOP;
    f->made.why = f->hunt->why;
    f->made.wait_ms = 0;
    f->made.marks &= REDIAL_DECISION_EARNS;
  }
}

static void follow_ask(follow_case *f) {
  f->made = redial_decide(f->scene->policy, &f->hunt->history, f->verdict,
                          f->situation);
  if (rdi_judge_has_leavers(&f->made)) {
    rdi_judge_leaves(f->hunt, f->scene, &f->was, &f->made);
    if (!f->told) {
      rdi_judge_person(f->hunt, f->scene, &f->was, &f->made);
    }
  }
  follow_closed(f);
}

/* An endpoint that is left at once is held as its lease ends: that costs the
   pool less than the two one by one. */
static void follow_hold(follow_case *f) {
  if (f->made.hold == REDIAL_PARTY_ENDPOINT &&
      f->made.next == REDIAL_NEXT_ENDPOINT &&
      f->made.cancel == REDIAL_CANCEL_NONE) {
    f->cool_ms = f->made.hold_ms;
  } else if (f->made.hold != REDIAL_PARTY_NONE) {
    rdi_judge_hold(f->scene, &f->was, f->verdict, &f->made,
                   f->situation->now_ms);
  }
}

/* What others learn from it. */
static void follow_tell(follow_case *f) {
  if (f->told) {
    return;
  }
  f->told = true;
  follow_hold(f);
  if (f->made.blame == REDIAL_PARTY_VIA) {
    rdi_judge_fault(f->hunt, f->scene, &f->was);
  }
  if (f->made.cancel != REDIAL_CANCEL_NONE && f->hunt->used > 1) {
    rdi_cancel_by(f->hunt, f->scene, f->leg, f->verdict, &f->made,
                  f->situation->now_ms);
  }
}

redial_decision rdi_follow(redial_hunt *hunt, const redial_scene *scene,
                           redial_leg *leg, const redial_verdict *verdict,
                           redial_situation *situation) {
  follow_case f;

  f.hunt = hunt;
  f.scene = scene;
  f.verdict = verdict;
  f.situation = situation;
  f.leg = leg;
  f.was = *leg;
  f.cool_ms = 0;
  f.told = false;
  do { /* each time something less is left */
    follow_ask(&f);
    follow_tell(&f);
  } while (!follow_try(&f));
  rdi_past_note(&hunt->history, verdict, situation, &f.made);
  if (scene->budget != NULL) {
    redial_budget_settle(scene->budget, &f.made, situation->now_ms);
  }
  follow_act(&f);
  return f.made;
}

/* What it is like when nobody could even be asked. */
static redial_verdict follow_guess(const redial_hunt *hunt) {
  bool full = hunt->bar == REDIAL_BAR_BUSY || hunt->bar == REDIAL_BAR_COOLING ||
              hunt->bar == REDIAL_BAR_LEASES;

  if ((hunt->marks & RDI_MARK_NO_VIA) != 0) {
    return redial_classify_sip(503);
  }
  return redial_classify_sip(full ? 486 : 480);
}

static void follow_decide_alone(redial_hunt *hunt, const redial_scene *scene,
                                redial_situation *situation) {
  redial_decision made =
    redial_decide(scene->policy, &hunt->history, &hunt->last, situation);

  if (made.next == REDIAL_NEXT_AGAIN) {
    rdi_past_note(&hunt->history, &hunt->last, situation, &made);
    hunt->why = made.why;
    follow_wait(
      hunt, &made,
      rdi_add32(rdi_hunt_since(hunt, situation->now_ms), made.wait_ms));
  } else {
    rdi_follow_close(hunt, (redial_why)made.why);
  }
}

/* Nobody answered yet, or what they said is of one attempt that cannot be
   made again. */
static bool follow_has_no_say(const redial_verdict *last) {
  return last->outcome == REDIAL_OUTCOME_UNKNOWN ||
         last->scope == REDIAL_SCOPE_REQUEST;
}

void rdi_follow_nobody(redial_hunt *hunt, const redial_scene *scene,
                       uint64_t now_ms) {
  redial_evidence none = {
    0, 0, 0, {0, 0, 0, 0}, 0, {0, 0, 0, 0}, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  redial_situation situation =
    redial_situation_of(&none, now_ms, rdi_hunt_random(hunt));

  if (follow_has_no_say(&hunt->last)) {
    redial_verdict guess = follow_guess(hunt);

    rdi_reply_take(hunt, scene, NULL, &guess);
    hunt->last = guess;
  }
  rdi_ask_scene(scene, now_ms, &situation);
  follow_nobody_left(hunt, scene, REDIAL_NO_SLOT, &situation);
  if (situation.endpoints_back == 0) {
    rdi_follow_close(hunt, REDIAL_WHY_NOBODY_LEFT);
  } else {
    follow_decide_alone(hunt, scene, &situation);
  }
}
