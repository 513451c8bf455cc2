/* Why each of the others was not chosen. */

#include "tell.h"
#include <string.h>

/* So many are told one by one; of more only how many there are. */
#define WHY_ONE_BY_ONE 16u

/* The reason for a slot; #REDIAL_BAR_NONE: it might have been chosen. */
static redial_bar why_bar(player *p, uint32_t call, uint32_t side,
                          uint32_t slot) {
  const player_call *c = &p->call[call];
  redial_pick_request request;

  if (side == SCENARIO_WHOM) {
    return redial_why_not(&c->scene, &c->hunt, slot, player_clock(p));
  }
  memset(&request, 0, sizeof(request));
  request.now_ms = player_clock(p);
  request.call = c->scene.call;
  return redial_pool_why_not(&p->side[side].pool, &request, slot, NULL);
}

static bool why_is_member(const redial_side *side, uint32_t slot) {
  uint32_t i;

  if (side->group == NULL) {
    return true;
  }
  for (i = 0; i < side->group->count; i++) {
    if (side->group->members[i].slot == slot) {
      return true;
    }
  }
  return false;
}

/* Who could be meant at all; the name of nobody is none. */
static bool why_is_asked(const player *p, uint32_t call, uint32_t side,
                         uint32_t target, uint32_t *slot) {
  const redial_scene *scene = &p->call[call].scene;

  *slot = p->slot[target];
  return p->s->target[target].side == side && *slot != REDIAL_NO_SLOT &&
         why_is_member(side == SCENARIO_VIA ? &scene->via : &scene->whom,
                       *slot);
}

static const char *why_word(redial_bar bar) {
  return bar == REDIAL_BAR_NONE ? "free" : redial_bar_name(bar);
}

static void why_one(player *p, uint32_t call, uint32_t side, uint32_t slot) {
  redial_bar bar = why_bar(p, call, side, slot);
  tell t = tell_open(p, call, "why_not");

  tell_whose(&t, "who", side, slot);
  tell_text(&t, "bar", redial_bar_name(bar));
  tell_number(&t, "count", 1);
  tell_say(&t, "  not %s: %s", world_name(p, side, slot), why_word(bar));
  tell_close(&t);
}

static void why_count(player *p, uint32_t call, redial_bar bar,
                      uint32_t count) {
  tell t = tell_open(p, call, "why_not");

  tell_null(&t, "who");
  tell_text(&t, "bar", redial_bar_name(bar));
  tell_number(&t, "count", count);
  tell_say(&t, "  not %lu others: %s", (unsigned long)count, why_word(bar));
  tell_close(&t);
}

static void why_many(player *p, uint32_t call, uint32_t side, uint32_t chosen) {
  uint32_t counts[REDIAL_BAR_COUNT] = {0};
  uint32_t slot;
  uint32_t i;

  for (i = 0; i < p->s->targets; i++) {
    if (why_is_asked(p, call, side, i, &slot) && slot != chosen) {
      counts[why_bar(p, call, side, slot)]++;
    }
  }
  for (i = 0; i < REDIAL_BAR_COUNT; i++) {
    if (counts[i] > 0) {
      why_count(p, call, (redial_bar)i, counts[i]);
    }
  }
}

static void why_side(player *p, uint32_t call, uint32_t side, uint32_t chosen) {
  uint32_t slot;
  uint32_t i;

  if (p->side[side].capacity > WHY_ONE_BY_ONE) {
    why_many(p, call, side, chosen);
    return;
  }
  for (i = 0; i < p->s->targets; i++) {
    if (why_is_asked(p, call, side, i, &slot) && slot != chosen) {
      why_one(p, call, side, slot);
    }
  }
}

void why_not(player *p, uint32_t call, const redial_step *step) {
  why_side(p, call, SCENARIO_WHOM, step->whom);
  if (step->via != REDIAL_NO_SLOT) {
    why_side(p, call, SCENARIO_VIA, step->via);
  }
}
