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

void bench_profile_group(const bench_group *group) {
  uint32_t i;

  if (group->measure != BENCH_TIME) {
    return;
  }
  for (i = 0; i < BENCH_PEERS && group->peers[i] != NULL; i++) {
    bench_result judged;

    bench_result_begin(&judged, group, group->peers[i]);
    if (judged.goal >= 0) {
      profile_side(group, "", group->ours, group->situation, group->n);
      profile_side(group, judged.peer, group->peers[i], group->peer_situation,
                   group->peer_n);
    }
  }
}
