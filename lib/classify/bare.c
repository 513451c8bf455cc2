#include "../classify/bare.h"

/* The shortest Twilio code that cannot be mistaken for something else. */
#define TWILIO_FIRST 10000

static redial_verdict bare_twilio_or_refused(int32_t code) {
  if (code >= TWILIO_FIRST) {
    return rdi_verdict_twilio(code);
  }
  return rdi_verdict_refused(REDIAL_NAMESPACE_NONE, code);
}

redial_verdict redial_classify(int32_t code) {
  if (rdi_is_sip(code)) {
    return rdi_verdict_sip((uint32_t)code);
  }
  return bare_twilio_or_refused(code);
}

redial_verdict rdi_verdict_twilio(int32_t code) {
  const rdi_twilio_row *row = rdi_twilio_row_of(code);
  redial_verdict verdict = rdi_verdict_empty(REDIAL_NAMESPACE_TWILIO, code);

  if (row == NULL) {
    return verdict;
  }
  if (rdi_mapping_is_sip(row->mapping)) {
    verdict = rdi_verdict_sip(row->sip);
    verdict.code = code;
    verdict.ns = REDIAL_NAMESPACE_TWILIO;
    verdict.confidence = row->mapping == REDIAL_MAPPING_DERIVED
                           ? REDIAL_CONFIDENCE_GUESS
                           : row->mapping == REDIAL_MAPPING_SIP_OR_HTTP
                               ? REDIAL_CONFIDENCE_LIKELY
                               : REDIAL_CONFIDENCE_CERTAIN;
  } else {
    rdi_verdict_words(&verdict, &row->words);
  }
  verdict.mapping = row->mapping;
  return verdict;
}
