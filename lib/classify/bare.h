#ifndef REDIAL_CLASSIFY_BARE_H
#define REDIAL_CLASSIFY_BARE_H

/* Verdicts of codes alone, shared by the files of this room. */

#include "../codes/tables.h"
#include <redial/classify.h>
#include <string.h>

static inline void rdi_verdict_words(redial_verdict *verdict,
                                     const rdi_words *words) {
  verdict->outcome = words->outcome;
  verdict->about = words->about;
  verdict->scope = words->scope;
  verdict->retry = words->retry;
  verdict->action = words->action;
  verdict->treatment = words->treatment;
}

static inline bool rdi_is_sip(int32_t code) {
  /* One comparison: anything below 100 wraps to a large number. */
  return (uint32_t)code - RDI_SIP_FIRST < RDI_SIP_COUNT;
}

#ifdef __OPTIMIZE_SIZE__

/* A build for size makes every verdict in one place: bare_sip.c. */
static inline void rdi_verdict_refused(redial_verdict *verdict,
                                       redial_namespace ns, int32_t code) {
  *verdict = redial_classify_sip(0);
  verdict->code = code;
  verdict->ns = (uint8_t)ns;
}

static inline void rdi_verdict_bad(redial_verdict *verdict, redial_namespace ns,
                                   int32_t code) {
  rdi_verdict_refused(verdict, ns, code);
  verdict->rules = 0;
}

static inline void rdi_verdict_empty(redial_verdict *verdict,
                                     redial_namespace ns, int32_t code) {
  rdi_verdict_bad(verdict, ns, code);
  verdict->flags = 0;
}

static inline void rdi_verdict_sip(redial_verdict *verdict, uint32_t code) {
  *verdict = redial_classify_sip((int32_t)code);
}

static inline rdi_words rdi_words_of_sip(uint32_t code) {
  redial_verdict verdict = redial_classify_sip((int32_t)code);
  rdi_words words;

  memcpy(&words, (char *)&verdict + offsetof(redial_verdict, outcome),
         sizeof(words));
  return words;
}

#else

/* A row lies in a verdict as it stands in the table. */
typedef char rdi_row_fits[offsetof(redial_verdict, mapping) -
                                offsetof(redial_verdict, outcome) ==
                              sizeof(rdi_words)
                            ? 1
                            : -1];

static inline void rdi_verdict_row(redial_verdict *verdict,
                                   const rdi_sip_row *row) {
  memcpy((char *)verdict + offsetof(redial_verdict, outcome), row,
         sizeof(*row));
}

/* Sets every field: code and namespace as given, words and confidence of the
   row, nothing else known. */
static inline void rdi_verdict_start(redial_verdict *verdict,
                                     redial_namespace ns, int32_t code,
                                     const rdi_sip_row *row) {
  verdict->code = code;
  verdict->sip = 0;
  verdict->effective = 0;
  rdi_verdict_row(verdict, row);
  verdict->ns = (uint8_t)ns;
  verdict->flags = 0;
  verdict->has_retry_after = 0;
  verdict->reserved = 0;
  verdict->retry_after_s = 0;
  verdict->rules = 0;
}

/* A verdict that claims nothing yet about this code. */
static inline void rdi_verdict_empty(redial_verdict *verdict,
                                     redial_namespace ns, int32_t code) {
  rdi_verdict_start(verdict, ns, code, &rdi_sip.rows[0]);
}

/* A number that no code of this namespace can have. */
static inline void rdi_verdict_bad(redial_verdict *verdict, redial_namespace ns,
                                   int32_t code) {
  rdi_verdict_empty(verdict, ns, code);
  verdict->flags = REDIAL_FLAG_MALFORMED;
}

/* R1: the message is to be dropped. */
static inline void rdi_verdict_refused(redial_verdict *verdict,
                                       redial_namespace ns, int32_t code) {
  rdi_verdict_bad(verdict, ns, code);
  verdict->rules = REDIAL_RULE_R(1);
}

/* A SIP status within 100..699. Kept in the header and free of branches: it
   is the whole cost of the commonest call. */
static inline void rdi_verdict_sip(redial_verdict *verdict, uint32_t code) {
  uint32_t class = rdi_sip_class(code);
  uint32_t number = rdi_sip_row_number(code, class);
  /* 1 for an unregistered code: below the first registered row the
     difference wraps and has its highest bit set. */
  uint32_t fallback = (number - RDI_SIP_REGISTERED) >> 31;
  uint32_t as = rdi_sip.as[class];

  rdi_verdict_start(verdict, REDIAL_NAMESPACE_SIP, (int32_t)code,
                    &rdi_sip.rows[number]);
  verdict->sip = (uint16_t)code;
  verdict->effective = (uint16_t)(fallback != 0 ? as : code);
  verdict->rules = fallback * REDIAL_RULE_R(2);
}

/* The words of a SIP status of 100..699. */
static inline rdi_words rdi_words_of_sip(uint32_t code) {
  uint32_t number = rdi_sip_row_number(code, rdi_sip_class(code));

  return rdi_sip.rows[number].words;
}

#endif

RDI_PRIVATE_BEGIN

void rdi_verdict_twilio(redial_verdict *verdict, int32_t code);
void rdi_verdict_q850(redial_verdict *verdict, int32_t cause);
/* SIP code and Dial status word of one attempt; either may be missing. */
void rdi_verdict_dial(redial_verdict *verdict, int32_t sip,
                      redial_dial_status status);
/* T1: a Twilio error with a meaning of its own takes over the verdict. */
bool rdi_verdict_twilio_error(redial_verdict *verdict, int32_t error);

RDI_PRIVATE_END

#endif
