#include "redial_lua.h"
#include <string.h>

/* redial.hunt: one call. */

#define HUNT_CLASS "redial.hunt"
#define MADE(field) RL_SIZE(redial_scene, field)

static const rl_field hunt_options[] = {
  {"call", RL_ID, MADE(call), 0, NULL},
  {"key", RL_ID, MADE(key), 0, NULL},
  {"not_before_ms", RL_NUMBER, MADE(not_before_ms), 0, NULL},
  {"unix_s", RL_NUMBER, MADE(unix_s), 0, NULL},
  {"not_before_s", RL_NUMBER, MADE(not_before_s), 0, NULL},
  {"their_call_id", RL_MARK, MADE(options), REDIAL_SCENE_THEIR_CALL_ID, NULL}};
static const char *const hunt_own[] = {"now_ms", NULL};

static rl_hunt *hunt_self(lua_State *L) {
  return luaL_checkudata(L, 1, HUNT_CLASS);
}

static void hunt_lock(lua_State *L, rl_hunt *self) {
  const char *error = rl_scene_lock(self->scene);

  if (error != NULL) {
    luaL_error(L, "redial.hunt: %s", error);
  }
}

static rl_hunt *hunt_userdata(lua_State *L) {
  rl_scene *scene = rl_scene_self(L, 1);
  rl_hunt *self = lua_newuserdata(L, sizeof(*self));

  memset(self, 0, sizeof(*self));
  self->ref = LUA_NOREF;
  self->scene = scene;
  self->made = scene->made;
  self->last.slot = REDIAL_NO_SLOT;
  luaL_getmetatable(L, HUNT_CLASS);
  lua_setmetatable(L, -2);
  lua_pushvalue(L, 1);
  self->ref = luaL_ref(L, LUA_REGISTRYINDEX);
  return self;
}

static uint64_t hunt_options_read(lua_State *L, int index, rl_hunt *self) {
  rl_where where = rl_at("redial.hunt", NULL, 0);
  uint64_t now_ms;

  if (lua_isnoneornil(L, index)) {
    return rl_now(L, index);
  }
  rl_read(L, index, &where, hunt_options, RL_COUNT(hunt_options), hunt_own,
          &self->made);
  lua_getfield(L, index, "now_ms");
  now_ms = rl_now(L, lua_gettop(L));
  lua_pop(L, 1);
  return now_ms;
}

static void hunt_callee(lua_State *L, rl_hunt *self) {
  if (self->scene->whom.pool != NULL) {
    return;
  }
  if (!rl_callee_make(&self->callee, &self->hunt)) {
    luaL_error(L, "redial.hunt: no room for the callee");
  }
  self->made.whom.pool = &self->callee.pool;
  self->made.whom.selector = &redial_skip_busy;
}

/* scene:hunt([options]) */
int rl_hunt_new(lua_State *L) {
  rl_hunt *self;

  lua_settop(L, 2);
  self = hunt_userdata(L);
  redial_hunt_begin(&self->hunt, hunt_options_read(L, 2, self));
  hunt_callee(L, self);
  return 1;
}

static const char *hunt_token_error(redial_status status) {
  switch (status) {
  case REDIAL_ERR_SYNTAX:
    return "not a token";
  case REDIAL_ERR_VERSION:
    return "a token of another version";
  default:
    return "a damaged token";
  }
}

/* scene:resume(token [, options]) */
int rl_hunt_resume(lua_State *L) {
  redial_span token = rl_text(L, 2, "redial.hunt: the token");
  redial_status status;
  rl_hunt *self;

  lua_settop(L, 3);
  self = hunt_userdata(L);
  hunt_options_read(L, 3, self);
  status = redial_hunt_token_read(token, &self->hunt);
  if (status != REDIAL_OK) {
    return rl_refuse(L, "redial.hunt", hunt_token_error(status));
  }
  if (self->hunt.used > 0) {
    self->last = self->hunt.legs[0].whom;
  }
  hunt_callee(L, self);
  return 1;
}

static uint64_t hunt_id(const redial_pool *pool, uint32_t slot) {
  return pool != NULL && slot != REDIAL_NO_SLOT ? redial_pool_id(pool, slot)
                                                : 0;
}

