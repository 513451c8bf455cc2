#include "redial_lua.h"
#include <string.h>

/* A policy: the name of a profile, or a table that starts from one. */

#define POLICY(field) RL_SIZE(redial_policy, field)
#define POLICY_OPTION(name, mark)                                              \
  { name, RL_MARK, POLICY(options), mark, NULL }

static const rl_field policy_fields[] = {
  {"jitter", RL_WORD, POLICY(jitter), 0, redial_jitter_name},
  {"repair_limit", RL_NUMBER, POLICY(repair_limit), 0, NULL},
  {"redirect_depth", RL_NUMBER, POLICY(redirect_depth), 0, NULL},
  {"attempts", RL_NUMBER, POLICY(attempts), 0, NULL},
  {"endpoint_attempts", RL_NUMBER, POLICY(endpoint_attempts), 0, NULL},
  {"via_attempts", RL_NUMBER, POLICY(via_attempts), 0, NULL},
  {"rounds", RL_NUMBER, POLICY(rounds), 0, NULL},
  {"group_faults", RL_NUMBER, POLICY(group_faults), 0, NULL},
  {"deadline_ms", RL_NUMBER, POLICY(deadline_ms), 0, NULL},
  {"caller_delay_ms", RL_NUMBER, POLICY(caller_delay_ms), 0, NULL},
  {"setup_ms", RL_NUMBER, POLICY(setup_ms), 0, NULL},
  {"trying_ms", RL_NUMBER, POLICY(trying_ms), 0, NULL},
  {"ring_ms", RL_NUMBER, POLICY(ring_ms), 0, NULL},
  {"floor_ms", RL_NUMBER, POLICY(floor_ms), 0, NULL},
  {"cap_ms", RL_NUMBER, POLICY(cap_ms), 0, NULL},
  {"retry_after_min_ms", RL_NUMBER, POLICY(retry_after_min_ms), 0, NULL},
  {"retry_after_max_ms", RL_NUMBER, POLICY(retry_after_max_ms), 0, NULL},
  {"probe_ms", RL_NUMBER, POLICY(probe_ms), 0, NULL},
  POLICY_OPTION("strict_6xx", REDIAL_POLICY_STRICT_6XX),
  POLICY_OPTION("trust_q850", REDIAL_POLICY_TRUST_Q850),
  POLICY_OPTION("capacity", REDIAL_POLICY_CAPACITY),
  POLICY_OPTION("resilient", REDIAL_POLICY_RESILIENT),
  POLICY_OPTION("confirm", REDIAL_POLICY_CONFIRM),
  POLICY_OPTION("after_media", REDIAL_POLICY_AFTER_MEDIA)};
static const char *const policy_own[] = {"profile", "repairs", "treatments",
                                         "plan", NULL};

#define PLAN(field) RL_SIZE(redial_plan, field)

static const rl_field plan_fields[] = {
  {"wait_ms", RL_NUMBER, PLAN(wait_ms), 0, NULL},
  {"hold_ms", RL_NUMBER, PLAN(hold_ms), 0, NULL},
  {"tries", RL_NUMBER, PLAN(tries), 0, NULL},
  {"growth", RL_NUMBER, PLAN(growth), 0, NULL},
  {"treatment", RL_WORD, PLAN(treatment), 0, redial_treatment_name}};

static void policy_profile(lua_State *L, int index, redial_policy *policy) {
  redial_span name = rl_text(L, index, "redial.scene: policy: the profile");
  const redial_policy *found = redial_profile_by_name(name);

  if (found == NULL) {
    luaL_error(L, "redial.scene: policy: no such profile: '%s'", name.ptr);
  } else {
    *policy = *found;
  }
}

/* A list of words as bits; the list is on top. */
static uint32_t policy_bits(lua_State *L, const char *(*word)(uint32_t),
                            const char *what) {
  uint32_t bits = 0;
  int i;

  rl_table(L, -1, what);
  for (i = 1; lua_rawgeti(L, -1, i), !lua_isnil(L, -1); i++) {
    bits |= 1u << rl_word(L, -1, word, what);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return bits;
}

static void policy_lists(lua_State *L, int index, redial_policy *policy) {
  lua_getfield(L, index, "repairs");
  if (!lua_isnil(L, -1)) {
    policy->repairs =
      policy_bits(L, redial_action_name, "redial.scene: policy: repairs");
  }
  lua_pop(L, 1);
  lua_getfield(L, index, "treatments");
  if (!lua_isnil(L, -1)) {
    policy->treatments = (uint8_t)policy_bits(
      L, redial_treatment_name, "redial.scene: policy: treatments");
  }
  lua_pop(L, 1);
}

/* plan = {busy = {tries = 2, wait_ms = 5000}} */
static void policy_plan(lua_State *L, int index, redial_policy *policy) {
  rl_where where = rl_at("redial.scene: policy: plan", NULL, 0);
  uint32_t outcome;

  lua_getfield(L, index, "plan");
  if (!lua_isnil(L, -1)) {
    rl_table(L, -1, where.text);
    lua_pushnil(L);
    while (lua_next(L, -2) != 0) {
      outcome = rl_word(L, -2, redial_outcome_name, where.text);
      rl_read(L, lua_gettop(L), &where, plan_fields, RL_COUNT(plan_fields),
              NULL, &policy->plan[outcome]);
      lua_pop(L, 1);
    }
  }
  lua_pop(L, 1);
}

void rl_policy_read(lua_State *L, int index, redial_policy *policy) {
  rl_where where = rl_at("redial.scene: policy", NULL, 0);

  if (lua_type(L, index) == LUA_TSTRING) {
    policy_profile(L, index, policy);
    return;
  }
  rl_table(L, index, where.text);
  lua_getfield(L, index, "profile");
  policy_profile(L, lua_gettop(L), policy);
  lua_pop(L, 1);
  rl_read(L, index, &where, policy_fields, RL_COUNT(policy_fields), policy_own,
          policy);
  policy_lists(L, index, policy);
  policy_plan(L, index, policy);
}
