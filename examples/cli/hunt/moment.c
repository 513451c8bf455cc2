/* What happens besides the calls: presence, reloads, probes, the clock. */

#include "player.h"
#include "tell.h"
#include <string.h>

static void moment_say(player *p, const scenario_event *event, const char *what,
                       const char *does) {
  const char *name = p->s->target[event->who].name;
  tell t = tell_open(p, SCENARIO_NOBODY, what);

  tell_text(&t, "who", name);
  tell_say(&t, "%s %s", name, does);
  tell_close(&t);
}

static void moment_registered(player *p, const scenario_event *event,
                              player_side *side, uint32_t slot) {
  bool yes = event->kind == SCENARIO_REGISTERED;

  redial_observe(&side->pool, slot, REDIAL_SIGHT_REGISTERED, yes, event->for_ms,
                 player_clock(p));
  redial_health_registered(&side->health, slot,
                           yes ? REDIAL_REGISTERED_YES : REDIAL_REGISTERED_NO,
                           player_clock(p));
  moment_say(p, event, yes ? "registered" : "unregistered",
             yes ? "is registered" : "is not registered any more");
}

static void moment_seen(player *p, const scenario_event *event,
                        player_side *side, uint32_t slot) {
  bool idle = event->kind == SCENARIO_IDLE;

  redial_observe(&side->pool, slot,
                 idle ? REDIAL_SIGHT_IDLE : REDIAL_SIGHT_CALLS,
                 idle ? 1 : event->count, event->for_ms, player_clock(p));
  moment_say(p, event, idle ? "idle" : "talking",
             idle ? "is seen idle" : "is seen talking");
}

/* Presence ends: what was seen is not known any more. */
static void moment_forget(player *p, const scenario_event *event,
                          player_side *side, uint32_t slot) {
  redial_observe(&side->pool, slot, REDIAL_SIGHT_NONE, 0, 0, player_clock(p));
  redial_health_registered(&side->health, slot, REDIAL_REGISTERED_UNKNOWN,
                           player_clock(p));
  moment_say(p, event, "forget", "is out of sight");
}

static void moment_enable(player *p, const scenario_event *event,
                          player_side *side, uint32_t slot) {
  bool yes = event->kind == SCENARIO_ENABLE;

  p->told[event->who].enabled = yes;
  redial_pool_enable(&side->pool, slot, yes, player_clock(p));
  moment_say(p, event, yes ? "enable" : "disable",
             yes ? "is enabled" : "is disabled by the operator");
}

static void moment_clear(player *p, const scenario_event *event,
                         player_side *side, uint32_t slot) {
  redial_pool_clear(&side->pool, slot, player_clock(p));
  moment_say(p, event, "clear", "is as if nothing had been learned");
}

/* Down by its probes is down in the pool; up again is seen, too. */
static void moment_probed(player *p, player_side *side, uint32_t slot,
                          uint8_t was, const redial_health_view *view) {
  if (view->probed != was && view->probed != REDIAL_PROBED_UNKNOWN) {
    redial_observe(&side->pool, slot, REDIAL_SIGHT_REGISTERED,
                   view->probed == REDIAL_PROBED_UP, 3600000, player_clock(p));
  }
}

static void moment_options(player *p, const scenario_event *event,
                           player_side *side, uint32_t slot) {
  redial_probe_reading reading = redial_probe_assess(&event->seen);
  uint64_t clock = player_clock(p);
  uint8_t was = redial_health_look(&side->health, slot, clock).probed;
  redial_health_view view = redial_health_probe(
    &side->health, slot, (redial_probe)reading.verdict, clock);
  tell t = tell_open(p, SCENARIO_NOBODY, "options");

  if (reading.has_hold != 0) {
    redial_pool_cool(
      &side->pool, slot, REDIAL_OUTCOME_SERVICE_UNAVAILABLE,
      reading.hold_s < 4000000 ? reading.hold_s * 1000 : UINT32_MAX, clock);
  }
  moment_probed(p, side, slot, was, &view);
  tell_text(&t, "who", p->s->target[event->who].name);
  tell_text(&t, "shows", redial_probe_name(reading.verdict));
  tell_text(&t, "probed", redial_probed_name(view.probed));
  tell_say(&t, "OPTIONS shows %s %s; by its probes it is %s",
           p->s->target[event->who].name, redial_probe_name(reading.verdict),
           redial_probed_name(view.probed));
  tell_close(&t);
}

