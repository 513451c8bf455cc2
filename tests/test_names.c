#include "support.h"

#include <ctype.h>
#include <string.h>

static redial_span text(const char *terminated) {
  redial_span span;

  span.ptr = terminated;
  span.len = strlen(terminated);
  return span;
}

/* Every value has a name of its own that reads back in any case; the number
   after the last has none, and no part of a name is one. */
#define ROUND_TRIP(word, last)                                                 \
  static void every_##word##_has_a_name_both_ways(void **state) {              \
    int value;                                                                 \
                                                                               \
    (void)state;                                                               \
    for (value = 0; value <= (int)(last); value++) {                           \
      const char *name = redial_##word##_name((redial_##word)value);           \
      redial_##word back = (redial_##word)-1;                                  \
      char loud[32];                                                           \
      redial_span part = text(name);                                           \
      size_t i;                                                                \
                                                                               \
      assert_string_not_equal(name, "?");                                      \
      for (i = 0; i <= strlen(name); i++) {                                    \
        loud[i] = (char)toupper((unsigned char)name[i]);                       \
      }                                                                        \
      assert_int_equal(redial_##word##_by_name(text(loud), &back), REDIAL_OK); \
      assert_int_equal(back, value);                                           \
      part.len--;                                                              \
      back = (redial_##word)-1;                                                \
      assert_int_equal(redial_##word##_by_name(part, &back),                   \
                       REDIAL_ERR_NO_MATCH);                                   \
      assert_int_equal(back, (redial_##word)-1);                               \
    }                                                                          \
    assert_string_equal(redial_##word##_name((redial_##word)(last + 1)), "?"); \
    assert_string_equal(redial_##word##_name((redial_##word)-1), "?");         \
  }

ROUND_TRIP(outcome, REDIAL_OUTCOME_MISCONFIGURED)
ROUND_TRIP(family, REDIAL_FAMILY_PLATFORM)
ROUND_TRIP(about, REDIAL_ABOUT_PLATFORM)
ROUND_TRIP(scope, REDIAL_SCOPE_UNKNOWN)
ROUND_TRIP(retry, REDIAL_RETRY_ELSEWHERE)
ROUND_TRIP(action, REDIAL_ACTION_STOP)
ROUND_TRIP(treatment, REDIAL_TREATMENT_HANG_UP)
ROUND_TRIP(kind, REDIAL_KIND_SERVER)
ROUND_TRIP(namespace, REDIAL_NAMESPACE_DIAL)
ROUND_TRIP(dial_status, REDIAL_DIAL_CANCELED)
ROUND_TRIP(mapping, REDIAL_MAPPING_NOT_CALL)
ROUND_TRIP(confidence, REDIAL_CONFIDENCE_CERTAIN)
ROUND_TRIP(origin, REDIAL_ORIGIN_CALLER_GONE)
ROUND_TRIP(progress, REDIAL_PROGRESS_RINGING_MEDIA)
ROUND_TRIP(method, REDIAL_METHOD_OTHER)
ROUND_TRIP(location, REDIAL_LOCATION_OTHER)
ROUND_TRIP(damage, REDIAL_DAMAGE_MALFORMED)

static void every_status_has_a_name_both_ways(void **state) {
  int value;

  (void)state;
  for (value = REDIAL_OK; value >= REDIAL_ERR_UNSUPPORTED; value--) {
    redial_status back = (redial_status)1;

    assert_int_equal(
      redial_status_by_name(text(redial_status_name((redial_status)value)),
                            &back),
      REDIAL_OK);
    assert_int_equal(back, value);
  }
  assert_string_equal(redial_status_name((redial_status)1), "?");
  assert_string_equal(
    redial_status_name((redial_status)(REDIAL_ERR_UNSUPPORTED - 1)), "?");
}

static void rules_are_named_as_the_documents_name_them(void **state) {
  (void)state;
  assert_string_equal(redial_rule_name(0), "R1");
  assert_string_equal(redial_rule_name(23), "R24");
  assert_string_equal(redial_rule_name(24), "T1");
  assert_string_equal(redial_rule_name(28), "P4");
  assert_string_equal(redial_rule_name(29), "user");
  assert_string_equal(redial_rule_name(30), "?");
  assert_string_equal(redial_rule_name(UINT32_MAX), "?");
  assert_int_equal(REDIAL_RULE_P(4), 1u << 28);
}

static void a_phrase_is_that_of_the_namespace(void **state) {
  (void)state;
  assert_string_equal(redial_code_phrase(REDIAL_NAMESPACE_NONE, 486),
                      "Busy Here");
  assert_string_equal(redial_code_phrase(REDIAL_NAMESPACE_NONE, 31486),
                      "Busy Here");
  assert_string_equal(redial_code_phrase(REDIAL_NAMESPACE_Q850, 17),
                      "User busy");
  assert_string_equal(redial_code_phrase(REDIAL_NAMESPACE_Q850, 145),
                      "User busy");
  assert_string_equal(redial_code_phrase(REDIAL_NAMESPACE_DIAL,
                                         REDIAL_DIAL_NO_ANSWER),
                      "no-answer");
  assert_string_equal(redial_code_phrase(REDIAL_NAMESPACE_SIP, 468),
                      "(unknown client failure)");
  assert_null(redial_code_phrase(REDIAL_NAMESPACE_SIP, 700));
  assert_null(redial_code_phrase(REDIAL_NAMESPACE_SIP, 99));
  assert_null(redial_code_phrase(REDIAL_NAMESPACE_NONE, INT32_MAX));
  assert_null(redial_code_phrase(REDIAL_NAMESPACE_NONE, INT32_MIN));
  assert_null(redial_code_phrase(REDIAL_NAMESPACE_DIAL, 0));
  assert_null(redial_code_phrase(REDIAL_NAMESPACE_DIAL, 7));
  assert_null(redial_code_source(REDIAL_NAMESPACE_DIAL, 7));
  assert_null(redial_code_phrase((redial_namespace)9, 486));
  assert_string_equal(redial_code_note(REDIAL_NAMESPACE_DIAL, 3), "");
  assert_string_equal(redial_code_note(REDIAL_NAMESPACE_SIP, 700), "");
}

static void every_source_of_a_486_is_its_section(void **state) {
  (void)state;
  assert_string_equal(redial_code_source(REDIAL_NAMESPACE_SIP, 486),
                      "RFC 3261 21.4.24");
  assert_string_equal(redial_code_source(REDIAL_NAMESPACE_SIP, 485),
                      "RFC 3261 21.4.23");
  assert_string_equal(redial_code_headers(401 + 299), "");
}

static void an_explanation_says_the_whole_verdict(void **state) {
  char line[256];

  (void)state;
  redial_explain(redial_classify(31486), line, sizeof(line));
  assert_string_equal(line,
                      "Twilio 31486 Busy Here = SIP 486: busy, about callee, "
                      "scope here, retry later, action try_next, treatment "
                      "callback");
  redial_explain(redial_classify(699), line, sizeof(line));
  assert_string_equal(line,
                      "699 (no registered meaning) as 600: unknown, about "
                      "callee, scope everywhere, retry never, action stop, "
                      "treatment announce by R2");
}

static void an_explanation_says_what_is_doubtful(void **state) {
  redial_evidence seen = {0};
  char line[256];

  (void)state;
  seen.code = 486;
  seen.kind = REDIAL_KIND_TRUNK;
  seen.elapsed_ms = 1;
  seen.q850_cause = 1;
  seen.retry_after.present = 1;
  seen.retry_after.seconds = 4294967295u;
  seen.retry_after.damage = REDIAL_DAMAGE_SATURATED;
  redial_explain(redial_assess(&seen), line, sizeof(line));
  assert_string_equal(line,
                      "486 Busy Here: busy, about callee, scope here, retry "
                      "later after 4294967295 s, action try_next, treatment "
                      "callback by R5,P3; guess; malformed; conflict; maybe "
                      "capacity");
}

/* Every size from nothing to enough: cut, terminated, never beyond. */
static void an_explanation_is_cut_and_terminated(void **state) {
  char whole[256];
  char line[256];
  size_t needed = redial_explain(redial_classify(-5), whole, sizeof(whole));
  size_t size;

  (void)state;
  assert_int_equal(needed, strlen(whole));
  assert_int_equal(redial_explain(redial_classify(-5), NULL, 0), needed);
  for (size = 1; size < sizeof(line); size++) {
    memset(line, 'x', sizeof(line));
    assert_int_equal(redial_explain(redial_classify(-5), line, size), needed);
    assert_int_equal(strlen(line), size <= needed ? size - 1 : needed);
    assert_memory_equal(line, whole, strlen(line));
    assert_true(size == sizeof(line) || line[size] == 'x');
  }
}

static void the_version_linked_is_the_version_compiled(void **state) {
  (void)state;
  assert_int_equal(redial_version(), REDIAL_VERSION);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_outcome_has_a_name_both_ways),
    cmocka_unit_test(every_family_has_a_name_both_ways),
    cmocka_unit_test(every_about_has_a_name_both_ways),
    cmocka_unit_test(every_scope_has_a_name_both_ways),
    cmocka_unit_test(every_retry_has_a_name_both_ways),
    cmocka_unit_test(every_action_has_a_name_both_ways),
    cmocka_unit_test(every_treatment_has_a_name_both_ways),
    cmocka_unit_test(every_kind_has_a_name_both_ways),
    cmocka_unit_test(every_namespace_has_a_name_both_ways),
    cmocka_unit_test(every_dial_status_has_a_name_both_ways),
    cmocka_unit_test(every_mapping_has_a_name_both_ways),
    cmocka_unit_test(every_confidence_has_a_name_both_ways),
    cmocka_unit_test(every_origin_has_a_name_both_ways),
    cmocka_unit_test(every_progress_has_a_name_both_ways),
    cmocka_unit_test(every_method_has_a_name_both_ways),
    cmocka_unit_test(every_location_has_a_name_both_ways),
    cmocka_unit_test(every_damage_has_a_name_both_ways),
    cmocka_unit_test(every_status_has_a_name_both_ways),
    cmocka_unit_test(rules_are_named_as_the_documents_name_them),
    cmocka_unit_test(a_phrase_is_that_of_the_namespace),
    cmocka_unit_test(every_source_of_a_486_is_its_section),
    cmocka_unit_test(an_explanation_says_the_whole_verdict),
    cmocka_unit_test(an_explanation_says_what_is_doubtful),
    cmocka_unit_test(an_explanation_is_cut_and_terminated),
    cmocka_unit_test(the_version_linked_is_the_version_compiled),
  };

  return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
