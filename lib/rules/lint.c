#include "../rules/lint.h"
#include <redial/names.h>

static const redial_finding lint_nothing = {0, 0, 0, 0, 0, 0, 0, 0, 0};

/* Where the findings go, and how many there were. */
typedef struct lint_sink {
  redial_finding *finding;
  uint32_t capacity;
  uint32_t count;
} lint_sink;

static void lint_put(lint_sink *sink, redial_finding finding) {
  if (sink->count < sink->capacity) {
    sink->finding[sink->count] = finding;
  }
  sink->count = rdi_add32(sink->count, 1);
}

static redial_finding lint_about(const redial_rules *rules, uint32_t rule,
                                 redial_finding_kind kind) {
  redial_finding finding = lint_nothing;

  finding.rule = rule;
  finding.other = rule;
  finding.line = rules->rule[rule].line;
  finding.other_line = finding.line;
  finding.kind = (uint8_t)kind;
  return finding;
}

/* What is known of the verdict once a rule has spoken. */
typedef struct lint_verdict {
  uint32_t known; /* set of redial_word */
  uint8_t words[REDIAL_WORDS];
} lint_verdict;

static void lint_know(lint_verdict *verdict, uint32_t word, uint32_t value) {
  verdict->known |= (uint32_t)REDIAL_SET(word);
  verdict->words[word] = (uint8_t)value;
}

static bool lint_is_definitive(const redial_rule *rule) {
  return rule->ns == REDIAL_NAMESPACE_NONE && rule->code_first >= 600;
}

static lint_verdict lint_expect(const redial_rule *rule) {
  lint_verdict verdict = {0, {0, 0, 0, 0, 0, 0, 0}};
  uint32_t value;

  for (value = 0; value < 64; value++) {
    if (rule->outcomes == REDIAL_SET(value)) {
      lint_know(&verdict, REDIAL_WORD_OUTCOME, value);
    }
  }
  for (value = REDIAL_WORD_OUTCOME; value < REDIAL_WORDS; value++) {
    if (rdi_set_has(rule->replaces, value)) {
      lint_know(&verdict, value, rule->words[value]);
    }
  }
  if (lint_is_definitive(rule)) {
    lint_know(&verdict, REDIAL_WORD_SCOPE, REDIAL_SCOPE_EVERYWHERE);
  }
  return verdict;
}

/* A value that no rule may give: none of the vocabulary, or no failure. */
static bool lint_is_misfit(uint32_t word, uint32_t value) {
  if (word == REDIAL_WORD_OUTCOME && rdi_is_no_failure(value)) {
    return true;
  }
  return rdi_field_value_name(word, value)[0] == '?';
}

static void lint_misfits(lint_sink *sink, const redial_rules *rules,
                         uint32_t index) {
  const redial_rule *rule = &rules->rule[index];
  redial_finding finding =
    lint_about(rules, index, REDIAL_FINDING_CONTRADICTION);
  uint32_t word;

  for (word = REDIAL_WORD_OUTCOME; word < REDIAL_WORDS; word++) {
    if (rdi_set_has(rule->replaces, word) &&
        lint_is_misfit(word, rule->words[word])) {
      finding.word = (uint8_t)word;
      finding.value = rule->words[word];
      lint_put(sink, finding);
    }
  }
}

static void lint_clashes_of(lint_sink *sink, redial_finding finding,
                            const lint_verdict *verdict, uint32_t word) {
  uint32_t other;

  for (other = word + 1; other < REDIAL_WORDS; other++) {
    if (rdi_set_has(verdict->known, other) &&
        rdi_words_clash(word, verdict->words[word], other,
                        verdict->words[other])) {
      finding.word = (uint8_t)word;
      finding.value = verdict->words[word];
      finding.other_word = (uint8_t)other;
      finding.other_value = verdict->words[other];
      lint_put(sink, finding);
    }
  }
}

/* Words that a rule leaves alone are not known and clash with nothing. */
static void lint_clashes(lint_sink *sink, const redial_rules *rules,
                         uint32_t index) {
  redial_finding finding =
    lint_about(rules, index, REDIAL_FINDING_CONTRADICTION);
  lint_verdict verdict = lint_expect(&rules->rule[index]);
  uint32_t word;

  for (word = REDIAL_WORD_OUTCOME; word < REDIAL_WORDS; word++) {
    if (rdi_set_has(verdict.known, word)) {
      lint_clashes_of(sink, finding, &verdict, word);
    }
  }
}

