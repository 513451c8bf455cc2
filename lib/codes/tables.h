#ifndef REDIAL_CODES_TABLES_H
#define REDIAL_CODES_TABLES_H

/* The tables as the rest of the library sees them: one lookup each. */

#include "../codes/sip_table.h"

RDI_PRIVATE_BEGIN

/* Rows without a number of their own. */
extern const rdi_words rdi_sip_network_blocked;
extern const rdi_words rdi_sip_local_timeout;
extern const rdi_words rdi_sip_local_transport;

typedef struct rdi_q850_row {
  rdi_words words;
  uint8_t cause;
  uint8_t speaks;   /* 0: the cause adds nothing */
  uint16_t rfc3398; /* RDI_Q850_DEFAULT, RDI_Q850_NONE or a SIP status */
  uint16_t rfc4497;
} rdi_q850_row;

#define RDI_Q850_NONE 0
#define RDI_Q850_DEFAULT 1

/* NULL when the cause has no row. */
const rdi_q850_row *rdi_q850_row_of(uint32_t cause);

typedef struct rdi_twilio_row {
  int32_t code;
  uint16_t sip;
  uint8_t mapping;
  rdi_words words;
} rdi_twilio_row;

/* NULL when the code is in no list. */
const rdi_twilio_row *rdi_twilio_row_of(int32_t code);

/* Has this mapping the words of its SIP code? */
static inline bool rdi_mapping_is_sip(uint8_t mapping) {
  return mapping >= REDIAL_MAPPING_SIP && mapping <= REDIAL_MAPPING_DERIVED;
}

/* NULL outside redial_dial_status and for REDIAL_DIAL_UNKNOWN. */
const rdi_words *rdi_dial_words(int32_t status);

RDI_PRIVATE_END

#endif
