#include "ward.h"

/* What the records amount to at a moment. */

#define VIEW_WHOLE 10000u

bool rdi_view_trial_due(const redial_health_slot *slot, uint64_t now_ms) {
  return rdi_ward_is_out(slot) && now_ms >= slot->at_ms;
}

static uint32_t view_step(const redial_health *health) {
  uint32_t step = health->limits->slow_step;

  return step > 0 && step < VIEW_WHOLE ? step : VIEW_WHOLE;
}

/* Slow start: one step at the moment of recovery, all of it slow_ms later.
   Who has never been away starts with all. */
static uint32_t view_share(const redial_health *health,
                           const redial_health_slot *slot, uint64_t now_ms) {
  uint64_t since = rdi_sub64(now_ms, slot->at_ms);
  uint32_t step = view_step(health);
  uint64_t share;

  if ((slot->marks & RDI_WARD_RECOVERED) == 0 ||
      since >= health->limits->slow_ms) {
    return VIEW_WHOLE;
  }
  share = (since * (VIEW_WHOLE / step) / health->limits->slow_ms + 1) * step;
  return share < VIEW_WHOLE ? (uint32_t)share : VIEW_WHOLE;
}

static void view_offer(const redial_health *health,
                       const redial_health_slot *slot, redial_health_view *view,
                       uint64_t now_ms) {
  view->trial = rdi_view_trial_due(slot, now_ms);
  if (view->trial != 0) {
    view->share = view_step(health);
  } else if (rdi_ward_is_out(slot)) {
    view->share = 0;
  } else {
    view->share = view_share(health, slot, now_ms);
  }
  if (slot->probed == REDIAL_PROBED_DOWN) {
    view->share = 0;
    view->trial = 0;
  }
  view->may_offer = view->share > 0;
}

redial_health_view rdi_view(const redial_health *health,
                            const redial_health_slot *slot, uint64_t now_ms) {
  redial_health_view view = {0};

  if (slot == NULL) {
    return view;
  }
  view_offer(health, slot, &view, now_ms);
  view.until_ms = rdi_ward_is_out(slot) ? slot->at_ms : 0;
  view.state = slot->state;
  view.probed = slot->probed;
  view.registered = slot->registered;
  view.ejections = slot->ejections;
  view.bad_run = slot->bad_run;
  return view;
}

redial_health_view redial_health_look(const redial_health *health,
                                      uint32_t slot, uint64_t now_ms) {
  return rdi_view(health, rdi_ward_slot(health, slot),
                  rdi_ward_now(health, now_ms));
}

redial_health_view redial_health_offer(const redial_health *health,
                                       uint32_t slot, uint64_t now_ms) {
  redial_health_slot *entry = rdi_ward_slot(health, slot);
  uint64_t now = rdi_ward_tick(health, now_ms);
  redial_health_view view;
  bool trial;

  if (entry == NULL) {
    return rdi_view(health, entry, now);
  }
  trial = rdi_view_trial_due(entry, now);
  rdi_breaker_offer(health, entry, now);
  rdi_window_add(health, entry, REDIAL_COUNT_OFFERED, now);
  view = rdi_view(health, entry, now);
  view.trial = trial;
  return view;
}
