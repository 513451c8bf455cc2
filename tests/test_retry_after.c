#include "headers_support.h"
#include <stdio.h>

typedef struct row {
  const char *value;
  int present;
  uint32_t seconds;
  uint32_t duration_s;
  redial_damage damage;
} row;

static redial_retry_after read_one(redial_span value) {
  redial_retry_after seen = {0, 0, 0, 0};

  redial_retry_after_read(value, &seen);
  return seen;
}

static void check(const row *rows, size_t count) {
  size_t i;

  for (i = 0; i < count; i++) {
    redial_retry_after seen = read_one(span_of(rows[i].value));

    print_message("Retry-After: %s\n", rows[i].value);
    assert_int_equal(seen.present, rows[i].present);
    assert_int_equal(seen.seconds, rows[i].seconds);
    assert_int_equal(seen.duration_s, rows[i].duration_s);
    assert_int_equal(seen.damage, rows[i].damage);
  }
}

#define CHECK(rows) check((rows), sizeof(rows) / sizeof((rows)[0]))

static void good_values_are_read(void **state) {
  static const row rows[] = {
    {"0", 1, 0, 0, REDIAL_DAMAGE_NONE},
    {"5", 1, 5, 0, REDIAL_DAMAGE_NONE},
    {"  120\t", 1, 120, 0, REDIAL_DAMAGE_NONE},
    {"000120", 1, 120, 0, REDIAL_DAMAGE_NONE},
    {"18000;duration=3600", 1, 18000, 3600, REDIAL_DAMAGE_NONE},
    {"120 (I'm in a meeting)", 1, 120, 0, REDIAL_DAMAGE_NONE},
    {"120(x);duration=60", 1, 120, 60, REDIAL_DAMAGE_NONE},
    {"120 ;Duration = 60 ;x=y", 1, 120, 60, REDIAL_DAMAGE_NONE},
    {"120;x;y=\"a;b,c\";duration=7", 1, 120, 7, REDIAL_DAMAGE_NONE},
    {"120;x=\"(\";duration=7", 1, 120, 7, REDIAL_DAMAGE_NONE},
    {"120\r\n ;duration=60", 1, 120, 60, REDIAL_DAMAGE_NONE},
    {"120;duration=0", 1, 120, 0, REDIAL_DAMAGE_NONE},
  };

  (void)state;
  CHECK(rows);
}

static void a_comment_is_skipped_as_a_unit(void **state) {
  static const row rows[] = {
    {"60 (a (b) c)", 1, 60, 0, REDIAL_DAMAGE_NONE},
    {"60 (;duration=5);duration=6", 1, 60, 6, REDIAL_DAMAGE_NONE},
    {"60 (a \\) ;duration=5);duration=6", 1, 60, 6, REDIAL_DAMAGE_NONE},
    {"60 (a \\( b);duration=6", 1, 60, 6, REDIAL_DAMAGE_NONE},
    {"60 (300, \"x)", 1, 60, 0, REDIAL_DAMAGE_NONE},
    {"60 (a\\\\)", 1, 60, 0, REDIAL_DAMAGE_NONE},
    {"60 ()", 1, 60, 0, REDIAL_DAMAGE_NONE},
    /* A comment in the wrong place still hides what it says. */
    {"60;x=1 (;duration=5)", 1, 60, 0, REDIAL_DAMAGE_MALFORMED},
    {"60;duration=5 (late)", 1, 60, 0, REDIAL_DAMAGE_MALFORMED},
  };

  (void)state;
  CHECK(rows);
}

