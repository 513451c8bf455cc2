#include "digest.h"
#include "support.h"

#include <stdio.h>
#include <string.h>

static const redial_namespace namespaces[] = {
  REDIAL_NAMESPACE_NONE, REDIAL_NAMESPACE_SIP, REDIAL_NAMESPACE_TWILIO,
  REDIAL_NAMESPACE_Q850, REDIAL_NAMESPACE_DIAL};

#define LAST_CODE 131071
static const int32_t far_codes[] = {
  573005,    1000000,       INT32_MAX,     INT32_MAX - 1, -1, -2, -100, -486,
  -31486,    INT32_MIN,     INT32_MIN + 1, 0x10000 + 486, 0x10000 * 7 + 603};

/* Calls check for every number that the promise "every integer gives a
   verdict" is shown for. */
static void for_every_code(void (*check)(redial_namespace, int32_t)) {
  size_t n;
  size_t i;
  int32_t code;

  for (n = 0; n < sizeof(namespaces) / sizeof(namespaces[0]); n++) {
    for (code = -700; code <= LAST_CODE; code++) {
      check(namespaces[n], code);
    }
    for (i = 0; i < sizeof(far_codes) / sizeof(far_codes[0]); i++) {
      check(namespaces[n], far_codes[i]);
    }
  }
}

static void assert_sound(redial_namespace ns, int32_t code) {
  redial_verdict v = redial_classify_in(ns, code);

  assert_int_equal(v.code, code);
  assert_true(v.outcome <= REDIAL_OUTCOME_MISCONFIGURED);
  assert_true(v.about <= REDIAL_ABOUT_PLATFORM);
  assert_true(v.scope <= REDIAL_SCOPE_UNKNOWN);
  assert_true(v.retry <= REDIAL_RETRY_ELSEWHERE);
  assert_true(v.action <= REDIAL_ACTION_STOP);
  assert_true(v.treatment <= REDIAL_TREATMENT_HANG_UP);
  assert_true(v.mapping <= REDIAL_MAPPING_NOT_CALL);
  assert_in_range(v.confidence, REDIAL_CONFIDENCE_GUESS,
                  REDIAL_CONFIDENCE_CERTAIN);
  assert_int_equal(v.has_retry_after, 0);
  assert_int_equal(v.reserved, 0);
  assert_true((v.sip == 0) == (v.effective == 0));
  assert_true(v.effective == v.sip || v.effective == v.sip / 100 * 100 ||
              v.effective == 183);
}

static void every_integer_gives_a_sound_verdict(void **state) {
  (void)state;
  for_every_code(assert_sound);
}

static void assert_unknown_is_unknown(redial_namespace ns, int32_t code) {
  redial_verdict v = redial_classify_in(ns, code);

  if (v.effective == 600 && v.sip != 600) {
    assert_int_equal(v.outcome, REDIAL_OUTCOME_UNKNOWN);
    assert_true(redial_is_everywhere(v));
  }
}

static void an_unknown_6xx_is_never_busy(void **state) {
  (void)state;
  for_every_code(assert_unknown_is_unknown);
}

static void unregistered_codes_are_read_as_their_class(void **state) {
  (void)state;
  assert_int_equal(redial_classify(468).effective, 400);
  assert_int_equal(redial_classify(199 - 1).effective, 183);
  assert_int_equal(redial_classify(299).effective, 200);
  assert_int_equal(redial_classify(399).effective, 300);
  assert_int_equal(redial_classify(477).effective, 400);
  assert_int_equal(redial_classify(477).outcome, REDIAL_OUTCOME_UNREACHABLE);
  assert_int_equal(redial_classify(599).effective, 500);
  assert_int_equal(redial_classify(699).effective, 600);
}

static void assert_refused(int32_t code) {
  redial_verdict v = redial_classify(code);

  assert_int_equal(v.rules, REDIAL_RULE_R(1));
  assert_int_equal(v.flags, REDIAL_FLAG_MALFORMED);
  assert_int_equal(v.outcome, REDIAL_OUTCOME_UNKNOWN);
  assert_int_equal(v.scope, REDIAL_SCOPE_UNKNOWN);
  assert_int_equal(v.sip, 0);
}

