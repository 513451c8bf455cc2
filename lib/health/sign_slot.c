#include "ward.h"

/* The signs of one target. Each rule says whether its sign is up, and what it
   has counted. */

static bool sign_above_peers(const redial_health *health,
                             const redial_sign *sign, uint32_t count,
                             uint64_t now_ms) {
  redial_health_tally all = redial_health_total(health, now_ms);
  uint32_t decided = rdi_window_decided(&all);

  /* A part of the whole, unless the window was set anew in between. */
  return rdi_share_stands_out(
    health, sign, (uint32_t)rdi_sub64(all.counts[count], sign->count),
    (uint32_t)rdi_sub64(decided, sign->of));
}

static bool sign_spike(const redial_health *health, redial_sign *sign,
                       uint32_t count, uint32_t rate, bool was_up,
                       uint64_t now_ms) {
  redial_health_tally own =
    rdi_window_of(health, &health->slots[sign->slot], now_ms);

  sign->count = own.counts[count];
  sign->of = rdi_window_decided(&own);
  sign->since_ms = rdi_window_begin(health, now_ms);
  if (was_up) {
    return rdi_share_stays(sign, rate);
  }
  return rdi_share_is_high(health, sign, rate) &&
         sign_above_peers(health, sign, count, now_ms);
}

static uint64_t sign_busy_since(const redial_health *health,
                                const redial_health_slot *slot) {
  return rdi_add64(health->pool->begun_ms, (uint64_t)slot->busy_s * 1000);
}

static bool sign_stuck_busy(const redial_health *health,
                            const redial_health_slot *slot, redial_sign *sign,
                            uint64_t now_ms) {
  uint64_t since = sign_busy_since(health, slot);

  if (rdi_ward_is_way(slot)) {
    return false;
  }
  sign->count = slot->busy;
  sign->since_ms = since;
  return rdi_ward_reached(slot->busy, health->limits->stuck_run) &&
         rdi_sub64(now_ms, since) >= health->limits->stuck_ms;
}

static uint32_t sign_bits(uint32_t mask) {
  uint32_t bits = 0;

  for (; mask != 0; mask &= mask - 1) {
    bits++;
  }
  return bits;
}

/* Once up it stays until somebody is not busy, or nobody asks any more. */
static bool sign_trunk_full(const redial_health *health,
                            const redial_health_slot *slot, redial_sign *sign,
                            bool was_up, uint64_t now_ms) {
  uint64_t since = sign_busy_since(health, slot);

  if (!rdi_ward_is_way(slot)) {
    return false;
  }
  sign->count = sign_bits(slot->busy);
  sign->since_ms = since;
  if (rdi_sub64(now_ms, since) >= health->limits->window_ms) {
    return false;
  }
  return rdi_ward_reached(sign->count,
                          was_up ? 1 : health->limits->burst_callees);
}

static bool sign_unregistered(const redial_health *health,
                              const redial_health_slot *slot, redial_sign *sign,
                              uint64_t now_ms) {
  uint64_t silence = rdi_sub64(now_ms, slot->registered_ms);

  sign->count =
    (uint32_t)(silence / 1000 > UINT32_MAX ? UINT32_MAX : silence / 1000);
  sign->since_ms = slot->registered_ms;
  return slot->registered == REDIAL_REGISTERED_NO &&
         silence > health->limits->unregistered_ms;
}

static bool sign_away_registered(const redial_health *health,
                                 const redial_health_slot *slot,
                                 redial_sign *sign) {
  sign->count = slot->away_run;
  sign->since_ms = slot->registered_ms;
  return rdi_ward_reached(slot->away_run, health->limits->away_run);
}

static bool sign_not_answering(const redial_health *health,
                               const redial_health_slot *slot,
                               redial_sign *sign, uint64_t now_ms) {
  redial_health_tally own;

  if ((slot->marks & RDI_WARD_ANSWERS) == 0) {
    return false;
  }
  own = rdi_window_of(health, slot, now_ms);
  sign->count = own.counts[REDIAL_COUNT_DECLINED];
  sign->of = rdi_window_decided(&own);
  sign->since_ms = rdi_window_begin(health, now_ms);
  return sign->count > 0;
}

bool rdi_sign_of_slot(const redial_health *health, redial_sign *sign,
                      bool was_up, uint64_t now_ms) {
  const redial_health_slot *slot = &health->slots[sign->slot];
  const redial_health_limits *limits = health->limits;

  switch (sign->kind) {
  case REDIAL_SIGN_BUSY_SPIKE:
    return sign_spike(health, sign, REDIAL_COUNT_BUSY, limits->busy_rate,
                      was_up, now_ms);
  case REDIAL_SIGN_STUCK_BUSY:
    return sign_stuck_busy(health, slot, sign, now_ms);
  case REDIAL_SIGN_TRUNK_FULL:
    return sign_trunk_full(health, slot, sign, was_up, now_ms);
  case REDIAL_SIGN_UNREGISTERED:
    return sign_unregistered(health, slot, sign, now_ms);
  case REDIAL_SIGN_AWAY_REGISTERED:
    return sign_away_registered(health, slot, sign);
  case REDIAL_SIGN_NOT_ANSWERING:
    return sign_not_answering(health, slot, sign, now_ms);
  default:
    return sign_spike(health, sign, REDIAL_COUNT_DECLINED, limits->decline_rate,
                      was_up, now_ms);
  }
}
