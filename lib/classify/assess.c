#include "refine.h"
#include "short.h"

/* The words of row 0. */
static const rdi_words assess_nothing =
  RDI_WORDS(UNKNOWN, NONE, UNKNOWN, NONE, NONE, NONE);

bool rdi_is_generic(const rdi_refine *refine) {
  switch (refine->code) {
  case 400:
  case 403:
  case 404:
  case 408:
  case 480:
  case 487:
  case 500:
  case 502:
  case 503:
  case 504:
  case 603:
    return true;
  default:
    return (refine->verdict.rules & REDIAL_RULE_R(2)) != 0;
  }
}

void rdi_substitute(rdi_refine *refine, uint32_t rule, const rdi_words *words) {
  uint32_t whole = REDIAL_RULE_R(3) | REDIAL_RULE_R(4);
  redial_verdict *verdict = &refine->verdict;

  rdi_verdict_words(verdict, words);
  if (refine->code >= 600 && (rule & whole) == 0) {
    /* RFC 3261 21.6: whatever the Reason says, a 6xx ends the search. */
    verdict->scope = REDIAL_SCOPE_EVERYWHERE;
    verdict->retry = refine->own.retry;
    if (verdict->retry == REDIAL_RETRY_NEVER) {
      verdict->action = REDIAL_ACTION_STOP;
    }
  }
  verdict->rules |= rule;
  refine->rule = rule;
}

void rdi_substitute_sip(rdi_refine *refine, uint32_t rule, uint32_t code) {
  rdi_words words = rdi_words_of_sip(code);

  rdi_substitute(refine, rule, &words);
}

static void assess_code(rdi_refine *refine) {
  refine->code = refine->verdict.sip;
  refine->own = rdi_words_of_sip(refine->code);
  /* 1xx and 2xx are what they are. */
  if (refine->code >= 300 && !rdi_substitute_by_code(refine) &&
      !rdi_substitute_by_reason(refine)) {
    rdi_substitute_by_history(refine);
  }
  rdi_modify(refine);
}

/* A local event has the code that RFC 3261 8.1.3.1 gives it, unless the wire
   showed another one: the 487 to our own CANCEL. */
static void assess_event(rdi_refine *refine, const rdi_words *words,
                         uint32_t effective) {
  redial_verdict *verdict = &refine->verdict;
  int32_t code = refine->seen->code;

  rdi_verdict_sip(verdict, rdi_is_sip(code) ? (uint32_t)code : effective);
  rdi_verdict_words(verdict, words);
  verdict->effective = (uint16_t)effective;
  verdict->rules = 0;
}

static void assess_local_timeout(rdi_refine *refine) {
  assess_event(refine, &rdi_sip_local_timeout, 408);
  refine->code = 408;
  (void)rdi_substitute_no_answer(refine, REDIAL_RULE_R(12));
}

/* A request that ends the call has no code: the words of 487 for one that was
   withdrawn, success for a BYE. */
static void assess_request(rdi_refine *refine) {
  const redial_evidence *seen = refine->seen;

  bool answered = seen->method == REDIAL_METHOD_BYE;
  rdi_words words = rdi_words_of_sip(answered ? 200 : 487);

  rdi_verdict_empty(&refine->verdict, REDIAL_NAMESPACE_SIP, 0);
  rdi_verdict_words(&refine->verdict, &words);
  if (seen->method == REDIAL_METHOD_CANCEL) {
    refine->code = 487;
    (void)rdi_substitute_elsewhere(refine);
  }
}

static bool assess_is_request(const redial_evidence *seen) {
  if (seen->code != 0 || seen->dial_status != REDIAL_DIAL_UNKNOWN) {
    return false;
  }
  return seen->method == REDIAL_METHOD_CANCEL ||
         seen->method == REDIAL_METHOD_BYE ||
         seen->origin == REDIAL_ORIGIN_WITHDRAWN ||
         seen->origin == REDIAL_ORIGIN_CALLER_GONE;
}

static redial_namespace assess_namespace(const redial_evidence *seen) {
  if (seen->ns != REDIAL_NAMESPACE_NONE) {
    return (redial_namespace)seen->ns;
  }
  return seen->code < 10000 ? REDIAL_NAMESPACE_SIP : REDIAL_NAMESPACE_TWILIO;
}

