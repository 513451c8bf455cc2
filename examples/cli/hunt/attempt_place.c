/* An attempt begins: its script, its timers, and where it is forwarded to. */

#include "player.h"
#include <stdlib.h>
#include <string.h>

uint32_t attempt_next_serial(uint32_t *serial) {
  return ++*serial;
}

void attempt_due(player *p, uint32_t attempt) {
  player_attempt *a = &p->attempt[attempt];
  const scenario_item *item = script_item(p, a->answer, a->next);
  uint32_t serial = attempt_next_serial(&a->script);

  if (item != NULL) {
    uint64_t at_ms = a->script_ms + item->after_ms;

    player_due_at(p, PLAYER_ITEM, at_ms > p->now_ms ? at_ms : p->now_ms,
                  attempt, serial);
  }
}

void attempt_arm(player *p, uint32_t attempt, uint32_t which) {
  player_attempt *a = &p->attempt[attempt];
  uint32_t serial = attempt_next_serial(&a->timer);

  player_due_at(p, PLAYER_TIMER, p->now_ms + a->timers[which], attempt, serial);
}

static player_attempt *attempt_add(player *p) {
  if (p->attempts == p->attempt_room) {
    uint32_t room = p->attempt_room == 0 ? 64 : p->attempt_room * 2;
    player_attempt *grown = realloc(p->attempt, room * sizeof(*grown));

    if (grown == NULL) {
      cli_say(p->command, NULL, "the scenario does not fit into memory");
      p->failed = true;
      return NULL;
    }
    p->attempt = grown;
    p->attempt_room = room;
  }
  memset(&p->attempt[p->attempts], 0, sizeof(p->attempt[0]));
  return &p->attempt[p->attempts++];
}

static void attempt_script(player *p, uint32_t attempt, uint32_t rings,
                           uint32_t via) {
  player_attempt *a = &p->attempt[attempt];

  a->rings = rings;
  a->answer = script_of(p, rings, via);
  a->next = 0;
  a->script_ms = p->now_ms;
  attempt_due(p, attempt);
}

/* The Contact of the redirect that is repaired; SCENARIO_NOBODY: none. */
static uint32_t attempt_contact(const player *p, uint32_t call,
                                const redial_step *step) {
  uint32_t old;

  if (step->kind != REDIAL_STEP_REPAIR ||
      step->action != REDIAL_ACTION_FOLLOW_CONTACTS) {
    return SCENARIO_NOBODY;
  }
  old = attempt_find(p, call, step->old_lease);
  return old != SCENARIO_NOBODY ? p->attempt[old].contact : SCENARIO_NOBODY;
}

/* Whether a forward is to be followed: not to who was tried already. */
static bool attempt_may_follow(player *p, uint32_t attempt, uint32_t to) {
  redial_status status =
    drive_forwarded(p, p->attempt[attempt].call, p->told[to].id);

  say_forward(p, attempt, to, status);
  return status == REDIAL_OK || status == REDIAL_ERR_NO_MATCH;
}

void attempt_follow(player *p, uint32_t attempt, uint32_t to) {
  if (attempt_may_follow(p, attempt, to)) {
    attempt_script(p, attempt, to, SCENARIO_NOBODY);
  } else {
    player_due_at(p, PLAYER_LOOPED, p->now_ms, attempt,
                  attempt_next_serial(&p->attempt[attempt].script));
  }
}

void attempt_place(player *p, uint32_t call, const redial_step *step) {
  uint32_t target = p->side[SCENARIO_WHOM].target[step->whom];
  uint32_t contact = attempt_contact(p, call, step);
  uint32_t index = p->attempts;
  player_attempt *a = attempt_add(p);

  if (a == NULL) {
    return;
  }
  a->call = call;
  a->before = p->call[call].last;
  p->call[call].last = index;
  a->target = target;
  a->rings = target;
  a->via = step->via == REDIAL_NO_SLOT
             ? SCENARIO_NOBODY
             : p->side[SCENARIO_VIA].target[step->via];
  a->lease = step->lease;
  a->timers[0] = step->setup_ms;
  a->timers[1] = step->trying_ms;
  a->timers[2] = step->ring_ms;
  a->progress = REDIAL_PROGRESS_NOTHING;
  a->contact = SCENARIO_NOBODY;
  attempt_arm(p, index, 0);
  if (contact != SCENARIO_NOBODY) {
    attempt_follow(p, index, contact);
  } else {
    attempt_script(p, index, target, a->via);
  }
}
