#include "refine.h"

/* What is changed or flagged after the row is settled. */

static void modify_report(rdi_refine *refine, uint32_t rule) {
  refine->verdict.rules |= rule;
}

static bool modify_other_family(const rdi_refine *refine, uint32_t outcome) {
  return redial_outcome_family(outcome) !=
         redial_outcome_family(refine->own.outcome);
}

static bool modify_q850_disagrees(const rdi_refine *refine) {
  const rdi_q850_row *row = rdi_q850_row_of(refine->seen->q850_cause);

  if (row == NULL || row->speaks == 0) {
    return false;
  }
  if (row->cause == 21 && refine->seen->location == REDIAL_LOCATION_USER) {
    return modify_other_family(refine, REDIAL_OUTCOME_DECLINED);
  }
  return modify_other_family(refine, row->words.outcome);
}

static bool modify_sip_disagrees(const rdi_refine *refine) {
  uint32_t cause = refine->seen->sip_cause;

  return cause >= 300 && cause <= 699 &&
         modify_other_family(refine, rdi_words_of_sip(cause).outcome);
}

/* R5: a specific code is not overridden; the odd cause is only reported. */
static void modify_r5(rdi_refine *refine) {
  if (refine->code < 400 || refine->rule != 0 || rdi_is_generic(refine)) {
    return;
  }
  if (modify_q850_disagrees(refine) || modify_sip_disagrees(refine)) {
    refine->verdict.flags |= REDIAL_FLAG_CONFLICT;
    modify_report(refine, REDIAL_RULE_R(5));
  }
}

/* R13: RFC 3261 21.5.4, a stated blackout is load. A number that could not be
   read properly states none. */
static bool modify_is_blackout(const rdi_refine *refine) {
  const redial_retry_after *after = &refine->seen->retry_after;

  return (refine->code == 500 || refine->code == 503) && refine->rule == 0 &&
         !rdi_marked(refine, REDIAL_MARK_IN_DIALOG) && after->present != 0 &&
         after->damage != REDIAL_DAMAGE_MALFORMED;
}

static void modify_r13(rdi_refine *refine) {
  if (modify_is_blackout(refine)) {
    refine->verdict.outcome = REDIAL_OUTCOME_OVERLOADED;
  }
  if (refine->verdict.outcome == REDIAL_OUTCOME_OVERLOADED) {
    modify_report(refine, REDIAL_RULE_R(13));
  }
}

static bool modify_is_media_warning(uint32_t warning) {
  return (warning >= 300 && warning <= 308) || warning == 330 ||
         warning == 331 || warning == 370;
}

/* R17: RFC 3261 20.43, detail for people. */
static void modify_r17(rdi_refine *refine) {
  uint32_t i;

  if (refine->code != 488 && refine->code != 606) {
    return;
  }
  for (i = 0; i < REDIAL_WARNINGS; i++) {
    if (modify_is_media_warning(refine->seen->warnings[i])) {
      modify_report(refine, REDIAL_RULE_R(17));
    }
  }
}

static void modify_later(rdi_refine *refine) {
  refine->verdict.retry = REDIAL_RETRY_LATER;
  refine->verdict.action = REDIAL_ACTION_RETRY_LATER;
}

/* R23: RFC 3261 21.6.2, an invitation to try again. What a Reason made of a
   6xx does not take it back. */
static void modify_r23(rdi_refine *refine) {
  uint32_t by_reason = REDIAL_RULE_R(6) | REDIAL_RULE_R(7) | REDIAL_RULE_R(8);
  bool invited =
    refine->rule == 0 || (refine->code == 603 && (refine->rule & by_reason));

  if ((refine->code == 603 || refine->code == 404 || refine->code == 413) &&
      invited) {
    modify_later(refine);
    modify_report(refine, REDIAL_RULE_R(23));
  }
}

