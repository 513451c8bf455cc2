#include "sim.h"
#include <inttypes.h>
#include <string.h>

/* The table as a picture: a row a way, four panels side by side, each with an
   axis of its own. Written by hand and in whole numbers, so that the same run
   gives the same bytes. */

#define CHART_LABEL 196 /* width of the names */
#define CHART_PANEL 160
#define CHART_GAP 38
#define CHART_ROW 26
#define CHART_TOP 96
#define CHART_PANELS 4
#define CHART_WIDTH                                                            \
  (CHART_LABEL + CHART_PANELS * (CHART_PANEL + CHART_GAP) + 10)

typedef struct chart_panel {
  const char *title;
  const char *axis;
  uint64_t top;    /* value at the right end of the axis */
  uint32_t places; /* decimals of a value */
  int x;
} chart_panel;

enum { CHART_ANSWERED, CHART_ATTEMPTS, CHART_DEAD_AIR, CHART_JAIN };

/* 1, 2 or 5 and noughts: the least that is not below value. */
static uint64_t chart_top(uint64_t value) {
  uint64_t top = 1;

  for (;;) {
    if (top >= value) {
      return top;
    }
    if (top * 2 >= value) {
      return top * 2;
    }
    if (top * 5 >= value) {
      return top * 5;
    }
    top *= 10;
  }
}

static uint64_t chart_attempts(const sim_row *row) {
  return sim_ratio(row->attempts, row->calls, 100);
}

static void chart_panels(const sim_plan *plan, const sim_row *rows,
                         chart_panel *panel) {
  const chart_panel all[CHART_PANELS] = {
    {"Calls answered", "per cent of all calls", 100, 0, 0},
    {"Attempts", "attempts per call", 100, 2, 0},
    {"Dead air", "seconds until it rings", 1000, 3, 0},
    {"Fairness", "Jain's index of offers; 1 is even", 10000, 4, 0},
  };
  uint32_t i;

  for (i = 0; i < CHART_PANELS; i++) {
    panel[i] = all[i];
    panel[i].x = CHART_LABEL + (int)i * (CHART_PANEL + CHART_GAP);
  }
  for (i = 0; i < plan->way_count; i++) {
    uint64_t attempts = chart_attempts(&rows[i]);
    uint64_t dead_air = rows[i].p99_ms;

    panel[CHART_ATTEMPTS].top = attempts > panel[CHART_ATTEMPTS].top
                                  ? attempts
                                  : panel[CHART_ATTEMPTS].top;
    panel[CHART_DEAD_AIR].top = dead_air > panel[CHART_DEAD_AIR].top
                                  ? dead_air
                                  : panel[CHART_DEAD_AIR].top;
  }
  panel[CHART_ATTEMPTS].top = chart_top(panel[CHART_ATTEMPTS].top);
  panel[CHART_DEAD_AIR].top = chart_top(panel[CHART_DEAD_AIR].top);
}

static int chart_x(const chart_panel *panel, uint64_t value) {
  uint64_t kept = value < panel->top ? value : panel->top;

  return panel->x + (int)(kept * CHART_PANEL / panel->top);
}

static int chart_bottom(const sim_plan *plan) {
  return CHART_TOP + (int)plan->way_count * CHART_ROW;
}

static void chart_head(FILE *out, const sim_plan *plan) {
  int height = chart_bottom(plan) + 70;
  char load[16];

  fprintf(out,
          "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
          "height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" "
          "font-family=\"sans-serif\" font-size=\"12\" fill=\"#222\">\n"
          "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n",
          CHART_WIDTH, height, CHART_WIDTH, height, CHART_WIDTH, height);
  fprintf(out, "<title>Ways to hunt, compared</title>\n"
               "<text x=\"14\" y=\"28\" font-size=\"18\">Ways to hunt, compared"
               "</text>\n<text x=\"14\" y=\"48\" fill=\"#555\">");
  if (plan->model == SIM_CENTRE) {
    fprintf(out, "A centre of %u agents", (unsigned)plan->targets);
  } else {
    fprintf(out, "%u carriers of %u channels", (unsigned)plan->targets,
            (unsigned)plan->channels);
  }
  fprintf(out, ", %" PRIu64 " calls, load %s %%, seed %" PRIu64 "</text>\n",
          plan->calls, sim_decimal(load, sizeof(load), plan->load, 2),
          plan->seed);
}

/* 2.50 as 2.5, and 100.0 as 100. */
static void chart_trim(char *text) {
  size_t length = strlen(text);

  while (length > 0 && text[length - 1] == '0') {
    length--;
  }
  length -= length > 0 && text[length - 1] == '.' ? 1 : 0;
  text[length] = '\0';
}

/* Name, three grid lines with their values, and what the axis counts. */
static void chart_axis(FILE *out, const sim_plan *plan,
                       const chart_panel *panel) {
  int bottom = chart_bottom(plan) + 4;
  char text[32];
  uint32_t i;

  fprintf(out, "<text x=\"%d\" y=\"80\" font-weight=\"bold\">%s</text>\n",
          panel->x, panel->title);
  for (i = 0; i <= 2; i++) {
    int x = panel->x + (int)i * CHART_PANEL / 2;
    uint64_t value = panel->top * 10 * i / 2;

    fprintf(out,
            "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" "
            "stroke=\"#ccc\"/>\n",
            x, CHART_TOP - 6, x, bottom);
    sim_decimal(text, sizeof(text), value, panel->places + 1);
    chart_trim(text);
    fprintf(out,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" "
            "font-size=\"11\">%s</text>\n",
            x, bottom + 14, text);
  }
  fprintf(out,
          "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"11\" "
          "fill=\"#555\">%s</text>\n",
          panel->x + CHART_PANEL / 2, bottom + 30, panel->axis);
}

