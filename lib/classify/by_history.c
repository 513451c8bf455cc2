#include "refine.h"

/* Substitutions by what happened before the answer came. */

static const rdi_words by_history_no_answer =
  RDI_WORDS(NO_ANSWER, CALLEE, HERE, LATER, TRY_NEXT, VOICEMAIL);
static const rdi_words by_history_rejected =
  RDI_WORDS(DECLINED, CALLEE, HERE, LATER, TRY_NEXT, VOICEMAIL);

bool rdi_has_rung(const redial_evidence *seen) {
  switch (seen->progress) {
  case REDIAL_PROGRESS_RINGING:
  case REDIAL_PROGRESS_RINGING_MEDIA:
    return true;
  case REDIAL_PROGRESS_EARLY_MEDIA:
    return seen->q850_cause == 0 && seen->sip_cause < 300;
  default:
    return false;
  }
}

bool rdi_substitute_no_answer(rdi_refine *refine, uint32_t rule) {
  if (!rdi_has_rung(refine->seen)) {
    return false;
  }
  rdi_substitute(refine, rule, &by_history_no_answer);
  return true;
}

static bool by_history_r12(rdi_refine *refine) {
  return (refine->code == 408 || refine->code == 480) &&
         rdi_substitute_no_answer(refine, REDIAL_RULE_R(12));
}

/* R11: somebody between gave up, since we have withdrawn nothing. A code
   without a known origin may well answer our own CANCEL. */
static bool by_history_r11(rdi_refine *refine) {
  if (refine->code != 487 || refine->seen->origin != REDIAL_ORIGIN_REMOTE) {
    return false;
  }
  if (!rdi_substitute_no_answer(refine, REDIAL_RULE_R(11))) {
    rdi_substitute_sip(refine, REDIAL_RULE_R(11), 408);
  }
  return true;
}

/* P1: a phone that rings is not busy: the reject key. */
static void by_history_p1(rdi_refine *refine) {
  if (refine->code == 486 && refine->seen->q850_cause != 17 &&
      rdi_has_rung(refine->seen)) {
    rdi_substitute(refine, REDIAL_RULE_P(1), &by_history_rejected);
    refine->verdict.confidence = REDIAL_CONFIDENCE_LIKELY;
  }
}

void rdi_substitute_by_history(rdi_refine *refine) {
  if (!by_history_r12(refine) && !by_history_r11(refine)) {
    by_history_p1(refine);
  }
}
