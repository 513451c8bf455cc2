#include "refine.h"

/* Substitutions that the code and one plain fact beside it decide. */

static const rdi_words by_code_elsewhere =
  RDI_WORDS(ANSWERED_ELSEWHERE, NONE, REQUEST, NEVER, NONE, NONE);
static const rdi_words by_code_sips =
  RDI_WORDS(SECURITY, REQUEST, REQUEST, AFTER_FIX, FIX_REQUEST, ANNOUNCE);
static const rdi_words by_code_no_sips =
  RDI_WORDS(SECURITY, REQUEST, REQUEST, AFTER_FIX, ASK_USER, ANNOUNCE);
static const rdi_words by_code_refused =
  RDI_WORDS(FORBIDDEN, CALLER, ROUTE, NEVER, STOP, ANNOUNCE);
static const rdi_words by_code_overlap =
  RDI_WORDS(CONFLICT, DIALOG, DIALOG, LATER, RETRY_LATER, NONE);

static bool by_code_t1(rdi_refine *refine) {
  if (!rdi_verdict_twilio_error(&refine->verdict, refine->seen->twilio_error)) {
    return false;
  }
  refine->rule = REDIAL_RULE_T1;
  return true;
}

/* R3: 603+ needs both marks (ATIS-1000099); either alone is a plain 603. */
static bool by_code_r3(rdi_refine *refine) {
  if (refine->code != 603 || !rdi_marked(refine, REDIAL_MARK_NETWORK_BLOCKED) ||
      !rdi_marked(refine, REDIAL_MARK_ANALYTICS)) {
    return false;
  }
  rdi_substitute(refine, REDIAL_RULE_R(3), &rdi_sip_network_blocked);
  return true;
}

/* R4: RFC 8197 and RFC 8688 allow 607 and 608 to travel in a Reason. */
static bool by_code_r4(rdi_refine *refine) {
  uint32_t cause = refine->seen->sip_cause;

  if (refine->code < 400 || (cause != 607 && cause != 608)) {
    return false;
  }
  rdi_substitute_sip(refine, REDIAL_RULE_R(4), cause);
  return true;
}

/* R10: RFC 3326 1, "Call completed elsewhere". */
bool rdi_substitute_elsewhere(rdi_refine *refine) {
  if (refine->code != 487 || refine->seen->sip_cause != 200) {
    return false;
  }
  rdi_substitute(refine, REDIAL_RULE_R(10), &by_code_elsewhere);
  return true;
}

/* R20: RFC 8224 6.2.2, the one 403 that is worth sending again, signed anew. */
static bool by_code_r20(rdi_refine *refine) {
  if (refine->code != 403 || !rdi_marked(refine, REDIAL_MARK_STALE_DATE)) {
    return false;
  }
  rdi_substitute_sip(refine, REDIAL_RULE_R(20), 438);
  return true;
}

static bool by_code_warned(const rdi_refine *refine, uint32_t warning) {
  uint32_t i;

  for (i = 0; i < REDIAL_WARNINGS; i++) {
    if (refine->seen->warnings[i] == warning) {
      return true;
    }
  }
  return false;
}

/* R15: RFC 5630 5.1.2. 380 means giving up SIPS: never without consent. */
static bool by_code_r15(rdi_refine *refine) {
  bool no_sips = by_code_warned(refine, 380);

  if (refine->code != 480 || (!no_sips && !by_code_warned(refine, 381))) {
    return false;
  }
  rdi_substitute(refine, REDIAL_RULE_R(15),
                 no_sips ? &by_code_no_sips : &by_code_sips);
  return true;
}

/* R16: RFC 5630 5.3, no downgrade from SIPS without consent. */
static bool by_code_r16(rdi_refine *refine) {
  rdi_words words = refine->own;

  if (refine->code != 416 || !rdi_marked(refine, REDIAL_MARK_SIPS)) {
    return false;
  }
  words.action = REDIAL_ACTION_ASK_USER;
  rdi_substitute(refine, REDIAL_RULE_R(16), &words);
  return true;
}

/* R18: RFC 3261 22.1, the same credentials again would fail again. */
static bool by_code_r18(rdi_refine *refine) {
  if ((refine->code != 401 && refine->code != 407) ||
      !rdi_marked(refine, REDIAL_MARK_AUTHENTICATED) ||
      rdi_marked(refine, REDIAL_MARK_STALE)) {
    return false;
  }
  rdi_substitute(refine, REDIAL_RULE_R(18), &by_code_refused);
  return true;
}

/* The body of a 380 and the message around a sipfrag may hold an address that
   was not seen here. */
static bool by_code_leads_nowhere(const rdi_refine *refine) {
  return refine->code < 400 && refine->code != 380 &&
         rdi_marked(refine, REDIAL_MARK_NO_CONTACT) &&
         !rdi_marked(refine, REDIAL_MARK_SIPFRAG);
}

/* R19: nothing to follow. */
static bool by_code_r19(rdi_refine *refine) {
  rdi_words words = refine->own;

  if (!by_code_leads_nowhere(refine)) {
    return false;
  }
  words.retry = REDIAL_RETRY_NEVER;
  words.action = REDIAL_ACTION_STOP;
  words.treatment = REDIAL_TREATMENT_ANNOUNCE;
  rdi_substitute(refine, REDIAL_RULE_R(19), &words);
  return true;
}

/* R14: RFC 3261 14.2, overlap of requests in a dialog and not a fault. */
static bool by_code_r14(rdi_refine *refine) {
  const redial_retry_after *after = &refine->seen->retry_after;

  if (refine->code != 500 || !rdi_marked(refine, REDIAL_MARK_IN_DIALOG) ||
      after->present == 0 || after->seconds > 10) {
    return false;
  }
  rdi_substitute(refine, REDIAL_RULE_R(14), &by_code_overlap);
  return true;
}

/* R21: a 481 to a CANCEL only says that there was nothing left to cancel. */
static bool by_code_r21_cancel(rdi_refine *refine) {
  rdi_words words = refine->own;

  if (refine->code != 481 || refine->seen->method != REDIAL_METHOD_CANCEL) {
    return false;
  }
  words.action = REDIAL_ACTION_NONE;
  words.treatment = REDIAL_TREATMENT_NONE;
  rdi_substitute(refine, REDIAL_RULE_R(21), &words);
  return true;
}

/* R21: RFC 5057 5.1. In a dialog 486 and 422 are what an unknown 4xx is. */
static bool by_code_r21(rdi_refine *refine) {
  if (!rdi_marked(refine, REDIAL_MARK_IN_DIALOG)) {
    return false;
  }
  if (refine->code != 486 && refine->code != 422) {
    return by_code_r21_cancel(refine);
  }
  rdi_substitute_sip(refine, REDIAL_RULE_R(21), 400);
  return true;
}

static bool by_code_identity(rdi_refine *refine) {
  return by_code_t1(refine) || by_code_r3(refine) || by_code_r4(refine);
}

static bool by_code_headers(rdi_refine *refine) {
  return rdi_substitute_elsewhere(refine) || by_code_r20(refine) ||
         by_code_r15(refine) || by_code_r16(refine) || by_code_r18(refine) ||
         by_code_r19(refine);
}

bool rdi_substitute_by_code(rdi_refine *refine) {
  return by_code_identity(refine) || by_code_headers(refine) ||
         by_code_r14(refine) || by_code_r21(refine);
}
