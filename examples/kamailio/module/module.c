#include "redial_lua.h"

/* require "redial" */

static int module_now(lua_State *L) {
  rl_push_number(L, rl_now(L, 1));
  return 1;
}

static int module_version(lua_State *L) {
  lua_pushfstring(L, "%d.%d.%d", REDIAL_VERSION_MAJOR, REDIAL_VERSION_MINOR,
                  REDIAL_VERSION_PATCH);
  return 1;
}

static const luaL_Reg module_functions[] = {
  {"pool", rl_pool_new}, {"forget", rl_pool_forget},  {"scene", rl_scene_new},
  {"now", module_now},   {"version", module_version}, {NULL, NULL}};

RL_EXPORT int luaopen_redial(lua_State *L);

RL_EXPORT int luaopen_redial(lua_State *L) {
  rl_pool_open(L);
  rl_scene_open(L);
  rl_hunt_open(L);
  lua_newtable(L);
  rl_functions(L, module_functions);
  rl_functions(L, rl_verdict_functions);
  return 1;
}
