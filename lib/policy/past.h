#ifndef REDIAL_POLICY_PAST_H
#define REDIAL_POLICY_PAST_H

/* What each attempt and each answer adds to the history of a call; inline for
   the hunt, which does it for every one. */

#include "../core/inner.h"
#include <redial/policy.h>

static inline uint8_t rdi_past_add8(uint8_t count, bool one) {
  return (uint8_t)(count + (one && count < UINT8_MAX));
}

static inline uint16_t rdi_past_add16(uint16_t count, bool one) {
  return (uint16_t)(count + (one && count < UINT16_MAX));
}

/* A clock that goes backward stands still. */
RDI_HOT void rdi_past_tick(redial_history *history, uint64_t now_ms) {
  if (now_ms < history->seen_ms) {
    history->clock_went_back = rdi_past_add16(history->clock_went_back, true);
  } else {
    history->seen_ms = now_ms;
  }
}

RDI_HOT void rdi_past_place(redial_history *history, uint64_t now_ms) {
  rdi_past_tick(history, now_ms);
  if (history->attempts == 0) {
    history->started_ms = history->seen_ms;
  }
  history->attempts = rdi_past_add16(history->attempts, true);
}

RDI_PRIVATE_BEGIN

/* history.c: the same again, or a further round. */
void rdi_past_again(redial_history *history, const redial_decision *decision);

RDI_PRIVATE_END

RDI_HOT void rdi_past_note(redial_history *history,
                           const redial_verdict *verdict,
                           const redial_situation *situation,
                           const redial_decision *decision) {
  const uint32_t comes_back =
    REDIAL_LEAVES_ENDPOINT_ROUND | REDIAL_LEAVES_PERSON_ROUND;

  rdi_past_tick(history, situation->now_ms);
  if (situation->progress >= REDIAL_PROGRESS_RINGING) {
    history->heard = 1;
  }
  if ((decision->leaves & comes_back) != 0) {
    history->later = verdict->outcome;
  }
  if (decision->next == REDIAL_NEXT_REPAIR) {
    history->repairs = rdi_past_add8(history->repairs, true);
  } else if (decision->next == REDIAL_NEXT_AGAIN) {
    rdi_past_again(history, decision);
  }
}

#endif
