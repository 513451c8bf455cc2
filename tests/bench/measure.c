#define _POSIX_C_SOURCE 200809L
#include "measure.h"
#include "inputs.h"
#include "sides.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Ours and the peers take turns, so that whatever slows the machine down
   slows all of them; of the repetitions of each the median counts. The clock
   is that of the processor time of this thread: what others do meanwhile is
   not in it. */

typedef struct measure_lane {
  bench_player player;
  const char *name;
  uint64_t operations; /* of one repetition */
  double ns[BENCH_REPETITIONS];
} measure_lane;

static volatile uint64_t measure_sink;

static double measure_now_ns(void) {
  struct timespec now;

  (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static double measure_once(const bench_player *player, uint64_t operations) {
  double begin = measure_now_ns();

  measure_sink += bench_run(player, operations);
  return (measure_now_ns() - begin) / (double)operations;
}

/* Enough operations for a repetition to last as long as wanted. */
static uint64_t measure_calibrate(const bench_player *player, double wanted) {
  uint64_t operations = 1;
  double took = measure_once(player, operations);

  while (took * (double)operations < wanted / 4 && operations < 1u << 28) {
    operations *= 4;
    took = measure_once(player, operations);
  }
  if (took * (double)operations < wanted) {
    operations = 1 + (uint64_t)(wanted / (took > 0.1 ? took : 0.1));
  }
  return operations;
}

static int measure_order(const void *a, const void *b) {
  double first = *(const double *)a;
  double second = *(const double *)b;

  return first < second ? -1 : first > second;
}

double bench_median(double *values, uint32_t count) {
  qsort(values, count, sizeof(double), measure_order);
  return values[count / 2];
}

static bool measure_open(measure_lane *lane, const char *name,
                         bench_situation situation, uint32_t n, double wanted) {
  bench_case given = bench_case_of(situation, n);

  lane->name = name;
  if (!bench_open(&lane->player, name, &given)) {
    return false;
  }
  lane->operations = measure_calibrate(&lane->player, wanted);
  return true;
}

static void measure_take_turns(measure_lane *lanes, uint32_t count,
                               uint32_t repetitions) {
  uint32_t r;
  uint32_t i;

  for (r = 0; r < repetitions; r++) {
    for (i = 0; i < count; i++) {
      lanes[i].ns[r] = measure_once(&lanes[i].player, lanes[i].operations);
    }
  }
}

void bench_result_begin(bench_result *result, const bench_group *group,
                        const char *peer) {
  memset(result, 0, sizeof(*result));
  (void)snprintf(result->name, sizeof(result->name), "%s", group->name);
  if (peer != NULL && strcmp(peer, group->ours) == 0) {
    (void)snprintf(result->peer, sizeof(result->peer), "ours, %s at %u",
                   bench_situation_name(group->peer_situation),
                   (unsigned)group->peer_n);
  } else if (peer != NULL) {
    (void)snprintf(result->peer, sizeof(result->peer), "%s", peer);
  }
  result->n = group->n;
  result->ours_ns = -1;
  result->peer_ns = -1;
  result->ratio = -1;
  result->instructions = -1;
  result->goal = bench_goal(group, peer == NULL ? NULL : result->peer);
  result->ok = true;
}

void bench_result_judge(bench_result *result, double value) {
  result->ok = result->goal < 0 || value <= result->goal;
}

static uint32_t measure_time(const bench_group *group,
                             const bench_options *options,
                             bench_result results[BENCH_PEERS]) {
  measure_lane lanes[BENCH_PEERS + 1];
  uint32_t repetitions =
    options->quick ? BENCH_REPETITIONS_QUICK : BENCH_REPETITIONS;
  double wanted = options->quick ? 2e5 : group->n < 100000 ? 1.5e6 : 4e6;
  uint32_t count = 0;
  uint32_t i;

  if (!measure_open(&lanes[count++], group->ours, group->situation, group->n,
                    wanted)) {
    return 0;
  }
  for (i = 0; i < BENCH_PEERS && group->peers[i] != NULL; i++) {
    count += measure_open(&lanes[count], group->peers[i], group->peer_situation,
                          group->peer_n, wanted);
  }
  measure_take_turns(lanes, count, repetitions);
  for (i = 0; i < count; i++) {
    lanes[i].ns[0] = bench_median(lanes[i].ns, repetitions);
    bench_close(&lanes[i].player);
  }
  for (i = 1; i < count; i++) {
    bench_result *result = &results[i - 1];

    bench_result_begin(result, group, lanes[i].name);
    result->ours_ns = lanes[0].ns[0];
    result->peer_ns = lanes[i].ns[0];
    result->ratio = result->ours_ns / result->peer_ns;
    bench_result_judge(result, result->ratio);
  }
  return count - 1;
}

/* Bytes a target; 1 for the peer that is a byte. */
static double measure_bytes(const char *name, const bench_group *group) {
  bench_case given = bench_case_of(group->situation, group->n);
  bench_player player;
  double bytes = 0;

  if (strcmp(name, "byte") == 0) {
    return 1;
  }
  if (bench_open(&player, name, &given)) {
    bytes = (double)bench_bytes(&player) / group->n;
    bench_close(&player);
  }
  return bytes;
}

static uint32_t measure_space(const bench_group *group,
                              bench_result results[BENCH_PEERS]) {
  double ours = measure_bytes(group->ours, group);
  uint32_t count = 0;
  uint32_t i;

  for (i = 0; i < BENCH_PEERS && group->peers[i] != NULL; i++) {
    double bytes = measure_bytes(group->peers[i], group);

    if (bytes > 0) {
      bench_result_begin(&results[count], group, group->peers[i]);
      results[count].ratio = ours / bytes;
      bench_result_judge(&results[count], results[count].ratio);
      count++;
    }
  }
  return count;
}

uint32_t bench_measure_group(const bench_group *group,
                             const bench_options *options,
                             bench_result results[BENCH_PEERS]) {
  switch (group->measure) {
  case BENCH_TIME:
    return measure_time(group, options, results);
  case BENCH_SPACE:
    return measure_space(group, results);
  case BENCH_CREWS:
    return bench_measure_crews(group, options, results);
  default:
    return options->callgrind ? bench_count_group(group, results) : 0;
  }
}
