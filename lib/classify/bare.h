#ifndef REDIAL_CLASSIFY_BARE_H
#define REDIAL_CLASSIFY_BARE_H

/* Verdicts of codes alone, shared by the files of this room. */

#include "../codes/tables.h"
#include <redial/classify.h>

/* A verdict that claims nothing yet about this code. */
static inline redial_verdict rdi_verdict_empty(redial_namespace ns,
                                               int32_t code) {
  redial_verdict verdict = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  verdict.code = code;
  verdict.scope = REDIAL_SCOPE_UNKNOWN;
  verdict.confidence = REDIAL_CONFIDENCE_CERTAIN;
  verdict.ns = (uint8_t)ns;
  return verdict;
}

static inline void rdi_verdict_words(redial_verdict *verdict,
                                     const rdi_words *words) {
  verdict->outcome = words->outcome;
  verdict->about = words->about;
  verdict->scope = words->scope;
  verdict->retry = words->retry;
  verdict->action = words->action;
  verdict->treatment = words->treatment;
}

/* A number that no code of this namespace can have. */
static inline redial_verdict rdi_verdict_bad(redial_namespace ns,
                                             int32_t code) {
  redial_verdict verdict = rdi_verdict_empty(ns, code);

  verdict.flags = REDIAL_FLAG_MALFORMED;
  return verdict;
}

/* R1: the message is to be dropped. */
static inline redial_verdict rdi_verdict_refused(redial_namespace ns,
                                                 int32_t code) {
  redial_verdict verdict = rdi_verdict_bad(ns, code);

  verdict.rules = REDIAL_RULE_R(1);
  return verdict;
}

/* A SIP status within 100..699. Kept in the header: it is the whole cost of
   the commonest call. */
static inline redial_verdict rdi_verdict_sip(uint32_t code) {
  const rdi_sip_row *row = rdi_sip_row_of(code);
  redial_verdict verdict = rdi_verdict_empty(REDIAL_NAMESPACE_SIP,
                                             (int32_t)code);

  rdi_verdict_words(&verdict, &row->words);
  verdict.sip = (uint16_t)code;
  verdict.effective = row->as != 0 ? row->as : (uint16_t)code;
  verdict.mapping = REDIAL_MAPPING_SIP;
  verdict.rules = row->as != 0 ? REDIAL_RULE_R(2) : 0;
  return verdict;
}

static inline bool rdi_is_sip(int32_t code) {
  /* One comparison: anything below 100 wraps to a large number. */
  return (uint32_t)code - RDI_SIP_FIRST < RDI_SIP_COUNT;
}

RDI_PRIVATE_BEGIN

redial_verdict rdi_verdict_twilio(int32_t code);
redial_verdict rdi_verdict_q850(int32_t cause);
/* SIP code and Dial status word of one attempt, either may be missing. */
redial_verdict rdi_verdict_dial(int32_t sip, redial_dial_status status);
/* T1: a Twilio error with a meaning of its own takes over the verdict. */
void rdi_verdict_twilio_error(redial_verdict *verdict, int32_t error);

RDI_PRIVATE_END

#endif
