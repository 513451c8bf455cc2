#include "support.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM 64u

static const char good[] =
  "# header\n"
  "\n"
  "486 kind=trunk elapsed_ms<150 -> outcome=overloaded scope=route\r\n"
  "\t5xx  progress=nothing,trying\t-> treatment=queue # tail\n"
  "twilio:31401 q850_cause=none sip_cause=607 -> keep\n"
  "any outcome=busy,no_answer origin=remote -> retry=later";

static redial_span text_of(const char *terminated) {
  redial_span text = {terminated, strlen(terminated)};

  return text;
}

/* One line that must read as one rule. */
static redial_rule one(const char *line) {
  redial_rule rule;
  uint32_t count = 0;
  redial_rules_error error;

  assert_int_equal(redial_rules_read(text_of(line), &rule, 1, &count, &error),
                   REDIAL_OK);
  assert_int_equal(count, 1);
  return rule;
}

static void good_text_reads(void **state) {
  redial_rule rule[ROOM];
  uint32_t count = 0;
  redial_rules_error error;

  (void)state;
  assert_int_equal(redial_rules_read(text_of(good), rule, ROOM, &count,
                                     &error),
                   REDIAL_OK);
  assert_int_equal(count, 4);
  assert_int_equal(rule[0].line, 3);
  assert_int_equal(rule[0].code_first, 486);
  assert_int_equal(rule[0].elapsed_below_ms, 150);
  assert_int_equal(rule[0].kinds, REDIAL_SET(REDIAL_KIND_TRUNK));
  assert_int_equal(rule[0].words[REDIAL_WORD_SCOPE], REDIAL_SCOPE_ROUTE);
  assert_int_equal(rule[1].code_first, 500);
  assert_int_equal(rule[1].code_last, 599);
  assert_int_equal(rule[2].ns, REDIAL_NAMESPACE_TWILIO);
  assert_int_equal(rule[2].q850_cause, REDIAL_CAUSE_ABSENT);
  assert_int_equal(rule[2].replaces, 0);
  assert_int_equal(rule[3].line, 6);
  assert_int_equal(rule[3].code_last, 0);
}

static void nothing_is_no_rule_and_no_error(void **state) {
  static const char *const empty[] = {"", "\n", "\r\n", " \t ", "#", "# a\n\n"};
  redial_span nowhere = {NULL, 0};
  redial_rules_error error;
  size_t i;
  uint32_t count = 7;

  (void)state;
  assert_int_equal(redial_rules_read(nowhere, NULL, 0, &count, &error),
                   REDIAL_OK);
  assert_int_equal(count, 0);
  for (i = 0; i < sizeof(empty) / sizeof(empty[0]); i++) {
    count = 7;
    assert_int_equal(redial_rules_read(text_of(empty[i]), NULL, 0, &count,
                                       &error),
                     REDIAL_OK);
    assert_int_equal(count, 0);
  }
}

static void five_digits_are_twilios(void **state) {
  (void)state;
  assert_int_equal(one("10000 -> keep").ns, REDIAL_NAMESPACE_TWILIO);
  assert_int_equal(one("31000-31999 -> keep").code_last, 31999);
  assert_int_equal(one("twilio:404 -> keep").code_first, 404);
}

static void names_are_read_in_any_case(void **state) {
  (void)state;
  assert_int_equal(one("4XX KIND=Trunk -> Retry=NEVER").words
                     [REDIAL_WORD_RETRY],
                   REDIAL_RETRY_NEVER);
}

typedef struct wrong {
  const char *text;
  redial_status status;
  uint32_t line;
  size_t column;
  const char *token;
} wrong;

