#include "../policy/case.h"

/* Whom a Retry-After silences, by its code (RFC 3261 21): a 503 the server
   that sent it, 413 and 500 nobody but this request, the rest the callee. */
static redial_party account_hinted(const rdi_case *c) {
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

void rdi_account_hint(rdi_case *c) {
  c->made.hold = (uint8_t)account_hinted(c);
  c->made.hold_ms = c->made.hold != REDIAL_PARTY_NONE ? rdi_wait_hint(c) : 0;
}

/* An original attempt by a gateway (so the caller says) that succeeded, or failed for a server's
   sake, earns. A repair is still the same attempt. */
void rdi_account_budget(rdi_case *c) {
  if ((c->made.why == REDIAL_WHY_ANSWERED ||
       c->made.why >= REDIAL_WHY_DEADLINE) &&
      c->situation->endpoint_attempts == 0 && rdi_was_sent(c->situation) &&
      (c->verdict->about == REDIAL_ABOUT_NONE ||
       rdi_speaks_of_server(c->verdict))) {
    c->made.marks |= REDIAL_DECISION_EARNS;
  }
}
