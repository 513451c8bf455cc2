#include "headers_support.h"

typedef struct row {
  const char *header;
  int q850_cause;
  int sip_cause;
  int malformed;
} row;

static redial_evidence read_one(const char *header) {
  redial_evidence seen;

  memset(&seen, 0, sizeof(seen));
  redial_reason_read(span_of(header), &seen);
  return seen;
}

static int is_marked(const redial_evidence *seen, unsigned mark) {
  return (seen->marks & mark) != 0;
}

static void check(const row *rows, size_t count) {
  size_t i;

  for (i = 0; i < count; i++) {
    redial_evidence seen = read_one(rows[i].header);

    print_message("Reason: %s\n", rows[i].header);
    assert_int_equal(seen.q850_cause, rows[i].q850_cause);
    assert_int_equal(seen.sip_cause, rows[i].sip_cause);
    assert_int_equal(is_marked(&seen, REDIAL_MARK_MALFORMED),
                     rows[i].malformed);
  }
}

#define CHECK(rows) check((rows), sizeof(rows) / sizeof((rows)[0]))

static void good_values_are_read(void **state) {
  static const row rows[] = {
    {"Q.850;cause=17;text=\"User busy\"", 17, 0, 0},
    {"SIP;cause=200;text=\"Call completed elsewhere\"", 0, 200, 0},
    {"Q.850 ;cause=16 ;text=\"Terminated\"", 16, 0, 0},
    {"q.850 ; CAUSE = 34", 34, 0, 0},
    {"sip;cause=486", 0, 486, 0},
    {"SIP;cause=100", 0, 100, 0},
    {"SIP;cause=699", 0, 699, 0},
    {"Q.850;cause=127", 127, 0, 0},
    {"Q.850;cause=1", 1, 0, 0},
    {"Q.850\r\n ;cause=17\r\n\t;text=\"a\"", 17, 0, 0},
    {"Preemption;cause=1;text=\"UA\"", 0, 0, 0},
    {"STIR;cause=436", 0, 0, 0},
  };

  (void)state;
  CHECK(rows);
}

static void parameters_come_in_any_order(void **state) {
  static const row rows[] = {
    {"Q.850;text=\"User busy\";cause=17", 17, 0, 0},
    {"Q.850;location=LN;text=\"x\";x-y=z;cause=17", 17, 0, 0},
  };

  (void)state;
  CHECK(rows);
}

static void every_value_of_a_header_is_read(void **state) {
  static const row rows[] = {
    {"SIP;cause=503, Q.850;cause=34", 34, 503, 0},
    {"Q.850;cause=34,SIP;cause=503", 34, 503, 0},
    {"Preemption;cause=1, FOO, SIP;cause=480,Q.850;cause=20", 20, 480, 0},
  };

  (void)state;
  CHECK(rows);
}

static void nothing_in_a_text_is_taken_for_structure(void **state) {
  static const row rows[] = {
    {"SIP;text=\"cause=17\"", 0, 0, 0},
    {"SIP;cause=503;text=\"upstream: cause=17, sorry; bye\" , "
     "q.850 ;text=\"No circuit\" ;cause = 34", 34, 503, 0},
    {"Q.850;text=\"a \\\" ;cause=1, SIP;cause=486\";cause=17", 17, 0, 0},
    {"Q.850;text=\"a\\\\\";cause=17", 17, 0, 0},
    {"Q.850;xcause=3;causes=4;cause=17", 17, 0, 0},
    {"FOO;text=\"Q.850;cause=1, SIP;cause=486\"", 0, 0, 0},
  };

  (void)state;
  CHECK(rows);
}

static void zeros_in_front_and_a_missing_cause_are_fine(void **state) {
  static const row rows[] = {
    {"Q.850;cause=017", 17, 0, 0},
    {"Q.850;cause=0000000000000000017", 17, 0, 0},
    {"Q.850", 0, 0, 0},
    {"SIP;text=\"x\"", 0, 0, 0},
  };

  (void)state;
  CHECK(rows);
}

static void damage_is_flagged_and_the_rest_is_read(void **state) {
  static const row rows[] = {
    {"Q.850;cause=17;", 17, 0, 1},
    {"Q.850;;cause=17", 17, 0, 1},
    {"Q.850;cause=17,", 17, 0, 1},
    {",Q.850;cause=17", 17, 0, 1},
    {"SIP;cause=480,,Q.850;cause=17", 17, 480, 1},
    {"Q.850;cause=17;cause=18", 17, 0, 1},
    {"Q.850;cause=\"017\"", 17, 0, 1},
    {"Q.850;cause=17;text=\"unclosed", 17, 0, 1},
    {"Q.850;text=\"unclosed;cause=17", 0, 0, 1},
    {"Q.850;text=User busy;cause=17", 17, 0, 1},
    {"Q.850;text=\"User\" busy;cause=17", 17, 0, 1},
    {"Q.850;cause=17;text=\"a\";text=\"b\"", 17, 0, 1},
    {"Q850;cause=17", 17, 0, 1},
    {"q850;cause=17", 17, 0, 1},
    {"Q.850;cause=", 0, 0, 1},
    {"Q.850;cause", 0, 0, 1},
    {"Q.850;cause=x17", 0, 0, 1},
    {"Q.850;cause=17x", 0, 0, 1},
    {"Q.850;cause=-17", 0, 0, 1},
    {";cause=3", 0, 0, 1},
    {"SIP foo;cause=480", 0, 480, 1},
    {"", 0, 0, 1},
    {" ", 0, 0, 1},
    {",", 0, 0, 1},
    {";", 0, 0, 1},
  };

  (void)state;
  CHECK(rows);
}

