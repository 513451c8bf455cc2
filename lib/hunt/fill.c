#include "../hunt/inner.h"

/* Starts legs: as many at once as the scene asks for, each further one after
   its stage. */

static uint32_t fill_width(const redial_scene *scene) {
  uint32_t width = scene->width > 0 ? scene->width : 1;

  return width < REDIAL_HUNT_LEGS ? width : REDIAL_HUNT_LEGS;
}

static bool fill_is_due(const redial_hunt *hunt, uint64_t now_ms) {
  return hunt->state == REDIAL_HUNT_OPEN &&
         rdi_hunt_since(hunt, now_ms) >= hunt->due_ms;
}

static bool fill_has_room(const redial_hunt *hunt, const redial_scene *scene) {
  return rdi_leg_active(hunt) < fill_width(scene);
}

/* Legs that are leased and not yet dialled are attempts, too. */
static uint32_t fill_attempts(const redial_hunt *hunt) {
  uint32_t attempts = hunt->history.attempts;
  uint32_t i;

  for (i = 0; i < hunt->used; i++) {
    attempts += hunt->legs[i].state == RDI_LEG_TO_DIAL;
  }
  return attempts;
}

static void fill_legs(redial_hunt *hunt, const redial_scene *scene,
                      uint64_t now_ms) {
  while (fill_is_due(hunt, now_ms) && fill_has_room(hunt, scene) &&
         fill_attempts(hunt) < scene->policy->attempts &&
         rdi_offer_leg(hunt, scene, now_ms)) {
    if (scene->stage_ms > 0) {
      hunt->due_ms = rdi_add32(rdi_hunt_since(hunt, now_ms), scene->stage_ms);
    }
  }
}

static void fill_round(redial_hunt *hunt, uint64_t now_ms) {
  if (hunt->state == REDIAL_HUNT_WAITING &&
      rdi_hunt_since(hunt, now_ms) >= hunt->due_ms) {
    hunt->state = REDIAL_HUNT_OPEN;
    rdi_note_round(hunt);
  }
}

void rdi_fill(redial_hunt *hunt, const redial_scene *scene, uint64_t now_ms) {
  fill_round(hunt, now_ms);
  if (fill_is_due(hunt, now_ms) &&
      rdi_hunt_since(hunt, now_ms) >= scene->policy->deadline_ms) {
    rdi_follow_close(hunt, REDIAL_WHY_DEADLINE);
  }
  fill_legs(hunt, scene, now_ms);
  if (fill_is_due(hunt, now_ms) && rdi_leg_active(hunt) == 0) {
    rdi_follow_nobody(hunt, scene, now_ms);
  }
}
