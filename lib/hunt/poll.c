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

/* Cancel, or hang up who answered too late. */
static void poll_cancel(redial_leg *leg, redial_step *step) {
  if (leg->state == RDI_LEG_TO_CANCEL) {
    rdi_step_leg(leg, REDIAL_STEP_CANCEL, step);
    step->reason = leg->word;
    step->cause = (uint16_t)leg->at_ms;
    leg->state = RDI_LEG_CANCELLED;
  } else {
    rdi_step_leg(leg, REDIAL_STEP_HANG_UP, step);
    leg->state = RDI_LEG_FREE;
  }
}

/* When everything should long have ended: the deadline, and the timers of an
   attempt that was placed just before it. */
static uint32_t poll_overdue(const redial_hunt *hunt,
                             const redial_policy *policy) {
  uint64_t overdue = (uint64_t)policy->deadline_ms + policy->setup_ms +
                     policy->trying_ms + policy->ring_ms;

  if (hunt->history.attempts > 0) {
    overdue += rdi_hunt_since(hunt, hunt->history.started_ms);
  }
  return overdue < UINT32_MAX ? (uint32_t)overdue : UINT32_MAX;
}

static void poll_give_up(redial_hunt *hunt, const redial_scene *scene,
                         uint64_t now_ms) {
  rdi_cancel all = {NULL, 0, 0, 0, REDIAL_CANCEL_REASON_ENDED};

  all.now_ms = now_ms;
  rdi_cancel_legs(hunt, scene, &all);
  rdi_follow_close(hunt, REDIAL_WHY_DEADLINE);
}

/* A host that lost an event must not keep a call for ever. */
static bool poll_sweep(redial_hunt *hunt, const redial_scene *scene,
                       uint64_t now_ms) {
  bool lost = false;
  uint32_t i;

  for (i = 0; i < hunt->used; i++) {
    if (hunt->legs[i].state == RDI_LEG_LIVE &&
        redial_pool_lease(scene->whom.pool, hunt->legs[i].whom) ==
          REDIAL_LEASE_NONE) {
      rdi_event_lost(hunt, scene, &hunt->legs[i], now_ms);
      lost = true;
    }
  }
  return lost;
}

static void poll_wait(const redial_hunt *hunt, const rdi_legs *legs,
                      uint32_t since, uint32_t overdue, redial_step *step) {
  uint32_t wake = legs->live && overdue < legs->wake ? overdue : legs->wake;

  if (hunt->state <= REDIAL_HUNT_WAITING && hunt->due_ms > since &&
      hunt->due_ms < wake) {
    wake = hunt->due_ms;
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

/* Answered, or over. */
static void poll_over(redial_hunt *hunt, redial_step *step) {
  rdi_legs legs = rdi_leg_look(hunt, 0);

  if (legs.cancel != NULL) {
    poll_cancel(legs.cancel, step);
  } else if (hunt->state == REDIAL_HUNT_STOPPED) {
    poll_stop(hunt, step);
  } else {
    poll_done(hunt, step);
  }
}

/* What was to be done again could not be, because the target has left: then
   another one may be offered at once. */
static bool poll_begin(redial_hunt *hunt, const redial_scene *scene,
                       rdi_legs *legs, uint64_t now_ms, redial_step *step) {
  uint32_t since = rdi_hunt_since(hunt, now_ms);

  if (legs->start == NULL) {
    return false;
  }
  if (rdi_start(hunt, scene, legs->start, now_ms, step)) {
    return true;
  }
  *legs = rdi_leg_look(hunt, since);
  if (legs->active == 0 && rdi_fill(hunt, scene, legs, now_ms)) {
    *legs = rdi_leg_look(hunt, since);
  }
  return legs->start != NULL &&
         rdi_start(hunt, scene, legs->start, now_ms, step);
}

static void poll_open(redial_hunt *hunt, const redial_scene *scene,
                      uint64_t now_ms, redial_step *step) {
  uint32_t since = rdi_hunt_since(hunt, now_ms);
  uint32_t overdue = poll_overdue(hunt, scene->policy);
  rdi_legs legs = rdi_leg_look(hunt, since);

  if (since >= overdue) {
    poll_give_up(hunt, scene, now_ms);
    legs = rdi_leg_look(hunt, since);
  }
  if ((legs.live && poll_sweep(hunt, scene, now_ms))) {
    legs = rdi_leg_look(hunt, since);
  }
  if (rdi_fill(hunt, scene, &legs, now_ms)) {
    legs = rdi_leg_look(hunt, since);
  }
  if (legs.cancel != NULL) {
    poll_cancel(legs.cancel, step);
  } else if (!poll_begin(hunt, scene, &legs, now_ms, step)) {
    if (hunt->state == REDIAL_HUNT_CLOSED && legs.active == 0) {
      poll_stop(hunt, step);
    } else {
      poll_wait(hunt, &legs, since, overdue, step);
    }
  }
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
  if (hunt->state < REDIAL_HUNT_ANSWERED) {
    poll_open(hunt, scene, now_ms, &step);
  } else {
    poll_over(hunt, &step);
  }
  return step;
}