static void chart_bar(FILE *out, int from, int to, int y, const char *colour) {
  fprintf(out,
          "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
          "fill=\"%s\"/>\n",
          from, y + 5, to - from, CHART_ROW - 12, colour);
}

static void chart_value(FILE *out, int x, int y, uint64_t value,
                        uint32_t places) {
  char text[32];

  fprintf(out, "<text x=\"%d\" y=\"%d\" font-size=\"11\">%s</text>\n", x + 4,
          y + 16, sim_decimal(text, sizeof(text), value, places));
}

static void chart_dead_air(FILE *out, const chart_panel *panel,
                           const sim_row *row, int y) {
  int middle = y + CHART_ROW / 2 - 1;
  int x50 = chart_x(panel, row->p50_ms);
  int x95 = chart_x(panel, row->p95_ms);
  int x99 = chart_x(panel, row->p99_ms);

  fprintf(out,
          "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" "
          "stroke=\"#7a4a9c\" stroke-width=\"2\"/>\n",
          x50, middle, x99, middle);
  fprintf(out, "<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"#7a4a9c\"/>\n", x50,
          middle);
  fprintf(out,
          "<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"#fff\" "
          "stroke=\"#7a4a9c\" stroke-width=\"2\"/>\n",
          x95, middle);
  fprintf(out,
          "<rect x=\"%d\" y=\"%d\" width=\"3\" height=\"12\" "
          "fill=\"#7a4a9c\"/>\n",
          x99 - 1, middle - 6);
}

static void chart_row(FILE *out, const chart_panel *panel, const sim_row *row,
                      int y) {
  uint64_t answered = sim_ratio(row->answered, row->calls, 1000);
  uint64_t attempts = chart_attempts(row);
  uint64_t useful = sim_ratio(row->attempts - row->wasted, row->calls, 100);
  int x = panel[CHART_ATTEMPTS].x;
  int split = chart_x(&panel[CHART_ATTEMPTS], useful);
  int end = chart_x(&panel[CHART_ATTEMPTS], attempts);

  fprintf(out, "<text x=\"14\" y=\"%d\">%s", y + 16, row->way->strategy);
  if (row->way->habit == SIM_REDIAL) {
    fprintf(out, " <tspan fill=\"#777\" font-size=\"10\">%s</tspan>",
            row->way->profile);
  }
  fputs("</text>\n", out);
  chart_bar(out, panel[CHART_ANSWERED].x,
            chart_x(&panel[CHART_ANSWERED], answered / 10), y, "#2b7a5b");
  chart_value(out, chart_x(&panel[CHART_ANSWERED], answered / 10), y, answered,
              1);
  chart_bar(out, x, split, y, "#3b6ea5");
  chart_bar(out, split, end, y, "#d08770");
  chart_value(out, end, y, attempts, 2);
  chart_dead_air(out, &panel[CHART_DEAD_AIR], row, y);
  chart_bar(out, panel[CHART_JAIN].x, chart_x(&panel[CHART_JAIN], row->jain), y,
            "#8a8a3c");
  chart_value(out, chart_x(&panel[CHART_JAIN], row->jain), y,
              (row->jain + 5) / 10, 3);
}

static void chart_legend(FILE *out, const sim_plan *plan,
                         const chart_panel *panel) {
  int y = chart_bottom(plan) + 54;

  chart_bar(out, panel[CHART_ATTEMPTS].x, panel[CHART_ATTEMPTS].x + 14, y - 16,
            "#d08770");
  fprintf(out,
          "<text x=\"%d\" y=\"%d\" font-size=\"11\" fill=\"#555\">wasted"
          "</text>\n",
          panel[CHART_ATTEMPTS].x + 20, y);
  fprintf(out,
          "<text x=\"%d\" y=\"%d\" font-size=\"11\" fill=\"#555\">"
          "&#9679; half, &#9675; 95, | 99 of 100 calls</text>\n",
          panel[CHART_DEAD_AIR].x, y);
}

void sim_chart(FILE *out, const sim_plan *plan, const sim_row *rows) {
  chart_panel panel[CHART_PANELS];
  uint32_t i;

  chart_panels(plan, rows, panel);
  chart_head(out, plan);
  for (i = 0; i < CHART_PANELS; i++) {
    chart_axis(out, plan, &panel[i]);
  }
  for (i = 0; i < plan->way_count; i++) {
    chart_row(out, panel, &rows[i], CHART_TOP + (int)i * CHART_ROW);
  }
  chart_legend(out, plan, panel);
  fputs("</svg>\n", out);
}
#undef CHART_LABEL
#undef CHART_PANEL
#undef CHART_GAP
#undef CHART_ROW
#undef CHART_TOP
#undef CHART_PANELS
#undef CHART_WIDTH
