/* Pools and their health, and with what a call is placed. */

#include "player.h"
#include <stdlib.h>
#include <string.h>

static const redial_selector *const world_selectors[] = {
  &redial_round_robin,  &redial_weighted,    &redial_lru,
  &redial_longest_idle, &redial_skip_busy,   &redial_least_calls,
  &redial_random,       &redial_two_choices, &redial_hash,
};

#define WORLD_SELECTORS                                                        \
  ((uint32_t)(sizeof(world_selectors) / sizeof(world_selectors[0])))

static uint32_t world_count(const player *p, uint32_t side) {
  uint32_t count = 0;
  uint32_t i;

  for (i = 0; i < p->s->targets; i++) {
    count += p->s->target[i].side == side;
  }
  return count;
}

/* Longer than any attempt lasts, so that none is taken for lost. */
static uint32_t world_offer_ms(const redial_policy *policy) {
  uint64_t most =
    (uint64_t)policy->setup_ms + policy->trying_ms + policy->ring_ms + 60000;

  return most < UINT32_MAX ? (uint32_t)most : UINT32_MAX;
}

static redial_pool_config world_config(const player *p, uint32_t capacity) {
  redial_pool_config config = redial_pool_defaults(capacity);

  config.leases = p->s->calls * (REDIAL_HUNT_LEGS + 1) + p->s->events;
  config.groups = p->s->groups;
  config.tiers = REDIAL_POOL_TIERS_MAX;
  config.offer_ms = world_offer_ms(&p->s->policy);
  config.talk_ms = UINT32_MAX;
  config.epoch = 1;
  return config;
}

static bool world_has_no_room(player *p) {
  cli_say(p->command, NULL, "the scenario does not fit into memory");
  p->failed = true;
  return false;
}

static bool world_open_health(player *p, player_side *side) {
  side->health_slot = calloc(side->capacity, sizeof(*side->health_slot));
  if (side->health_slot == NULL) {
    return world_has_no_room(p);
  }
  side->health.pool = &side->health_pool;
  side->health.slots = side->health_slot;
  side->health.limits = &redial_health_defaults;
  redial_health_init(&side->health, side->capacity, 0);
  return true;
}

static bool world_open_side(player *p, uint32_t which) {
  player_side *side = &p->side[which];
  uint32_t capacity = world_count(p, which);
  redial_pool_config config;
  size_t size;

  if (capacity == 0) {
    return true;
  }
  config = world_config(p, capacity);
  size = redial_pool_bytes(&config, world_selectors, WORLD_SELECTORS);
  side->capacity = capacity;
  side->memory = malloc(size);
  side->target = calloc(capacity, sizeof(*side->target));
  side->ejected_ms = calloc(capacity, sizeof(*side->ejected_ms));
  side->roster = calloc(capacity, sizeof(*side->roster));
  if (size == 0 || side->memory == NULL || side->target == NULL ||
      side->ejected_ms == NULL || side->roster == NULL) {
    return world_has_no_room(p);
  }
  if (redial_pool_init(&side->pool, side->memory, size, &config,
                       world_selectors, WORLD_SELECTORS) != REDIAL_OK) {
    return world_has_no_room(p);
  }
  return world_open_health(p, side);
}

bool world_open(player *p) {
  const scenario *s = p->s;
  uint32_t i;

  p->slot = calloc(s->targets + 1u, sizeof(*p->slot));
  p->listed = calloc(s->targets + 1u, sizeof(*p->listed));
  p->told = calloc(s->targets + 1u, sizeof(*p->told));
  p->group = calloc(s->groups + 1u, sizeof(*p->group));
  p->members =
    calloc((size_t)s->groups * REDIAL_GROUP_MAX + 1u, sizeof(*p->members));
  if (p->slot == NULL || p->listed == NULL || p->told == NULL ||
      p->group == NULL || p->members == NULL) {
    return world_has_no_room(p);
  }
  for (i = 0; i < s->targets; i++) {
    p->slot[i] = REDIAL_NO_SLOT;
    p->listed[i] = s->target[i].listed;
    p->told[i] = s->target[i].told;
  }
  return world_open_side(p, SCENARIO_WHOM) &&
         world_open_side(p, SCENARIO_VIA) && roster_apply(p);
}

void world_close(player *p) {
  uint32_t i;

  for (i = 0; i < 2; i++) {
    free(p->side[i].memory);
    free(p->side[i].health_slot);
    free(p->side[i].target);
    free(p->side[i].ejected_ms);
    free(p->side[i].roster);
  }
  free(p->slot);
  free(p->listed);
  free(p->told);
  free(p->group);
  free(p->members);
}

const char *world_name(const player *p, uint32_t side, uint32_t slot) {
  return p->s->target[p->side[side].target[slot]].name;
}

static redial_side world_side(player *p, const scenario_call *told,
                              uint32_t side) {
  redial_side made = {NULL, NULL, NULL};

  if (p->side[side].memory != NULL && !(side == SCENARIO_VIA && told->direct)) {
    made.pool = &p->side[side].pool;
    made.selector = told->selector[side];
    made.group = told->group[side] == SCENARIO_NOBODY
                   ? NULL
                   : &p->group[told->group[side]];
  }
  return made;
}

redial_scene world_scene(player *p, uint32_t call) {
  const scenario_call *told = &p->s->call[call];
  redial_scene scene;

  memset(&scene, 0, sizeof(scene));
  scene.whom = world_side(p, told, SCENARIO_WHOM);
  scene.via = world_side(p, told, SCENARIO_VIA);
  scene.policy = &p->s->policy;
  scene.rules = p->s->rules.count > 0 ? &p->s->rules : NULL;
  scene.budget = p->s->has_budget && scene.via.pool != NULL ? &p->budget : NULL;
  scene.call = call + 1u;
  scene.key = told->key;
  scene.not_before_ms = told->not_before_ms;
  scene.stage_ms = told->stage_ms;
  scene.width = told->width;
  scene.kind = told->kind;
  scene.options = told->options;
  return scene;
}
