#include "sim.h"
#include <inttypes.h>
#include <string.h>

/* The table for people: 80 columns, rows of one profile together. */

/* A value in hundredths, with as many decimals as fit and a space before. */
static void table_cell(FILE *out, int width, uint64_t hundredths) {
  char text[32];

  sim_decimal(text, sizeof(text), hundredths, 2);
  if ((int)strlen(text) >= width) {
    sim_decimal(text, sizeof(text), (hundredths + 5) / 10, 1);
  }
  if ((int)strlen(text) >= width) {
    sim_decimal(text, sizeof(text), (hundredths + 50) / 100, 0);
  }
  fprintf(out, "%*s", width, text);
}

/* "12s", "59m12s", "12h03m", "3d07h": the two largest units. */
static void table_two(FILE *out, uint64_t large, char large_name,
                      uint64_t small, char small_name) {
  char text[32];

  snprintf(text, sizeof(text), "%u%c%02u%c", (unsigned)large, large_name,
           (unsigned)small, small_name);
  fprintf(out, "%7s", text);
}

static void table_span(FILE *out, uint64_t ms) {
  uint64_t s = (ms + 500) / 1000;
  uint64_t days = s / 86400;

  if (s < 60) {
    fprintf(out, "%6us", (unsigned)s);
  } else if (s < 3600) {
    table_two(out, s / 60, 'm', s % 60, 's');
  } else if (days == 0) {
    table_two(out, s / 3600, 'h', s / 60 % 60, 'm');
  } else if (days < 100) {
    table_two(out, days, 'd', s / 3600 % 24, 'h');
  } else {
    fprintf(out, "%6u%c", (unsigned)(days < 36500 ? days : days / 365),
            days < 36500 ? 'd' : 'y');
  }
}

static void table_offers(FILE *out, uint64_t offers) {
  if (offers < 100000) {
    fprintf(out, "%6u", (unsigned)offers);
  } else if (offers < 10000000) {
    fprintf(out, "%5uk", (unsigned)(offers / 1000));
  } else {
    fprintf(out, "%5uM", (unsigned)(offers / 1000000));
  }
}

static void table_row(FILE *out, const sim_row *row) {
  fprintf(out, " %-12s", row->way->strategy);
  table_cell(out, 7, sim_ratio(row->answered, row->calls, 10000));
  table_cell(out, 6, sim_ratio(row->attempts, row->calls, 100));
  table_cell(out, 6, sim_ratio(row->wasted, row->calls, 10000));
  table_cell(out, 6, sim_ratio(row->busy, row->calls, 10000));
  table_cell(out, 6, sim_ratio(row->again, row->calls, 10000));
  table_cell(out, 6, (row->p50_ms + 5) / 10);
  table_cell(out, 6, (row->p95_ms + 5) / 10);
  table_cell(out, 6, (row->p99_ms + 5) / 10);
  fprintf(out, row->jain < SIM_PARTS - 5 ? " .%03u" : " 1.00",
          (unsigned)((row->jain + 5) / 10));
  table_span(out, row->gap_ms);
  table_offers(out, row->gap_offers);
  fputc('\n', out);
}

static void table_heading(FILE *out, const sim_plan *plan) {
  char load[16];

  sim_decimal(load, sizeof(load), plan->load, 2);
  if (plan->model == SIM_CENTRE) {
    fprintf(out, "A centre of %u agents", (unsigned)plan->targets);
  } else {
    fprintf(out, "%u carriers of %u channels", (unsigned)plan->targets,
            (unsigned)plan->channels);
  }
  fprintf(out, ", %" PRIu64 " calls, load %s %%, seed %" PRIu64 ".\n\n",
          plan->calls, load, plan->seed);
  fprintf(out, "             answer tries wasted busy again"
               "       dead air, s fair    worst gap\n");
  fprintf(out, "                  %% /call  - per 100 calls -"
               "   p50   p95   p99 Jain  time offers\n");
}

static bool table_is_first(const sim_plan *plan, uint32_t at) {
  uint32_t i;

  for (i = 0; i < at; i++) {
    if (strcmp(plan->ways[i].profile, plan->ways[at].profile) == 0) {
      return false;
    }
  }
  return true;
}

static void table_profile(FILE *out, const sim_plan *plan, const sim_row *rows,
                          const char *profile) {
  uint32_t i;

  if (profile[0] == '-') {
    fputs("habits of dialplans\n", out);
  } else {
    fprintf(out, "redial, %s\n", profile);
  }
  for (i = 0; i < plan->way_count; i++) {
    if (strcmp(plan->ways[i].profile, profile) == 0) {
      table_row(out, &rows[i]);
    }
  }
}

void sim_table(FILE *out, const sim_plan *plan, const sim_row *rows) {
  uint32_t i;

  table_heading(out, plan);
  for (i = 0; i < plan->way_count; i++) {
    if (table_is_first(plan, i)) {
      table_profile(out, plan, rows, plan->ways[i].profile);
    }
  }
}
