#include "../hunt/follow.h"

/* What few decisions change. */

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

static bool follow_no_via(rdi_follow_case *f) {
  rdi_census via =
    rdi_census_via(f->hunt, f->scene, &f->was, f->situation->now_ms);

  f->situation->vias_left = 0;
  f->situation->vias_back = via.back;
  f->situation->held_until_ms = via.until;
  return false;
}

/* The endpoint stays leased, under a new name. */
bool rdi_follow_route(rdi_follow_case *f) {
  uint64_t now = f->situation->now_ms;

  rdi_leg_release_via(f->scene, f->leg, f->verdict->outcome, now);
  f->leg->word = 0;
  if (redial_pool_reissue(f->scene->whom.pool, &f->leg->whom, now) !=
        REDIAL_OK ||
      !rdi_offer_via(f->hunt, f->scene, f->leg, now)) {
    return follow_no_via(f);
  }
  f->leg->at_ms = rdi_follow_due(f);
  f->leg->state = f->made->wait_ms > 0 ? RDI_LEG_TO_AGAIN : RDI_LEG_TO_DIAL;
  f->leg->progress = REDIAL_PROGRESS_UNKNOWN;
  return true;
}

void rdi_follow_nobody_left(redial_hunt *hunt, const redial_scene *scene,
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

static void follow_repair(rdi_follow_case *f) {
  f->leg->state = RDI_LEG_TO_REPAIR;
  f->leg->at_ms = rdi_follow_due(f);
  f->leg->word = f->made->action;
  f->leg->redirects =
    (uint8_t)(f->leg->redirects +
              ((REDIAL_REDIRECTS & REDIAL_REPAIR(f->made->action)) != 0 &&
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

static void follow_again(rdi_follow_case *f) {
  if ((f->made->marks & REDIAL_DECISION_ROUND) != 0) {
    rdi_follow_end_leg(f);
    follow_wait(f->hunt, f->made, rdi_follow_due(f));
  } else {
    f->leg->state = RDI_LEG_TO_AGAIN;
    f->leg->at_ms = rdi_follow_due(f);
    f->leg->word = 0;
  }
}

void rdi_follow_act(rdi_follow_case *f) {
  switch (f->made->next) {
  case REDIAL_NEXT_REPAIR:
    follow_repair(f);
    break;
  case REDIAL_NEXT_AGAIN:
    follow_again(f);
    break;
  case REDIAL_NEXT_STOP:
    rdi_follow_end_leg(f);
    rdi_follow_close(f->hunt, (redial_why)f->made->why);
    break;
  default:
    break;
  }
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
  rdi_follow_nobody_left(hunt, scene, REDIAL_NO_SLOT, &situation);
  if (situation.endpoints_back == 0) {
    rdi_follow_close(hunt, REDIAL_WHY_NOBODY_LEFT);
  } else {
    follow_decide_alone(hunt, scene, &situation);
  }
}
