#ifndef REDIAL_BENCH_OURS_H
#define REDIAL_BENCH_OURS_H

/* What redial offers, as sides. Each array ends with a side without name. */

#include "../bench.h"
#include <redial/redial.h>

extern const bench_side our_code_sides[];
extern const bench_side our_header_sides[];
extern const bench_side our_decide_sides[];
extern const bench_side our_index_sides[];
extern const bench_side our_pick_sides[];
extern const bench_side our_lease_sides[];
extern const bench_side our_time_sides[];
extern const bench_side our_worst_sides[];
extern const bench_side our_hunt_sides[];

/* pool.c: a pool of n targets with one strategy. */
typedef struct our_pool {
  redial_pool pool;
  const redial_selector *use[1];
  uint64_t *memory;
  size_t size;
} our_pool;

void our_pool_open(our_pool *p, const redial_selector *selector,
                   const bench_case *given);
void our_pool_close(our_pool *p);

#endif