static void moment_occupy(player *p, const scenario_event *event,
                          player_side *side, uint32_t slot) {
  player_stranger *stranger = &p->stranger[p->strangers];

  if (redial_occupy(&side->pool, slot, 0, player_clock(p), &stranger->lease) !=
      REDIAL_OK) {
    return;
  }
  stranger->target = event->who;
  player_due_at(p, PLAYER_FREED, p->now_ms + event->for_ms, p->strangers++, 0);
  moment_say(p, event, "occupy", "has a call that redial did not place");
}

void moment_freed(player *p, uint32_t stranger) {
  const player_stranger *s = &p->stranger[stranger];
  const scenario_target *target = &p->s->target[s->target];
  tell t = tell_open(p, SCENARIO_NOBODY, "freed");

  log_host(p, PLAYER_HOST_FREED, s->target);
  redial_pool_release(&p->side[target->side].pool, s->lease,
                      REDIAL_OUTCOME_SUCCESS, player_clock(p));
  tell_text(&t, "who", target->name);
  tell_say(&t, "%s has ended that call", target->name);
  tell_close(&t);
}

static void moment_reload(player *p, const scenario_event *event) {
  static const char *const does[] = {"joins the roster", "leaves the roster",
                                     "is told anew"};
  static const char *const what[] = {"join", "leave", "change"};
  uint32_t which = event->kind - (uint32_t)SCENARIO_JOIN;

  if (event->kind == SCENARIO_CHANGE) {
    p->told[event->who] = event->told;
  } else {
    p->listed[event->who] = event->kind == SCENARIO_JOIN;
  }
  moment_say(p, event, what[which], does[which]);
  roster_apply(p);
}

static void moment_clock(player *p, const scenario_event *event) {
  tell t = tell_open(p, SCENARIO_NOBODY, "clock");

  p->step_ms += event->step_ms;
  tell_null(&t, "who");
  tell_number(&t, "clock_ms", player_clock(p));
  tell_say(&t, "the clock is set to ");
  tell_say_span(&t, player_clock(p));
  tell_close(&t);
}

/* What needs a slot says so when there is none. */
static void moment_at_slot(player *p, const scenario_event *event) {
  player_side *side = &p->side[p->s->target[event->who].side];
  uint32_t slot = p->slot[event->who];

  if (slot == REDIAL_NO_SLOT) {
    moment_say(p, event, "nobody", "is not on the roster: nothing changes");
    return;
  }
  switch ((scenario_event_kind)event->kind) {
  case SCENARIO_REGISTERED:
  case SCENARIO_UNREGISTERED:
    moment_registered(p, event, side, slot);
    break;
  case SCENARIO_IDLE:
  case SCENARIO_TALKING:
    moment_seen(p, event, side, slot);
    break;
  case SCENARIO_FORGET:
    moment_forget(p, event, side, slot);
    break;
  case SCENARIO_CLEAR:
    moment_clear(p, event, side, slot);
    break;
  case SCENARIO_OPTIONS:
    moment_options(p, event, side, slot);
    break;
  case SCENARIO_OCCUPY:
    moment_occupy(p, event, side, slot);
    break;
  default:
    moment_enable(p, event, side, slot);
    break;
  }
}

void moment_event(player *p, uint32_t index) {
  const scenario_event *event = &p->s->event[index];

  log_host(p, event->kind, event->who);
  switch ((scenario_event_kind)event->kind) {
  case SCENARIO_CLOCK:
    moment_clock(p, event);
    break;
  case SCENARIO_JOIN:
  case SCENARIO_LEAVE:
  case SCENARIO_CHANGE:
    moment_reload(p, event);
    break;
  default:
    moment_at_slot(p, event);
    break;
  }
}
