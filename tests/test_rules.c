#include "support.h"
#include <string.h>

static redial_evidence answer(int32_t code) {
  redial_evidence evidence = {0};

  evidence.code = code;
  return evidence;
}

/* Does one rule match what was seen? */
static int matches(redial_rule rule, redial_evidence evidence) {
  redial_rules rules = {NULL, 1, NULL};
  redial_verdict verdict =
    redial_classify_in((redial_namespace)evidence.ns, evidence.code);

  rules.rule = &rule;
  return redial_rules_apply(&rules, &evidence, &verdict).rule != NULL;
}

static redial_rule code_rule(int32_t first, int32_t last) {
  redial_rule rule = {0};

  rule.code_first = first;
  rule.code_last = last;
  return rule;
}

static void an_empty_rule_matches_every_failure(void **state) {
  redial_rule rule = {0};

  (void)state;
  assert_true(matches(rule, answer(486)));
  assert_true(matches(rule, answer(603)));
  assert_true(matches(rule, answer(0)));
}

static void an_answer_and_a_provisional_are_never_read_otherwise(void **state) {
  redial_rule rule = {0};

  (void)state;
  assert_false(matches(rule, answer(100)));
  assert_false(matches(rule, answer(199)));
  assert_false(matches(rule, answer(200)));
  assert_true(matches(rule, answer(300)));
}

static void a_range_includes_both_ends(void **state) {
  redial_rule rule = code_rule(500, 504);

  (void)state;
  assert_false(matches(rule, answer(499)));
  assert_true(matches(rule, answer(500)));
  assert_true(matches(rule, answer(504)));
  assert_false(matches(rule, answer(505)));
}

static void a_rule_for_a_code_is_silent_without_one(void **state) {
  (void)state;
  assert_false(matches(code_rule(400, 699), answer(0)));
}

static void a_sip_rule_sees_what_twilio_code_stands_for(void **state) {
  (void)state;
  assert_true(matches(code_rule(486, 486), answer(31486)));
  /* 31401 is a microphone. */
  assert_false(matches(code_rule(401, 401), answer(31401)));
}

static void a_namespace_compares_the_code_as_given(void **state) {
  redial_rule rule = code_rule(486, 486);

  (void)state;
  rule.ns = REDIAL_NAMESPACE_SIP;
  assert_true(matches(rule, answer(486)));
  assert_false(matches(rule, answer(31486)));
  rule.code_first = rule.code_last = 31486;
  rule.ns = REDIAL_NAMESPACE_TWILIO;
  assert_true(matches(rule, answer(31486)));
  assert_false(matches(rule, answer(486)));
}

static void a_code_told_beside_the_answer_counts_in_its_namespace(
  void **state) {
  redial_evidence evidence = answer(403);
  redial_rule rule = code_rule(32, 34);

  (void)state;
  rule.ns = REDIAL_NAMESPACE_Q850;
  assert_false(matches(rule, evidence));
  evidence.q850_cause = 34;
  assert_true(matches(rule, evidence));
  rule.ns = REDIAL_NAMESPACE_SIP;
  rule.code_first = rule.code_last = 607;
  assert_false(matches(rule, evidence));
  evidence.sip_cause = 607;
  assert_true(matches(rule, evidence));
  rule.ns = REDIAL_NAMESPACE_TWILIO;
  rule.code_first = rule.code_last = 32205;
  assert_false(matches(rule, evidence));
  evidence.twilio_error = 32205;
  assert_true(matches(rule, evidence));
  rule.ns = REDIAL_NAMESPACE_DIAL;
  rule.code_first = rule.code_last = REDIAL_DIAL_BUSY;
  assert_false(matches(rule, evidence));
  evidence.dial_status = REDIAL_DIAL_BUSY;
  assert_true(matches(rule, evidence));
}

static void any_code_of_a_namespace_needs_one(void **state) {
  redial_rule rule = code_rule(0, 0);
  redial_evidence evidence = answer(403);

  (void)state;
  rule.ns = REDIAL_NAMESPACE_TWILIO;
  assert_false(matches(rule, evidence));
  evidence.twilio_error = 32205;
  assert_true(matches(rule, evidence));
}