static redial_dial_status assess_word(const redial_evidence *seen) {
  return (seen->marks & REDIAL_MARK_BRIDGED) != 0
           ? REDIAL_DIAL_COMPLETED
           : (redial_dial_status)seen->dial_status;
}

/* A SIP status, with the Dial status word of the same attempt where there is
   one: only a word that leaves the code its say leads on to the rules. */
static void assess_answer(rdi_refine *refine) {
  redial_verdict *verdict = &refine->verdict;
  redial_dial_status word = assess_word(refine->seen);
  int32_t code = refine->seen->code;

  if (word == REDIAL_DIAL_UNKNOWN && !rdi_is_sip(code)) {
    rdi_verdict_refused(verdict, REDIAL_NAMESPACE_SIP, code);
    return;
  }
  if (code == 0) {
    /* An error that names a SIP code stands in for a missing one. */
    code = redial_twilio_to_sip(refine->seen->twilio_error).code;
  }
  rdi_verdict_dial(verdict, code, word);
  if (verdict->mapping == REDIAL_MAPPING_SIP) {
    assess_code(refine);
  } else if (verdict->outcome != REDIAL_OUTCOME_SUCCESS) {
    (void)rdi_verdict_twilio_error(verdict, refine->seen->twilio_error);
  }
}

static void assess_foreign(rdi_refine *refine, redial_namespace ns,
                           int32_t code) {
  refine->verdict = redial_classify_in(ns, code);
  if (rdi_mapping_is_sip(refine->verdict.mapping)) {
    assess_code(refine);
  }
}

static void assess_given(rdi_refine *refine) {
  const redial_evidence *seen = refine->seen;
  redial_namespace ns = assess_namespace(seen);

  if (ns != REDIAL_NAMESPACE_SIP) {
    assess_foreign(refine, ns, seen->code);
  } else if (seen->code == 0 && seen->twilio_error != 0 &&
             assess_word(seen) == REDIAL_DIAL_UNKNOWN) {
    assess_foreign(refine, REDIAL_NAMESPACE_TWILIO, seen->twilio_error);
  } else {
    assess_answer(refine);
  }
}

static void assess_base(rdi_refine *refine) {
  if (refine->seen->origin == REDIAL_ORIGIN_LOCAL_TIMEOUT) {
    assess_local_timeout(refine);
  } else if (refine->seen->origin == REDIAL_ORIGIN_LOCAL_TRANSPORT) {
    assess_event(refine, &rdi_sip_local_transport, 503);
  } else if (assess_is_request(refine->seen)) {
    assess_request(refine);
  } else {
    assess_given(refine);
  }
}

/* What could not be read is flagged, and a Retry-After handed on, but for the
   one beside a transport failure: nobody has sent it. */
static void assess_timer(rdi_refine *refine) {
  const redial_retry_after *after = &refine->seen->retry_after;

  if ((refine->verdict.rules & REDIAL_RULE_R(1)) != 0 ||
      refine->seen->origin == REDIAL_ORIGIN_LOCAL_TRANSPORT) {
    return;
  }
  if (after->damage != REDIAL_DAMAGE_NONE) {
    refine->verdict.flags |= REDIAL_FLAG_MALFORMED;
  }
  if (after->present != 0) {
    refine->verdict.has_retry_after = 1;
    refine->verdict.retry_after_s = after->seconds;
  }
}

RDI_COLD redial_verdict assess_all(const redial_evidence *seen) {
  rdi_refine refine;

  refine.seen = seen;
  refine.rule = 0;
  refine.code = 0;
  refine.own = assess_nothing;
  assess_base(&refine);
  assess_timer(&refine);
  if ((seen->marks & REDIAL_MARK_MALFORMED) != 0) {
    refine.verdict.flags |= REDIAL_FLAG_MALFORMED;
  }
  return refine.verdict;
}

redial_verdict redial_assess(const redial_evidence *evidence) {
  redial_verdict verdict;

  if (rdi_assess_short(evidence, &verdict)) {
    return verdict;
  }
  return assess_all(evidence);
}
