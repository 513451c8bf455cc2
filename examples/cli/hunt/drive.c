/* The host's loop: asks the hunt what to do and does it, until it says to
   wait, done or stop. */

#include "player.h"
#include "tell.h"

static void drive_scene(player *p, player_call *call) {
  call->scene.unix_s =
    p->s->unix_s != 0 ? p->s->unix_s + player_clock(p) / 1000 : 0;
}

static void drive_dial(player *p, uint32_t call, const redial_step *step) {
  uint32_t old = attempt_find(p, call, step->old_lease);

  if (step->kind == REDIAL_STEP_REPAIR && old != SCENARIO_NOBODY) {
    attempt_end(p, old);
  }
  if (step->kind == REDIAL_STEP_DIAL) {
    ward_offer(p, SCENARIO_WHOM, step->whom);
    if (step->via != REDIAL_NO_SLOT) {
      ward_offer(p, SCENARIO_VIA, step->via);
    }
  }
  attempt_place(p, call, step);
}

static void drive_cancel(player *p, uint32_t call, const redial_step *step) {
  uint32_t attempt = attempt_find(p, call, step->lease);

  if (attempt == SCENARIO_NOBODY) {
    return;
  }
  if (step->kind == REDIAL_STEP_CANCEL) {
    attempt_cancel(p, attempt);
  } else {
    attempt_end(p, attempt);
  }
}

/* A timer of the host for the time that was named. A clock that was set may
   make it early; then the hunt says to wait once more. */
static void drive_wait(player *p, uint32_t call, const redial_step *step) {
  player_call *c = &p->call[call];
  uint64_t clock = player_clock(p);

  c->wake++;
  if (step->wake_ms != REDIAL_NEVER) {
    uint64_t left = step->wake_ms > clock ? step->wake_ms - clock : 1;

    player_due_at(p, PLAYER_WAKE, p->now_ms + left, call, c->wake);
  }
}

static void drive_over(player *p, uint32_t call, const redial_step *step) {
  player_call *c = &p->call[call];

  c->over = true;
  c->wake++;
  if (step->kind == REDIAL_STEP_DONE && c->talks != SCENARIO_NOBODY) {
    attempt_answered(p, c->talks, step);
  }
  say_summary(p, call);
}

/* Does one step; false when there is nothing more to do now. */
static bool drive_step(player *p, uint32_t call, const redial_step *step) {
  player_call *c = &p->call[call];
  bool last = step->kind == REDIAL_STEP_DONE || step->kind == REDIAL_STEP_STOP;

  if (last && c->over) {
    return false; /* the same again */
  }
  say_step(p, call, step);
  switch ((redial_step_kind)step->kind) {
  case REDIAL_STEP_DIAL:
  case REDIAL_STEP_REPAIR:
    drive_dial(p, call, step);
    return true;
  case REDIAL_STEP_CANCEL:
  case REDIAL_STEP_HANG_UP:
    drive_cancel(p, call, step);
    return true;
  case REDIAL_STEP_WAIT:
    drive_wait(p, call, step);
    return false;
  default:
    drive_over(p, call, step);
    return true; /* whoever else rang is still to be told */
  }
}

void drive(player *p, uint32_t call) {
  player_call *c = &p->call[call];
  redial_step step;

  do {
    if (!player_step(p)) {
      return;
    }
    drive_scene(p, c);
    step = redial_journal_poll(p->journal, &c->hunt, &c->scene, player_clock(p),
                               player_random(p));
    log_taken(p);
  } while (drive_step(p, call, &step));
}

void drive_begin(player *p, uint32_t call) {
  player_call *c = &p->call[call];

  c->last = SCENARIO_NOBODY;
  c->talks = SCENARIO_NOBODY;
  c->waits_until = 0;
  c->scene = world_scene(p, call);
  drive_scene(p, c);
  redial_journal_begin(p->journal, &c->hunt, &c->scene, player_clock(p));
  log_taken(p);
  say_begin(p, call);
  drive(p, call);
}

redial_hunt_report drive_event(player *p, uint32_t attempt,
                               const redial_evidence *seen) {
  const player_attempt *a = &p->attempt[attempt];
  player_call *c = &p->call[a->call];

  redial_hunt_report report;

  drive_scene(p, c);
  report = redial_journal_event(p->journal, &c->hunt, &c->scene, a->lease, seen,
                                player_clock(p));
  log_taken(p);
  return report;
}

redial_status drive_forwarded(player *p, uint32_t call, uint64_t id) {
  player_call *c = &p->call[call];

  redial_status status = redial_journal_forwarded(
    p->journal, &c->hunt, &c->scene, id, player_clock(p));

  log_taken(p);
  return status;
}

void drive_gone(player *p, uint32_t call, bool withdrawn) {
  player_call *c = &p->call[call];

  if (c->talks != SCENARIO_NOBODY) {
    attempt_talked(p, c->talks, "the caller");
    return;
  }
  drive_scene(p, c);
  if (withdrawn) {
    redial_journal_withdraw(p->journal, &c->hunt, &c->scene, player_clock(p));
  } else {
    redial_journal_caller_gone(p->journal, &c->hunt, &c->scene,
                               player_clock(p));
  }
  log_taken(p);
  say_gone(p, call, withdrawn);
  drive(p, call);
}
