#include "sim.h"
#include <stdlib.h>
#include <string.h>

/* The loop: the next event, then what the hunter makes of it. A call is
   driven as docs/hunt.md tells: poll until it waits, is done or stops. */

#define RUN_TICK 1024u

void sim_put(sim_run *run, uint64_t at_ms, sim_what what, uint32_t call,
             uint32_t leg, uint32_t serial) {
  sim_event event;

  event.at_ms = at_ms;
  event.order = 0;
  event.call = call;
  event.serial = serial;
  event.what = (uint8_t)what;
  event.leg = (uint8_t)leg;
  if (!sim_queue_put(&run->queue, &event)) {
    run->failed = true;
  }
}

/* Between two arrivals, in 1/1024 ms. A mean beyond what sim_exponential()
   takes, 49 days of a nearly idle centre, is drawn in larger units. */
static uint64_t run_gap(const sim_plan *plan, uint64_t draw) {
  uint64_t seats = (uint64_t)plan->targets * plan->channels;
  uint64_t mean =
    (sim_world_hold_ms(plan) << 10) * SIM_PARTS / (seats * plan->load);
  uint32_t unit = mean > UINT32_MAX ? 20 : 0;

  return sim_exponential(draw, mean >> unit) << unit;
}

static void run_next_arrival(sim_run *run) {
  uint64_t draw = sim_draw(run->plan, SIM_CHANCE_ARRIVAL, run->arrived, 0);

  if (run->arrived < run->plan->calls) {
    run->clock += run_gap(run->plan, draw);
    sim_put(run, run->clock >> 10, SIM_ARRIVES, 0, 0, 0);
  }
}

static void run_stops(sim_run *run, uint32_t at) {
  sim_call *call = &run->calls[at];
  uint32_t i;

  for (i = 0; i < SIM_LEGS; i++) {
    sim_leg_ends(run, &call->legs[i]);
  }
  sim_call_hears(run, call);
  run->tally.given_up += call->gone;
  sim_call_close(run, at);
}

/* The one that was answered talks; any other has been cancelled before. */
static void run_talks(sim_run *run, uint32_t at, redial_lease lease) {
  sim_call *call = &run->calls[at];
  uint64_t draw = sim_draw(run->plan, SIM_CHANCE_TALK, call->number, 0);
  sim_leg *leg = sim_leg_find(call, lease);

  run->tally.answered++;
  call->talker = (uint32_t)(leg - call->legs);
  leg->serial = ++call->serial;
  call->timer_serial = ++call->serial;
  sim_put(run, run->now_ms + sim_exponential(draw, run->plan->talk_ms) + 1,
          SIM_TALKED, at, call->talker, leg->serial);
}

/* One wake-up for what the hunter waits for and for the caller's patience;
   none when a leg speaks up before. */
static void run_waits(sim_run *run, uint32_t at, uint64_t wake_ms) {
  sim_call *call = &run->calls[at];
  uint64_t due = wake_ms;
  uint32_t i;

  if (!call->gone && call->gone_ms < due) {
    due = call->gone_ms;
  }
  for (i = 0; i < SIM_LEGS; i++) {
    if (call->legs[i].live && call->legs[i].next_ms <= due) {
      return;
    }
  }
  if (due != call->timer_ms) {
    call->timer_ms = due;
    call->timer_serial = ++call->serial;
    sim_put(run, due, SIM_WAKES, at, 0, call->timer_serial);
  }
}

static void run_drive(sim_run *run, uint32_t at) {
  for (;;) {
    sim_call *call = &run->calls[at];
    redial_step step = run->hunter->poll(run, call);
    sim_leg *leg;

    switch (step.kind) {
    case REDIAL_STEP_DIAL:
      sim_leg_dial(run, at, &step);
      break;
    case REDIAL_STEP_WAIT:
      run_waits(run, at, step.wake_ms);
      return;
    case REDIAL_STEP_DONE:
      run_talks(run, at, step.lease);
      return;
    case REDIAL_STEP_STOP:
      run_stops(run, at);
      return;
    default: /* cancel; nothing here is to be repaired */
      leg = sim_leg_find(call, step.lease);
      if (leg != NULL) {
        sim_leg_ends(run, leg);
      }
    }
  }
}

