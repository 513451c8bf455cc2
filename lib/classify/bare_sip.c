#include "bare.h"

redial_verdict redial_classify_sip(int32_t code) {
  redial_verdict verdict;

  if (rdi_is_sip(code)) {
    rdi_verdict_sip(&verdict, (uint32_t)code);
  } else {
    rdi_verdict_refused(&verdict, REDIAL_NAMESPACE_SIP, code);
  }
  return verdict;
}
