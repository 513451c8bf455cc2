#ifndef REDIAL_CODES_SIP_TABLE_H
#define REDIAL_CODES_SIP_TABLE_H

/* The whole SIP table, in one object so that one address reaches all of it.
   It has two forms: one to look up in haste, without a branch, and one for a
   build for size (gcc, clang: -Os), which takes half the bytes and walks.

   In both an entry is the number of a row less the class of its code; a code
   in no table has entry 0, which makes rows 1..6 the fall-backs of the
   classes. Rows of unregistered codes come before those of registered ones. */

#include "../core/inner.h"
#include <redial/codes.h>

RDI_PRIVATE_BEGIN

#define RDI_SIP_FIRST 100
#define RDI_SIP_COUNT 600u
#define RDI_SIP_ROWS 58

/* A registered code's row has at least this number. */
#define RDI_SIP_REGISTERED 11u

/* code / 100, right for every code of 100..699. */
static inline uint32_t rdi_sip_class(uint32_t code) {
  return code * 5243u >> 19;
}

#ifdef __OPTIMIZE_SIZE__

#define RDI_SIP_STRETCHES 14
#define RDI_SIP_ENTRIES 105

/* 24 bits, the lowest first: outcome 6, about, scope, retry and treatment 3
   each, action 5. */
typedef struct rdi_sip_row {
  uint8_t bits[3];
} rdi_sip_row;

/* So many statuses without an entry, then so many with one. */
typedef struct rdi_sip_stretch {
  uint8_t none;
  uint8_t some;
} rdi_sip_stretch;

typedef struct rdi_sip_table {
  rdi_sip_row rows[RDI_SIP_ROWS];
  rdi_sip_stretch stretch[RDI_SIP_STRETCHES]; /* of 100 to 699 */
  uint8_t entry[RDI_SIP_ENTRIES];
  uint16_t as[7]; /* by class: what it is processed as */
} rdi_sip_table;

extern const rdi_sip_table rdi_sip;

static inline uint32_t rdi_sip_bits(uint32_t number) {
  const uint8_t *bits = rdi_sip.rows[number].bits;

  return bits[0] | (uint32_t)bits[1] << 8 | (uint32_t)bits[2] << 16;
}

/* The last stretch ends at 699, so every code lies before the end of one. */
static inline uint32_t rdi_sip_row_number(uint32_t code, uint32_t class) {
  const rdi_sip_stretch *stretch = rdi_sip.stretch;
  const uint8_t *entry = rdi_sip.entry;
  uint32_t left = code - RDI_SIP_FIRST;

  while (left >= stretch->none) {
    left -= stretch->none;
    if (left < stretch->some) {
      return entry[left] + class;
    }
    left -= stretch->some;
    entry += stretch->some;
    stretch++;
  }
  return class;
}

#else

#define RDI_SIP_BLOCKS 27 /* of eight codes each, the empty one included */
#define RDI_SIP_ENTRIES (RDI_SIP_BLOCKS * 8)

/* What a verdict takes over as it is, in one copy of eight bytes. */
typedef struct rdi_sip_row {
  rdi_words words;
  uint8_t mapping;
  uint8_t confidence;
} rdi_sip_row;

typedef struct rdi_sip_table {
  rdi_sip_row rows[RDI_SIP_ROWS];
  uint16_t as[7];    /* by class: what it is processed as */
  uint8_t block[90]; /* by code / 8: see below */
  uint8_t entry[RDI_SIP_ENTRIES];
} rdi_sip_table;

extern const rdi_sip_table rdi_sip;

/* Number of the row of a SIP status within 100..699. Free of branches, so
   that a mixed stream of codes costs what a constant one does. A block is
   stored as what to add to a code, modulo 256, to get at its entry: there are
   fewer than 256 entries. */
static inline uint32_t rdi_sip_row_number(uint32_t code, uint32_t class) {
  uint8_t at = (uint8_t)(rdi_sip.block[code >> 3] + code);

  return rdi_sip.entry[at] + class;
}

#endif

RDI_PRIVATE_END

#endif
