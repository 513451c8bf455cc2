#ifndef REDIAL_BENCH_DRIVE_H
#define REDIAL_BENCH_DRIVE_H

/* One driver for every structure over targets, ours and the peers'. */

#include "bench.h"
#include <stdlib.h>

typedef struct bench_drive {
  void *self;
  const bench_index *index;
  uint64_t seed;
  uint32_t *busy; /* whose calls end in turn of chance */
  uint32_t busy_count;
} bench_drive;

/* All targets can be had; or they stand as the case says. */
void *bench_drive_bare(const bench_index *index, const bench_case *given);
void *bench_drive_open(const bench_index *index, const bench_case *given);
uint64_t bench_drive_run(void *drive, uint64_t operations);
void bench_drive_close(void *drive);

/* The loops, inlined wherever they stand, so that each side pays one call by
   pointer for each pick, give and take. */
static inline uint64_t bench_picks(bench_drive *drive, uint64_t operations,
                                   uint32_t (*pick)(void *self,
                                                    uint64_t random),
                                   void (*take)(void *self, uint32_t slot)) {
  uint64_t sum = 0;

  while (operations-- > 0) {
    uint32_t slot = pick(drive->self, bench_random(&drive->seed));

    if (take != NULL) {
      take(drive->self, slot);
    }
    sum += slot;
  }
  return sum;
}

static inline uint64_t bench_turnover(bench_drive *drive, uint64_t operations,
                                      uint32_t (*pick)(void *self,
                                                       uint64_t random),
                                      void (*take)(void *self, uint32_t slot),
                                      void (*give)(void *self, uint32_t slot)) {
  uint64_t sum = 0;

  while (operations-- > 0) {
    uint64_t random = bench_random(&drive->seed);
    uint32_t i = bench_below(random, drive->busy_count);
    uint32_t slot;

    give(drive->self, drive->busy[i]);
    slot = pick(drive->self, bench_random(&drive->seed));
    take(drive->self, slot);
    drive->busy[i] = slot;
    sum += slot;
  }
  return sum;
}

#endif
