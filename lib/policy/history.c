#include "../core/inner.h"
#include <redial/policy.h>

/* What each attempt and each answer adds to the history of a call. */

static uint8_t history_add8(uint8_t count, bool one) {
  return (uint8_t)(count + (one && count < UINT8_MAX));
}

static uint16_t history_add16(uint16_t count, bool one) {
  return (uint16_t)(count + (one && count < UINT16_MAX));
}

/* A clock that goes backward stands still. */
static void history_tick(redial_history *history, uint64_t now_ms) {
  if (now_ms < history->seen_ms) {
    history->clock_went_back = history_add16(history->clock_went_back, true);
  } else {
    history->seen_ms = now_ms;
  }
}

void redial_history_place(redial_history *history, uint64_t now_ms) {
  history_tick(history, now_ms);
  if (history->attempts == 0) {
    history->started_ms = history->seen_ms;
  }
  history->attempts = history_add16(history->attempts, true);
}

/* A server's hint replaces the wait once, then the curve starts again; so it
   does for another outcome. */
static void history_grow(redial_history *history,
                         const redial_decision *decision) {
  if ((decision->marks & REDIAL_DECISION_HINTED) != 0) {
    history->step = 0;
  } else if (history->step_plan == decision->plan) {
    history->step = history_add8(history->step, true);
  } else {
    history->step = 1;
  }
  history->step_plan = decision->plan;
}

/* A probe uses a round but none of the tries, which are for real calls. */
static void history_again(redial_history *history,
                          const redial_decision *decision) {
  uint8_t plan = decision->plan < REDIAL_OUTCOMES ? decision->plan : 0;

  history->rounds = history_add16(
    history->rounds, (decision->marks & REDIAL_DECISION_ROUND) != 0);
  history->again[plan] = history_add8(
    history->again[plan], (decision->marks & REDIAL_DECISION_PROBE) == 0);
  history_grow(history, decision);
}

void redial_history_note(redial_history *history, const redial_verdict *verdict,
                         const redial_situation *situation,
                         const redial_decision *decision) {
  const uint32_t comes_back =
    REDIAL_LEAVES_ENDPOINT_ROUND | REDIAL_LEAVES_PERSON_ROUND;

  history_tick(history, situation->now_ms);
  if (situation->progress >= REDIAL_PROGRESS_RINGING) {
    history->heard = 1;
  }
  if ((decision->leaves & comes_back) != 0) {
    history->later = verdict->outcome;
  }
  if (decision->next == REDIAL_NEXT_REPAIR) {
    history->repairs = history_add8(history->repairs, true);
  } else if (decision->next == REDIAL_NEXT_AGAIN) {
    history_again(history, decision);
  }
}
