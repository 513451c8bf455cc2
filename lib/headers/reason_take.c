#include "../headers/scan.h"
#include <redial/headers.h>

/* What a Reason value adds to the evidence: the first of each protocol, even
   if it says nothing (RFC 3326 2: one value per protocol). */

static void reason_take_flag(redial_evidence *evidence) {
  evidence->marks |= REDIAL_MARK_MALFORMED;
}

/* True when this is the first value with that mark. */
static bool reason_take_first(redial_evidence *evidence, uint16_t mark) {
  if (evidence->marks & mark) {
    reason_take_flag(evidence);
    return false;
  }
  evidence->marks |= mark;
  return true;
}

static void reason_take_q850(const redial_reason *value,
                             redial_evidence *evidence) {
  /* Bit 8 is the extension flag of ISDN and no part of the cause. */
  uint32_t cause = value->cause & 127;

  if (!value->has_cause) {
    return;
  }
  if (value->cause > 127 || cause == 0) {
    reason_take_flag(evidence);
  }
  if (value->cause <= 255 && cause != 0) {
    evidence->q850_cause = (uint8_t)cause;
    evidence->location = value->location;
  }
}

static void reason_take_sip(const redial_reason *value,
                            redial_evidence *evidence) {
  if (!value->has_cause) {
    return;
  }
  if (value->cause < 100 || value->cause > 699) {
    reason_take_flag(evidence);
    return;
  }
  evidence->sip_cause = (uint16_t)value->cause;
}

void redial_reason_take(const redial_reason *value,
                        redial_evidence *evidence) {
  if (value->damaged) {
    reason_take_flag(evidence);
  }
  if (rdi_begins(value->text, RDI_ANALYTICS,
                 sizeof(RDI_ANALYTICS) - 1)) {
    evidence->marks |= REDIAL_MARK_ANALYTICS;
  }
  if (value->ns == REDIAL_NAMESPACE_Q850 &&
      reason_take_first(evidence, REDIAL_MARK_Q850_SEEN)) {
    reason_take_q850(value, evidence);
  }
  if (value->ns == REDIAL_NAMESPACE_SIP &&
      reason_take_first(evidence, REDIAL_MARK_SIP_SEEN)) {
    reason_take_sip(value, evidence);
  }
}

void redial_reason_read(redial_span header, redial_evidence *evidence) {
  redial_reason value;
  bool any = false;

  while (redial_reason_next(&header, &value)) {
    redial_reason_take(&value, evidence);
    any = true;
  }
  if (!any) {
    reason_take_flag(evidence);
  }
}
