#include "player.h"
#include <stdlib.h>
#include <string.h>

/* A second after a second of silence nothing changes any more but by what is
   due: the longest threshold of a sign is ten minutes. */
#define PLAYER_SILENCE_MS ((uint64_t)30 * 60 * 1000)

/* The clock that the library sees may be wrong; it never was before 0. */
uint64_t player_clock(const player *p) {
  if (p->step_ms < 0 && p->now_ms < (uint64_t)-p->step_ms) {
    return 0;
  }
  return p->now_ms + (uint64_t)p->step_ms;
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
uint32_t player_random(player *p) {
  uint64_t z = p->random += 0x9e3779b97f4a7c15u;

  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (uint32_t)((z ^ (z >> 31)) >> 32);
}

void player_due_at(player *p, player_due kind, uint64_t at_ms, uint32_t index,
                   uint32_t serial) {
  queue_entry entry;

  entry.at_ms = at_ms;
  entry.order = 0;
  entry.index = index;
  entry.serial = serial;
  entry.kind = (uint8_t)kind;
  if (!queue_push(&p->queue, entry) && !p->failed) {
    cli_say(p->command, NULL, "the scenario does not fit into memory");
    p->failed = true;
  }
}

bool player_step(player *p) {
  if (!p->failed && p->steps == PLAYER_STEPS) {
    cli_say(p->command, NULL, "the scenario has no end: 200000 steps made");
    p->failed = true;
  }
  p->steps++;
  return !p->failed && !p->ended;
}

static void player_call_begins(player *p, uint32_t call) {
  const scenario_call *told = &p->s->call[call];

  if (told->hangup_ms != REDIAL_NEVER) {
    player_due_at(p, PLAYER_HANGUP, p->now_ms + told->hangup_ms, call, 0);
  }
  if (told->withdraw_ms != REDIAL_NEVER) {
    player_due_at(p, PLAYER_WITHDRAW, p->now_ms + told->withdraw_ms, call, 0);
  }
  drive_begin(p, call);
}

static void player_moment(player *p, uint32_t index) {
  const scenario_moment *moment = &p->s->moment[index];

  if (moment->is_call) {
    player_call_begins(p, moment->index);
  } else {
    moment_event(p, moment->index);
  }
}

static void player_do(player *p, const queue_entry *due) {
  switch ((player_due)due->kind) {
  case PLAYER_MOMENT:
    player_moment(p, due->index);
    break;
  case PLAYER_WAKE:
    drive(p, due->index);
    break;
  case PLAYER_HANGUP:
    drive_gone(p, due->index, false);
    break;
  case PLAYER_WITHDRAW:
    drive_gone(p, due->index, true);
    break;
  case PLAYER_ITEM:
    attempt_item(p, due->index);
    break;
  case PLAYER_TIMER:
    attempt_timer(p, due->index);
    break;
  case PLAYER_CANCELLED:
    attempt_cancelled(p, due->index);
    break;
  case PLAYER_TALKED:
    attempt_talked(p, due->index, NULL);
    break;
  case PLAYER_LOOPED:
    attempt_looped(p, due->index);
    break;
  case PLAYER_FREED:
    moment_freed(p, due->index);
    break;
  case PLAYER_END:
    break;
  }
}

/* Signs come up by time alone, too: the host looks once a second. */
static void player_pass(player *p, uint64_t until_ms) {
  uint64_t silent_ms = p->now_ms + PLAYER_SILENCE_MS;
  uint64_t tick_ms = (p->now_ms / 1000 + 1) * 1000;

  while (tick_ms < until_ms && tick_ms < silent_ms && !p->failed) {
    p->now_ms = tick_ms;
    ward_look(p);
    tick_ms += 1000;
  }
  p->now_ms = until_ms;
}

static void player_plan(player *p) {
  const scenario *s = p->s;
  uint32_t i;

  for (i = 0; i < s->moments; i++) {
    uint32_t index = s->moment[i].index;

    player_due_at(p, PLAYER_MOMENT,
                  s->moment[i].is_call ? s->call[index].at_ms
                                       : s->event[index].at_ms,
                  i, 0);
  }
  player_due_at(p, PLAYER_END, s->until_ms, 0, 0);
}

/* Something else came first: nothing happens, and no time passes for it. */
static bool player_is_void(const player *p, const queue_entry *due) {
  switch ((player_due)due->kind) {
  case PLAYER_WAKE:
    return p->call[due->index].wake != due->serial;
  case PLAYER_ITEM:
  case PLAYER_LOOPED:
    return p->attempt[due->index].script != due->serial;
  case PLAYER_TIMER:
    return p->attempt[due->index].timer != due->serial;
  case PLAYER_CANCELLED:
    return p->attempt[due->index].state != PLAYER_GIVEN_UP;
  case PLAYER_TALKED:
    return p->attempt[due->index].state != PLAYER_TALKS;
  case PLAYER_HANGUP:
  case PLAYER_WITHDRAW:
    return p->call[due->index].over &&
           (p->call[due->index].talks == SCENARIO_NOBODY ||
            p->attempt[p->call[due->index].talks].state != PLAYER_TALKS);
  default:
    return false;
  }
}

static void player_play(player *p) {
  queue_entry due;

  while (!p->failed && !p->ended && queue_pop(&p->queue, &due)) {
    if (player_is_void(p, &due)) {
      continue;
    }
    player_pass(p, due.at_ms);
    if (player_step(p)) {
      player_do(p, &due);
      ward_look(p);
    }
  }
}

static int player_call_width(const scenario *s) {
  size_t width = 1;
  uint32_t i;

  for (i = 0; i < s->calls; i++) {
    size_t length = strlen(s->call[i].name);

    width = length > width ? length : width;
  }
  return (int)width;
}

bool player_run(player *p) {
  const scenario *s = p->s;

  p->random = s->seed;
  p->budget = s->budget;
  p->call_width = player_call_width(s);
  p->call = calloc(s->calls, sizeof(*p->call));
  p->answered = calloc(s->answers + 1u, sizeof(*p->answered));
  p->stranger = calloc(s->events + 1u, sizeof(*p->stranger));
  if (p->call == NULL || p->answered == NULL || p->stranger == NULL) {
    cli_say(p->command, NULL, "the scenario does not fit into memory");
    p->failed = true;
  } else if (log_open(p) && world_open(p)) {
    player_plan(p);
    player_play(p);
    say_end(p);
    if (p->metrics != NULL) {
      meter_write(p, p->metrics);
    }
  }
  world_close(p);
  log_close(p);
  queue_free(&p->queue);
  free(p->call);
  free(p->answered);
  free(p->stranger);
  free(p->attempt);
  return !p->failed;
}
