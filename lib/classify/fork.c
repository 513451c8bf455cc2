#include "../classify/rank.h"

/* In the order of redial_outcome. A request that was only withdrawn tells the
   one who waits least of all. */
const uint8_t rdi_fork_ranks[FORK_OUTCOMES] = {
  FORK_RANK_OF(8, 3),                /* unknown */
  FORK_RANK_OF(0, 3),                /* progress */
  FORK_RANK_OF(0, 3),                /* success */
  FORK_RANK_OF(1, 3),                /* redirected */
  FORK_RANK_OF(FORK_RANK_CALLEE, 1), /* busy */
  FORK_RANK_OF(FORK_RANK_CALLEE, 3), /* unavailable */
  FORK_RANK_OF(FORK_RANK_CALLEE, 2), /* no_answer */
  FORK_RANK_OF(FORK_RANK_CALLEE, 0), /* declined */
  FORK_RANK_OF(3, 0),                /* unwanted */
  FORK_RANK_OF(3, 3),                /* blocked */
  FORK_RANK_OF(3, 3),                /* forbidden */
  FORK_RANK_OF(3, 3),                /* auth_required */
  FORK_RANK_OF(3, 3),                /* identity_rejected */
  FORK_RANK_OF(3, 3),                /* security */
  FORK_RANK_OF(4, 3),                /* not_found */
  FORK_RANK_OF(4, 3),                /* gone */
  FORK_RANK_OF(4, 3),                /* bad_address */
  FORK_RANK_OF(5, 3),                /* bad_request */
  FORK_RANK_OF(5, 3),                /* too_large */
  FORK_RANK_OF(5, 3),                /* unsupported */
  FORK_RANK_OF(5, 3),                /* interval_too_short */
  FORK_RANK_OF(5, 3),                /* media */
  FORK_RANK_OF(9, 3),                /* cancelled */
  FORK_RANK_OF(9, 3),                /* answered_elsewhere */
  FORK_RANK_OF(7, 3),                /* state_lost */
  FORK_RANK_OF(7, 3),                /* conflict */
  FORK_RANK_OF(6, 3),                /* loop */
  FORK_RANK_OF(6, 3),                /* timeout */
  FORK_RANK_OF(6, 3),                /* unreachable */
  FORK_RANK_OF(6, 3),                /* service_unavailable */
  FORK_RANK_OF(6, 3),                /* overloaded */
  FORK_RANK_OF(6, 3),                /* server_error */
  FORK_RANK_OF(6, 3),                /* throttled */
  FORK_RANK_OF(6, 3),                /* misconfigured */
};

uint32_t redial_fork_rank(const redial_verdict *verdict) {
  return rdi_fork_rank(verdict);
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
  return (rank % FORK_RANK_CLASS - FORK_RANK_SPEAKER) / FORK_RANK_VOICES ==
             FORK_RANK_CALLEE
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
    if (rdi_fork_is_challenge(branches[i].effective) &&
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
