#include "../headers/reason.h"
#include <string.h>

/* What a Reason value adds to the evidence: the first of each protocol, even
   if it says nothing (RFC 3326 2: one value per protocol). */

/* Bit 8 is the extension flag of ISDN and no part of the cause. */
static bool reason_take_q850(const redial_reason *value,
                             redial_evidence *evidence) {
  uint32_t cause = value->cause & 127;

  if (value->cause > 255 || cause == 0) {
    return false;
  }
  evidence->q850_cause = (uint8_t)cause;
  evidence->location = value->location;
  return value->cause <= 127;
}

static bool reason_take_sip(const redial_reason *value,
                            redial_evidence *evidence) {
  if (value->cause < 100 || value->cause > 699) {
    return false;
  }
  evidence->sip_cause = (uint16_t)value->cause;
  return true;
}

/* True when there is nothing odd about the cause. */
static bool reason_take_cause(const redial_reason *value,
                              redial_evidence *evidence) {
  if (!value->has_cause) {
    return true;
  }
  return value->ns == REDIAL_NAMESPACE_SIP ? reason_take_sip(value, evidence)
                                           : reason_take_q850(value, evidence);
}

uint16_t rdi_reason_mark(uint8_t ns) {
  if (ns == REDIAL_NAMESPACE_NONE) {
    return 0;
  }
  return ns == REDIAL_NAMESPACE_SIP ? REDIAL_MARK_SIP_SEEN
                                    : REDIAL_MARK_Q850_SEEN;
}

void redial_reason_take(const redial_reason *value, redial_evidence *evidence) {
  uint16_t marks = rdi_reason_mark(value->ns);

  if (value->damaged || (evidence->marks & marks) != 0) {
    evidence->marks |= REDIAL_MARK_MALFORMED;
  }
  if ((marks & ~evidence->marks) == 0) {
    return;
  }
  if (rdi_is_analytics(value->text)) {
    marks |= REDIAL_MARK_ANALYTICS;
  }
  if (!reason_take_cause(value, evidence)) {
    marks |= REDIAL_MARK_MALFORMED;
  }
  evidence->marks |= marks;
}

bool rdi_is_analytics(redial_span text) {
  return text.len >= sizeof(RDI_ANALYTICS) - 1 &&
         rdi_equal(text.ptr, RDI_ANALYTICS, sizeof(RDI_ANALYTICS) - 1);
}
