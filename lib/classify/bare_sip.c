#include "../classify/bare.h"

redial_verdict redial_classify_sip(int32_t code) {
  if (rdi_is_sip(code)) {
    return rdi_verdict_sip((uint32_t)code);
  }
  return rdi_verdict_refused(REDIAL_NAMESPACE_SIP, code);
}
