#include "redial_lua.h"
#include <stdio.h>
#include <string.h>

/* redial.pool: who could be called. */

#define POOL_CLASS "redial.pool"
rl_pool *rl_pool_self(lua_State *L, int index) {
  rl_pool *self = luaL_checkudata(L, index, POOL_CLASS);

  if (self->image == NULL) {
    luaL_error(L, "redial.pool: the pool is closed");
  }
  return self;
}

void rl_pool_lock(lua_State *L, rl_pool *self) {
  const char *error = rl_lock(self);

  if (error != NULL) {
    luaL_error(L, "redial.pool: '%s': %s", self->name, error);
  }
}

static void pool_raise(lua_State *L, redial_status status) {
  const char *why = status == REDIAL_ERR_FULL
                      ? "more targets than slots"
                      : "an id is given twice, a field is out of range, or a "
                        "person has too many devices";

  if (status != REDIAL_OK) {
    luaL_error(L, "redial.pool: %s", why);
  }
}

/* The targets as read are on top. */
static void pool_apply_targets(lua_State *L, rl_pool *self, int index,
                               const redial_target *targets, uint32_t count,
                               uint64_t now_ms, redial_applied *applied) {
  redial_status status;

  rl_target_names(L, index, self->names);
  rl_pool_lock(L, self);
  status = redial_pool_apply(&self->pool, targets, count, now_ms, applied);
  if (status == REDIAL_OK) {
    self->image->revision++;
  }
  rl_unlock(self);
  pool_raise(L, status);
}

static rl_pool *pool_userdata(lua_State *L) {
  rl_pool *self = lua_newuserdata(L, sizeof(*self));

  memset(self, 0, sizeof(*self));
  self->names = LUA_NOREF;
  luaL_getmetatable(L, POOL_CLASS);
  lua_setmetatable(L, -2);
  lua_newtable(L);
  self->names = luaL_ref(L, LUA_REGISTRYINDEX);
  return self;
}

/* redial.pool{name =, targets =, ...} */
int rl_pool_new(lua_State *L) {
  redial_pool_config config;
  redial_applied applied;
  redial_target *targets;
  const char *error;
  uint32_t count;
  rl_pool *self;

  rl_table(L, 1, "redial.pool");
  lua_settop(L, 1);
  lua_getfield(L, 1, "targets");      /* 2 */
  targets = rl_targets(L, 2, &count); /* 3 */
  rl_config_read(L, targets, count, &config);
  self = pool_userdata(L);
  rl_config_strategies(L, self);
  rl_config_name(L, self);
  error = rl_image_open(self, &config);
  if (error != NULL) {
    rl_image_close(self);
    return luaL_error(L, "redial.pool: '%s': %s", self->name, error);
  }
  pool_apply_targets(L, self, 2, targets, count, rl_now(L, lua_gettop(L) + 1),
                     &applied);
  rl_config_budget(L, self, rl_now(L, lua_gettop(L) + 1));
  return 1;
}

/* redial.forget(name): who has it open keeps it, who opens it next makes it
   anew. */
int rl_pool_forget(lua_State *L) {
  redial_span name = rl_text(L, 1, "redial.forget: name");
  const char *error;

  rl_config_check_name(L, name);
  error = rl_image_forget(name.ptr);
  if (error != NULL) {
    return rl_refuse(L, "redial.forget", error);
  }
  lua_pushboolean(L, 1);
  return 1;
}

/* The name, or "#" and the id of a target that another process added. */
void rl_pool_name(lua_State *L, const rl_pool *self, uint64_t id) {
  char text[20];

  lua_rawgeti(L, LUA_REGISTRYINDEX, self->names);
  lua_pushlstring(L, (const char *)&id, sizeof(id));
  lua_rawget(L, -2);
  lua_remove(L, -2);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    snprintf(text, sizeof(text), "#%016llx", (unsigned long long)id);
    lua_pushstring(L, text);
  }
}

static int pool_apply(lua_State *L) {
  static const rl_field fields[] = {
    {"stayed", RL_NUMBER, RL_SIZE(redial_applied, stayed), 0, NULL},
    {"returned", RL_NUMBER, RL_SIZE(redial_applied, returned), 0, NULL},
    {"came", RL_NUMBER, RL_SIZE(redial_applied, came), 0, NULL},
    {"left", RL_NUMBER, RL_SIZE(redial_applied, left), 0, NULL}};
  rl_pool *self = rl_pool_self(L, 1);
  uint64_t now_ms = rl_now(L, 3);
  redial_applied applied;
  uint32_t count;
  redial_target *targets = rl_targets(L, 2, &count);

  pool_apply_targets(L, self, 2, targets, count, now_ms, &applied);
  lua_newtable(L);
  rl_fill(L, fields, RL_COUNT(fields), &applied, false);
  return 1;
}

/* What is over by now; a tick ends a few of them only. */
static void pool_settle(rl_pool *self, uint64_t now_ms) {
  uint32_t ticks = 1000;

  do {
    redial_pool_tick(&self->pool, now_ms);
    ticks--;
  } while (ticks > 0 && redial_pool_next_change(&self->pool) <= now_ms);
}

/* pool:count([now]): leases; and slots by what bars them, "none" for those
   that could be offered. */
static int pool_count(lua_State *L) {
  static const rl_field fields[] = {
    {"leases", RL_NUMBER, RL_SIZE(redial_pool_counts, leases), 0, NULL},
    {"expired", RL_NUMBER, RL_SIZE(redial_pool_counts, expired), 0, NULL}};
  rl_pool *self = rl_pool_self(L, 1);
  uint64_t now_ms = rl_now(L, 2);
  redial_pool_counts counts;
  uint32_t i;

  rl_pool_lock(L, self);
  pool_settle(self, now_ms);
  counts = redial_pool_count(&self->pool);
  rl_unlock(self);
  lua_newtable(L);
  rl_fill(L, fields, RL_COUNT(fields), &counts, false);
  lua_newtable(L);
  for (i = 0; i < REDIAL_BAR_COUNT; i++) {
    rl_push_number(L, counts.slots[i]);
    lua_setfield(L, -2, redial_bar_name(i));
  }
  lua_setfield(L, -2, "slots");
  return 1;
}

static int pool_close(lua_State *L) {
  rl_pool *self = luaL_checkudata(L, 1, POOL_CLASS);

  rl_image_close(self);
  luaL_unref(L, LUA_REGISTRYINDEX, self->names);
  self->names = LUA_NOREF;
  return 0;
}

static int pool_text(lua_State *L) {
  const rl_pool *self = luaL_checkudata(L, 1, POOL_CLASS);

  if (self->image == NULL) {
    lua_pushstring(L, "redial.pool (closed)");
  } else {
    lua_pushfstring(L, "redial.pool %s of %d",
                    self->name[0] != '\0' ? self->name : "(own)",
                    (int)redial_pool_capacity(&self->pool));
  }
  return 1;
}

static const luaL_Reg pool_methods[] = {
  {"apply", pool_apply}, {"count", pool_count},     {"close", pool_close},
  {"__gc", pool_close},  {"__tostring", pool_text}, {NULL, NULL}};

void rl_pool_open(lua_State *L) {
  rl_class(L, POOL_CLASS, pool_methods);
  luaL_getmetatable(L, POOL_CLASS);
  rl_functions(L, rl_one_methods);
  lua_pop(L, 1);
}
