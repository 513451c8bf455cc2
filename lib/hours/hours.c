#include "../core/day.h"
#include <redial/hours.h>

#define HOURS_DAY_MIN 1440u

/* A local time to the minute. */
typedef struct hours_time {
  uint64_t day;    /* as rdi_moment */
  uint32_t minute; /* of that day */
} hours_time;

static hours_time hours_time_of(uint64_t unix_s, int32_t offset_min) {
  rdi_moment moment = rdi_moment_of(unix_s, offset_min);
  hours_time time;

  time.day = moment.day;
  time.minute = moment.second / 60;
  return time;
}

static bool hours_is_holiday(const redial_hours *hours, uint64_t day) {
  uint32_t i;

  for (i = 0; i < hours->holidays; i++) {
    /* Days here count from one day earlier. */
    if ((uint64_t)hours->holiday[i] + 1 == day) {
      return true;
    }
  }
  return false;
}

/* Does this range begin on that day of the week? None begins on the day
   after its own. */
static bool hours_begins(const redial_hours_range *range, uint64_t day) {
  return range->from_min < HOURS_DAY_MIN &&
         (range->days >> rdi_weekday(day) & 1u) != 0;
}

/* Does a range that began on this day hold that minute, counted from there? */
static bool hours_holds(const redial_hours *hours, uint64_t day,
                        uint32_t minute) {
  uint32_t i;

  for (i = 0; i < hours->count; i++) {
    const redial_hours_range *range = &hours->range[i];

    if (hours_begins(range, day) && minute >= range->from_min &&
        minute < range->to_min) {
      return true;
    }
  }
  return false;
}

static bool hours_is_open(const redial_hours *hours, hours_time time) {
  if (hours_is_holiday(hours, time.day)) {
    return false;
  }
  if (hours_holds(hours, time.day, time.minute)) {
    return true;
  }
  /* Or one that began yesterday and runs past midnight. */
  return !hours_is_holiday(hours, time.day - 1) &&
         hours_holds(hours, time.day - 1, time.minute + HOURS_DAY_MIN);
}

/* First minute of this day, from the given one on, at which a range begins;
   HOURS_DAY_MIN when none does. */
static uint32_t hours_next_begin(const redial_hours *hours, hours_time from) {
  uint32_t next = HOURS_DAY_MIN;
  uint32_t i;

  for (i = 0; i < hours->count; i++) {
    const redial_hours_range *range = &hours->range[i];

    if (hours_begins(range, from.day) && range->from_min >= from.minute &&
        range->from_min < range->to_min && range->from_min < next) {
      next = range->from_min;
    }
  }
  return next;
}

/* Where it opens after a closed moment; minute HOURS_DAY_MIN for never. Every
   opening is the beginning of a range: what runs past midnight was open before
   it. A week without holidays shows them all, and each holiday can hide no
   more than one week's. */
static hours_time hours_next(const redial_hours *hours, hours_time time) {
  uint64_t left = ((uint64_t)hours->holidays + 1) * 7;
  uint32_t begin = hours_next_begin(hours, time);

  while (begin == HOURS_DAY_MIN || hours_is_holiday(hours, time.day)) {
    if (left == 0) {
      time.minute = HOURS_DAY_MIN;
      return time;
    }
    left--;
    time.day++;
    time.minute = 0;
    begin = hours_next_begin(hours, time);
  }
  time.minute = begin;
  return time;
}

bool redial_hours_open(const redial_hours *hours, uint64_t unix_s,
                       int32_t offset_min) {
  return hours_is_open(hours, hours_time_of(unix_s, offset_min));
}

uint64_t redial_hours_not_before(const redial_hours *hours, uint64_t unix_s,
                                 int32_t offset_min) {
  rdi_moment now = rdi_moment_of(unix_s, offset_min);
  hours_time from = hours_time_of(unix_s, offset_min);
  hours_time next;

  if (hours_is_open(hours, from)) {
    return unix_s;
  }
  next = hours_next(hours, from);
  if (next.minute == HOURS_DAY_MIN) {
    return REDIAL_NEVER;
  }
  /* The distance is computed in local time and added to the time given, so
     that no offset is needed to come back. */
  return rdi_add64(unix_s, (next.day - now.day) * RDI_DAY_S +
                             (uint64_t)next.minute * 60 - now.second);
}
