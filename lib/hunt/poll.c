#include "../hunt/start.h"

/* What the host does next. Each kind of step is written by a function of its
   own, straight to where the caller wants it. */

#define POLL_CANCELS (RDI_LEGS(TO_CANCEL) | RDI_LEGS(TO_HANG_UP))
#define POLL_PAUSED (RDI_LEGS(TO_AGAIN) | RDI_LEGS(TO_REPAIR))
#define POLL_STARTS (RDI_LEGS(TO_DIAL) | POLL_PAUSED)

RDI_HOT void poll_no_lease(redial_lease *lease) {
  lease->slot = 0;
  lease->entry = 0;
  lease->generation = 0;
}

RDI_HOT void poll_no_leg(redial_step *step) {
  poll_no_lease(&step->lease);
  poll_no_lease(&step->via_lease);
  step->whom = REDIAL_NO_SLOT;
  step->via = REDIAL_NO_SLOT;
}

/* Field by field: a compiler would have the copy of a whole one copied. */
RDI_HOT void poll_step(redial_step *step, redial_step_kind kind) {
  uint32_t i;

  step->wake_ms = 0;
  poll_no_lease(&step->old_lease);
  step->setup_ms = 0;
  step->trying_ms = 0;
  step->ring_ms = 0;
  step->cause = 0;
  step->reply_code = 0;
  step->kind = (uint8_t)kind;
  step->reason = 0;
  step->action = 0;
  step->treatment = 0;
  step->why = 0;
  step->bar = 0;
  step->last_resort = 0;
  for (i = 0; i < sizeof(step->reserved); i++) {
    step->reserved[i] = 0;
  }
}

RDI_HOT void poll_leg(redial_step *step, const redial_leg *leg) {
  step->lease = leg->whom;
  step->via_lease = leg->via;
  step->whom = leg->whom.slot;
  step->via = leg->via.slot;
}

/* The first to cancel, or to hang up because it answered too late. */
RDI_COLD redial_step poll_cancel(redial_hunt *hunt) {
  redial_leg *leg = hunt->legs;
  redial_step step;

  while (leg < hunt->legs + hunt->used &&
         (RDI_LEG_BIT(leg) & POLL_CANCELS) == 0) {
    leg++;
  }
  poll_step(&step, REDIAL_STEP_HANG_UP);
  poll_leg(&step, leg); /* there is one */
  if (leg->state == RDI_LEG_TO_CANCEL) {
    step.kind = REDIAL_STEP_CANCEL;
    step.reason = leg->word;
    step.cause = (uint16_t)leg->at_ms;
    leg->state = RDI_LEG_CANCELLED;
  } else {
    leg->state = RDI_LEG_FREE;
  }
  return step;
}

RDI_COLD redial_step poll_begin(const redial_leg *leg,
                                const redial_policy *policy,
                                const rdi_begun *begun) {
  redial_step step;

  poll_step(&step, (redial_step_kind)begun->kind);
  poll_leg(&step, leg);
  step.old_lease = begun->old;
  step.action = begun->action;
  step.last_resort = leg->word != 0;
  step.setup_ms = policy->setup_ms;
  step.trying_ms = policy->trying_ms;
  step.ring_ms = policy->ring_ms;
  return step;
}

RDI_COLD redial_step poll_wait(const redial_hunt *hunt, uint32_t wake) {
  redial_step step;

  poll_step(&step, REDIAL_STEP_WAIT);
  poll_no_leg(&step);
  step.wake_ms =
    wake < UINT32_MAX ? rdi_add64(hunt->begun_ms, wake) : REDIAL_NEVER;
  return step;
}

RDI_COLD redial_step poll_done(redial_hunt *hunt) {
  redial_step step;

  poll_step(&step, REDIAL_STEP_DONE);
  poll_leg(&step, &hunt->legs[hunt->winner - 1]);
  step.why = hunt->why;
  hunt->state = REDIAL_HUNT_DONE;
  return step;
}

