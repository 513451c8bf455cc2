#include "../rules/lint.h"

/* An empty set takes every value. */
static bool cover_set(uint64_t wide, uint64_t narrow) {
  return wide == 0 || (narrow != 0 && (narrow & ~wide) == 0);
}

static bool cover_cause(uint16_t wide, uint16_t narrow) {
  return wide == 0 || wide == narrow;
}

static bool cover_elapsed(uint32_t wide_ms, uint32_t narrow_ms) {
  return wide_ms == 0 || (narrow_ms != 0 && narrow_ms <= wide_ms);
}

static bool cover_code(const redial_rule *wide, const redial_rule *narrow) {
  if (wide->code_last == 0) {
    return wide->ns == REDIAL_NAMESPACE_NONE || wide->ns == narrow->ns;
  }
  return wide->ns == narrow->ns && narrow->code_last != 0 &&
         wide->code_first <= narrow->code_first &&
         wide->code_last >= narrow->code_last;
}

bool rdi_rule_covers(const redial_rule *wide, const redial_rule *narrow) {
  return cover_code(wide, narrow) &&
         cover_set(wide->outcomes, narrow->outcomes) &&
         cover_set(wide->kinds, narrow->kinds) &&
         cover_set(wide->progress, narrow->progress) &&
         cover_set(wide->origins, narrow->origins) &&
         cover_cause(wide->q850_cause, narrow->q850_cause) &&
         cover_cause(wide->sip_cause, narrow->sip_cause) &&
         cover_elapsed(wide->elapsed_below_ms, narrow->elapsed_below_ms);
}

/* Provisional and answered calls are never read otherwise. */
static bool cover_only_no_failure(const redial_rule *rule) {
  uint64_t none =
    REDIAL_SET(REDIAL_OUTCOME_PROGRESS) | REDIAL_SET(REDIAL_OUTCOME_SUCCESS);

  if (rule->outcomes != 0 && (rule->outcomes & ~none) == 0) {
    return true;
  }
  return rule->ns == REDIAL_NAMESPACE_NONE && rule->code_last != 0 &&
         rule->code_last < 300;
}

bool rdi_rule_never_fires(const redial_rule *rule) {
  if (rule->code_last != 0 && rule->code_first > rule->code_last) {
    return true;
  }
  /* A known time is at least 1. */
  return rule->elapsed_below_ms == 1 || cover_only_no_failure(rule);
}
