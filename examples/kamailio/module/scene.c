#include "redial_lua.h"
#include <string.h>

/* redial.scene: with what calls are placed. Made once, used by every call. */

#define SCENE_CLASS "redial.scene"

static const rl_field scene_fields[] = {
  {"width", RL_NUMBER, RL_SIZE(redial_scene, width), 0, NULL},
  {"stage_ms", RL_NUMBER, RL_SIZE(redial_scene, stage_ms), 0, NULL},
  {"kind", RL_WORD, RL_SIZE(redial_scene, kind), 0, redial_kind_name},
  {"talk", RL_MARK, RL_SIZE(redial_scene, options), REDIAL_SCENE_TALK, NULL},
  {"last_resort", RL_MARK, RL_SIZE(redial_scene, options),
   REDIAL_SCENE_LAST_RESORT, NULL}};
static const char *const scene_own[] = {
  "whom",         "members",      "strategy", "rotation", "via", "via_members",
  "via_strategy", "via_rotation", "policy",   "rules",    NULL};

/* What one side is called in the script. */
typedef struct scene_words {
  const char *pool;
  const char *members;
  const char *strategy;
  const char *rotation;
} scene_words;

rl_scene *rl_scene_self(lua_State *L, int index) {
  return luaL_checkudata(L, index, SCENE_CLASS);
}

/* Slots of the members, with the tier and weight that they have in the pool;
   somebody may have reloaded the roster. Who left it is no member until
   back. */
static void scene_find(rl_side *side) {
  const redial_pool *pool = &side->pool->pool;
  uint32_t found = 0;
  redial_slot seen;
  uint32_t slot;
  uint32_t i;

  for (i = 0; i < side->count; i++) {
    if (redial_pool_find(pool, side->ids[i], &slot) == REDIAL_OK &&
        redial_pool_slot(pool, slot, &seen) == REDIAL_OK) {
      side->members[found].slot = slot;
      side->members[found].tier = seen.target.tier;
      side->members[found].weight = seen.target.weight;
      found++;
    }
  }
  side->group.members = side->members;
  side->group.count = found;
  side->group.rotation = side->rotation;
  side->revision = side->pool->image->revision;
}

/* Which images, in the order in which every process locks them: by name, and
   those without a name are of one process. One image under two handles is
   locked once. */
static uint32_t scene_images(const rl_scene *scene, rl_pool *pools[2]) {
  rl_pool *whom = scene->whom.pool;
  rl_pool *via = scene->via.pool;
  int order;

  if (whom == NULL || via == NULL || whom == via) {
    pools[0] = whom != NULL ? whom : via;
    return 1;
  }
  order = strcmp(whom->name, via->name);
  pools[0] = order <= 0 ? whom : via;
  pools[1] = order <= 0 ? via : whom;
  return order == 0 && whom->name[0] != '\0' ? 1 : 2;
}

static void scene_look(rl_side *side) {
  if (side->count > 0 && side->revision != side->pool->image->revision) {
    scene_find(side);
  }
}

static bool scene_is_closed(const rl_side *side) {
  return side->pool != NULL && side->pool->image == NULL;
}

const char *rl_scene_lock(rl_scene *scene) {
  rl_pool *pools[2];
  uint32_t count = scene_images(scene, pools);
  const char *error;

  if (scene_is_closed(&scene->whom) || scene_is_closed(&scene->via)) {
    return "the pool is closed";
  }
  error = rl_lock(pools[0]);
  if (error == NULL && count == 2) {
    error = rl_lock(pools[1]);
    if (error != NULL) {
      rl_unlock(pools[0]);
    }
  }
  if (error == NULL) {
    scene_look(&scene->whom);
    scene_look(&scene->via);
  }
  return error;
}

void rl_scene_unlock(rl_scene *scene) {
  rl_pool *pools[2];
  uint32_t count = scene_images(scene, pools);

  rl_unlock(pools[0]);
  if (count == 2) {
    rl_unlock(pools[1]);
  }
}

static void scene_members(lua_State *L, rl_side *side, const char *field) {
  int i;

  lua_getfield(L, 1, field);
  if (!lua_isnil(L, -1)) {
    rl_table(L, -1, "redial.scene: members");
    for (i = 1; lua_rawgeti(L, -1, i), !lua_isnil(L, -1); i++) {
      if (side->count == REDIAL_GROUP_MAX) {
        luaL_error(L, "redial.scene: more than %d members",
                   (int)REDIAL_GROUP_MAX);
      }
      side->ids[side->count++] =
        rl_id(rl_text(L, -1, "redial.scene: a member"));
      lua_pop(L, 1);
    }
    lua_pop(L, 1);
    side->revision = UINT64_MAX; /* find them when they are needed */
    if (side->count == 0) {
      luaL_error(L, "redial.scene: %s is empty", field);
    }
  }
  lua_pop(L, 1);
}

static bool scene_pool_keeps(const rl_pool *pool,
                             const redial_selector *selector) {
  uint32_t i;

  for (i = 0; i < pool->selector_count; i++) {
    if (pool->selectors[i] == selector) {
      return true;
    }
  }
  return false;
}

static void scene_strategy(lua_State *L, rl_side *side, const char *field) {
  redial_span name = {"lru", 3};

  lua_getfield(L, 1, field);
  if (!lua_isnil(L, -1)) {
    name = rl_text(L, -1, "redial.scene: strategy");
  }
  if (redial_selector_by_name(name, &side->selector) != REDIAL_OK) {
    luaL_error(L, "redial.scene: no such strategy: '%s'", name.ptr);
  }
  if (!scene_pool_keeps(side->pool, side->selector)) {
    luaL_error(L, "redial.scene: the pool was made without strategy '%s'",
               name.ptr);
  }
  lua_pop(L, 1);
}

