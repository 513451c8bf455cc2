#include "../core/inner.h"
#include <redial/fork.h>

/* The lower the rank, the better the answer. The hundreds are the order of
   RFC 3261 16.7 step 6, the rest orders answers of one class. */
#define FORK_RANK_ANSWERED 0u
#define FORK_RANK_EVERYWHERE 100u
#define FORK_RANK_CLASS 100u /* times the class, 3..6 */
#define FORK_RANK_PENDING UINT32_MAX

/* What resubmission can mend comes first in its class. */
#define FORK_RANK_CHALLENGE 0u
#define FORK_RANK_FIXABLE 1u
/* Then by who speaks: a person, a policy, a number, ... the network. */
#define FORK_RANK_FAMILY 2u

static bool fork_is_challenge(uint16_t code) {
  return code == 401 || code == 407;
}

static bool fork_is_fixable(uint16_t code) {
  return code == 415 || code == 420 || code == 484;
}

/* By redial_family: how much an answer of it tells the one who waits. A
   request that was only withdrawn tells least of all. */
static const uint8_t fork_family_rank[] = {
  8, /* none */
  0, /* ok */
  1, /* redirect */
  2, /* callee */
  3, /* refused */
  4, /* address */
  5, /* request */
  9, /* ended */
  7, /* dialog */
  6, /* network */
  6, /* platform */
};

/* Within the callee family the more a person has said, the better. */
static uint32_t fork_person_rank(uint8_t outcome) {
  switch (outcome) {
  case REDIAL_OUTCOME_UNWANTED:
  case REDIAL_OUTCOME_DECLINED:
    return 0;
  case REDIAL_OUTCOME_BUSY:
    return 1;
  case REDIAL_OUTCOME_NO_ANSWER:
    return 2;
  default:
    return 3;
  }
}

static uint32_t fork_rank_in_class(const redial_verdict *verdict) {
  redial_family family = redial_outcome_family(verdict->outcome);

  if (fork_is_challenge(verdict->effective)) {
    return FORK_RANK_CHALLENGE;
  }
  if (fork_is_fixable(verdict->effective)) {
    return FORK_RANK_FIXABLE;
  }
  return FORK_RANK_FAMILY + 4u * fork_family_rank[family] +
         fork_person_rank(verdict->outcome);
}

/* A failure without a SIP code of its own counts as 500. */
static uint32_t fork_class(const redial_verdict *verdict) {
  return verdict->effective >= 300 ? verdict->effective / 100u : 5u;
}

uint32_t redial_fork_rank(const redial_verdict *verdict) {
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

static redial_fork_why fork_why(uint32_t rank) {
  if (rank == FORK_RANK_PENDING) {
    return REDIAL_FORK_NOTHING;
  }
  if (rank == FORK_RANK_ANSWERED) {
    return REDIAL_FORK_ANSWERED;
  }
  if (rank < 3 * FORK_RANK_CLASS) {
    return REDIAL_FORK_EVERYWHERE;
  }
  switch (rank % FORK_RANK_CLASS) {
  case FORK_RANK_CHALLENGE:
    return REDIAL_FORK_CHALLENGE;
  case FORK_RANK_FIXABLE:
    return REDIAL_FORK_FIXABLE;
  default:
    break;
  }
  return (rank % FORK_RANK_CLASS - FORK_RANK_FAMILY) / 4 ==
             fork_family_rank[REDIAL_FAMILY_CALLEE]
           ? REDIAL_FORK_PERSON
           : REDIAL_FORK_CLASS;
}

/* RFC 3261 16.7 step 6: a 503 speaks of the next hop only, so 500 goes on. */
static uint16_t fork_reply(const redial_verdict *winner) {
  uint16_t code = winner->sip != 0 ? winner->sip : winner->effective;

  if (code == 503) {
    return 500;
  }
  return code != 0 ? code : 500;
}

static void fork_take(redial_fork *fork, const redial_verdict *winner,
                      bool pending) {
  fork->reply_code = fork_reply(winner);
  if (fork->why == REDIAL_FORK_ANSWERED) {
    fork->cause = 200;
  } else if (fork->why == REDIAL_FORK_EVERYWHERE) {
    fork->cause = fork->reply_code;
  }
  fork->cancel = fork->cause != 0;
  fork->settled = !pending || fork->why == REDIAL_FORK_ANSWERED;
}

redial_fork redial_fork_best(const redial_verdict *branches, size_t count) {
  redial_fork fork = {0, 408, 0, 0, 0, 0, 1, 0};
  uint32_t best = FORK_RANK_PENDING;
  bool pending = false;
  size_t i;

  fork.winner = (uint32_t)count;
  for (i = 0; i < count; i++) {
    uint32_t rank = redial_fork_rank(&branches[i]);

    pending = pending || rank == FORK_RANK_PENDING;
    if (fork_is_challenge(branches[i].effective) &&
        fork.challenges < UINT16_MAX) {
      fork.challenges++;
    }
    if (rank < best) {
      best = rank;
      fork.winner = (uint32_t)i;
    }
  }
  fork.why = (uint8_t)fork_why(best);
  if (best != FORK_RANK_PENDING) {
    fork_take(&fork, &branches[fork.winner], pending);
  } else {
    fork.settled = !pending;
  }
  return fork;
}

uint16_t redial_code_to_send(redial_refusal refusal) {
  /* In the order of redial_refusal. */
  static const uint16_t codes[] = {500, 486, 600, 480, 480, 480, 480,
                                   486, 603, 486, 503, 404, 607, 608};
  uint32_t index = (uint32_t)refusal;

  return index < sizeof(codes) / sizeof(codes[0]) ? codes[index] : codes[0];
}