static void numbers_that_are_no_code_are_refused(void **state) {
  (void)state;
  assert_refused(0);
  assert_refused(99);
  assert_refused(700);
  assert_refused(786);
  assert_refused(9999);
  assert_refused(-486);
  assert_refused(INT32_MIN);
}

static void assert_twilio_names(int32_t code, int32_t sip) {
  redial_verdict twilio = redial_classify(code);
  redial_verdict plain = redial_classify(sip);

  assert_int_equal(twilio.sip, sip);
  assert_memory_equal(&twilio.outcome, &plain.outcome, 6);
  assert_int_equal(redial_twilio_to_sip(code).code, sip);
  assert_int_equal(redial_sip_to_twilio(sip).code, code);
}

static void the_16_codes_that_twilio_lists_name_sip_codes(void **state) {
  static const int32_t listed[] = {31400, 31403, 31404, 31408, 31480, 31481,
                                   31484, 31486, 31487, 31500, 31502, 31503,
                                   31504, 31600, 31603, 31604};
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(listed) / sizeof(listed[0]); i++) {
    assert_twilio_names(listed[i], listed[i] - 31000);
  }
}

static void the_28_look_alikes_never_become_sip_codes(void **state) {
  static const int32_t look_alikes[] = {
    31100, 31101, 31102, 31103, 31104, 31105, 31106, 31107, 31201, 31202,
    31203, 31204, 31205, 31206, 31207, 31208, 31209, 31210, 31211, 31212,
    31301, 31302, 31401, 31402, 31409, 31426, 31429, 31530};
  size_t i;

  (void)state;
  assert_int_equal(sizeof(look_alikes) / sizeof(look_alikes[0]), 28);
  for (i = 0; i < sizeof(look_alikes) / sizeof(look_alikes[0]); i++) {
    redial_verdict v = redial_classify(look_alikes[i]);

    assert_int_equal(v.mapping, REDIAL_MAPPING_OWN);
    assert_int_equal(v.sip, 0);
    assert_int_equal(v.effective, 0);
    assert_int_not_equal(v.outcome, REDIAL_OUTCOME_SUCCESS);
    assert_int_not_equal(v.outcome, REDIAL_OUTCOME_PROGRESS);
    assert_int_equal(redial_twilio_to_sip(look_alikes[i]).code, 0);
  }
}

static void what_twilio_does_not_list_is_a_guess(void **state) {
  (void)state;
  assert_int_equal(redial_classify(31488).mapping, REDIAL_MAPPING_DERIVED);
  assert_int_equal(redial_classify(31488).confidence, REDIAL_CONFIDENCE_GUESS);
  assert_int_equal(redial_classify(31400).confidence, REDIAL_CONFIDENCE_LIKELY);
  assert_int_equal(redial_classify(31486).confidence,
                   REDIAL_CONFIDENCE_CERTAIN);
  assert_int_equal(redial_classify(31999).mapping, REDIAL_MAPPING_NONE);
  assert_int_equal(redial_classify(31999).outcome, REDIAL_OUTCOME_UNKNOWN);
}

static void assert_no_success(int32_t code) {
  redial_verdict v = redial_classify(code);

  assert_int_not_equal(v.outcome, REDIAL_OUTCOME_SUCCESS);
  assert_int_not_equal(v.outcome, REDIAL_OUTCOME_PROGRESS);
}

static void no_twilio_error_is_a_success(void **state) {
  int32_t code;

  (void)state;
  for (code = 10000; code <= LAST_CODE; code++) {
    assert_no_success(code);
  }
  assert_no_success(573005);
}

static void digits_that_end_like_a_sip_code_mean_nothing(void **state) {
  static const int32_t traps[] = {32603, 53603, 60603, 80603, 83603, 94603,
                                  21603, 32600, 53600, 60600, 21480, 53403,
                                  53404, 20403, 20404, 12300, 32503};
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(traps) / sizeof(traps[0]); i++) {
    assert_int_equal(redial_classify(traps[i]).sip, 0);
  }
}

