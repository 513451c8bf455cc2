#include "refine.h"

redial_verdict redial_predict(const redial_evidence *evidence) {
  const rdi_q850_row *row = rdi_q850_row_of(evidence->q850_cause);

  /* Q.850 before SIP (R9), unless it says nothing. */
  if (row != NULL && row->speaks != 0) {
    return redial_classify_in(REDIAL_NAMESPACE_Q850, row->cause);
  }
  if (evidence->sip_cause != 0) {
    return redial_classify_sip(evidence->sip_cause);
  }
  return redial_classify_in(REDIAL_NAMESPACE_DIAL, REDIAL_DIAL_UNKNOWN);
}
