#define _POSIX_C_SOURCE 200809L
#include "counts.h"
#include "inputs.h"
#include "measure.h"
#include "sides.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Instructions, which do not drift: the program runs itself again under
   callgrind, where it does some operations, and then twice as many; the
   difference is the price. The same loop around a call that does nothing is
   taken off. Opening is not counted, so a million targets cost no patience. */

#define COUNT_OPERATIONS 4096u
#define COUNT_CALLS 200u    /* of which the dearest is looked for */
#define COUNT_STATUSES 600u /* of which the dearest and the cheapest are */

#ifdef REDIAL_BENCH_CALLGRIND
#include <valgrind/callgrind.h>

static volatile uint64_t counts_sink;

static void counts_region(const bench_player *player, uint64_t operations) {
  CALLGRIND_ZERO_STATS;
  counts_sink += bench_run(player, operations);
  CALLGRIND_DUMP_STATS;
}

/* --count SIDE SITUATION N CALLS. */
int bench_count_child(int argc, char **argv) {
  bench_situation situation;
  bench_player player;
  bench_case given;
  uint32_t calls;
  uint32_t i;

  if (argc != 6 || !bench_situation_of(argv[3], &situation)) {
    fprintf(stderr, "redial-bench: --count is for the program itself\n");
    return 2;
  }
  given = bench_case_of(situation, (uint32_t)strtoul(argv[4], NULL, 10));
  if (!bench_open(&player, argv[2], &given)) {
    return 2;
  }
  CALLGRIND_START_INSTRUMENTATION;
  calls = (uint32_t)strtoul(argv[5], NULL, 10);
  if (calls == COUNTS_PROFILE) {
    counts_region(&player, COUNTS_PROFILED);
    counts_region(&player, COUNTS_PROFILED);
  } else if (calls != COUNTS_MEAN) {
    counts_region(&player, 0);
    for (i = 0; i < calls; i++) {
      counts_region(&player, 1);
    }
  } else {
    counts_region(&player, COUNT_OPERATIONS);
    counts_region(&player, 2u * COUNT_OPERATIONS);
  }
  CALLGRIND_STOP_INSTRUMENTATION;
  bench_close(&player);
  return 0;
}

#else
int bench_count_child(int argc, char **argv) {
  (void)argc;
  (void)argv;
  return 2;
}
#endif

static bool counts_self(char *path, size_t size) {
  ssize_t length = readlink("/proc/self/exe", path, size - 1);

  path[length > 0 ? length : 0] = '\0';
  return length > 0;
}

bool counts_spawn(const char *folder, const char *side,
                  bench_situation situation, uint32_t n, uint32_t calls,
                  char *const caches[3]) {
  static char *const none[3] = {"-q", "-q", "-q"};
  char *const *more = caches != NULL ? caches : none;
  char self[4096];
  char out[4200];
  char targets[16];
  char each[16];
  int status = -1;
  pid_t child;

  if (!counts_self(self, sizeof(self))) {
    return false;
  }
  (void)snprintf(out, sizeof(out), "--callgrind-out-file=%s/out", folder);
  (void)snprintf(targets, sizeof(targets), "%u", (unsigned)n);
  (void)snprintf(each, sizeof(each), "%u", (unsigned)calls);
  child = fork();
  if (child == 0) {
    (void)freopen("/dev/null", "w", stderr);
    (void)execlp("valgrind", "valgrind", "--tool=callgrind", "-q",
                 "--instr-atstart=no", more[0], more[1], more[2], out, self,
                 "--count", side, bench_situation_name(situation), targets,
                 each, (char *)NULL);
    _exit(127);
  }
  return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

/* Zeros at the end of a line are left out in a dump. */
static void counts_numbers(const char *text, double *numbers, uint32_t count) {
  uint32_t i;
  char *end;

  for (i = 0; i < count; i++) {
    numbers[i] = strtod(text, &end);
    text = end;
  }
}

bool counts_totals(const char *folder, uint32_t number, double *totals,
                   uint32_t count) {
  bool found = false;
  char path[4200];
  char line[256];
  FILE *file;

  (void)snprintf(path, sizeof(path), "%s/out.%u", folder, (unsigned)number);
  file = fopen(path, "r");
  while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
    if (strncmp(line, "totals: ", 8) == 0) {
      counts_numbers(line + 8, totals, count);
      found = true;
    }
  }
  if (file != NULL) {
    (void)fclose(file);
  }
  return found;
}