static void the_namespace_decides_what_404_is(void **state) {
  redial_verdict twilio = redial_classify_in(REDIAL_NAMESPACE_TWILIO, 404);

  (void)state;
  assert_int_equal(redial_classify(404).outcome, REDIAL_OUTCOME_NOT_FOUND);
  assert_int_equal(twilio.mapping, REDIAL_MAPPING_NOT_CALL);
  assert_int_equal(twilio.outcome, REDIAL_OUTCOME_UNKNOWN);
}

static void a_six_digit_twilio_code_is_read(void **state) {
  redial_verdict v = redial_classify(573005);

  (void)state;
  assert_int_equal(v.mapping, REDIAL_MAPPING_OWN);
  assert_int_equal(v.outcome, REDIAL_OUTCOME_FORBIDDEN);
}

static void busy_here_and_busy_everywhere_differ_in_scope(void **state) {
  (void)state;
  assert_int_equal(redial_classify(486).outcome, redial_classify(600).outcome);
  assert_false(redial_is_everywhere(redial_classify(486)));
  assert_true(redial_is_everywhere(redial_classify(600)));
}

static void a_cause_with_the_extension_bit_is_read_and_flagged(void **state) {
  redial_verdict plain = redial_classify_in(REDIAL_NAMESPACE_Q850, 17);
  redial_verdict flagged = redial_classify_in(REDIAL_NAMESPACE_Q850, 128 + 17);

  (void)state;
  assert_memory_equal(&plain.outcome, &flagged.outcome, 6);
  assert_int_equal(plain.flags, 0);
  assert_int_equal(flagged.flags, REDIAL_FLAG_MALFORMED);
}

static void an_unassigned_cause_is_read_by_its_class(void **state) {
  redial_verdict v = redial_classify_in(REDIAL_NAMESPACE_Q850, 35);

  (void)state;
  assert_int_equal(v.outcome, REDIAL_OUTCOME_SERVICE_UNAVAILABLE);
  assert_int_equal(v.confidence, REDIAL_CONFIDENCE_GUESS);
  assert_int_equal(v.mapping, REDIAL_MAPPING_NONE);
  assert_int_equal(redial_classify_in(REDIAL_NAMESPACE_Q850, 71).outcome,
                   REDIAL_OUTCOME_UNSUPPORTED);
  assert_int_equal(redial_classify_in(REDIAL_NAMESPACE_Q850, 80).outcome,
                   REDIAL_OUTCOME_SERVER_ERROR);
  assert_int_equal(redial_classify_in(REDIAL_NAMESPACE_Q850, 112).outcome,
                   REDIAL_OUTCOME_UNKNOWN);
  assert_int_equal(redial_classify_in(REDIAL_NAMESPACE_Q850, 15).outcome,
                   REDIAL_OUTCOME_UNKNOWN);
}

static void numbers_that_are_no_cause_are_malformed(void **state) {
  static const int32_t bad[] = {0, 128, 256, -17, INT32_MIN, INT32_MAX};
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
    redial_verdict v = redial_classify_in(REDIAL_NAMESPACE_Q850, bad[i]);

    assert_int_equal(v.flags, REDIAL_FLAG_MALFORMED);
    assert_int_equal(v.outcome, REDIAL_OUTCOME_UNKNOWN);
  }
}

static void an_answered_call_is_a_success_whatever_stands_beside_it(
  void **state) {
  redial_verdict v = redial_classify_dial(486, REDIAL_DIAL_COMPLETED, 10001);

  (void)state;
  assert_int_equal(v.outcome, REDIAL_OUTCOME_SUCCESS);
  assert_true(v.flags & REDIAL_FLAG_CONFLICT);
  assert_int_equal(redial_classify_dial(200, REDIAL_DIAL_ANSWERED, 0).flags, 0);
}

