/* Calling hours as people write them: "Mo-Fr 09:00-17:00; Sa 10:00-14:00". */

#include "cli.h"
#include <string.h>

#define HOURS_DAY 1440u

static char hours_lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static const char *hours_skip(const char *text) {
  return text + strspn(text, " \t");
}

/* Day of the week at *text, Sunday is 0; 7 when there is none. */
static uint32_t hours_weekday(const char **text) {
  uint32_t day;

  for (day = 0; day < 7; day++) {
    if (hours_lower((*text)[0]) == hours_lower(cli_weekdays[day][0]) &&
        hours_lower((*text)[1]) == cli_weekdays[day][1]) {
      *text += 2;
      return day;
    }
  }
  return 7;
}

/* "Mo" or "Mo-Fr", which may run over Saturday. */
static bool hours_days_part(const char **text, uint16_t *days) {
  uint32_t first = hours_weekday(text);
  uint32_t last = first;
  uint32_t day;

  if (first < 7 && **text == '-') {
    (*text)++;
    last = hours_weekday(text);
  }
  if (first == 7 || last == 7) {
    return false;
  }
  for (day = first; day != last; day = (day + 1) % 7) {
    *days = (uint16_t)(*days | 1u << day);
  }
  *days = (uint16_t)(*days | 1u << last);
  return true;
}

static bool hours_days(const char **text, uint16_t *days) {
  bool read = hours_days_part(text, days);

  while (read && **text == ',') {
    (*text)++;
    read = hours_days_part(text, days);
  }
  return read;
}

/* "09:00-17:00"; what ends no later than it begins ends the day after. */
static bool hours_times(const char **text, redial_hours_range *range) {
  uint32_t from;
  uint32_t to;

  if (!cli_minute_read(*text, &from) || from == HOURS_DAY ||
      (*text)[5] != '-' || !cli_minute_read(*text + 6, &to) || from == to) {
    return false;
  }
  *text += 11;
  range->from_min = (uint16_t)from;
  range->to_min = (uint16_t)(to < from ? to + HOURS_DAY : to);
  return true;
}

static bool hours_range(const char **text, redial_hours_range *range) {
  range->days = 0;
  *text = hours_skip(*text);
  if (!hours_days(text, &range->days) || strchr(" \t", **text) == NULL) {
    return false;
  }
  *text = hours_skip(*text);
  return hours_times(text, range);
}

bool cli_hours_read(const char *text, redial_hours_range *range,
                    uint32_t capacity, uint32_t *count) {
  uint32_t found = 0;

  do {
    if (found == capacity || !hours_range(&text, &range[found])) {
      return false;
    }
    found++;
    text = hours_skip(text);
  } while (*text++ == ';');
  *count = found;
  return text[-1] == '\0';
}
