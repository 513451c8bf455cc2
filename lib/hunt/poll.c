#include "../hunt/inner.h"
#include <string.h>

/* What the host does next. */

void rdi_step_leg(const redial_leg *leg, redial_step_kind kind,
                  redial_step *step) {
  step->kind = (uint8_t)kind;
  step->lease = leg->whom;
  step->via_lease = leg->via;
  step->whom = leg->whom.slot;
  step->via = leg->via.slot;
}

static bool poll_cancel(redial_leg *leg, redial_step *step) {
  if (leg->state == RDI_LEG_TO_CANCEL) {
    rdi_step_leg(leg, REDIAL_STEP_CANCEL, step);
    step->reason = leg->word;
    step->cause = (uint16_t)leg->at_ms;
    leg->state = RDI_LEG_CANCELLED;
    return true;
  }
  if (leg->state == RDI_LEG_TO_HANG_UP) {
    rdi_step_leg(leg, REDIAL_STEP_HANG_UP, step);
    leg->state = RDI_LEG_FREE;
    return true;
  }
  return false;
}

static bool poll_cancels(redial_hunt *hunt, redial_step *step) {
  uint32_t i;

  for (i = 0; i < hunt->used; i++) {
    if (poll_cancel(&hunt->legs[i], step)) {
      return true;
    }
  }
  return false;
}

/* When everything should long have ended: the deadline, and the timers of an
   attempt that was placed just before it. */
static uint32_t poll_overdue(const redial_hunt *hunt,
                             const redial_policy *policy) {
  uint32_t timers =
    rdi_add32(rdi_add32(policy->setup_ms, policy->trying_ms), policy->ring_ms);
  uint32_t started = hunt->history.attempts > 0
                       ? rdi_hunt_since(hunt, hunt->history.started_ms)
                       : 0;

  return rdi_add32(rdi_add32(policy->deadline_ms, timers), started);
}

/* A host that lost an event must not keep a call for ever. */
static void poll_sweep(redial_hunt *hunt, const redial_scene *scene,
                       uint64_t now_ms) {
  rdi_cancel all = {NULL, 0, 0, 0, REDIAL_CANCEL_REASON_ENDED};
  uint32_t i;

  if (hunt->state >= REDIAL_HUNT_ANSWERED) {
    return;
  }
  if (rdi_hunt_since(hunt, now_ms) >= poll_overdue(hunt, scene->policy)) {
    all.now_ms = now_ms;
    rdi_cancel_legs(hunt, scene, &all);
    rdi_follow_close(hunt, REDIAL_WHY_DEADLINE);
  }
  for (i = 0; i < hunt->used; i++) {
    if (hunt->legs[i].state == RDI_LEG_LIVE &&
        redial_pool_lease(scene->whom.pool, hunt->legs[i].whom) ==
          REDIAL_LEASE_NONE) {
      rdi_event_lost(hunt, scene, &hunt->legs[i], now_ms);
    }
  }
}

static uint32_t poll_leg_wake(const redial_hunt *hunt,
                              const redial_scene *scene,
                              const redial_leg *leg) {
  switch (leg->state) {
  case RDI_LEG_TO_AGAIN:
  case RDI_LEG_TO_REPAIR:
    return leg->at_ms;
  case RDI_LEG_LIVE:
    return poll_overdue(hunt, scene->policy);
  default:
    return UINT32_MAX;
  }
}

static void poll_wait(const redial_hunt *hunt, const redial_scene *scene,
                      uint64_t now_ms, redial_step *step) {
  uint32_t wake = hunt->state <= REDIAL_HUNT_WAITING &&
                      hunt->due_ms > rdi_hunt_since(hunt, now_ms)
                    ? hunt->due_ms
                    : UINT32_MAX;
  uint32_t i;

  for (i = 0; i < hunt->used; i++) {
    uint32_t leg = poll_leg_wake(hunt, scene, &hunt->legs[i]);

    wake = leg < wake ? leg : wake;
  }
  step->kind = REDIAL_STEP_WAIT;
  step->wake_ms =
    wake < UINT32_MAX ? rdi_add64(hunt->begun_ms, wake) : REDIAL_NEVER;
}

static void poll_done(redial_hunt *hunt, redial_step *step) {
  rdi_step_leg(&hunt->legs[hunt->winner - 1], REDIAL_STEP_DONE, step);
  step->why = hunt->why;
  hunt->state = REDIAL_HUNT_DONE;
}

static void poll_stop(redial_hunt *hunt, redial_step *step) {
  if (hunt->reply_code == 0) {
    hunt->reply_code = 480; /* nobody was asked */
    hunt->treatment = REDIAL_TREATMENT_HANG_UP;
  }
  step->kind = REDIAL_STEP_STOP;
  step->reply_code = hunt->reply_code;
  step->treatment = hunt->treatment;
  step->why = hunt->why;
  step->bar = hunt->bar;
  hunt->state = REDIAL_HUNT_STOPPED;
}

static void poll_rest(redial_hunt *hunt, const redial_scene *scene,
                      uint64_t now_ms, redial_step *step) {
  if (hunt->state == REDIAL_HUNT_ANSWERED || hunt->state == REDIAL_HUNT_DONE) {
    poll_done(hunt, step);
  } else if (hunt->state == REDIAL_HUNT_STOPPED ||
             (hunt->state == REDIAL_HUNT_CLOSED && rdi_leg_active(hunt) == 0)) {
    poll_stop(hunt, step);
  } else {
    poll_wait(hunt, scene, now_ms, step);
  }
}

/* What was to be done again could not be: the target has left. */
static bool poll_has_lost_all(const redial_hunt *hunt) {
  return hunt->state == REDIAL_HUNT_OPEN && hunt->due_ms == 0 &&
         rdi_leg_active(hunt) == 0;
}

redial_step redial_hunt_poll(redial_hunt *hunt, const redial_scene *scene,
                             uint64_t now_ms, uint32_t random) {
  redial_step step;

  memset(&step, 0, sizeof(step));
  step.whom = REDIAL_NO_SLOT;
  step.via = REDIAL_NO_SLOT;
  rdi_leg_check(hunt, scene);
  now_ms = rdi_hunt_now(hunt, now_ms);
  hunt->random = random;
  poll_sweep(hunt, scene, now_ms);
  rdi_fill(hunt, scene, now_ms);
  if (poll_cancels(hunt, &step) || rdi_start(hunt, scene, now_ms, &step)) {
    return step;
  }
  if (poll_has_lost_all(hunt)) {
    rdi_fill(hunt, scene, now_ms);
  }
  if (!rdi_start(hunt, scene, now_ms, &step)) {
    poll_rest(hunt, scene, now_ms, &step);
  }
  return step;
}