/* Nobody hangs up at once: half of the mean is certain. */
static uint64_t run_patience_ms(const sim_plan *plan, uint64_t draw) {
  uint64_t half = plan->patience_ms / 2;

  return half + sim_exponential(draw, plan->patience_ms - half) + 1;
}

static void run_arrives(sim_run *run) {
  uint32_t at;
  sim_call *call = sim_call_open(run, &at);
  uint64_t draw;

  if (call == NULL) {
    run->failed = true;
    return;
  }
  call->number = run->arrived++;
  draw = sim_draw(run->plan, SIM_CHANCE_PATIENCE, call->number, 0);
  call->begun_ms = run->now_ms;
  call->gone_ms = run->now_ms + run_patience_ms(run->plan, draw);
  run->tally.calls++;
  run_next_arrival(run);
  run->hunter->begin(run, call);
  run_drive(run, at);
}

static void run_wakes(sim_run *run, const sim_event *event) {
  sim_call *call = &run->calls[event->call];

  if (!call->open || call->timer_serial != event->serial) {
    return;
  }
  call->timer_ms = UINT64_MAX;
  if (run->now_ms >= call->gone_ms && !call->gone) {
    call->gone = true;
    run->hunter->gone(run, call);
  }
  run_drive(run, event->call);
}

static void run_talked(sim_run *run, const sim_event *event) {
  sim_call *call = &run->calls[event->call];
  sim_leg *leg = &call->legs[event->leg];

  run->hunter->talked(run, leg);
  run->targets[leg->target].wraps_ms = run->now_ms + run->plan->wrap_ms;
  sim_leg_ends(run, leg);
  sim_call_close(run, event->call);
}

/* Tells what is to be seen, and when to look again. */
static void run_sees(sim_run *run, uint32_t target) {
  uint64_t changes_ms;

  run->hunter->sees(run, target);
  changes_ms = sim_world_changes_ms(run, target);
  if (changes_ms < UINT64_MAX && run->arrived < run->plan->calls) {
    sim_put(run, changes_ms, SIM_SEEN, target, 0, 0);
  }
}

static void run_looks_around(sim_run *run) {
  uint32_t i;

  for (i = 0; run->plan->presence && i < run->plan->targets; i++) {
    run_sees(run, i);
  }
}

static void run_event(sim_run *run, const sim_event *event) {
  run->now_ms = event->at_ms;
  switch ((sim_what)event->what) {
  case SIM_ARRIVES:
    run_arrives(run);
    break;
  case SIM_LEG:
    if (sim_leg_speaks(run, event)) {
      run_drive(run, event->call);
    }
    break;
  case SIM_WAKES:
    run_wakes(run, event);
    break;
  case SIM_TALKED:
    run_talked(run, event);
    break;
  case SIM_SEEN:
    run_sees(run, event->call);
    break;
  }
}

static bool run_open(sim_run *run, const sim_plan *plan, const sim_way *way) {
  memset(run, 0, sizeof(*run));
  run->plan = plan;
  run->way = way;
  run->hunter =
    way->habit == SIM_REDIAL ? &sim_hunter_redial : &sim_hunter_list;
  run->free_call = UINT32_MAX;
  return sim_tally_open(&run->tally, plan->targets) && sim_world_open(run) &&
         run->hunter->open(run);
}

static void run_close(sim_run *run) {
  run->hunter->close(run);
  free(run->tally.shares);
  free(run->targets);
  free(run->calls);
  free(run->queue.heap);
}

bool sim_play(const sim_plan *plan, const sim_way *way, sim_row *row,
              void (*tick)(void *context, uint64_t arrived), void *context) {
  static sim_run run;
  sim_event event;
  uint64_t last_ms = 0;
  bool good = run_open(&run, plan, way);

  if (good) {
    run_next_arrival(&run);
    if (run.hunter->sees != NULL) {
      run_looks_around(&run);
    }
  }
  while (good && !run.failed && sim_queue_take(&run.queue, &event)) {
    run_event(&run, &event);
    last_ms = event.what == SIM_ARRIVES ? run.now_ms : last_ms;
    if (event.what == SIM_ARRIVES && run.arrived % RUN_TICK == 0) {
      tick(context, run.arrived);
    }
  }
  good = good && !run.failed;
  if (good) {
    sim_tally_close(&run.tally, last_ms);
    *row = sim_tally_row(&run.tally, way);
  }
  run_close(&run);
  return good;
}
#undef RUN_TICK
