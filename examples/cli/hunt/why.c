/* Why each of the others was not chosen. */

#include "tell.h"
#include <string.h>

/* So many are told one by one; of more only how many there are. */
#define WHY_ONE_BY_ONE 16u

/* Who was chosen, and on which side. */
typedef struct why_choice {
  uint32_t side;
  uint32_t chosen;
  uint32_t whom; /* whose gateway it is */
} why_choice;

/* The reason for a slot; #REDIAL_BAR_NONE: it might have been chosen. */
static redial_bar why_bar(player *p, uint32_t call, const why_choice *choice,
                          uint32_t slot) {
  const player_call *c = &p->call[call];

  return choice->side == SCENARIO_WHOM
           ? redial_why_not(&c->scene, &c->hunt, slot, player_clock(p))
           : redial_why_not_via(&c->scene, &c->hunt, choice->whom, slot,
                                player_clock(p));
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

static void why_one(player *p, uint32_t call, const why_choice *choice,
                    uint32_t slot) {
  redial_bar bar = why_bar(p, call, choice, slot);
  tell t = tell_open(p, call, "why_not");

  tell_whose(&t, "who", choice->side, slot);
  tell_text(&t, "bar", redial_bar_name(bar));
  tell_number(&t, "count", 1);
  tell_say(&t, "  not %s: %s", world_name(p, choice->side, slot),
           why_word(bar));
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

static void why_many(player *p, uint32_t call, const why_choice *choice) {
  uint32_t counts[REDIAL_BAR_COUNT] = {0};
  uint32_t slot;
  uint32_t i;

  for (i = 0; i < p->s->targets; i++) {
    if (why_is_asked(p, call, choice->side, i, &slot) &&
        slot != choice->chosen) {
      counts[why_bar(p, call, choice, slot)]++;
    }
  }
  for (i = 0; i < REDIAL_BAR_COUNT; i++) {
    if (counts[i] > 0) {
      why_count(p, call, (redial_bar)i, counts[i]);
    }
  }
}

static void why_side(player *p, uint32_t call, const why_choice *choice) {
  uint32_t slot;
  uint32_t i;

  if (p->side[choice->side].capacity > WHY_ONE_BY_ONE) {
    why_many(p, call, choice);
    return;
  }
  for (i = 0; i < p->s->targets; i++) {
    if (why_is_asked(p, call, choice->side, i, &slot) &&
        slot != choice->chosen) {
      why_one(p, call, choice, slot);
    }
  }
}

void why_not(player *p, uint32_t call, const redial_step *step) {
  const why_choice whom = {SCENARIO_WHOM, step->whom, step->whom};
  const why_choice via = {SCENARIO_VIA, step->via, step->whom};

  why_side(p, call, &whom);
  if (step->via != REDIAL_NO_SLOT) {
    why_side(p, call, &via);
  }
}
