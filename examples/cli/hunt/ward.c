/* Health: fed with what came, asked for signs, and carried to the pools. */

#include "player.h"
#include "tell.h"
#include <string.h>

#define WARD_SIGNS 16u

void ward_offer(player *p, uint32_t side, uint32_t slot) {
  redial_health_offer(&p->side[side].health, slot, player_clock(p));
}

/* Who is ejected is offered no more until then: the pool is told. */
static void ward_eject(player *p, uint32_t side, uint32_t slot,
                       const redial_health_view *view, redial_outcome cause) {
  player_side *on = &p->side[side];
  uint64_t clock = player_clock(p);
  uint64_t wait;
  tell t;

  if (!p->s->eject || view->state != REDIAL_BREAKER_OPEN ||
      view->until_ms <= clock || on->ejected_ms[slot] == view->until_ms) {
    return;
  }
  on->ejected_ms[slot] = view->until_ms;
  wait = view->until_ms - clock;
  log_host(p, PLAYER_HOST_EJECTED, on->target[slot]);
  redial_pool_cool(&on->pool, slot, cause, (uint32_t)wait, clock);
  t = tell_open(p, SCENARIO_NOBODY, "eject");
  tell_whose(&t, "who", side, slot);
  tell_number(&t, "for_ms", wait);
  tell_number(&t, "bad_run", view->bad_run);
  tell_say(&t, "%s is ejected for ", world_name(p, side, slot));
  tell_say_span(&t, wait);
  tell_say(&t, ": %u bad results in a row", (unsigned)view->bad_run);
  tell_close(&t);
}

/* Whether a call is known at the target, now that this attempt has ended. */
static redial_calls ward_calls(const player *p, uint32_t side, uint32_t slot) {
  redial_slot known;

  if (redial_pool_slot(&p->side[side].pool, slot, &known) != REDIAL_OK) {
    return REDIAL_CALLS_UNKNOWN;
  }
  return known.calls > 0 || known.seen_calls > 0 ? REDIAL_CALLS_SOME
                                                 : REDIAL_CALLS_NONE;
}

void ward_report(player *p, uint32_t side, uint32_t slot, uint64_t callee,
                 const redial_hunt_report *report, uint8_t origin) {
  redial_health_event event;
  redial_health_view view;

  memset(&event, 0, sizeof(event));
  event.callee = callee;
  event.unix_s = p->s->unix_s != 0 ? p->s->unix_s + player_clock(p) / 1000 : 0;
  event.verdict = report->verdict;
  event.origin = origin;
  event.calls = (uint8_t)ward_calls(p, side, slot);
  view =
    redial_health_report(&p->side[side].health, slot, &event, player_clock(p));
  ward_eject(p, side, slot, &view, (redial_outcome)report->verdict.outcome);
}

/* The sign in the library's words, but for the number of the slot. */
static const char *ward_words(const redial_sign *sign, char *line,
                              size_t size) {
  const char *words;

  redial_sign_explain(sign, line, size);
  words = strstr(line, ": ");
  return words != NULL ? words + 2 : line;
}

static void ward_sign(player *p, uint32_t side, const redial_sign *sign) {
  bool pool = sign->slot == REDIAL_SIGN_POOL;
  const char *name = side == SCENARIO_VIA ? "the gateways" : "the targets";
  char line[160];
  tell t = tell_open(p, SCENARIO_NOBODY, "sign");

  tell_whose(&t, "who", side, pool ? REDIAL_NO_SLOT : sign->slot);
  tell_text(&t, "side", side == SCENARIO_VIA ? "via" : "whom");
  tell_text(&t, "kind", redial_sign_kind_name(sign->kind));
  tell_yes(&t, "raised", sign->raised != 0);
  tell_number(&t, "count", sign->count);
  tell_number(&t, "of", sign->of);
  tell_number(&t, "since_ms", sign->since_ms);
  tell_say(&t, "sign: %s: %s", pool ? name : world_name(p, side, sign->slot),
           ward_words(sign, line, sizeof(line)));
  tell_close(&t);
}

static void ward_look_at(player *p, uint32_t side) {
  redial_sign signs[WARD_SIGNS];
  uint32_t looks =
    1 + p->side[side].capacity / redial_health_defaults.poll_slots;
  uint32_t count;
  uint32_t i;

  while (looks-- > 0) {
    count = redial_health_poll(&p->side[side].health, signs, WARD_SIGNS,
                               player_clock(p));
    for (i = 0; i < count; i++) {
      ward_sign(p, side, &signs[i]);
    }
  }
}

void ward_look(player *p) {
  uint32_t side;

  for (side = 0; side < 2; side++) {
    if (p->side[side].memory != NULL) {
      ward_look_at(p, side);
    }
  }
}
