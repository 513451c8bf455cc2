#include "redial_lua.h"
#include <stdio.h>
#include <string.h>

/* Tables and structures, by one list of fields for both ways. */

/* No copy of fewer bytes than the number has: the order of bytes differs. */
static uint64_t record_get(const rl_field *field, const void *record) {
  const char *at = (const char *)record + field->offset;
  uint64_t wide = 0;
  uint32_t word = 0;
  uint16_t half = 0;

  switch (field->size) {
  case 1:
    return *(const uint8_t *)at;
  case 2:
    memcpy(&half, at, sizeof(half));
    return half;
  case 4:
    memcpy(&word, at, sizeof(word));
    return word;
  default:
    memcpy(&wide, at, sizeof(wide));
    return wide;
  }
}

static void record_set(const rl_field *field, void *record, uint64_t value) {
  char *at = (char *)record + field->offset;
  uint32_t word = (uint32_t)value;
  uint16_t half = (uint16_t)value;

  switch (field->size) {
  case 1:
    *(uint8_t *)at = (uint8_t)value;
    break;
  case 2:
    memcpy(at, &half, sizeof(half));
    break;
  case 4:
    memcpy(at, &word, sizeof(word));
    break;
  default:
    memcpy(at, &value, sizeof(value));
    break;
  }
}

static uint64_t record_most(const rl_field *field) {
  return field->size < 8 ? (UINT64_C(1) << (field->size * 8)) - 1
                         : UINT64_C(1) << 53;
}

static uint64_t record_signed(lua_State *L, const char *what) {
  double value =
    lua_type(L, -1) == LUA_TNUMBER ? (double)lua_tonumber(L, -1) : 0.5;

  if (!(value >= INT32_MIN && value <= INT32_MAX) ||
      (double)(int32_t)value < value || (double)(int32_t)value > value) {
    luaL_error(L, "%s must be a whole number", what);
  }
  return (uint32_t)(int32_t)value;
}

static bool record_flag(lua_State *L, const char *what) {
  if (lua_type(L, -1) != LUA_TBOOLEAN) {
    luaL_error(L, "%s must be true or false, not %s", what,
               luaL_typename(L, -1));
  }
  return lua_toboolean(L, -1) != 0;
}

/* The enumerations have no gaps, and their names end with "?". */
uint32_t rl_word(lua_State *L, int index, const char *(*word)(uint32_t),
                 const char *what) {
  const char *text = rl_text(L, index, what).ptr;
  uint32_t value = 0;

  while (strcmp(word(value), text) != 0) {
    if (strcmp(word(value), "?") == 0) {
      luaL_error(L, "%s: no such word: '%s'", what, text);
    }
    value++;
  }
  if (strcmp(text, "?") == 0) {
    luaL_error(L, "%s: no such word: '?'", what);
  }
  return value;
}

static uint64_t record_mark(lua_State *L, const rl_field *field,
                            const void *record, const char *what) {
  uint64_t rest = record_get(field, record) & ~(uint64_t)field->mark;

  return record_flag(L, what) ? rest | field->mark : rest;
}

/* The value is on top. */
static void record_take(lua_State *L, const char *what, const rl_field *field,
                        void *record) {
  uint64_t value = 0;

  switch (field->type) {
  case RL_NUMBER:
    value = rl_whole(L, -1, record_most(field), what);
    break;
  case RL_SIGNED:
    value = record_signed(L, what);
    break;
  case RL_WORD:
    value = rl_word(L, -1, field->word, what);
    break;
  case RL_FLAG:
    value = record_flag(L, what);
    break;
  case RL_MARK:
    value = record_mark(L, field, record, what);
    break;
  case RL_ID:
    value = rl_id(rl_text(L, -1, what));
    break;
  }
  record_set(field, record, value);
}

static bool record_is_among(const char *name, const char *const *also) {
  for (; also != NULL && *also != NULL; also++) {
    if (strcmp(name, *also) == 0) {
      return true;
    }
  }
  return false;
}

/* Key below, value on top. */
static void record_entry(lua_State *L, const rl_where *where,
                         const rl_field *fields, size_t count,
                         const char *const *also, void *record) {
  char what[160];
  const char *name;
  size_t i;

  if (lua_type(L, -2) != LUA_TSTRING) {
    luaL_error(L, "%s: a field is named by text, not by a %s", where->text,
               luaL_typename(L, -2));
  }
  name = lua_tostring(L, -2);
  snprintf(what, sizeof(what), "%s: %.40s", where->text, name);
  for (i = 0; i < count; i++) {
    if (strcmp(name, fields[i].name) == 0) {
      record_take(L, what, &fields[i], record);
      return;
    }
  }
  if (!record_is_among(name, also)) {
    luaL_error(L, "%s: no such field: '%s'", where->text, name);
  }
}

void rl_read(lua_State *L, int index, const rl_where *where,
             const rl_field *fields, size_t count, const char *const *also,
             void *record) {
  rl_table(L, index, where->text);
  lua_pushvalue(L, index);
  lua_pushnil(L);
  while (lua_next(L, -2) != 0) {
    record_entry(L, where, fields, count, also, record);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

/* False: nothing was pushed. */
static bool record_push(lua_State *L, const rl_field *field, uint64_t value,
                        bool sparse) {
  if (field->type == RL_ID || (sparse && value == 0)) {
    return false;
  }
  switch (field->type) {
  case RL_SIGNED:
    lua_pushinteger(L, (lua_Integer)(int32_t)(uint32_t)value);
    break;
  case RL_WORD:
    lua_pushstring(L, field->word((uint32_t)value));
    break;
  case RL_FLAG:
    lua_pushboolean(L, value != 0);
    break;
  case RL_MARK:
    lua_pushboolean(L, (value & field->mark) != 0);
    return true;
  default:
    rl_push_number(L, value);
    break;
  }
  return true;
}

void rl_fill(lua_State *L, const rl_field *fields, size_t count,
             const void *record, bool sparse) {
  size_t i;

  for (i = 0; i < count; i++) {
    uint64_t value = record_get(&fields[i], record);

    if (fields[i].type == RL_MARK) {
      value &= fields[i].mark;
    }
    if (record_push(L, &fields[i], value, sparse)) {
      lua_setfield(L, -2, fields[i].name);
    }
  }
}
