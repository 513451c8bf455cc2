#include "redial_lua.h"
#include <string.h>

/* Codes and replies to verdicts. */

#define VERDICT(field) RL_SIZE(redial_verdict, field)

static const rl_field verdict_fields[] = {
  {"code", RL_SIGNED, VERDICT(code), 0, NULL},
  {"sip", RL_NUMBER, VERDICT(sip), 0, NULL},
  {"effective", RL_NUMBER, VERDICT(effective), 0, NULL},
  {"outcome", RL_WORD, VERDICT(outcome), 0, redial_outcome_name},
  {"about", RL_WORD, VERDICT(about), 0, redial_about_name},
  {"scope", RL_WORD, VERDICT(scope), 0, redial_scope_name},
  {"retry", RL_WORD, VERDICT(retry), 0, redial_retry_name},
  {"action", RL_WORD, VERDICT(action), 0, redial_action_name},
  {"treatment", RL_WORD, VERDICT(treatment), 0, redial_treatment_name},
  {"mapping", RL_WORD, VERDICT(mapping), 0, redial_mapping_name},
  {"confidence", RL_WORD, VERDICT(confidence), 0, redial_confidence_name},
  {"namespace", RL_WORD, VERDICT(ns), 0, redial_namespace_name},
  {"malformed", RL_MARK, VERDICT(flags), REDIAL_FLAG_MALFORMED, NULL},
  {"conflict", RL_MARK, VERDICT(flags), REDIAL_FLAG_CONFLICT, NULL}};

void rl_verdict_push(lua_State *L, const redial_verdict *verdict) {
  char line[400];

  lua_newtable(L);
  rl_fill(L, verdict_fields, RL_COUNT(verdict_fields), verdict, false);
  lua_pushboolean(L, redial_is_everywhere(*verdict));
  lua_setfield(L, -2, "everywhere");
  lua_pushstring(L,
                 redial_family_name(redial_outcome_family(verdict->outcome)));
  lua_setfield(L, -2, "family");
  if (verdict->has_retry_after) {
    rl_push_number(L, verdict->retry_after_s);
    lua_setfield(L, -2, "retry_after_s");
  }
  redial_explain(*verdict, line, sizeof(line));
  lua_pushstring(L, line);
  lua_setfield(L, -2, "text");
}

static int32_t verdict_code(lua_State *L, uint32_t ns) {
  if (ns == REDIAL_NAMESPACE_DIAL && lua_type(L, 1) == LUA_TSTRING) {
    return (int32_t)rl_word(L, 1, redial_dial_status_name,
                            "redial.classify: status");
  }
  return (int32_t)rl_whole(L, 1, INT32_MAX, "redial.classify: code");
}

/* classify(code [, namespace]) */
static int verdict_classify(lua_State *L) {
  uint32_t ns = lua_isnoneornil(L, 2) ? REDIAL_NAMESPACE_NONE
                                      : rl_word(L, 2, redial_namespace_name,
                                                "redial.classify: namespace");
  redial_verdict verdict =
    redial_classify_in((redial_namespace)ns, verdict_code(L, ns));

  rl_verdict_push(L, &verdict);
  return 1;
}

/* assess(evidence) */
static int verdict_assess(lua_State *L) {
  static const char *const also[] = {"retry_after_s", "warnings", NULL};
  rl_where where = rl_at("redial.assess", NULL, 0);
  redial_evidence evidence;
  redial_verdict verdict;

  memset(&evidence, 0, sizeof(evidence));
  rl_evidence_read(L, 1, &where, also, &evidence);
  verdict = redial_assess(&evidence);
  rl_verdict_push(L, &verdict);
  return 1;
}

/* read(bytes [, known]): a verdict and its evidence, or nil and why not. */
static int verdict_read(lua_State *L) {
  static const char *const also[] = {"retry_after_s", "warnings", NULL};
  rl_where where = rl_at("redial.read", NULL, 0);
  redial_span bytes = rl_text(L, 1, "redial.read: the message");
  redial_evidence evidence;
  redial_verdict verdict;
  redial_status status = redial_evidence_read(bytes, &evidence);

  if (status != REDIAL_OK) {
    return rl_refuse(L, "redial.read",
                     status == REDIAL_ERR_SYNTAX
                       ? "not a SIP message"
                       : "a request that does not end an attempt");
  }
  if (!lua_isnoneornil(L, 2)) {
    rl_evidence_read(L, 2, &where, also, &evidence);
  }
  verdict = redial_assess(&evidence);
  rl_verdict_push(L, &verdict);
  rl_evidence_push(L, &evidence);
  return 2;
}

/* phrase(sip): for a reply of the script's own; nil for no code of SIP. */
static int verdict_phrase(lua_State *L) {
  lua_pushstring(L,
                 redial_code_phrase(
                   REDIAL_NAMESPACE_SIP,
                   (int32_t)rl_whole(L, 1, INT32_MAX, "redial.phrase: code")));
  return 1;
}

const luaL_Reg rl_verdict_functions[] = {{"classify", verdict_classify},
                                         {"phrase", verdict_phrase},
                                         {"assess", verdict_assess},
                                         {"read", verdict_read},
                                         {NULL, NULL}};
