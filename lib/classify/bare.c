#include "bare.h"

/* The shortest Twilio code that cannot be mistaken for something else. */
#define TWILIO_FIRST 10000

static redial_verdict bare_other(int32_t code) {
  redial_verdict verdict;

  if (code >= TWILIO_FIRST) {
    rdi_verdict_twilio(&verdict, code);
  } else {
    rdi_verdict_refused(&verdict, REDIAL_NAMESPACE_NONE, code);
  }
  return verdict;
}

redial_verdict redial_classify(int32_t code) {
  redial_verdict verdict;

  if (!rdi_is_sip(code)) {
    return bare_other(code);
  }
  /* Its address goes nowhere: the verdict is built where it is returned. */
  rdi_verdict_sip(&verdict, (uint32_t)code);
  return verdict;
}
