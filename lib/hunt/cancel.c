#include "../hunt/inner.h"

/* Pending legs that are not to be waited for. The leases end at once; the
   host is told by the next polls. */

static bool cancel_hits(const redial_scene *scene, const redial_leg *leg,
                        const rdi_cancel *cancel) {
  return rdi_leg_is_active(leg) && leg != cancel->except &&
         (cancel->person == 0 ||
          rdi_leg_person(scene, leg->whom.slot) == cancel->person);
}

static void cancel_leg(redial_hunt *hunt, const redial_scene *scene,
                       redial_leg *leg, const rdi_cancel *cancel) {
  bool placed = leg->state == RDI_LEG_LIVE;
  uint8_t outcome = cancel->reason == REDIAL_CANCEL_REASON_ANSWERED
                      ? REDIAL_OUTCOME_ANSWERED_ELSEWHERE
                      : REDIAL_OUTCOME_CANCELLED;
  uint32_t via = leg->via.slot;

  rdi_leg_release(scene, leg, outcome, cancel->now_ms);
  if (placed) {
    leg->via.slot = via;
    leg->state = RDI_LEG_TO_CANCEL;
    leg->word = cancel->reason;
    leg->at_ms = cancel->cause;
    hunt->cancels = (uint8_t)(hunt->cancels + (hunt->cancels < UINT8_MAX));
  }
}

void rdi_cancel_legs(redial_hunt *hunt, const redial_scene *scene,
                     const rdi_cancel *cancel) {
  uint32_t i;

  for (i = 0; i < hunt->used; i++) {
    if (cancel_hits(scene, &hunt->legs[i], cancel)) {
      cancel_leg(hunt, scene, &hunt->legs[i], cancel);
    }
  }
}

/* RFC 3326: 200 when another leg has the call, the code of who refused it for
   everybody, and none when the call was missed. */
static uint16_t cancel_cause(const redial_verdict *verdict, uint32_t reason) {
  if (reason == REDIAL_CANCEL_REASON_ANSWERED) {
    return 200;
  }
  return reason == REDIAL_CANCEL_REASON_REFUSED ? verdict->sip : 0;
}

void rdi_cancel_by(redial_hunt *hunt, const redial_scene *scene,
                   const redial_leg *leg, const redial_verdict *verdict,
                   const redial_decision *decision, uint64_t now_ms) {
  rdi_cancel cancel;

  cancel.except = leg;
  cancel.now_ms = now_ms;
  cancel.reason = decision->cancel_reason;
  cancel.cause = cancel_cause(verdict, decision->cancel_reason);
  cancel.person = 0;
  if (decision->cancel == REDIAL_CANCEL_PERSON) {
    cancel.person = rdi_leg_person(scene, leg->whom.slot);
    if (cancel.person == 0) {
      return; /* nobody else is this one */
    }
  }
  rdi_cancel_legs(hunt, scene, &cancel);
}

static redial_status cancel_unwanted(redial_hunt *hunt,
                                     const redial_scene *scene, uint64_t now_ms,
                                     redial_why why) {
  rdi_cancel cancel = {NULL, 0, 0, 0, REDIAL_CANCEL_REASON_ENDED};

  if (hunt->state >= REDIAL_HUNT_ANSWERED) {
    return REDIAL_ERR_STATE;
  }
  rdi_leg_meet(hunt, scene);
  if (hunt->begun == 0) {
    rdi_hunt_start(hunt, now_ms);
  }
  cancel.now_ms = rdi_hunt_now(hunt, now_ms);
  rdi_cancel_legs(hunt, scene, &cancel);
  hunt->state = REDIAL_HUNT_OPEN;
  rdi_hunt_close(hunt, why);
  return REDIAL_OK;
}

redial_status redial_hunt_caller_gone(redial_hunt *hunt,
                                      const redial_scene *scene,
                                      uint64_t now_ms) {
  return cancel_unwanted(hunt, scene, now_ms, REDIAL_WHY_CALLER_GONE);
}

redial_status redial_hunt_withdraw(redial_hunt *hunt, const redial_scene *scene,
                                   uint64_t now_ms) {
  return cancel_unwanted(hunt, scene, now_ms, REDIAL_WHY_WITHDRAWN);
}
