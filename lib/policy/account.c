#include "../policy/case.h"

/* Only faults of a server or path count against a gateway, and only what
   people do against an endpoint. A 408 that was received proves nothing: who
   gave up may be far behind the gateway. */
static uint8_t account_blame(const rdi_case *c) {
  if (rdi_is_among(c->outcome, REDIAL_OUTCOME_BUSY,
                   REDIAL_OUTCOME_DECLINED)) {
    return c->scope == REDIAL_SCOPE_EVERYWHERE ? REDIAL_PARTY_PERSON
                                               : REDIAL_PARTY_ENDPOINT;
  }
  if (!rdi_is_among(c->outcome, REDIAL_OUTCOME_TIMEOUT,
                    REDIAL_OUTCOME_SERVER_ERROR) ||
      !rdi_speaks_of_server(c->about) || c->scope != REDIAL_SCOPE_ROUTE) {
    return REDIAL_PARTY_NONE;
  }
  return c->situation->has_via ? REDIAL_PARTY_VIA : REDIAL_PARTY_ENDPOINT;
}

/* Whom a Retry-After silences, by its code (RFC 3261 21): a 503 the server
   that sent it, 413 and 500 nobody but this request, the rest the callee. */
static uint8_t account_hinted(const rdi_case *c) {
  switch (c->verdict->effective) {
  case 503:
    return c->situation->has_via ? REDIAL_PARTY_VIA : REDIAL_PARTY_ENDPOINT;
  case 404:
  case 480:
  case 486:
    return REDIAL_PARTY_ENDPOINT;
  case 600:
  case 603:
    return REDIAL_PARTY_PERSON;
  default:
    return REDIAL_PARTY_NONE;
  }
}

void rdi_account(rdi_case *c) {
  c->made.blame = account_blame(c);
  c->made.marks |= rdi_earns(c);
  if (c->verdict->has_retry_after) {
    c->made.hold = account_hinted(c);
    c->made.hold_ms =
      c->made.hold != REDIAL_PARTY_NONE ? rdi_wait_hint(c) : 0;
  } else if (c->made.blame != REDIAL_PARTY_NONE) {
    c->made.hold_ms = c->policy->plan[c->outcome].hold_ms;
    c->made.hold = c->made.hold_ms > 0 ? c->made.blame : REDIAL_PARTY_NONE;
  }
}

/* An original attempt by a gateway that succeeded, or failed for a server's
   sake. */
uint8_t rdi_earns(const rdi_case *c) {
  return c->situation->endpoint_attempts <= 1 &&
             rdi_was_sent_by_via(c->situation) &&
             (c->about == REDIAL_ABOUT_NONE || rdi_speaks_of_server(c->about))
           ? REDIAL_DECISION_EARNS
           : 0;
}