/* Finding about one word of a rule. */
static void lint_word(lint_sink *sink, const redial_rules *rules,
                      uint32_t index, redial_finding_kind kind,
                      redial_word word) {
  redial_finding finding = lint_about(rules, index, kind);

  finding.word = (uint8_t)word;
  finding.value = rules->rule[index].words[word];
  lint_put(sink, finding);
}

static bool lint_gives(const redial_rule *rule, redial_word word,
                       uint32_t value) {
  return rdi_set_has(rule->replaces, (uint32_t)word) &&
         rule->words[word] == value;
}

/* Later comes back to the same target, round after round; elsewhere goes
   through the gateways. A repair is bounded: once per kind. */
static bool lint_is_unbounded(const redial_rule *rule,
                              const redial_lint_limits *limits) {
  if (limits->attempts != REDIAL_UNLIMITED ||
      limits->deadline_ms != REDIAL_UNLIMITED) {
    return false;
  }
  if (lint_gives(rule, REDIAL_WORD_RETRY, REDIAL_RETRY_LATER)) {
    return limits->rounds == REDIAL_UNLIMITED;
  }
  return lint_gives(rule, REDIAL_WORD_RETRY, REDIAL_RETRY_ELSEWHERE) &&
         limits->via_attempts == REDIAL_UNLIMITED;
}

static void lint_words(lint_sink *sink, const redial_rules *rules,
                       uint32_t index, const redial_lint_limits *limits) {
  const redial_rule *rule = &rules->rule[index];

  lint_misfits(sink, rules, index);
  lint_clashes(sink, rules, index);
  if (lint_is_definitive(rule) &&
      rdi_set_has(rule->replaces, REDIAL_WORD_SCOPE) &&
      rule->words[REDIAL_WORD_SCOPE] != REDIAL_SCOPE_EVERYWHERE) {
    lint_word(sink, rules, index, REDIAL_FINDING_KEPT_SCOPE, REDIAL_WORD_SCOPE);
  }
  if (limits != NULL && lint_is_unbounded(rule, limits)) {
    lint_word(sink, rules, index, REDIAL_FINDING_UNBOUNDED, REDIAL_WORD_RETRY);
  }
}

/* The first earlier rule that leaves nothing for this one; index if none. */
static uint32_t lint_taker(const redial_rules *rules, uint32_t index) {
  uint32_t i = 0;

  while (i < index && !rdi_rule_covers(&rules->rule[i], &rules->rule[index])) {
    i++;
  }
  return i;
}

/* True when the rule never fires, so that its words do not matter. */
static bool lint_reach(lint_sink *sink, const redial_rules *rules,
                       uint32_t index) {
  uint32_t taker = lint_taker(rules, index);
  redial_finding finding = lint_about(rules, index, REDIAL_FINDING_UNREACHABLE);

  if (taker == index && !rdi_rule_never_fires(&rules->rule[index])) {
    return false;
  }
  finding.other = taker;
  finding.other_line = rules->rule[taker].line;
  if (taker != index &&
      rdi_rule_covers(&rules->rule[index], &rules->rule[taker])) {
    finding.kind = REDIAL_FINDING_DUPLICATE;
  }
  lint_put(sink, finding);
  return true;
}

uint32_t redial_rules_lint(const redial_rules *rules,
                           const redial_lint_limits *limits,
                           redial_finding *finding, uint32_t capacity) {
  lint_sink sink = {NULL, 0, 0};
  uint32_t i;

  sink.finding = finding;
  sink.capacity = capacity;
  for (i = 0; i < rules->count; i++) {
    if (!lint_reach(&sink, rules, i)) {
      lint_words(&sink, rules, i, limits);
    }
  }
  return sink.count;
}

uint32_t redial_weights_lint(const uint32_t *weight, uint32_t count,
                             redial_finding *finding, uint32_t capacity) {
  lint_sink sink = {NULL, 0, 0};
  redial_finding zero = lint_nothing;
  uint32_t i;

  sink.finding = finding;
  sink.capacity = capacity;
  zero.kind = REDIAL_FINDING_ZERO_WEIGHT;
  for (i = 0; i < count; i++) {
    if (weight[i] == 0) {
      zero.rule = i;
      zero.other = i;
      lint_put(&sink, zero);
    }
  }
  return sink.count;
}
