#include "csv.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

/* The tables say what the facts say, row by row and word by word. */

static redial_span text(const char *terminated) {
  redial_span span;

  span.ptr = terminated;
  span.len = strlen(terminated);
  return span;
}

#define WORD(type, name)                                                       \
  do {                                                                         \
    redial_##type value = (redial_##type)0;                                    \
    assert_int_equal(redial_##type##_by_name(text(csv_get(row, #type)),        \
                                             &value),                          \
                     REDIAL_OK);                                               \
    assert_int_equal(verdict.name, value);                                     \
  } while (0)

static void assert_words(redial_verdict verdict, const csv *row) {
  WORD(outcome, outcome);
  WORD(about, about);
  WORD(scope, scope);
  WORD(retry, retry);
  WORD(action, action);
  WORD(treatment, treatment);
}

static int is_number(const char *digits) {
  return digits[0] >= '0' && digits[0] <= '9' &&
         strspn(digits, "0123456789") == strlen(digits);
}

static void assert_sip_row(int32_t code, const csv *row) {
  redial_verdict verdict = redial_classify_sip(code);
  int registered = strcmp(csv_get(row, "registered"), "yes") == 0;

  assert_words(verdict, row);
  assert_int_equal(verdict.effective, registered ? code : code / 100 * 100);
  assert_int_equal(verdict.rules, registered ? 0 : REDIAL_RULE_R(2));
  assert_string_equal(redial_code_phrase(REDIAL_NAMESPACE_SIP, code),
                      csv_get(row, "phrase"));
  assert_string_equal(redial_code_headers(code), csv_get(row, "key_headers"));
  assert_string_equal(redial_code_note(REDIAL_NAMESPACE_SIP, code),
                      csv_get(row, "notes"));
  assert_true(strlen(redial_code_source(REDIAL_NAMESPACE_SIP, code)) > 0);
}

static void every_sip_row_is_the_facts_row(void **state) {
  csv row;
  int rows = 0;

  (void)state;
  csv_open(&row, "facts/sip-codes.csv");
  while (csv_next(&row)) {
    if (is_number(csv_get(&row, "code"))) {
      assert_sip_row(atoi(csv_get(&row, "code")), &row);
      rows++;
    }
  }
  assert_int_equal(rows, 86);
  csv_close(&row);
}

/* A code of the class that no row names. */
static int32_t stranger_of(const char *class_name) {
  return (class_name[0] - '0') * 100 + 98;
}

static redial_verdict verdict_of_name(const char *name) {
  redial_evidence seen = {0};

  seen.code = 603;
  seen.marks = REDIAL_MARK_NETWORK_BLOCKED | REDIAL_MARK_ANALYTICS;
  if (strcmp(name, "local-timeout") == 0) {
    seen.origin = REDIAL_ORIGIN_LOCAL_TIMEOUT;
  } else if (strcmp(name, "local-transport") == 0) {
    seen.origin = REDIAL_ORIGIN_LOCAL_TRANSPORT;
  } else if (strcmp(name, "603+") != 0) {
    return redial_classify_sip(stranger_of(name));
  }
  return redial_assess(&seen);
}

static void classes_and_events_have_their_rows(void **state) {
  csv row;
  int rows = 0;

  (void)state;
  csv_open(&row, "facts/sip-codes.csv");
  while (csv_next(&row)) {
    if (!is_number(csv_get(&row, "code"))) {
      assert_words(verdict_of_name(csv_get(&row, "code")), &row);
      rows++;
    }
  }
  assert_int_equal(rows, 8);
  csv_close(&row);
}

