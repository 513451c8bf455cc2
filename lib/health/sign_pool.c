#include "ward.h"

/* The signs of the pool as a whole. */

static uint32_t pool_sum(const uint16_t *hours) {
  uint32_t sum = 0;
  uint32_t hour;

  for (hour = 0; hour < 24; hour++) {
    sum += hours[hour];
  }
  return sum;
}

/* An hour against the rest of the day. */
static bool pool_decline_hour(const redial_health *health, redial_sign *sign,
                              bool was_up) {
  const redial_health_pool *pool = health->pool;

  sign->count = pool->declined[sign->hour];
  sign->of = pool->decided[sign->hour];
  sign->since_ms = pool->begun_ms;
  if (was_up) {
    return rdi_share_stays(sign, health->limits->decline_rate);
  }
  return rdi_share_is_high(health, sign, health->limits->decline_rate) &&
         rdi_share_stands_out(health, sign,
                              pool_sum(pool->declined) - sign->count,
                              pool_sum(pool->decided) - sign->of);
}

static bool pool_outage(const redial_health_pool *pool, redial_sign *sign) {
  sign->count = pool->ejected;
  sign->of = pool->members;
  sign->since_ms = pool->now_ms;
  return pool->full != 0 ||
         (pool->members > 0 && pool->ejected == pool->members);
}

bool rdi_sign_of_pool(const redial_health *health, redial_sign *sign,
                      bool was_up) {
  if (sign->kind == REDIAL_SIGN_OUTAGE) {
    return pool_outage(health->pool, sign);
  }
  return pool_decline_hour(health, sign, was_up);
}
