/* Calendar times, as people write and read them. */

#include "cli.h"
#include <string.h>

#define TIME_DAY_S 86400u
/* Later than anybody plans, and what follows still has four digits. */
#define TIME_LAST_S ((uint64_t)7000 * 365 * TIME_DAY_S)

const char cli_weekdays[7][3] = {"Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"};

/* Number of two or four digits; false when one is none. */
static bool time_digits(const char *text, int count, uint32_t *number) {
  int i;

  *number = 0;
  for (i = 0; i < count; i++) {
    if (text[i] < '0' || text[i] > '9') {
      return false;
    }
    *number = *number * 10 + (uint32_t)(text[i] - '0');
  }
  return true;
}

bool cli_minute_read(const char *text, uint32_t *minute) {
  uint32_t hours;
  uint32_t minutes;

  if (!time_digits(text, 2, &hours) || text[2] != ':' ||
      !time_digits(text + 3, 2, &minutes) || minutes > 59) {
    return false;
  }
  *minute = hours * 60 + minutes;
  return *minute <= 24 * 60;
}

/* Day of the year as if it began in March, so that the leap day is its last:
   the months then have 153 days for every five. */
static void time_date(uint64_t day, char *buffer, size_t size) {
  uint64_t since = day + 719468; /* days from 0000-03-01 to 1970-01-01 */
  uint64_t era = since / 146097; /* of 400 years */
  uint32_t of_era = (uint32_t)(since % 146097);
  uint32_t year =
    (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  uint32_t of_year = of_era - (365 * year + year / 4 - year / 100);
  uint32_t month = (5 * of_year + 2) / 153;
  uint32_t of_month = of_year - (153 * month + 2) / 5 + 1;
  uint32_t calendar = month < 10 ? month + 3 : month - 9;

  snprintf(buffer, size, "%04lu-%02u-%02u",
           (unsigned long)(era * 400 + year + (calendar <= 2)),
           (unsigned)calendar, (unsigned)of_month);
}

/* "2026-01-05T09:00": local seconds since 1970. */
static bool time_iso(const char *text, uint64_t *local_s) {
  uint32_t year;
  uint32_t month;
  uint32_t day;
  uint32_t minute;
  uint32_t number;
  char date[32];

  if (strlen(text) != 16 || !time_digits(text, 4, &year) || text[4] != '-' ||
      !time_digits(text + 5, 2, &month) || text[7] != '-' ||
      !time_digits(text + 8, 2, &day) || text[10] != 'T' ||
      !cli_minute_read(text + 11, &minute)) {
    return false;
  }
  number = redial_hours_day(year, month, day);
  *local_s = (uint64_t)number * TIME_DAY_S + minute * 60;
  time_date(number, date, sizeof(date));
  return memcmp(date, text, 10) == 0; /* there is no 30th of February */
}

const char *cli_time_read(const char *text, int32_t offset_min,
                          uint64_t *unix_s) {
  int64_t offset_s = (int64_t)offset_min * 60;
  uint64_t seconds;
  bool iso = time_iso(text, &seconds);

  if (!iso && !cli_number(text, UINT64_MAX, &seconds)) {
    return "is no time; use 2026-01-05T09:00 or seconds since 1970";
  }
  /* Neither the local time nor that in UTC may be before 1970. */
  if (seconds < 2 * TIME_DAY_S || seconds > TIME_LAST_S) {
    return "is too far away; use 1970-01-03 to the year 8960";
  }
  *unix_s = iso ? (uint64_t)((int64_t)seconds - offset_s) : seconds;
  return NULL;
}

void cli_time_write(uint64_t unix_s, int32_t offset_min, char separator,
                    char *buffer, size_t size) {
  uint64_t local = (uint64_t)((int64_t)unix_s + (int64_t)offset_min * 60);
  uint32_t second = (uint32_t)(local % TIME_DAY_S);
  char date[32];

  time_date(local / TIME_DAY_S, date, sizeof(date));
  snprintf(buffer, size, "%s%c%02u:%02u:%02u", date, separator,
           (unsigned)(second / 3600), (unsigned)(second / 60 % 60),
           (unsigned)(second % 60));
}

const char *cli_time_weekday(uint64_t unix_s, int32_t offset_min) {
  uint64_t local = (uint64_t)((int64_t)unix_s + (int64_t)offset_min * 60);

  return cli_weekdays[(local / TIME_DAY_S + 4) % 7]; /* it was a Thursday */
}

void cli_span_write(uint64_t ms, char *buffer, size_t size) {
  uint64_t seconds = ms / 1000;

  snprintf(buffer, size, "%lud %02u:%02u:%02u",
           (unsigned long)(seconds / TIME_DAY_S),
           (unsigned)(seconds / 3600 % 24), (unsigned)(seconds / 60 % 60),
           (unsigned)(seconds % 60));
}
