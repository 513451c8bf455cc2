#include "sim.h"
#include <string.h>

/* One attempt: dialled, rings, is answered or runs out of time. */

void sim_leg_ends(sim_run *run, sim_leg *leg) {
  if (leg->live && leg->reply.takes) {
    run->targets[leg->target].calls--;
  }
  leg->live = false;
  leg->serial++;
}

sim_leg *sim_leg_find(sim_call *call, redial_lease lease) {
  uint32_t i;

  for (i = 0; i < SIM_LEGS; i++) {
    sim_leg *leg = &call->legs[i];

    if (leg->live && leg->lease.slot == lease.slot &&
        leg->lease.entry == lease.entry &&
        leg->lease.generation == lease.generation) {
      return leg;
    }
  }
  return NULL;
}

/* Until 180, or the final answer, or the timer that is over before. */
static uint64_t leg_first_ms(sim_leg *leg, const redial_step *step) {
  const sim_reply *reply = &leg->reply;
  bool silent = reply->ring_ms == 0 && reply->final_ms == SIM_SILENT;
  uint32_t timer = silent ? step->setup_ms : step->trying_ms;
  uint32_t comes = reply->ring_ms > 0 ? reply->ring_ms : reply->final_ms;

  leg->rings = reply->ring_ms > 0 && comes < timer;
  leg->times_out = comes >= timer;
  return leg->times_out ? timer : comes;
}

static void leg_schedule(sim_run *run, uint32_t at, sim_leg *leg,
                         uint64_t after_ms) {
  sim_call *call = &run->calls[at];

  leg->next_ms = run->now_ms + after_ms;
  leg->serial = ++call->serial;
  sim_put(run, leg->next_ms, SIM_LEG, at, (uint32_t)(leg - call->legs),
          leg->serial);
}

void sim_call_hears(sim_run *run, sim_call *call) {
  if (call->heard_ms == UINT64_MAX) {
    call->heard_ms = run->now_ms;
    sim_tally_dead_air(&run->tally, run->now_ms - call->begun_ms);
  }
}

void sim_leg_dial(sim_run *run, uint32_t at, const redial_step *step) {
  sim_call *call = &run->calls[at];
  uint32_t target = run->plan->model == SIM_CENTRE ? step->whom : step->via;
  sim_leg *leg = call->legs;

  while (leg->live && leg < &call->legs[SIM_LEGS - 1]) {
    leg++; /* a hunter has no more legs than there are */
  }
  leg->lease = step->lease;
  leg->via_lease = step->via_lease;
  leg->target = target;
  leg->ring_timer_ms = step->ring_ms;
  leg->reply = sim_world_ask(run, call, target);
  leg->live = true;
  run->targets[target].calls += leg->reply.takes;
  sim_tally_offer(&run->tally, target, run->now_ms);
  run->tally.wasted += leg->reply.wasted;
  run->tally.busy += leg->reply.busy;
  run->tally.again += leg->reply.again;
  leg_schedule(run, at, leg, leg_first_ms(leg, step));
}

static void leg_tell(sim_run *run, sim_call *call, const sim_leg *leg,
                     int32_t code, redial_origin origin) {
  redial_evidence seen;

  memset(&seen, 0, sizeof(seen));
  seen.ns = REDIAL_NAMESPACE_SIP;
  seen.code = code;
  seen.origin = (uint8_t)origin;
  seen.progress = leg->rings               ? REDIAL_PROGRESS_RINGING
                  : leg->reply.ring_ms > 0 ? REDIAL_PROGRESS_TRYING
                                           : REDIAL_PROGRESS_NOTHING;
  if (code == leg->reply.code && leg->reply.retry_after_s > 0) {
    seen.retry_after.present = 1;
    seen.retry_after.seconds = leg->reply.retry_after_s;
  }
  run->hunter->event(run, call, leg, &seen);
}

/* It rings: the answer, or the ring timer, is next. */
static void leg_rings(sim_run *run, uint32_t at, sim_leg *leg) {
  uint32_t final_ms = leg->reply.final_ms;

  sim_call_hears(run, &run->calls[at]);
  leg->reply.ring_ms = 0; /* has rung */
  leg->times_out = final_ms >= leg->ring_timer_ms;
  leg_schedule(run, at, leg, leg->times_out ? leg->ring_timer_ms : final_ms);
  leg_tell(run, &run->calls[at], leg, 180, REDIAL_ORIGIN_REMOTE);
}

bool sim_leg_speaks(sim_run *run, const sim_event *event) {
  sim_call *call = &run->calls[event->call];
  sim_leg *leg = &call->legs[event->leg];
  sim_leg was = *leg;

  if (!leg->live || leg->serial != event->serial) {
    return false;
  }
  if (leg->rings && leg->reply.ring_ms > 0) {
    leg_rings(run, event->call, leg);
  } else if (leg->times_out) {
    sim_leg_ends(run, leg);
    leg_tell(run, call, &was, 408, REDIAL_ORIGIN_LOCAL_TIMEOUT);
  } else {
    if (was.reply.code >= 300) {
      sim_leg_ends(run, leg);
    }
    leg_tell(run, call, &was, was.reply.code, REDIAL_ORIGIN_REMOTE);
  }
  return true;
}