static void an_own_timer_is_told_from_a_408_by_its_origin(void **state) {
  redial_rule rule = code_rule(408, 408);
  redial_rules rules = {NULL, 1, NULL};
  redial_evidence evidence = answer(0);
  redial_verdict verdict;

  (void)state;
  rules.rule = &rule;
  evidence.origin = REDIAL_ORIGIN_LOCAL_TIMEOUT;
  verdict = redial_assess(&evidence);
  assert_non_null(redial_rules_apply(&rules, &evidence, &verdict).rule);
  rule.origins = REDIAL_SET(REDIAL_ORIGIN_REMOTE);
  assert_null(redial_rules_apply(&rules, &evidence, &verdict).rule);
}

static void an_unknown_namespace_matches_nothing_and_harms_nothing(
  void **state) {
  redial_rule rule = code_rule(0, 0);

  (void)state;
  rule.ns = 200;
  assert_false(matches(rule, answer(486)));
}

static void sooner_means_below_and_known(void **state) {
  redial_rule rule = code_rule(486, 486);
  redial_evidence evidence = answer(486);

  (void)state;
  rule.elapsed_below_ms = 150;
  assert_false(matches(rule, evidence));
  evidence.elapsed_ms = 1;
  assert_true(matches(rule, evidence));
  evidence.elapsed_ms = 149;
  assert_true(matches(rule, evidence));
  evidence.elapsed_ms = 150;
  assert_false(matches(rule, evidence));
  evidence.elapsed_ms = UINT32_MAX;
  rule.elapsed_below_ms = UINT32_MAX;
  assert_false(matches(rule, evidence));
}

static void a_set_takes_its_members_only(void **state) {
  redial_rule rule = {0};
  redial_evidence evidence = answer(486);

  (void)state;
  rule.kinds = REDIAL_SET(REDIAL_KIND_TRUNK) | REDIAL_SET(REDIAL_KIND_UNKNOWN);
  assert_true(matches(rule, evidence));
  evidence.kind = REDIAL_KIND_PHONE;
  assert_false(matches(rule, evidence));
  evidence.kind = REDIAL_KIND_TRUNK;
  assert_true(matches(rule, evidence));
  evidence.kind = 64;
  assert_false(matches(rule, evidence));
  evidence.kind = 255;
  assert_false(matches(rule, evidence));
}

static void progress_origin_and_outcome_are_sets_too(void **state) {
  redial_rule rule = {0};
  redial_evidence evidence = answer(486);

  (void)state;
  rule.progress = REDIAL_SET(REDIAL_PROGRESS_RINGING);
  assert_false(matches(rule, evidence));
  evidence.progress = REDIAL_PROGRESS_RINGING;
  assert_true(matches(rule, evidence));
  rule.origins = REDIAL_SET(REDIAL_ORIGIN_REMOTE);
  assert_false(matches(rule, evidence));
  evidence.origin = REDIAL_ORIGIN_REMOTE;
  assert_true(matches(rule, evidence));
  rule.outcomes = REDIAL_SET(REDIAL_OUTCOME_MISCONFIGURED);
  assert_false(matches(rule, evidence));
  rule.outcomes |= REDIAL_SET(REDIAL_OUTCOME_BUSY);
  assert_true(matches(rule, evidence));
}

static void a_cause_can_be_asked_for_or_asked_to_be_absent(void **state) {
  redial_rule rule = {0};
  redial_evidence evidence = answer(603);

  (void)state;
  rule.q850_cause = 19;
  assert_false(matches(rule, evidence));
  evidence.q850_cause = 19;
  assert_true(matches(rule, evidence));
  rule.q850_cause = REDIAL_CAUSE_ABSENT;
  assert_false(matches(rule, evidence));
  evidence.q850_cause = 0;
  assert_true(matches(rule, evidence));
  rule.sip_cause = 486;
  assert_false(matches(rule, evidence));
  evidence.sip_cause = 486;
  assert_true(matches(rule, evidence));
}

static redial_rule giving(int32_t code, redial_word word, uint8_t value) {
  redial_rule rule = code_rule(code, code);

  rule.replaces = (uint8_t)REDIAL_SET(word);
  rule.words[word] = value;
  return rule;
}