static const wrong wrongs[] = {
  {"48 -> keep", REDIAL_ERR_RANGE, 1, 1, "48"},
  {"99 -> keep", REDIAL_ERR_RANGE, 1, 1, "99"},
  {"700 -> keep", REDIAL_ERR_RANGE, 1, 1, "700"},
  {"9999 -> keep", REDIAL_ERR_RANGE, 1, 1, "9999"},
  {"7xx -> keep", REDIAL_ERR_SYNTAX, 1, 1, "7xx"},
  {"0xx -> keep", REDIAL_ERR_SYNTAX, 1, 1, "0xx"},
  {"4xxx -> keep", REDIAL_ERR_SYNTAX, 1, 1, "4xxx"},
  {"4xy -> keep", REDIAL_ERR_SYNTAX, 1, 1, "4xy"},
  {"504-500 -> keep", REDIAL_ERR_RANGE, 1, 1, "504-500"},
  {"500- -> keep", REDIAL_ERR_SYNTAX, 1, 1, "500-"},
  {"-500 -> keep", REDIAL_ERR_SYNTAX, 1, 1, "-500"},
  {"500-31000 -> keep", REDIAL_ERR_RANGE, 1, 1, "500-31000"},
  {"twilio:4xx -> keep", REDIAL_ERR_SYNTAX, 1, 1, "twilio:4xx"},
  {"twilio:0 -> keep", REDIAL_ERR_RANGE, 1, 1, "twilio:0"},
  {"twilio:2147483648 -> keep", REDIAL_ERR_RANGE, 1, 1, "twilio:2147483648"},
  {"q850:128 -> keep", REDIAL_ERR_RANGE, 1, 1, "q850:128"},
  {"dial:unknown -> keep", REDIAL_ERR_NO_MATCH, 1, 1, "dial:unknown"},
  {"dial:3 -> keep", REDIAL_ERR_NO_MATCH, 1, 1, "dial:3"},
  {"none:486 -> keep", REDIAL_ERR_NO_MATCH, 1, 1, "none:486"},
  {"h323:486 -> keep", REDIAL_ERR_NO_MATCH, 1, 1, "h323:486"},
  {"kind=trunk -> keep", REDIAL_ERR_SYNTAX, 1, 1, "kind=trunk"},
  {"-> keep", REDIAL_ERR_SYNTAX, 1, 1, "->"},
  {"486", REDIAL_ERR_SYNTAX, 1, 4, ""},
  {"486 #", REDIAL_ERR_SYNTAX, 1, 4, ""},
  {"486 ->", REDIAL_ERR_SYNTAX, 1, 7, ""},
  {"486 -> keep retry=never", REDIAL_ERR_SYNTAX, 1, 13, "retry=never"},
  {"486 -> retry=never keep", REDIAL_ERR_SYNTAX, 1, 20, "keep"},
  {"486 -> -> keep", REDIAL_ERR_SYNTAX, 1, 8, "->"},
  {"486 kidn=trunk -> keep", REDIAL_ERR_NO_MATCH, 1, 5, "kidn=trunk"},
  {"486 kind=truck -> keep", REDIAL_ERR_NO_MATCH, 1, 5, "kind=truck"},
  {"486 kind= -> keep", REDIAL_ERR_NO_MATCH, 1, 5, "kind="},
  {"486 kind=trunk, -> keep", REDIAL_ERR_NO_MATCH, 1, 5, "kind=trunk,"},
  {"486 kind=? -> keep", REDIAL_ERR_NO_MATCH, 1, 5, "kind=?"},
  {"486 kind -> keep", REDIAL_ERR_SYNTAX, 1, 5, "kind"},
  {"486 kind<3 -> keep", REDIAL_ERR_NO_MATCH, 1, 5, "kind<3"},
  {"486 kind=phone kind=trunk -> keep", REDIAL_ERR_SYNTAX, 1, 16,
   "kind=trunk"},
  {"486 outcome=busy outcome=busy -> keep", REDIAL_ERR_SYNTAX, 1, 18,
   "outcome=busy"},
  {"486 q850_cause=1 q850_cause=2 -> keep", REDIAL_ERR_SYNTAX, 1, 18,
   "q850_cause=2"},
  {"486 sip_cause=none sip_cause=none -> keep", REDIAL_ERR_SYNTAX, 1, 20,
   "sip_cause=none"},
  {"486 elapsed_ms<9 elapsed_ms<9 -> keep", REDIAL_ERR_SYNTAX, 1, 18,
   "elapsed_ms<9"},
  {"486 q850_cause=0 -> keep", REDIAL_ERR_RANGE, 1, 5, "q850_cause=0"},
  {"486 q850_cause=128 -> keep", REDIAL_ERR_RANGE, 1, 5, "q850_cause=128"},
  {"486 sip_cause=99 -> keep", REDIAL_ERR_RANGE, 1, 5, "sip_cause=99"},
  {"486 sip_cause=700 -> keep", REDIAL_ERR_RANGE, 1, 5, "sip_cause=700"},
  {"486 elapsed_ms<1 -> keep", REDIAL_ERR_RANGE, 1, 5, "elapsed_ms<1"},
  {"486 elapsed_ms=150 -> keep", REDIAL_ERR_NO_MATCH, 1, 5,
   "elapsed_ms=150"},
  {"486 elapsed_ms<150ms -> keep", REDIAL_ERR_SYNTAX, 1, 5,
   "elapsed_ms<150ms"},
  {"486 -> retry=sometimes", REDIAL_ERR_NO_MATCH, 1, 8, "retry=sometimes"},
  {"486 -> none=none", REDIAL_ERR_NO_MATCH, 1, 8, "none=none"},
  {"486 -> kind=phone", REDIAL_ERR_NO_MATCH, 1, 8, "kind=phone"},
  {"486 -> retry=never retry=never", REDIAL_ERR_SYNTAX, 1, 20,
   "retry=never"},
  {"486 -> keep\n\n\t486 -> no", REDIAL_ERR_SYNTAX, 3, 9, "no"},
};

