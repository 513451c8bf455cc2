#ifndef REDIAL_RULES_RULE_H
#define REDIAL_RULES_RULE_H

/* What the files of this room share. */

#include "../core/inner.h"
#include <redial/rules.h>

RDI_PRIVATE_BEGIN

static inline bool rdi_set_has(uint64_t set, uint32_t value) {
  return value < 64 && (set >> value & 1u) != 0;
}

/* An answered call and a provisional are nobody's to read otherwise. */
static inline bool rdi_is_no_failure(uint32_t outcome) {
  return outcome == REDIAL_OUTCOME_PROGRESS ||
         outcome == REDIAL_OUTCOME_SUCCESS;
}

/* What holds a name in the text of a rule. The first six are redial_word. */
typedef enum rdi_field {
  RDI_FIELD_KIND = REDIAL_WORDS,
  RDI_FIELD_PROGRESS,
  RDI_FIELD_ORIGIN
} rdi_field;

/* rules/field.c. field is a redial_word or an rdi_field. */
const char *rdi_field_value_name(uint32_t field, uint32_t value); /* or "?" */
bool rdi_field_value(uint32_t field, redial_span name, uint8_t *value);

/* rules/line.c: one rule of a line that is not empty. On error rule is half
   written and token is what could not be read. */
redial_status rdi_rule_line(redial_span line, redial_rule *rule,
                            redial_span *token);
/* The next token of text, cut off it; empty at the end. */
redial_span rdi_rule_token(redial_span *text);

/* rules/code.c: "486", "5xx", "500-504", "twilio:31401", "any". */
redial_status rdi_rule_code(redial_span text, redial_rule *rule);
/* A decimal number of low..high. */
redial_status rdi_rule_number(redial_span text, uint32_t low, uint32_t high,
                              uint32_t *number);
/* Cuts what stands before the mark off text. False when there is no mark. */
bool rdi_rule_cut(redial_span *text, char mark, redial_span *before);

/* rules/clash.c: may these two not stand together? word is below other. */
bool rdi_words_clash(uint32_t word, uint32_t value, uint32_t other,
                     uint32_t other_value);

RDI_PRIVATE_END

#endif
