#include "../hunt/inner.h"

/* Nobody could be offered. */

void rdi_nobody_left(redial_hunt *hunt, const redial_scene *scene,
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

/* What it is like when nobody could even be asked. */
static redial_verdict nobody_guess(const redial_hunt *hunt) {
  bool full = hunt->bar == REDIAL_BAR_BUSY || hunt->bar == REDIAL_BAR_COOLING ||
              hunt->bar == REDIAL_BAR_LEASES;

  if ((hunt->marks & RDI_MARK_NO_VIA) != 0) {
    return redial_classify_sip(503);
  }
  return redial_classify_sip(full ? 486 : 480);
}

static void nobody_decide(redial_hunt *hunt, const redial_scene *scene,
                          redial_situation *situation) {
  redial_decision made =
    redial_decide(scene->policy, &hunt->history, &hunt->last, situation);

  if (made.next == REDIAL_NEXT_AGAIN) {
    redial_history_note(&hunt->history, &hunt->last, situation, &made);
    hunt->why = made.why;
    rdi_hunt_next_round(
      hunt, &made,
      rdi_add32(rdi_hunt_since(hunt, situation->now_ms), made.wait_ms));
  } else {
    rdi_hunt_close(hunt, (redial_why)made.why);
  }
}

/* Nobody answered yet, or what they said is of one attempt that cannot be
   made again. */
static bool nobody_has_said(const redial_verdict *last) {
  return last->outcome == REDIAL_OUTCOME_UNKNOWN ||
         last->scope == REDIAL_SCOPE_REQUEST;
}

void rdi_nobody(redial_hunt *hunt, const redial_scene *scene, uint64_t now_ms) {
  redial_evidence none = {
    0, 0, 0, {0, 0, 0, 0}, 0, {0, 0, 0, 0}, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  redial_situation situation =
    redial_situation_of(&none, now_ms, rdi_hunt_random(hunt));

  if (nobody_has_said(&hunt->last)) {
    redial_verdict guess = nobody_guess(hunt);

    if (!rdi_reply_is_same(hunt, &guess)) {
      rdi_reply_take(hunt, scene, NULL, &guess);
    }
    hunt->last = guess;
  }
  rdi_ask_scene(scene, now_ms, &situation);
  rdi_nobody_left(hunt, scene, REDIAL_NO_SLOT, &situation);
  if (situation.endpoints_back == 0) {
    rdi_hunt_close(hunt, REDIAL_WHY_NOBODY_LEFT);
  } else {
    nobody_decide(hunt, scene, &situation);
  }
}