static void a_wrong_line_is_named_by_line_column_and_token(void **state) {
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(wrongs) / sizeof(wrongs[0]); i++) {
    redial_rule rule[2];
    redial_rules_error error = {{NULL, 0}, 0, 0};
    uint32_t count = 99;
    redial_status status =
      redial_rules_read(text_of(wrongs[i].text), rule, 2, &count, &error);

    if (status != wrongs[i].status || error.column != wrongs[i].column) {
      print_message("%s: %d at %zu\n", wrongs[i].text, status, error.column);
    }
    assert_int_equal(status, wrongs[i].status);
    assert_int_equal(error.line, wrongs[i].line);
    assert_int_equal(error.column, wrongs[i].column);
    assert_int_equal(error.token.len, strlen(wrongs[i].token));
    assert_memory_equal(error.token.ptr, wrongs[i].token, error.token.len);
    assert_int_equal(count, 99);
  }
}

static void a_rule_that_does_not_fit_is_named(void **state) {
  redial_rule rule[3];
  redial_rules_error error;
  uint32_t count = 99;

  (void)state;
  assert_int_equal(redial_rules_read(text_of(good), rule, 3, &count, &error),
                   REDIAL_ERR_FULL);
  assert_int_equal(error.line, 6);
  assert_int_equal(error.column, 1);
  assert_int_equal(count, 99);
}

/* Reads into marked memory: all of the result or none of it. */
static redial_status read_all_or_nothing(const char *bytes, size_t length) {
  redial_rule rule[ROOM];
  redial_rule marked[ROOM];
  redial_rules_error error = {{NULL, 0}, 0, 0};
  uint32_t count = 12345;
  redial_span text = {NULL, 0};
  redial_status status;
  char *copy = malloc(length == 0 ? 1 : length);

  /* Memory of just this size, so that a sanitizer sees one byte too far. */
  assert_non_null(copy);
  memcpy(copy, bytes, length);
  text.ptr = copy;
  text.len = length;
  memset(marked, 0xa5, sizeof(marked));
  memcpy(rule, marked, sizeof(marked));
  status = redial_rules_read(text, rule, ROOM, &count, &error);
  if (status == REDIAL_OK) {
    assert_true(count <= ROOM);
    assert_memory_equal(rule + count, marked + count,
                        (ROOM - count) * sizeof(rule[0]));
  } else {
    assert_int_equal(count, 12345);
    assert_memory_equal(rule, marked, sizeof(marked));
    assert_true(error.line >= 1 && error.column >= 1);
    assert_true(error.token.ptr >= copy &&
                error.token.ptr + error.token.len <= copy + length);
  }
  free(copy);
  return status;
}