/* The retry budget belongs to the gateways, and changes under their lock. */
static void hunt_budget(rl_hunt *self) {
  const rl_pool *via = self->scene->via.pool;

  self->made.budget =
    via != NULL && via->image->has_budget ? &via->image->budget : NULL;
}

/* hunt:poll([now_ms [, random]]) */
static int hunt_poll(lua_State *L) {
  rl_hunt *self = hunt_self(L);
  uint64_t now_ms = rl_now(L, 2);
  uint32_t random =
    lua_isnoneornil(L, 3)
      ? rl_random()
      : (uint32_t)rl_whole(L, 3, UINT32_MAX, "redial.hunt: poll: random");
  redial_step step;
  uint64_t ids[2];

  hunt_lock(L, self);
  hunt_budget(self);
  step = redial_hunt_poll(&self->hunt, &self->made, now_ms, random);
  ids[0] = hunt_id(self->made.whom.pool, step.whom);
  ids[1] = hunt_id(self->made.via.pool, step.via);
  rl_scene_unlock(self->scene);
  if (step.kind == REDIAL_STEP_DIAL || step.kind == REDIAL_STEP_REPAIR) {
    self->last = step.lease;
  }
  rl_step_push(L, self, &step, ids, now_ms);
  return 1;
}

/* What came: a SIP code, a message's bytes, or a table of evidence. */
static redial_status hunt_evidence(lua_State *L, redial_evidence *seen) {
  rl_where where = rl_at("redial.hunt: event", NULL, 0);
  redial_status status = REDIAL_OK;

  memset(seen, 0, sizeof(*seen));
  if (lua_type(L, 2) == LUA_TNUMBER) {
    seen->ns = REDIAL_NAMESPACE_SIP;
    seen->code = (int32_t)rl_whole(L, 2, 699, "redial.hunt: event: the code");
    seen->origin = REDIAL_ORIGIN_REMOTE;
    return REDIAL_OK;
  }
  if (lua_type(L, 2) == LUA_TSTRING) {
    return redial_evidence_read(rl_text(L, 2, where.text), seen);
  }
  rl_table(L, 2, where.text);
  lua_getfield(L, 2, "reply");
  if (!lua_isnil(L, -1)) {
    status =
      redial_evidence_read(rl_text(L, -1, "redial.hunt: event: reply"), seen);
  }
  lua_pop(L, 1);
  rl_evidence_read(L, 2, &where, rl_event_fields, seen);
  return status;
}

/* Without a lease it is about the attempt that was placed last. */
static redial_lease hunt_lease(lua_State *L, const rl_hunt *self) {
  redial_lease lease = self->last;

  if (lua_type(L, 2) == LUA_TTABLE) {
    lua_getfield(L, 2, "lease");
    if (!lua_isnil(L, -1) &&
        !rl_lease_read(rl_text(L, -1, "redial.hunt: event: lease"), &lease)) {
      luaL_error(L, "redial.hunt: event: not a lease: '%s'",
                 lua_tostring(L, -1));
    }
    lua_pop(L, 1);
  }
  return lease;
}

static uint64_t hunt_event_now(lua_State *L) {
  uint64_t now_ms;

  if (lua_type(L, 2) != LUA_TTABLE) {
    return rl_now(L, 3);
  }
  lua_getfield(L, 2, "now_ms");
  now_ms = rl_now(L, lua_gettop(L));
  lua_pop(L, 1);
  return now_ms;
}

/* hunt:event(code | bytes | evidence) */
static int hunt_event(lua_State *L) {
  rl_hunt *self = hunt_self(L);
  redial_hunt_report report;
  redial_evidence seen;
  redial_status status = hunt_evidence(L, &seen);
  redial_lease lease = hunt_lease(L, self);
  uint64_t now_ms = hunt_event_now(L);

  if (status != REDIAL_OK) {
    return rl_refuse(L, "redial.hunt: event", "not a SIP reply");
  }
  hunt_lock(L, self);
  hunt_budget(self);
  report = redial_hunt_event(&self->hunt, &self->made, lease, &seen, now_ms);
  rl_scene_unlock(self->scene);
  rl_report_push(L, &report);
  return 1;
}

