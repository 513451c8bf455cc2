#ifndef REDIAL_POLICY_SHORT_H
#define REDIAL_POLICY_SHORT_H

/* The commonest decisions by far: this endpoint is out of it, another one is
   left and nothing stands in the way; or it has answered. They are made here
   without the tests of order.c, which gives the same answer. A build for size
   (gcc, clang: -Os) has no use for a short way. */

#include "../policy/case.h"

#ifndef __OPTIMIZE_SIZE__

/* Nobody reads it otherwise or repairs it, and nobody is asked to wait. */
RDI_HOT bool short_is_plain(const redial_policy *policy,
                            const redial_verdict *verdict) {
  return verdict->has_retry_after == 0 &&
         (policy->options &
          (REDIAL_POLICY_CAPACITY | REDIAL_POLICY_TRUST_Q850)) == 0 &&
         (policy->repairs == 0 ||
          (policy->repairs >> (verdict->action & 31) & 1u) == 0);
}

RDI_HOT bool short_has_attempts(const redial_policy *policy,
                                const redial_history *history,
                                const redial_situation *situation) {
  return situation->origin < REDIAL_ORIGIN_WITHDRAWN &&
         situation->has_via == 0 && situation->endpoints_left > 0 &&
         situation->endpoint_attempts + 1u < policy->endpoint_attempts &&
         history->attempts < policy->attempts;
}

RDI_HOT bool short_has_time(const redial_policy *policy,
                            const redial_history *history,
                            const redial_situation *situation) {
  uint64_t now = situation->now_ms;
  uint64_t elapsed = now - history->started_ms;

  return now >= history->seen_ms && elapsed < policy->deadline_ms &&
         elapsed < policy->caller_delay_ms && situation->not_before_ms <= now &&
         situation->not_before_s <= situation->unix_s;
}

/* Busy, away or not answering, for now. */
RDI_HOT bool rdi_short_is_out(uint8_t outcome, uint8_t scope, uint8_t retry) {
  return rdi_is_among(outcome, REDIAL_OUTCOME_BUSY, REDIAL_OUTCOME_NO_ANSWER) &&
         scope == REDIAL_SCOPE_HERE && retry == REDIAL_RETRY_LATER;
}

/* An address or a way that is wrong or broken: without a via it reaches as
   far as the endpoint, unless the fault is one of every way. */
RDI_HOT bool short_is_broken(const redial_verdict *verdict) {
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

RDI_HOT bool short_blames(const redial_verdict *verdict) {
  return verdict->scope == REDIAL_SCOPE_ROUTE &&
         rdi_is_among(verdict->about, REDIAL_ABOUT_SERVER, REDIAL_ABOUT_PATH) &&
         rdi_is_among(verdict->outcome, REDIAL_OUTCOME_TIMEOUT,
                      REDIAL_OUTCOME_SERVER_ERROR);
}

/* Field by field, straight to where it is wanted. */
RDI_HOT void short_clear(redial_decision *made) {
  made->wait_ms = 0;
  made->hold_ms = 0;
  made->once = 0;
  made->reply_code = 0;
  made->next = REDIAL_NEXT_NONE;
  made->why = REDIAL_WHY_NONE;
  made->action = REDIAL_ACTION_NONE;
  made->treatment = REDIAL_TREATMENT_NONE;
  made->leaves = 0;
  made->cancel = REDIAL_CANCEL_NONE;
  made->cancel_reason = REDIAL_CANCEL_REASON_NONE;
  made->blame = REDIAL_PARTY_NONE;
  made->hold = REDIAL_PARTY_NONE;
  made->marks = 0;
  made->plan = 0;
  made->reserved = 0;
  made->reserved_too = 0;
}

RDI_HOT void short_another(const redial_policy *policy,
                           const redial_verdict *verdict, uint8_t why,
                           uint8_t leaves, bool blames, redial_decision *made) {
  short_clear(made);
  made->next = REDIAL_NEXT_ENDPOINT;
  made->why = why;
  made->leaves = leaves;
  if (blames) {
    made->blame = REDIAL_PARTY_ENDPOINT;
    made->hold_ms = policy->plan[verdict->outcome].hold_ms;
    made->hold = made->hold_ms > 0 ? REDIAL_PARTY_ENDPOINT : REDIAL_PARTY_NONE;
  }
}

RDI_HOT void rdi_short_without(const redial_policy *policy,
                               const redial_verdict *verdict,
                               redial_decision *made) {
  const rdi_scope_row *row = &rdi_scope_rows[verdict->scope];
  uint8_t leaves = rdi_returns(row, verdict->retry)
                     ? REDIAL_LEAVES_ENDPOINT_ROUND
                     : REDIAL_LEAVES_ENDPOINT;

  short_another(policy, verdict, row->why, leaves, short_blames(verdict), made);
}

RDI_HOT void rdi_short_here(const redial_policy *policy,
                            const redial_verdict *verdict,
                            redial_decision *made) {
  short_another(policy, verdict, REDIAL_WHY_HERE, REDIAL_LEAVES_ENDPOINT_ROUND,
                true, made);
}

/* Nothing stands in the way of another endpoint. */
RDI_HOT bool short_is_free(const redial_policy *policy,
                           const redial_history *history,
                           const redial_verdict *verdict,
                           const redial_situation *situation) {
  return short_is_plain(policy, verdict) &&
         short_has_attempts(policy, history, situation) &&
         short_has_time(policy, history, situation);
}

RDI_HOT bool rdi_short_is_here(const redial_policy *policy,
                               const redial_history *history,
                               const redial_verdict *verdict,
                               const redial_situation *situation) {
  return rdi_short_is_out(verdict->outcome, verdict->scope, verdict->retry) &&
         short_is_free(policy, history, verdict, situation);
}

RDI_HOT bool rdi_short_is_without(const redial_policy *policy,
                                  const redial_history *history,
                                  const redial_verdict *verdict,
                                  const redial_situation *situation) {
  return short_is_broken(verdict) &&
         short_is_free(policy, history, verdict, situation);
}

/* Without a via, so that no retry budget learns of it. */
RDI_HOT bool rdi_short_is_success(const redial_policy *policy,
                                  const redial_verdict *verdict) {
  return verdict->outcome == REDIAL_OUTCOME_SUCCESS &&
         short_is_plain(policy, verdict);
}

RDI_HOT void rdi_short_answered(redial_decision *made) {
  short_clear(made);
  made->next = REDIAL_NEXT_DONE;
  made->why = REDIAL_WHY_ANSWERED;
  made->cancel = REDIAL_CANCEL_ALL;
  made->cancel_reason = REDIAL_CANCEL_REASON_ANSWERED;
}

/* A status that goes on to the caller as it came, and what the host offers
   with it. False: it is another case, and nothing was written. */
RDI_HOT bool rdi_short_reply(const redial_policy *policy,
                             const redial_verdict *verdict, uint16_t *code,
                             uint8_t *treatment) {
  uint8_t first = policy->plan[verdict->outcome].treatment;

  if (first == REDIAL_TREATMENT_NONE) {
    first = verdict->treatment;
  }
  if (!rdi_is_relayed(verdict) ||
      !rdi_is_among(first, REDIAL_TREATMENT_QUEUE,
                    REDIAL_TREATMENT_ANNOUNCE_BUSY) ||
      (policy->treatments >> first & 1u) == 0) {
    return false;
  }
  *code = verdict->sip;
  *treatment = first;
  return true;
}

#endif

#endif
