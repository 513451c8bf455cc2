#include "../hunt/leases.h"

/* What the policy is asked: the situation of a leg that ended. */

/* Attempts are counted when they are placed: the one that ended is among
   them. */
static uint16_t ask_earlier(uint32_t count) {
  return (uint16_t)(count > 0 ? count - 1 : 0);
}

uint32_t rdi_ask_group(const redial_scene *scene, const redial_leg *leg) {
  return rdi_leg_has_via(leg)
           ? rdi_slot_at(scene->via.pool, leg->via.slot)->told.failure_group
           : rdi_slot_at(scene->whom.pool, leg->whom.slot)->told.failure_group;
}

uint32_t rdi_ask_group_note(const redial_leg *leg) {
  return rdi_leg_has_via(leg) ? RDI_NOTE_GROUP : RDI_NOTE_OWN_GROUP;
}

/* Somebody is left, until a pool says otherwise: counting a pool for every
   answer would cost more than asking it once. */
void rdi_ask_scene(const redial_scene *scene, uint64_t now_ms,
                   redial_situation *situation) {
  situation->endpoints_left = 1;
  situation->endpoints_back = 1;
  situation->vias_left = scene->via.pool != NULL;
  situation->vias_back = situation->vias_left;
  situation->their_call_id = (scene->options & REDIAL_SCENE_THEIR_CALL_ID) != 0;
  situation->not_before_ms = scene->not_before_ms;
  situation->not_before_s = scene->not_before_s;
  situation->unix_s = scene->unix_s;
  situation->budget_spent =
    scene->budget != NULL && redial_budget_is_spent(scene->budget, now_ms);
}

void rdi_ask_leg(const redial_hunt *hunt, const redial_scene *scene,
                 const redial_leg *leg, redial_situation *situation) {
  uint32_t at = rdi_note_find(hunt, RDI_NOTE_ENDPOINT, leg->whom.slot, 0);
  uint32_t group = rdi_ask_group(scene, leg);

  situation->redirects = leg->redirects;
  if (at != RDI_NO_NOTE) {
    situation->endpoint_attempts = ask_earlier(hunt->notes[at].count);
    situation->once = hunt->notes[at].extra;
  }
  if (rdi_leg_has_via(leg)) {
    situation->has_via = 1;
    situation->via_attempts =
      ask_earlier(rdi_note_count(hunt, RDI_NOTE_VIA, leg->via.slot));
  }
  if (group != 0) {
    situation->group_faults =
      (uint16_t)rdi_note_count(hunt, rdi_ask_group_note(leg), group);
  }
}