typedef redial_status (*hunt_ending)(redial_hunt *, const redial_scene *,
                                     uint64_t);

static int hunt_end(lua_State *L, hunt_ending end) {
  rl_hunt *self = hunt_self(L);
  uint64_t now_ms = rl_now(L, 2);
  redial_status status;

  hunt_lock(L, self);
  status = end(&self->hunt, &self->made, now_ms);
  rl_scene_unlock(self->scene);
  lua_pushboolean(L, status == REDIAL_OK);
  return 1;
}

/* hunt:caller_gone([now]): false when it was answered or over. */
static int hunt_caller_gone(lua_State *L) {
  return hunt_end(L, redial_hunt_caller_gone);
}

static int hunt_withdraw(lua_State *L) {
  return hunt_end(L, redial_hunt_withdraw);
}

/* What the leases of the answered attempt are told. */
static redial_status hunt_talk(rl_hunt *self, bool ends, uint64_t now_ms) {
  const redial_leg *leg = &self->hunt.legs[self->hunt.winner - 1];
  redial_status status;

  if (ends) {
    status = redial_pool_release(self->made.whom.pool, leg->whom,
                                 REDIAL_OUTCOME_SUCCESS, now_ms);
    if (leg->via.slot != REDIAL_NO_SLOT && self->made.via.pool != NULL) {
      status = redial_pool_release(self->made.via.pool, leg->via,
                                   REDIAL_OUTCOME_SUCCESS, now_ms);
    }
    return status;
  }
  status = redial_pool_renew(self->made.whom.pool, leg->whom, now_ms);
  if (leg->via.slot != REDIAL_NO_SLOT && self->made.via.pool != NULL) {
    status = redial_pool_renew(self->made.via.pool, leg->via, now_ms);
  }
  return status;
}

static int hunt_talk_all(lua_State *L, bool ends) {
  rl_hunt *self = hunt_self(L);
  uint64_t now_ms = rl_now(L, 2);
  redial_status status = REDIAL_ERR_STATE;

  if (self->hunt.winner > 0 && self->hunt.winner <= self->hunt.used) {
    hunt_lock(L, self);
    status = hunt_talk(self, ends, now_ms);
    rl_scene_unlock(self->scene);
  }
  lua_pushboolean(L, status == REDIAL_OK);
  return 1;
}

/* hunt:hung_up([now]): the call that was answered is over. */
static int hunt_hung_up(lua_State *L) {
  return hunt_talk_all(L, true);
}

/* hunt:renew([now]): the call that was answered goes on. */
static int hunt_renew(lua_State *L) {
  return hunt_talk_all(L, false);
}

/* hunt:token() */
static int hunt_token(lua_State *L) {
  rl_hunt *self = hunt_self(L);
  char token[REDIAL_HUNT_TOKEN_MAX + 1];

  if (redial_hunt_token_write(&self->hunt, token, sizeof(token)) != REDIAL_OK) {
    return rl_refuse(L, "redial.hunt: token",
                     "several attempts are under way, or too much is known");
  }
  lua_pushstring(L, token);
  return 1;
}

static int hunt_summary(lua_State *L) {
  rl_summary_push(L, &hunt_self(L)->hunt);
  return 1;
}

static int hunt_why(lua_State *L) {
  char line[240];

  redial_hunt_why(&hunt_self(L)->hunt, line, sizeof(line));
  lua_pushstring(L, line);
  return 1;
}

static int hunt_gc(lua_State *L) {
  rl_hunt *self = hunt_self(L);

  luaL_unref(L, LUA_REGISTRYINDEX, self->ref);
  self->ref = LUA_NOREF;
  return 0;
}

static const luaL_Reg hunt_methods[] = {{"poll", hunt_poll},
                                        {"event", hunt_event},
                                        {"caller_gone", hunt_caller_gone},
                                        {"withdraw", hunt_withdraw},
                                        {"hung_up", hunt_hung_up},
                                        {"renew", hunt_renew},
                                        {"token", hunt_token},
                                        {"summary", hunt_summary},
                                        {"why", hunt_why},
                                        {"__gc", hunt_gc},
                                        {NULL, NULL}};

void rl_hunt_open(lua_State *L) {
  rl_class(L, HUNT_CLASS, hunt_methods);
}
