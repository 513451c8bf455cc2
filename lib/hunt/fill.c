#include "../hunt/inner.h"

/* Starts legs: as many at once as the scene asks for, each further one after
   its stage. */

static uint32_t fill_width(const redial_scene *scene) {
  uint32_t width = scene->width > 0 ? scene->width : 1;

  return width < REDIAL_HUNT_LEGS ? width : REDIAL_HUNT_LEGS;
}

static bool fill_is_due(const redial_hunt *hunt, uint32_t since) {
  return hunt->state == REDIAL_HUNT_OPEN && since >= hunt->due_ms;
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
                      uint32_t active, uint32_t since, uint64_t now_ms) {
  uint32_t attempts = fill_attempts(hunt);

  while (fill_is_due(hunt, since) && active < fill_width(scene) &&
         attempts < scene->policy->attempts &&
         rdi_offer_leg(hunt, scene, now_ms)) {
    active++;
    attempts++;
    if (scene->stage_ms > 0) {
      hunt->due_ms = rdi_add32(since, scene->stage_ms);
    }
  }
  if (active == 0 && fill_is_due(hunt, since)) {
    rdi_nobody(hunt, scene, now_ms);
  }
}

bool rdi_fill(redial_hunt *hunt, const redial_scene *scene, uint64_t now_ms) {
  uint32_t since = rdi_hunt_since(hunt, now_ms);
  uint32_t active = rdi_leg_active(hunt);

  if (hunt->state == REDIAL_HUNT_WAITING) {
    hunt->state = REDIAL_HUNT_OPEN;
    rdi_note_round(hunt);
  }
  if (since >= scene->policy->deadline_ms) {
    rdi_hunt_close(hunt, REDIAL_WHY_DEADLINE);
  }
  if (active >= fill_width(scene)) {
    return false;
  }
  fill_legs(hunt, scene, active, since, now_ms);
  return true;
}

uint32_t rdi_fill_opens(const redial_hunt *hunt, const redial_scene *scene,
                        uint64_t now_ms) {
  if (!fill_is_due(hunt, rdi_hunt_since(hunt, now_ms)) ||
      rdi_leg_active(hunt) >= fill_width(scene) ||
      fill_attempts(hunt) >= scene->policy->attempts) {
    return UINT32_MAX;
  }
  return rdi_hunt_since(
    hunt,
    rdi_census_whom(hunt, scene, RDI_NOTE_OUT, REDIAL_NO_SLOT, now_ms).opens);
}
