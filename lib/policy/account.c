#include "../policy/case.h"

static redial_party account_way(const rdi_case *c) {
  return c->situation->has_via ? REDIAL_PARTY_VIA : REDIAL_PARTY_ENDPOINT;
}

static redial_party account_blame(const rdi_case *c) {
  if (rdi_blames_server(c)) {
    return account_way(c);
  }
  if (!rdi_is_among(c->outcome, REDIAL_OUTCOME_BUSY, REDIAL_OUTCOME_DECLINED)) {
    return REDIAL_PARTY_NONE;
  }
  return c->scope == REDIAL_SCOPE_EVERYWHERE ? REDIAL_PARTY_PERSON
                                             : REDIAL_PARTY_ENDPOINT;
}

/* Whom a Retry-After silences, by its code (RFC 3261 21): a 503 the server
   that sent it, 413 and 500 nobody but this request, the rest the callee. */
static bool account_is_heeded(uint16_t code) {
  static const uint16_t codes[] = {404, 480, 486, 503, 600, 603};
  uint32_t i;

  for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
    if (codes[i] == code) {
      return true;
    }
  }
  return false;
}

static redial_party account_hinted(const rdi_case *c) {
  if (!account_is_heeded(c->verdict->effective)) {
    return REDIAL_PARTY_NONE;
  }
  if (c->verdict->effective >= 600) {
    return REDIAL_PARTY_PERSON;
  }
  return c->verdict->effective == 503 ? account_way(c) : REDIAL_PARTY_ENDPOINT;
}

/* An original attempt by a gateway that succeeded, or failed for a server's
   sake, earns. A repair is still the same attempt. */
static void account_budget(rdi_case *c) {
  if (c->situation->endpoint_attempts == 0 && rdi_was_sent(c) &&
      (c->about == REDIAL_ABOUT_NONE || rdi_speaks_of_server(c))) {
    c->made.marks |= REDIAL_DECISION_EARNS;
  }
}

/* Whom it counts against, and who is held: whatever comes next. */
static void account_parties(rdi_case *c) {
  redial_party hold;
  uint32_t hold_ms;

  c->made.blame = (uint8_t)account_blame(c);
  if (c->verdict->has_retry_after) {
    hold_ms = rdi_wait_hint(c);
    hold = account_hinted(c);
  } else {
    hold_ms = c->policy->plan[c->outcome].hold_ms;
    hold = (redial_party)c->made.blame;
  }
  if (hold != REDIAL_PARTY_NONE && hold_ms > 0) {
    c->made.hold = (uint8_t)hold;
    c->made.hold_ms = hold_ms;
  }
}

/* What comes before the deadline in the order of tests failed nobody. */
void rdi_account(rdi_case *c) {
  if (c->made.why >= REDIAL_WHY_DEADLINE) {
    account_parties(c);
  } else if (c->made.why != REDIAL_WHY_ANSWERED) {
    return;
  }
  if (c->situation->has_via) {
    account_budget(c);
  }
}
