#include "support.h"
#include <string.h>

#define ROOM 32u

typedef struct linted {
  redial_finding finding[ROOM];
  uint32_t count;
} linted;

static linted lint_text(const char *text, const redial_lint_limits *limits) {
  redial_rule rule[ROOM];
  redial_rules rules = {NULL, 0, NULL};
  redial_rules_error error;
  redial_span span = {text, strlen(text)};
  linted result;

  assert_int_equal(redial_rules_read(span, rule, ROOM, &rules.count, &error),
                   REDIAL_OK);
  rules.rule = rule;
  memset(&result, 0, sizeof(result));
  result.count = redial_rules_lint(&rules, limits, result.finding, ROOM);
  return result;
}

/* The only finding of a text, as a line. */
static void assert_line(const char *text, const char *expected) {
  linted result = lint_text(text, NULL);
  char line[160];

  if (result.count != 1) {
    print_message("%s: %u findings\n", text, result.count);
  }
  assert_int_equal(result.count, 1);
  redial_finding_explain(&result.finding[0], line, sizeof(line));
  assert_string_equal(line, expected);
}

static void assert_clean(const char *text) {
  linted result = lint_text(text, NULL);
  char line[160];

  if (result.count != 0) {
    redial_finding_explain(&result.finding[0], line, sizeof(line));
    print_message("%s: %s\n", text, line);
  }
  assert_int_equal(result.count, 0);
}

static void a_rule_below_a_wider_one_is_unreachable(void **state) {
  (void)state;
  assert_line("4xx -> keep\n486 kind=trunk -> retry=never",
              "line 2: unreachable: line 1 takes every case first");
  assert_line("any -> keep\n\ntwilio:31401 -> keep",
              "line 3: unreachable: line 1 takes every case first");
  assert_line("twilio:any -> keep\n31401 -> keep",
              "line 2: unreachable: line 1 takes every case first");
  assert_line("486 elapsed_ms<150 -> keep\n486 elapsed_ms<149 -> keep",
              "line 2: unreachable: line 1 takes every case first");
  assert_line("486 q850_cause=17 -> keep\n486 q850_cause=17 kind=trunk -> keep",
              "line 2: unreachable: line 1 takes every case first");
  assert_line("486 elapsed_ms<150 -> keep\n486 elapsed_ms<150 kind=trunk -> keep",
              "line 2: unreachable: line 1 takes every case first");
  assert_line("486 kind=trunk,phone -> keep\n486 kind=phone -> keep",
              "line 2: unreachable: line 1 takes every case first");
}

static void the_first_of_several_that_cover_is_named(void **state) {
  linted result = lint_text("4xx -> keep\n486 -> keep\n486 -> keep", NULL);

  (void)state;
  assert_int_equal(result.count, 2);
  assert_int_equal(result.finding[1].rule, 2);
  assert_int_equal(result.finding[1].other, 0);
  assert_int_equal(result.finding[1].other_line, 1);
}

static void a_narrower_rule_above_leaves_the_wider_one_reachable(void **state) {
  static const char *const pairs[] = {
    "486 -> keep\n4xx -> keep",
    "486-487 -> keep\n487-488 -> keep",
    "487-488 -> keep\n486-487 -> keep",
    "sip:486 -> keep\n486 -> keep",
    "486 -> keep\nsip:486 -> keep",
    "486 -> keep\nany -> keep",
    "twilio:any -> keep\nany -> keep",
    "sip:any -> keep\ntwilio:any -> keep",
    "486 kind=trunk -> keep\n486 -> keep",
    "486 kind=trunk -> keep\n486 kind=trunk,phone -> keep",
    "486 progress=nothing -> keep\n486 -> keep",
    "486 origin=remote -> keep\n486 -> keep",
    "486 outcome=busy -> keep\n486 -> keep",
    "486 q850_cause=17 -> keep\n486 q850_cause=34 -> keep",
    "486 q850_cause=none -> keep\n486 -> keep",
    "486 sip_cause=486 -> keep\n486 -> keep",
    "486 elapsed_ms<150 -> keep\n486 elapsed_ms<151 -> keep",
    "486 elapsed_ms<150 -> keep\n486 -> keep",
  };
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
    assert_clean(pairs[i]);
  }
}

