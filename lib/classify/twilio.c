#include "bare.h"

/* In the order of redial_mapping, from sip on: the same digits may report
   HTTP, or stand in no list of Twilio's. */
static const uint8_t twilio_confidence[] = {
  REDIAL_CONFIDENCE_CERTAIN, /* sip */
  REDIAL_CONFIDENCE_LIKELY,  /* sip_or_http */
  REDIAL_CONFIDENCE_GUESS,   /* derived */
};

static void twilio_as_sip(redial_verdict *verdict, const rdi_twilio_row *row) {
  rdi_verdict_sip(verdict, row->sip);
  verdict->code = row->code;
  verdict->ns = REDIAL_NAMESPACE_TWILIO;
  verdict->confidence = twilio_confidence[row->mapping - REDIAL_MAPPING_SIP];
}

void rdi_verdict_twilio(redial_verdict *verdict, int32_t code) {
  const rdi_twilio_row *row = rdi_twilio_row_of(code);

  rdi_verdict_empty(verdict, REDIAL_NAMESPACE_TWILIO, code);
  if (row == NULL) {
    return;
  }
  if (rdi_mapping_is_sip(row->mapping)) {
    twilio_as_sip(verdict, row);
  } else {
    rdi_verdict_words(verdict, &row->words);
  }
  verdict->mapping = row->mapping;
}

bool rdi_verdict_twilio_error(redial_verdict *verdict, int32_t error) {
  const rdi_twilio_row *row = rdi_twilio_row_of(error);

  if (row == NULL || (row->mapping != REDIAL_MAPPING_OWN &&
                      row->mapping != REDIAL_MAPPING_OWN_SEEN_WITH_SIP)) {
    return false;
  }
  rdi_verdict_words(verdict, &row->words);
  verdict->mapping = row->mapping;
  verdict->confidence = REDIAL_CONFIDENCE_CERTAIN;
  verdict->rules |= REDIAL_RULE_T1;
  if (verdict->effective >= 600) {
    /* A 6xx stops forking whatever is written beside it. */
    verdict->scope = REDIAL_SCOPE_EVERYWHERE;
  }
  return true;
}
