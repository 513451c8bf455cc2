#include "../hunt/inner.h"

/* A round ends, or all of them do. */

/* Nobody waits for an answer any more, or no attempt may follow. The first
   reason stands, but a caller who has gone outweighs all. */
void rdi_hunt_close(redial_hunt *hunt, redial_why why) {
  bool gone = why == REDIAL_WHY_CALLER_GONE || why == REDIAL_WHY_WITHDRAWN;

  if (hunt->state < REDIAL_HUNT_CLOSED || gone) {
    hunt->state = REDIAL_HUNT_CLOSED;
    hunt->why = (uint8_t)why;
  }
  if (gone) {
    hunt->marks |= RDI_MARK_GONE;
    hunt->reply_code = 487;
    hunt->treatment = REDIAL_TREATMENT_NONE;
  }
}

/* Sooner than a server asked for: then it is asked although it is held. */
void rdi_hunt_next_round(redial_hunt *hunt, const redial_decision *made,
                         uint32_t due_ms) {
  if (hunt->state == REDIAL_HUNT_OPEN) {
    hunt->state = REDIAL_HUNT_WAITING;
    hunt->due_ms = due_ms;
    if ((made->marks & REDIAL_DECISION_PROBE) != 0) {
      hunt->marks |= RDI_MARK_PROBE;
    }
  }
}
