#ifndef REDIAL_BENCH_SIDES_H
#define REDIAL_BENCH_SIDES_H

#include "bench.h"

/* The side of a name; NULL when its package is not here. */
const bench_side *bench_side_of(const char *name);

/* A side, ready to run. */
typedef struct bench_player {
  const bench_side *side;
  void *self;
} bench_player;

bool bench_open(bench_player *player, const char *name,
                const bench_case *given);
uint64_t bench_run(const bench_player *player, uint64_t operations);
size_t bench_bytes(const bench_player *player); /* 0: not known */
void bench_close(bench_player *player);

#endif
