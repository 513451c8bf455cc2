#include "../core/inner.h"
#include <redial/hours.h>

#define DAY_LAST_YEAR 9999u

static bool day_is_leap(uint32_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Days of a year before each month, and in all, without 29 February. */
static const uint16_t day_before_month[] = {0,   31,  59,  90,  120, 151, 181,
                                            212, 243, 273, 304, 334, 365};

static uint32_t day_in_month(uint32_t year, uint32_t month) {
  uint32_t days =
    (uint32_t)day_before_month[month] - day_before_month[month - 1];

  return month == 2 && day_is_leap(year) ? days + 1 : days;
}

/* Leap days before this year, counted from the year 1. */
static uint32_t day_leaps_before(uint32_t year) {
  uint32_t last = year - 1;

  return last / 4 - last / 100 + last / 400;
}

static bool day_exists(uint32_t year, uint32_t month, uint32_t day) {
  if (year < 1970 || year > DAY_LAST_YEAR || month < 1 || month > 12) {
    return false;
  }
  return day >= 1 && day <= day_in_month(year, month);
}

uint32_t redial_hours_day(uint32_t year, uint32_t month, uint32_t day) {
  uint32_t days;

  if (!day_exists(year, month, day)) {
    return UINT32_MAX;
  }
  days = (year - 1970) * 365 + day_leaps_before(year) - day_leaps_before(1970) +
         day_before_month[month - 1] + day - 1;
  return month > 2 && day_is_leap(year) ? days + 1 : days;
}
