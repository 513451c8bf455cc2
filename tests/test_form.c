#include "headers_support.h"

static redial_status read_form(const char *body, redial_evidence *seen) {
  char buffer[REDIAL_FORM_BUFFER];

  memset(seen, 0, sizeof(*seen));
  return redial_form_read(span_of(body), buffer, sizeof(buffer), seen);
}

typedef struct row {
  const char *body;
  int32_t code;
  int32_t twilio_error;
  redial_dial_status dial_status;
  int malformed;
} row;

static void check(const row *rows, size_t count) {
  size_t i;

  for (i = 0; i < count; i++) {
    redial_evidence seen;

    print_message("%s\n", rows[i].body);
    assert_int_equal(read_form(rows[i].body, &seen), REDIAL_OK);
    assert_int_equal(seen.code, rows[i].code);
    assert_int_equal(seen.ns, rows[i].code != 0 ? REDIAL_NAMESPACE_SIP
                                                : REDIAL_NAMESPACE_NONE);
    assert_int_equal(seen.twilio_error, rows[i].twilio_error);
    assert_int_equal(seen.dial_status, rows[i].dial_status);
    assert_int_equal((seen.marks & REDIAL_MARK_MALFORMED) != 0,
                     rows[i].malformed);
  }
}

#define CHECK(rows) check((rows), sizeof(rows) / sizeof((rows)[0]))

static void a_dial_action_tells_word_and_code(void **state) {
  static const row rows[] = {
    {"CallSid=CA1&DialCallStatus=busy&DialSipResponseCode=486", 486, 0,
     REDIAL_DIAL_BUSY, 0},
    {"DialCallStatus=no-answer", 0, 0, REDIAL_DIAL_NO_ANSWER, 0},
    {"DialCallStatus=completed&DialSipResponseCode=200", 200, 0,
     REDIAL_DIAL_COMPLETED, 0},
    {"DialCallStatus=answered", 0, 0, REDIAL_DIAL_ANSWERED, 0},
    {"DialCallStatus=FAILED", 0, 0, REDIAL_DIAL_FAILED, 0},
    {"DialCallStatus=canceled\r\n", 0, 0, REDIAL_DIAL_CANCELED, 0},
    {"DialSipResponseCode=603", 603, 0, REDIAL_DIAL_UNKNOWN, 0},
    {"DialCallSIPResponseCode=480", 480, 0, REDIAL_DIAL_UNKNOWN, 0},
    {"&&DialCallStatus=busy&&", 0, 0, REDIAL_DIAL_BUSY, 0},
  };

  (void)state;
  CHECK(rows);
}

static void percent_and_plus_are_decoded(void **state) {
  static const row rows[] = {
    {"%44ialCallStatus=no%2Danswer", 0, 0, REDIAL_DIAL_NO_ANSWER, 0},
    {"DialCallStatus=%62usy+", 0, 0, REDIAL_DIAL_BUSY, 0},
    {"DialSipHeader_X-Twilio-Error=32203+Blocked%20by+list", 0, 32203,
     REDIAL_DIAL_UNKNOWN, 0},
    {"SipHeader_X-Twilio-Error=32203", 0, 32203, REDIAL_DIAL_UNKNOWN, 0},
    {"DialCallStatus=failed&X-Twilio-Error=32203&DialSipResponseCode=603", 603,
     32203, REDIAL_DIAL_FAILED, 0},
  };

  (void)state;
  CHECK(rows);
}

static void a_call_status_counts_when_it_is_final_and_alone(void **state) {
  static const row rows[] = {
    {"CallStatus=busy&SipResponseCode=487", 487, 0, REDIAL_DIAL_BUSY, 0},
    {"CallStatus=canceled", 0, 0, REDIAL_DIAL_CANCELED, 0},
    {"CallStatus=in-progress&DialCallStatus=busy", 0, 0, REDIAL_DIAL_BUSY, 0},
    {"DialCallStatus=weird&CallStatus=busy&SipResponseCode=486", 486, 0,
     REDIAL_DIAL_UNKNOWN, 0},
    {"DialCallStatus=&CallStatus=failed", 0, 0, REDIAL_DIAL_FAILED, 0},
    {"CallStatus=answered&SipResponseCode=480", 480, 0, REDIAL_DIAL_UNKNOWN,
     0},
  };

  (void)state;
  CHECK(rows);
}

static void the_dialled_leg_speaks_before_the_call(void **state) {
  static const row rows[] = {
    {"SipResponseCode=200&DialSipResponseCode=486", 486, 0,
     REDIAL_DIAL_UNKNOWN, 0},
    {"ErrorCode=13224&DialSipHeader_x-twilio-error=32203", 0, 32203,
     REDIAL_DIAL_UNKNOWN, 0},
    {"ErrorCode=13224", 0, 13224, REDIAL_DIAL_UNKNOWN, 0},
  };

  (void)state;
  CHECK(rows);
}

