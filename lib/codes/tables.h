#ifndef REDIAL_CODES_TABLES_H
#define REDIAL_CODES_TABLES_H

/* The tables as the rest of the library sees them: one lookup each. */

#include "../core/inner.h"
#include <redial/codes.h>

RDI_PRIVATE_BEGIN

#define RDI_SIP_FIRST 100
#define RDI_SIP_COUNT 600u
#define RDI_SIP_BLOCKS 27 /* of eight codes each, the empty one included */
#define RDI_SIP_ROWS 58

/* A row is what a verdict takes over as it is. In haste that is one copy of
   eight bytes; a build for size (gcc, clang: -Os) leaves out the last two,
   which are the same in every row but the first. */
#ifdef __OPTIMIZE_SIZE__
typedef struct rdi_sip_row {
  rdi_words words;
} rdi_sip_row;
#define RDI_SIP_ROW(mapping, outcome, about, scope, retry, action, treatment)  \
  {                                                                            \
    RDI_WORDS(outcome, about, scope, retry, action, treatment)                 \
  }
#else
typedef struct rdi_sip_row {
  rdi_words words;
  uint8_t mapping;
  uint8_t confidence;
} rdi_sip_row;
#define RDI_SIP_ROW(mapping, outcome, about, scope, retry, action, treatment)  \
  {                                                                            \
    RDI_WORDS(outcome, about, scope, retry, action, treatment),                \
      REDIAL_MAPPING_##mapping, REDIAL_CONFIDENCE_CERTAIN                      \
  }
#endif

/* The whole SIP table, in one object so that one address reaches all of it.
   An entry is the number of a row less the class of its code; a code in no
   table has entry 0, which makes rows 1..6 the fall-backs of the classes.
   Rows of unregistered codes come before those of registered ones. */
typedef struct rdi_sip_table {
  rdi_sip_row rows[RDI_SIP_ROWS];
  uint16_t as[7];                       /* by class: what it is processed as */
  uint8_t block[90];                    /* by code / 8: see below */
  uint8_t entry[RDI_SIP_BLOCKS * 8];
} rdi_sip_table;

extern const rdi_sip_table rdi_sip;

/* A registered code's row has at least this number. */
#define RDI_SIP_REGISTERED 11u

/* code / 100, right for every code of 100..699. */
static inline uint32_t rdi_sip_class(uint32_t code) {
  return code * 5243u >> 19;
}

/* Number of the row of a SIP status within 100..699. Free of branches, so
   that a mixed stream of codes costs what a constant one does. A block is
   stored as what to add to a code, modulo 256, to get at its entry: there are
   fewer than 256 entries. */
static inline uint32_t rdi_sip_row_number(uint32_t code, uint32_t class) {
  uint8_t at = (uint8_t)(rdi_sip.block[code >> 3] + code);

  return rdi_sip.entry[at] + class;
}

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
