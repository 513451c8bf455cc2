#include "support.h"
#include <string.h>

#define MINUTE 60u
#define HOUR 3600u
#define DAY 86400u
#define SUNDAY UINT64_C(1767484800) /* 2026-01-04 00:00 UTC */

static redial_hours table(const redial_hours_range *range, uint32_t count) {
  redial_hours hours = {NULL, 0, NULL, 0};

  hours.range = range;
  hours.count = count;
  return hours;
}

static const redial_hours_range office[] = {
  {REDIAL_MONDAY_TO_FRIDAY, 9 * 60, 17 * 60},
};

static void a_table_of_nothing_is_closed_for_ever(void **state) {
  redial_hours hours = table(NULL, 0);

  (void)state;
  assert_false(redial_hours_open(&hours, SUNDAY, 0));
  assert_int_equal(redial_hours_not_before(&hours, 0, 0), REDIAL_NEVER);
  assert_int_equal(redial_hours_not_before(&hours, UINT64_MAX, 0),
                   REDIAL_NEVER);
}

static void a_range_without_days_or_length_opens_nothing(void **state) {
  static const redial_hours_range range[] = {
    {0, 0, 1440},
    {REDIAL_EVERY_DAY, 600, 600},
    {REDIAL_EVERY_DAY, 600, 500},
  };
  redial_hours hours = table(range, 3);

  (void)state;
  assert_false(redial_hours_open(&hours, SUNDAY + 10 * HOUR, 0));
  assert_int_equal(redial_hours_not_before(&hours, SUNDAY, 0), REDIAL_NEVER);
}

static void
a_range_beyond_its_day_never_opens_and_ends_with_the_next(void **state) {
  static const redial_hours_range late[] = {{REDIAL_EVERY_DAY, 1440, 1500},
                                            {REDIAL_EVERY_DAY, 1500, 65535}};
  static const redial_hours_range much[] = {{REDIAL_SUNDAY, 0, 65535}};
  redial_hours hours = table(late, 2);
  uint64_t t;

  (void)state;
  for (t = 0; t < 2 * DAY; t += 599) {
    assert_false(redial_hours_open(&hours, SUNDAY + t, 0));
  }
  assert_int_equal(redial_hours_not_before(&hours, SUNDAY, 0), REDIAL_NEVER);
  hours = table(much, 1);
  assert_true(redial_hours_open(&hours, SUNDAY + 2 * DAY - 1, 0));
  assert_false(redial_hours_open(&hours, SUNDAY + 2 * DAY, 0));
  assert_int_equal(redial_hours_not_before(&hours, SUNDAY + 2 * DAY, 0),
                   SUNDAY + 7 * DAY);
}

static void a_whole_week_is_always_open(void **state) {
  static const redial_hours_range range[] = {{REDIAL_EVERY_DAY, 0, 1440}};
  redial_hours hours = table(range, 1);
  uint64_t t;

  (void)state;
  for (t = 0; t < 8 * DAY; t += 1799) {
    assert_int_equal(redial_hours_not_before(&hours, SUNDAY + t, -720),
                     SUNDAY + t);
  }
  assert_int_equal(redial_hours_not_before(&hours, 0, -1439), 0);
  assert_int_equal(redial_hours_not_before(&hours, UINT64_MAX, 1439),
                   UINT64_MAX);
}

static void it_opens_and_closes_to_the_second(void **state) {
  redial_hours hours = table(office, 1);
  uint64_t nine = SUNDAY + DAY + 9 * HOUR;

  (void)state;
  assert_false(redial_hours_open(&hours, nine - 1, 0));
  assert_true(redial_hours_open(&hours, nine, 0));
  assert_true(redial_hours_open(&hours, nine + 8 * HOUR - 1, 0));
  assert_false(redial_hours_open(&hours, nine + 8 * HOUR, 0));
  assert_int_equal(redial_hours_not_before(&hours, nine - 1, 0), nine);
  assert_int_equal(redial_hours_not_before(&hours, nine + 7, 0), nine + 7);
  assert_int_equal(redial_hours_not_before(&hours, nine + 8 * HOUR, 0),
                   nine + DAY);
}

