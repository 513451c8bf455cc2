#include "ward.h"

/* One result goes to the counters, to the runs behind the signs, and to the
   breaker. */

static uint32_t report_count(uint8_t outcome) {
  switch (outcome) {
  case REDIAL_OUTCOME_BUSY:
    return REDIAL_COUNT_BUSY;
  case REDIAL_OUTCOME_NO_ANSWER:
    return REDIAL_COUNT_NO_ANSWER;
  case REDIAL_OUTCOME_DECLINED:
    return REDIAL_COUNT_DECLINED;
  case REDIAL_OUTCOME_UNAVAILABLE:
    return REDIAL_COUNT_UNAVAILABLE;
  default:
    return REDIAL_COUNT_ANSWERED; /* the one other that is not a fault */
  }
}

/* One bit of 16 for a callee. Two may share one: then a full trunk is seen a
   call or two later, never where there is none. */
static uint16_t report_callee_bit(uint64_t callee) {
  /* 2^64 divided by the golden ratio spreads neighbouring numbers. */
  return (uint16_t)(1u << (callee * UINT64_C(0x9E3779B97F4A7C15) >> 60));
}

/* Callees busy in a row through one via; a run that has become old starts
   again. Who is not known to be another one adds nothing. */
static void report_busy_way(const redial_health *health,
                            redial_health_slot *slot, uint64_t callee,
                            uint32_t now_s) {
  uint32_t burst_s = health->limits->burst_ms / 1000;

  if (callee == 0) {
    return;
  }
  if (slot->busy == 0 || now_s - slot->busy_s > burst_s) {
    slot->busy = 0;
    slot->busy_s = now_s;
  }
  slot->busy |= report_callee_bit(callee);
}

/* An endpoint busy in a row although no call is known at it. */
static void report_busy_endpoint(redial_health_slot *slot, uint8_t calls,
                                 uint32_t now_s) {
  if (calls != REDIAL_CALLS_NONE) {
    slot->busy = 0;
    return;
  }
  if (slot->busy == 0) {
    slot->busy_s = now_s;
  }
  if (slot->busy < UINT16_MAX) {
    slot->busy++;
  }
}

static void report_busy(const redial_health *health, redial_health_slot *slot,
                        const redial_health_event *event, uint64_t now_ms) {
  uint32_t now_s = rdi_ward_seconds(health, now_ms);

  if (event->verdict.outcome != REDIAL_OUTCOME_BUSY) {
    slot->busy = 0;
  } else if (rdi_ward_is_way(slot)) {
    report_busy_way(health, slot, event->callee, now_s);
  } else {
    report_busy_endpoint(slot, event->calls, now_s);
  }
}

static void report_away(redial_health_slot *slot, uint8_t outcome) {
  if (outcome != REDIAL_OUTCOME_UNAVAILABLE ||
      slot->registered != REDIAL_REGISTERED_YES) {
    slot->away_run = 0;
  } else if (slot->away_run < UINT8_MAX) {
    slot->away_run++;
  }
}

/* A callee has decided: answered, busy, ... unavailable. */
static void report_decided(const redial_health *health,
                           redial_health_slot *slot,
                           const redial_health_event *event, uint64_t now_ms) {
  uint8_t outcome = event->verdict.outcome;

  rdi_window_add(health, slot, report_count(outcome), now_ms);
  rdi_hourly_add(health->pool, event->unix_s,
                 outcome == REDIAL_OUTCOME_DECLINED);
  report_busy(health, slot, event, now_ms);
  report_away(slot, outcome);
}

static redial_blame report_apply(const redial_health *health,
                                 redial_health_slot *slot,
                                 const redial_health_event *event,
                                 uint64_t now_ms) {
  redial_blame blame = redial_blame_of(
    event->verdict, (redial_origin)event->origin, REDIAL_KIND_UNKNOWN,
    rdi_ward_is_way(slot) ? REDIAL_ROLE_VIA : REDIAL_ROLE_ENDPOINT);

  if (blame == REDIAL_BLAME_FAULT) {
    rdi_window_add(health, slot, REDIAL_COUNT_FAILED, now_ms);
  } else if (blame != REDIAL_BLAME_NONE) {
    report_decided(health, slot, event, now_ms);
  }
  rdi_breaker_result(health, slot, blame, now_ms);
  return blame;
}

redial_health_view redial_health_report(const redial_health *health,
                                        uint32_t slot,
                                        const redial_health_event *event,
                                        uint64_t now_ms) {
  redial_health_slot *entry = rdi_ward_slot(health, slot);
  uint64_t now = rdi_ward_tick(health, now_ms);
  redial_blame blame = REDIAL_BLAME_NONE;
  redial_health_view view;

  /* A provisional ends nothing, a trial least of all. */
  if (entry != NULL && event->verdict.outcome != REDIAL_OUTCOME_PROGRESS) {
    blame = report_apply(health, entry, event, now);
  }
  view = rdi_view(health, entry, now);
  view.blame = (uint8_t)blame;
  return view;
}
