#include "redial_lua.h"

/* What is told to one target of a pool, or asked about it. Presence comes in
   here: registrations, and calls that redial did not place. */

/* What is done to one target, by its name; its slot is found under the lock.
   The number means what `act` makes of it. */
typedef struct one_act {
  redial_status (*act)(rl_pool *self, uint32_t slot, const struct one_act *how);
  uint32_t word;
  uint32_t value;
  uint32_t wait_ms;
  uint64_t now_ms;
  redial_slot found;
} one_act;

static int one_do(lua_State *L, one_act *how, const char *what) {
  rl_pool *self = rl_pool_self(L, 1);
  redial_span name = rl_text(L, 2, "redial.pool: the id");
  redial_status status;
  uint32_t slot;

  rl_pool_lock(L, self);
  status = redial_pool_find(&self->pool, rl_id(name), &slot);
  if (status == REDIAL_OK) {
    status = how->act(self, slot, how);
  }
  if (status == REDIAL_OK) {
    status = redial_pool_slot(&self->pool, slot, &how->found);
  }
  rl_unlock(self);
  if (status != REDIAL_OK) {
    lua_pushnil(L);
    lua_pushfstring(L, "%s: %s: '%s'", what,
                    status == REDIAL_ERR_NO_MATCH ? "no such target"
                                                  : "cannot be done",
                    name.ptr);
    return 2;
  }
  lua_pushboolean(L, 1);
  return 1;
}

static redial_status one_act_observe(rl_pool *self, uint32_t slot,
                                     const one_act *how) {
  return redial_observe(&self->pool, slot, (redial_sight)how->word, how->value,
                        how->wait_ms, how->now_ms);
}

static uint32_t one_sight_value(lua_State *L, uint32_t sight) {
  if (sight == REDIAL_SIGHT_NONE) {
    return 0;
  }
  return sight != REDIAL_SIGHT_CALLS && lua_isboolean(L, 4)
           ? (uint32_t)lua_toboolean(L, 4)
           : (uint32_t)rl_whole(L, 4, sight == REDIAL_SIGHT_CALLS ? 65535 : 1,
                                "redial.pool: observe: the value");
}

/* pool:observe(id, "registered" | "calls" | "idle", value, valid_ms [, now]) */
static int one_observe(lua_State *L) {
  one_act how = {.act = one_act_observe};

  how.word =
    rl_word(L, 3, redial_sight_name, "redial.pool: observe: what was seen");
  how.value = one_sight_value(L, how.word);
  how.wait_ms =
    (uint32_t)rl_whole(L, 5, UINT32_MAX, "redial.pool: observe: valid_ms");
  how.now_ms = rl_now(L, 6);
  return one_do(L, &how, "redial.pool: observe");
}

static redial_status one_act_enable(rl_pool *self, uint32_t slot,
                                    const one_act *how) {
  return redial_pool_enable(&self->pool, slot, how->value != 0, how->now_ms);
}

/* pool:enable(id, true | false [, now]) */
static int one_enable(lua_State *L) {
  one_act how = {.act = one_act_enable};

  luaL_checktype(L, 3, LUA_TBOOLEAN);
  how.value = (uint32_t)lua_toboolean(L, 3);
  how.now_ms = rl_now(L, 4);
  return one_do(L, &how, "redial.pool: enable");
}

static redial_status one_act_cool(rl_pool *self, uint32_t slot,
                                  const one_act *how) {
  return redial_pool_cool(&self->pool, slot, (redial_outcome)how->word,
                          how->wait_ms, how->now_ms);
}

/* pool:cool(id, outcome, wait_ms [, now]) */
static int one_cool(lua_State *L) {
  one_act how = {.act = one_act_cool};

  how.word =
    rl_word(L, 3, redial_outcome_name, "redial.pool: cool: the outcome");
  how.wait_ms =
    (uint32_t)rl_whole(L, 4, UINT32_MAX, "redial.pool: cool: wait_ms");
  how.now_ms = rl_now(L, 5);
  return one_do(L, &how, "redial.pool: cool");
}

static redial_status one_act_clear(rl_pool *self, uint32_t slot,
                                   const one_act *how) {
  return redial_pool_clear(&self->pool, slot, how->now_ms);
}

/* pool:clear(id [, now]): forgets what was learned. */
static int one_clear(lua_State *L) {
  one_act how = {.act = one_act_clear};

  how.now_ms = rl_now(L, 3);
  return one_do(L, &how, "redial.pool: clear");
}

static redial_status one_act_look(rl_pool *self, uint32_t slot,
                                  const one_act *how) {
  (void)slot;
  redial_pool_tick(&self->pool, how->now_ms);
  return REDIAL_OK;
}

static uint64_t one_left(uint64_t until, uint64_t now_ms) {
  return until > now_ms && until != REDIAL_NEVER ? until - now_ms : 0;
}

/* pool:slot(id [, now]) */
static int one_slot(lua_State *L) {
  static const rl_field fields[] = {
    {"calls", RL_NUMBER, RL_SIZE(redial_slot, calls), 0, NULL},
    {"load", RL_NUMBER, RL_SIZE(redial_slot, load), 0, NULL},
    {"offers", RL_NUMBER, RL_SIZE(redial_slot, offers), 0, NULL},
    {"cause", RL_WORD, RL_SIZE(redial_slot, cause), 0, redial_outcome_name},
    {"why", RL_WORD, RL_SIZE(redial_slot, why), 0, redial_bar_name}};
  one_act how = {.act = one_act_look};
  int results;

  how.now_ms = rl_now(L, 3);
  results = one_do(L, &how, "redial.pool: slot");
  if (results == 2) {
    return results;
  }
  lua_newtable(L);
  rl_fill(L, fields, RL_COUNT(fields), &how.found, false);
  rl_fill(L, rl_target_fields, rl_target_field_count, &how.found.target, false);
  rl_push_number(L, one_left(how.found.cooling_ms, how.now_ms));
  lua_setfield(L, -2, "cooling_ms");
  if (how.found.registered_ms > how.now_ms) {
    lua_pushboolean(L, how.found.registered);
    lua_setfield(L, -2, "registered");
  }
  if (how.found.seen_calls_ms > how.now_ms) {
    lua_pushinteger(L, how.found.seen_calls);
    lua_setfield(L, -2, "seen_calls");
  }
  return 1;
}

const luaL_Reg rl_one_methods[] = {
  {"observe", one_observe}, {"enable", one_enable}, {"cool", one_cool},
  {"clear", one_clear},     {"slot", one_slot},     {NULL, NULL}};
