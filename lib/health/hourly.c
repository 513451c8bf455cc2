#include "ward.h"

/* Declines by hour of the day. Each hour keeps what it had on the days
   before, halved once for every day that has passed since. */

#define HOURLY_SECONDS 3600u
#define HOURLY_DAY 24u

static void hourly_halve(redial_health_pool *pool, uint32_t hour) {
  pool->declined[hour] /= 2;
  pool->decided[hour] /= 2;
}

/* Enters every hour between the latest and this one; after 16 days without a
   call there is nothing left to halve. A calendar set back enters none. */
static void hourly_enter(redial_health_pool *pool, uint64_t hour) {
  uint64_t hours = rdi_sub64(hour, pool->hour);
  uint64_t most = UINT64_C(16) * HOURLY_DAY;
  uint64_t i;

  if (hours > most) {
    hours = most;
  }
  for (i = 0; i < hours; i++) {
    hourly_halve(pool, (uint32_t)((hour - i) % HOURLY_DAY));
  }
  if (hours > 0) {
    pool->hour = hour;
  }
}

void rdi_hourly_add(redial_health_pool *pool, uint64_t unix_s, bool declined) {
  uint64_t hour = unix_s / HOURLY_SECONDS;
  uint32_t of_day = (uint32_t)(hour % HOURLY_DAY);

  if (unix_s == 0) {
    return;
  }
  hourly_enter(pool, hour);
  if (pool->decided[of_day] == UINT16_MAX) {
    hourly_halve(pool, of_day);
  }
  pool->decided[of_day]++;
  if (declined) {
    pool->declined[of_day]++;
  }
}
