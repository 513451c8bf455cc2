/* What is done, and why: a line for each step, and a record of each call. */

#include "tell.h"
#include <string.h>

static void say_way(tell *t, uint32_t whom, uint32_t via) {
  tell_whose(t, "whom", SCENARIO_WHOM, whom);
  tell_whose(t, "via", SCENARIO_VIA, via);
}

static void say_who(tell *t, uint32_t whom, uint32_t via) {
  tell_say(t, "%s", world_name(t->p, SCENARIO_WHOM, whom));
  if (via != REDIAL_NO_SLOT) {
    tell_say(t, " via %s", world_name(t->p, SCENARIO_VIA, via));
  }
}

void say_begin(player *p, uint32_t call) {
  const scenario_call *told = &p->s->call[call];
  const char *group = told->group[SCENARIO_WHOM] == SCENARIO_NOBODY
                        ? "all"
                        : p->s->group[told->group[SCENARIO_WHOM]].name;
  tell t = tell_open(p, call, "begin");

  tell_text(&t, "policy", p->s->profile);
  tell_text(&t, "group", group);
  tell_text(&t, "strategy", told->selector[SCENARIO_WHOM]->name);
  tell_number(&t, "width", told->width > 1 ? told->width : 1);
  tell_say(&t, "call for %s by %s, policy %s",
           strcmp(group, "all") == 0 ? "anybody" : group,
           told->selector[SCENARIO_WHOM]->name, p->s->profile);
  tell_close(&t);
}

/* Who made this choice: the strategy of a side; nobody, when the same is
   dialled again. */
static const char *say_chooser(const player *p, uint32_t call,
                               const redial_step *step) {
  const player_call *c = &p->call[call];
  const player_attempt *before;
  uint32_t via;

  if (c->last == SCENARIO_NOBODY) {
    return c->scene.whom.selector->name;
  }
  before = &p->attempt[c->last];
  if (before->target != p->side[SCENARIO_WHOM].target[step->whom]) {
    return c->scene.whom.selector->name;
  }
  via = step->via == REDIAL_NO_SLOT ? SCENARIO_NOBODY
                                    : p->side[SCENARIO_VIA].target[step->via];
  return before->via == via ? "again" : c->scene.via.selector->name;
}

static void say_dial(player *p, uint32_t call, const redial_step *step) {
  const player_call *c = &p->call[call];
  const char *chooser = say_chooser(p, call, step);
  tell t = tell_open(p, call, "dial");

  say_way(&t, step->whom, step->via);
  tell_number(&t, "attempt", c->hunt.history.attempts);
  tell_text(&t, "chosen_by", chooser);
  tell_yes(&t, "last_resort", step->last_resort != 0);
  tell_number(&t, "setup_ms", step->setup_ms);
  tell_number(&t, "trying_ms", step->trying_ms);
  tell_number(&t, "ring_ms", step->ring_ms);
  tell_say(&t, "dial ");
  say_who(&t, step->whom, step->via);
  tell_say(&t, " (%s)", chooser);
  if (step->last_resort != 0) {
    tell_say(&t, ", cooling or down: nobody else is left");
  }
  tell_close(&t);
}

static void say_repair(player *p, uint32_t call, const redial_step *step) {
  tell t = tell_open(p, call, "repair");

  say_way(&t, step->whom, step->via);
  tell_text(&t, "action", redial_action_name(step->action));
  tell_say(&t, "send again to ");
  say_who(&t, step->whom, step->via);
  tell_say(&t, ": %s", redial_action_name(step->action));
  tell_close(&t);
}

static const char *say_cancel_means(uint8_t reason) {
  switch ((redial_cancel_reason)reason) {
  case REDIAL_CANCEL_REASON_ANSWERED:
    return "answered elsewhere";
  case REDIAL_CANCEL_REASON_REFUSED:
    return "refused for all";
  default:
    return "a call was missed";
  }
}

static void say_cancel(player *p, uint32_t call, const redial_step *step) {
  tell t = tell_open(p, call, "cancel");

  say_way(&t, step->whom, step->via);
  tell_text(&t, "reason", redial_cancel_reason_name(step->reason));
  if (step->cause != 0) {
    tell_number(&t, "cause", step->cause);
  } else {
    tell_null(&t, "cause");
  }
  tell_say(&t, "cancel ");
  say_who(&t, step->whom, step->via);
  tell_say(&t, ": %s", say_cancel_means(step->reason));
  if (step->cause != 0) {
    tell_say(&t, " (SIP;cause=%u)", (unsigned)step->cause);
  }
  tell_close(&t);
}

static void say_hang_up(player *p, uint32_t call, const redial_step *step) {
  tell t = tell_open(p, call, "hang_up");

  say_way(&t, step->whom, step->via);
  tell_say(&t, "acknowledge and hang up ");
  say_who(&t, step->whom, step->via);
  tell_say(&t, ": it came too late");
  tell_close(&t);
}

/* Attempts of the call that ring, by name; false when none does. */
static bool say_ringing(tell *t, uint32_t call) {
  uint32_t at = t->p->call[call].last;
  bool any = false;

  while (at != SCENARIO_NOBODY) {
    const player_attempt *a = &t->p->attempt[at];

    if (a->state == PLAYER_RINGS) {
      tell_say(t, "%s%s", any ? ", " : "wait for ",
               t->p->s->target[a->target].name);
      any = true;
    }
    at = a->before;
  }
  return any;
}