static void a_weekend_is_bridged_and_the_week_wraps(void **state) {
  static const redial_hours_range sunday[] = {{REDIAL_SUNDAY, 0, 1}};
  redial_hours hours = table(office, 1);

  (void)state;
  assert_int_equal(
    redial_hours_not_before(&hours, SUNDAY + 5 * DAY + 17 * HOUR, 0),
    SUNDAY + 8 * DAY + 9 * HOUR);
  hours = table(sunday, 1);
  assert_int_equal(redial_hours_not_before(&hours, SUNDAY + MINUTE, 0),
                   SUNDAY + 7 * DAY);
  assert_int_equal(redial_hours_not_before(&hours, SUNDAY - 1, 0), SUNDAY);
}

static void an_offset_moves_the_table(void **state) {
  redial_hours hours = table(office, 1);
  int32_t hour;

  (void)state;
  for (hour = -12; hour <= 14; hour++) {
    uint64_t nine = SUNDAY + DAY + 9 * HOUR;

    nine =
      hour < 0 ? nine + (uint64_t)(-hour) * HOUR : nine - (uint64_t)hour * HOUR;
    assert_false(redial_hours_open(&hours, nine - 1, hour * 60));
    assert_true(redial_hours_open(&hours, nine, hour * 60));
    assert_int_equal(redial_hours_not_before(&hours, nine - 2 * DAY, hour * 60),
                     nine);
  }
}

static void an_offset_of_more_than_a_day_is_a_day_less_a_minute(void **state) {
  redial_hours hours = table(office, 1);

  (void)state;
  assert_int_equal(redial_hours_not_before(&hours, SUNDAY, INT32_MAX),
                   redial_hours_not_before(&hours, SUNDAY, 1439));
  assert_int_equal(redial_hours_not_before(&hours, SUNDAY, 1440),
                   redial_hours_not_before(&hours, SUNDAY, 1439));
  assert_int_equal(redial_hours_not_before(&hours, SUNDAY, INT32_MIN),
                   redial_hours_not_before(&hours, SUNDAY, -1439));
  assert_int_equal(redial_hours_not_before(&hours, SUNDAY, -1440),
                   redial_hours_not_before(&hours, SUNDAY, -1439));
  assert_int_not_equal(redial_hours_not_before(&hours, SUNDAY, -1438),
                       redial_hours_not_before(&hours, SUNDAY, -1439));
}

static void a_night_belongs_to_the_day_on_which_it_begins(void **state) {
  static const redial_hours_range night[] = {
    {REDIAL_SATURDAY, 22 * 60, 30 * 60},
  };
  redial_hours hours = table(night, 1);
  uint64_t sunday = SUNDAY + 7 * DAY;

  (void)state;
  assert_true(redial_hours_open(&hours, sunday - 2 * HOUR, 0));
  assert_true(redial_hours_open(&hours, sunday + 6 * HOUR - 1, 0));
  assert_false(redial_hours_open(&hours, sunday + 6 * HOUR, 0));
  assert_false(redial_hours_open(&hours, sunday + DAY, 0));
  assert_int_equal(redial_hours_not_before(&hours, sunday + 6 * HOUR, 0),
                   sunday + 7 * DAY - 2 * HOUR);
}

static void a_holiday_is_closed_from_midnight_to_midnight(void **state) {
  static const redial_hours_range night[] = {{REDIAL_EVERY_DAY, 1320, 1800}};
  uint32_t tuesday = redial_hours_day(2026, 1, 6);
  redial_hours hours = table(night, 1);
  uint64_t t = SUNDAY + 2 * DAY;

  (void)state;
  hours.holiday = &tuesday;
  hours.holidays = 1;
  assert_true(redial_hours_open(&hours, t - 1, 0));
  assert_false(redial_hours_open(&hours, t, 0));
  assert_false(redial_hours_open(&hours, t + 23 * HOUR, 0));
  /* Tuesday's night has not begun, so none runs into Wednesday. */
  assert_false(redial_hours_open(&hours, t + DAY, 0));
  assert_int_equal(redial_hours_not_before(&hours, t, 0), t + DAY + 22 * HOUR);
}

