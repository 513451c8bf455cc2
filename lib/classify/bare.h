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
#define RDI_ROW_FITS(field)                                                    \
  (offsetof(redial_verdict, field) - offsetof(redial_verdict, outcome) ==      \
   offsetof(rdi_sip_row, field))
typedef char rdi_row_fits[RDI_ROW_FITS(mapping) && RDI_ROW_FITS(flags) &&
                              RDI_ROW_FITS(retry_after_s) && RDI_ROW_FITS(rules)
                            ? 1
                            : -1];

/* Everything behind the codes; in pieces that a register holds, so that the
   verdict is built where it is returned. */
static inline void rdi_verdict_row(redial_verdict *verdict,
                                   const rdi_sip_row *row) {
  memcpy(&verdict->outcome, &row->words, 8);
  memcpy(&verdict->ns, &row->ns, 8);
  verdict->rules = row->rules;
}

/* A verdict that refuses this code. R1: the message is to be dropped. */
static inline void rdi_verdict_refused(redial_verdict *verdict,
                                       redial_namespace ns, int32_t code) {
  verdict->code = code;
  verdict->sip = 0;
  verdict->effective = 0;
  rdi_verdict_row(verdict, &rdi_sip.rows[0]);
  verdict->ns = (uint8_t)ns;
}

/* A number that no code of this namespace can have. */
static inline void rdi_verdict_bad(redial_verdict *verdict, redial_namespace ns,
                                   int32_t code) {
  rdi_verdict_refused(verdict, ns, code);
  verdict->rules = 0;
}

/* A verdict that claims nothing yet about this code. */
static inline void rdi_verdict_empty(redial_verdict *verdict,
                                     redial_namespace ns, int32_t code) {
  rdi_verdict_bad(verdict, ns, code);
  verdict->flags = 0;
}

/* A SIP status within 100..699. Kept in the header and free of branches: it
   is the whole cost of the commonest call. */
static inline void rdi_verdict_sip(redial_verdict *verdict, uint32_t code) {
  const rdi_sip_row *row = rdi_sip_row_of(code);

  verdict->code = (int32_t)code;
  verdict->sip = (uint16_t)code;
  verdict->effective = (uint16_t)(row->as != 0 ? row->as : code);
  rdi_verdict_row(verdict, row);
}

/* The words of a SIP status of 100..699. */
static inline rdi_words rdi_words_of_sip(uint32_t code) {
  return rdi_sip_row_of(code)->words;
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
