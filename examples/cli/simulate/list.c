#include "sim.h"
#include <string.h>

/* What many dialplans do instead: a list, walked from the top for each call.
   "list" goes on after 486, 408 or 503, those being the codes that people
   write down, and gives up at any other; it knows nothing of other calls.
   "first_free" goes on after any failure, and passes those whom it has in a
   call itself. Both are lent the timers of a profile, so that only the list
   differs. */

enum { LIST_DIALS, LIST_WAITS, LIST_DONE, LIST_STOPS };

static bool list_open(sim_run *run) {
  (void)run;
  return true;
}

static void list_begin(sim_run *run, sim_call *call) {
  (void)run;
  call->list.next = 0;
  call->list.name = 0;
  call->list.state = LIST_DIALS;
}

static void list_pass_the_busy(sim_run *run, sim_list *list) {
  if (run->way->habit != SIM_FIRST_FREE) {
    return;
  }
  while (list->next < run->plan->targets &&
         !sim_world_has_room(run, list->next)) {
    list->next++;
  }
}

static void list_dials(sim_run *run, sim_list *list, redial_step *step) {
  list_pass_the_busy(run, list);
  if (list->next >= run->plan->targets) {
    list->state = LIST_STOPS;
    step->kind = REDIAL_STEP_STOP;
    return;
  }
  step->kind = REDIAL_STEP_DIAL;
  step->whom = list->next;
  step->via = list->next;
  step->lease.slot = list->next;
  step->lease.entry = ++list->name;
  step->setup_ms = run->way->policy->setup_ms;
  step->trying_ms = run->way->policy->trying_ms;
  step->ring_ms = run->way->policy->ring_ms;
  list->next++;
  list->state = LIST_WAITS;
}

static redial_step list_poll(sim_run *run, sim_call *call) {
  sim_list *list = &call->list;
  redial_step step;

  memset(&step, 0, sizeof(step));
  step.wake_ms = REDIAL_NEVER;
  switch (list->state) {
  case LIST_DIALS:
    list_dials(run, list, &step);
    break;
  case LIST_WAITS:
    step.kind = REDIAL_STEP_WAIT;
    break;
  case LIST_DONE:
    step.kind = REDIAL_STEP_DONE;
    step.lease.slot = list->next - 1;
    step.lease.entry = list->name;
    break;
  default:
    step.kind = REDIAL_STEP_STOP;
  }
  return step;
}

static bool list_goes_on(sim_habit habit, int32_t code) {
  return habit == SIM_FIRST_FREE || code == 486 || code == 408 || code == 503;
}

static void list_event(sim_run *run, sim_call *call, const sim_leg *leg,
                       const redial_evidence *seen) {
  (void)leg;
  if (seen->code >= 200 && seen->code < 300) {
    call->list.state = LIST_DONE;
  } else if (seen->code >= 300) {
    call->list.state =
      list_goes_on(run->way->habit, seen->code) ? LIST_DIALS : LIST_STOPS;
  }
}

static void list_gone(sim_run *run, sim_call *call) {
  (void)run;
  call->list.state = LIST_STOPS;
}

static void list_talked(sim_run *run, const sim_leg *leg) {
  (void)run;
  (void)leg;
}

static void list_close(sim_run *run) {
  (void)run;
}

const sim_hunter sim_hunter_list = {
  list_open, list_begin,  list_poll, list_event,
  list_gone, list_talked, NULL,      list_close,
};
