#include "../hunt/inner.h"
#include <string.h>

/* What a person wants to see of a hunt. */

/* What this call knows comes first: the pool's reasons pass sooner. */
static redial_bar view_bar(const redial_scene *scene, const redial_side *side,
                           const redial_tried *tried, uint32_t slot,
                           uint64_t now_ms) {
  redial_pick_request request;
  redial_bar out = redial_is_tried(side->pool, tried, slot);

  if (out != REDIAL_BAR_NONE) {
    return out;
  }
  rdi_out_request(scene, side, tried, now_ms, &request);
  return redial_pool_why_not(side->pool, &request, slot, NULL);
}

redial_bar redial_why_not(const redial_scene *scene, const redial_hunt *hunt,
                          uint32_t slot, uint64_t now_ms) {
  redial_tried tried;

  if (slot >= redial_pool_capacity(scene->whom.pool)) {
    return REDIAL_BAR_EMPTY;
  }
  rdi_out_whom(hunt, RDI_NOTE_OUT, &tried);
  return view_bar(scene, &scene->whom, &tried, slot, now_ms);
}

redial_bar redial_why_not_via(const redial_scene *scene,
                              const redial_hunt *hunt, uint32_t endpoint,
                              uint32_t slot, uint64_t now_ms) {
  redial_tried tried;

  if (scene->via.pool == NULL ||
      slot >= redial_pool_capacity(scene->via.pool)) {
    return REDIAL_BAR_EMPTY;
  }
  memset(&tried, 0, sizeof(tried)); /* gcc -O3 does not see its counts */
  rdi_out_via(hunt, scene, rdi_note_find(hunt, RDI_NOTE_ENDPOINT, endpoint, 0),
              RDI_NOTE_OUT, &tried);
  return view_bar(scene, &scene->via, &tried, slot, now_ms);
}

static uint64_t view_latest(const redial_hunt *hunt) {
  return hunt->history.seen_ms > hunt->begun_ms ? hunt->history.seen_ms
                                                : hunt->begun_ms;
}

redial_hunt_record redial_hunt_summary(const redial_hunt *hunt) {
  redial_hunt_record record;

  record.begun_ms = hunt->begun_ms;
  record.took_ms = rdi_hunt_since(hunt, view_latest(hunt));
  record.whom = REDIAL_NO_SLOT;
  record.via = REDIAL_NO_SLOT;
  if (hunt->winner > 0) {
    record.whom = hunt->legs[hunt->winner - 1].whom.slot;
    record.via = hunt->legs[hunt->winner - 1].via.slot;
  }
  record.attempts = hunt->history.attempts;
  record.rounds = (uint16_t)(hunt->history.rounds + (hunt->begun != 0));
  record.reply_code = hunt->reply_code;
  record.repairs = hunt->history.repairs;
  record.cancels = hunt->cancels;
  record.state = hunt->state;
  record.why = hunt->why;
  record.bar = hunt->bar;
  record.outcome = hunt->last.outcome;
  record.treatment = hunt->treatment;
  record.heard = hunt->history.heard;
  record.legs = (uint8_t)rdi_leg_active(hunt);
  record.forwards = hunt->depth;
  return record;
}