static void the_extension_bit_is_taken_off_and_flagged(void **state) {
  static const row rows[] = {
    {"Q.850;cause=129", 1, 0, 1},
    {"Q.850;cause=145", 17, 0, 1},
    {"Q.850;cause=255", 127, 0, 1},
  };

  (void)state;
  CHECK(rows);
}

static void causes_out_of_range_are_ignored_and_flagged(void **state) {
  static const row rows[] = {
    {"Q.850;cause=0", 0, 0, 1},
    {"Q.850;cause=128", 0, 0, 1},
    {"Q.850;cause=256", 0, 0, 1},
    {"Q.850;cause=400", 0, 0, 1},
    {"Q.850;cause=4294967313", 0, 0, 1},
    {"SIP;cause=99", 0, 0, 1},
    {"SIP;cause=0", 0, 0, 1},
    {"SIP;cause=700", 0, 0, 1},
    {"SIP;cause=4294967782", 0, 0, 1},
  };

  (void)state;
  CHECK(rows);
}

static void the_first_value_of_a_protocol_counts_even_if_it_is_mute(
  void **state) {
  static const row rows[] = {
    {"Q.850;cause=34, Q.850;cause=17", 34, 0, 1},
    {"Q.850, Q.850;cause=17", 0, 0, 1},
    {"Q850;cause=1, Q.850;cause=17", 1, 0, 1},
    {"SIP;cause=0, SIP;cause=486, Q.850;cause=16", 16, 0, 1},
  };
  redial_evidence seen = read_one("Q.850");

  (void)state;
  CHECK(rows);
  assert_true(is_marked(&seen, REDIAL_MARK_Q850_SEEN));
  assert_false(is_marked(&seen, REDIAL_MARK_SIP_SEEN));
  redial_reason_read(SPAN("Q.850;cause=17, SIP;cause=486"), &seen);
  assert_int_equal(seen.q850_cause, 0);
  assert_int_equal(seen.sip_cause, 486);
  assert_true(is_marked(&seen, REDIAL_MARK_SIP_SEEN));
  assert_true(is_marked(&seen, REDIAL_MARK_MALFORMED));
}

static void the_location_goes_with_the_q850_cause(void **state) {
  static const struct {
    const char *header;
    redial_location location;
  } rows[] = {
    {"Q.850;cause=21;location=U", REDIAL_LOCATION_USER},
    {"Q.850;location=u;cause=21", REDIAL_LOCATION_USER},
    {"Q.850;cause=21;location=LPN", REDIAL_LOCATION_LPN},
    {"Q.850;cause=21;location=LN", REDIAL_LOCATION_LN},
    {"Q.850;cause=21;location=TN", REDIAL_LOCATION_TN},
    {"Q.850;cause=21;location=RLN", REDIAL_LOCATION_RLN},
    {"Q.850;cause=21;location=RPN", REDIAL_LOCATION_RPN},
    {"Q.850;cause=21;location=INTL", REDIAL_LOCATION_INTL},
    {"Q.850;cause=21;location=bi", REDIAL_LOCATION_BI},
    {"Q.850;cause=21;location=LOC-6", REDIAL_LOCATION_OTHER},
    {"Q.850;cause=21;location=UU", REDIAL_LOCATION_OTHER},
    {"Q.850;cause=21;location=", REDIAL_LOCATION_UNKNOWN},
    {"Q.850;cause=21", REDIAL_LOCATION_UNKNOWN},
    {"Q.850;cause=0;location=U", REDIAL_LOCATION_UNKNOWN},
    {"SIP;cause=603;location=U", REDIAL_LOCATION_UNKNOWN},
  };
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    assert_int_equal(read_one(rows[i].header).location, rows[i].location);
  }
}

static void values_can_be_stepped_through(void **state) {
  redial_span cursor = SPAN(
    "Preemption ;cause=2;text=\"reserved\", Q.850;cause=145;location=TN,FOO");
  redial_reason value;

  (void)state;
  assert_true(redial_reason_next(&cursor, &value));
  assert_span(value.protocol, "Preemption");
  assert_span(value.text, "reserved");
  assert_int_equal(value.cause, 2);
  assert_int_equal(value.ns, REDIAL_NAMESPACE_NONE);
  assert_int_equal(value.damaged, 0);
  assert_true(redial_reason_next(&cursor, &value));
  assert_span(value.protocol, "Q.850");
  assert_int_equal(value.text.len, 0);
  assert_int_equal(value.cause, 145);
  assert_int_equal(value.ns, REDIAL_NAMESPACE_Q850);
  assert_int_equal(value.location, REDIAL_LOCATION_TN);
  assert_true(redial_reason_next(&cursor, &value));
  assert_span(value.protocol, "FOO");
  assert_int_equal(value.has_cause, 0);
  assert_false(redial_reason_next(&cursor, &value));
  assert_int_equal(cursor.len, 0);
  assert_span(value.protocol, "FOO");
}

