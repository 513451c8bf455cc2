#include "../rules/rule.h"

/* Place of each word in a verdict, by redial_word. */
static const uint8_t apply_place[REDIAL_WORDS] = {
  0, /* no word */
  offsetof(redial_verdict, outcome),
  offsetof(redial_verdict, about),
  offsetof(redial_verdict, scope),
  offsetof(redial_verdict, retry),
  offsetof(redial_verdict, action),
  offsetof(redial_verdict, treatment),
};

/* An empty set asks for nothing. */
static bool apply_asks(uint64_t set, uint32_t value) {
  return set == 0 || rdi_set_has(set, value);
}

/* Code 0 is none; a rule without a last code takes every code. */
static bool apply_code_fits(const redial_rule *rule, int32_t code) {
  if (code == 0) {
    return false;
  }
  return rule->code_last == 0 ||
         (code >= rule->code_first && code <= rule->code_last);
}

/* A code of a namespace that came beside the one that was given. */
static int32_t apply_beside(uint8_t ns, const redial_evidence *evidence) {
  switch (ns) {
  case REDIAL_NAMESPACE_SIP:
    return evidence->sip_cause;
  case REDIAL_NAMESPACE_TWILIO:
    return evidence->twilio_error;
  case REDIAL_NAMESPACE_Q850:
    return evidence->q850_cause;
  case REDIAL_NAMESPACE_DIAL:
    return evidence->dial_status;
  default:
    return 0;
  }
}

static bool apply_code(const redial_rule *rule, const redial_evidence *evidence,
                       const redial_verdict *verdict) {
  if (rule->ns == REDIAL_NAMESPACE_NONE) {
    return rule->code_last == 0 || apply_code_fits(rule, verdict->sip);
  }
  if (verdict->ns == rule->ns && apply_code_fits(rule, verdict->code)) {
    return true;
  }
  return apply_code_fits(rule, apply_beside(rule->ns, evidence));
}

static bool apply_cause(uint16_t asked, uint16_t told) {
  if (asked == REDIAL_CAUSE_ABSENT) {
    return told == 0;
  }
  return asked == 0 || asked == told;
}

static bool apply_elapsed(uint32_t below_ms, uint32_t elapsed_ms) {
  if (below_ms == 0) {
    return true;
  }
  return elapsed_ms != 0 && elapsed_ms < below_ms;
}

static bool apply_matches(const redial_rule *rule,
                          const redial_evidence *evidence,
                          const redial_verdict *verdict) {
  return apply_asks(rule->kinds, evidence->kind) &&
         apply_asks(rule->progress, evidence->progress) &&
         apply_asks(rule->origins, evidence->origin) &&
         apply_asks(rule->outcomes, verdict->outcome) &&
         apply_cause(rule->q850_cause, evidence->q850_cause) &&
         apply_cause(rule->sip_cause, evidence->sip_cause) &&
         apply_elapsed(rule->elapsed_below_ms, evidence->elapsed_ms) &&
         apply_code(rule, evidence, verdict);
}

/* RFC 3261 21.6, 16.7 step 5: nothing that is written beside a 6xx makes it
   less than definitive about the user. */
static bool apply_is_definitive(const redial_verdict *verdict) {
  return verdict->effective >= 600 && verdict->scope == REDIAL_SCOPE_EVERYWHERE;
}

static void apply_words(const redial_rule *rule, redial_verdict *verdict) {
  uint8_t *bytes = (uint8_t *)verdict;
  uint32_t word;

  for (word = REDIAL_WORD_OUTCOME; word < REDIAL_WORDS; word++) {
    if (rdi_set_has(rule->replaces, word)) {
      bytes[apply_place[word]] = rule->words[word];
    }
  }
  verdict->rules |= REDIAL_RULE_USER;
}

static redial_rule_match apply_first(const redial_rules *rules,
                                     const redial_evidence *evidence,
                                     const redial_verdict *verdict) {
  redial_rule_match match = {NULL, 0, 0, 0};
  uint32_t i;

  for (; rules != NULL && match.level < REDIAL_RULES_DEPTH; match.level++) {
    for (i = 0; i < rules->count; i++) {
      if (apply_matches(&rules->rule[i], evidence, verdict)) {
        match.rule = &rules->rule[i];
        match.index = i;
        return match;
      }
    }
    rules = rules->parent;
  }
  match.level = 0;
  return match;
}

redial_rule_match redial_rules_apply(const redial_rules *rules,
                                     const redial_evidence *evidence,
                                     redial_verdict *verdict) {
  redial_rule_match match = {NULL, 0, 0, 0};
  bool definitive = apply_is_definitive(verdict);

  if (rdi_is_no_failure(verdict->outcome)) {
    return match;
  }
  match = apply_first(rules, evidence, verdict);
  if (match.rule != NULL) {
    apply_words(match.rule, verdict);
  }
  if (definitive && verdict->scope != REDIAL_SCOPE_EVERYWHERE) {
    verdict->scope = REDIAL_SCOPE_EVERYWHERE;
    match.kept_scope = 1;
  }
  return match;
}
