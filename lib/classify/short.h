#ifndef REDIAL_CLASSIFY_SHORT_H
#define REDIAL_CLASSIFY_SHORT_H

/* What most evidence is: a SIP status of 100..699 that no rule refines. */

#include "../classify/bare.h"

/* Nothing is known beside a SIP status but what the way here was like, and of
   that no rule has anything to say: R11, R12 and P1 to P3 are those that could,
   R21 knows a CANCEL. */
RDI_HOT bool assess_is_bare(const redial_evidence *seen) {
  uint32_t more = seen->marks | seen->sip_cause | seen->q850_cause |
                  seen->dial_status | seen->warnings[0] |
                  seen->retry_after.present | seen->retry_after.damage |
                  (uint32_t)seen->twilio_error;

  return more == 0 && seen->ns <= REDIAL_NAMESPACE_SIP &&
         seen->method <= REDIAL_METHOD_INVITE &&
         seen->origin <= REDIAL_ORIGIN_REMOTE;
}

RDI_HOT bool assess_is_new(const redial_evidence *seen) {
  if ((seen->elapsed_ms | seen->origin | seen->progress) == 0) {
    return true;
  }
  return seen->progress <= REDIAL_PROGRESS_TRYING && seen->code != 487 &&
         seen->code != 603 &&
         (seen->code != 486 || seen->kind != REDIAL_KIND_TRUNK);
}

/* False: it is not, and nothing was written. */
RDI_HOT bool rdi_assess_short(const redial_evidence *seen,
                              redial_verdict *verdict) {
  if (!rdi_is_sip(seen->code) || !assess_is_bare(seen) ||
      !assess_is_new(seen)) {
    return false;
  }
  rdi_verdict_sip(verdict, (uint32_t)seen->code);
  return true;
}

#endif
