#ifndef REDIAL_BENCH_BASE_H
#define REDIAL_BENCH_BASE_H

/* What people write when they have no library, from the published
   algorithms. Nothing here comes from anybody's source. */

#include "../bench.h"

/* Each ends with a side that has no name. */
extern const bench_side base_scan_sides[];
extern const bench_side base_ipvs_sides[];
extern const bench_side base_smooth_sides[];
extern const bench_side base_heap_sides[];
extern const bench_side base_ring_sides[];
extern const bench_side base_dense_sides[];
extern const bench_side base_libc_sides[];
extern const bench_side base_table_sides[];
extern const bench_side base_by_hand_sides[];
extern const bench_side base_nothing_sides[];

/* Memory or an end: a bench without memory measures nothing. */
void *base_memory(size_t count, size_t size);

#endif
