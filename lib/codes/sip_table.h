#ifndef REDIAL_CODES_SIP_TABLE_H
#define REDIAL_CODES_SIP_TABLE_H

/* The whole SIP table, in one object so that one address reaches all of it.
   It has two forms: one to look up in haste, an entry for each status and in
   each row all that a verdict takes over, and one for a build for size (gcc,
   clang: -Os), which takes a sixth of the bytes and walks.

   Rows 1..6 are the fall-backs of the classes. Rows of unregistered codes come
   before those of registered ones. */

#include "../core/inner.h"
#include <redial/codes.h>

RDI_PRIVATE_BEGIN

#define RDI_SIP_FIRST 100
#define RDI_SIP_COUNT 600u
#define RDI_SIP_ROWS 58

/* A registered code's row has at least this number. */
#define RDI_SIP_REGISTERED 11u

#ifdef __OPTIMIZE_SIZE__

/* An entry is the number of a row less the class of its code; a code in no
   stretch has entry 0. */
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

/* code / 100, right for every code of 100..699. */
static inline uint32_t rdi_sip_class(uint32_t code) {
  return code * 5243u >> 19;
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

/* What a verdict takes over as it is, in the order in which it lies there: all
   behind the effective code. */
typedef struct rdi_sip_row {
  rdi_words words;
  uint8_t mapping;
  uint8_t confidence;
  uint8_t ns;
  uint8_t flags;
  uint8_t has_retry_after;
  uint8_t reserved;
  uint32_t retry_after_s;
  uint32_t rules;
  uint16_t as; /* what it is processed as; 0: itself */
} rdi_sip_row;

typedef struct rdi_sip_table {
  rdi_sip_row rows[RDI_SIP_ROWS];
  uint8_t entry[RDI_SIP_COUNT]; /* by status: its row */
} rdi_sip_table;

extern const rdi_sip_table rdi_sip;

/* The row of a SIP status within 100..699. Free of branches, so that a mixed
   stream of codes costs what a constant one does. */
static inline const rdi_sip_row *rdi_sip_row_of(uint32_t code) {
  return &rdi_sip.rows[rdi_sip.entry[code - RDI_SIP_FIRST]];
}

#endif

RDI_PRIVATE_END

#endif
