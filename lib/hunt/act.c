#include "../hunt/follow.h"

/* What few decisions change: another route, a repair, the same again, the
   end. */

static bool act_no_via(rdi_follow_case *f) {
  rdi_census via = rdi_census_via(f->hunt, f->scene, &f->was, RDI_NOTE_CALL,
                                  f->situation->now_ms);

  f->situation->vias_left = 0;
  f->situation->vias_back = via.back;
  f->situation->held_until_ms = via.until;
  return false;
}

/* The endpoint stays leased, under a new name. */
bool rdi_act_route(rdi_follow_case *f) {
  uint64_t now = f->situation->now_ms;

  rdi_leg_release_via(f->scene, f->leg, f->verdict->outcome, now);
  f->leg->word = 0;
  if (redial_pool_reissue(f->scene->whom.pool, &f->leg->whom, now) !=
        REDIAL_OK ||
      !rdi_offer_via(f->hunt, f->scene, f->leg, now)) {
    return act_no_via(f);
  }
  f->leg->at_ms = rdi_follow_due(f);
  f->leg->state = f->made->wait_ms > 0 ? RDI_LEG_TO_AGAIN : RDI_LEG_TO_DIAL;
  f->leg->progress = REDIAL_PROGRESS_UNKNOWN;
  return true;
}

static void act_repair(rdi_follow_case *f) {
  f->leg->state = RDI_LEG_TO_REPAIR;
  f->leg->at_ms = rdi_follow_due(f);
  f->leg->word = f->made->action;
  f->leg->redirects =
    (uint8_t)(f->leg->redirects +
              ((REDIAL_REDIRECTS & REDIAL_REPAIR(f->made->action)) != 0 &&
               f->leg->redirects < UINT8_MAX));
}

static void act_again(rdi_follow_case *f) {
  if ((f->made->marks & REDIAL_DECISION_ROUND) != 0) {
    rdi_follow_end_leg(f);
    rdi_hunt_next_round(f->hunt, f->made, rdi_follow_due(f));
  } else {
    f->leg->state = RDI_LEG_TO_AGAIN;
    f->leg->at_ms = rdi_follow_due(f);
    f->leg->word = 0;
  }
}

void rdi_act(rdi_follow_case *f) {
  switch (f->made->next) {
  case REDIAL_NEXT_REPAIR:
    act_repair(f);
    break;
  case REDIAL_NEXT_AGAIN:
    act_again(f);
    break;
  case REDIAL_NEXT_STOP:
    rdi_follow_end_leg(f);
    rdi_hunt_close(f->hunt, (redial_why)f->made->why);
    break;
  default:
    break;
  }
}
