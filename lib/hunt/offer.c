#include "../hunt/leases.h"

/* What the pools give: an endpoint, and a gateway to it. */

RDI_HOT bool offer_take(redial_hunt *hunt, const redial_scene *scene,
                        const redial_side *side, const redial_tried *tried,
                        uint64_t now_ms, redial_offer *offer) {
  redial_pick_request request;

  rdi_out_request(scene, side, tried, now_ms, &request);
  request.random = rdi_hunt_random(hunt);
  if ((hunt->marks & RDI_MARK_PROBE) != 0) {
    request.last_resort = 1;
  }
  if (redial_pool_offer(side->pool, side->selector, &request, offer) ==
      REDIAL_OK) {
    return true;
  }
  hunt->bar = offer->why;
  return false;
}

/* Tried by this via: another round may ask again. */
static bool offer_note_via(redial_hunt *hunt, const redial_leg *leg) {
  uint32_t whose = rdi_note_find(hunt, RDI_NOTE_ENDPOINT, leg->whom.slot, 0);
  uint32_t pair = rdi_note_make(hunt, RDI_NOTE_PAIRING, leg->via.slot, whose);

  if (pair == RDI_NO_NOTE) {
    return false;
  }
  hunt->notes[pair].what |= RDI_NOTE_ROUND;
  return rdi_note_make(hunt, RDI_NOTE_VIA, leg->via.slot, 0) != RDI_NO_NOTE;
}

/* A via that cannot be remembered could be tried without an end. */
bool rdi_offer_via(redial_hunt *hunt, const redial_scene *scene,
                   redial_leg *leg, uint64_t now_ms) {
  redial_tried tried;
  redial_offer offer;

  rdi_out_via(hunt, scene,
              rdi_note_find(hunt, RDI_NOTE_ENDPOINT, leg->whom.slot, 0),
              RDI_NOTE_OUT, &tried);
  hunt->marks |= RDI_MARK_NO_VIA;
  if (!offer_take(hunt, scene, &scene->via, &tried, now_ms, &offer)) {
    return false;
  }
  leg->via = offer.lease;
  leg->word |= offer.last_resort != 0 ? RDI_WORD_VIA : 0;
  if (!offer_note_via(hunt, leg)) {
    rdi_leg_release_via(scene, leg, REDIAL_OUTCOME_CANCELLED, now_ms);
    return false;
  }
  hunt->marks &= (uint8_t)~RDI_MARK_NO_VIA;
  return true;
}

/* An endpoint counts as tried from the moment it is offered. */
static bool offer_note_whom(redial_hunt *hunt, const redial_scene *scene,
                            const redial_leg *leg) {
  uint32_t at = rdi_note_make(hunt, RDI_NOTE_ENDPOINT, leg->whom.slot, 0);

  if (at == RDI_NO_NOTE) {
    return false;
  }
  hunt->notes[at].what |= RDI_NOTE_ROUND;
  rdi_hunt_first_offer(hunt, scene, leg);
  return true;
}

bool rdi_offer_leg(redial_hunt *hunt, const redial_scene *scene,
                   uint64_t now_ms) {
  redial_leg *leg = rdi_leg_free(hunt);
  redial_tried tried;
  redial_offer offer;

  hunt->marks &= (uint8_t)~RDI_MARK_NO_VIA;
  rdi_out_whom(hunt, RDI_NOTE_OUT, &tried);
  if (leg == NULL ||
      !offer_take(hunt, scene, &scene->whom, &tried, now_ms, &offer)) {
    return false;
  }
  rdi_leg_offered(leg, &offer);
  if (!offer_note_whom(hunt, scene, leg) ||
      (scene->via.pool != NULL && !rdi_offer_via(hunt, scene, leg, now_ms))) {
    rdi_leg_release(scene, leg, REDIAL_OUTCOME_CANCELLED, now_ms);
    return false;
  }
  hunt->bar = REDIAL_BAR_NONE;
  hunt->marks &= (uint8_t)~RDI_MARK_PROBE; /* one trial, not a flood */
  return true;
}