static void a_twilio_error_wins_over_the_sip_code(void **state) {
  redial_verdict account = redial_classify_dial(603, REDIAL_DIAL_FAILED, 10001);
  redial_verdict fraud = redial_classify_dial(603, REDIAL_DIAL_FAILED, 32203);

  (void)state;
  assert_int_equal(account.outcome, REDIAL_OUTCOME_MISCONFIGURED);
  assert_int_equal(account.rules, REDIAL_RULE_T1);
  assert_int_equal(account.flags, 0);
  assert_true(redial_is_everywhere(account));
  assert_int_equal(fraud.outcome, REDIAL_OUTCOME_BLOCKED);
  assert_int_equal(redial_classify_dial(486, REDIAL_DIAL_BUSY, 10001).flags,
                   REDIAL_FLAG_CONFLICT);
}

static void an_error_that_names_a_sip_code_stands_in_for_it(void **state) {
  redial_verdict v = redial_classify_dial(0, REDIAL_DIAL_BUSY, 31486);

  (void)state;
  assert_int_equal(v.sip, 486);
  assert_int_equal(v.flags, 0);
  v = redial_classify_dial(603, REDIAL_DIAL_BUSY, 31486);
  assert_int_equal(v.sip, 603);
  assert_true(v.flags & REDIAL_FLAG_CONFLICT);
}

static void the_sip_code_wins_over_the_word_and_the_odd_word_is_told(
  void **state) {
  redial_verdict v = redial_classify_dial(404, REDIAL_DIAL_BUSY, 0);

  (void)state;
  assert_int_equal(v.outcome, REDIAL_OUTCOME_NOT_FOUND);
  assert_int_equal(v.flags,
                   REDIAL_FLAG_CONFLICT | REDIAL_FLAG_STATUS_DISAGREES);
}

static void a_487_means_what_the_word_says(void **state) {
  redial_verdict v = redial_classify_dial(487, REDIAL_DIAL_NO_ANSWER, 0);

  (void)state;
  assert_int_equal(v.outcome, REDIAL_OUTCOME_NO_ANSWER);
  assert_int_equal(v.sip, 487);
  assert_int_equal(v.flags, 0);
  v = redial_classify_dial(487, REDIAL_DIAL_BUSY, 0);
  assert_int_equal(v.outcome, REDIAL_OUTCOME_BUSY);
  assert_true(v.flags & REDIAL_FLAG_CONFLICT);
}

static void a_480_goes_with_any_failed_word(void **state) {
  int word;

  (void)state;
  for (word = REDIAL_DIAL_BUSY; word <= REDIAL_DIAL_CANCELED; word++) {
    redial_verdict v = redial_classify_dial(480, (redial_dial_status)word, 0);

    assert_int_equal(v.outcome, REDIAL_OUTCOME_UNAVAILABLE);
    assert_int_equal(v.flags, 0);
  }
}

static void nothing_given_is_unknown(void **state) {
  redial_verdict v = redial_classify_dial(0, REDIAL_DIAL_UNKNOWN, 0);

  (void)state;
  assert_int_equal(v.outcome, REDIAL_OUTCOME_UNKNOWN);
  assert_int_equal(v.flags, 0);
  assert_true(redial_classify_dial(786, REDIAL_DIAL_UNKNOWN, 0).flags &
              REDIAL_FLAG_MALFORMED);
  assert_int_equal(redial_classify_dial(786, REDIAL_DIAL_BUSY, 0).outcome,
                   REDIAL_OUTCOME_BUSY);
}

