#ifndef REDIAL_CODES_TABLES_H
#define REDIAL_CODES_TABLES_H

/* The tables as the rest of the library sees them: one lookup each. */

#include "../core/inner.h"
#include <redial/codes.h>

RDI_PRIVATE_BEGIN

/* A SIP row: the words, and the code that it is processed as (0: itself). */
typedef struct rdi_sip_row {
  rdi_words words;
  uint16_t as;
} rdi_sip_row;

/* Codes lie in blocks of eight; blocks that hold no code share the empty
   block 0. An entry is the number of a row, 0 for a code in no table. The
   sizes are checked where the tables are defined. */
#define RDI_SIP_FIRST 100
#define RDI_SIP_COUNT 600u
extern const uint8_t rdi_sip_blocks[88];
extern const uint8_t rdi_sip_entries[216];
extern const rdi_sip_row rdi_sip_rows[58];

/* Row of a SIP status within 100..699. Free of branches, so that a mixed
   stream of codes costs what a constant one does. */
static inline const rdi_sip_row *rdi_sip_row_of(uint32_t code) {
  uint32_t entry = rdi_sip_entries[rdi_sip_blocks[code >> 3] * 8u + (code & 7)];
  /* code / 100 for every code of 100..699; rows 1..6 are the fall-backs. */
  uint32_t fallback = code * 41u >> 12;

  return &rdi_sip_rows[entry != 0 ? entry : fallback];
}

/* Rows without a number of their own. */
extern const rdi_sip_row rdi_sip_network_blocked;
extern const rdi_sip_row rdi_sip_local_timeout;
extern const rdi_sip_row rdi_sip_local_transport;

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
