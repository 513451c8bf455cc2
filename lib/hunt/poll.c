#include "../hunt/inner.h"
#include <string.h>

/* What the host does next. */

#define POLL_CANCELS (RDI_LEGS(TO_CANCEL) | RDI_LEGS(TO_HANG_UP))
#define POLL_STARTS                                                            \
  (RDI_LEGS(TO_DIAL) | RDI_LEGS(TO_AGAIN) | RDI_LEGS(TO_REPAIR))

void rdi_step_leg(const redial_leg *leg, redial_step_kind kind,
                  redial_step *step) {
  step->kind = (uint8_t)kind;
  step->lease = leg->whom;
  step->via_lease = leg->via;
  step->whom = leg->whom.slot;
  step->via = leg->via.slot;
}

static void poll_cancel_leg(redial_leg *leg, redial_step *step) {
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

/* The first to cancel, or to hang up because it answered too late. */
static void poll_cancel(redial_hunt *hunt, redial_step *step) {
  redial_leg *leg = hunt->legs;

  while (leg < hunt->legs + hunt->used &&
         (1u << (leg->state & 31) & POLL_CANCELS) == 0) {
    leg++;
  }
  poll_cancel_leg(leg, step); /* there is one */
}

/* May another leg be leased, or is it too late for one? */
static bool poll_is_due(const redial_hunt *hunt, const redial_scene *scene,
                        uint32_t states, uint32_t since) {
  return since >= hunt->due_ms && hunt->state <= REDIAL_HUNT_WAITING &&
         ((states & RDI_LEGS_ACTIVE) == 0 || scene->width > 1 ||
          since >= scene->policy->deadline_ms);
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

static bool poll_is_overdue(redial_hunt *hunt, const redial_scene *scene,
                            uint32_t since, uint64_t now_ms) {
  rdi_cancel all = {NULL, 0, 0, 0, REDIAL_CANCEL_REASON_ENDED};

  if (since < poll_overdue(hunt, scene->policy)) {
    return false;
  }
  all.now_ms = now_ms;
  rdi_cancel_legs(hunt, scene, &all);
  rdi_follow_close(hunt, REDIAL_WHY_DEADLINE);
  return true;
}

/* Dialled: until it is overdue. Done again: when its time has come. */
static uint32_t poll_leg_wake(const redial_leg *leg, uint32_t overdue) {
  switch (leg->state) {
  case RDI_LEG_TO_AGAIN:
  case RDI_LEG_TO_REPAIR:
    return leg->at_ms;
  case RDI_LEG_LIVE:
    return overdue;
  default:
    return UINT32_MAX;
  }
}

/* When a further leg may start. */
static uint32_t poll_next(const redial_hunt *hunt, const redial_scene *scene,
                          uint64_t now_ms) {
  if (hunt->state <= REDIAL_HUNT_WAITING &&
      hunt->due_ms > rdi_hunt_since(hunt, now_ms)) {
    return hunt->due_ms;
  }
  return scene->width > 1 ? rdi_fill_opens(hunt, scene, now_ms) : UINT32_MAX;
}

static uint32_t poll_wake(const redial_hunt *hunt, const redial_scene *scene,
                          uint64_t now_ms) {
  uint32_t overdue = poll_overdue(hunt, scene->policy);
  uint32_t wake = poll_next(hunt, scene, now_ms);
  uint32_t i;

  for (i = 0; i < hunt->used; i++) {
    uint32_t leg = poll_leg_wake(&hunt->legs[i], overdue);
    uint32_t ends = rdi_lapse_wake(hunt, scene, &hunt->legs[i], now_ms);

    wake = leg < wake ? leg : wake;
    wake = ends < wake ? ends : wake;
  }
  return wake;
}

static void poll_wait(const redial_hunt *hunt, uint32_t wake,
                      redial_step *step) {
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

static void poll_end(redial_hunt *hunt, redial_step *step) {
  if (hunt->state == REDIAL_HUNT_ANSWERED || hunt->state == REDIAL_HUNT_DONE) {
    poll_done(hunt, step);
  } else {
    poll_stop(hunt, step);
  }
}

/* What was to be done again may not be possible, because the target has left:
   then another one may be offered at once. */
static bool poll_begin(redial_hunt *hunt, const redial_scene *scene,
                       uint64_t now_ms, redial_step *step) {
  uint32_t states;

  if (rdi_start(hunt, scene, now_ms, step)) {
    return true;
  }
  states = rdi_leg_states(hunt);
  return (states & RDI_LEGS_ACTIVE) == 0 &&
         poll_is_due(hunt, scene, states, rdi_hunt_since(hunt, now_ms)) &&
         rdi_fill(hunt, scene, now_ms) && rdi_start(hunt, scene, now_ms, step);
}

/* What time alone has changed. */
static uint32_t poll_time(redial_hunt *hunt, const redial_scene *scene,
                          uint32_t since, uint64_t now_ms) {
  uint32_t states = rdi_leg_states(hunt);
  bool changed = since >= scene->policy->deadline_ms &&
                 poll_is_overdue(hunt, scene, since, now_ms);

  changed =
    ((states & RDI_LEGS_ACTIVE) != 0 && rdi_lapse(hunt, scene, now_ms)) ||
    changed;
  if (changed) {
    states = rdi_leg_states(hunt);
  }
  if (poll_is_due(hunt, scene, states, since)) {
    return rdi_fill(hunt, scene, now_ms) ? rdi_leg_states(hunt) : states;
  }
  return states;
}

static void poll_open(redial_hunt *hunt, const redial_scene *scene,
                      uint64_t now_ms, redial_step *step) {
  uint32_t since = rdi_hunt_since(hunt, now_ms);
  uint32_t states = poll_time(hunt, scene, since, now_ms);

  if ((states & POLL_CANCELS) != 0) {
    poll_cancel(hunt, step);
    return;
  }
  if ((states & POLL_STARTS) != 0) {
    if (poll_begin(hunt, scene, now_ms, step)) {
      return;
    }
    states = rdi_leg_states(hunt);
  }
  if (hunt->state == REDIAL_HUNT_CLOSED && (states & RDI_LEGS_ACTIVE) == 0) {
    poll_stop(hunt, step);
  } else {
    poll_wait(hunt, poll_wake(hunt, scene, now_ms), step);
  }
}

static void poll_over(redial_hunt *hunt, redial_step *step) {
  if ((rdi_leg_states(hunt) & POLL_CANCELS) != 0) {
    poll_cancel(hunt, step);
  } else {
    poll_end(hunt, step);
  }
}

redial_step redial_hunt_poll(redial_hunt *hunt, const redial_scene *scene,
                             uint64_t now_ms, uint32_t random) {
  redial_step step;

  memset(&step, 0, sizeof(step));
  step.whom = REDIAL_NO_SLOT;
  step.via = REDIAL_NO_SLOT;
  rdi_leg_meet(hunt, scene);
  if (hunt->begun == 0) {
    rdi_hunt_start(hunt, now_ms);
  }
  hunt->random = random;
  if (hunt->state < REDIAL_HUNT_ANSWERED) {
    poll_open(hunt, scene, rdi_hunt_now(hunt, now_ms), &step);
  } else {
    poll_over(hunt, &step);
  }
  return step;
}
#undef POLL_CANCELS
#undef POLL_STARTS
