#ifndef REDIAL_CLASSIFY_RANK_H
#define REDIAL_CLASSIFY_RANK_H

/* How good an answer is; inline for the hunt, which compares every one. */

#include "../core/inner.h"
#include <redial/fork.h>

/* The lower the rank, the better the answer. The hundreds are the order of
   RFC 3261 16.7 step 6, the rest orders answers of one class. */
#define FORK_RANK_ANSWERED 0u
#define FORK_RANK_EVERYWHERE 100u
#define FORK_RANK_CLASS 100u /* times the class, 3..6 */
#define FORK_RANK_PENDING UINT32_MAX

/* What resubmission can mend comes first in its class, */
#define FORK_RANK_CHALLENGE 0u
#define FORK_RANK_FIXABLE 1u
/* then by who speaks: a person, a policy, a number, ... the network; and the
   more a person has said, the better. */
#define FORK_RANK_SPEAKER 2u
#define FORK_RANK_VOICES 4u
#define FORK_RANK_CALLEE 2u
#define FORK_RANK_OF(speaker, voice)                                           \
  ((uint8_t)(FORK_RANK_SPEAKER + FORK_RANK_VOICES * (speaker) + (voice)))

#define FORK_OUTCOMES (REDIAL_OUTCOME_MISCONFIGURED + 1)

RDI_PRIVATE_BEGIN

extern const uint8_t rdi_fork_ranks[FORK_OUTCOMES]; /* fork.c */

RDI_PRIVATE_END

RDI_HOT bool rdi_fork_is_challenge(uint16_t code) {
  return code == 401 || code == 407;
}

RDI_HOT bool rdi_fork_is_fixable(uint16_t code) {
  return code == 415 || code == 420 || code == 484;
}

RDI_HOT uint32_t fork_rank_in_class(const redial_verdict *verdict) {
  if (rdi_fork_is_challenge(verdict->effective)) {
    return FORK_RANK_CHALLENGE;
  }
  if (rdi_fork_is_fixable(verdict->effective)) {
    return FORK_RANK_FIXABLE;
  }
  return rdi_fork_ranks[verdict->outcome < FORK_OUTCOMES
                          ? verdict->outcome
                          : REDIAL_OUTCOME_UNKNOWN];
}

/* A failure without a SIP code of its own counts as 500. */
RDI_HOT uint32_t fork_class(const redial_verdict *verdict) {
  return verdict->effective >= 300 ? verdict->effective / 100u : 5u;
}

RDI_HOT uint32_t rdi_fork_rank(const redial_verdict *verdict) {
  if (verdict->outcome == REDIAL_OUTCOME_PROGRESS) {
    return FORK_RANK_PENDING;
  }
  if (verdict->outcome == REDIAL_OUTCOME_SUCCESS) {
    return FORK_RANK_ANSWERED;
  }
  if (redial_is_everywhere(*verdict) || verdict->effective >= 600) {
    return FORK_RANK_EVERYWHERE + fork_rank_in_class(verdict);
  }
  return FORK_RANK_CLASS * fork_class(verdict) + fork_rank_in_class(verdict);
}

#endif
