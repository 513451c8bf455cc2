#include "../hunt/inner.h"
#include <string.h>

/* What the host does next. */

static void poll_leg(const redial_leg *leg, redial_step_kind kind,
                     redial_step *step) {
  step->kind = (uint8_t)kind;
  step->lease = leg->whom;
  step->via_lease = leg->via;
  step->whom = leg->whom.slot;
  step->via = leg->via.slot;
}

static void poll_timers(const redial_policy *policy, redial_step *step) {
  step->setup_ms = policy->setup_ms;
  step->trying_ms = policy->trying_ms;
  step->ring_ms = policy->ring_ms;
}

static bool poll_cancel(redial_leg *leg, redial_step *step) {
  if (leg->state == RDI_LEG_TO_CANCEL) {
    poll_leg(leg, REDIAL_STEP_CANCEL, step);
    step->reason = leg->word;
    step->cause = (uint16_t)leg->at_ms;
    leg->state = RDI_LEG_CANCELLED;
    return true;
  }
  if (leg->state == RDI_LEG_TO_HANG_UP) {
    poll_leg(leg, REDIAL_STEP_HANG_UP, step);
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

static void poll_place(redial_hunt *hunt, redial_leg *leg, uint64_t now_ms) {
  redial_history_place(&hunt->history, now_ms);
  rdi_note_add(hunt, RDI_NOTE_ENDPOINT, leg->whom.slot);
  if (rdi_leg_has_via(leg)) {
    rdi_note_add(hunt, RDI_NOTE_VIA, leg->via.slot);
  }
}

/* What is done again gets a new name, so that a repetition of the answer to
   the attempt before is known as one. */
static bool poll_reissue(redial_hunt *hunt, const redial_scene *scene,
                         redial_leg *leg, uint64_t now_ms, redial_step *step) {
  redial_lease old = leg->whom;

  if (redial_pool_reissue(scene->whom.pool, &leg->whom, now_ms) != REDIAL_OK) {
    rdi_leg_release(scene, leg, REDIAL_OUTCOME_CANCELLED, now_ms);
    hunt->due_ms = 0;
    return false;
  }
  step->old_lease = old;
  return true;
}

static void poll_live(redial_hunt *hunt, const redial_scene *scene,
                      redial_leg *leg, uint64_t now_ms, redial_step *step) {
  poll_timers(scene->policy, step);
  leg->state = RDI_LEG_LIVE;
  leg->at_ms = rdi_hunt_since(hunt, now_ms);
  leg->progress = REDIAL_PROGRESS_UNKNOWN;
  leg->word = 0;
}

/* Leased before a reload took it away? */
static bool poll_has_left(const redial_scene *scene, const redial_leg *leg,
                          uint64_t now_ms) {
  redial_pick_request request;
  redial_bar bar;

  rdi_out_request(scene, &scene->whom, NULL, now_ms, &request);
  bar = redial_pool_why_not(scene->whom.pool, &request, leg->whom.slot, NULL);
  return bar == REDIAL_BAR_DRAINING || bar == REDIAL_BAR_DISABLED;
}

/* Several legs may each have been promised the last attempt. */
static bool poll_is_used_up(redial_hunt *hunt, const redial_policy *policy) {
  if (hunt->history.attempts < policy->attempts) {
    return false;
  }
  rdi_follow_close(hunt, REDIAL_WHY_ATTEMPTS);
  return true;
}

static bool poll_dial(redial_hunt *hunt, const redial_scene *scene,
                      redial_leg *leg, uint64_t now_ms, redial_step *step) {
  if (leg->state == RDI_LEG_TO_AGAIN &&
      !poll_reissue(hunt, scene, leg, now_ms, step)) {
    return false;
  }
  if (poll_is_used_up(hunt, scene->policy) ||
      poll_has_left(scene, leg, now_ms)) {
    rdi_leg_release(scene, leg, REDIAL_OUTCOME_CANCELLED, now_ms);
    hunt->due_ms = 0;
    return false;
  }
  poll_place(hunt, leg, now_ms);
  poll_leg(leg, REDIAL_STEP_DIAL, step);
  step->last_resort = leg->word;
  poll_live(hunt, scene, leg, now_ms, step);
  return true;
}

static bool poll_repair(redial_hunt *hunt, const redial_scene *scene,
                        redial_leg *leg, uint64_t now_ms, redial_step *step) {
  if (!poll_reissue(hunt, scene, leg, now_ms, step)) {
    return false;
  }
  poll_leg(leg, REDIAL_STEP_REPAIR, step);
  step->action = leg->word;
  poll_live(hunt, scene, leg, now_ms, step);
  return true;
}

static bool poll_start(redial_hunt *hunt, const redial_scene *scene,
                       redial_leg *leg, uint64_t now_ms, redial_step *step) {
  bool due = rdi_hunt_since(hunt, now_ms) >= leg->at_ms;

  switch (leg->state) {
  case RDI_LEG_TO_DIAL:
    return poll_dial(hunt, scene, leg, now_ms, step);
  case RDI_LEG_TO_AGAIN:
    return due && poll_dial(hunt, scene, leg, now_ms, step);
  case RDI_LEG_TO_REPAIR:
    return due && poll_repair(hunt, scene, leg, now_ms, step);
  default:
    return false;
  }
}

static bool poll_starts(redial_hunt *hunt, const redial_scene *scene,
                        uint64_t now_ms, redial_step *step) {
  uint32_t i;

  for (i = 0; i < hunt->used; i++) {
    if (poll_start(hunt, scene, &hunt->legs[i], now_ms, step)) {
      return true;
    }
  }
  return false;
}

/* When everything should long have ended: the deadline, and the timers of an
   attempt that was placed just before it. */
static uint32_t poll_overdue(const redial_hunt *hunt,
                             const redial_policy *policy) {
  uint32_t timers = rdi_add32(rdi_add32(policy->setup_ms, policy->trying_ms),
                              policy->ring_ms);
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
  step->wake_ms = wake < UINT32_MAX ? rdi_add64(hunt->begun_ms, wake)
                                    : REDIAL_NEVER;
}

static void poll_done(redial_hunt *hunt, redial_step *step) {
  poll_leg(&hunt->legs[hunt->winner - 1], REDIAL_STEP_DONE, step);
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
             (hunt->state == REDIAL_HUNT_CLOSED &&
              rdi_leg_active(hunt) == 0)) {
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
  if (poll_cancels(hunt, &step) ||
      poll_starts(hunt, scene, now_ms, &step)) {
    return step;
  }
  if (poll_has_lost_all(hunt)) {
    rdi_fill(hunt, scene, now_ms);
  }
  if (!poll_starts(hunt, scene, now_ms, &step)) {
    poll_rest(hunt, scene, now_ms, &step);
  }
  return step;
}
