/* Every decision of a profile as an object: its keys are a promise, as in
   verdict_json.c. */

#include "policy.h"

static void json_stop(cli_json *json, const redial_decision *d) {
  bool stops = d->next == REDIAL_NEXT_STOP;

  if (stops) {
    cli_json_number(json, "reply_code", d->reply_code);
  } else {
    cli_json_null(json, "reply_code");
  }
  cli_json_text(json, "treatment",
                stops ? redial_treatment_name(d->treatment)
                      : NULL);
}

static void json_decision(cli_json *json, const redial_decision *d) {
  char text[256];

  cli_json_text(json, "next", redial_next_name(d->next));
  cli_json_number(json, "wait_ms", d->wait_ms);
  cli_json_text(json, "why", redial_why_name(d->why));
  policy_array(json, "leaves", d->leaves, 8, policy_leaves_word);
  cli_json_text(json, "cancel", redial_cancel_name(d->cancel));
  cli_json_text(
    json, "cancel_reason",
    redial_cancel_reason_name(d->cancel_reason));
  cli_json_text(json, "blame", redial_party_name(d->blame));
  cli_json_text(json, "hold", redial_party_name(d->hold));
  cli_json_number(json, "hold_ms", d->hold_ms);
  json_stop(json, d);
  redial_decision_explain(d, text, sizeof(text));
  cli_json_text(json, "text", text);
}

static void json_row(const redial_policy *policy, const policy_code *code,
                     policy_case who) {
  const redial_verdict *v = &code->verdict;
  redial_decision decision = policy_decide(policy, v, who);
  cli_json json = cli_json_open(stdout);

  cli_json_text(&json, "policy", cli_profile_name(policy));
  cli_json_text(&json, "input", code->input);
  cli_json_text(&json, "outcome",
                redial_outcome_name(v->outcome));
  cli_json_text(&json, "scope", redial_scope_name(v->scope));
  cli_json_text(&json, "retry", redial_retry_name(v->retry));
  cli_json_bool(&json, "via", policy_has_via(who));
  cli_json_text(&json, "left", policy_left(who));
  json_decision(&json, &decision);
  cli_json_close(&json);
  putchar('\n');
}

void policy_json(const redial_policy *policy) {
  policy_code codes[POLICY_CODES];
  uint32_t count = policy_codes(codes);
  uint32_t i;
  int who;

  for (i = 0; i < count; i++) {
    for (who = 0; who < POLICY_CASES; who++) {
      json_row(policy, &codes[i], (policy_case)who);
    }
  }
}
