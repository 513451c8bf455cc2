#include "../hunt/inner.h"

/* Attempts under way. */

uint32_t rdi_leg_active(const redial_hunt *hunt) {
  uint32_t active = 0;
  uint32_t i;

  for (i = 0; i < hunt->used; i++) {
    active += rdi_leg_is_active(&hunt->legs[i]);
  }
  return active;
}

static redial_leg *leg_in(redial_hunt *hunt, uint32_t state) {
  uint32_t i;

  for (i = 0; i < hunt->used; i++) {
    if (hunt->legs[i].state == state) {
      return &hunt->legs[i];
    }
  }
  return NULL;
}

/* One that was cancelled and never ended gives way: its answer, should there
   be one, is then nobody's. */
redial_leg *rdi_leg_free(redial_hunt *hunt) {
  redial_leg *leg = leg_in(hunt, RDI_LEG_FREE);

  if (leg == NULL && hunt->used < REDIAL_HUNT_LEGS) {
    return &hunt->legs[hunt->used++];
  }
  return leg != NULL ? leg : leg_in(hunt, RDI_LEG_CANCELLED);
}

static bool leg_is(const redial_leg *leg, redial_lease lease) {
  return leg->state != RDI_LEG_FREE && leg->whom.slot == lease.slot &&
         leg->whom.entry == lease.entry &&
         leg->whom.generation == lease.generation;
}

redial_leg *rdi_leg_find(redial_hunt *hunt, redial_lease lease) {
  uint32_t i;

  for (i = 0; i < hunt->used; i++) {
    if (leg_is(&hunt->legs[i], lease)) {
      return &hunt->legs[i];
    }
  }
  return NULL;
}

void rdi_leg_release_via(const redial_scene *scene, redial_leg *leg,
                         uint8_t outcome, uint64_t now_ms) {
  if (rdi_leg_has_via(leg)) {
    redial_pool_release(scene->via.pool, leg->via, (redial_outcome)outcome,
                        now_ms);
    leg->via.slot = REDIAL_NO_SLOT;
  }
}

void rdi_leg_release(const redial_scene *scene, redial_leg *leg,
                     uint8_t outcome, uint64_t now_ms) {
  if (rdi_leg_is_active(leg)) {
    redial_pool_release(scene->whom.pool, leg->whom, (redial_outcome)outcome,
                        now_ms);
    rdi_leg_release_via(scene, leg, outcome, now_ms);
  }
  leg->state = RDI_LEG_FREE;
}

uint64_t rdi_leg_person(const redial_scene *scene, uint32_t slot) {
  return slot < redial_pool_capacity(scene->whom.pool)
           ? redial_pool_person(scene->whom.pool, slot)
           : 0;
}

static bool leg_fits(const redial_scene *scene, const redial_leg *leg) {
  if (leg->whom.slot >= redial_pool_capacity(scene->whom.pool)) {
    return false;
  }
  return !rdi_leg_has_via(leg) ||
         (scene->via.pool != NULL &&
          leg->via.slot < redial_pool_capacity(scene->via.pool));
}

/* A token may come from a stranger: what does not fit these pools is
   forgotten before anybody looks it up. */
void rdi_leg_check(redial_hunt *hunt, const redial_scene *scene) {
  uint32_t i;

  hunt->marks &= (uint8_t)~RDI_MARK_READ;
  for (i = 0; i < hunt->used; i++) {
    if (!leg_fits(scene, &hunt->legs[i])) {
      hunt->legs[i].state = RDI_LEG_FREE;
    }
  }
}
