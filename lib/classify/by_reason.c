#include "refine.h"

/* Substitutions by the cause in a Reason header. RFC 6432 lets Q.850 travel
   in any failure; it never changes how a response is treated, so only codes
   that boxes use for lack of a better one listen to it. */

static const rdi_words by_reason_declined =
  RDI_WORDS(DECLINED, CALLEE, HERE, NEVER, STOP, VOICEMAIL);
static const rdi_words by_reason_forbidden =
  RDI_WORDS(FORBIDDEN, SERVER, ROUTE, NEVER, STOP, ANNOUNCE);
static const rdi_words by_reason_no_route =
  RDI_WORDS(UNREACHABLE, PATH, ROUTE, ELSEWHERE, FAILOVER, CALLBACK);

/* R7: who rejected is told by the location alone. Without one the code is
   believed, but a 5xx cannot be a person's answer. */
static const rdi_words *by_reason_rejected(const rdi_refine *refine) {
  if (refine->seen->location == REDIAL_LOCATION_USER) {
    return &by_reason_declined;
  }
  if (refine->seen->location != REDIAL_LOCATION_UNKNOWN) {
    return &by_reason_forbidden;
  }
  return refine->code >= 500 && refine->code < 600 ? &by_reason_forbidden
                                                   : &refine->own;
}

static bool by_reason_r7(rdi_refine *refine) {
  if (refine->seen->q850_cause != 21) {
    return false;
  }
  rdi_substitute(refine, REDIAL_RULE_R(7), by_reason_rejected(refine));
  return true;
}

static bool by_reason_is_missing_route(uint8_t cause) {
  switch (cause) {
  case 2:
  case 3:
  case 14:
  case 26:
  case 91:
    return true;
  default:
    return false;
  }
}

/* R24: RFC 3398 7.2.4.1 gives these causes and an unknown number one 404. */
static bool by_reason_r24(rdi_refine *refine) {
  if (refine->code != 404 ||
      !by_reason_is_missing_route(refine->seen->q850_cause)) {
    return false;
  }
  rdi_substitute(refine, REDIAL_RULE_R(24), &by_reason_no_route);
  return true;
}

static bool by_reason_r6(rdi_refine *refine) {
  const rdi_q850_row *row = rdi_q850_row_of(refine->seen->q850_cause);

  if (row == NULL || row->speaks == 0) {
    return false;
  }
  rdi_substitute(refine, REDIAL_RULE_R(6), &row->words);
  return true;
}

/* R8: a box between has put its own code over the one that it got. */
static bool by_reason_r8(rdi_refine *refine) {
  uint32_t cause = refine->seen->sip_cause;

  if (cause < 300 || cause > 699 || cause == refine->code) {
    return false;
  }
  rdi_substitute_sip(refine, REDIAL_RULE_R(8), cause);
  return true;
}

bool rdi_substitute_by_reason(rdi_refine *refine) {
  if (!rdi_is_generic(refine)) {
    return false;
  }
  /* Q.850 before SIP (R9). */
  return by_reason_r7(refine) || by_reason_r24(refine) ||
         by_reason_r6(refine) || by_reason_r8(refine);
}
