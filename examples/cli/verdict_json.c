/* The object that explain and read give. Its keys and their order are a
   promise: add at the end, take nothing away. */

#include "cli.h"

static void verdict_number_or_null(cli_json *json, const char *key, bool known,
                                   uint32_t number) {
  if (known) {
    cli_json_number(json, key, number);
  } else {
    cli_json_null(json, key);
  }
}

static void verdict_codes(cli_json *json, const cli_answer *answer) {
  const redial_verdict *v = &answer->verdict;

  if (v->ns == REDIAL_NAMESPACE_NONE) {
    cli_json_null(json, "namespace");
  } else {
    cli_json_text(json, "namespace",
                  redial_namespace_name(v->ns));
  }
  cli_json_text(json, "mapping",
                redial_mapping_name(v->mapping));
  verdict_number_or_null(json, "code", v->sip != 0, v->sip);
  verdict_number_or_null(json, "effective_code", v->effective != 0,
                         v->effective);
  cli_json_text(json, "phrase", answer->phrase);
}

static void verdict_words(cli_json *json, const cli_answer *answer) {
  const redial_verdict *v = &answer->verdict;

  cli_json_text(json, "outcome",
                redial_outcome_name(v->outcome));
  cli_json_text(json, "about", redial_about_name(v->about));
  cli_json_text(json, "scope", redial_scope_name(v->scope));
  cli_json_bool(json, "everywhere", redial_is_everywhere(*v));
  cli_json_text(json, "retry", redial_retry_name(v->retry));
  verdict_number_or_null(json, "retry_after_s", v->has_retry_after != 0,
                         v->retry_after_s);
  verdict_number_or_null(json, "duration_s", answer->duration_s != 0,
                         answer->duration_s);
  cli_json_text(json, "action", redial_action_name(v->action));
  cli_json_text(json, "treatment",
                redial_treatment_name(v->treatment));
}

static void verdict_rules(cli_json *json, uint32_t rules) {
  const char *separator = "";
  uint32_t bit;

  cli_json_key(json, "rule");
  fputc('[', json->out);
  for (bit = 0; bit < 32; bit++) {
    if ((rules >> bit & 1u) != 0) {
      fputs(separator, json->out);
      cli_json_string(json->out, redial_rule_name(bit));
      separator = ",";
    }
  }
  fputc(']', json->out);
}

void cli_verdict_json(FILE *out, const cli_answer *answer) {
  const redial_verdict *v = &answer->verdict;
  cli_json json = cli_json_open(out);
  char line[512];

  redial_explain(*v, line, sizeof(line));
  cli_json_text(&json, "input", answer->input);
  verdict_codes(&json, answer);
  verdict_words(&json, answer);
  verdict_rules(&json, v->rules);
  cli_json_text(&json, "confidence",
                redial_confidence_name(v->confidence));
  cli_json_bool(&json, "malformed", (v->flags & REDIAL_FLAG_MALFORMED) != 0);
  cli_json_bool(&json, "conflict", (v->flags & REDIAL_FLAG_CONFLICT) != 0);
  cli_json_text(&json, "text", answer->has_code ? line : NULL);
  cli_json_close(&json);
}