RDI_COLD redial_step poll_stop(redial_hunt *hunt) {
  redial_step step;

  if (hunt->reply_code == 0) {
    hunt->reply_code = 480; /* nobody was asked */
    hunt->treatment = REDIAL_TREATMENT_HANG_UP;
  }
  poll_step(&step, REDIAL_STEP_STOP);
  poll_no_leg(&step);
  step.reply_code = hunt->reply_code;
  step.treatment = hunt->treatment;
  step.why = hunt->why;
  step.bar = hunt->bar;
  hunt->state = REDIAL_HUNT_STOPPED;
  return step;
}

/* May another leg be leased, or is it too late for one? */
RDI_HOT bool poll_is_due(const redial_hunt *hunt, const redial_scene *scene,
                         uint32_t states, uint32_t since) {
  return since >= hunt->due_ms && hunt->state <= REDIAL_HUNT_WAITING &&
         ((states & RDI_LEGS_ACTIVE) == 0 || scene->width > 1 ||
          since >= scene->policy->deadline_ms);
}

/* When everything should long have ended: the deadline, and the timers of an
   attempt that was placed just before it. */
RDI_HOT uint32_t poll_overdue(const redial_hunt *hunt,
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

/* When a further leg may start. */
RDI_HOT uint32_t poll_next(const redial_hunt *hunt, const redial_scene *scene,
                           uint32_t since, uint64_t now_ms) {
  if (hunt->state <= REDIAL_HUNT_WAITING && hunt->due_ms > since) {
    return hunt->due_ms;
  }
  return scene->width > 1 ? rdi_fill_opens(hunt, scene, now_ms) : UINT32_MAX;
}

static uint32_t poll_sooner(uint32_t a, uint32_t b) {
  return a < b ? a : b;
}

/* Dialled: until it is overdue, or its lease runs out. Done again: when its
   time has come. */
RDI_HOT uint32_t poll_wake(const redial_hunt *hunt, const redial_scene *scene,
                           rdi_look look, uint32_t since, uint64_t now_ms) {
  uint32_t wake = poll_next(hunt, scene, since, now_ms);

  if ((look.states & RDI_LEGS(LIVE)) != 0) {
    wake = poll_sooner(wake, poll_overdue(hunt, scene->policy));
    wake = poll_sooner(wake, rdi_hunt_since(hunt, look.ends));
  }
  if ((look.states & POLL_PAUSED) != 0) {
    wake = poll_sooner(wake, rdi_lapse_wake(hunt, scene, now_ms));
  }
  return wake;
}

static uint32_t poll_time(redial_hunt *hunt, const redial_scene *scene,
                          uint32_t since, uint64_t now_ms) {
  bool changed = since >= scene->policy->deadline_ms &&
                 poll_is_overdue(hunt, scene, since, now_ms);
  uint32_t states = rdi_leg_states(hunt);

  if ((states & RDI_LEGS_ACTIVE) != 0) {
    changed = rdi_lapse(hunt, scene, now_ms) || changed;
  }
  if (changed) {
    states = rdi_leg_states(hunt);
  }
  return poll_is_due(hunt, scene, states, since) &&
             rdi_fill(hunt, scene, now_ms)
           ? rdi_leg_states(hunt)
           : states;
}

/* Has time alone changed anything, or may it have? */
RDI_HOT bool poll_has_come(const redial_hunt *hunt, const redial_scene *scene,
                           rdi_look look, uint32_t since, uint64_t now_ms) {
  return since >= scene->policy->deadline_ms || look.ends <= now_ms ||
         (look.states & POLL_PAUSED) != 0 ||
         poll_is_due(hunt, scene, look.states, since);
}

static redial_step poll_rest(redial_hunt *hunt, const redial_scene *scene,
                             uint32_t since, uint64_t now_ms) {
  rdi_look look = rdi_look_at(hunt, scene);

  return hunt->state == REDIAL_HUNT_CLOSED &&
             (look.states & RDI_LEGS_ACTIVE) == 0
           ? poll_stop(hunt)
           : poll_wait(hunt, poll_wake(hunt, scene, look, since, now_ms));
}

/* What was to be done again may not be possible, because the target has left:
   then another one may be offered at once. */
static bool poll_fill_again(redial_hunt *hunt, const redial_scene *scene,
                            uint32_t since, uint64_t now_ms) {
  uint32_t states = rdi_leg_states(hunt);

  return (states & RDI_LEGS_ACTIVE) == 0 &&
         poll_is_due(hunt, scene, states, since) &&
         rdi_fill(hunt, scene, now_ms);
}

RDI_COLD redial_step poll_start(redial_hunt *hunt, const redial_scene *scene,
                                uint32_t since, uint64_t now_ms) {
  rdi_begun begun;
  bool again = false;

  for (;;) {
    const redial_leg *leg = rdi_start(hunt, scene, now_ms, &begun);

    if (leg != NULL) {
      return poll_begin(leg, scene->policy, &begun);
    }
    if (again || !poll_fill_again(hunt, scene, since, now_ms)) {
      return poll_rest(hunt, scene, since, now_ms);
    }
    again = true;
  }
}

RDI_HOT redial_step poll_act(redial_hunt *hunt, const redial_scene *scene,
                             uint32_t states, uint32_t since, uint64_t now_ms) {
  if ((states & POLL_CANCELS) != 0) {
    return poll_cancel(hunt);
  }
  return (states & POLL_STARTS) != 0 ? poll_start(hunt, scene, since, now_ms)
                                     : poll_rest(hunt, scene, since, now_ms);
}

static redial_step poll_open(redial_hunt *hunt, const redial_scene *scene,
                             rdi_look look, uint64_t now_ms) {
  uint32_t since = rdi_hunt_since(hunt, now_ms);

  if (poll_has_come(hunt, scene, look, since, now_ms)) {
    look.states = poll_time(hunt, scene, since, now_ms);
  }
  return poll_act(hunt, scene, look.states, since, now_ms);
}

static redial_step poll_over(redial_hunt *hunt, uint32_t states) {
  if ((states & POLL_CANCELS) != 0) {
    return poll_cancel(hunt);
  }
  return hunt->state == REDIAL_HUNT_STOPPED ? poll_stop(hunt) : poll_done(hunt);
}

RDI_COLD redial_step poll_any(redial_hunt *hunt, const redial_scene *scene,
                              rdi_look look, uint64_t now_ms) {
  if ((hunt->marks & RDI_MARK_READ) != 0 ||
      (look.states & RDI_LOOK_LOST_VIA) != 0) {
    rdi_leg_meet(hunt, scene);
    look = rdi_look_at(hunt, scene);
  }
  if (hunt->begun == 0) {
    rdi_hunt_start(hunt, now_ms);
  }
  return hunt->state < REDIAL_HUNT_ANSWERED
           ? poll_open(hunt, scene, look, rdi_hunt_now(hunt, now_ms))
           : poll_over(hunt, look.states);
}

/* Mostly one leg is to be dialled or rings, and its lease has not run out. */
RDI_HOT bool poll_is_usual(const redial_hunt *hunt, const redial_scene *scene,
                           rdi_look look, uint32_t since, uint64_t now_ms) {
  const uint32_t may = RDI_LOOK_HELD | RDI_LEGS(FREE) | RDI_LEGS(CANCELLED);

  return (look.states & RDI_LOOK_HELD) != 0 && (look.states & ~may) == 0 &&
         hunt->state < REDIAL_HUNT_ANSWERED && hunt->begun != 0 &&
         (hunt->marks & RDI_MARK_READ) == 0 &&
         !poll_has_come(hunt, scene, look, since, now_ms);
}

redial_step redial_hunt_poll(redial_hunt *hunt, const redial_scene *scene,
                             uint64_t now_ms, uint32_t random) {
  rdi_look look = rdi_look_at(hunt, scene);
  uint64_t seen_ms = rdi_hunt_seen(hunt, now_ms);
  uint32_t since = rdi_hunt_since(hunt, seen_ms);

  hunt->random = random;
  if (!poll_is_usual(hunt, scene, look, since, seen_ms)) {
    return poll_any(hunt, scene, look, now_ms);
  }
  hunt->history.seen_ms = seen_ms;
  return (look.states & RDI_LEGS(TO_DIAL)) != 0
           ? poll_start(hunt, scene, since, seen_ms)
           : poll_wait(hunt, poll_wake(hunt, scene, look, since, seen_ms));
}
#undef POLL_CANCELS
#undef POLL_PAUSED
#undef POLL_STARTS
