#include "drive.h"
#include "base/base.h"

/* Numbers below n in an order of chance. */
static uint32_t *drive_shuffled(uint32_t n, uint64_t *seed) {
  uint32_t *order = (uint32_t *)base_memory(n, sizeof(uint32_t));
  uint32_t i;

  for (i = 0; i < n; i++) {
    uint32_t other = bench_below(bench_random(seed), i + 1);

    order[i] = order[other];
    order[other] = i;
  }
  return order;
}

static uint32_t drive_share(uint32_t n, bench_situation situation) {
  switch (situation) {
  case BENCH_HALF:
    return n / 2;
  case BENCH_DOWN99:
    return n - (n + 99) / 100;
  case BENCH_CHURN90:
    return n > 1 ? n - (n + 9) / 10 : 1;
  case BENCH_CHURN999:
    return n > 1 ? n - (n + 999) / 1000 : 1;
  case BENCH_CALLS:
    return n;
  default:
    return 0;
  }
}

static void drive_shut_all_but(bench_drive *drive, uint32_t n, uint32_t left) {
  uint32_t i;

  for (i = 0; i < n; i++) {
    if (i != left) {
      drive->index->shut(drive->self, i);
    }
  }
}

/* Brings n targets, all of whom can be had, into the situation. */
static void drive_arrange(bench_drive *drive, const bench_case *given) {
  uint32_t count = drive_share(given->n, given->situation);
  uint32_t *order = drive_shuffled(given->n, &drive->seed);
  uint32_t i;

  switch (given->situation) {
  case BENCH_ONE:
    drive_shut_all_but(drive, given->n, given->n / 2);
    break;
  case BENCH_HALF:
  case BENCH_DOWN99:
    for (i = 0; i < count; i++) {
      drive->index->shut(drive->self, order[i]);
    }
    break;
  case BENCH_CHURN90:
  case BENCH_CHURN999:
  case BENCH_CALLS:
    for (i = 0; i < count; i++) {
      drive->index->take(drive->self, order[i]);
    }
    drive->busy = order;
    drive->busy_count = count;
    return;
  default:
    break;
  }
  free(order);
}

void *bench_drive_bare(const bench_index *index, const bench_case *given) {
  bench_drive *drive = (bench_drive *)base_memory(1, sizeof(bench_drive));

  drive->index = index;
  drive->seed = 7;
  drive->self = index->open(given);
  if (drive->self == NULL) {
    free(drive);
    return NULL;
  }
  return drive;
}

void *bench_drive_open(const bench_index *index, const bench_case *given) {
  void *drive = bench_drive_bare(index, given);

  if (drive != NULL) {
    drive_arrange((bench_drive *)drive, given);
  }
  return drive;
}

uint64_t bench_drive_run(void *self, uint64_t operations) {
  bench_drive *drive = (bench_drive *)self;
  const bench_index *index = drive->index;

  return drive->busy != NULL ? bench_turnover(drive, operations, index->pick,
                                              index->take, index->give)
                             : bench_picks(drive, operations, index->pick,
                                           index->counts ? index->take : NULL);
}

void bench_drive_close(void *self) {
  bench_drive *drive = (bench_drive *)self;

  drive->index->close(drive->self);
  free(drive->busy);
  free(drive);
}
