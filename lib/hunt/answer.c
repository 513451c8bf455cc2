#include "../hunt/inner.h"

/* Somebody has it: the first answer wins, whatever else rings. */

/* The lease may have run out, or ended with a cancel that came too late: who
   talks is occupied all the same. */
static void answer_talk(redial_pool *pool, redial_lease *lease, uint64_t call,
                        uint64_t now_ms) {
  if (redial_pool_answer(pool, *lease, now_ms) != REDIAL_OK) {
    redial_occupy(pool, lease->slot, call, now_ms, lease);
  }
}

static void answer_leases(const redial_scene *scene, redial_leg *leg,
                          uint64_t now_ms) {
  if ((scene->options & REDIAL_SCENE_TALK) == 0) {
    redial_pool_release(scene->whom.pool, leg->whom, REDIAL_OUTCOME_SUCCESS,
                        now_ms);
    if (rdi_leg_has_via(leg)) {
      redial_pool_release(scene->via.pool, leg->via, REDIAL_OUTCOME_SUCCESS,
                          now_ms);
    }
    return;
  }
  answer_talk(scene->whom.pool, &leg->whom, scene->call, now_ms);
  if (rdi_leg_has_via(leg)) {
    answer_talk(scene->via.pool, &leg->via, scene->call, now_ms);
  }
}

/* Asked although it was held, and it has answered: the hold was wrong, and
   nobody else has to wait for its end. */
RDI_COLD void answer_clear(const redial_scene *scene, const redial_leg *leg,
                           uint64_t now_ms) {
  if ((leg->word & RDI_WORD_WHOM) != 0) {
    redial_pool_clear(scene->whom.pool, leg->whom.slot, now_ms);
  }
  if ((leg->word & RDI_WORD_VIA) != 0 && rdi_leg_has_via(leg)) {
    redial_pool_clear(scene->via.pool, leg->via.slot, now_ms);
  }
}

RDI_COLD void answer_others(redial_hunt *hunt, const redial_scene *scene,
                            uint64_t now_ms) {
  rdi_cancel others = {NULL, 0, 0, 200, REDIAL_CANCEL_REASON_ANSWERED};

  others.now_ms = now_ms;
  rdi_cancel_legs(hunt, scene, &others);
}

void rdi_answer(redial_hunt *hunt, const redial_scene *scene, redial_leg *leg,
                uint64_t now_ms) {
  if (leg->state == RDI_LEG_LIVE && leg->word != 0) {
    answer_clear(scene, leg, now_ms);
  }
  leg->state = RDI_LEG_ANSWERED;
  hunt->winner = (uint8_t)(leg - hunt->legs + 1);
  hunt->state = REDIAL_HUNT_ANSWERED;
  hunt->why = REDIAL_WHY_ANSWERED;
  hunt->bar = REDIAL_BAR_NONE;
  hunt->reply_code = 200;
  hunt->treatment = REDIAL_TREATMENT_NONE;
  answer_leases(scene, leg, now_ms);
  if (hunt->used > 1) {
    answer_others(hunt, scene, now_ms);
  }
}
