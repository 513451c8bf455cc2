#include "redial_lua.h"
#include <stdlib.h>
#include <string.h>

/* A roster: a list of tables, one for each target. */

#define TARGET(field) RL_SIZE(redial_target, field)

const rl_field rl_target_fields[] = {
  {"id", RL_ID, TARGET(id), 0, NULL},
  {"person", RL_ID, TARGET(person), 0, NULL},
  {"failure_group", RL_NUMBER, TARGET(failure_group), 0, NULL},
  {"wrap_up_ms", RL_NUMBER, TARGET(wrap_up_ms), 0, NULL},
  {"capacity", RL_NUMBER, TARGET(capacity), 0, NULL},
  {"weight", RL_NUMBER, TARGET(weight), 0, NULL},
  {"tier", RL_NUMBER, TARGET(tier), 0, NULL},
  {"kind", RL_WORD, TARGET(kind), 0, redial_kind_name},
  {"enabled", RL_FLAG, TARGET(enabled), 0, NULL}};
const size_t rl_target_field_count = RL_COUNT(rl_target_fields);

static uint32_t target_count(lua_State *L, int index) {
  uint32_t count = 0;

  for (;; count++) {
    lua_rawgeti(L, index, (int)count + 1);
    if (lua_isnil(L, -1)) {
      break;
    }
    lua_pop(L, 1);
    if (count == REDIAL_POOL_SLOTS_MAX) {
      luaL_error(L, "redial.pool: more than %d targets",
                 (int)REDIAL_POOL_SLOTS_MAX);
    }
  }
  lua_pop(L, 1);
  return count;
}

/* `uri` and its like are the script's own. */
static const char *const target_own[] = {"uri", "note", NULL};

/* What a list holds but its entries would be overlooked: targets[7] after a
   hole, or a name written as a key. */
static void target_no_rest(lua_State *L, int index, uint32_t count) {
  uint32_t entries = 0;

  lua_pushnil(L);
  while (lua_next(L, index) != 0) {
    entries++;
    lua_pop(L, 1);
  }
  if (entries != count) {
    luaL_error(L, "redial.pool: the targets must be a list without holes");
  }
}

static void target_read(lua_State *L, uint32_t number, redial_target *target) {
  rl_where where = rl_at("redial.pool", "target", number);

  *target = redial_target_defaults(0);
  rl_read(L, lua_gettop(L), &where, rl_target_fields, rl_target_field_count,
          target_own, target);
  if (target->id == 0) {
    luaL_error(L, "%s: id is missing", where.text);
  }
}

static int target_order(const void *a, const void *b) {
  uint64_t one = (*(redial_target *const *)a)->person;
  uint64_t other = (*(redial_target *const *)b)->person;

  if ((uint32_t)one != (uint32_t)other) {
    return (uint32_t)one < (uint32_t)other ? -1 : 1;
  }
  return one == other ? 0 : one < other ? -1 : 1;
}

/* A person of 32 bits takes half the room in a token. So the lower half of
   the 64 is used, but for those few whose lower halves are alike. */
static void target_persons(redial_target **order, uint32_t count) {
  uint32_t first = 0;
  uint32_t end;

  qsort(order, count, sizeof(*order), target_order);
  for (; first < count; first = end) {
    uint64_t person = order[first]->person;
    bool alike = (uint32_t)person == 0;

    for (end = first;
         end < count && (uint32_t)order[end]->person == (uint32_t)person;
         end++) {
      alike = alike || order[end]->person != person;
    }
    for (; !alike && first < end; first++) {
      order[first]->person = (uint32_t)person;
    }
  }
}

/* In a userdata on top of the stack, so that an error frees it. */
redial_target *rl_targets(lua_State *L, int index, uint32_t *count) {
  redial_target **order;
  redial_target *targets;
  uint32_t i;

  rl_table(L, index, "redial.pool: targets");
  *count = target_count(L, index);
  target_no_rest(L, index, *count);
  order = lua_newuserdata(L, (*count + 1) * sizeof(*order));
  targets = lua_newuserdata(L, (*count + 1) * sizeof(*targets));
  for (i = 0; i < *count; i++) {
    lua_rawgeti(L, index, (int)i + 1);
    target_read(L, i + 1, &targets[i]);
    lua_pop(L, 1);
    order[i] = &targets[i];
  }
  target_persons(order, *count);
  return targets;
}

/* Names are found by id: a slot may have been given away by another process
   meanwhile. Who has left keeps its name, for its calls still end. */
void rl_target_names(lua_State *L, int index, int names) {
  uint32_t count = target_count(L, index);
  uint32_t i;

  lua_rawgeti(L, LUA_REGISTRYINDEX, names);
  for (i = 1; i <= count; i++) {
    uint64_t id;

    lua_rawgeti(L, index, (int)i);
    lua_getfield(L, -1, "id");
    id = rl_id(rl_text(L, -1, "id"));
    lua_pushlstring(L, (const char *)&id, sizeof(id));
    lua_insert(L, -2);
    lua_rawset(L, -4);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}
