#ifndef REDIAL_BENCH_COUNTS_H
#define REDIAL_BENCH_COUNTS_H

#include "bench.h"

/* The program itself again, under callgrind. */

/* How many calls: the mean of many; or of many more, once the caches are as
   they stay, with what misses them. Else: each of so many. */
#define COUNTS_MEAN 0u
#define COUNTS_PROFILE UINT32_MAX
#define COUNTS_PROFILED 16384u

/* Runs the child; its dumps are folder/out.1, out.2 and so on. @p caches: what
   to tell callgrind about them; NULL: nothing. */
bool counts_spawn(const char *folder, const char *side,
                  bench_situation situation, uint32_t n, uint32_t calls,
                  char *const caches[3]);
/* The first numbers of the sums of a dump; false when there are none. */
bool counts_totals(const char *folder, uint32_t number, double *totals,
                   uint32_t count);
void counts_remove(const char *folder);

#endif
