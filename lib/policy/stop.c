#include "../policy/case.h"

/* What is not offered gives way to what asks less of the host: the special
   announcements to the plain one, everything to hanging up. */
static const uint8_t stop_rung_below[REDIAL_TREATMENT_HANG_UP + 1] = {
  [REDIAL_TREATMENT_NONE] = REDIAL_TREATMENT_HANG_UP,
  [REDIAL_TREATMENT_QUEUE] = REDIAL_TREATMENT_CALLBACK,
  [REDIAL_TREATMENT_CALLBACK] = REDIAL_TREATMENT_VOICEMAIL,
  [REDIAL_TREATMENT_VOICEMAIL] = REDIAL_TREATMENT_ANNOUNCE,
  [REDIAL_TREATMENT_ANNOUNCE] = REDIAL_TREATMENT_HANG_UP,
  [REDIAL_TREATMENT_ANNOUNCE_NUMBER] = REDIAL_TREATMENT_ANNOUNCE,
  [REDIAL_TREATMENT_ANNOUNCE_BUSY] = REDIAL_TREATMENT_ANNOUNCE,
  [REDIAL_TREATMENT_HANG_UP] = REDIAL_TREATMENT_HANG_UP,
};

/* This treatment, or the first one below that is offered; hanging up always
   is. */
static uint32_t stop_offered(const redial_policy *policy, uint32_t treatment) {
  while (treatment < REDIAL_TREATMENT_HANG_UP &&
         (policy->treatments >> treatment & 1u) == 0) {
    treatment = stop_rung_below[treatment];
  }
  return treatment < REDIAL_TREATMENT_HANG_UP ? treatment
                                              : REDIAL_TREATMENT_HANG_UP;
}

redial_treatment redial_treatment_below(const redial_policy *policy,
                                        redial_treatment treatment) {
  uint32_t rung = (uint32_t)treatment < REDIAL_TREATMENT_HANG_UP
                    ? stop_rung_below[treatment]
                    : (uint32_t)REDIAL_TREATMENT_HANG_UP;

  return (redial_treatment)stop_offered(policy, rung);
}

static uint32_t stop_treatment(const rdi_case *c) {
  uint32_t first = c->policy->plan[c->outcome].treatment;

  if (first == REDIAL_TREATMENT_NONE) {
    first = c->verdict->treatment;
  }
  return first != REDIAL_TREATMENT_NONE ? stop_offered(c->policy, first)
                                        : (uint32_t)REDIAL_TREATMENT_NONE;
}

/* Codes for an outcome without a code of its own that may be relayed, less
   400, in the order of redial_outcome. */
static const uint8_t stop_replies[REDIAL_OUTCOMES] = {
  100, /* unknown: 500 */
  0,   /* progress */
  0,   /* success */
  80,  /* redirected: 480 */
  86,  /* busy: 486 */
  80,  /* unavailable: 480 */
  80,  /* no_answer: 480 */
  203, /* declined: 603 */
  207, /* unwanted: 607 */
  208, /* blocked: 608 */
  3,   /* forbidden: 403 */
  3,   /* auth_required: 403, a challenge that is not the caller's */
  3,   /* identity_rejected: 403 */
  3,   /* security: 403 */
  4,   /* not_found: 404 */
  10,  /* gone: 410 */
  84,  /* bad_address: 484 */
  0,   /* bad_request: 400 */
  13,  /* too_large: 413 */
  101, /* unsupported: 501 */
  0,   /* interval_too_short: 400 */
  88,  /* media: 488 */
  87,  /* cancelled: 487 */
  87,  /* answered_elsewhere: 487 */
  81,  /* state_lost: 481 */
  91,  /* conflict: 491 */
  82,  /* loop: 482 */
  8,   /* timeout: 408 */
  102, /* unreachable: 502 */
  100, /* service_unavailable: 500 */
  100, /* overloaded: 500 */
  100, /* server_error: 500 */
  100, /* throttled: 500 */
  100, /* misconfigured: 500 */
};

static uint16_t stop_reply(const rdi_case *c) {
  if (rdi_is_relayed(c->verdict)) {
    return c->verdict->sip;
  }
  return (uint16_t)(400 + stop_replies[c->outcome]);
}

/* A reason of these is one for every pending leg. The rest ends this way
   only: another leg may still be answered. */
#define ENDS(why) (1u << REDIAL_WHY_##why)
static const uint32_t stop_ends =
  ENDS(ANSWERED) | ENDS(WITHDRAWN) | ENDS(CALLER_GONE) | ENDS(DEADLINE) |
  ENDS(STRICT_6XX) | ENDS(CALLER_DELAY) | ENDS(REQUEST) | ENDS(FATAL);
#undef ENDS

/* The other phones missed the call, unless somebody has it or the person
   refused it. */
static redial_cancel_reason stop_reason(const rdi_case *c) {
  if (c->made.why == REDIAL_WHY_STRICT_6XX) {
    return REDIAL_CANCEL_REASON_REFUSED;
  }
  return c->made.why == REDIAL_WHY_ANSWERED ||
             c->outcome == REDIAL_OUTCOME_ANSWERED_ELSEWHERE
           ? REDIAL_CANCEL_REASON_ANSWERED
           : REDIAL_CANCEL_REASON_ENDED;
}

static void stop_legs(rdi_case *c) {
  if ((stop_ends >> c->made.why & 1u) != 0) {
    c->made.cancel = REDIAL_CANCEL_ALL;
    c->made.cancel_reason = (uint8_t)stop_reason(c);
  }
}

/* Nobody waits any more: 487 whatever the attempt said. */
static bool stop_is_unheard(const rdi_case *c) {
  return rdi_is_among(c->made.why, REDIAL_WHY_WITHDRAWN,
                      REDIAL_WHY_CALLER_GONE);
}

void rdi_stop(rdi_case *c) {
  stop_legs(c);
  if (c->made.next != REDIAL_NEXT_STOP) {
    return;
  }
  c->made.wait_ms = 0;
  c->made.once = 0;
  c->made.marks = 0;
  c->made.plan = 0;
  if (stop_is_unheard(c)) {
    c->made.reply_code = 487;
  } else {
    c->made.reply_code = stop_reply(c);
    c->made.treatment = (uint8_t)stop_treatment(c);
  }
}
