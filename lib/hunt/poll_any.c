#include "../hunt/leases.h"

/* What the host does next, whatever the case is. Each kind of step is made by
   a function of its own, in one expression: so it is written straight to where
   the caller wants it. */

#define POLL_CANCELS (RDI_LEGS(TO_CANCEL) | RDI_LEGS(TO_HANG_UP))
#define POLL_PAUSED (RDI_LEGS(TO_AGAIN) | RDI_LEGS(TO_REPAIR))
#define POLL_STARTS (RDI_LEGS(TO_DIAL) | POLL_PAUSED)

/* The first to cancel, or to hang up because it answered too late. */
static redial_step poll_cancel(redial_hunt *hunt) {
  redial_leg *leg = hunt->legs;
  bool cancels;

  while (leg < hunt->legs + hunt->used &&
         (RDI_LEG_BIT(leg) & POLL_CANCELS) == 0) {
    leg++; /* there is one */
  }
  cancels = leg->state == RDI_LEG_TO_CANCEL;
  leg->state = cancels ? RDI_LEG_CANCELLED : RDI_LEG_FREE;
  return (redial_step){
    .lease = leg->whom,
    .via_lease = leg->via,
    .whom = leg->whom.slot,
    .via = leg->via.slot,
    .cause = (uint16_t)(cancels ? leg->at_ms : 0),
    .kind = cancels ? REDIAL_STEP_CANCEL : REDIAL_STEP_HANG_UP,
    .reason = cancels ? leg->word : (uint8_t)REDIAL_CANCEL_REASON_NONE};
}

static redial_step poll_begin(const redial_leg *leg,
                              const redial_policy *policy,
                              const rdi_begun *begun) {
  return (redial_step){.lease = leg->whom,
                       .via_lease = leg->via,
                       .old_lease = begun->old,
                       .whom = leg->whom.slot,
                       .via = leg->via.slot,
                       .setup_ms = policy->setup_ms,
                       .trying_ms = policy->trying_ms,
                       .ring_ms = policy->ring_ms,
                       .kind = begun->kind,
                       .action = begun->action,
                       .last_resort = leg->word != 0};
}

static redial_step poll_wait(const redial_hunt *hunt, uint32_t wake) {
  return (redial_step){.wake_ms = wake < UINT32_MAX
                                    ? rdi_add64(hunt->begun_ms, wake)
                                    : REDIAL_NEVER,
                       .whom = REDIAL_NO_SLOT,
                       .via = REDIAL_NO_SLOT,
                       .kind = REDIAL_STEP_WAIT};
}

redial_step rdi_poll_done(redial_hunt *hunt) {
  const redial_leg *leg = &hunt->legs[hunt->winner - 1];

  hunt->state = REDIAL_HUNT_DONE;
  return (redial_step){.lease = leg->whom,
                       .via_lease = leg->via,
                       .whom = leg->whom.slot,
                       .via = leg->via.slot,
                       .kind = REDIAL_STEP_DONE,
                       .why = hunt->why};
}

static redial_step poll_stop(redial_hunt *hunt) {
  if (hunt->reply_code == 0) {
    hunt->reply_code = 480; /* nobody was asked */
    hunt->treatment = REDIAL_TREATMENT_HANG_UP;
  }
  hunt->state = REDIAL_HUNT_STOPPED;
  return (redial_step){.whom = REDIAL_NO_SLOT,
                       .via = REDIAL_NO_SLOT,
                       .reply_code = hunt->reply_code,
                       .kind = REDIAL_STEP_STOP,
                       .treatment = hunt->treatment,
                       .why = hunt->why,
                       .bar = hunt->bar};
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
  rdi_hunt_close(hunt, REDIAL_WHY_DEADLINE);
  return true;
}

/* When a further leg may start. */
static uint32_t poll_next(const redial_hunt *hunt, const redial_scene *scene,
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
static uint32_t poll_wake(const redial_hunt *hunt, const redial_scene *scene,
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
static bool poll_has_come(const redial_hunt *hunt, const redial_scene *scene,
                          rdi_look look, uint32_t since, uint64_t now_ms) {
  return since >= scene->policy->deadline_ms || look.ends <= now_ms ||
         (look.states & POLL_PAUSED) != 0 ||
         poll_is_due(hunt, scene, look.states, since);
}

redial_step rdi_poll_rest(redial_hunt *hunt, const redial_scene *scene,
                          uint64_t now_ms) {
  uint32_t since = rdi_hunt_since(hunt, now_ms);
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

static redial_step poll_start(redial_hunt *hunt, const redial_scene *scene,
                              uint32_t since, uint64_t now_ms) {
  rdi_begun begun;
  bool again = false;

  for (;;) {
    const redial_leg *leg = rdi_start(hunt, scene, now_ms, &begun);

    if (leg != NULL) {
      return poll_begin(leg, scene->policy, &begun);
    }
    if (again || !poll_fill_again(hunt, scene, since, now_ms)) {
      return rdi_poll_rest(hunt, scene, now_ms);
    }
    again = true;
  }
}

static redial_step poll_act(redial_hunt *hunt, const redial_scene *scene,
                            uint32_t states, uint32_t since, uint64_t now_ms) {
  if ((states & POLL_CANCELS) != 0) {
    return poll_cancel(hunt);
  }
  return (states & POLL_STARTS) != 0 ? poll_start(hunt, scene, since, now_ms)
                                     : rdi_poll_rest(hunt, scene, now_ms);
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
  return hunt->state == REDIAL_HUNT_STOPPED ? poll_stop(hunt)
                                            : rdi_poll_done(hunt);
}

redial_step rdi_poll_any(redial_hunt *hunt, const redial_scene *scene,
                         uint64_t now_ms) {
  rdi_look look = rdi_look_at(hunt, scene);

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

#undef POLL_CANCELS
#undef POLL_PAUSED
#undef POLL_STARTS
