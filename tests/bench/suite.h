#ifndef REDIAL_BENCH_SUITE_H
#define REDIAL_BENCH_SUITE_H

#include "bench.h"

/* What is measured beside what, and how good it has to be. suite.def and
   goals.def say it; this makes rows of it. */

#define BENCH_PEERS 6u

typedef enum bench_measure {
  BENCH_TIME,   /* nanoseconds beside each peer's */
  BENCH_COUNT,  /* instructions */
  BENCH_WORST,  /* instructions of the dearest of many calls */
  BENCH_SPREAD, /* how many more than of the cheapest */
  BENCH_SPACE,  /* bytes a target */
  BENCH_CREWS   /* nanoseconds of several workers */
} bench_measure;

/* One of ours in one situation, beside any number of peers in turn. A peer
   may be ourselves in another situation. */
typedef struct bench_group {
  char name[64];
  bench_measure measure;
  const char *ours;
  const char *peers[BENCH_PEERS];
  bench_situation situation;
  bench_situation peer_situation;
  uint32_t n;
  uint32_t peer_n;
} bench_group;

/* Group number i; false when there are no more. */
bool bench_group_at(uint32_t i, bench_group *group);

/* The goal for a row, below 0 when it has none: a ratio, or a number of
   instructions when there is no peer. */
double bench_goal(const bench_group *group, const char *peer);

#endif