static void a_map_that_loses_says_so(void **state) {
  (void)state;
  assert_int_equal(redial_sip_to_q850(486).code, 17);
  assert_false(redial_sip_to_q850(486).lossy);
  assert_int_equal(redial_sip_to_q850(600).code, 17);
  assert_true(redial_sip_to_q850(600).lossy);
  assert_int_equal(redial_sip_to_q850(487).code, 0);
  assert_int_equal(redial_sip_to_q850(200).code, 0);
  /* RFC 3398 does not come back: 18 -> 408 -> 102. */
  assert_int_equal(redial_q850_to_sip(18).code, 408);
  assert_true(redial_q850_to_sip(18).lossy);
  assert_int_equal(redial_q850_to_sip(16).code, 0);
  assert_int_equal(redial_q850_to_sip(145).code, 486);
  assert_int_equal(redial_sip_to_asterisk(603).code, 21);
  assert_true(redial_sip_to_asterisk(603).lossy);
  assert_int_equal(redial_sip_to_asterisk(599).code, 34);
  assert_int_equal(redial_sip_to_asterisk(498).code, 127);
  assert_int_equal(redial_sip_to_dial(486).code, REDIAL_DIAL_BUSY);
  assert_true(redial_sip_to_dial(486).lossy);
  assert_int_equal(redial_sip_to_twilio(486).code, 31486);
  assert_int_equal(redial_sip_to_twilio(401).code, 0);
  assert_true(redial_sip_to_twilio(404).lossy);
}

static void assert_asterisk(const char *name, int32_t cause) {
  redial_span span;
  int32_t found = 0;

  span.ptr = name;
  span.len = strlen(name);
  assert_int_equal(redial_asterisk_cause_by_name(span, &found), REDIAL_OK);
  assert_int_equal(found, cause);
}

static void peer_causes_go_by_their_names(void **state) {
  redial_span nonsense = {"NONSENSE", 8};
  int32_t cause = -7;

  (void)state;
  assert_asterisk("user_busy", 17);
  assert_asterisk("AST_CAUSE_USER_BUSY", 17);
  assert_int_equal(redial_asterisk_cause_by_name(nonsense, &cause),
                   REDIAL_ERR_NO_MATCH);
  assert_int_equal(redial_freeswitch_cause_by_name(nonsense, &cause),
                   REDIAL_ERR_NO_MATCH);
  assert_int_equal(cause, -7);
  assert_null(redial_asterisk_cause_name(999));
  assert_null(redial_freeswitch_cause_name(-1));
  assert_string_equal(redial_freeswitch_cause_name(487), "ORIGINATOR_CANCEL");
  assert_null(redial_asterisk_dialstatus(200));
  assert_string_equal(redial_asterisk_dialstatus(486), "BUSY");
  assert_string_equal(redial_asterisk_dialstatus(480), "NOANSWER");
  assert_string_equal(redial_asterisk_dialstatus(503), "CONGESTION");
  assert_string_equal(redial_asterisk_dialstatus(603), "CHANUNAVAIL");
  assert_int_equal(redial_sip_to_freeswitch(200).code, 0);
  assert_int_equal(redial_sip_to_asterisk(700).code, 0);
}

static void a_namespace_that_is_none_knows_nothing(void **state) {
  redial_verdict v = redial_classify_in((redial_namespace)9, 486);

  (void)state;
  assert_int_equal(v.outcome, REDIAL_OUTCOME_UNKNOWN);
  assert_int_equal(v.flags, REDIAL_FLAG_MALFORMED);
  assert_int_equal(redial_outcome_family((redial_outcome)99),
                   REDIAL_FAMILY_NONE);
}

static void assert_maps_are_total(redial_namespace ns, int32_t code) {
  (void)ns;
  assert_in_range(redial_sip_to_q850(code).code, 0, 127);
  assert_in_range(redial_q850_to_sip(code).code, 0, 699);
  assert_in_range(redial_sip_to_dial(code).code, 0, REDIAL_DIAL_CANCELED);
  assert_in_range(redial_asterisk_to_sip(code).code, 300, 699);
  assert_in_range(redial_freeswitch_to_sip(code).code, 300, 699);
}

static void every_integer_can_be_mapped(void **state) {
  size_t i;
  int32_t code;

  (void)state;
  for (code = -1; code < 1000; code++) {
    assert_maps_are_total(REDIAL_NAMESPACE_NONE, code);
  }
  for (i = 0; i < sizeof(far_codes) / sizeof(far_codes[0]); i++) {
    assert_maps_are_total(REDIAL_NAMESPACE_NONE, far_codes[i]);
  }
}

static void the_sip_entry_answers_like_the_general_one(void **state) {
  int32_t code;

  (void)state;
  for (code = 100; code < 700; code++) {
    redial_verdict a = redial_classify_sip(code);
    redial_verdict b = redial_classify(code);

    assert_memory_equal(&a, &b, sizeof(a));
  }
}

