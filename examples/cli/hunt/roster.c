/* The roster: what a host reads from its configuration, at the start and
   whenever that has changed. */

#include "player.h"

static redial_role roster_role(uint32_t side) {
  return side == SCENARIO_VIA ? REDIAL_ROLE_VIA : REDIAL_ROLE_ENDPOINT;
}

/* A registration or a lack of it is told to both who want to know. */
static void roster_enter_registered(player *p, player_side *side,
                                    const scenario_target *target,
                                    uint32_t slot) {
  bool yes = target->registered == REDIAL_REGISTERED_YES;

  if (target->registered == REDIAL_REGISTERED_UNKNOWN) {
    return;
  }
  redial_observe(&side->pool, slot, REDIAL_SIGHT_REGISTERED, yes, 3600000,
                 player_clock(p));
  redial_health_registered(&side->health, slot,
                           (redial_registered)target->registered,
                           player_clock(p));
}

static void roster_enter(player *p, uint32_t target, uint32_t slot) {
  const scenario_target *told = &p->s->target[target];
  player_side *side = &p->side[told->side];

  p->slot[target] = slot;
  side->target[slot] = target;
  side->ejected_ms[slot] = 0;
  redial_health_enter(&side->health, slot, (redial_kind)p->told[target].kind,
                      roster_role(told->side));
  if (told->always) {
    redial_health_expect_answers(&side->health, slot);
  }
  roster_enter_registered(p, side, told, slot);
}

/* Slots of who came, and none for who left; they keep theirs as long as a
   call of theirs lasts, but nobody offers them. */
static void roster_settle(player *p, uint32_t target) {
  player_side *side = &p->side[p->s->target[target].side];
  bool was = p->slot[target] != REDIAL_NO_SLOT;
  uint32_t slot;

  if (p->listed[target] && !was &&
      redial_pool_find(&side->pool, p->told[target].id, &slot) == REDIAL_OK) {
    roster_enter(p, target, slot);
  } else if (!p->listed[target] && was) {
    redial_health_leave(&side->health, p->slot[target]);
    p->slot[target] = REDIAL_NO_SLOT;
  }
}

static bool roster_apply_side(player *p, uint32_t which) {
  player_side *side = &p->side[which];
  uint32_t count = 0;
  uint32_t i;

  for (i = 0; i < p->s->targets; i++) {
    if (p->s->target[i].side == which && p->listed[i]) {
      side->roster[count++] = p->told[i];
    }
  }
  return side->memory == NULL ||
         redial_pool_apply(&side->pool, side->roster, count, player_clock(p),
                           NULL) == REDIAL_OK;
}

/* A group has the slots of those of its members who have one. */
static void roster_settle_group(player *p, uint32_t group) {
  const scenario_group *told = &p->s->group[group];
  redial_member *members = p->members + (size_t)group * REDIAL_GROUP_MAX;
  uint32_t count = 0;
  uint32_t i;

  for (i = 0; i < told->count; i++) {
    uint32_t slot = p->slot[told->member[i].target];

    if (slot != REDIAL_NO_SLOT) {
      members[count].slot = slot;
      members[count].tier = told->member[i].tier;
      members[count].weight = told->member[i].weight;
      count++;
    }
  }
  p->group[group].members = members;
  p->group[group].count = count;
  p->group[group].rotation = group;
}

bool roster_apply(player *p) {
  uint32_t i;

  if (!roster_apply_side(p, SCENARIO_WHOM) ||
      !roster_apply_side(p, SCENARIO_VIA)) {
    cli_say(p->command, NULL, "a pool has refused its roster");
    p->failed = true;
    return false;
  }
  for (i = 0; i < p->s->targets; i++) {
    roster_settle(p, i);
  }
  for (i = 0; i < p->s->groups; i++) {
    roster_settle_group(p, i);
  }
  return true;
}