static void the_same_conditions_twice_are_a_duplicate(void **state) {
  (void)state;
  assert_line("486 kind=trunk -> keep\n486 kind=trunk -> retry=never",
              "line 2: duplicate: same conditions as line 1");
}

static void conditions_that_no_failure_meets_are_found(void **state) {
  static const char expected[] =
    "line 1: unreachable: no failure meets its conditions";

  (void)state;
  assert_line("any outcome=success -> keep", expected);
  assert_line("any outcome=success,progress -> keep", expected);
  assert_line("2xx -> keep", expected);
  assert_line("180-299 -> keep", expected);
  assert_clean("180-300 -> keep");
  assert_clean("any outcome=success,busy -> keep");
  assert_clean("sip:200 -> keep");
}

static void data_that_cannot_match_is_found(void **state) {
  redial_rule rule[2];
  redial_rules rules = {NULL, 2, NULL};
  redial_finding finding[2];

  (void)state;
  memset(rule, 0, sizeof(rule));
  rule[0].code_first = 487;
  rule[0].code_last = 486;
  rule[1].elapsed_below_ms = 1;
  rules.rule = rule;
  assert_int_equal(redial_rules_lint(&rules, NULL, finding, 2), 2);
  assert_int_equal(finding[0].kind, REDIAL_FINDING_UNREACHABLE);
  assert_int_equal(finding[0].other, 0);
  assert_int_equal(finding[1].rule, 1);
  assert_int_equal(finding[1].other, 1);
}

static void words_that_cannot_stand_together_are_found(void **state) {
  (void)state;
  assert_line("486 -> retry=never action=try_next",
              "line 1: contradiction: retry never, action try_next");
  assert_line("404 -> scope=everywhere action=failover",
              "line 1: contradiction: scope everywhere, action failover");
  assert_line("480 -> outcome=declined scope=route",
              "line 1: contradiction: outcome declined, scope route");
  assert_line("480 -> scope=here retry=elsewhere",
              "line 1: contradiction: scope here, retry elsewhere");
}

static void what_a_rule_asks_for_is_known_to_lint(void **state) {
  (void)state;
  assert_line("any outcome=declined -> action=failover",
              "line 1: contradiction: outcome declined, action failover");
  assert_clean("any outcome=declined,server_error -> action=failover");
  assert_clean("any outcome=busy -> outcome=overloaded action=failover");
}

static void words_that_a_rule_leaves_alone_clash_with_nothing(void **state) {
  (void)state;
  assert_clean("486 -> action=failover");
  assert_clean("486 -> retry=never");
}

static void several_contradictions_are_all_told(void **state) {
  linted result =
    lint_text("486 -> scope=here retry=never action=failover", NULL);

  (void)state;
  assert_int_equal(result.count, 2);
  assert_int_equal(result.finding[0].word, REDIAL_WORD_SCOPE);
  assert_int_equal(result.finding[1].word, REDIAL_WORD_RETRY);
}

static void a_failure_cannot_be_read_as_success(void **state) {
  (void)state;
  assert_line("486 -> outcome=success",
              "line 1: contradiction: outcome success cannot be given by a "
              "rule");
  assert_line("486 -> outcome=progress",
              "line 1: contradiction: outcome progress cannot be given by a "
              "rule");
}

static void a_word_out_of_the_vocabulary_is_found(void **state) {
  redial_rule rule;
  redial_rules rules = {NULL, 1, NULL};
  redial_finding finding;

  (void)state;
  memset(&rule, 0, sizeof(rule));
  rule.replaces = (uint8_t)REDIAL_SET(REDIAL_WORD_SCOPE);
  rule.words[REDIAL_WORD_SCOPE] = 8;
  rules.rule = &rule;
  assert_int_equal(redial_rules_lint(&rules, NULL, &finding, 1), 1);
  assert_int_equal(finding.word, REDIAL_WORD_SCOPE);
  assert_int_equal(finding.other_word, REDIAL_WORD_NONE);
}

static void a_6xx_that_should_lose_its_scope_is_found(void **state) {
  (void)state;
  assert_line("603 -> scope=here",
              "line 1: kept_scope: scope here, but a 6xx keeps everywhere");
  assert_line("6xx -> action=try_next",
              "line 1: contradiction: scope everywhere, action try_next");
  assert_clean("603 -> scope=everywhere");
  assert_clean("599-603 -> scope=here");
  assert_clean("sip:603 -> scope=here");
}

