#include "headers_support.h"

typedef struct row {
  const char *header;
  uint16_t codes[REDIAL_WARNINGS];
  int malformed;
} row;

static void check(const row *rows, size_t count) {
  size_t i;

  for (i = 0; i < count; i++) {
    redial_evidence seen;

    memset(&seen, 0, sizeof(seen));
    redial_warning_read(span_of(rows[i].header), &seen);
    print_message("Warning: %s\n", rows[i].header);
    assert_memory_equal(seen.warnings, rows[i].codes, sizeof(seen.warnings));
    assert_int_equal((seen.marks & REDIAL_MARK_MALFORMED) != 0,
                     rows[i].malformed);
  }
}

#define CHECK(rows) check((rows), sizeof(rows) / sizeof((rows)[0]))

static void good_warnings_are_kept(void **state) {
  static const row rows[] = {
    {"305 sbc.example.net \"no common codec, sorry\", "
     "370 sbc.example.net \"Insufficient bandwidth\"", {305, 370, 0, 0}, 0},
    {"399 host:5060 \"a \\\" , 301 x\"", {399, 0, 0, 0}, 0},
    {" 381  proxy.example.net\r\n \"SIPS Required\" ", {381, 0, 0, 0}, 0},
    {"099 a \"b\"", {99, 0, 0, 0}, 0},
  };

  (void)state;
  CHECK(rows);
}

static void only_the_first_four_are_kept(void **state) {
  static const row rows[] = {
    {"301 a \"b\",302 a \"b\",303 a \"b\",304 a \"b\",305 a \"b\"",
     {301, 302, 303, 304}, 0},
  };

  (void)state;
  CHECK(rows);
}

static void damage_is_flagged_and_whole_codes_are_kept(void **state) {
  static const row rows[] = {
    {"3050 host \"x\", 304 \"missing agent\", "
     "370 sbc.example.net Insufficient bandwidth", {304, 370, 0, 0}, 1},
    {"304", {304, 0, 0, 0}, 1},
    {"304 host", {304, 0, 0, 0}, 1},
    {"304 host \"unclosed, 305 host x", {304, 0, 0, 0}, 1},
    {"304 host \"a\" b", {304, 0, 0, 0}, 1},
    {"304 host \"a\" \"b\"", {304, 0, 0, 0}, 1},
    {"304 host \"a\",", {304, 0, 0, 0}, 1},
    {",304 host \"a\"", {304, 0, 0, 0}, 1},
    {"30 host \"a\"", {0, 0, 0, 0}, 1},
    {"3o4 host \"a\"", {0, 0, 0, 0}, 1},
    {"304x host \"a\"", {0, 0, 0, 0}, 1},
    {"000 host \"a\"", {0, 0, 0, 0}, 0},
    {"", {0, 0, 0, 0}, 1},
    {",", {0, 0, 0, 0}, 1},
  };

  (void)state;
  CHECK(rows);
}

static void further_headers_add_to_the_first(void **state) {
  static const uint16_t codes[REDIAL_WARNINGS] = {305, 370, 0, 0};
  redial_evidence seen;

  (void)state;
  memset(&seen, 0, sizeof(seen));
  redial_warning_read(SPAN("305 a \"b\""), &seen);
  redial_warning_read(SPAN("370 a \"b\""), &seen);
  assert_memory_equal(seen.warnings, codes, sizeof(codes));
  assert_int_equal(seen.marks, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(good_warnings_are_kept),
    cmocka_unit_test(only_the_first_four_are_kept),
    cmocka_unit_test(damage_is_flagged_and_whole_codes_are_kept),
    cmocka_unit_test(further_headers_add_to_the_first),
  };

  return cmocka_run_group_tests_name("warning", tests, NULL, NULL);
}