static void every_prefix_applies_all_or_nothing(void **state) {
  size_t length;

  (void)state;
  for (length = 0; length < sizeof(good); length++) {
    read_all_or_nothing(good, length);
  }
  assert_int_equal(read_all_or_nothing(good, sizeof(good) - 1), REDIAL_OK);
}

static void every_changed_byte_applies_all_or_nothing(void **state) {
  char text[sizeof(good)];
  size_t at;
  int byte;

  (void)state;
  memcpy(text, good, sizeof(good));
  for (at = 0; at < sizeof(good) - 1; at++) {
    for (byte = 0; byte < 256; byte++) {
      text[at] = (char)byte;
      read_all_or_nothing(text, sizeof(good) - 1);
    }
    text[at] = good[at];
  }
}

static uint32_t next_random(uint32_t *seed) {
  /* xorshift32 */
  *seed ^= *seed << 13;
  *seed ^= *seed >> 17;
  *seed ^= *seed << 5;
  return *seed;
}

static const char *const scraps[] = {
  "486", "4xx", "any", "500-504", "twilio:", "31486", "q850:", "dial:", "busy",
  " ", "\t", " -> ", "->", "keep", "kind=", "trunk", ",", "phone", "progress=",
  "ringing", "outcome=", "declined", "q850_cause=", "none", "17", "sip_cause=",
  "elapsed_ms<", "150", "retry=", "never", "scope=", "route", "#", "\r", "=",
  "<", ":", "-", "999999999999999999999", "\xff", "origin=", "remote",
};

static size_t random_line(uint32_t *seed, char *line, size_t room) {
  size_t pieces = next_random(seed) % 14;
  size_t length = 0;

  while (pieces-- > 0) {
    const char *scrap =
      scraps[next_random(seed) % (sizeof(scraps) / sizeof(scraps[0]))];

    if (length + strlen(scrap) < room) {
      memcpy(line + length, scrap, strlen(scrap));
      length += strlen(scrap);
    }
  }
  if (next_random(seed) % 4 == 0 && length > 0) {
    line[next_random(seed) % length] = (char)next_random(seed);
  }
  return length;
}

static void random_lines_apply_all_or_nothing(void **state) {
  uint32_t seed = 20260817;
  uint32_t good_lines = 0;
  char line[400];
  int i;

  (void)state;
  for (i = 0; i < 200000; i++) {
    size_t length = random_line(&seed, line, sizeof(line));

    good_lines += read_all_or_nothing(line, length) == REDIAL_OK;
  }
  assert_true(good_lines > 100);
}

static void assert_same_after_writing(const redial_rule *rule) {
  char line[2048];
  char short_line[8];
  size_t length = redial_rule_write(rule, line, sizeof(line));
  redial_rule again;

  assert_true(length < sizeof(line));
  assert_int_equal(strlen(line), length);
  again = one(line);
  again.line = rule->line;
  assert_memory_equal(&again, rule, sizeof(again));
  assert_int_equal(redial_rule_write(rule, NULL, 0), length);
  assert_int_equal(redial_rule_write(rule, short_line, sizeof(short_line)),
                   length);
  assert_memory_equal(short_line, line, sizeof(short_line) - 1);
  assert_int_equal(short_line[sizeof(short_line) - 1], '\0');
}

static void random_codes(redial_rule *rule, uint32_t *seed) {
  static const int32_t low[] = {100, 100, 1, 1, 1};
  static const int32_t high[] = {699, 699, 40000, 127, 6};
  int32_t width;

  rule->ns = (uint8_t)(next_random(seed) % 5);
  width = high[rule->ns] - low[rule->ns] + 1;
  rule->code_first = low[rule->ns] + (int32_t)(next_random(seed) >> 1) % width;
  rule->code_last = rule->code_first;
  if (rule->ns != REDIAL_NAMESPACE_DIAL && next_random(seed) % 2 == 0) {
    width = high[rule->ns] - rule->code_first + 1;
    rule->code_last += (int32_t)(next_random(seed) >> 1) % width;
  }
  if (next_random(seed) % 8 == 0) {
    rule->code_first = 0;
    rule->code_last = 0;
  }
}

