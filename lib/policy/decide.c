#include "../policy/case.h"

/* The commonest decision by far: this endpoint is out of it, another one is
   left and nothing stands in the way. It is made here without the tests of
   order.c, which gives the same answer. A build for size (gcc, clang: -Os)
   has no use for a short way. */
#ifndef __OPTIMIZE_SIZE__

/* Nobody reads it otherwise or repairs it, and nobody is asked to wait. */
static bool decide_is_plain(const redial_policy *policy,
                            const redial_verdict *verdict) {
  return verdict->has_retry_after == 0 &&
         (policy->options &
          (REDIAL_POLICY_CAPACITY | REDIAL_POLICY_TRUST_Q850)) == 0 &&
         (policy->repairs == 0 ||
          (policy->repairs >> (verdict->action & 31) & 1u) == 0);
}

static bool decide_has_attempts(const redial_policy *policy,
                                const redial_history *history,
                                const redial_situation *situation) {
  return situation->origin < REDIAL_ORIGIN_WITHDRAWN &&
         situation->has_via == 0 && situation->endpoints_left > 0 &&
         situation->endpoint_attempts + 1u < policy->endpoint_attempts &&
         history->attempts < policy->attempts;
}

static bool decide_has_time(const redial_policy *policy,
                            const redial_history *history,
                            const redial_situation *situation) {
  uint64_t now = situation->now_ms;
  uint64_t elapsed = now - history->started_ms;

  return now >= history->seen_ms && elapsed < policy->deadline_ms &&
         elapsed < policy->caller_delay_ms && situation->not_before_ms <= now &&
         situation->not_before_s <= situation->unix_s;
}

/* Busy, away or not answering, for now. */
static bool decide_is_out(const redial_verdict *verdict) {
  return rdi_is_among(verdict->outcome, REDIAL_OUTCOME_BUSY,
                      REDIAL_OUTCOME_NO_ANSWER) &&
         verdict->scope == REDIAL_SCOPE_HERE &&
         verdict->retry == REDIAL_RETRY_LATER;
}

/* An address or a way that is wrong or broken: without a via it reaches as
   far as the endpoint, unless the fault is one of every way. */
static bool decide_is_broken(const redial_verdict *verdict) {
  return verdict->outcome != REDIAL_OUTCOME_CONFLICT &&
         verdict->outcome != REDIAL_OUTCOME_ANSWERED_ELSEWHERE &&
         rdi_is_among(verdict->outcome, REDIAL_OUTCOME_FORBIDDEN,
                      REDIAL_OUTCOME_SERVER_ERROR) &&
         (verdict->scope == REDIAL_SCOPE_ADDRESS ||
          verdict->scope == REDIAL_SCOPE_UNKNOWN ||
          (verdict->scope == REDIAL_SCOPE_ROUTE &&
           (verdict->retry != REDIAL_RETRY_NEVER ||
            verdict->outcome == REDIAL_OUTCOME_FORBIDDEN)));
}

static bool decide_blames(const redial_verdict *verdict) {
  return verdict->scope == REDIAL_SCOPE_ROUTE &&
         rdi_is_among(verdict->about, REDIAL_ABOUT_SERVER, REDIAL_ABOUT_PATH) &&
         rdi_is_among(verdict->outcome, REDIAL_OUTCOME_TIMEOUT,
                      REDIAL_OUTCOME_SERVER_ERROR);
}

static redial_decision decide_another(const redial_policy *policy,
                                      const redial_verdict *verdict,
                                      uint8_t why, uint8_t leaves,
                                      bool blames) {
  redial_decision made = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  made.next = REDIAL_NEXT_ENDPOINT;
  made.why = why;
  made.leaves = leaves;
  if (blames) {
    made.blame = REDIAL_PARTY_ENDPOINT;
    made.hold_ms = policy->plan[verdict->outcome].hold_ms;
    made.hold = made.hold_ms > 0 ? REDIAL_PARTY_ENDPOINT : REDIAL_PARTY_NONE;
  }
  return made;
}

static redial_decision decide_without(const redial_policy *policy,
                                      const redial_verdict *verdict) {
  const rdi_scope_row *row = &rdi_scope_rows[verdict->scope];
  uint8_t leaves = rdi_returns(row, verdict->retry)
                     ? REDIAL_LEAVES_ENDPOINT_ROUND
                     : REDIAL_LEAVES_ENDPOINT;

  return decide_another(policy, verdict, row->why, leaves,
                        decide_blames(verdict));
}

redial_decision redial_decide(const redial_policy *policy,
                              const redial_history *history,
                              const redial_verdict *verdict,
                              const redial_situation *situation) {
  bool out = decide_is_out(verdict);

  if ((out || decide_is_broken(verdict)) && decide_is_plain(policy, verdict) &&
      decide_has_attempts(policy, history, situation) &&
      decide_has_time(policy, history, situation)) {
    return out ? decide_another(policy, verdict, REDIAL_WHY_HERE,
                                REDIAL_LEAVES_ENDPOINT_ROUND, true)
               : decide_without(policy, verdict);
  }
  return rdi_decide(policy, history, verdict, situation);
}
#endif