static void assert_q850_row(int32_t cause, const csv *row) {
  redial_verdict verdict = redial_classify_in(REDIAL_NAMESPACE_Q850, cause);

  if (strcmp(csv_get(row, "outcome"), "none") == 0) {
    assert_int_equal(verdict.outcome, REDIAL_OUTCOME_UNKNOWN);
    assert_int_equal(verdict.action, REDIAL_ACTION_NONE);
  } else {
    assert_words(verdict, row);
  }
  assert_int_equal(verdict.mapping, REDIAL_MAPPING_OWN);
  assert_string_equal(redial_code_phrase(REDIAL_NAMESPACE_Q850, cause),
                      csv_get(row, "name"));
  assert_string_equal(redial_code_note(REDIAL_NAMESPACE_Q850, cause),
                      csv_get(row, "notes"));
}

/* "410 (301 with diagnostic)" is 410; "500 (default)" stands in for no row. */
static int32_t sip_of(const char *field) {
  return is_number(field) || strstr(field, " (") != NULL ? atoi(field) : 0;
}

static void assert_q850_to_sip(int32_t cause, const csv *row) {
  const char *first = csv_get(row, "rfc3398_sip");
  const char *second = csv_get(row, "rfc4497_sip");
  const char *field = strcmp(first, "500 (default)") == 0 ? second : first;

  if (strncmp(field, "603 if", 6) == 0) {
    field = "403";
  }
  assert_int_equal(redial_q850_to_sip(cause).code, sip_of(field));
}

static void every_q850_row_is_the_facts_row(void **state) {
  csv row;
  int rows = 0;

  (void)state;
  csv_open(&row, "facts/q850.csv");
  while (csv_next(&row)) {
    assert_q850_row(atoi(csv_get(&row, "cause")), &row);
    assert_q850_to_sip(atoi(csv_get(&row, "cause")), &row);
    rows++;
  }
  assert_int_equal(rows, 76);
  csv_close(&row);
}

static void assert_twilio_row(int32_t code, const csv *row) {
  redial_verdict verdict = redial_classify_in(REDIAL_NAMESPACE_TWILIO, code);
  redial_mapping mapping = REDIAL_MAPPING_NONE;

  assert_int_equal(
    redial_mapping_by_name(text(csv_get(row, "mapping")), &mapping), REDIAL_OK);
  assert_int_equal(verdict.mapping, mapping);
  if (csv_get(row, "outcome")[0] != '\0') {
    assert_words(verdict, row);
    assert_int_equal(verdict.sip, 0);
  } else {
    redial_verdict sip = redial_classify_sip(atoi(csv_get(row, "sip")));

    assert_int_equal(verdict.sip, sip.sip);
    assert_memory_equal(&verdict.outcome, &sip.outcome, 6);
  }
  assert_string_equal(redial_code_phrase(REDIAL_NAMESPACE_TWILIO, code),
                      csv_get(row, "name"));
  assert_string_equal(redial_code_source(REDIAL_NAMESPACE_TWILIO, code),
                      csv_get(row, "source"));
  assert_string_equal(redial_code_note(REDIAL_NAMESPACE_TWILIO, code),
                      csv_get(row, "notes"));
}

static void every_twilio_row_is_the_facts_row(void **state) {
  csv row;
  int rows = 0;
  int before = 0;

  (void)state;
  csv_open(&row, "facts/twilio-codes.csv");
  while (csv_next(&row)) {
    int code = atoi(csv_get(&row, "code"));

    assert_true(code > before);
    assert_twilio_row(code, &row);
    before = code;
    rows++;
  }
  assert_int_equal(rows, 267);
  csv_close(&row);
}

static void every_dial_word_is_the_facts_row(void **state) {
  csv row;
  int rows = 0;

  (void)state;
  csv_open(&row, "facts/dial-status.csv");
  while (csv_next(&row)) {
    redial_dial_status status = REDIAL_DIAL_UNKNOWN;

    assert_int_equal(
      redial_dial_status_by_name(text(csv_get(&row, "word")), &status),
      REDIAL_OK);
    assert_words(redial_classify_in(REDIAL_NAMESPACE_DIAL,
                                    (int32_t)status), &row);
    rows++;
  }
  assert_int_equal(rows, 6);
  csv_close(&row);
}