static void scene_rotation(lua_State *L, rl_side *side, const char *field) {
  lua_getfield(L, 1, field);
  if (!lua_isnil(L, -1)) {
    side->rotation = (uint32_t)rl_whole(L, -1, REDIAL_POOL_GROUPS_MAX - 1,
                                        "redial.scene: rotation");
  }
  lua_pop(L, 1);
}

static void scene_side(lua_State *L, rl_side *side, const scene_words *words) {
  lua_getfield(L, 1, words->pool);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    return;
  }
  side->pool = rl_pool_self(L, lua_gettop(L));
  side->ref = luaL_ref(L, LUA_REGISTRYINDEX);
  scene_strategy(L, side, words->strategy);
  scene_rotation(L, side, words->rotation);
  scene_members(L, side, words->members);
}

static void scene_rules(lua_State *L, rl_scene *self) {
  redial_rules_error error;
  redial_span text;

  lua_getfield(L, 1, "rules");
  if (!lua_isnil(L, -1)) {
    text = rl_text(L, -1, "redial.scene: rules");
    if (redial_rules_read(text, self->rule, RL_RULES_MAX, &self->rules.count,
                          &error) != REDIAL_OK) {
      luaL_error(L, "redial.scene: rules: line %d cannot be read",
                 (int)error.line);
    }
    self->rules.rule = self->rule;
    self->made.rules = &self->rules;
  }
  lua_pop(L, 1);
}

static void scene_policy(lua_State *L, rl_scene *self) {
  self->policy = self->whom.pool != NULL ? redial_profile_hunt_group
                                         : redial_profile_carrier_failover;
  lua_getfield(L, 1, "policy");
  if (!lua_isnil(L, -1)) {
    rl_policy_read(L, lua_gettop(L), &self->policy);
  }
  lua_pop(L, 1);
  self->made.policy = &self->policy;
}

static void scene_make_side(const rl_side *side, redial_side *made) {
  if (side->pool != NULL) {
    made->pool = &side->pool->pool;
    made->selector = side->selector;
    made->group = side->count > 0 ? &side->group : NULL;
  }
}

/* Has the pool this rotation? A group of nobody is asked, so that nobody is
   offered. */
static void scene_check_rotation(lua_State *L, rl_scene *self,
                                 const rl_side *side) {
  redial_group nobody = {NULL, 0, side->rotation};
  redial_pick_request request;
  redial_offer offer;
  redial_status status;
  const char *error;

  if (side->pool == NULL || side->count == 0) {
    return;
  }
  memset(&request, 0, sizeof(request));
  request.now_ms = rl_now(L, lua_gettop(L) + 1);
  request.group = &nobody;
  error = rl_scene_lock(self);
  if (error != NULL) {
    luaL_error(L, "redial.scene: %s", error);
  }
  status =
    redial_pool_offer(&side->pool->pool, side->selector, &request, &offer);
  rl_scene_unlock(self);
  if (status != REDIAL_ERR_NO_TARGET) {
    luaL_error(L, "redial.scene: rotation is not below the pool's groups, or "
                  "the strategy takes no groups");
  }
}

static rl_scene *scene_userdata(lua_State *L) {
  rl_scene *self = lua_newuserdata(L, sizeof(*self));

  memset(self, 0, sizeof(*self));
  self->whom.ref = LUA_NOREF;
  self->via.ref = LUA_NOREF;
  luaL_getmetatable(L, SCENE_CLASS);
  lua_setmetatable(L, -2);
  return self;
}

/* redial.scene{whom =, via =, policy =, ...} */
int rl_scene_new(lua_State *L) {
  static const scene_words whom = {"whom", "members", "strategy", "rotation"};
  static const scene_words via = {"via", "via_members", "via_strategy",
                                  "via_rotation"};
  rl_where where = rl_at("redial.scene", NULL, 0);
  rl_scene *self;

  rl_table(L, 1, where.text);
  lua_settop(L, 1);
  self = scene_userdata(L);
  rl_read(L, 1, &where, scene_fields, RL_COUNT(scene_fields), scene_own,
          &self->made);
  scene_side(L, &self->whom, &whom);
  scene_side(L, &self->via, &via);
  if (self->whom.pool == NULL && self->via.pool == NULL) {
    luaL_error(L, "redial.scene: whom or via must be a pool");
  }
  scene_policy(L, self);
  scene_rules(L, self);
  scene_make_side(&self->whom, &self->made.whom);
  scene_make_side(&self->via, &self->made.via);
  scene_check_rotation(L, self, &self->whom);
  scene_check_rotation(L, self, &self->via);
  lua_settop(L, 2);
  return 1;
}

static int scene_gc(lua_State *L) {
  rl_scene *self = rl_scene_self(L, 1);

  luaL_unref(L, LUA_REGISTRYINDEX, self->whom.ref);
  luaL_unref(L, LUA_REGISTRYINDEX, self->via.ref);
  self->whom.ref = LUA_NOREF;
  self->via.ref = LUA_NOREF;
  return 0;
}

static const luaL_Reg scene_methods[] = {{"hunt", rl_hunt_new},
                                         {"resume", rl_hunt_resume},
                                         {"__gc", scene_gc},
                                         {NULL, NULL}};

void rl_scene_open(lua_State *L) {
  rl_class(L, SCENE_CLASS, scene_methods);
}