static void too_large_a_number_saturates(void **state) {
  static const row rows[] = {
    {"4294967294", 1, 4294967294u, 0, REDIAL_DAMAGE_NONE},
    {"4294967295", 1, 4294967295u, 0, REDIAL_DAMAGE_NONE},
    {"4294967296", 1, 4294967295u, 0, REDIAL_DAMAGE_SATURATED},
    {"4294967300", 1, 4294967295u, 0, REDIAL_DAMAGE_SATURATED},
    {"42949672950", 1, 4294967295u, 0, REDIAL_DAMAGE_SATURATED},
    {"949302838503028349304023988", 1, 4294967295u, 0, REDIAL_DAMAGE_SATURATED},
    {"1;duration=99999999999", 1, 1, 4294967295u, REDIAL_DAMAGE_SATURATED},
    {"99999999999, 5", 1, 4294967295u, 0, REDIAL_DAMAGE_MALFORMED},
  };

  (void)state;
  CHECK(rows);
}

static void what_is_no_number_of_seconds_is_absent(void **state) {
  static const row rows[] = {
    {"", 0, 0, 0, REDIAL_DAMAGE_MALFORMED},
    {"   ", 0, 0, 0, REDIAL_DAMAGE_MALFORMED},
    {"-5", 0, 0, 0, REDIAL_DAMAGE_MALFORMED},
    {"+5", 0, 0, 0, REDIAL_DAMAGE_MALFORMED},
    {"1.5", 0, 0, 0, REDIAL_DAMAGE_MALFORMED},
    {"2m", 0, 0, 0, REDIAL_DAMAGE_MALFORMED},
    {"60abc", 0, 0, 0, REDIAL_DAMAGE_MALFORMED},
    {"60 seconds", 0, 0, 0, REDIAL_DAMAGE_MALFORMED},
    {"60 300", 0, 0, 0, REDIAL_DAMAGE_MALFORMED},
    {"soon", 0, 0, 0, REDIAL_DAMAGE_MALFORMED},
    {"(60)", 0, 0, 0, REDIAL_DAMAGE_MALFORMED},
    {"\"60\"", 0, 0, 0, REDIAL_DAMAGE_MALFORMED},
    {";duration=60", 0, 0, 0, REDIAL_DAMAGE_MALFORMED},
    {"Fri, 07 Nov 2025 10:00:00 GMT", 0, 0, 0, REDIAL_DAMAGE_MALFORMED},
    {"99999999999x", 0, 0, 0, REDIAL_DAMAGE_MALFORMED},
  };

  (void)state;
  CHECK(rows);
}

static void a_number_before_damage_is_kept(void **state) {
  static const row rows[] = {
    {"60, 300", 1, 60, 0, REDIAL_DAMAGE_MALFORMED},
    {"60,", 1, 60, 0, REDIAL_DAMAGE_MALFORMED},
    {"60;duration=5, 300", 1, 60, 5, REDIAL_DAMAGE_MALFORMED},
    {"90 (back soon", 1, 90, 0, REDIAL_DAMAGE_MALFORMED},
    {"90 (back (soon)", 1, 90, 0, REDIAL_DAMAGE_MALFORMED},
    {"90 (back\\", 1, 90, 0, REDIAL_DAMAGE_MALFORMED},
    {"90 (a) junk", 1, 90, 0, REDIAL_DAMAGE_MALFORMED},
    {"90 (a) (b)", 1, 90, 0, REDIAL_DAMAGE_MALFORMED},
    {"90;", 1, 90, 0, REDIAL_DAMAGE_MALFORMED},
    {"90;;duration=5", 1, 90, 5, REDIAL_DAMAGE_MALFORMED},
    {"90; ;duration=5", 1, 90, 5, REDIAL_DAMAGE_MALFORMED},
    {"90;duration=5;", 1, 90, 5, REDIAL_DAMAGE_MALFORMED},
    {"90;duration", 1, 90, 0, REDIAL_DAMAGE_MALFORMED},
    {"90;duration=", 1, 90, 0, REDIAL_DAMAGE_MALFORMED},
    {"90;duration=soon", 1, 90, 0, REDIAL_DAMAGE_MALFORMED},
    {"90;duration=5s", 1, 90, 0, REDIAL_DAMAGE_MALFORMED},
    {"90;duration=\"5\"", 1, 90, 0, REDIAL_DAMAGE_MALFORMED},
    {"90;duration=5;duration=6", 1, 90, 5, REDIAL_DAMAGE_MALFORMED},
    {"90;x=\"unclosed", 1, 90, 0, REDIAL_DAMAGE_MALFORMED},
  };

  (void)state;
  CHECK(rows);
}

