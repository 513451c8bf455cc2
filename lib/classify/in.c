#include "bare.h"

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
    rdi_verdict_dial(&verdict, 0, (redial_dial_status)code);
    break;
  default:
    rdi_verdict_bad(&verdict, REDIAL_NAMESPACE_NONE, code);
    break;
  }
  return verdict;
}
