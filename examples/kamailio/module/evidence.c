#include "redial_lua.h"
#include <string.h>

/* What is known about one ended attempt, as a table. */

#define EVIDENCE(field) RL_SIZE(redial_evidence, field)
#define EVIDENCE_MARK(name, mark)                                              \
  { name, RL_MARK, EVIDENCE(marks), mark, NULL }

static const rl_field evidence_fields[] = {
  {"code", RL_SIGNED, EVIDENCE(code), 0, NULL},
  {"namespace", RL_WORD, EVIDENCE(ns), 0, redial_namespace_name},
  {"twilio_error", RL_SIGNED, EVIDENCE(twilio_error), 0, NULL},
  {"elapsed_ms", RL_NUMBER, EVIDENCE(elapsed_ms), 0, NULL},
  {"sip_cause", RL_NUMBER, EVIDENCE(sip_cause), 0, NULL},
  {"q850_cause", RL_NUMBER, EVIDENCE(q850_cause), 0, NULL},
  {"location", RL_WORD, EVIDENCE(location), 0, redial_location_name},
  {"origin", RL_WORD, EVIDENCE(origin), 0, redial_origin_name},
  {"progress", RL_WORD, EVIDENCE(progress), 0, redial_progress_name},
  {"method", RL_WORD, EVIDENCE(method), 0, redial_method_name},
  {"kind", RL_WORD, EVIDENCE(kind), 0, redial_kind_name},
  {"dial_status", RL_WORD, EVIDENCE(dial_status), 0, redial_dial_status_name},
  {"duration_s", RL_NUMBER, EVIDENCE(retry_after.duration_s), 0, NULL},
  EVIDENCE_MARK("network_blocked", REDIAL_MARK_NETWORK_BLOCKED),
  EVIDENCE_MARK("stale_date", REDIAL_MARK_STALE_DATE),
  EVIDENCE_MARK("analytics", REDIAL_MARK_ANALYTICS),
  EVIDENCE_MARK("stale", REDIAL_MARK_STALE),
  EVIDENCE_MARK("in_dialog", REDIAL_MARK_IN_DIALOG),
  EVIDENCE_MARK("authenticated", REDIAL_MARK_AUTHENTICATED),
  EVIDENCE_MARK("sips", REDIAL_MARK_SIPS),
  EVIDENCE_MARK("fan_out", REDIAL_MARK_FAN_OUT),
  EVIDENCE_MARK("bridged", REDIAL_MARK_BRIDGED),
  EVIDENCE_MARK("sipfrag", REDIAL_MARK_SIPFRAG),
  EVIDENCE_MARK("malformed", REDIAL_MARK_MALFORMED),
  EVIDENCE_MARK("contact", REDIAL_MARK_CONTACT),
  EVIDENCE_MARK("no_contact", REDIAL_MARK_NO_CONTACT)};

/* retry_after_s and warnings need more than one field here. */
const char *const rl_event_fields[] = {"retry_after_s", "warnings", "reply",
                                       "lease",         "now_ms",   NULL};

static void evidence_warnings(lua_State *L, const char *where,
                              redial_evidence *evidence) {
  int i;

  rl_table(L, -1, where);
  for (i = 0; i < REDIAL_WARNINGS; i++) {
    lua_rawgeti(L, -1, i + 1);
    if (!lua_isnil(L, -1)) {
      evidence->warnings[i] =
        (uint16_t)rl_whole(L, -1, 999, "a code in warnings");
    }
    lua_pop(L, 1);
  }
}

static void evidence_retry_after(lua_State *L, redial_evidence *evidence) {
  evidence->retry_after.seconds =
    (uint32_t)rl_whole(L, -1, UINT32_MAX, "retry_after_s");
  evidence->retry_after.present = 1;
}

/* Adds to what the evidence tells already. A bare code of three digits is one
   of SIP, unless another namespace is told. */
void rl_evidence_read(lua_State *L, int index, const rl_where *where,
                      const char *const *also, redial_evidence *evidence) {
  rl_read(L, index, where, evidence_fields, RL_COUNT(evidence_fields), also,
          evidence);
  lua_getfield(L, index, "retry_after_s");
  if (!lua_isnil(L, -1)) {
    evidence_retry_after(L, evidence);
  }
  lua_getfield(L, index, "warnings");
  if (!lua_isnil(L, -1)) {
    evidence_warnings(L, "warnings", evidence);
  }
  lua_pop(L, 2);
  if (evidence->ns == REDIAL_NAMESPACE_NONE && evidence->code >= 100 &&
      evidence->code <= 699) {
    evidence->ns = REDIAL_NAMESPACE_SIP;
  }
}

void rl_evidence_push(lua_State *L, const redial_evidence *evidence) {
  int i;

  lua_newtable(L);
  rl_fill(L, evidence_fields, RL_COUNT(evidence_fields), evidence, true);
  if (evidence->retry_after.present) {
    rl_push_number(L, evidence->retry_after.seconds);
    lua_setfield(L, -2, "retry_after_s");
  }
  if (evidence->warnings[0] != 0) {
    lua_newtable(L);
    for (i = 0; i < REDIAL_WARNINGS && evidence->warnings[i] != 0; i++) {
      lua_pushinteger(L, evidence->warnings[i]);
      lua_rawseti(L, -2, i + 1);
    }
    lua_setfield(L, -2, "warnings");
  }
}
