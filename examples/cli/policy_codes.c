#include "policy.h"
#include <string.h>

/* Where to look, SIP first. A bare number of five digits is Twilio's. */
typedef struct codes_kind {
  redial_namespace ns;
  int32_t first;
  int32_t last;
  const char *prefix;
} codes_kind;

static const codes_kind kinds[] = {
  {REDIAL_NAMESPACE_SIP, 100, 699, ""},
  {REDIAL_NAMESPACE_Q850, 1, 127, "q850:"},
  {REDIAL_NAMESPACE_TWILIO, 10000, 99999, ""},
};

typedef struct codes_found {
  policy_code *codes;
  uint32_t count;
  uint64_t outcomes; /* set of those that have a code */
} codes_found;

static bool codes_same(const redial_verdict *a, const redial_verdict *b) {
  return a->outcome == b->outcome && a->scope == b->scope &&
         a->retry == b->retry;
}

static bool codes_has(const codes_found *found, const redial_verdict *verdict) {
  uint32_t i;

  for (i = 0; i < found->count; i++) {
    if (codes_same(&found->codes[i].verdict, verdict)) {
      return true;
    }
  }
  return false;
}

/* Other namespaces than SIP only stand in for outcomes that SIP has not. */
static bool codes_is_wanted(const codes_found *found, const codes_kind *kind,
                            const redial_verdict *verdict) {
  if (found->count == POLICY_CODES) {
    return false;
  }
  return kind->ns == REDIAL_NAMESPACE_SIP
           ? !codes_has(found, verdict)
           : (found->outcomes & REDIAL_SET(verdict->outcome)) == 0;
}

static void codes_take(codes_found *found, const codes_kind *kind,
                       int32_t code) {
  redial_verdict verdict = redial_classify_in(kind->ns, code);
  policy_code *taken = &found->codes[found->count];

  if (redial_code_phrase(kind->ns, code) != NULL &&
      codes_is_wanted(found, kind, &verdict)) {
    snprintf(taken->input, sizeof(taken->input), "%s%ld", kind->prefix,
             (long)code);
    taken->verdict = verdict;
    found->outcomes |= REDIAL_SET(verdict.outcome);
    found->count++;
  }
}

/* Sorts by outcome and leaves the order of the codes otherwise. */
static void codes_sort(policy_code *codes, uint32_t count) {
  uint32_t i;

  for (i = 1; i < count; i++) {
    policy_code moved = codes[i];
    uint32_t at = i;

    while (at > 0 && codes[at - 1].verdict.outcome > moved.verdict.outcome) {
      codes[at] = codes[at - 1];
      at--;
    }
    codes[at] = moved;
  }
}

uint32_t policy_codes(policy_code *codes) {
  codes_found found = {NULL, 0, 0};
  size_t i;
  int32_t code;

  found.codes = codes;
  for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
    for (code = kinds[i].first; code <= kinds[i].last; code++) {
      codes_take(&found, &kinds[i], code);
    }
  }
  codes_sort(codes, found.count);
  return found.count;
}
