#include "../hunt/leases.h"

/* Attempts under way. */

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

void rdi_leg_release_via(const redial_scene *scene, redial_leg *leg,
                         uint8_t outcome, uint64_t now_ms) {
  if (rdi_leg_has_via(leg)) {
    redial_pool_release(scene->via.pool, leg->via, (redial_outcome)outcome,
                        now_ms);
    leg->via.slot = REDIAL_NO_SLOT;
  }
}

void rdi_leg_end(const redial_scene *scene, redial_leg *leg, uint8_t outcome,
                 uint32_t cool_ms, uint64_t now_ms) {
  if (rdi_leg_is_active(leg)) {
    rdi_pool_end(scene->whom.pool, leg->whom, (redial_outcome)outcome, cool_ms,
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

/* Of a call that was answered only the numbers are looked at again. */
static bool leg_side_fits(const redial_pool *pool, const redial_leg *leg,
                          uint32_t slot) {
  redial_slot seen;

  if (pool == NULL) {
    return false;
  }
  return leg->state == RDI_LEG_ANSWERED
           ? slot < redial_pool_capacity(pool)
           : redial_pool_slot(pool, slot, &seen) == REDIAL_OK;
}

static bool leg_fits(const redial_scene *scene, const redial_leg *leg) {
  return leg_side_fits(scene->whom.pool, leg, leg->whom.slot) &&
         (!rdi_leg_has_via(leg) ||
          leg_side_fits(scene->via.pool, leg, leg->via.slot));
}

/* A token may come from a stranger, or from before a restart: what does not
   fit these pools is forgotten before anybody looks it up. */
static void leg_check(redial_hunt *hunt, const redial_scene *scene) {
  uint32_t i;

  hunt->marks &= (uint8_t)~RDI_MARK_READ;
  for (i = 0; i < hunt->used; i++) {
    if (!leg_fits(scene, &hunt->legs[i])) {
      hunt->legs[i].state = RDI_LEG_FREE;
    }
  }
}

void rdi_leg_meet(redial_hunt *hunt, const redial_scene *scene) {
  uint32_t i;

  if ((hunt->marks & RDI_MARK_READ) != 0) {
    leg_check(hunt, scene);
  }
  for (i = 0; i < hunt->used; i++) {
    if (rdi_leg_lost_via(scene, &hunt->legs[i])) {
      hunt->legs[i].via.slot = REDIAL_NO_SLOT;
    }
  }
}

static bool leg_is_media(uint32_t progress) {
  return progress == REDIAL_PROGRESS_EARLY_MEDIA;
}

/* Only forward; ringing and media together are both. */
void rdi_leg_progress(redial_leg *leg, const redial_verdict *verdict,
                      uint8_t told) {
  uint8_t reached = told;

  if (told == REDIAL_PROGRESS_UNKNOWN || told == leg->progress) {
    reached =
      verdict->sip == 180 ? REDIAL_PROGRESS_RINGING : REDIAL_PROGRESS_TRYING;
  }
  if ((leg_is_media(reached) && leg->progress == REDIAL_PROGRESS_RINGING) ||
      (leg_is_media(leg->progress) && reached == REDIAL_PROGRESS_RINGING)) {
    reached = REDIAL_PROGRESS_RINGING_MEDIA;
  }
  if (reached > leg->progress) {
    leg->progress = reached;
  }
}
