#include "../policy/case.h"

/* The commonest decision by far: this phone is busy, away or not answered,
   another one is left and nothing stands in the way. It is made here without
   the tests of whole.c, which gives the same answer: a test compares them.
   A build for size (gcc, clang: -Os) has no use for a short way. */
#ifndef __OPTIMIZE_SIZE__

static bool decide_is_somebody(const redial_verdict *verdict,
                               const redial_situation *situation) {
  return rdi_is_among(verdict->outcome, REDIAL_OUTCOME_BUSY,
                      REDIAL_OUTCOME_NO_ANSWER) &&
         verdict->scope == REDIAL_SCOPE_HERE &&
         verdict->retry == REDIAL_RETRY_LATER &&
         verdict->has_retry_after == 0 && situation->has_via == 0 &&
         situation->origin < REDIAL_ORIGIN_WITHDRAWN;
}

/* Neither read otherwise nor repaired. */
static bool decide_is_plain(const redial_policy *policy,
                            const redial_verdict *verdict) {
  return verdict->effective < 600 &&
         (verdict->flags & REDIAL_FLAG_MAYBE_CAPACITY) == 0 &&
         (policy->repairs >> (verdict->action & 31) & 1u) == 0;
}

static bool decide_has_attempts(const redial_policy *policy,
                                const redial_history *history,
                                const redial_situation *situation) {
  return situation->endpoints_left > 0 &&
         situation->endpoint_attempts + 1u < policy->endpoint_attempts &&
         history->attempts < policy->attempts;
}

static bool decide_has_time(const redial_policy *policy,
                            const redial_history *history,
                            const redial_situation *situation) {
  uint32_t elapsed = rdi_elapsed(history, rdi_now(history, situation));

  return elapsed < policy->deadline_ms && elapsed < policy->caller_delay_ms &&
         situation->not_before_ms <= situation->now_ms &&
         situation->not_before_s <= situation->unix_s;
}

static redial_decision decide_another(uint32_t hold_ms) {
  redial_decision made = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  made.next = REDIAL_NEXT_ENDPOINT;
  made.why = REDIAL_WHY_HERE;
  made.leaves = REDIAL_LEAVES_ENDPOINT_ROUND;
  made.blame = REDIAL_PARTY_ENDPOINT;
  made.hold = hold_ms > 0 ? REDIAL_PARTY_ENDPOINT : REDIAL_PARTY_NONE;
  made.hold_ms = hold_ms;
  return made;
}
#endif

redial_decision redial_decide(const redial_policy *policy,
                              const redial_history *history,
                              const redial_verdict *verdict,
                              const redial_situation *situation) {
#ifndef __OPTIMIZE_SIZE__
  if (decide_is_somebody(verdict, situation) &&
      decide_is_plain(policy, verdict) &&
      decide_has_attempts(policy, history, situation) &&
      decide_has_time(policy, history, situation)) {
    return decide_another(policy->plan[verdict->outcome].hold_ms);
  }
#endif
  return rdi_decide_whole(policy, history, verdict, situation);
}