static redial_rule random_rule(uint32_t *seed) {
  static const uint8_t values[REDIAL_WORDS] = {1, 34, 8, 8, 5, 20, 8};
  redial_rule rule;
  uint32_t word;

  memset(&rule, 0, sizeof(rule));
  random_codes(&rule, seed);
  rule.outcomes = next_random(seed) & next_random(seed) & 3u
                    ? 0
                    : ((uint64_t)next_random(seed) << 2) & 0x3ffffffffu;
  rule.kinds = (uint8_t)(next_random(seed) & 0x0f);
  rule.progress = (uint8_t)(next_random(seed) & 0x3f);
  rule.origins = (uint8_t)(next_random(seed) & 0x3f);
  rule.q850_cause = (uint16_t)(next_random(seed) % 128);
  rule.sip_cause = next_random(seed) % 2 ? REDIAL_CAUSE_ABSENT : 0;
  rule.elapsed_below_ms = next_random(seed) | 2u;
  rule.replaces = (uint8_t)(next_random(seed) & 0x7e);
  for (word = 1; word < REDIAL_WORDS; word++) {
    if (rule.replaces >> word & 1) {
      rule.words[word] = (uint8_t)(next_random(seed) % values[word]);
    }
  }
  return rule;
}

static void what_is_written_reads_back_the_same(void **state) {
  uint32_t seed = 1;
  int i;

  (void)state;
  for (i = 0; i < 20000; i++) {
    redial_rule rule = random_rule(&seed);

    assert_same_after_writing(&rule);
  }
}

static void a_rule_is_written_as_it_is_meant_to_be_typed(void **state) {
  static const char *const lines[] = {
    "486 kind=trunk elapsed_ms<150 -> outcome=overloaded scope=route",
    "5xx progress=nothing,trying -> treatment=queue",
    "600-603 -> keep",
    "sip:5xx -> keep",
    "1xx -> keep",
    "any outcome=busy -> retry=later",
    "twilio:31401 q850_cause=none sip_cause=607 -> keep",
    "dial:no-answer origin=remote -> action=stop",
  };
  char line[200];
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
    redial_rule rule = one(lines[i]);

    redial_rule_write(&rule, line, sizeof(line));
    assert_string_equal(line, lines[i]);
  }
}

/* --- the files and the document ---------------------------------------- */

static size_t file_read(const char *path, char *buffer, size_t size) {
  FILE *file = fopen(path, "rb");
  size_t length;

  assert_non_null(file);
  length = fread(buffer, 1, size, file);
  fclose(file);
  assert_true(length > 0 && length < size);
  return length;
}

static redial_rules file_rules(const char *name, redial_rule *rule) {
  static char text[8192];
  char path[512];
  redial_rules rules = {NULL, 0, NULL};
  redial_rules_error error;
  redial_span span = {text, 0};

  snprintf(path, sizeof(path), "%s/examples/rules/%s", REDIAL_TEST_TOP,
           name);
  span.len = file_read(path, text, sizeof(text));
  assert_int_equal(redial_rules_read(span, rule, ROOM, &rules.count, &error),
                   REDIAL_OK);
  assert_int_equal(redial_rules_lint(&(redial_rules){rule, rules.count, NULL},
                                     NULL, NULL, 0),
                   0);
  rules.rule = rule;
  return rules;
}

static redial_verdict read_with(const redial_rules *rules,
                                redial_evidence evidence) {
  redial_verdict verdict = redial_classify(evidence.code);

  redial_rules_apply(rules, &evidence, &verdict);
  return verdict;
}

static void a_full_trunk_is_told_from_a_busy_person(void **state) {
  redial_rule rule[ROOM];
  redial_rules rules = file_rules("full-trunk.rules", rule);
  redial_evidence seen = {0};

  (void)state;
  seen.code = 486;
  seen.kind = REDIAL_KIND_TRUNK;
  seen.elapsed_ms = 40;
  assert_int_equal(read_with(&rules, seen).scope, REDIAL_SCOPE_ROUTE);
  seen.q850_cause = 17;
  assert_int_equal(read_with(&rules, seen).scope, REDIAL_SCOPE_HERE);
  seen.q850_cause = 0;
  seen.elapsed_ms = 4000;
  assert_int_equal(read_with(&rules, seen).scope, REDIAL_SCOPE_HERE);
  seen.elapsed_ms = 40;
  seen.kind = REDIAL_KIND_PHONE;
  assert_int_equal(read_with(&rules, seen).scope, REDIAL_SCOPE_HERE);
}

