#ifndef REDIAL_POLICY_CASE_H
#define REDIAL_POLICY_CASE_H

/* One decision in the making, shared by the files of this room. */

#include "../core/inner.h"
#include <redial/policy.h>

typedef struct rdi_case {
  const redial_policy *policy;
  const redial_history *history;
  const redial_verdict *verdict;
  const redial_situation *situation;
  uint64_t now;     /* never before a time seen */
  uint64_t elapsed; /* since the first attempt */
  redial_decision made;
  /* The verdict's words, as the policy's options read them. */
  uint8_t outcome; /* below REDIAL_OUTCOMES */
  uint8_t about;
  uint8_t scope; /* at most REDIAL_SCOPE_UNKNOWN */
  uint8_t retry;
  uint8_t action;
  uint8_t barred; /* redial_why that closed a way; none: nothing did */
  bool returns;   /* this endpoint comes back in another round */
  bool spent;     /* its attempts are used up */
} rdi_case;

/* The table of scopes, design section 6. */
enum {
  RDI_WAY_STOP,     /* the call stops */
  RDI_WAY_AGAIN,    /* again when it may be later, else the call stops */
  RDI_WAY_ROUTE,    /* same endpoint by the next via, else next endpoint */
  RDI_WAY_CONFIRM,  /* once by another via, else next endpoint */
  RDI_WAY_ENDPOINT  /* next endpoint */
};

typedef struct rdi_scope_row {
  uint8_t leaves; /* for the round; shifted by one: for the call */
  uint8_t way;    /* RDI_WAY_... */
  uint8_t why;    /* redial_why */
} rdi_scope_row;

static inline bool rdi_is_among(uint32_t value, uint32_t first,
                                uint32_t last) {
  /* One comparison: anything below first wraps to a large number. */
  return value - first <= last - first;
}

/* A count of attempts in which the one that just ended counts even when the
   caller has counted none. */
static inline bool rdi_is_used_up(uint32_t attempts, uint32_t limit) {
  return (attempts > 1 ? attempts : 1) >= limit;
}

static inline void rdi_cancel(rdi_case *c, redial_cancel whose,
                              redial_cancel_reason reason) {
  c->made.cancel = (uint8_t)whose;
  c->made.cancel_reason = (uint8_t)reason;
}

static inline bool rdi_speaks_of_server(uint8_t about) {
  return rdi_is_among(about, REDIAL_ABOUT_SERVER, REDIAL_ABOUT_PATH);
}

/* Only what went by a gateway, and left this host, counts as load on one. */
static inline bool rdi_was_sent_by_via(const redial_situation *situation) {
  return situation->has_via &&
         situation->origin != REDIAL_ORIGIN_LOCAL_TRANSPORT;
}

RDI_PRIVATE_BEGIN

extern const rdi_scope_row rdi_scope_rows[REDIAL_SCOPE_UNKNOWN + 1];

/* reread.c: the options that read a verdict otherwise. */
void rdi_reread(rdi_case *c);
/* repair.c: true when the host can and may repair this. */
bool rdi_repair(rdi_case *c);
/* route.c: true when there is another way, or when none would help. */
bool rdi_route(rdi_case *c, uint8_t why);
bool rdi_route_confirm(rdi_case *c);
/* again.c: the same again, or another round; a stop where a limit says so. */
void rdi_again(rdi_case *c);
void rdi_round(rdi_case *c);
/* wait.c */
uint32_t rdi_wait_hint(const rdi_case *c); /* Retry-After, as it is taken */
uint32_t rdi_wait_again(rdi_case *c);
uint32_t rdi_wait_glare(const rdi_case *c);
void rdi_wait_opening(rdi_case *c); /* not before, by both clocks */
/* stop.c: no further attempt; _all: pending legs neither. */
void rdi_stop(rdi_case *c, redial_why why);
void rdi_stop_all(rdi_case *c, redial_why why, redial_cancel_reason reason);
/* account.c: who is to blame, who is held, whether the budget earns. */
void rdi_account(rdi_case *c);
uint8_t rdi_earns(const rdi_case *c);

RDI_PRIVATE_END

#endif