static void only_the_words_given_are_replaced(void **state) {
  redial_rule rule = giving(486, REDIAL_WORD_RETRY, REDIAL_RETRY_NEVER);
  redial_rules rules = {NULL, 1, NULL};
  redial_evidence evidence = answer(486);
  redial_verdict before = redial_classify(486);
  redial_verdict after = before;

  (void)state;
  rules.rule = &rule;
  redial_rules_apply(&rules, &evidence, &after);
  assert_int_equal(after.retry, REDIAL_RETRY_NEVER);
  assert_int_equal(after.rules, before.rules | REDIAL_RULE_USER);
  after.retry = before.retry;
  after.rules = before.rules;
  assert_memory_equal(&after, &before, sizeof(before));
}

static void all_six_words_can_be_replaced(void **state) {
  redial_rule rule = {0};
  redial_rules rules = {NULL, 1, NULL};
  redial_evidence evidence = answer(486);
  redial_verdict verdict = redial_classify(486);

  (void)state;
  rule.replaces = 0x7e;
  rule.words[REDIAL_WORD_OUTCOME] = REDIAL_OUTCOME_OVERLOADED;
  rule.words[REDIAL_WORD_ABOUT] = REDIAL_ABOUT_PATH;
  rule.words[REDIAL_WORD_SCOPE] = REDIAL_SCOPE_ROUTE;
  rule.words[REDIAL_WORD_RETRY] = REDIAL_RETRY_ELSEWHERE;
  rule.words[REDIAL_WORD_ACTION] = REDIAL_ACTION_FAILOVER;
  rule.words[REDIAL_WORD_TREATMENT] = REDIAL_TREATMENT_QUEUE;
  rules.rule = &rule;
  redial_rules_apply(&rules, &evidence, &verdict);
  assert_int_equal(verdict.outcome, REDIAL_OUTCOME_OVERLOADED);
  assert_int_equal(verdict.about, REDIAL_ABOUT_PATH);
  assert_int_equal(verdict.scope, REDIAL_SCOPE_ROUTE);
  assert_int_equal(verdict.retry, REDIAL_RETRY_ELSEWHERE);
  assert_int_equal(verdict.action, REDIAL_ACTION_FAILOVER);
  assert_int_equal(verdict.treatment, REDIAL_TREATMENT_QUEUE);
  assert_int_equal(verdict.code, 486);
}

static void bits_that_are_no_word_replace_nothing(void **state) {
  redial_rule rule = code_rule(486, 486);
  redial_rules rules = {NULL, 1, NULL};
  redial_evidence evidence = answer(486);
  redial_verdict before = redial_classify(486);
  redial_verdict after = before;

  (void)state;
  rule.replaces = 0x81;
  rules.rule = &rule;
  redial_rules_apply(&rules, &evidence, &after);
  assert_int_equal(after.rules, REDIAL_RULE_USER);
  after.rules = before.rules;
  assert_memory_equal(&after, &before, sizeof(before));
  assert_int_equal(redial_rules_lint(&rules, NULL, NULL, 0), 0);
}

static void the_first_rule_that_matches_wins(void **state) {
  redial_rule rule[3];
  redial_rules rules = {NULL, 3, NULL};
  redial_evidence evidence = answer(486);
  redial_verdict verdict = redial_classify(486);
  redial_rule_match match;

  (void)state;
  rule[0] = giving(487, REDIAL_WORD_RETRY, REDIAL_RETRY_NEVER);
  rule[1] = giving(486, REDIAL_WORD_RETRY, REDIAL_RETRY_NEVER);
  rule[2] = giving(486, REDIAL_WORD_SCOPE, REDIAL_SCOPE_ROUTE);
  rules.rule = rule;
  match = redial_rules_apply(&rules, &evidence, &verdict);
  assert_ptr_equal(match.rule, &rule[1]);
  assert_int_equal(match.index, 1);
  assert_int_equal(verdict.retry, REDIAL_RETRY_NEVER);
  assert_int_equal(verdict.scope, REDIAL_SCOPE_HERE);
}

static void a_tenant_is_asked_before_its_parent(void **state) {
  redial_rule own = giving(486, REDIAL_WORD_RETRY, REDIAL_RETRY_NEVER);
  redial_rule general = giving(480, REDIAL_WORD_RETRY, REDIAL_RETRY_NEVER);
  redial_rules parent = {NULL, 1, NULL};
  redial_rules tenant = {NULL, 1, NULL};
  redial_evidence evidence = answer(486);
  redial_verdict verdict = redial_classify(486);

  (void)state;
  parent.rule = &general;
  tenant.rule = &own;
  tenant.parent = &parent;
  assert_int_equal(redial_rules_apply(&tenant, &evidence, &verdict).level, 0);
  verdict = redial_classify(480);
  evidence.code = 480;
  assert_int_equal(redial_rules_apply(&tenant, &evidence, &verdict).level, 1);
  assert_int_equal(verdict.retry, REDIAL_RETRY_NEVER);
  verdict = redial_classify(404);
  assert_null(redial_rules_apply(&tenant, &evidence, &verdict).rule);
}