static void holidays_in_a_row_are_all_passed(void **state) {
  static const redial_hours_range monday[] = {{REDIAL_MONDAY, 540, 600}};
  uint32_t mondays[60];
  redial_hours hours = table(monday, 1);
  uint32_t i;

  (void)state;
  for (i = 0; i < 60; i++) {
    mondays[i] = redial_hours_day(2026, 1, 5) + 7 * i;
  }
  hours.holiday = mondays;
  hours.holidays = 60;
  assert_int_equal(redial_hours_not_before(&hours, SUNDAY + DAY + 9 * HOUR, 0),
                   SUNDAY + DAY + 60 * UINT64_C(7) * DAY + 9 * HOUR);
  assert_int_equal(redial_hours_not_before(&hours, SUNDAY + DAY + 11 * HOUR, 0),
                   SUNDAY + DAY + 60 * UINT64_C(7) * DAY + 9 * HOUR);
}

static void the_epoch_and_the_end_of_time_are_answered(void **state) {
  redial_hours hours = table(office, 1);
  static const redial_hours_range wednesday[] = {{REDIAL_WEDNESDAY, 0, 1440}};

  (void)state;
  /* 1970-01-01 was a Thursday; west of Greenwich it was still Wednesday. */
  assert_int_equal(redial_hours_not_before(&hours, 0, 0), 9 * HOUR);
  hours = table(wednesday, 1);
  assert_true(redial_hours_open(&hours, 0, -60));
  assert_false(redial_hours_open(&hours, HOUR, -60));
  assert_false(redial_hours_open(&hours, 0, 0));
  hours = table(office, 1);
  assert_true(redial_hours_not_before(&hours, UINT64_MAX - 1, 0) >=
              UINT64_MAX - 1);
  hours = table(wednesday, 1);
  assert_true(redial_hours_not_before(&hours, UINT64_MAX - 1, 0) >=
              UINT64_MAX - 1);
}

static void days_of_the_calendar_have_their_numbers(void **state) {
  (void)state;
  assert_int_equal(redial_hours_day(1970, 1, 1), 0);
  assert_int_equal(redial_hours_day(1970, 12, 31), 364);
  assert_int_equal(redial_hours_day(1972, 2, 29), 789);
  assert_int_equal(redial_hours_day(1972, 3, 1), 790);
  assert_int_equal(redial_hours_day(2000, 2, 29), 11016);
  assert_int_equal(redial_hours_day(2026, 1, 1), 20454);
  assert_int_equal(redial_hours_day(2100, 3, 1), 47541);
  assert_int_equal(redial_hours_day(9999, 12, 31), 2932896);
}

static void days_follow_each_other_and_the_others_do_not_exist(void **state) {
  uint32_t expected = 0;
  uint32_t year, month, day;

  (void)state;
  for (year = 1970; year <= 2410; year++) {
    for (month = 1; month <= 12; month++) {
      for (day = 1; redial_hours_day(year, month, day) != UINT32_MAX; day++) {
        assert_int_equal(redial_hours_day(year, month, day), expected);
        expected++;
      }
      assert_in_range(day, 29, 32);
    }
  }
  assert_int_equal(expected, (2411 - 1970) * 365 + 107);
  assert_int_equal(redial_hours_day(1969, 12, 31), UINT32_MAX);
  assert_int_equal(redial_hours_day(10000, 1, 1), UINT32_MAX);
  assert_int_equal(redial_hours_day(2026, 0, 1), UINT32_MAX);
  assert_int_equal(redial_hours_day(2026, 13, 1), UINT32_MAX);
  assert_int_equal(redial_hours_day(2026, 1, 0), UINT32_MAX);
  assert_int_equal(redial_hours_day(2026, 1, UINT32_MAX), UINT32_MAX);
}

/* --- against every minute of three weeks ------------------------------- */

#define MINUTES (21 * 1440)

static uint32_t next_random(uint32_t *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 17;
  *seed ^= *seed << 5;
  return *seed;
}

static bool is_holiday(const redial_hours *hours, uint32_t day) {
  uint32_t i;

  for (i = 0; i < hours->holidays; i++) {
    if (hours->holiday[i] == day) {
      return true;
    }
  }
  return false;
}

