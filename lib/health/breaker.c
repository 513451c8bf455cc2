#include "ward.h"

#include <string.h>

/* Closed -> open by faults -> half-open by one trial call -> closed by its
   success, or open again for longer. */

#define BREAKER_ONE 10000u

static bool breaker_rate(const redial_health *health,
                         const redial_health_slot *slot,
                         const redial_breaker_limits *limits, uint64_t now_ms) {
  redial_health_tally tally;
  uint32_t good;
  uint32_t all;

  if (limits->rate_min == 0) {
    return false;
  }
  tally = rdi_window_of(health, slot, now_ms);
  good = tally.counts[REDIAL_COUNT_ANSWERED];
  all = rdi_window_decided(&tally);
  if (rdi_ward_is_way(slot)) {
    /* To have carried a call to somebody who was busy is a success. */
    good = all;
    all = rdi_add32(all, tally.counts[REDIAL_COUNT_FAILED]);
  }
  return all >= limits->rate_min &&
         redial_wilson_upper(good, all) < limits->rate_below;
}

static bool breaker_trips(const redial_health *health,
                          const redial_health_slot *slot, uint64_t now_ms) {
  const redial_breaker_limits *limits =
    rdi_ward_is_way(slot) ? &health->limits->via : &health->limits->endpoint;

  return rdi_ward_reached(slot->bad_run, limits->consecutive) ||
         breaker_rate(health, slot, limits, now_ms);
}

uint32_t rdi_breaker_ceiling(const redial_health *health) {
  uint64_t most =
    (uint64_t)health->pool->members * health->limits->ceiling / BREAKER_ONE;

  return most > 0 ? (uint32_t)most : 1;
}

/* One ejection is forgotten for every base span spent well since. */
static void breaker_forgive(const redial_health *health,
                            redial_health_slot *slot, uint64_t now_ms) {
  uint32_t base = health->limits->eject_base_ms;
  uint64_t spans = UINT8_MAX;

  if (base > 0) {
    spans = rdi_sub64(now_ms, slot->at_ms) / base;
  }
  slot->ejections = (uint8_t)rdi_sub64(slot->ejections, spans);
}

static void breaker_open(const redial_health *health, redial_health_slot *slot,
                         uint64_t now_ms) {
  uint32_t span;

  if (slot->ejections < UINT8_MAX) {
    slot->ejections++;
  }
  span = rdi_mul32(health->limits->eject_base_ms, slot->ejections);
  if (span > health->limits->eject_cap_ms) {
    span = health->limits->eject_cap_ms;
  }
  slot->at_ms = rdi_add64(now_ms, span);
  slot->state = REDIAL_BREAKER_OPEN;
}

static void breaker_eject(const redial_health *health, redial_health_slot *slot,
                          uint64_t now_ms) {
  redial_health_pool *pool = health->pool;

  if (pool->ejected >= rdi_breaker_ceiling(health)) {
    pool->withheld = rdi_add32(pool->withheld, 1);
    pool->full = 1;
    return;
  }
  pool->ejected++;
  breaker_forgive(health, slot, now_ms);
  breaker_open(health, slot, now_ms);
}

/* What was counted before the ejection would open it again at once. */
static void breaker_close(const redial_health *health, redial_health_slot *slot,
                          uint64_t now_ms) {
  memset(slot->counts, 0, sizeof(slot->counts));
  slot->state = REDIAL_BREAKER_CLOSED;
  slot->marks |= RDI_WARD_RECOVERED;
  slot->at_ms = now_ms;
  health->pool->ejected--;
  health->pool->full = 0;
}

static void breaker_trial(const redial_health *health, redial_health_slot *slot,
                          redial_blame blame, uint64_t now_ms) {
  if (blame == REDIAL_BLAME_GOOD) {
    breaker_close(health, slot, now_ms);
  } else {
    breaker_open(health, slot, now_ms);
  }
}

void rdi_breaker_offer(const redial_health *health, redial_health_slot *slot,
                       uint64_t now_ms) {
  if (rdi_view_trial_due(slot, now_ms)) {
    slot->state = REDIAL_BREAKER_HALF_OPEN;
    slot->at_ms = rdi_add64(now_ms, health->limits->trial_ms);
  }
}

static void breaker_count(redial_health_slot *slot, redial_blame blame) {
  if (blame == REDIAL_BLAME_GOOD) {
    slot->bad_run = 0;
  } else if (slot->bad_run < UINT8_MAX) {
    slot->bad_run++;
  }
}

/* A good result makes no share worse. */
static void breaker_judge(const redial_health *health, redial_health_slot *slot,
                          redial_blame blame, uint64_t now_ms) {
  breaker_count(slot, blame);
  if (slot->state == REDIAL_BREAKER_HALF_OPEN) {
    breaker_trial(health, slot, blame, now_ms);
  } else if (slot->state == REDIAL_BREAKER_CLOSED &&
             blame != REDIAL_BLAME_GOOD &&
             breaker_trips(health, slot, now_ms)) {
    breaker_eject(health, slot, now_ms);
  }
}

void rdi_breaker_result(const redial_health *health, redial_health_slot *slot,
                        redial_blame blame, uint64_t now_ms) {
  if (blame != REDIAL_BLAME_NONE) {
    breaker_judge(health, slot, blame, now_ms);
  } else if (slot->state == REDIAL_BREAKER_HALF_OPEN) {
    /* The trial has shown nothing: the next one may go at once. */
    slot->state = REDIAL_BREAKER_OPEN;
    slot->at_ms = now_ms;
  }
}