static void a_tenant_can_keep_what_its_parent_would_change(void **state) {
  redial_rule keep = code_rule(486, 486);
  redial_rule change = giving(486, REDIAL_WORD_RETRY, REDIAL_RETRY_NEVER);
  redial_rules parent = {NULL, 1, NULL};
  redial_rules tenant = {NULL, 1, NULL};
  redial_evidence evidence = answer(486);
  redial_verdict verdict = redial_classify(486);

  (void)state;
  parent.rule = &change;
  tenant.rule = &keep;
  tenant.parent = &parent;
  assert_ptr_equal(redial_rules_apply(&tenant, &evidence, &verdict).rule,
                   &keep);
  assert_int_equal(verdict.retry, REDIAL_RETRY_LATER);
}

static void sets_that_are_each_others_parents_end(void **state) {
  redial_rules a = {NULL, 0, NULL};
  redial_rules b = {NULL, 0, NULL};
  redial_evidence evidence = answer(486);
  redial_verdict verdict = redial_classify(486);
  redial_rule_match match;

  (void)state;
  a.parent = &b;
  b.parent = &a;
  match = redial_rules_apply(&a, &evidence, &verdict);
  assert_null(match.rule);
  assert_int_equal(match.level, 0);
  assert_int_equal(verdict.rules, 0);
}

static void the_eighth_set_is_asked_and_the_ninth_is_not(void **state) {
  redial_rule rule = code_rule(0, 0);
  redial_rules chain[9] = {{NULL, 0, NULL}};
  redial_evidence evidence = answer(486);
  redial_verdict verdict = redial_classify(486);
  uint32_t i;

  (void)state;
  for (i = 0; i < 8; i++) {
    chain[i].parent = &chain[i + 1];
  }
  chain[8].rule = &rule;
  chain[8].count = 1;
  assert_null(redial_rules_apply(chain, &evidence, &verdict).rule);
  assert_int_equal(redial_rules_apply(chain + 1, &evidence, &verdict).level, 7);
}

static void a_6xx_keeps_scope_everywhere_and_says_so(void **state) {
  redial_rule rule = giving(603, REDIAL_WORD_SCOPE, REDIAL_SCOPE_HERE);
  redial_rules rules = {NULL, 1, NULL};
  redial_evidence evidence = answer(603);
  redial_verdict verdict = redial_classify(603);

  (void)state;
  rules.rule = &rule;
  assert_int_equal(redial_rules_apply(&rules, &evidence, &verdict).kept_scope,
                   1);
  assert_int_equal(verdict.scope, REDIAL_SCOPE_EVERYWHERE);
}

static void every_6xx_keeps_scope_everywhere(void **state) {
  redial_rule rule = giving(600, REDIAL_WORD_SCOPE, REDIAL_SCOPE_ROUTE);
  redial_rules rules = {NULL, 1, NULL};
  redial_evidence evidence = answer(600);
  int32_t code;

  (void)state;
  rule.code_last = 699;
  rules.rule = &rule;
  for (code = 600; code <= 699; code++) {
    redial_verdict verdict = redial_classify(code);

    redial_rules_apply(&rules, &evidence, &verdict);
    assert_true(redial_is_everywhere(verdict));
  }
}

static void every_6xx_with_any_reason_keeps_scope_everywhere(void **state) {
  redial_rule rule = {0};
  redial_rules rules = {NULL, 1, NULL};
  redial_evidence evidence = answer(600);
  uint32_t cause;

  (void)state;
  rule.replaces = (uint8_t)REDIAL_SET(REDIAL_WORD_SCOPE);
  rule.words[REDIAL_WORD_SCOPE] = REDIAL_SCOPE_ROUTE;
  rules.rule = &rule;
  for (; evidence.code <= 699; evidence.code++) {
    for (cause = 0; cause <= 127; cause++) {
      redial_verdict verdict;

      evidence.q850_cause = (uint8_t)cause;
      verdict = redial_assess(&evidence);
      redial_rules_apply(&rules, &evidence, &verdict);
      assert_true(redial_is_everywhere(verdict));
    }
  }
}