/* Why nobody could be offered, when that says more than that all were asked. */
static void say_bar(tell *t, uint8_t bar) {
  if (bar != REDIAL_BAR_NONE && bar != REDIAL_BAR_TRIED) {
    tell_say(t, ", all %s", redial_bar_name(bar));
  }
  tell_say(t, ")");
}

static void say_wait(player *p, uint32_t call, const redial_step *step) {
  player_call *c = &p->call[call];
  const char *why = redial_why_name(c->hunt.why);
  bool rings;
  tell t;

  if (c->waits_until == step->wake_ms) {
    return; /* as before */
  }
  c->waits_until = step->wake_ms;
  t = tell_open(p, call, "wait");
  tell_time(&t, "wake_ms", step->wake_ms);
  tell_text(&t, "why", why);
  rings = say_ringing(&t, call);
  if (step->wake_ms == REDIAL_NEVER) {
    tell_say(&t, "%s", rings ? "" : "wait for whatever comes");
  } else {
    tell_say(&t, rings ? ", until " : "wait until ");
    tell_say_span(&t, step->wake_ms);
    if (!rings) {
      tell_say(&t, " (%s", why);
      say_bar(&t, c->hunt.bar);
    }
  }
  tell_close(&t);
}

static void say_done(player *p, uint32_t call, const redial_step *step) {
  tell t = tell_open(p, call, "done");

  say_way(&t, step->whom, step->via);
  tell_text(&t, "why", redial_why_name(step->why));
  tell_say(&t, "connect ");
  say_who(&t, step->whom, step->via);
  tell_say(&t, " (%s)", redial_why_name(step->why));
  tell_close(&t);
}

/* The host goes down the ladder to what it can give. */
static redial_treatment say_given(const player *p, const redial_step *step) {
  redial_treatment given = (redial_treatment)step->treatment;

  while ((p->s->cannot >> given & 1u) != 0) {
    given = redial_treatment_below(&p->s->policy, given);
  }
  return given;
}

static void say_stop(player *p, uint32_t call, const redial_step *step) {
  redial_treatment given = say_given(p, step);
  tell t = tell_open(p, call, "stop");

  tell_number(&t, "reply_code", step->reply_code);
  tell_text(&t, "treatment", redial_treatment_name(step->treatment));
  tell_text(&t, "given", redial_treatment_name(given));
  tell_text(&t, "why", redial_why_name(step->why));
  tell_text(&t, "bar", redial_bar_name(step->bar));
  tell_say(&t, "stop (%s", redial_why_name(step->why));
  say_bar(&t, step->bar);
  tell_say(&t, ": %u; ", (unsigned)step->reply_code);
  if (given != (redial_treatment)step->treatment) {
    tell_say(&t, "no %s: ", redial_treatment_name(step->treatment));
  }
  tell_say(&t, "%s", redial_treatment_name(given));
  tell_close(&t);
}

void say_step(player *p, uint32_t call, const redial_step *step) {
  if (step->kind != REDIAL_STEP_WAIT) {
    p->call[call].waits_until = 0;
  }
  switch ((redial_step_kind)step->kind) {
  case REDIAL_STEP_DIAL:
    say_dial(p, call, step);
    break;
  case REDIAL_STEP_REPAIR:
    say_repair(p, call, step);
    break;
  case REDIAL_STEP_CANCEL:
    say_cancel(p, call, step);
    break;
  case REDIAL_STEP_HANG_UP:
    say_hang_up(p, call, step);
    break;
  case REDIAL_STEP_WAIT:
    say_wait(p, call, step);
    break;
  case REDIAL_STEP_DONE:
    say_done(p, call, step);
    break;
  case REDIAL_STEP_STOP:
    say_stop(p, call, step);
    break;
  case REDIAL_STEP_NONE:
    break;
  }
  if (p->why &&
      (step->kind == REDIAL_STEP_DIAL || step->kind == REDIAL_STEP_STOP)) {
    why_not(p, call, step);
  }
}

void say_gone(player *p, uint32_t call, bool withdrawn) {
  tell t = tell_open(p, call, withdrawn ? "withdrawn" : "caller_gone");

  tell_say(&t, "%s",
           withdrawn ? "the call is not wanted any more"
                     : "the caller hangs up");
  tell_close(&t);
}

void say_talked(player *p, uint32_t attempt, const char *who) {
  const player_attempt *a = &p->attempt[attempt];
  const scenario_target *target = &p->s->target[a->target];
  const char *name = who != NULL ? who : target->name;
  uint32_t wrap_up_ms = p->told[a->target].wrap_up_ms;
  tell t = tell_open(p, a->call, "talked");

  tell_text(&t, "whom", target->name);
  tell_text(&t, "by", who != NULL ? "caller" : "whom");
  tell_number(&t, "wrap_up_ms", wrap_up_ms);
  tell_say(&t, "%s hangs up", name);
  if (wrap_up_ms > 0) {
    tell_say(&t, "; %s wraps up for ", target->name);
    tell_say_span(&t, wrap_up_ms);
  }
  tell_close(&t);
}
