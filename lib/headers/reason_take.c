#include "../headers/reason.h"
#include <string.h>

/* What a Reason value adds to the evidence: the first of each protocol, even
   if it says nothing (RFC 3326 2: one value per protocol). */

static void reason_take_flag(redial_evidence *evidence, bool is) {
  if (is) {
    evidence->marks |= REDIAL_MARK_MALFORMED;
  }
}

static uint16_t reason_take_mark(uint8_t ns) {
  return ns == REDIAL_NAMESPACE_SIP ? REDIAL_MARK_SIP_SEEN
                                    : REDIAL_MARK_Q850_SEEN;
}

/* Bit 8 is the extension flag of ISDN and no part of the cause. */
static void reason_take_q850(const redial_reason *value,
                             redial_evidence *evidence) {
  uint32_t cause = value->cause & 127;

  reason_take_flag(evidence, value->cause > 127 || cause == 0);
  if (value->cause <= 255 && cause != 0) {
    evidence->q850_cause = (uint8_t)cause;
    evidence->location = value->location;
  }
}

static void reason_take_sip(const redial_reason *value,
                            redial_evidence *evidence) {
  bool fits = value->cause >= 100 && value->cause <= 699;

  reason_take_flag(evidence, !fits);
  if (fits) {
    evidence->sip_cause = (uint16_t)value->cause;
  }
}

void redial_reason_take(const redial_reason *value, redial_evidence *evidence) {
  uint16_t mark = reason_take_mark(value->ns);

  reason_take_flag(evidence, value->damaged);
  if (value->ns == REDIAL_NAMESPACE_NONE) {
    return;
  }
  if (evidence->marks & mark) {
    reason_take_flag(evidence, true);
    return;
  }
  evidence->marks |= mark;
  if (rdi_is_analytics(value->text)) {
    evidence->marks |= REDIAL_MARK_ANALYTICS;
  }
  if (!value->has_cause) {
    return;
  }
  if (value->ns == REDIAL_NAMESPACE_SIP) {
    reason_take_sip(value, evidence);
  } else {
    reason_take_q850(value, evidence);
  }
}

bool rdi_is_analytics(redial_span text) {
  return text.len >= sizeof(RDI_ANALYTICS) - 1 &&
         memcmp(text.ptr, RDI_ANALYTICS, sizeof(RDI_ANALYTICS) - 1) == 0;
}
