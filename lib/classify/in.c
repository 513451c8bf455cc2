#include "bare.h"

/* Judged before it becomes an enumeration: where those are as short as they
   can be (AAPCS, -fshort-enums) 257 would turn into 1. */
static void in_dial(redial_verdict *verdict, int32_t code) {
  if (code < REDIAL_DIAL_UNKNOWN || code > REDIAL_DIAL_CANCELED) {
    rdi_verdict_bad(verdict, REDIAL_NAMESPACE_DIAL, code);
  } else {
    rdi_verdict_dial(verdict, 0, (redial_dial_status)code);
  }
}

redial_verdict redial_classify_in(redial_namespace ns, int32_t code) {
  redial_verdict verdict;

  switch (ns) {
  case REDIAL_NAMESPACE_NONE:
    return redial_classify(code);
  case REDIAL_NAMESPACE_SIP:
    return redial_classify_sip(code);
  case REDIAL_NAMESPACE_TWILIO:
    rdi_verdict_twilio(&verdict, code);
    break;
  case REDIAL_NAMESPACE_Q850:
    rdi_verdict_q850(&verdict, code);
    break;
  case REDIAL_NAMESPACE_DIAL:
    in_dial(&verdict, code);
    break;
  default:
    rdi_verdict_bad(&verdict, REDIAL_NAMESPACE_NONE, code);
    break;
  }
  return verdict;
}
