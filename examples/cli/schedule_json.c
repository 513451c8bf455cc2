/* A schedule as objects: its keys are a promise, as in verdict_json.c. */

#include "schedule.h"

static const char *schedule_bar_name(schedule_bar bar) {
  switch (bar) {
  case SCHEDULE_BAR_CAPS:
    return "caps";
  case SCHEDULE_BAR_HOURS:
    return "hours";
  case SCHEDULE_BAR_NONE:
    break;
  }
  return NULL;
}

static void schedule_json_caps(cli_json *json, const cli_preset *preset) {
  cli_json_text(json, "caps", preset->name);
  cli_json_text(json, "caps_place", preset->place);
  cli_json_text(json, "caps_source", preset->source);
  cli_json_text(json, "caps_checked", preset->checked);
  cli_json_text(json, "caps_notice",
                preset->name != NULL ? "not legal advice" : NULL);
}

static void schedule_json_next(cli_json *json, const schedule_row *row) {
  const redial_decision *d = &row->decision;

  cli_json_text(json, "next", redial_next_name(d->next));
  if (d->next == REDIAL_NEXT_AGAIN) {
    cli_json_number(json, "wait_ms", d->wait_ms);
  } else {
    cli_json_null(json, "wait_ms");
  }
  cli_json_text(json, "why", redial_why_name(d->why));
  cli_json_text(json, "not_before", schedule_bar_name(row->bar));
  cli_json_text(json, "caps_why",
                row->bar == SCHEDULE_BAR_CAPS
                  ? redial_caps_why_name(row->caps_why)
                  : NULL);
}

void schedule_json(const schedule *asked, const schedule_row *row, bool cut) {
  cli_json json = cli_json_open(stdout);
  char text[256];

  cli_json_text(&json, "input", asked->answer.input);
  cli_json_text(&json, "policy", asked->policy_name);
  cli_json_number(&json, "attempt", row->attempt);
  cli_json_number(&json, "unix_s", (int64_t)row->unix_s);
  cli_time_write(row->unix_s, asked->offset_min, 'T', text, sizeof(text));
  cli_json_text(&json, "local", text);
  cli_json_number(&json, "since_first_ms", (int64_t)row->since_ms);
  schedule_json_next(&json, row);
  cli_json_bool(&json, "cut", cut);
  schedule_json_caps(&json, &asked->preset);
  redial_decision_explain(&row->decision, text, sizeof(text));
  cli_json_text(&json, "text", text);
  cli_json_close(&json);
  putchar('\n');
}
