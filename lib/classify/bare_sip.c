#include "bare.h"

#ifdef __OPTIMIZE_SIZE__

static inline void bare_sip_words(redial_verdict *verdict, uint32_t number) {
  uint32_t bits = rdi_sip_bits(number);

  verdict->outcome = (uint8_t)(bits & 63);
  verdict->about = (uint8_t)(bits >> 6 & 7);
  verdict->scope = (uint8_t)(bits >> 9 & 7);
  verdict->retry = (uint8_t)(bits >> 12 & 7);
  verdict->treatment = (uint8_t)(bits >> 15 & 7);
  verdict->action = (uint8_t)(bits >> 18);
}

/* Of the rows those of unregistered codes come first. */
static inline uint32_t bare_sip_code(redial_verdict *verdict, uint32_t code) {
  uint32_t class = rdi_sip_class(code);
  uint32_t number = rdi_sip_row_number(code, class);

  verdict->sip = (uint16_t)code;
  verdict->effective = (uint16_t)code;
  verdict->mapping = REDIAL_MAPPING_SIP;
  verdict->flags = 0;
  verdict->rules = 0;
  if (number < RDI_SIP_REGISTERED) {
    verdict->effective = rdi_sip.as[class];
    verdict->rules = REDIAL_RULE_R(2);
  }
  return number;
}

/* Row 0. */
static inline uint32_t bare_sip_refused(redial_verdict *verdict) {
  verdict->sip = 0;
  verdict->effective = 0;
  verdict->mapping = REDIAL_MAPPING_NONE;
  verdict->flags = REDIAL_FLAG_MALFORMED;
  verdict->rules = REDIAL_RULE_R(1);
  return 0;
}

redial_verdict redial_classify_sip(int32_t code) {
  redial_verdict verdict;
  uint32_t number = rdi_is_sip(code) ? bare_sip_code(&verdict, (uint32_t)code)
                                     : bare_sip_refused(&verdict);

  verdict.code = code;
  bare_sip_words(&verdict, number);
  verdict.confidence = REDIAL_CONFIDENCE_CERTAIN;
  verdict.ns = REDIAL_NAMESPACE_SIP;
  verdict.has_retry_after = 0;
  verdict.reserved = 0;
  verdict.retry_after_s = 0;
  return verdict;
}

#else

redial_verdict redial_classify_sip(int32_t code) {
  redial_verdict verdict;

  if (rdi_is_sip(code)) {
    rdi_verdict_sip(&verdict, (uint32_t)code);
  } else {
    rdi_verdict_refused(&verdict, REDIAL_NAMESPACE_SIP, code);
  }
  return verdict;
}

#endif