static const redial_lint_limits endless = {REDIAL_UNLIMITED, REDIAL_UNLIMITED,
                                           REDIAL_UNLIMITED,
                                           REDIAL_UNLIMITED};

static uint32_t count_with(const char *text, redial_lint_limits limits) {
  return lint_text(text, &limits).count;
}

static void later_without_any_limit_is_unbounded(void **state) {
  redial_lint_limits limits = endless;
  linted result = lint_text("486 -> retry=later", &endless);
  char line[160];

  (void)state;
  assert_int_equal(result.count, 1);
  redial_finding_explain(&result.finding[0], line, sizeof(line));
  assert_string_equal(line,
                      "line 1: unbounded: retry later, and no limit ends it");
  limits.rounds = 1000;
  assert_int_equal(count_with("486 -> retry=later", limits), 0);
  limits = endless;
  limits.attempts = 0;
  assert_int_equal(count_with("486 -> retry=later", limits), 0);
  limits = endless;
  limits.deadline_ms = 60000;
  assert_int_equal(count_with("486 -> retry=later", limits), 0);
  limits = endless;
  limits.via_attempts = 4;
  assert_int_equal(count_with("486 -> retry=later", limits), 1);
}

static void elsewhere_is_bounded_by_via_attempts(void **state) {
  redial_lint_limits limits = endless;

  (void)state;
  assert_int_equal(count_with("503 -> retry=elsewhere", limits), 1);
  limits.rounds = 2;
  assert_int_equal(count_with("503 -> retry=elsewhere", limits), 1);
  limits.via_attempts = 4;
  assert_int_equal(count_with("503 -> retry=elsewhere", limits), 0);
}

static void a_repair_and_a_kept_reading_are_not_unbounded(void **state) {
  (void)state;
  assert_int_equal(count_with("401 -> retry=after_fix", endless), 0);
  assert_int_equal(count_with("486 -> retry=never", endless), 0);
  assert_int_equal(count_with("486 -> keep", endless), 0);
  assert_int_equal(count_with("486 -> action=retry_later", endless), 0);
}

static void a_tenant_may_take_cases_from_its_parent(void **state) {
  redial_rule wide;
  redial_rule narrow;
  redial_rules tenant = {NULL, 1, NULL};
  redial_rules parent = {NULL, 1, NULL};

  (void)state;
  memset(&wide, 0, sizeof(wide));
  memset(&narrow, 0, sizeof(narrow));
  narrow.code_first = narrow.code_last = 486;
  tenant.rule = &wide;
  tenant.parent = &parent;
  parent.rule = &narrow;
  assert_int_equal(redial_rules_lint(&tenant, NULL, NULL, 0), 0);
}

static void all_are_counted_and_those_that_fit_are_written(void **state) {
  redial_finding finding[3];
  const uint32_t weight[] = {0, 5, 0, 0};

  (void)state;
  memset(finding, 0xa5, sizeof(finding));
  assert_int_equal(redial_weights_lint(weight, 4, finding, 2), 3);
  assert_int_equal(finding[0].rule, 0);
  assert_int_equal(finding[1].rule, 2);
  assert_int_equal(finding[2].rule, 0xa5a5a5a5u);
  assert_int_equal(redial_weights_lint(weight + 1, 1, finding, 2), 0);
  assert_int_equal(redial_weights_lint(NULL, 0, NULL, 0), 0);
}

static void a_weight_of_zero_is_named_by_its_target(void **state) {
  const uint32_t weight[] = {3, 0};
  redial_finding finding;
  char line[160];

  (void)state;
  assert_int_equal(redial_weights_lint(weight, 2, &finding, 1), 1);
  redial_finding_explain(&finding, line, sizeof(line));
  assert_string_equal(
    line, "target 1: zero_weight: never offered by a weighted strategy");
}

static void a_rule_that_was_not_read_from_text_is_named_by_its_index(
  void **state) {
  redial_rule rule[2];
  redial_rules rules = {NULL, 2, NULL};
  redial_finding finding;
  char line[160];

  (void)state;
  memset(rule, 0, sizeof(rule));
  rules.rule = rule;
  assert_int_equal(redial_rules_lint(&rules, NULL, &finding, 1), 1);
  redial_finding_explain(&finding, line, sizeof(line));
  assert_string_equal(line, "rule 1: duplicate: same conditions as rule 0");
}

