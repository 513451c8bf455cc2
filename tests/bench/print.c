#include "print.h"
#include <stdio.h>

/* A table for people, one object a line for programs. */

void bench_print_head(void) {
  printf("%-50s %8s %12s  %-30s %12s %11s %9s %12s\n", "name", "n", "ours ns",
         "peer", "peer ns", "ratio", "goal", "instructions");
}

/* A number, or a dash where there is none. */
static void print_cell(double value, int width, int digits) {
  if (value < 0) {
    printf(" %*s", width, "-");
  } else {
    printf(" %*.*f", width, digits, value);
  }
}

static void print_figures(double value, int width) {
  if (value < 0) {
    printf(" %*s", width, "-");
  } else {
    printf(" %*.4g", width, value);
  }
}

void bench_print_row(const bench_result *result) {
  printf("%-50s %8u", result->name, (unsigned)result->n);
  print_cell(result->ours_ns, 12, 2);
  printf("  %-30s", result->peer[0] == '\0' ? "-" : result->peer);
  print_cell(result->peer_ns, 12, 2);
  print_figures(result->ratio, 11);
  print_figures(result->goal, 9);
  print_cell(result->instructions, 12, 1);
  printf("%s\n", result->ok ? "" : "  MISSED");
}

static void print_number(const char *key, double value, const char *form) {
  printf(", \"%s\": ", key);
  if (value < 0) {
    printf("null");
  } else {
    printf(form, value);
  }
}

/* No name holds anything that JSON would have to escape. */
void bench_print_json(const bench_result *result, bool instructions) {
  printf("{\"name\": \"%s\", \"n\": %u", result->name, (unsigned)result->n);
  print_number("ours_ns", result->ours_ns, "%.2f");
  if (result->peer[0] == '\0') {
    printf(", \"peer\": null");
  } else {
    printf(", \"peer\": \"%s\"", result->peer);
  }
  print_number("peer_ns", result->peer_ns, "%.2f");
  print_number("ratio", result->ratio, "%.6g");
  print_number("goal", result->goal, "%.6g");
  printf(", \"ok\": %s", result->ok ? "true" : "false");
  if (instructions) {
    print_number("instructions", result->instructions, "%.1f");
  }
  printf("}\n");
}
