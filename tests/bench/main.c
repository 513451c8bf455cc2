#include "check.h"
#include "measure.h"
#include "print.h"
#include "suite.h"
#include <stdio.h>
#include <string.h>

/* redial-bench: our calls beside what one would call otherwise. */

static const char main_help[] =
  "usage: redial-bench [OPTION...] [NAME...]\n"
  "Measures redial beside other libraries and beside what people write\n"
  "themselves, in one process and in turns. A NAME chooses the measurements\n"
  "whose name holds it.\n"
  "\n"
  "  --list       says what there is to measure, and measures nothing\n"
  "  --quick      shorter repetitions: for trying, not for figures\n"
  "  --json       one object a line: name n ours_ns peer peer_ns ratio goal "
  "ok\n"
  "  --callgrind  counts instructions as well; needs valgrind. Rows without a\n"
  "               peer then have instructions, and that number is the goal\n"
  "  --profile    instructions and cache misses where there is a goal, in "
  "place of\n"
  "               times, one object a line; needs valgrind\n"
  "  --check      compares the answers of all sides instead of their speed\n"
  "  --help       says this\n"
  "\n"
  "Exit status: 0 all goals reached, 1 one missed, 2 usage.\n";

typedef struct main_options {
  bench_options bench;
  bool list;
  bool json;
  bool check;
  bool profile;
  bool help;
} main_options;

static const char *main_names[64];
static uint32_t main_name_count;

/* Sets what the word says; false for a word that says nothing. */
static bool main_option(const char *word, main_options *options) {
  struct {
    const char *word;
    bool *set;
  } known[] = {
    {"--list", &options->list},      {"--quick", &options->bench.quick},
    {"--json", &options->json},      {"--callgrind", &options->bench.callgrind},
    {"--check", &options->check},    {"--help", &options->help},
    {"--profile", &options->profile}};
  size_t i;

  for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
    if (strcmp(word, known[i].word) == 0) {
      *known[i].set = true;
      return true;
    }
  }
  return false;
}

static bool main_has(const char *group, const char *name) {
  return strstr(group, name) != NULL;
}

static bool main_wanted(const bench_group *group) {
  uint32_t i;

  for (i = 0; i < main_name_count; i++) {
    if (main_has(group->name, main_names[i])) {
      return true;
    }
  }
  return main_name_count == 0;
}

/* Is there anything of this name? */
static bool main_exists(const char *name) {
  bench_group group;
  uint32_t i;

  for (i = 0; bench_group_at(i, &group); i++) {
    if (main_has(group.name, name)) {
      return true;
    }
  }
  return false;
}

/* One line, whatever the word holds. */
static int main_refuse(const char *what, const char *word) {
  size_t i;

  fprintf(stderr, "redial-bench: %s: '", what);
  for (i = 0; i < 80 && word[i] != '\0'; i++) {
    (void)fputc(word[i] >= ' ' && word[i] <= '~' ? word[i] : '?', stderr);
  }
  fprintf(stderr, "%s'\n", word[i] == '\0' ? "" : "...");
  return 2;
}

static int main_arguments(int argc, char **argv, main_options *options) {
  int i;

  memset(options, 0, sizeof(*options));
  for (i = 1; i < argc; i++) {
    if (argv[i][0] == '-') {
      if (!main_option(argv[i], options)) {
        return main_refuse("no such option", argv[i]);
      }
    } else if (argv[i][0] == '\0' || !main_exists(argv[i])) {
      return main_refuse("no measurement has this in its name", argv[i]);
    } else if (main_name_count == 64) {
      return main_refuse("too many names, from here on", argv[i]);
    } else {
      main_names[main_name_count++] = argv[i];
    }
  }
  return 0;
}

static void main_list(const bench_group *group) {
  uint32_t i;

  printf("%s %u\n", group->name, (unsigned)group->n);
  for (i = 0; i < BENCH_PEERS && group->peers[i] != NULL; i++) {
    printf("  %s\n", group->peers[i]);
  }
}

/* Prints what came out; false when a goal was missed. */
static bool main_show(const main_options *options, const bench_result *results,
                      uint32_t count) {
  bool ok = true;
  uint32_t i;

  for (i = 0; i < count; i++) {
    ok = ok && results[i].ok;
    if (options->json) {
      bench_print_json(&results[i], options->bench.callgrind);
    } else {
      bench_print_row(&results[i]);
    }
  }
  (void)fflush(stdout);
  return ok;
}

static int main_measure(const main_options *options) {
  bench_result results[BENCH_PEERS];
  bench_group group;
  bool ok = true;
  uint32_t i;

  if (!options->json && !options->list && !options->profile) {
    bench_print_head();
  }
  for (i = 0; bench_group_at(i, &group); i++) {
    if (!main_wanted(&group)) {
      continue;
    }
    if (options->list) {
      main_list(&group);
    } else if (options->profile) {
      bench_profile_group(&group, &options->bench);
    } else {
      ok = main_show(options, results,
                     bench_measure_group(&group, &options->bench, results)) &&
           ok;
    }
  }
  return ok ? 0 : 1;
}

int main(int argc, char **argv) {
  main_options options;
  int status;

  if (argc > 1 && strcmp(argv[1], "--count") == 0) {
    return bench_count_child(argc, argv);
  }
  status = main_arguments(argc, argv, &options);
  if (status != 0) {
    return status;
  }
  if (options.help) {
    (void)fputs(main_help, stdout);
    return 0;
  }
  if ((options.bench.callgrind || options.profile) && !options.list &&
      !bench_count_works()) {
    return main_refuse("cannot run valgrind, or was built without its header",
                       options.profile ? "--profile" : "--callgrind");
  }
  return options.check ? bench_check() : main_measure(&options);
}
