#define _DEFAULT_SOURCE /* getrandom */

#include "redial_lua.h"
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

/* What scripts give, judged; and what they get, pushed. */

rl_where rl_at(const char *what, const char *part, unsigned number) {
  rl_where where;

  if (part == NULL) {
    snprintf(where.text, sizeof(where.text), "%s", what);
  } else {
    snprintf(where.text, sizeof(where.text), "%s: %s %u", what, part, number);
  }
  return where;
}

/* A double holds every whole number up to 2^53. A text is no number here: it
   would be one by accident. */
uint64_t rl_whole(lua_State *L, int index, uint64_t most, const char *what) {
  double value =
    lua_type(L, index) == LUA_TNUMBER ? (double)lua_tonumber(L, index) : -1;
  char text[160];

  /* Written so that what is not a number fails as well. */
  if (!(value >= 0 && value <= (double)most) ||
      (double)(uint64_t)value < value) {
    snprintf(text, sizeof(text), "%s must be a whole number from 0 to %llu",
             what, (unsigned long long)most);
    luaL_error(L, "%s", text);
  }
  return (uint64_t)value;
}

redial_span rl_text(lua_State *L, int index, const char *what) {
  redial_span text = {NULL, 0};

  if (lua_type(L, index) != LUA_TSTRING) {
    luaL_error(L, "%s must be a text, not %s", what, luaL_typename(L, index));
  }
  text.ptr = lua_tolstring(L, index, &text.len);
  return text;
}

void rl_table(lua_State *L, int index, const char *what) {
  if (lua_type(L, index) != LUA_TTABLE) {
    luaL_error(L, "%s must be a table, not %s", what, luaL_typename(L, index));
  }
}

/* Monotonic, and the same for all processes of a machine. */
uint64_t rl_now(lua_State *L, int index) {
  struct timespec now;

  if (!lua_isnoneornil(L, index)) {
    return rl_whole(L, index, UINT64_C(1) << 53, "now_ms");
  }
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000u + (uint64_t)now.tv_nsec / 1000000u;
}

uint32_t rl_random(void) {
  uint32_t random = 0;

  if (getrandom(&random, sizeof(random), GRND_NONBLOCK) !=
      (ssize_t)sizeof(random)) {
    random = (uint32_t)clock() * 2654435761u; /* early after boot */
  }
  return random;
}

/* FNV-1a. Two names of one roster that meet are refused when it is applied. */
uint64_t rl_id(redial_span text) {
  uint64_t id = UINT64_C(14695981039346656037);
  size_t i;

  for (i = 0; i < text.len; i++) {
    id = (id ^ (unsigned char)text.ptr[i]) * UINT64_C(1099511628211);
  }
  return id != 0 ? id : 1;
}

/* Whole where Lua knows whole numbers, and where they are wide enough. */
void rl_push_number(lua_State *L, uint64_t value) {
  if (sizeof(lua_Integer) >= sizeof(value) || value <= INT32_MAX) {
    lua_pushinteger(L, (lua_Integer)value);
  } else {
    lua_pushnumber(L, (lua_Number)value);
  }
}

int rl_refuse(lua_State *L, const char *what, const char *why) {
  lua_pushnil(L);
  lua_pushfstring(L, "%s: %s", what, why);
  return 2;
}

/* luaL_setfuncs() is younger than 5.1. */
void rl_functions(lua_State *L, const luaL_Reg *functions) {
  for (; functions->name != NULL; functions++) {
    lua_pushcfunction(L, functions->func);
    lua_setfield(L, -2, functions->name);
  }
}

/* The metatable answers for its methods and is shown to nobody. */
void rl_class(lua_State *L, const char *name, const luaL_Reg *methods) {
  luaL_newmetatable(L, name);
  rl_functions(L, methods);
  lua_pushvalue(L, -1);
  lua_setfield(L, -2, "__index");
  lua_pushstring(L, name);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}