static void damage_is_flagged_and_the_rest_is_read(void **state) {
  static const row rows[] = {
    {"DialCallStatus=busy&DialCallStatus=completed", 0, 0, REDIAL_DIAL_BUSY,
     1},
    {"DialCallStatus=busy&DialSipResponseCode=0486", 0, 0, REDIAL_DIAL_BUSY,
     1},
    {"DialCallStatus=busy&DialSipResponseCode=4294967782", 0, 0,
     REDIAL_DIAL_BUSY, 1},
    {"DialCallStatus=busy&DialSipResponseCode=099", 0, 0, REDIAL_DIAL_BUSY,
     1},
    {"DialCallStatus=busy&DialSipResponseCode=700", 0, 0, REDIAL_DIAL_BUSY,
     1},
    {"DialCallStatus=busy&DialSipResponseCode=4%386", 486, 0,
     REDIAL_DIAL_BUSY, 0},
    {"DialCallStatus=busy&ErrorCode=x", 0, 0, REDIAL_DIAL_BUSY, 1},
    {"DialCallStatus=bu%7&SipResponseCode=486", 486, 0, REDIAL_DIAL_UNKNOWN,
     1},
    {"DialCallStatus=busy%&DialCallStatus=failed", 0, 0, REDIAL_DIAL_FAILED,
     1},
    {"DialCallStatus=busy&From=%zz", 0, 0, REDIAL_DIAL_BUSY, 0},
  };

  (void)state;
  CHECK(rows);
}

static void a_bridged_call_is_marked(void **state) {
  redial_evidence seen;

  (void)state;
  assert_int_equal(read_form("DialBridged=true", &seen), REDIAL_OK);
  assert_int_equal(seen.marks, REDIAL_MARK_BRIDGED);
  assert_int_equal(read_form("DialBridged=false&DialCallStatus=busy", &seen),
                   REDIAL_OK);
  assert_int_equal(seen.marks, 0);
}

static void what_ends_no_attempt_leaves_the_result_alone(void **state) {
  static const char *const bodies[] = {
    "", "&", "=", "CallStatus=ringing", "CallStatus=in-progress",
    "DialCallStatus=weird", "DialBridged=false", "Callstatu=busy",
    "DialCallStatus", "{\"DialCallStatus\":\"busy\"}",
  };
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
    char buffer[REDIAL_FORM_BUFFER];
    redial_evidence seen;

    memset(&seen, 0, sizeof(seen));
    seen.code = 7;
    print_message("%s\n", bodies[i]);
    assert_int_equal(redial_form_read(span_of(bodies[i]), buffer,
                                      sizeof(buffer), &seen),
                     REDIAL_ERR_NO_MATCH);
    assert_int_equal(seen.code, 7);
  }
}

static void a_small_buffer_cuts_no_field_into_another(void **state) {
  /* "CallStatus" + "busy" fits exactly; a byte less does not. */
  char buffer[14];
  redial_evidence seen;

  (void)state;
  assert_int_equal(redial_form_read(SPAN("CallStatus=busy"), buffer, 14,
                                    &seen), REDIAL_OK);
  assert_int_equal(redial_form_read(SPAN("CallStatus=busy"), buffer, 13,
                                    &seen), REDIAL_ERR_NO_MATCH);
  assert_int_equal(redial_form_read(SPAN("CallStatus=busyness"), buffer, 14,
                                    &seen), REDIAL_ERR_NO_MATCH);
  assert_int_equal(redial_form_read(SPAN("CallStatus=busy"), buffer, 0,
                                    &seen), REDIAL_ERR_NO_MATCH);
}

static void fields_can_be_stepped_through(void **state) {
  redial_span cursor = SPAN("a+b=%41%2b%3d&c&=d&e=f=g");
  redial_form_field field;
  char buffer[32];

  (void)state;
  assert_true(redial_form_next(&cursor, buffer, sizeof(buffer), &field));
  assert_span(field.name, "a b");
  assert_span(field.value, "A+=");
  assert_int_equal(field.damaged, 0);
  assert_true(redial_form_next(&cursor, buffer, sizeof(buffer), &field));
  assert_span(field.name, "c");
  assert_int_equal(field.value.len, 0);
  assert_true(redial_form_next(&cursor, buffer, sizeof(buffer), &field));
  assert_int_equal(field.name.len, 0);
  assert_span(field.value, "d");
  assert_true(redial_form_next(&cursor, buffer, sizeof(buffer), &field));
  assert_span(field.name, "e");
  assert_span(field.value, "f=g");
  assert_false(redial_form_next(&cursor, buffer, sizeof(buffer), &field));
  assert_int_equal(cursor.len, 0);
}

static void a_broken_escape_stands_for_itself(void **state) {
  static const char *const values[] = {"%", "%4", "%4g", "%g4", "%%"};
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
    redial_span cursor = span_of(values[i]);
    redial_form_field field;
    char buffer[8];

    assert_true(redial_form_next(&cursor, buffer, sizeof(buffer), &field));
    assert_span(field.name, values[i]);
    assert_int_equal(field.damaged, 1);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_dial_action_tells_word_and_code),
    cmocka_unit_test(percent_and_plus_are_decoded),
    cmocka_unit_test(a_call_status_counts_when_it_is_final_and_alone),
    cmocka_unit_test(the_dialled_leg_speaks_before_the_call),
    cmocka_unit_test(damage_is_flagged_and_the_rest_is_read),
    cmocka_unit_test(a_bridged_call_is_marked),
    cmocka_unit_test(what_ends_no_attempt_leaves_the_result_alone),
    cmocka_unit_test(a_small_buffer_cuts_no_field_into_another),
    cmocka_unit_test(fields_can_be_stepped_through),
    cmocka_unit_test(a_broken_escape_stands_for_itself),
  };

  return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
