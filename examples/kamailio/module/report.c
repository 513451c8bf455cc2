#include "redial_lua.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a hunt answers, as tables; and leases as text, for an AVP. */

#define STEP(field) RL_SIZE(redial_step, field)

static const rl_field step_fields[] = {
  {"kind", RL_WORD, STEP(kind), 0, redial_step_kind_name},
  {"setup_ms", RL_NUMBER, STEP(setup_ms), 0, NULL},
  {"trying_ms", RL_NUMBER, STEP(trying_ms), 0, NULL},
  {"ring_ms", RL_NUMBER, STEP(ring_ms), 0, NULL},
  {"cause", RL_NUMBER, STEP(cause), 0, NULL},
  {"reply_code", RL_NUMBER, STEP(reply_code), 0, NULL},
  {"reason", RL_WORD, STEP(reason), 0, redial_cancel_reason_name},
  {"action", RL_WORD, STEP(action), 0, redial_action_name},
  {"treatment", RL_WORD, STEP(treatment), 0, redial_treatment_name},
  {"why", RL_WORD, STEP(why), 0, redial_why_name},
  {"bar", RL_WORD, STEP(bar), 0, redial_bar_name},
  {"last_resort", RL_FLAG, STEP(last_resort), 0, NULL}};

void rl_push_lease(lua_State *L, redial_lease lease) {
  char text[40];

  snprintf(text, sizeof(text), "%lu.%lu.%lu", (unsigned long)lease.slot,
           (unsigned long)lease.entry, (unsigned long)lease.generation);
  lua_pushstring(L, text);
}

/* Digits only, and no more than 32 bits. */
static bool lease_number(const char **at, char end, uint32_t *number) {
  uint64_t value = 0;
  const char *from = *at;

  while (**at >= '0' && **at <= '9' && value <= UINT32_MAX) {
    value = value * 10 + (uint64_t)(**at - '0');
    (*at)++;
  }
  if (*at == from || value > UINT32_MAX || **at != end) {
    return false;
  }
  *number = (uint32_t)value;
  return true;
}

bool rl_lease_read(redial_span text, redial_lease *lease) {
  const char *at = text.ptr;

  if (strlen(text.ptr) != text.len || !lease_number(&at, '.', &lease->slot)) {
    return false;
  }
  at++;
  if (!lease_number(&at, '.', &lease->entry)) {
    return false;
  }
  at++;
  return lease_number(&at, '\0', &lease->generation);
}

static void step_leases(lua_State *L, const redial_step *step) {
  static const redial_lease none = {0, 0, 0};

  if (step->whom != REDIAL_NO_SLOT) {
    rl_push_lease(L, step->lease);
    lua_setfield(L, -2, "lease");
  }
  if (memcmp(&step->old_lease, &none, sizeof(none)) != 0) {
    rl_push_lease(L, step->old_lease);
    lua_setfield(L, -2, "old_lease");
  }
}

static void step_wake(lua_State *L, const redial_step *step, uint64_t now_ms) {
  if (step->kind == REDIAL_STEP_WAIT && step->wake_ms != REDIAL_NEVER) {
    rl_push_number(L, step->wake_ms);
    lua_setfield(L, -2, "wake_ms");
    rl_push_number(L, step->wake_ms > now_ms ? step->wake_ms - now_ms : 0);
    lua_setfield(L, -2, "wait_ms");
  }
}

/* Names of whom and via; ids are 0 where there is none. */
void rl_step_push(lua_State *L, const rl_hunt *self, const redial_step *step,
                  const uint64_t ids[2], uint64_t now_ms) {
  const rl_pool *whom = self->scene->whom.pool;

  lua_newtable(L);
  rl_fill(L, step_fields, RL_COUNT(step_fields), step, true);
  step_leases(L, step);
  step_wake(L, step, now_ms);
  if (whom != NULL && ids[0] != 0) {
    rl_pool_name(L, whom, ids[0]);
    lua_setfield(L, -2, "whom");
  }
  if (ids[1] != 0) {
    rl_pool_name(L, self->scene->via.pool, ids[1]);
    lua_setfield(L, -2, "via");
  }
}

#define DECISION(field) RL_SIZE(redial_decision, field)

static const rl_field decision_fields[] = {
  {"next", RL_WORD, DECISION(next), 0, redial_next_name},
  {"why", RL_WORD, DECISION(why), 0, redial_why_name},
  {"blame", RL_WORD, DECISION(blame), 0, redial_party_name},
  {"hold", RL_WORD, DECISION(hold), 0, redial_party_name},
  {"hold_ms", RL_NUMBER, DECISION(hold_ms), 0, NULL},
  {"wait_ms", RL_NUMBER, DECISION(wait_ms), 0, NULL},
  {"reply_code", RL_NUMBER, DECISION(reply_code), 0, NULL}};

void rl_report_push(lua_State *L, const redial_hunt_report *report) {
  char line[400];

  lua_newtable(L);
  rl_fill(L, decision_fields, RL_COUNT(decision_fields), &report->decision,
          false);
  lua_pushstring(L, redial_status_name(report->status));
  lua_setfield(L, -2, "status");
  rl_verdict_push(L, &report->verdict);
  lua_setfield(L, -2, "verdict");
  redial_decision_explain(&report->decision, line, sizeof(line));
  lua_pushstring(L, line);
  lua_setfield(L, -2, "text");
  if (report->rule != 0) {
    rl_push_number(L, report->rule);
    lua_setfield(L, -2, "rule");
  }
}

#define RECORD(field) RL_SIZE(redial_hunt_record, field)

static const rl_field record_fields[] = {
  {"state", RL_WORD, RECORD(state), 0, redial_hunt_state_name},
  {"why", RL_WORD, RECORD(why), 0, redial_why_name},
  {"outcome", RL_WORD, RECORD(outcome), 0, redial_outcome_name},
  {"treatment", RL_WORD, RECORD(treatment), 0, redial_treatment_name},
  {"attempts", RL_NUMBER, RECORD(attempts), 0, NULL},
  {"rounds", RL_NUMBER, RECORD(rounds), 0, NULL},
  {"repairs", RL_NUMBER, RECORD(repairs), 0, NULL},
  {"cancels", RL_NUMBER, RECORD(cancels), 0, NULL},
  {"legs", RL_NUMBER, RECORD(legs), 0, NULL},
  {"took_ms", RL_NUMBER, RECORD(took_ms), 0, NULL},
  {"reply_code", RL_NUMBER, RECORD(reply_code), 0, NULL},
  {"heard", RL_FLAG, RECORD(heard), 0, NULL}};

void rl_summary_push(lua_State *L, const redial_hunt *hunt) {
  redial_hunt_record record = redial_hunt_summary(hunt);

  lua_newtable(L);
  rl_fill(L, record_fields, RL_COUNT(record_fields), &record, false);
}
