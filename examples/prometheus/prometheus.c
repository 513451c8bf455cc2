#include "prometheus.h"
#include <inttypes.h>

static void prometheus_head(FILE *out, const char *name, const char *type,
                            const char *help) {
  fprintf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

/* A label's value may be any text: three characters are escaped. */
static void prometheus_value(FILE *out, const char *text) {
  for (; *text != '\0'; text++) {
    if (*text == '\n') {
      fputs("\\n", out);
    } else {
      fprintf(out, "%s%c", *text == '"' || *text == '\\' ? "\\" : "", *text);
    }
  }
}

static void prometheus_open(FILE *out, const char *metric,
                            const prometheus_side *side, const char *name) {
  fprintf(out, "%s{%s=\"", metric, side->label);
  prometheus_value(out, name);
  fputc('"', out);
}

static void prometheus_counts(FILE *out, const prometheus_side *side,
                              uint32_t slot, const char *name,
                              uint64_t now_ms) {
  static const char *const results[REDIAL_COUNTS] = {
    "offered",  "answered",    "busy",  "no_answer",
    "declined", "unavailable", "failed"};
  redial_health_tally tally = redial_health_window(side->health, slot, now_ms);
  uint32_t i;

  for (i = 0; i < REDIAL_COUNTS; i++) {
    prometheus_open(out, "redial_results", side, name);
    fprintf(out, ",result=\"%s\"} %" PRIu32 "\n", results[i], tally.counts[i]);
  }
}

static void prometheus_share(FILE *out, const prometheus_side *side,
                             uint32_t slot, const char *name, uint64_t now_ms) {
  uint32_t share = redial_health_look(side->health, slot, now_ms).share;

  prometheus_open(out, "redial_share", side, name);
  fprintf(out, "} %" PRIu32 ".%04" PRIu32 "\n", share / 10000, share % 10000);
}

typedef void (*prometheus_each)(FILE *out, const prometheus_side *side,
                                uint32_t slot, const char *name,
                                uint64_t now_ms);

/* All samples of one metric stand together. */
static void prometheus_slots(FILE *out, const prometheus_side *sides,
                             size_t count, uint64_t now_ms,
                             prometheus_each each) {
  size_t i;

  for (i = 0; i < count; i++) {
    uint32_t slot;

    for (slot = 0; slot < sides[i].capacity; slot++) {
      const char *name = sides[i].name(sides[i].of, slot);

      if (name != NULL) {
        each(out, &sides[i], slot, name, now_ms);
      }
    }
  }
}

static uint32_t prometheus_of_pool(const redial_health_pool *pool,
                                   uint32_t which) {
  const uint32_t numbers[] = {pool->ejected, pool->withheld, pool->backward};

  return numbers[which];
}

static void prometheus_pools(FILE *out, const prometheus_side *sides,
                             size_t count, const char *metric, uint32_t which) {
  size_t i;

  for (i = 0; i < count; i++) {
    uint32_t number = prometheus_of_pool(sides[i].health->pool, which);

    if (count > 1) {
      fprintf(out, "%s{side=\"%s\"} %" PRIu32 "\n", metric, sides[i].label,
              number);
    } else {
      fprintf(out, "%s %" PRIu32 "\n", metric, number);
    }
  }
}

void prometheus_write(FILE *out, const prometheus_side *sides, size_t count,
                      uint64_t now_ms) {
  prometheus_head(out, "redial_results", "gauge",
                  "What came back in the last minutes.");
  prometheus_slots(out, sides, count, now_ms, prometheus_counts);
  prometheus_head(out, "redial_share", "gauge",
                  "Share of its weight that a target gets now.");
  prometheus_slots(out, sides, count, now_ms, prometheus_share);
  prometheus_head(out, "redial_ejected", "gauge",
                  "Targets that are ejected now.");
  prometheus_pools(out, sides, count, "redial_ejected", 0);
  prometheus_head(out, "redial_ejections_withheld_total", "counter",
                  "Ejections held back by the ceiling.");
  prometheus_pools(out, sides, count, "redial_ejections_withheld_total", 1);
  prometheus_head(out, "redial_clock_backward_total", "counter",
                  "Times the clock went backward.");
  prometheus_pools(out, sides, count, "redial_clock_backward_total", 2);
}
