#include "support.h"
#include <string.h>

/* Names of the policy's words, the profiles, and the line for the log. */

static redial_span span_of(const char *text) {
  redial_span span;

  span.ptr = text;
  span.len = strlen(text);
  return span;
}

#define ROUND_TRIP(word, count)                                                \
  static void every_##word##_has_a_name_of_its_own(void **state) {             \
    uint32_t i;                                                                \
                                                                               \
    (void)state;                                                               \
    for (i = 0; i < (count); i++) {                                            \
      const char *name = redial_##word##_name((redial_##word)i);               \
      redial_##word value = (redial_##word)99;                                 \
                                                                               \
      assert_int_equal(redial_##word##_by_name(span_of(name), &value),         \
                       REDIAL_OK);                                             \
      assert_int_equal(value, i);                                              \
    }                                                                          \
    assert_string_equal(redial_##word##_name((redial_##word)(count)), "?");    \
  }                                                                            \
  static void no_##word##_has_another_name(void **state) {                     \
    redial_##word value = (redial_##word)1;                                    \
                                                                               \
    (void)state;                                                               \
    assert_int_equal(redial_##word##_by_name(span_of("nonsense"), &value),     \
                     REDIAL_ERR_NO_MATCH);                                     \
    assert_int_equal(value, 1);                                                \
  }

ROUND_TRIP(next, REDIAL_NEXT_STOP + 1)
ROUND_TRIP(why, REDIAL_WHY_TOO_LATE + 1)
ROUND_TRIP(party, REDIAL_PARTY_PERSON + 1)
ROUND_TRIP(cancel, REDIAL_CANCEL_ALL + 1)
ROUND_TRIP(cancel_reason, REDIAL_CANCEL_REASON_ENDED + 1)
ROUND_TRIP(jitter, REDIAL_JITTER_EQUAL + 1)

static void names_stand_at_their_values(void **state) {
  (void)state;
  assert_string_equal(redial_next_name(REDIAL_NEXT_REPAIR), "repair");
  assert_string_equal(redial_why_name(REDIAL_WHY_DEADLINE), "deadline");
  assert_string_equal(redial_why_name(REDIAL_WHY_FATAL), "fatal");
  assert_string_equal(redial_why_name(REDIAL_WHY_TOO_LATE), "too_late");
  assert_string_equal(redial_jitter_name(REDIAL_JITTER_EQUAL), "equal");
}

static void every_profile_is_found_by_its_name(void **state) {
  const redial_policy *profiles[] = {
    &redial_profile_rfc3261,      &redial_profile_hunt_group,
    &redial_profile_devices,      &redial_profile_carrier_failover,
    &redial_profile_twilio_dial,  &redial_profile_redialer,
  };
  uint32_t i;

  (void)state;
  for (i = 0; i < 6; i++) {
    assert_ptr_equal(redial_profile_by_name(span_of(redial_profile_name(i))),
                     profiles[i]);
  }
  assert_string_equal(redial_profile_name(6), "?");
  assert_ptr_equal(redial_profile_by_name(span_of("REDIALER")),
                   &redial_profile_redialer);
  assert_null(redial_profile_by_name(span_of("?")));
}

static void every_profile_is_sound(void **state) {
  uint32_t i, outcome;

  (void)state;
  for (i = 0; i < 6; i++) {
    const redial_policy *p =
      redial_profile_by_name(span_of(redial_profile_name(i)));

    assert_int_equal(p->repairs, 0);
    assert_int_equal(p->options & REDIAL_POLICY_RESILIENT, 0);
    assert_true(p->attempts > 0 && p->attempts < 1000);
    assert_true(p->rounds > 0 && p->rounds < 1000);
    assert_true(p->setup_ms <= p->trying_ms);
    assert_true(p->retry_after_min_ms <= p->retry_after_max_ms);
    assert_true(p->floor_ms > 0 && p->floor_ms <= p->cap_ms);
    for (outcome = 0; outcome < REDIAL_OUTCOMES; outcome++) {
      const redial_plan *plan = &p->plan[outcome];

      assert_true(plan->wait_ms <= p->cap_ms);
      assert_true(plan->tries == 0 || plan->wait_ms > 0);
      assert_true(plan->treatment <= REDIAL_TREATMENT_HANG_UP);
    }
  }
}