static double counts_total(const char *folder, uint32_t number) {
  double total;

  return counts_totals(folder, number, &total, 1) ? total : -1;
}

void counts_remove(const char *folder) {
  DIR *entries = opendir(folder);
  const struct dirent *entry;
  char path[4200];

  while (entries != NULL && (entry = readdir(entries)) != NULL) {
    if (strncmp(entry->d_name, "out", 3) == 0) {
      (void)snprintf(path, sizeof(path), "%s/%.255s", folder, entry->d_name);
      (void)unlink(path);
    }
  }
  if (entries != NULL) {
    (void)closedir(entries);
  }
  (void)rmdir(folder);
}

/* The mean of many calls, the dearest, or how far from the cheapest that is;
   below 0: it cannot be had. */
static double counts_of(const char *side, bench_situation situation, uint32_t n,
                        bench_measure measure) {
  char folder[] = "/tmp/redial-bench-XXXXXX";
  uint32_t calls = measure == BENCH_COUNT    ? COUNTS_MEAN
                   : measure == BENCH_SPREAD ? COUNT_STATUSES
                                             : COUNT_CALLS;
  double most = -1;
  double least = 1e18;
  double base;
  uint32_t i;

  if (mkdtemp(folder) == NULL) {
    return -1;
  }
  if (counts_spawn(folder, side, situation, n, calls, NULL)) {
    base = counts_total(folder, 1);
    if (calls == COUNTS_MEAN) {
      most = (counts_total(folder, 2) - base) / COUNT_OPERATIONS;
    }
    for (i = 0; i < calls; i++) {
      double one = counts_total(folder, i + 2) - base;

      most = one > most ? one : most;
      least = one < least ? one : least;
    }
  }
  counts_remove(folder);
  return most < 0 || measure != BENCH_SPREAD ? most : most - least;
}

/* A call that does nothing in the same loop. */
static double counts_loop(const char *side, bench_situation situation) {
  if (strncmp(side, "index/", 6) == 0) {
    return counts_of("index/nothing", situation, 1, BENCH_COUNT);
  }
  return counts_of(situation == BENCH_SAMPLES ? "nothing, values" : "nothing",
                   situation, 0, BENCH_COUNT);
}

static double counts_net(const char *side, bench_situation situation,
                         uint32_t n) {
  double loop = counts_loop(side, situation);
  double all = counts_of(side, situation, n, BENCH_COUNT);

  return all < 0 || loop < 0 ? -1 : all - loop;
}

bool bench_count_works(void) {
  return counts_of("nothing", BENCH_MIX, 0, BENCH_COUNT) >= 0;
}

uint32_t bench_count_group(const bench_group *group,
                           bench_result results[BENCH_PEERS]) {
  bench_result *result = &results[0];
  double peer;

  bench_result_begin(result, group, group->peers[0]);
  if (group->measure != BENCH_COUNT) {
    result->instructions =
      counts_of(group->ours, group->situation, group->n, group->measure);
  } else {
    result->instructions = counts_net(group->ours, group->situation, group->n);
  }
  if (result->instructions < 0) {
    fprintf(stderr, "redial-bench: %s cannot be counted here\n", group->name);
    return 0;
  }
  bench_result_judge(result, result->instructions);
  if (group->peers[0] != NULL) {
    peer = counts_net(group->ours, group->peer_situation, group->peer_n);
    result->ratio = result->instructions / peer;
    bench_result_judge(result, result->ratio);
  }
  return 1;
}