static void a_finding_of_nothing_says_so(void **state) {
  redial_finding finding;
  char line[40];

  (void)state;
  memset(&finding, 0, sizeof(finding));
  redial_finding_explain(&finding, line, sizeof(line));
  assert_string_equal(line, "rule 0: none: ");
}

static uint32_t next_random(uint32_t *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 17;
  *seed ^= *seed << 5;
  return *seed;
}

static uint32_t one_in(uint32_t *seed, uint32_t n) {
  return next_random(seed) % n == 0;
}

/* Few values, so that rules meet each other and the evidence. */
static redial_rule small_rule(uint32_t *seed) {
  redial_rule rule;

  memset(&rule, 0, sizeof(rule));
  if (!one_in(seed, 4)) {
    rule.code_first = 485 + (int32_t)(next_random(seed) % 3);
    rule.code_last = 485 + (int32_t)(next_random(seed) % 4);
  }
  rule.ns = one_in(seed, 3) ? REDIAL_NAMESPACE_SIP : REDIAL_NAMESPACE_NONE;
  rule.kinds = (uint8_t)(next_random(seed) & 0x3);
  rule.progress = one_in(seed, 2) ? 0 : (uint8_t)(next_random(seed) & 0x3);
  rule.origins = one_in(seed, 2) ? 0 : (uint8_t)(next_random(seed) & 0x3);
  rule.outcomes = one_in(seed, 2) ? 0 : REDIAL_SET(REDIAL_OUTCOME_BUSY);
  rule.q850_cause = one_in(seed, 3) ? REDIAL_CAUSE_ABSENT : 0;
  rule.sip_cause = one_in(seed, 3) ? 486 : 0;
  rule.elapsed_below_ms = one_in(seed, 2) ? 0 : next_random(seed) % 4;
  return rule;
}

static redial_evidence small_evidence(uint32_t *seed) {
  redial_evidence evidence = {0};

  evidence.code = 484 + (int32_t)(next_random(seed) % 5);
  evidence.elapsed_ms = next_random(seed) % 4;
  evidence.kind = (uint8_t)(next_random(seed) % 2);
  evidence.progress = (uint8_t)(next_random(seed) % 2);
  evidence.origin = (uint8_t)(next_random(seed) % 2);
  evidence.q850_cause = one_in(seed, 2) ? 17 : 0;
  evidence.sip_cause = one_in(seed, 2) ? 486 : 0;
  return evidence;
}

static void what_is_called_unreachable_never_fires(void **state) {
  uint32_t seed = 99;
  uint32_t fired = 0;
  uint32_t unreachable = 0;
  int round;
  int i;

  (void)state;
  for (round = 0; round < 4000; round++) {
    redial_rule rule[6];
    redial_rules rules = {NULL, 6, NULL};
    redial_finding finding[6];
    bool dead[6] = {false};
    uint32_t count;

    for (i = 0; i < 6; i++) {
      rule[i] = small_rule(&seed);
    }
    rules.rule = rule;
    count = redial_rules_lint(&rules, NULL, finding, 6);
    unreachable += count;
    while (count-- > 0) {
      dead[finding[count].rule] = true;
    }
    for (i = 0; i < 60; i++) {
      redial_evidence seen = small_evidence(&seed);
      redial_verdict verdict = redial_classify(seen.code);
      redial_rule_match match = redial_rules_apply(&rules, &seen, &verdict);

      assert_false(match.rule != NULL && dead[match.index]);
      fired += match.rule != NULL;
    }
  }
  assert_true(fired > 10000 && unreachable > 1000);
}

/* A rule that says exactly what the tables say must be clean. */
static void assert_no_clash_of_its_own(redial_verdict verdict) {
  redial_rule rule;
  redial_rules rules = {NULL, 1, NULL};

  if (redial_outcome_family((redial_outcome)verdict.outcome) ==
      REDIAL_FAMILY_OK) {
    return;
  }
  memset(&rule, 0, sizeof(rule));
  rule.replaces = 0x7e;
  rule.words[REDIAL_WORD_OUTCOME] = verdict.outcome;
  rule.words[REDIAL_WORD_ABOUT] = verdict.about;
  rule.words[REDIAL_WORD_SCOPE] = verdict.scope;
  rule.words[REDIAL_WORD_RETRY] = verdict.retry;
  rule.words[REDIAL_WORD_ACTION] = verdict.action;
  rule.words[REDIAL_WORD_TREATMENT] = verdict.treatment;
  rules.rule = &rule;
  if (redial_rules_lint(&rules, NULL, NULL, 0) != 0) {
    print_message("code %d of namespace %u\n", verdict.code, verdict.ns);
  }
  assert_int_equal(redial_rules_lint(&rules, NULL, NULL, 0), 0);
}

