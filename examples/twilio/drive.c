#include "drive.h"

#define DRIVE_STEPS 64 /* more than a hunt of one leg has between two waits */

/* Rounded up: a poll that comes too early only says wait again. */
static uint32_t drive_seconds(uint64_t wake_ms, uint64_t now_ms) {
  uint64_t left = wake_ms > now_ms ? wake_ms - now_ms : 0;
  uint64_t seconds = (left + 999) / 1000;

  return seconds > 3600 ? 3600u : seconds > 0 ? (uint32_t)seconds : 1u;
}

static void drive_treat(tw_next *next, const redial_step *step) {
  next->kind = TW_NEXT_TREAT;
  next->treatment = step->treatment;
  next->why = step->why;
  next->bar = step->bar;
}

/* False: that step asks nothing of a document. */
static bool drive_step(const redial_step *step, uint64_t now_ms,
                       tw_next *next) {
  switch (step->kind) {
  case REDIAL_STEP_DIAL:
    next->kind = TW_NEXT_DIAL;
    next->agent = step->whom;
    return true;
  case REDIAL_STEP_WAIT:
    next->kind = TW_NEXT_PAUSE;
    next->seconds = drive_seconds(step->wake_ms, now_ms);
    return true;
  case REDIAL_STEP_DONE:
    next->kind = TW_NEXT_HANG_UP;
    return true;
  case REDIAL_STEP_STOP:
    drive_treat(next, step);
    return true;
  default: /* cancel, hang up: Twilio has ended that leg itself */
    return false;
  }
}

tw_next tw_drive(redial_hunt *hunt, const redial_scene *scene, uint64_t now_ms,
                 uint32_t random) {
  tw_next next = {TW_NEXT_HANG_UP, 0, 0, 0, 0, 0};
  uint32_t i;

  for (i = 0; i < DRIVE_STEPS; i++) {
    redial_step step = redial_hunt_poll(hunt, scene, now_ms, random);

    if (drive_step(&step, now_ms, &next)) {
      return next;
    }
  }
  return next;
}

tw_next tw_drive_end(redial_hunt *hunt, const redial_scene *scene,
                     uint64_t now_ms) {
  tw_next next = {TW_NEXT_TREAT, 0, 0, 0, REDIAL_WHY_ATTEMPTS, 0};

  redial_hunt_withdraw(hunt, scene, now_ms);
  next.treatment =
    (uint8_t)redial_treatment_below(scene->policy, REDIAL_TREATMENT_CALLBACK);
  return next;
}
