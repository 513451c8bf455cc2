#define _POSIX_C_SOURCE 200809L
#include "crew.h"
#include "measure.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Workers beside other workers. Their clock is that on the wall: who waits for
   a lock pays for it. Then the same once more under watch: no slot may be
   claimed twice, and nobody may be told that nothing is free. */

#define CREWS_TRIES 8u       /* of a repetition that was disturbed */
#define CREWS_TURNS 1000000u /* watched, of each worker */

static const struct {
  const char *name;
  const crew_kind *kind;
  uint32_t workers;
  bool processes;
} crews_known[] = {
  {"board, one worker", &our_board, 1, false},
  {"board, two threads", &our_board, 2, false},
  {"board, two processes", &our_board, 2, true},
  {"shares, two threads", &our_board_in_shares, 2, false},
  {"shares, two processes", &our_board_in_shares, 2, true},
  {"mutex, one worker", &base_locked, 1, false},
  {"mutex, two threads", &base_locked, 2, false},
  {"mutex, two processes", &base_locked, 2, true},
};
#define KNOWN (sizeof(crews_known) / sizeof(crews_known[0]))

typedef struct crews_lane {
  const char *name;
  crew *workers;
  uint64_t turns;
  double ns[BENCH_REPETITIONS];
} crews_lane;

/* In ten thousandths. */
static uint32_t crews_busy(const bench_group *group) {
  uint32_t free = group->situation == BENCH_BUSY50   ? 5000
                  : group->situation == BENCH_BUSY90 ? 1000
                  : group->situation == BENCH_BUSY99 ? 100
                                                     : 1;

  return group->n - (uint32_t)((uint64_t)group->n * free / 10000);
}

static void crews_calibrate(crews_lane *lane, double wanted) {
  double took;

  lane->turns = 1000;
  took = crew_run(lane->workers, lane->turns, false);
  while (took * (double)lane->turns < wanted / 4 && lane->turns < 1u << 24) {
    lane->turns *= 4;
    took = crew_run(lane->workers, lane->turns, false);
  }
}

static void crews_open(crews_lane *lane, const char *name,
                       const bench_group *group, double wanted) {
  size_t i = 0;

  while (i + 1 < KNOWN && strcmp(crews_known[i].name, name) != 0) {
    i++;
  }
  lane->name = name;
  lane->workers =
    crew_open(crews_known[i].kind, crews_known[i].workers,
              crews_known[i].processes, group->n, crews_busy(group));
  crews_calibrate(lane, wanted);
}

/* Something that never may be: how often, of how many. */
static void crews_fault(const bench_group *group, const char *what,
                        uint64_t count, uint64_t turns, bench_result *result) {
  bench_group named = *group;

  (void)snprintf(named.name, sizeof(named.name), "%.40s/%s", group->name, what);
  bench_result_begin(result, &named, "claims");
  result->ratio = (double)count / (double)turns;
  bench_result_judge(result, result->ratio);
}

static uint32_t crews_watch(const bench_group *group,
                            const bench_options *options, crews_lane *lane,
                            bench_result *results) {
  crew_report seen;

  (void)crew_run(lane->workers, CREWS_TURNS / (options->quick ? 10u : 1u),
                 true);
  seen = crew_seen(lane->workers);
  crews_fault(group, "double_claims", seen.twice, seen.turns, &results[0]);
  crews_fault(group, "false_none", seen.none, seen.turns, &results[1]);
  return 2;
}

static uint32_t crews_judge(const bench_group *group, const crews_lane *lanes,
                            uint32_t count, bench_result *results) {
  uint32_t i;

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

/* Two workers on one processor show how it is shared, and nothing else. */
static bool crews_have_room(void) {
  static bool said;
  bool room = sysconf(_SC_NPROCESSORS_ONLN) >= 2;

  if (!room && !said) {
    fprintf(stderr, "redial-bench: one processor only: two workers are left "
                    "out\n");
    said = true;
  }
  return room;
}

/* Where others want the processors as well, one more time and another. */
static double crews_undisturbed(const crews_lane *lane) {
  double ns = 0;
  uint32_t i;

  for (i = 0; i < CREWS_TRIES; i++) {
    ns = crew_run(lane->workers, lane->turns, false);
    if (!crew_was_aside(lane->workers)) {
      break;
    }
  }
  return ns;
}

static void crews_take_turns(crews_lane *lanes, uint32_t count,
                             uint32_t repetitions) {
  uint32_t r;
  uint32_t i;

  for (r = 0; r < repetitions; r++) {
    for (i = 0; i < count; i++) {
      lanes[i].ns[r] = crews_undisturbed(&lanes[i]);
    }
  }
  for (i = 0; i < count; i++) {
    lanes[i].ns[0] = bench_median(lanes[i].ns, repetitions);
  }
}

uint32_t bench_measure_crews(const bench_group *group,
                             const bench_options *options,
                             bench_result results[BENCH_PEERS]) {
  uint32_t repetitions =
    options->quick ? BENCH_REPETITIONS_QUICK : BENCH_REPETITIONS;
  double wanted = options->quick ? 1e6 : 4e6;
  crews_lane lanes[BENCH_PEERS + 1];
  uint32_t count = 1;
  uint32_t rows;
  uint32_t i;

  if (!crews_have_room()) {
    return 0;
  }
  crews_open(&lanes[0], group->ours, group, wanted);
  for (i = 0; i < BENCH_PEERS && group->peers[i] != NULL; i++) {
    crews_open(&lanes[count++], group->peers[i], group, wanted);
  }
  crews_take_turns(lanes, count, repetitions);
  rows = crews_judge(group, lanes, count, results);
  rows += crews_watch(group, options, &lanes[0], &results[rows]);
  for (i = 0; i < count; i++) {
    crew_close(lanes[i].workers);
  }
  return rows;
}
