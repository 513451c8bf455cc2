#include "redial_lua.h"
#include <string.h>

/* How large a pool is, which strategies it keeps, whose memory it is. */

#define CONFIG(field) RL_SIZE(redial_pool_config, field)

static const rl_field config_fields[] = {
  {"slots", RL_NUMBER, CONFIG(capacity), 0, NULL},
  {"leases", RL_NUMBER, CONFIG(leases), 0, NULL},
  {"groups", RL_NUMBER, CONFIG(groups), 0, NULL},
  {"offer_ms", RL_NUMBER, CONFIG(offer_ms), 0, NULL},
  {"talk_ms", RL_NUMBER, CONFIG(talk_ms), 0, NULL},
  {"epoch", RL_NUMBER, CONFIG(epoch), 0, NULL}};
static const char *const config_own[] = {"name", "targets", "strategies",
                                         "budget", NULL};

/* Room for what the roster says, and no less than for one. */
static redial_pool_config config_defaults(const redial_target *targets,
                                          uint32_t count) {
  redial_pool_config config = redial_pool_defaults(count > 0 ? count : 1);
  uint64_t calls = 1;
  uint32_t i;

  for (i = 0; i < count; i++) {
    calls += targets[i].capacity;
    if (targets[i].capacity > config.max_calls) {
      config.max_calls = targets[i].capacity;
    }
    if (targets[i].tier >= config.tiers) {
      config.tiers = (uint8_t)(targets[i].tier + 1);
    }
  }
  config.leases =
    calls < REDIAL_POOL_LEASES_MAX ? (uint32_t)calls : REDIAL_POOL_LEASES_MAX;
  config.groups = 64;
  config.epoch = rl_random();
  return config;
}

static const char *config_strategy(rl_pool *self, redial_span name) {
  uint32_t i;

  if (self->selector_count == REDIAL_POOL_SELECTORS_MAX) {
    return "too many";
  }
  if (redial_selector_by_name(name, &self->selectors[self->selector_count]) !=
      REDIAL_OK) {
    return "no such strategy";
  }
  for (i = 0; i < self->selector_count; i++) {
    if (self->selectors[i] == self->selectors[self->selector_count]) {
      return "named twice";
    }
  }
  self->selector_count++;
  return NULL;
}

/* All of them, unless told: each costs some memory for each slot. */
static void config_all_strategies(rl_pool *self) {
  static const redial_selector *const all[] = {
    &redial_round_robin,  &redial_weighted,    &redial_lru,
    &redial_longest_idle, &redial_skip_busy,   &redial_least_calls,
    &redial_random,       &redial_two_choices, &redial_hash};

  memcpy(self->selectors, all, sizeof(all));
  self->selector_count = (uint32_t)RL_COUNT(all);
}

void rl_config_strategies(lua_State *L, rl_pool *self) {
  int i;

  lua_getfield(L, 1, "strategies");
  if (lua_isnil(L, -1)) {
    config_all_strategies(self);
  } else {
    rl_table(L, -1, "redial.pool: strategies");
    for (i = 1; lua_rawgeti(L, -1, i), !lua_isnil(L, -1); i++) {
      redial_span name = rl_text(L, -1, "redial.pool: a strategy");
      const char *error = config_strategy(self, name);

      if (error != NULL) {
        luaL_error(L, "redial.pool: strategy '%s': %s", name.ptr, error);
      }
      lua_pop(L, 1);
    }
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

/* "/one-word", as shm_open() wants it. */
void rl_config_check_name(lua_State *L, redial_span name) {
  if (name.len < 2 || name.len > RL_NAME_MAX || name.ptr[0] != '/' ||
      strchr(name.ptr + 1, '/') != NULL || strlen(name.ptr) != name.len) {
    luaL_error(L,
               "redial.pool: name must be one word after a '/', of at most "
               "%d bytes",
               (int)RL_NAME_MAX);
  }
}

void rl_config_name(lua_State *L, rl_pool *self) {
  redial_span name;

  lua_getfield(L, 1, "name");
  if (!lua_isnil(L, -1)) {
    name = rl_text(L, -1, "redial.pool: name");
    rl_config_check_name(L, name);
    memcpy(self->name, name.ptr, name.len + 1);
  }
  lua_pop(L, 1);
}

typedef struct config_budget {
  uint32_t per_mille;
  uint32_t floor_per_s;
  uint32_t saved;
} config_budget_numbers;

/* Of the gateways: the first process that opens the pool starts it. */
void rl_config_budget(lua_State *L, rl_pool *self, uint64_t now_ms) {
  static const rl_field fields[] = {
    {"per_mille", RL_NUMBER, RL_SIZE(config_budget_numbers, per_mille), 0,
     NULL},
    {"floor_per_s", RL_NUMBER, RL_SIZE(config_budget_numbers, floor_per_s), 0,
     NULL},
    {"saved", RL_NUMBER, RL_SIZE(config_budget_numbers, saved), 0, NULL}};
  rl_where where = rl_at("redial.pool: budget", NULL, 0);
  config_budget_numbers budget = {100, 1, 10};

  lua_getfield(L, 1, "budget");
  if (!lua_isnil(L, -1)) {
    rl_read(L, lua_gettop(L), &where, fields, RL_COUNT(fields), NULL, &budget);
    rl_pool_lock(L, self);
    if (self->image->has_budget == 0) {
      redial_budget_init(&self->image->budget, budget.per_mille,
                         budget.floor_per_s, budget.saved, now_ms);
      self->image->has_budget = 1;
    }
    rl_unlock(self);
  }
  lua_pop(L, 1);
}

void rl_config_read(lua_State *L, const redial_target *targets, uint32_t count,
                    redial_pool_config *config) {
  rl_where where = rl_at("redial.pool", NULL, 0);

  *config = config_defaults(targets, count);
  rl_read(L, 1, &where, config_fields, RL_COUNT(config_fields), config_own,
          config);
}