static void a_rule_for_6xx_that_leaves_scope_alone_keeps_nothing(
  void **state) {
  redial_rule rule = giving(603, REDIAL_WORD_RETRY, REDIAL_RETRY_LATER);
  redial_rules rules = {NULL, 1, NULL};
  redial_evidence evidence = answer(603);
  redial_verdict verdict = redial_classify(603);

  (void)state;
  rules.rule = &rule;
  assert_int_equal(redial_rules_apply(&rules, &evidence, &verdict).kept_scope,
                   0);
  assert_int_equal(verdict.retry, REDIAL_RETRY_LATER);
}

static void a_4xx_may_be_read_as_everywhere_and_back(void **state) {
  redial_rule rule = giving(404, REDIAL_WORD_SCOPE, REDIAL_SCOPE_ROUTE);
  redial_rules rules = {NULL, 1, NULL};
  redial_evidence evidence = answer(404);
  redial_verdict verdict = redial_classify(404);

  (void)state;
  rules.rule = &rule;
  verdict.scope = REDIAL_SCOPE_EVERYWHERE;
  redial_rules_apply(&rules, &evidence, &verdict);
  assert_int_equal(verdict.scope, REDIAL_SCOPE_ROUTE);
}

static void the_log_says_that_a_rule_of_the_user_spoke(void **state) {
  redial_rule rule = giving(486, REDIAL_WORD_RETRY, REDIAL_RETRY_NEVER);
  redial_rules rules = {NULL, 1, NULL};
  redial_evidence evidence = answer(486);
  redial_verdict verdict = redial_classify(486);
  char line[200];

  (void)state;
  rules.rule = &rule;
  redial_rules_apply(&rules, &evidence, &verdict);
  redial_explain(verdict, line, sizeof(line));
  assert_non_null(strstr(line, " by user"));
}

static void a_rule_takes_40_bytes(void **state) {
  (void)state;
  assert_int_equal(sizeof(redial_rule), 40);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_empty_rule_matches_every_failure),
    cmocka_unit_test(an_answer_and_a_provisional_are_never_read_otherwise),
    cmocka_unit_test(a_range_includes_both_ends),
    cmocka_unit_test(a_rule_for_a_code_is_silent_without_one),
    cmocka_unit_test(a_sip_rule_sees_what_twilio_code_stands_for),
    cmocka_unit_test(a_namespace_compares_the_code_as_given),
    cmocka_unit_test(a_code_told_beside_the_answer_counts_in_its_namespace),
    cmocka_unit_test(any_code_of_a_namespace_needs_one),
    cmocka_unit_test(an_own_timer_is_told_from_a_408_by_its_origin),
    cmocka_unit_test(an_unknown_namespace_matches_nothing_and_harms_nothing),
    cmocka_unit_test(sooner_means_below_and_known),
    cmocka_unit_test(a_set_takes_its_members_only),
    cmocka_unit_test(progress_origin_and_outcome_are_sets_too),
    cmocka_unit_test(a_cause_can_be_asked_for_or_asked_to_be_absent),
    cmocka_unit_test(only_the_words_given_are_replaced),
    cmocka_unit_test(all_six_words_can_be_replaced),
    cmocka_unit_test(bits_that_are_no_word_replace_nothing),
    cmocka_unit_test(the_first_rule_that_matches_wins),
    cmocka_unit_test(a_tenant_is_asked_before_its_parent),
    cmocka_unit_test(a_tenant_can_keep_what_its_parent_would_change),
    cmocka_unit_test(sets_that_are_each_others_parents_end),
    cmocka_unit_test(the_eighth_set_is_asked_and_the_ninth_is_not),
    cmocka_unit_test(a_6xx_keeps_scope_everywhere_and_says_so),
    cmocka_unit_test(every_6xx_keeps_scope_everywhere),
    cmocka_unit_test(every_6xx_with_any_reason_keeps_scope_everywhere),
    cmocka_unit_test(a_rule_for_6xx_that_leaves_scope_alone_keeps_nothing),
    cmocka_unit_test(a_4xx_may_be_read_as_everywhere_and_back),
    cmocka_unit_test(the_log_says_that_a_rule_of_the_user_spoke),
    cmocka_unit_test(a_rule_takes_40_bytes),
  };

  return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
