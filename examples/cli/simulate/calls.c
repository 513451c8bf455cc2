#include "sim.h"
#include <stdlib.h>
#include <string.h>

/* Calls under way, in an array that grows; who has ended gives its place to
   the next one. */

#define CALLS_NONE UINT32_MAX

static bool calls_grow(sim_run *run) {
  uint32_t room = run->call_room > 0 ? run->call_room * 2 : 256;
  sim_call *calls = realloc(run->calls, room * sizeof(*calls));
  uint32_t i;

  if (calls == NULL) {
    return false;
  }
  run->calls = calls;
  memset(calls + run->call_room, 0, (room - run->call_room) * sizeof(*calls));
  for (i = room; i > run->call_room; i--) {
    calls[i - 1].next_free = run->free_call;
    run->free_call = i - 1;
  }
  run->call_room = room;
  return true;
}

sim_call *sim_call_open(sim_run *run, uint32_t *at) {
  sim_call *call;
  uint32_t i;

  if (run->free_call == CALLS_NONE && !calls_grow(run)) {
    return NULL;
  }
  *at = run->free_call;
  call = &run->calls[*at];
  run->free_call = call->next_free;
  /* The serial goes on: what was scheduled for the call before is stale. */
  call->heard_ms = UINT64_MAX;
  call->timer_ms = UINT64_MAX;
  call->refused_count = 0;
  call->told = false;
  call->gone = false;
  call->open = true;
  for (i = 0; i < SIM_LEGS; i++) {
    call->legs[i].live = false;
  }
  return call;
}

void sim_call_close(sim_run *run, uint32_t at) {
  sim_call *call = &run->calls[at];

  call->open = false;
  call->serial++;
  call->timer_serial = call->serial;
  call->next_free = run->free_call;
  run->free_call = at;
}
#undef CALLS_NONE
