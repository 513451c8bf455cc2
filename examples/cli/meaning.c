/* The vocabulary in words for people. Each text is a part of a sentence. */

#include "cli.h"

static const char *meaning_at(const char *const *texts, size_t count,
                              uint8_t value) {
  return value < count ? texts[value] : "";
}

#define MEANING(name, texts)                                                   \
  const char *cli_##name(uint8_t value) {                                      \
    return meaning_at(texts, sizeof(texts) / sizeof(texts[0]), value);         \
  }

static const char *const outcomes[] = {
  "what happened is not known",
  "the call is still being set up",
  "nothing failed",
  "the callee is to be reached by another address or service",
  "the callee is busy",
  "the callee is known but cannot be reached now",
  "it rang and nobody picked up",
  "a person refused this call",
  "a person marked the caller as unwanted",
  "a machine blocked the caller",
  "the server or the account does not allow it",
  "credentials are requested",
  "the proof of the caller's identity was refused",
  "security has to be negotiated first",
  "there is no such user",
  "the user was there and has been removed for good",
  "the number is incomplete or ambiguous",
  "the request is malformed or its content unusable",
  "the request is too large",
  "a method, extension or format is not supported",
  "a timer value is below the minimum",
  "the media offer or its preconditions were refused",
  "the request was withdrawn",
  "another branch took the call",
  "the other side no longer has the dialog or its state",
  "two requests crossed, which is harmless",
  "a limit of hops or breadth was reached",
  "no answer came in time",
  "there is no path to the next hop",
  "the server cannot serve now",
  "the server is overloaded",
  "the server broke",
  "more was sent than the agreed rate allows",
  "the account or the client is set up wrongly",
};
MEANING(outcome_means, outcomes)

static const char *const abouts[] = {
  "nobody, or not known",
  "a person or their device",
  "identity or account of the one who calls",
  "this message",
  "an existing dialog",
  "the server that answered; may count against that gateway",
  "a hop, route or carrier; may count against that gateway",
  "the account or application at a hosted service",
};
MEANING(about_means, abouts)

static const char *const scopes[] = {
  "nothing failed",
  "this message: pointless until it is repaired",
  "an existing dialog and nothing else",
  "this server or carrier; another may reach the same phone",
  "this device; another device may still answer",
  "this number, as its domain knows it",
  "every device and every route of the callee",
  "cannot tell",
};
MEANING(scope_means, scopes)

static const char *const leaves[] = {
  "nothing is out",
  "no target is out; it was about this request alone",
  "no target is out; only the dialog is affected",
  "this gateway is out; another one may reach the same phone",
  "this device is out; another device may be rung",
  "this number is out; another number may be rung",
  "every device and route of the callee is out",
  "only this pairing of phone and gateway is out",
};
MEANING(scope_leaves, leaves)

static const char *const retries[] = {
  "nothing failed",
  "not automatically",
  "the same request, after a wait",
  "right away, changed as the response says",
  "now, by another server or route",
};
MEANING(retry_means, retries)

static const char *const actions[] = {
  "nothing is left to do",
  "wait, this is not final",
  "ring another phone or agent now",
  "try another route to the same phone now",
  "try the same again after a wait",
  "send it again after the short wait of RFC 3261 14.1",
  "call the Contacts that the response gives",
  "repeat the request through the proxy in Contact",
  "use the service that the body names",
  "send it again with credentials",
  "correct the request and send it again",
  "sign the call, or sign it properly",
  "correct the number",
  "correct the set-up of account or client",
  "make another media offer",
  "ask the person who calls, for the remedy needs consent",
  "start afresh",
  "appeal to the one who blocked",
  "have an operator look at it",
  "place no further call",
};
MEANING(action_means, actions)

static const char *const treatments[] = {
  "nothing for the caller who waits",
  "nobody left: let the caller wait in line",
  "nobody left: offer to call back",
  "nobody left: take a message",
  "nobody left: say that the call failed",
  "nobody left: say that the number is wrong",
  "nobody left: say that it is busy",
  "nobody left: end the call",
};
MEANING(treatment_means, treatments)

static const char *const mappings[] = {
  "in no table",
  "stands for this SIP status",
  "stands for this SIP status, but may report HTTP instead",
  "in no list of Twilio's: a guess by its neighbours",
  "has a meaning of its own",
  "has a meaning of its own, which wins over the SIP status beside it",
  "a notice: the call went on",
  "speaks of a call that was answered",
  "not the outcome of a call",
};
MEANING(mapping_means, mappings)

/* In the order of the bits of redial_verdict::rules. */
static const char *const rules[] = {
  "no status of 100 to 699: the message is to be dropped",
  "the status is not registered and read as its class",
  "603 with phrase and Reason text of a network block (603+)",
  "the Reason says 607 or 608",
  "a Reason of another kind beside a specific code: the code stands",
  "the Q.850 cause says more than the code",
  "Q.850 cause 21: its location tells who rejected",
  "the SIP cause is what the code was before a box put its own over it",
  "Q.850 before SIP",
  "answered by another branch",
  "nobody here withdrew it: something between gave up",
  "it rang, so nobody picked up",
  "a stated wait, or a cause that says so: load",
  "overlapping requests of one dialog",
  "the Warning asks for SIPS, or to give it up",
  "giving up SIPS takes consent",
  "the Warning says what the media offer lacks",
  "the same credentials would fail again",
  "there is nobody to follow the redirect to",
  "the signature is too old: sign anew",
  "what this status means inside a dialog",
  "Retry-After where none is defined for this status",
  "Retry-After invites another try",
  "the Q.850 cause tells a missing route from a missing user",
  "the Twilio error has a meaning of its own",
  "it rang before it was busy: the reject key",
  "how soon it was declined tells a machine from a person",
  "busy from a trunk, and at once: the trunk may be full",
  "a proxy has already asked the other devices",
  "a rule of your own",
};

const char *cli_rule_means(uint32_t bit) {
  return meaning_at(rules, sizeof(rules) / sizeof(rules[0]), (uint8_t)bit);
}
