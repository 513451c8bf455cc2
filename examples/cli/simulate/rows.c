#include "sim.h"

/* The same for programs: every row alone says what it is of. */

typedef struct rows_field {
  const char *name;
  uint64_t value;
  uint32_t places;
} rows_field;

#define ROWS_FIELDS 30u

static void rows_fill(const sim_plan *plan, const sim_row *row,
                      rows_field *field) {
  const rows_field all[ROWS_FIELDS] = {
    {"seed", plan->seed, 0},
    {"targets", plan->targets, 0},
    {"channels", plan->channels, 0},
    {"load_percent", plan->load, 2},
    {"calls", row->calls, 0},
    {"answered", row->answered, 0},
    {"given_up", row->given_up, 0},
    {"attempts", row->attempts, 0},
    {"wasted", row->wasted, 0},
    {"busy_offers", row->busy, 0},
    {"asked_again", row->again, 0},
    {"answered_percent", sim_ratio(row->answered, row->calls, 10000), 2},
    {"attempts_per_call", sim_ratio(row->attempts, row->calls, 1000), 3},
    {"dead_air_p50_ms", row->p50_ms, 0},
    {"dead_air_p95_ms", row->p95_ms, 0},
    {"dead_air_p99_ms", row->p99_ms, 0},
    {"jain", row->jain, 4},
    {"worst_gap_ms", row->gap_ms, 0},
    {"worst_gap_offers", row->gap_offers, 0},
    {"span_ms", row->span_ms, 0},
    {"talk_ms", plan->talk_ms, 0},
    {"wrap_ms", plan->wrap_ms, 0},
    {"patience_ms", plan->patience_ms, 0},
    {"decline_percent", plan->decline, 2},
    {"no_answer_percent", plan->no_answer, 2},
    {"busy_percent", plan->busy, 2},
    {"unregistered_percent", plan->unregistered, 2},
    {"failure_percent", plan->failure, 2},
    {"width", plan->width, 0},
    {"presence", plan->presence, 0},
  };
  uint32_t i;

  for (i = 0; i < ROWS_FIELDS; i++) {
    field[i] = all[i];
  }
}

void sim_csv(FILE *out, const sim_plan *plan, const sim_row *rows) {
  rows_field field[ROWS_FIELDS];
  char text[32];
  uint32_t i;
  uint32_t k;

  for (i = 0; i < plan->way_count; i++) {
    rows_fill(plan, &rows[i], field);
    if (i == 0) {
      fputs("model,strategy,profile", out);
      for (k = 0; k < ROWS_FIELDS; k++) {
        fprintf(out, ",%s", field[k].name);
      }
      fputc('\n', out);
    }
    fprintf(out, "%s,%s,%s", sim_model_name(plan->model), rows[i].way->strategy,
            rows[i].way->profile);
    for (k = 0; k < ROWS_FIELDS; k++) {
      fprintf(out, ",%s",
              sim_decimal(text, sizeof(text), field[k].value, field[k].places));
    }
    fputc('\n', out);
  }
}

void sim_json(FILE *out, const sim_plan *plan, const sim_row *rows) {
  rows_field field[ROWS_FIELDS];
  char text[32];
  uint32_t i;
  uint32_t k;

  for (i = 0; i < plan->way_count; i++) {
    cli_json json = cli_json_open(out);
    bool habit = rows[i].way->habit != SIM_REDIAL;

    rows_fill(plan, &rows[i], field);
    cli_json_text(&json, "model", sim_model_name(plan->model));
    cli_json_text(&json, "strategy", rows[i].way->strategy);
    cli_json_text(&json, "profile", habit ? NULL : rows[i].way->profile);
    for (k = 0; k < ROWS_FIELDS; k++) {
      cli_json_key(&json, field[k].name);
      fputs(sim_decimal(text, sizeof(text), field[k].value, field[k].places),
            out);
    }
    cli_json_close(&json);
    fputc('\n', out);
  }
}
#undef ROWS_FIELDS