static void no_row_of_any_table_contradicts_itself(void **state) {
  int32_t code;

  (void)state;
  for (code = 100; code <= 699; code++) {
    assert_no_clash_of_its_own(redial_classify_sip(code));
  }
  for (code = 1; code <= 127; code++) {
    assert_no_clash_of_its_own(
      redial_classify_in(REDIAL_NAMESPACE_Q850, code));
  }
  for (code = 1; code <= 99999; code++) {
    assert_no_clash_of_its_own(
      redial_classify_in(REDIAL_NAMESPACE_TWILIO, code));
  }
  for (code = 0; code <= 6; code++) {
    assert_no_clash_of_its_own(
      redial_classify_in(REDIAL_NAMESPACE_DIAL, code));
  }
}

static void words_and_findings_have_names_both_ways(void **state) {
  uint32_t i;
  redial_word word;
  redial_finding_kind kind;
  redial_span wrong = {"wrong", 5};

  (void)state;
  for (i = 0; i < REDIAL_WORDS; i++) {
    const char *name = redial_word_name((redial_word)i);
    redial_span span = {name, strlen(name)};

    assert_int_equal(redial_word_by_name(span, &word), REDIAL_OK);
    assert_int_equal(word, i);
  }
  for (i = 0; i <= REDIAL_FINDING_ZERO_WEIGHT; i++) {
    const char *name = redial_finding_kind_name((redial_finding_kind)i);
    redial_span span = {name, strlen(name)};

    assert_int_equal(redial_finding_kind_by_name(span, &kind), REDIAL_OK);
    assert_int_equal(kind, i);
  }
  assert_string_equal(redial_word_name((redial_word)7), "?");
  assert_string_equal(redial_finding_kind_name((redial_finding_kind)7), "?");
  assert_int_equal(redial_word_by_name(wrong, &word), REDIAL_ERR_NO_MATCH);
  assert_int_equal(redial_finding_kind_by_name(wrong, &kind),
                   REDIAL_ERR_NO_MATCH);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_rule_below_a_wider_one_is_unreachable),
    cmocka_unit_test(the_first_of_several_that_cover_is_named),
    cmocka_unit_test(a_narrower_rule_above_leaves_the_wider_one_reachable),
    cmocka_unit_test(the_same_conditions_twice_are_a_duplicate),
    cmocka_unit_test(conditions_that_no_failure_meets_are_found),
    cmocka_unit_test(data_that_cannot_match_is_found),
    cmocka_unit_test(words_that_cannot_stand_together_are_found),
    cmocka_unit_test(what_a_rule_asks_for_is_known_to_lint),
    cmocka_unit_test(words_that_a_rule_leaves_alone_clash_with_nothing),
    cmocka_unit_test(several_contradictions_are_all_told),
    cmocka_unit_test(a_failure_cannot_be_read_as_success),
    cmocka_unit_test(a_word_out_of_the_vocabulary_is_found),
    cmocka_unit_test(a_6xx_that_should_lose_its_scope_is_found),
    cmocka_unit_test(later_without_any_limit_is_unbounded),
    cmocka_unit_test(elsewhere_is_bounded_by_via_attempts),
    cmocka_unit_test(a_repair_and_a_kept_reading_are_not_unbounded),
    cmocka_unit_test(a_tenant_may_take_cases_from_its_parent),
    cmocka_unit_test(all_are_counted_and_those_that_fit_are_written),
    cmocka_unit_test(a_weight_of_zero_is_named_by_its_target),
    cmocka_unit_test(a_rule_that_was_not_read_from_text_is_named_by_its_index),
    cmocka_unit_test(a_finding_of_nothing_says_so),
    cmocka_unit_test(what_is_called_unreachable_never_fires),
    cmocka_unit_test(no_row_of_any_table_contradicts_itself),
    cmocka_unit_test(words_and_findings_have_names_both_ways),
  };

  return cmocka_run_group_tests_name("lint", tests, NULL, NULL);
}