/* Paints every range of every day; first_day is a Sunday and has a day before
   it whose nights count. */
static void paint(const redial_hours *hours, uint32_t first_day,
                  uint8_t *open) {
  int32_t day;
  uint32_t i;

  memset(open, 0, MINUTES);
  for (day = -1; day < 21; day++) {
    for (i = 0; i < hours->count; i++) {
      int32_t minute = day * 1440 + hours->range[i].from_min;

      if ((hours->range[i].days >> ((day + 7) % 7) & 1) == 0 ||
          is_holiday(hours, (uint32_t)((int32_t)first_day + day))) {
        continue;
      }
      for (; minute < day * 1440 + hours->range[i].to_min; minute++) {
        if (minute >= 0 && minute < MINUTES &&
            !is_holiday(hours, first_day + (uint32_t)minute / 1440)) {
          open[minute] = 1;
        }
      }
    }
  }
}

static void compare(const redial_hours *hours, int32_t offset_min) {
  static uint8_t open[MINUTES];
  uint64_t start = SUNDAY - (uint64_t)((int64_t)offset_min * 60);
  uint64_t next = REDIAL_NEVER;
  int32_t minute;

  paint(hours, (uint32_t)(SUNDAY / DAY), open);
  for (minute = MINUTES - 1; minute >= 0; minute--) {
    uint64_t t = start + (uint64_t)minute * 60;

    if (open[minute]) {
      next = t;
    }
    assert_int_equal(redial_hours_open(hours, t + 59, offset_min),
                     open[minute]);
    if (next != REDIAL_NEVER) {
      assert_int_equal(redial_hours_not_before(hours, t, offset_min), next);
      assert_int_equal(redial_hours_not_before(hours, t + 59, offset_min),
                       open[minute] ? t + 59 : next);
    }
  }
}

static void random_tables_agree_with_every_minute_of_three_weeks(void **state) {
  uint32_t seed = 4711;
  int round;

  (void)state;
  for (round = 0; round < 60; round++) {
    redial_hours_range range[4];
    uint32_t holiday[3];
    redial_hours hours = table(range, next_random(&seed) % 5);
    uint32_t i;

    for (i = 0; i < 4; i++) {
      range[i].days = (uint16_t)(next_random(&seed) & 0x7f);
      range[i].from_min = (uint16_t)(next_random(&seed) % 1440);
      range[i].to_min = (uint16_t)(next_random(&seed) % 2881);
    }
    for (i = 0; i < 3; i++) {
      holiday[i] = (uint32_t)(SUNDAY / DAY) + next_random(&seed) % 22 - 1;
    }
    hours.holiday = holiday;
    hours.holidays = next_random(&seed) % 4;
    compare(&hours, (int32_t)(next_random(&seed) % 1561) - 720);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_table_of_nothing_is_closed_for_ever),
    cmocka_unit_test(a_range_without_days_or_length_opens_nothing),
    cmocka_unit_test(a_range_beyond_its_day_never_opens_and_ends_with_the_next),
    cmocka_unit_test(a_whole_week_is_always_open),
    cmocka_unit_test(it_opens_and_closes_to_the_second),
    cmocka_unit_test(a_weekend_is_bridged_and_the_week_wraps),
    cmocka_unit_test(an_offset_moves_the_table),
    cmocka_unit_test(an_offset_of_more_than_a_day_is_a_day_less_a_minute),
    cmocka_unit_test(a_night_belongs_to_the_day_on_which_it_begins),
    cmocka_unit_test(a_holiday_is_closed_from_midnight_to_midnight),
    cmocka_unit_test(holidays_in_a_row_are_all_passed),
    cmocka_unit_test(the_epoch_and_the_end_of_time_are_answered),
    cmocka_unit_test(days_of_the_calendar_have_their_numbers),
    cmocka_unit_test(days_follow_each_other_and_the_others_do_not_exist),
    cmocka_unit_test(random_tables_agree_with_every_minute_of_three_weeks),
  };

  return cmocka_run_group_tests_name("hours", tests, NULL, NULL);
}
