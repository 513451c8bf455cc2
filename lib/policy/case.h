#ifndef REDIAL_POLICY_CASE_H
#define REDIAL_POLICY_CASE_H

/* One decision in the making, shared by the files of this room. The bytes
   come first: a small core reaches those at an offset below 32 by a short
   instruction. */

#include "../core/inner.h"
#include <redial/policy.h>

/* The table of scopes, design section 6. */
enum {
  RDI_WAY_STOP,     /* the call stops */
  RDI_WAY_AGAIN,    /* again when it may be later, else the call stops */
  RDI_WAY_ENDPOINT, /* next endpoint */
  RDI_WAY_CONFIRM,  /* once by another via, else next endpoint */
  RDI_WAY_ROUTE     /* same endpoint by the next via, else next endpoint */
};

typedef struct rdi_scope_row {
  uint8_t leaves;  /* for the round; shifted by one: for the call */
  uint8_t returns; /* bit 1 << n: only for the round when redial_retry is n */
  uint8_t way;     /* RDI_WAY_... */
  uint8_t why;     /* redial_why */
} rdi_scope_row;

typedef struct rdi_case {
  uint8_t outcome; /* the verdict's words, as the policy reads them */
  uint8_t about;
  uint8_t scope;
  uint8_t retry;
  uint8_t action;
  uint8_t barred; /* redial_why that closed a way; none: nothing did */
  bool returns;   /* this endpoint comes back in another round */
  redial_decision made;
  const redial_policy *policy;
  const redial_history *history;
  const redial_verdict *verdict;
  const redial_situation *situation;
  const rdi_scope_row *row;
  uint32_t left; /* ms until it is too late for an attempt */
  uint64_t now;  /* never before a time seen */
} rdi_case;

static inline bool rdi_is_among(uint32_t value, uint32_t first, uint32_t last) {
  /* One comparison: anything below first wraps to a large number. */
  return value - first <= last - first;
}

/* A lone 503 is not relayed (RFC 3261 16.7 step 6), a 487 only to a caller
   who cancelled, and a code that nobody registered to nobody. */
static inline bool rdi_is_relayed(const redial_verdict *verdict) {
  return rdi_is_among(verdict->sip, 300, 699) &&
         verdict->sip == verdict->effective && verdict->sip != 503 &&
         verdict->sip != 487;
}

/* May the endpoint, person or pairing come back in another round? */
static inline bool rdi_returns(const rdi_scope_row *row, uint8_t retry) {
  return retry <= REDIAL_RETRY_ELSEWHERE && (row->returns >> retry & 1u) != 0;
}

static inline bool rdi_speaks_of_server(const rdi_case *c) {
  return rdi_is_among(c->about, REDIAL_ABOUT_SERVER, REDIAL_ABOUT_PATH);
}

/* Only these may count against a gateway. A 408 that was received proves
   nothing: who gave up may be far behind it, and its scope is unknown. */
static inline bool rdi_blames_server(const rdi_case *c) {
  return c->scope == REDIAL_SCOPE_ROUTE && rdi_speaks_of_server(c) &&
         rdi_is_among(c->outcome, REDIAL_OUTCOME_TIMEOUT,
                      REDIAL_OUTCOME_SERVER_ERROR);
}

/* The attempt that has just ended is one more. */
static inline bool rdi_is_used_up(const rdi_case *c) {
  return c->situation->endpoint_attempts + 1u >= c->policy->endpoint_attempts;
}

/* What never left this host was no load on anybody. */
static inline bool rdi_was_sent(const rdi_case *c) {
  return c->situation->origin != REDIAL_ORIGIN_LOCAL_TRANSPORT;
}

RDI_PRIVATE_BEGIN

extern const rdi_scope_row rdi_scope_rows[REDIAL_SCOPE_UNKNOWN + 1];

/* order.c: every test. In a build for size, which has no short way beside it,
   it is redial_decide() itself. */
#ifndef __OPTIMIZE_SIZE__
redial_decision rdi_decide(const redial_policy *policy,
                           const redial_history *history,
                           const redial_verdict *verdict,
                           const redial_situation *situation);
#endif
/* read.c: the words of the verdict. */
void rdi_read(rdi_case *c);
/* These give their reason; none: they do not apply. What goes on is in
   made.next; without that the call stops. */
redial_why rdi_by_table(rdi_case *c); /* table.c */
redial_why rdi_repair(rdi_case *c);   /* repair.c */
redial_why rdi_route(rdi_case *c);    /* route.c */
redial_why rdi_again(rdi_case *c);    /* again.c: the same, or a round */
/* wait.c; by pointers, because two times fill the registers of a small core.
   None when the time has come; saturates. */
uint32_t rdi_wait_from(const uint64_t *now, const uint64_t *time);
uint32_t rdi_wait_hint(const rdi_case *c); /* Retry-After, as it is taken */
uint32_t rdi_wait_again(rdi_case *c);
/* stop.c: what a stop tells the caller and the pending legs. */
void rdi_stop(rdi_case *c);
/* account.c: what this attempt means to those outside the call. */
void rdi_account(rdi_case *c);

RDI_PRIVATE_END

#endif