static uint64_t verdict_digest;

static void add_verdict(redial_namespace ns, int32_t code) {
  redial_verdict v = redial_classify_in(ns, code);

  verdict_digest = digest_number(verdict_digest, (uint32_t)v.code);
  verdict_digest = digest_number(verdict_digest, v.sip);
  verdict_digest = digest_number(verdict_digest, v.effective);
  verdict_digest = digest_number(verdict_digest, v.outcome);
  verdict_digest = digest_number(verdict_digest, v.about);
  verdict_digest = digest_number(verdict_digest, v.scope);
  verdict_digest = digest_number(verdict_digest, v.retry);
  verdict_digest = digest_number(verdict_digest, v.action);
  verdict_digest = digest_number(verdict_digest, v.treatment);
  verdict_digest = digest_number(verdict_digest, v.mapping);
  verdict_digest = digest_number(verdict_digest, v.confidence);
  verdict_digest = digest_number(verdict_digest, v.flags);
  verdict_digest = digest_number(verdict_digest, v.rules);
}

/* The verdict of a code is API. When this number changes, a verdict has:
   say which in docs/changelog.md, ship the rule that restores the old
   reading, and only then write the new number here. */
#define RECORDED_DIGEST UINT64_C(0x8bfaefe06574d85f)

static void no_verdict_has_changed_unnoticed(void **state) {
  (void)state;
  verdict_digest = DIGEST_START;
  for_every_code(add_verdict);
  printf("verdict digest 0x%08lx%08lx\n",
         (unsigned long)(verdict_digest >> 32),
         (unsigned long)(verdict_digest & 0xffffffffu));
  assert_true(verdict_digest == RECORDED_DIGEST);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_integer_gives_a_sound_verdict),
    cmocka_unit_test(an_unknown_6xx_is_never_busy),
    cmocka_unit_test(unregistered_codes_are_read_as_their_class),
    cmocka_unit_test(numbers_that_are_no_code_are_refused),
    cmocka_unit_test(the_16_codes_that_twilio_lists_name_sip_codes),
    cmocka_unit_test(the_28_look_alikes_never_become_sip_codes),
    cmocka_unit_test(what_twilio_does_not_list_is_a_guess),
    cmocka_unit_test(no_twilio_error_is_a_success),
    cmocka_unit_test(digits_that_end_like_a_sip_code_mean_nothing),
    cmocka_unit_test(the_namespace_decides_what_404_is),
    cmocka_unit_test(a_six_digit_twilio_code_is_read),
    cmocka_unit_test(busy_here_and_busy_everywhere_differ_in_scope),
    cmocka_unit_test(a_cause_with_the_extension_bit_is_read_and_flagged),
    cmocka_unit_test(an_unassigned_cause_is_read_by_its_class),
    cmocka_unit_test(numbers_that_are_no_cause_are_malformed),
    cmocka_unit_test(an_answered_call_is_a_success_whatever_stands_beside_it),
    cmocka_unit_test(a_twilio_error_wins_over_the_sip_code),
    cmocka_unit_test(an_error_that_names_a_sip_code_stands_in_for_it),
    cmocka_unit_test(the_sip_code_wins_over_the_word_and_the_odd_word_is_told),
    cmocka_unit_test(a_487_means_what_the_word_says),
    cmocka_unit_test(a_480_goes_with_any_failed_word),
    cmocka_unit_test(nothing_given_is_unknown),
    cmocka_unit_test(a_map_that_loses_says_so),
    cmocka_unit_test(peer_causes_go_by_their_names),
    cmocka_unit_test(a_namespace_that_is_none_knows_nothing),
    cmocka_unit_test(every_integer_can_be_mapped),
    cmocka_unit_test(the_sip_entry_answers_like_the_general_one),
    cmocka_unit_test(no_verdict_has_changed_unnoticed),
  };

  return cmocka_run_group_tests_name("classify", tests, NULL, NULL);
}
