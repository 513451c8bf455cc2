#include "check.h"
#include "drive.h"
#include "inputs.h"
#include "sides.h"
#include <stdlib.h>
#include <string.h>

/* Structures of one line below pick the same targets, or keep the same
   promise about whom they pick. */

#define PICKS_SIDES 7u
#define PICKS_STEPS 20000u

/* What a structure promises about its picks. */
typedef enum picks_promise {
  PICKS_MAY,    /* whoever is picked can be had */
  PICKS_SAME,   /* and it is whom the first side of the row picks */
  PICKS_FEWEST, /* and nobody has fewer calls */
  PICKS_SHARES  /* and in a cycle each comes as often as its weight says */
} picks_promise;

typedef struct picks_line {
  picks_promise promise;
  const char *sides[PICKS_SIDES];
} picks_line;

static const picks_line picks_lines[] = {
  {PICKS_SAME,
   {"index/round_robin", "pick/round_robin", "scan for the next", "Judy1",
    "CRoaring", "std::set", "ipvs rr"}},
  {PICKS_SAME, {"index/skip_busy", "pick/skip_busy", "scan for the first"}},
  {PICKS_SAME, {"index/longest_idle", "std::list"}},
  {PICKS_SAME, {"index/lru", "pick/lru", "scan for the oldest"}},
  {PICKS_FEWEST,
   {"index/least_calls", "scan for the fewest calls", "std::set of calls",
    "haproxy leastconn", "ipvs lc", "nginx least_conn"}},
  {PICKS_SHARES,
   {"index/weighted", "pick/weighted", "nginx smooth wrr", "ipvs wrr"}},
  {PICKS_MAY, {"haproxy roundrobin", "index/hash", "hash ring, 16 points"}},
  {PICKS_MAY,
   {"index/random", "index/two_choices", "dense array",
    "dense array, two draws"}},
};

/* A structure beside a plain account of who has how many calls. */
typedef struct picks_world {
  bench_player player;
  uint32_t *calls;
  uint32_t n;
  uint64_t seed;
  uint64_t trace; /* of all picks, in their order */
  bool legal;
  bool fewest;
} picks_world;

static void picks_see(picks_world *world, uint32_t slot, uint32_t capacity) {
  uint32_t i;

  if (slot >= world->n || world->calls[slot] >= capacity) {
    world->legal = false;
    return;
  }
  for (i = 0; i < world->n; i++) {
    world->fewest = world->fewest && world->calls[slot] <= world->calls[i];
  }
  world->trace = (world->trace ^ slot) * 0x100000001b3u;
}

/* Calls begin and end at random, never more than fit. */
static void picks_step(picks_world *world, uint32_t capacity, uint32_t *open) {
  bench_drive *drive = (bench_drive *)world->player.self;
  uint64_t random = bench_random(&world->seed);
  uint32_t slot = bench_below(random, world->n);

  if (world->calls[slot] > 0 && (random & 1) != 0) {
    world->calls[slot]--;
    (*open)--;
    drive->index->give(drive->self, slot);
    return;
  }
  if (*open == world->n) {
    return;
  }
  slot = drive->index->pick(drive->self, bench_random(&world->seed));
  picks_see(world, slot, capacity);
  if (world->legal) {
    drive->index->take(drive->self, slot);
    world->calls[slot]++;
    (*open)++;
  }
}

/* Capacity 1, but for who counts calls. */
static bool picks_run(picks_world *world, const char *name, uint32_t n,
                      picks_promise promise) {
  bool counts = promise == PICKS_FEWEST;
  bench_case given = bench_case_of(BENCH_CHURN90, n);
  uint32_t open = 0;
  uint32_t i;

  given.situation = counts ? BENCH_UP : BENCH_CHURN90;
  given.n = n;
  memset(world, 0, sizeof(*world));
  if (bench_side_of(name) == NULL) {
    return false;
  }
  world->player.side = bench_side_of(name);
  world->player.self = bench_drive_bare(world->player.side->index, &given);
  world->calls = (uint32_t *)calloc(n, sizeof(uint32_t));
  world->n = n;
  world->seed = 11;
  world->legal = true;
  world->fewest = true;
  for (i = 0; i < PICKS_STEPS && world->legal; i++) {
    picks_step(world, counts ? UINT32_MAX : 1, &open);
  }
  free(world->calls);
  bench_close(&world->player);
  return true;
}

/* Deviation after one whole cycle: a sum of absolute differences. */
static bool picks_shares(const char *name, uint32_t n) {
  bench_case given = bench_case_of(BENCH_UP, n);
  int64_t *left = (int64_t *)calloc(n, sizeof(int64_t));
  bench_player player;
  bench_drive *drive;
  bool exact = true;
  uint32_t total = 0;
  uint32_t i;

  if (left == NULL || !bench_open(&player, name, &given)) {
    free(left);
    return true;
  }
  drive = (bench_drive *)player.self;
  for (i = 0; i < n; i++) {
    left[i] = given.weights[i];
    total += given.weights[i];
  }
  for (i = 0; i < total; i++) {
    left[drive->index->pick(drive->self, i)]--;
  }
  for (i = 0; i < n; i++) {
    exact = exact && left[i] == 0;
  }
  free(left);
  bench_close(&player);
  return exact;
}

static void picks_row(const picks_line *row, uint32_t n) {
  uint64_t first = 0;
  uint32_t i;

  for (i = 0; i < PICKS_SIDES && row->sides[i] != NULL; i++) {
    picks_world world;

    if (!picks_run(&world, row->sides[i], n, row->promise)) {
      continue;
    }
    first = i == 0 ? world.trace : first;
    bench_check_say(world.legal, row->sides[i], "picks whom it may not");
    if (row->promise == PICKS_SAME) {
      bench_check_say(world.trace == first, row->sides[i],
                      "picks others than ours");
    } else if (row->promise == PICKS_FEWEST) {
      bench_check_say(world.fewest, row->sides[i], "somebody has fewer calls");
    } else if (row->promise == PICKS_SHARES) {
      bench_check_say(picks_shares(row->sides[i], n), row->sides[i],
                      "a cycle is not exact");
    }
  }
}

void bench_check_picks(void) {
  static const uint32_t sizes[] = {1, 8, 65, 1000};
  size_t line;
  size_t i;

  for (line = 0; line < sizeof(picks_lines) / sizeof(picks_line); line++) {
    for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
      picks_row(&picks_lines[line], sizes[i]);
    }
  }
}