static const char *line_of(redial_decision decision) {
  static char line[400];
  size_t length = redial_decision_explain(&decision, line, sizeof(line));

  assert_int_equal(length, strlen(line));
  return line;
}

static void a_next_endpoint_is_explained(void **state) {
  redial_decision d = {0};

  (void)state;
  d.next = REDIAL_NEXT_ENDPOINT;
  d.why = REDIAL_WHY_REFUSED;
  d.leaves = REDIAL_LEAVES_PERSON;
  d.blame = REDIAL_PARTY_PERSON;
  d.hold = REDIAL_PARTY_PERSON;
  d.hold_ms = 15000;
  d.cancel = REDIAL_CANCEL_PERSON;
  d.cancel_reason = REDIAL_CANCEL_REASON_REFUSED;
  assert_string_equal(line_of(d),
                      "endpoint because of refused; out: the person; counts "
                      "against the person; hold the person 15000 ms; cancel "
                      "person as refused");
}

static void a_round_is_explained(void **state) {
  redial_decision d = {0};

  (void)state;
  d.next = REDIAL_NEXT_AGAIN;
  d.why = REDIAL_WHY_ROUND;
  d.wait_ms = 1000;
  d.leaves = REDIAL_LEAVES_VIA | REDIAL_LEAVES_GROUP;
  d.marks = REDIAL_DECISION_ROUND | REDIAL_DECISION_PAYS |
            REDIAL_DECISION_HINTED | REDIAL_DECISION_PROBE;
  assert_string_equal(line_of(d),
                      "again, another round after 1000 ms because of round; "
                      "as Retry-After asks; a probe before the hold ends; "
                      "costs a retry; out: the via, its failure group");
}

static void a_repair_and_a_stop_are_explained(void **state) {
  redial_decision d = {0};

  (void)state;
  d.next = REDIAL_NEXT_REPAIR;
  d.why = REDIAL_WHY_REPAIR;
  d.action = REDIAL_ACTION_AUTHENTICATE;
  assert_string_equal(line_of(d), "repair authenticate because of repair");
  d.next = REDIAL_NEXT_STOP;
  d.why = REDIAL_WHY_NOBODY_LEFT;
  d.reply_code = 486;
  d.treatment = REDIAL_TREATMENT_CALLBACK;
  assert_string_equal(line_of(d), "stop because of nobody_left; reply 486, "
                                  "treatment callback");
}

static void an_explanation_is_cut_and_terminated(void **state) {
  redial_decision d = {0};
  char line[8] = "xxxxxxx";

  (void)state;
  d.next = REDIAL_NEXT_ENDPOINT;
  d.why = REDIAL_WHY_HERE;
  assert_int_equal(redial_decision_explain(&d, NULL, 0), 24);
  assert_int_equal(redial_decision_explain(&d, line, sizeof(line)), 24);
  assert_string_equal(line, "endpoin");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_next_has_a_name_of_its_own),
    cmocka_unit_test(no_next_has_another_name),
    cmocka_unit_test(every_why_has_a_name_of_its_own),
    cmocka_unit_test(no_why_has_another_name),
    cmocka_unit_test(every_party_has_a_name_of_its_own),
    cmocka_unit_test(no_party_has_another_name),
    cmocka_unit_test(every_cancel_has_a_name_of_its_own),
    cmocka_unit_test(no_cancel_has_another_name),
    cmocka_unit_test(every_cancel_reason_has_a_name_of_its_own),
    cmocka_unit_test(no_cancel_reason_has_another_name),
    cmocka_unit_test(every_jitter_has_a_name_of_its_own),
    cmocka_unit_test(no_jitter_has_another_name),
    cmocka_unit_test(names_stand_at_their_values),
    cmocka_unit_test(every_profile_is_found_by_its_name),
    cmocka_unit_test(every_profile_is_sound),
    cmocka_unit_test(a_next_endpoint_is_explained),
    cmocka_unit_test(a_round_is_explained),
    cmocka_unit_test(a_repair_and_a_stop_are_explained),
    cmocka_unit_test(an_explanation_is_cut_and_terminated),
  };

  return cmocka_run_group_tests_name("policy_words", tests, NULL, NULL);
}
