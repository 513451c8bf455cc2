#define _POSIX_C_SOURCE 200809L
#include "counts.h"
#include "measure.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Why something takes the time that it takes: instructions of a call, and how
   often it reads or writes what is not in the first cache, and not in the
   second. callgrind keeps the two, of the sizes that nearly all processors of
   today have at least; they do not drift. What is counted is the whole loop, of
   ours and of each peer beside whom there is a goal. */

/* Who is so many times slower needs no excuse, and no patience either. */
#define PROFILE_RATIO 0.05

/* "Ir Dr Dw I1mr D1mr D1mw ILmr DLmr DLmw" */
#define PROFILE_EVENTS 9u
enum { INSTRUCTIONS = 0, READS_1 = 4, WRITES_1 = 5, READS_2 = 7, WRITES_2 = 8 };

/* @p peer: as in the row; empty: ours. */
static void profile_side(const bench_group *group, const char *peer,
                         const char *side, bench_situation situation,
                         uint32_t n) {
  static char *const caches[3] = {"--cache-sim=yes", "--D1=32768,8,64",
                                  "--LL=1048576,16,64"};
  char folder[] = "/tmp/redial-bench-XXXXXX";
  double sums[PROFILE_EVENTS];

  if (mkdtemp(folder) == NULL) {
    return;
  }
  if (counts_spawn(folder, side, situation, n, COUNTS_PROFILE, caches) &&
      counts_totals(folder, 2, sums, PROFILE_EVENTS)) {
    printf("{\"name\": \"%s\", \"n\": %u, \"peer\": \"%s\", "
           "\"instructions\": %.1f, \"misses_1\": %.2f, "
           "\"misses_2\": %.2f}\n",
           group->name, (unsigned)group->n, peer,
           sums[INSTRUCTIONS] / COUNTS_PROFILED,
           (sums[READS_1] + sums[WRITES_1]) / COUNTS_PROFILED,
           (sums[READS_2] + sums[WRITES_2]) / COUNTS_PROFILED);
    (void)fflush(stdout);
  }
  counts_remove(folder);
}

/* The name by which a group knows a peer of a result. */
static const char *profile_peer(const bench_group *group, const char *peer) {
  bench_result named;
  uint32_t i;

  for (i = 0; i < BENCH_PEERS && group->peers[i] != NULL; i++) {
    bench_result_begin(&named, group, group->peers[i]);
    if (strcmp(named.peer, peer) == 0) {
      return group->peers[i];
    }
  }
  return group->ours;
}

void bench_profile_group(const bench_group *group,
                         const bench_options *options) {
  bench_result results[BENCH_PEERS];
  uint32_t count;
  uint32_t i;

  if (group->measure != BENCH_TIME) {
    return;
  }
  count = bench_measure_group(group, options, results);
  for (i = 0; i < count; i++) {
    if (results[i].goal >= 0 && results[i].ratio >= PROFILE_RATIO) {
      profile_side(group, "", group->ours, group->situation, group->n);
      profile_side(group, results[i].peer, profile_peer(group, results[i].peer),
                   group->peer_situation, group->peer_n);
    }
  }
}