static void a_603_of_nobody_picked_up_may_be_tried_again_later(void **state) {
  redial_rule rule[ROOM];
  redial_rules rules = file_rules("603-no-answer.rules", rule);
  redial_evidence seen = {0};
  redial_verdict verdict;

  (void)state;
  seen.code = 603;
  seen.progress = REDIAL_PROGRESS_RINGING;
  verdict = read_with(&rules, seen);
  assert_int_equal(verdict.outcome, REDIAL_OUTCOME_NO_ANSWER);
  assert_int_equal(verdict.retry, REDIAL_RETRY_LATER);
  assert_true(redial_is_everywhere(verdict));
  seen.q850_cause = 21;
  assert_int_equal(read_with(&rules, seen).outcome, REDIAL_OUTCOME_DECLINED);
}

static void a_strict_house_takes_the_reject_key_for_a_refusal(void **state) {
  redial_rule rule[ROOM];
  redial_rules rules = file_rules("strict-decline.rules", rule);
  redial_evidence seen = {0};

  (void)state;
  seen.code = 486;
  assert_int_equal(read_with(&rules, seen).retry, REDIAL_RETRY_LATER);
  seen.progress = REDIAL_PROGRESS_RINGING;
  assert_int_equal(read_with(&rules, seen).retry, REDIAL_RETRY_NEVER);
  assert_true(redial_is_everywhere(read_with(&rules, seen)));
}

static void every_rule_shown_in_the_document_reads(void **state) {
  static char text[16384];
  static const char fence[] = "```rules\n";
  char path[512];
  char *block;
  uint32_t blocks = 0;

  (void)state;
  snprintf(path, sizeof(path), "%s/docs/rules.md", REDIAL_TEST_TOP);
  text[file_read(path, text, sizeof(text) - 1)] = '\0';
  for (block = strstr(text, fence); block != NULL;
       block = strstr(block, fence)) {
    redial_rule rule[ROOM];
    redial_rules_error error;
    redial_span span;
    uint32_t count = 0;

    block += sizeof(fence) - 1;
    span.ptr = block;
    span.len = (size_t)(strstr(block, "```") - block);
    assert_int_equal(redial_rules_read(span, rule, ROOM, &count, &error),
                     REDIAL_OK);
    assert_true(count > 0);
    blocks++;
  }
  assert_true(blocks >= 5);
}

static void a_range_from_end_to_end_is_no_class(void **state) {
  redial_rule rule = one("486 -> keep");
  char line[200];

  (void)state;
  rule.code_first = -2147483600;
  rule.code_last = 99;
  (void)redial_rule_write(&rule, line, sizeof(line));
  assert_non_null(strstr(line, "-2147483600-99"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(good_text_reads),
    cmocka_unit_test(nothing_is_no_rule_and_no_error),
    cmocka_unit_test(five_digits_are_twilios),
    cmocka_unit_test(names_are_read_in_any_case),
    cmocka_unit_test(a_wrong_line_is_named_by_line_column_and_token),
    cmocka_unit_test(a_rule_that_does_not_fit_is_named),
    cmocka_unit_test(every_prefix_applies_all_or_nothing),
    cmocka_unit_test(every_changed_byte_applies_all_or_nothing),
    cmocka_unit_test(random_lines_apply_all_or_nothing),
    cmocka_unit_test(what_is_written_reads_back_the_same),
    cmocka_unit_test(a_rule_is_written_as_it_is_meant_to_be_typed),
    cmocka_unit_test(a_full_trunk_is_told_from_a_busy_person),
    cmocka_unit_test(a_603_of_nobody_picked_up_may_be_tried_again_later),
    cmocka_unit_test(a_strict_house_takes_the_reject_key_for_a_refusal),
    cmocka_unit_test(every_rule_shown_in_the_document_reads),
    cmocka_unit_test(a_range_from_end_to_end_is_no_class),
  };

  return cmocka_run_group_tests_name("rules text", tests, NULL, NULL);
}
