#ifndef REDIAL_POLICY_CASE_H
#define REDIAL_POLICY_CASE_H

/* One decision in the making, shared by the files of this room. */

#include "../core/inner.h"
#include <redial/policy.h>

typedef struct rdi_case {
  redial_decision made;
  const redial_policy *policy;
  const redial_history *history;
  const redial_verdict *verdict; /* as rdi_reread() reads it */
  const redial_situation *situation;
  uint64_t now;     /* never before a time seen */
  uint32_t elapsed; /* ms since the first attempt; saturates */
  uint32_t barred;  /* redial_why that closed a way; none: nothing did */
  bool returns;     /* this endpoint comes back in another round */
} rdi_case;

/* The table of scopes, design section 6. */
enum {
  RDI_WAY_STOP,    /* the call stops */
  RDI_WAY_AGAIN,   /* again when it may be later, else the call stops */
  RDI_WAY_ROUTE,   /* same endpoint by the next via, else next endpoint */
  RDI_WAY_CONFIRM, /* once by another via, else next endpoint */
  RDI_WAY_ENDPOINT /* next endpoint */
};

typedef struct rdi_scope_row {
  uint8_t leaves; /* for the round; shifted by one: for the call */
  uint8_t way;    /* RDI_WAY_... */
  uint8_t why;    /* redial_why */
} rdi_scope_row;

static inline bool rdi_is_among(uint32_t value, uint32_t first, uint32_t last) {
  /* One comparison: anything below first wraps to a large number. */
  return value - first <= last - first;
}

/* Always true: a test that applies has decided. */
static inline bool rdi_say(rdi_case *c, redial_next next, redial_why why) {
  c->made.next = (uint8_t)next;
  c->made.why = (uint8_t)why;
  return true;
}

/* The attempt that has just ended is one more. */
static inline bool rdi_is_endpoint_used_up(const rdi_case *c) {
  return c->situation->endpoint_attempts + 1u >= c->policy->endpoint_attempts;
}

static inline bool rdi_is_via_used_up(const rdi_case *c) {
  return c->situation->has_via &&
         c->situation->via_attempts + 1u >= c->policy->via_attempts;
}

static inline bool rdi_speaks_of_server(const redial_verdict *verdict) {
  return rdi_is_among(verdict->about, REDIAL_ABOUT_SERVER, REDIAL_ABOUT_PATH);
}

static inline bool rdi_is_refused(const redial_verdict *verdict) {
  return rdi_is_among(verdict->outcome, REDIAL_OUTCOME_DECLINED,
                      REDIAL_OUTCOME_BLOCKED);
}

/* Only these may count against a gateway. A 408 that was received proves
   nothing: who gave up may be far behind it, and its scope is unknown. */
static inline bool rdi_blames_server(const redial_verdict *verdict) {
  return rdi_is_among(verdict->outcome, REDIAL_OUTCOME_TIMEOUT,
                      REDIAL_OUTCOME_SERVER_ERROR) &&
         rdi_speaks_of_server(verdict) && verdict->scope == REDIAL_SCOPE_ROUTE;
}

/* What never left this host was no load on anybody. */
static inline bool rdi_was_sent(const redial_situation *situation) {
  return situation->origin != REDIAL_ORIGIN_LOCAL_TRANSPORT;
}

/* A clock that went backward stands still. */
static inline uint64_t rdi_now(const redial_history *history,
                               const redial_situation *situation) {
  return situation->now_ms > history->seen_ms ? situation->now_ms
                                              : history->seen_ms;
}

/* Milliseconds since the first attempt. */
static inline uint32_t rdi_elapsed(const redial_history *history,
                                   uint64_t now) {
  /* What was seen is never before the start. */
  uint64_t elapsed = now - history->started_ms;

  if (history->attempts == 0) {
    return 0;
  }
  return elapsed < UINT32_MAX ? (uint32_t)elapsed : UINT32_MAX;
}

/* Has the caller heard nothing yet? */
static inline bool rdi_is_silent(const redial_history *history,
                                 const redial_situation *situation) {
  return !history->heard && situation->progress < REDIAL_PROGRESS_RINGING;
}

RDI_PRIVATE_BEGIN

extern const rdi_scope_row rdi_scope_rows[REDIAL_SCOPE_UNKNOWN + 1];

/* whole.c: every test. */
redial_decision rdi_decide_whole(const redial_policy *policy,
                                 const redial_history *history,
                                 const redial_verdict *verdict,
                                 const redial_situation *situation);
/* reread.c: the verdict as the options and suppression read it. */
void rdi_reread(rdi_case *c, redial_verdict *read);
/* Functions of bool: true when they have decided. */
bool rdi_repair(rdi_case *c);             /* repair.c */
bool rdi_route(rdi_case *c, uint8_t why); /* route.c */
bool rdi_route_confirm(rdi_case *c);
void rdi_again(rdi_case *c); /* again.c: the same again */
void rdi_round(rdi_case *c); /* another round */
/* wait.c */
uint32_t rdi_wait_hint(const rdi_case *c); /* Retry-After, as it is taken */
uint32_t rdi_wait_again(rdi_case *c);
uint32_t rdi_wait_glare(const rdi_case *c);
uint32_t rdi_wait_opening(const rdi_case *c); /* until both not-befores */
/* stop.c: what a stop tells the caller and the pending legs. */
void rdi_stop(rdi_case *c);
/* account.c: what this attempt means to those outside the call. */
void rdi_account_hint(rdi_case *c);
void rdi_account_budget(rdi_case *c);

RDI_PRIVATE_END

#endif