/* "16 NORMAL_CLEARING" */
static void assert_cause(const char *field, int32_t code, const char *name) {
  assert_int_equal(atoi(field), code);
  if (strchr(field, ' ') != NULL) {
    assert_string_equal(strchr(field, ' ') + 1, name);
  }
}

static void assert_peer_row(int32_t sip, const csv *row) {
  redial_mapped asterisk = redial_sip_to_asterisk(sip);
  redial_mapped freeswitch = redial_sip_to_freeswitch(sip);
  const char *isup = csv_get(row, "rfc3398_q850");

  assert_cause(csv_get(row, "asterisk_q850"), asterisk.code,
               redial_asterisk_cause_name(asterisk.code));
  assert_string_equal(redial_asterisk_dialstatus(sip),
                      csv_get(row, "asterisk_dialstatus"));
  assert_cause(csv_get(row, "freeswitch_cause_number"), freeswitch.code, "");
  assert_string_equal(redial_freeswitch_cause_name(freeswitch.code),
                      csv_get(row, "freeswitch_cause"));
  /* What comes back out after both tables: the caller's view of a PBX. */
  assert_int_equal(redial_asterisk_to_sip(asterisk.code).code,
                   atoi(csv_get(row, "asterisk_bleg_to_aleg")));
  assert_int_equal(redial_freeswitch_to_sip(freeswitch.code).code,
                   atoi(csv_get(row, "freeswitch_bleg_to_aleg_no_passthrough")));
  if (is_number(isup) || strstr(isup, "(default)") != NULL ||
      strstr(isup, "by Warning") != NULL) {
    assert_int_equal(redial_sip_to_q850(sip).code, atoi(isup));
  }
}

static void every_peer_row_is_the_facts_row(void **state) {
  csv row;
  int rows = 0;

  (void)state;
  csv_open(&row, "facts/peer-mappings.csv");
  while (csv_next(&row)) {
    assert_peer_row(atoi(csv_get(&row, "code")), &row);
    rows++;
  }
  assert_int_equal(rows, 77);
  csv_close(&row);
}

static void assert_peer_cause(const csv *row, const char *name_column,
                              const char *sip_column,
                              redial_status (*by_name)(redial_span, int32_t *),
                              redial_mapped (*to_sip)(int32_t)) {
  int32_t cause = 0;

  if (csv_get(row, name_column)[0] != '\0') {
    assert_int_equal(by_name(text(csv_get(row, name_column)), &cause),
                     REDIAL_OK);
    assert_int_equal(cause, atoi(csv_get(row, "cause")));
  }
  assert_int_equal(to_sip(atoi(csv_get(row, "cause"))).code,
                   atoi(csv_get(row, sip_column)));
}

static void every_peer_cause_is_the_facts_row(void **state) {
  csv row;

  (void)state;
  csv_open(&row, "facts/q850.csv");
  while (csv_next(&row)) {
    assert_peer_cause(&row, "asterisk_constant", "asterisk_sip",
                      redial_asterisk_cause_by_name, redial_asterisk_to_sip);
    assert_peer_cause(&row, "freeswitch_constant", "freeswitch_sip",
                      redial_freeswitch_cause_by_name,
                      redial_freeswitch_to_sip);
  }
  csv_close(&row);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_sip_row_is_the_facts_row),
    cmocka_unit_test(classes_and_events_have_their_rows),
    cmocka_unit_test(every_q850_row_is_the_facts_row),
    cmocka_unit_test(every_twilio_row_is_the_facts_row),
    cmocka_unit_test(every_dial_word_is_the_facts_row),
    cmocka_unit_test(every_peer_row_is_the_facts_row),
    cmocka_unit_test(every_peer_cause_is_the_facts_row),
  };

  return cmocka_run_group_tests_name("tables", tests, NULL, NULL);
}