static void a_second_header_is_damage_and_the_first_one_counts(void **state) {
  redial_retry_after seen = read_one(SPAN("60"));

  (void)state;
  redial_retry_after_read(SPAN("300;duration=9"), &seen);
  assert_int_equal(seen.seconds, 60);
  assert_int_equal(seen.duration_s, 0);
  assert_int_equal(seen.damage, REDIAL_DAMAGE_MALFORMED);

  seen = read_one(SPAN("soon"));
  redial_retry_after_read(SPAN("300"), &seen);
  assert_int_equal(seen.present, 0);
  assert_int_equal(seen.damage, REDIAL_DAMAGE_MALFORMED);
}

static void controls_in_a_value_are_no_more_than_spaces(void **state) {
  redial_retry_after seen = read_one(SPAN("60\0"));

  (void)state;
  assert_int_equal(seen.seconds, 60);
  assert_int_equal(seen.damage, REDIAL_DAMAGE_NONE);
  assert_int_equal(read_one(SPAN("60\0s")).present, 0);
}

static void an_empty_span_may_have_any_pointer(void **state) {
  redial_retry_after seen = read_one(span_of_bytes(NULL, 0));

  (void)state;
  assert_int_equal(seen.present, 0);
  assert_int_equal(seen.damage, REDIAL_DAMAGE_MALFORMED);
}

/* The usual form is read by a short way, in builds for speed. A blank in front
   and one behind the semicolon mean nothing, and lead by the other way. */
static void the_usual_form_reads_the_same_as_any_other(void **state) {
  static const char *const values[] = {
    "",           "0",          "5",
    "120",        "999999999",  "1000000000",
    "4294967295", "4294967296", "99999999999999999999999",
    "0000000120", "1a",         "-1"};
  char usual[80];
  char other[80];
  size_t i;
  size_t k;

  (void)state;
  for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
    for (k = 0; k <= sizeof(values) / sizeof(values[0]); k++) {
      redial_retry_after a;
      redial_retry_after b;

      if (k < sizeof(values) / sizeof(values[0])) {
        (void)snprintf(usual, sizeof(usual), "%s;duration=%s", values[i],
                       values[k]);
        (void)snprintf(other, sizeof(other), " %s; duration=%s", values[i],
                       values[k]);
      } else {
        (void)snprintf(usual, sizeof(usual), "%s", values[i]);
        (void)snprintf(other, sizeof(other), " %s", values[i]);
      }
      a = read_one(span_of(usual));
      b = read_one(span_of(other));
      assert_int_equal(a.seconds, b.seconds);
      assert_int_equal(a.duration_s, b.duration_s);
      assert_int_equal(a.present, b.present);
      assert_int_equal(a.damage, b.damage);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(good_values_are_read),
    cmocka_unit_test(a_comment_is_skipped_as_a_unit),
    cmocka_unit_test(too_large_a_number_saturates),
    cmocka_unit_test(what_is_no_number_of_seconds_is_absent),
    cmocka_unit_test(a_number_before_damage_is_kept),
    cmocka_unit_test(a_second_header_is_damage_and_the_first_one_counts),
    cmocka_unit_test(controls_in_a_value_are_no_more_than_spaces),
    cmocka_unit_test(an_empty_span_may_have_any_pointer),
    cmocka_unit_test(the_usual_form_reads_the_same_as_any_other),
  };

  return cmocka_run_group_tests_name("retry_after", tests, NULL, NULL);
}
