#include "base.h"
#include <stdlib.h>

/* What everybody writes first: an array, looked at one by one.

   Round robin: the next flag that is set. First free: the same from the
   start. Fewest calls, least recently used: the least of all numbers. */

typedef struct scan {
  uint32_t n;
  uint32_t at;
  uint32_t capacity;
  uint64_t sequence;
  uint8_t *up;
  uint32_t *calls;
  uint64_t *used;
} scan;

static void *scan_open(const bench_case *given) {
  scan *s = (scan *)base_memory(1, sizeof(scan));
  uint32_t i;

  s->n = given->n;
  s->at = given->n - 1;
  s->capacity = bench_capacity(given);
  s->up = (uint8_t *)base_memory(s->n, sizeof(uint8_t));
  s->calls = (uint32_t *)base_memory(s->n, sizeof(uint32_t));
  s->used = (uint64_t *)base_memory(s->n, sizeof(uint64_t));
  for (i = 0; i < s->n; i++) {
    s->up[i] = 1;
  }
  return s;
}

static void scan_close(void *self) {
  scan *s = (scan *)self;

  free(s->up);
  free(s->calls);
  free(s->used);
  free(s);
}

static void scan_shut(void *self, uint32_t slot) {
  ((scan *)self)->up[slot] = 0;
}

static void scan_open_again(void *self, uint32_t slot) {
  ((scan *)self)->up[slot] = 1;
}

static uint32_t scan_next(void *self, uint64_t random) {
  scan *s = (scan *)self;
  uint32_t at = s->at;

  (void)random;
  do {
    at = at + 1 < s->n ? at + 1 : 0;
  } while (s->up[at] == 0);
  s->at = at;
  return at;
}

static uint32_t scan_first(void *self, uint64_t random) {
  const scan *s = (const scan *)self;
  uint32_t at = 0;

  (void)random;
  while (s->up[at] == 0) {
    at++;
  }
  return at;
}

/* Ties in turn: looking begins behind the last pick. */
static uint32_t scan_fewest(void *self, uint64_t random) {
  scan *s = (scan *)self;
  uint32_t least = UINT32_MAX;
  uint32_t best = 0;
  uint32_t at = s->at;
  uint32_t i;

  (void)random;
  for (i = 0; i < s->n; i++) {
    at = at + 1 < s->n ? at + 1 : 0;
    if (s->up[at] != 0 && s->calls[at] < least) {
      least = s->calls[at];
      best = at;
    }
  }
  s->at = best;
  return best;
}

static uint32_t scan_oldest(void *self, uint64_t random) {
  scan *s = (scan *)self;
  uint64_t oldest = UINT64_MAX;
  uint32_t best = 0;
  uint32_t i;

  (void)random;
  for (i = 0; i < s->n; i++) {
    if (s->up[i] != 0 && s->used[i] < oldest) {
      oldest = s->used[i];
      best = i;
    }
  }
  s->used[best] = ++s->sequence;
  return best;
}

static void scan_take(void *self, uint32_t slot) {
  scan *s = (scan *)self;

  s->calls[slot] = s->calls[slot] + 1 < BENCH_WRAP ? s->calls[slot] + 1 : 0;
  if (s->calls[slot] >= s->capacity) {
    s->up[slot] = 0;
  }
}

static void scan_give(void *self, uint32_t slot) {
  scan *s = (scan *)self;

  s->calls[slot]--;
  s->up[slot] = 1;
}

static size_t scan_flag_bytes(void *self) {
  return ((scan *)self)->n;
}

static size_t scan_call_bytes(void *self) {
  return (size_t)((scan *)self)->n * 5;
}

static size_t scan_used_bytes(void *self) {
  return (size_t)((scan *)self)->n * 9;
}

static const bench_index scan_round = {
  scan_open,       scan_close, scan_next,       scan_shut,
  scan_open_again, scan_shut,  scan_flag_bytes, false};
static const bench_index scan_hunt = {
  scan_open,       scan_close, scan_first,      scan_shut,
  scan_open_again, scan_shut,  scan_flag_bytes, false};
static const bench_index scan_calls = {scan_open,       scan_close, scan_fewest,
                                       scan_take,       scan_give,  scan_shut,
                                       scan_call_bytes, true};
static const bench_index scan_used = {
  scan_open,       scan_close, scan_oldest,     scan_shut,
  scan_open_again, scan_shut,  scan_used_bytes, false};

const bench_side base_scan_sides[] = {
  {.name = "scan for the next", .index = &scan_round},
  {.name = "scan for the first", .index = &scan_hunt},
  {.name = "scan for the fewest calls", .index = &scan_calls},
  {.name = "scan for the oldest", .index = &scan_used},
  {.name = NULL}};