/* Codes for which a specification defines Retry-After. */
static bool modify_may_have_retry_after(uint32_t code) {
  switch (code) {
#define YES(code) case code:
#define NO(code)
#define CODE(code, as, outcome, about, scope, retry, action, treatment,        \
             retry_after, dialog, phrase, source, headers)                     \
  retry_after(code)
#define FALLBACK(class, as, outcome, about, scope, retry, action, treatment,   \
                 dialog, phrase, source)
#define EVENT(name, as, outcome, about, scope, retry, action, treatment,       \
              dialog, phrase, source, headers)
#include "../codes/sip.def"
#undef CODE
#undef FALLBACK
#undef EVENT
#undef YES
#undef NO
    return true;
  default:
    return false;
  }
}

/* R22: RFC 5057 notes 13 and 17 honour it on an unknown 5xx or 6xx. A caller
   who is unwanted or blocked gains nothing by waiting. */
static void modify_r22(rdi_refine *refine) {
  uint32_t unwanted = REDIAL_RULE_R(3) | REDIAL_RULE_R(4);

  if (modify_may_have_retry_after(refine->code) &&
      (refine->rule & unwanted) == 0) {
    return;
  }
  if ((refine->verdict.rules & REDIAL_RULE_R(2)) != 0 && refine->code >= 500 &&
      refine->rule == 0) {
    modify_later(refine);
  }
  modify_report(refine, REDIAL_RULE_R(22));
}

static void modify_by_retry_after(rdi_refine *refine) {
  if (refine->seen->retry_after.present != 0) {
    modify_r23(refine);
    modify_r22(refine);
  }
}

static bool modify_within(const rdi_refine *refine, uint32_t ms) {
  return refine->seen->elapsed_ms != 0 && refine->seen->elapsed_ms <= ms &&
         !rdi_has_rung(refine->seen);
}

static void modify_confidence(rdi_refine *refine, redial_confidence confidence,
                              uint32_t rule) {
  refine->verdict.confidence = (uint8_t)confidence;
  modify_report(refine, rule);
}

/* P2: nobody reaches for the reject key within a tenth of a second. */
static void modify_p2(rdi_refine *refine) {
  if (refine->code != 603 ||
      refine->verdict.outcome != REDIAL_OUTCOME_DECLINED) {
    return;
  }
  if (rdi_has_rung(refine->seen)) {
    modify_confidence(refine, REDIAL_CONFIDENCE_LIKELY, REDIAL_RULE_P(2));
  } else if (modify_within(refine, 100)) {
    modify_confidence(refine, REDIAL_CONFIDENCE_GUESS, REDIAL_RULE_P(2));
  }
}

/* P3: one 486 proves nothing, so the words stay. */
static void modify_p3(rdi_refine *refine) {
  if (refine->code == 486 && refine->seen->kind == REDIAL_KIND_TRUNK &&
      modify_within(refine, 150)) {
    refine->verdict.flags |= REDIAL_FLAG_MAYBE_CAPACITY;
    modify_confidence(refine, REDIAL_CONFIDENCE_GUESS, REDIAL_RULE_P(3));
  }
}

/* P4: the proxy has already asked the other devices. */
static void modify_p4(rdi_refine *refine) {
  if (!rdi_marked(refine, REDIAL_MARK_FAN_OUT) ||
      refine->verdict.scope != REDIAL_SCOPE_HERE) {
    return;
  }
  refine->verdict.scope = REDIAL_SCOPE_ADDRESS;
  if (refine->verdict.confidence > REDIAL_CONFIDENCE_LIKELY) {
    refine->verdict.confidence = REDIAL_CONFIDENCE_LIKELY;
  }
  modify_report(refine, REDIAL_RULE_P(4));
}

void rdi_modify(rdi_refine *refine) {
  modify_r5(refine);
  modify_r13(refine);
  modify_r17(refine);
  modify_by_retry_after(refine);
  modify_p2(refine);
  modify_p3(refine);
  modify_p4(refine);
}
