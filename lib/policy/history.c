#include "../policy/past.h"

void redial_history_place(redial_history *history, uint64_t now_ms) {
  rdi_past_place(history, now_ms);
}

/* A server's hint replaces the wait once, then the curve starts again; so it
   does for another outcome. */
static void history_grow(redial_history *history,
                         const redial_decision *decision) {
  if ((decision->marks & REDIAL_DECISION_HINTED) != 0) {
    history->step = 0;
  } else if (history->step_plan == decision->plan) {
    history->step = rdi_past_add8(history->step, true);
  } else {
    history->step = 1;
  }
  history->step_plan = decision->plan;
}

/* A probe uses a round but none of the tries, which are for real calls. */
void rdi_past_again(redial_history *history, const redial_decision *decision) {
  uint8_t plan = decision->plan < REDIAL_OUTCOMES ? decision->plan : 0;

  history->rounds = rdi_past_add16(
    history->rounds, (decision->marks & REDIAL_DECISION_ROUND) != 0);
  history->again[plan] = rdi_past_add8(
    history->again[plan], (decision->marks & REDIAL_DECISION_PROBE) == 0);
  history_grow(history, decision);
}

void redial_history_note(redial_history *history, const redial_verdict *verdict,
                         const redial_situation *situation,
                         const redial_decision *decision) {
  rdi_past_note(history, verdict, situation, decision);
}