static void stray_commas_belong_to_the_value_beside_them(void **state) {
  redial_span cursor = SPAN(" , SIP;cause=486, FOO , ,");
  redial_reason value;

  (void)state;
  assert_true(redial_reason_next(&cursor, &value));
  assert_span(value.protocol, "SIP");
  assert_int_equal(value.damaged, 1);
  assert_true(redial_reason_next(&cursor, &value));
  assert_span(value.protocol, "FOO");
  assert_int_equal(value.damaged, 1);
  assert_false(redial_reason_next(&cursor, &value));
}

static void a_value_of_another_protocol_adds_nothing(void **state) {
  redial_span cursor = SPAN("FOO;cause=17;text=\"v=analytics1;\";location=U");
  redial_evidence seen;
  redial_reason value;

  (void)state;
  memset(&seen, 0, sizeof(seen));
  assert_true(redial_reason_next(&cursor, &value));
  redial_reason_take(&value, &seen);
  assert_int_equal(seen.marks, 0);
  assert_int_equal(seen.q850_cause, 0);
}

static void analytics_is_what_a_text_starts_with(void **state) {
  redial_evidence sip =
    read_one("SIP;cause=603;text=\"v=analytics1;url=https://a.example\"");
  redial_evidence q850 = read_one("Q.850;cause=21;text=\"v=analytics1;\"");
  redial_evidence second =
    read_one("Q.850;cause=21, SIP;cause=603;text=\"v=analytics1;\"");
  redial_evidence inside = read_one("SIP;cause=603;text=\"x v=analytics1;\"");
  redial_evidence cut = read_one("SIP;cause=603;text=\"v=analytics1\"");

  (void)state;
  assert_true(is_marked(&sip, REDIAL_MARK_ANALYTICS));
  assert_true(is_marked(&q850, REDIAL_MARK_ANALYTICS));
  assert_true(is_marked(&second, REDIAL_MARK_ANALYTICS));
  assert_false(is_marked(&inside, REDIAL_MARK_ANALYTICS));
  assert_false(is_marked(&cut, REDIAL_MARK_ANALYTICS));
}

static void redress_is_found_in_the_text(void **state) {
  redial_span cursor = SPAN("SIP;cause=603;location=TN;text=\"v=analytics1;"
                            "url=https://a.example/c?x=1; TEL=+15550100;"
                            "email=help@a.example;url=second\"");
  redial_redress redress;
  redial_reason value;

  (void)state;
  memset(&redress, 0, sizeof(redress));
  assert_true(redial_reason_next(&cursor, &value));
  redial_redress_from_reason(&value, &redress);
  assert_span(redress.url, "https://a.example/c?x=1");
  assert_span(redress.tel, "+15550100");
  assert_span(redress.email, "help@a.example");
  assert_int_equal(redress.location, REDIAL_LOCATION_TN);
}

static void a_text_of_another_kind_holds_no_redress(void **state) {
  redial_span cursor = SPAN("SIP;cause=603;text=\"url=https://a.example\"");
  redial_redress redress;
  redial_reason value;

  (void)state;
  memset(&redress, 0, sizeof(redress));
  assert_true(redial_reason_next(&cursor, &value));
  redial_redress_from_reason(&value, &redress);
  assert_int_equal(redress.url.len, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(good_values_are_read),
    cmocka_unit_test(parameters_come_in_any_order),
    cmocka_unit_test(every_value_of_a_header_is_read),
    cmocka_unit_test(nothing_in_a_text_is_taken_for_structure),
    cmocka_unit_test(zeros_in_front_and_a_missing_cause_are_fine),
    cmocka_unit_test(damage_is_flagged_and_the_rest_is_read),
    cmocka_unit_test(the_extension_bit_is_taken_off_and_flagged),
    cmocka_unit_test(causes_out_of_range_are_ignored_and_flagged),
    cmocka_unit_test(
      the_first_value_of_a_protocol_counts_even_if_it_is_mute),
    cmocka_unit_test(the_location_goes_with_the_q850_cause),
    cmocka_unit_test(values_can_be_stepped_through),
    cmocka_unit_test(stray_commas_belong_to_the_value_beside_them),
    cmocka_unit_test(a_value_of_another_protocol_adds_nothing),
    cmocka_unit_test(analytics_is_what_a_text_starts_with),
    cmocka_unit_test(redress_is_found_in_the_text),
    cmocka_unit_test(a_text_of_another_kind_holds_no_redress),
  };

  return cmocka_run_group_tests_name("reason", tests, NULL, NULL);
}
