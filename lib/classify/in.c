#include "../classify/bare.h"

redial_verdict redial_classify_in(redial_namespace ns, int32_t code) {
  switch (ns) {
  case REDIAL_NAMESPACE_NONE:
    return redial_classify(code);
  case REDIAL_NAMESPACE_SIP:
    return redial_classify_sip(code);
  case REDIAL_NAMESPACE_TWILIO:
    return rdi_verdict_twilio(code);
  case REDIAL_NAMESPACE_Q850:
    return rdi_verdict_q850(code);
  case REDIAL_NAMESPACE_DIAL:
    return rdi_verdict_dial(0, (redial_dial_status)code);
  }
  return rdi_verdict_bad(REDIAL_NAMESPACE_NONE, code);
}
