#ifndef REDIAL_CLASSIFY_SHORT_H
#define REDIAL_CLASSIFY_SHORT_H

/* What most evidence is: a SIP status of 100..699 that no rule refines. */

#include "../classify/bare.h"

/* Nothing is known beside a SIP status but what the way here was like, and of
   that no rule has anything to say: see rdi_assess_is_new(). R21 knows a
   CANCEL. */
RDI_HOT bool rdi_assess_is_bare(const redial_evidence *seen) {
  uint32_t more = seen->marks | seen->sip_cause | seen->q850_cause |
                  seen->dial_status | seen->warnings[0] |
                  seen->retry_after.present | seen->retry_after.damage |
                  (uint32_t)seen->twilio_error;

  return more == 0 && seen->ns <= REDIAL_NAMESPACE_SIP &&
         seen->method <= REDIAL_METHOD_INVITE &&
         seen->origin <= REDIAL_ORIGIN_REMOTE;
}

/* Has what was before the answer nothing to say about it? R11 and P2 know 487
   and 603, R12 a phone that has rung and does not answer, P1 and P3 a 486. */
RDI_HOT bool rdi_assess_is_new(int32_t code, uint32_t progress, uint32_t kind) {
  if (code == 408 || code == 480) {
    return progress <= REDIAL_PROGRESS_TRYING;
  }
  if (code == 486) {
    return progress <= REDIAL_PROGRESS_TRYING && kind != REDIAL_KIND_TRUNK;
  }
  return code != 487 && code != 603;
}

RDI_HOT bool assess_is_new(const redial_evidence *seen) {
  return (seen->elapsed_ms | seen->origin | seen->progress) == 0 ||
         rdi_assess_is_new(seen->code, seen->progress, seen->kind);
}

/* False: it is not, and nothing was written. */
RDI_HOT bool rdi_assess_short(const redial_evidence *seen,
                              redial_verdict *verdict) {
  if (!rdi_is_sip(seen->code) || !rdi_assess_is_bare(seen) ||
      !assess_is_new(seen)) {
    return false;
  }
  rdi_verdict_sip(verdict, (uint32_t)seen->code);
  return true;
}

#endif
