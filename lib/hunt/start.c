#include "../hunt/leases.h"

/* Attempts that begin: for the first time, again, or repaired. */

static void start_place(redial_hunt *hunt, redial_leg *leg, uint64_t now_ms) {
  uint32_t at = rdi_note_find(hunt, RDI_NOTE_ENDPOINT, leg->whom.slot, 0);

  redial_history_place(&hunt->history, now_ms);
  if (at != RDI_NO_NOTE && hunt->notes[at].count < UINT8_MAX) {
    hunt->notes[at].count++;
  }
  if (rdi_leg_has_via(leg)) {
    rdi_note_add(hunt, RDI_NOTE_VIA, leg->via.slot);
  }
}

/* What is done again gets a new name, so that a repetition of the answer to
   the attempt before is known as one. */
static bool start_reissue(redial_hunt *hunt, const redial_scene *scene,
                          redial_leg *leg, uint64_t now_ms, rdi_begun *begun) {
  redial_lease old = leg->whom;

  if (redial_pool_reissue(scene->whom.pool, &leg->whom, now_ms) != REDIAL_OK) {
    rdi_leg_release(scene, leg, REDIAL_OUTCOME_CANCELLED, now_ms);
    hunt->due_ms = 0;
    return false;
  }
  begun->old = old;
  return true;
}

/* Several legs may each have been promised the last attempt, and one may have
   been leased just before the deadline. */
static bool start_is_over(redial_hunt *hunt, const redial_policy *policy,
                          uint64_t now_ms) {
  if (hunt->history.attempts >= policy->attempts) {
    rdi_hunt_close(hunt, REDIAL_WHY_ATTEMPTS);
  } else if (rdi_hunt_since(hunt, now_ms) >= policy->deadline_ms) {
    rdi_hunt_close(hunt, REDIAL_WHY_DEADLINE);
  }
  return hunt->state == REDIAL_HUNT_CLOSED;
}

/* Leased before its gateway left the call? */
static bool start_lost_via(const redial_hunt *hunt, const redial_scene *scene,
                           const redial_leg *leg) {
  uint32_t group = redial_pool_failure_group(scene->via.pool, leg->via.slot);
  uint32_t i;

  for (i = 0; i < hunt->note_count; i++) {
    const redial_note *note = &hunt->notes[i];
    uint32_t what = note->what & RDI_NOTE_WHAT;

    if ((note->what & RDI_NOTE_CALL) != 0 &&
        ((what == RDI_NOTE_VIA && note->number == leg->via.slot) ||
         (what == RDI_NOTE_GROUP && note->number == group && group != 0))) {
      return true;
    }
  }
  return false;
}

/* Then another one is looked for. */
static bool start_has_way(redial_hunt *hunt, const redial_scene *scene,
                          redial_leg *leg, uint64_t now_ms) {
  if (!rdi_leg_has_via(leg) || !start_lost_via(hunt, scene, leg)) {
    return true;
  }
  rdi_leg_release_via(scene, leg, REDIAL_OUTCOME_CANCELLED, now_ms);
  return rdi_offer_via(hunt, scene, leg, now_ms);
}

/* Leased before a reload took it away, or before all attempts were made? */
static bool start_may(redial_hunt *hunt, const redial_scene *scene,
                      redial_leg *leg, uint64_t now_ms) {
  return !start_is_over(hunt, scene->policy, now_ms) &&
         !rdi_lease_is_barred(scene->whom.pool, leg->whom.slot) &&
         start_has_way(hunt, scene, leg, now_ms);
}

static bool start_dial(redial_hunt *hunt, const redial_scene *scene,
                       redial_leg *leg, uint64_t now_ms, rdi_begun *begun) {
  if (leg->state == RDI_LEG_TO_AGAIN &&
      !start_reissue(hunt, scene, leg, now_ms, begun)) {
    return false;
  }
  if (!start_may(hunt, scene, leg, now_ms)) {
    rdi_leg_release(scene, leg, REDIAL_OUTCOME_CANCELLED, now_ms);
    hunt->due_ms = 0;
    return false;
  }
  start_place(hunt, leg, now_ms);
  rdi_leg_live(hunt, leg, now_ms);
  return true;
}

static bool start_repair(redial_hunt *hunt, const redial_scene *scene,
                         redial_leg *leg, uint64_t now_ms, rdi_begun *begun) {
  if (!start_reissue(hunt, scene, leg, now_ms, begun)) {
    return false;
  }
  begun->kind = REDIAL_STEP_REPAIR;
  begun->action = leg->word;
  leg->word = 0;
  rdi_leg_live(hunt, leg, now_ms);
  return true;
}

static void start_open(rdi_begun *begun) {
  begun->old.slot = 0;
  begun->old.entry = 0;
  begun->old.generation = 0;
  begun->kind = REDIAL_STEP_DIAL;
  begun->action = REDIAL_ACTION_NONE;
}

static bool start_is_due(const redial_hunt *hunt, const redial_leg *leg,
                         uint64_t now_ms) {
  return leg->state == RDI_LEG_TO_DIAL ||
         ((leg->state == RDI_LEG_TO_AGAIN || leg->state == RDI_LEG_TO_REPAIR) &&
          rdi_hunt_since(hunt, now_ms) >= leg->at_ms);
}

/* Of several the first that can; NULL: none. */
redial_leg *rdi_start(redial_hunt *hunt, const redial_scene *scene,
                      uint64_t now_ms, rdi_begun *begun) {
  uint32_t i;

  for (i = 0; i < hunt->used; i++) {
    redial_leg *leg = &hunt->legs[i];

    start_open(begun);
    if (start_is_due(hunt, leg, now_ms) &&
        (leg->state == RDI_LEG_TO_REPAIR
           ? start_repair(hunt, scene, leg, now_ms, begun)
           : start_dial(hunt, scene, leg, now_ms, begun))) {
      return leg;
    }
  }
  return NULL;
}
