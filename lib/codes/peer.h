#ifndef REDIAL_CODES_PEER_H
#define REDIAL_CODES_PEER_H

/* What the tables of Asterisk and FreeSWITCH have in common. */

#include "../core/inner.h"
#include <redial/codes.h>

RDI_PRIVATE_BEGIN

typedef struct rdi_peer_cause {
  uint16_t cause;
  uint16_t sip;
  uint16_t name; /* offset into the names */
} rdi_peer_cause;

typedef struct rdi_peer_sip {
  uint16_t sip;
  uint16_t cause;
} rdi_peer_sip;

/* The two tables of a peer. No pointers inside, so that the tables need no
   relocation in a shared library. */
typedef struct rdi_peer {
  const rdi_peer_cause *causes;
  size_t cause_count;
  const rdi_peer_sip *sips;
  size_t sip_count;
  const char *names;
  uint16_t fallback_sip;      /* for a cause in no row */
  uint16_t fallback_cause[4]; /* for a 3xx, 4xx, 5xx, 6xx in no row */
} rdi_peer;

const char *rdi_peer_name(const rdi_peer *peer, int32_t cause);
redial_status rdi_peer_by_name(const rdi_peer *peer, redial_span name,
                               int32_t *cause);
redial_mapped rdi_peer_from_sip(const rdi_peer *peer, int32_t sip);
redial_mapped rdi_peer_to_sip(const rdi_peer *peer, int32_t cause);

RDI_PRIVATE_END

#endif
