#include "base.h"
#include <stdlib.h>

/* A consistent hash ring: 16 points a target, sorted; a key goes to the first
   point at or after it whose target can be had. */

#define RING_POINTS 16u

typedef struct ring_point {
  uint32_t at;
  uint32_t slot;
} ring_point;

typedef struct ring {
  ring_point *points;
  uint8_t *up;
  uint32_t n;
  uint32_t count;
} ring;

static uint32_t ring_hash(uint64_t key) {
  key = (key ^ key >> 31) * 0x7fb5d329728ea185u;
  key = (key ^ key >> 27) * 0x81dadef4bc2dd44du;
  return (uint32_t)(key >> 32);
}

static int ring_order(const void *a, const void *b) {
  const ring_point *first = (const ring_point *)a;
  const ring_point *second = (const ring_point *)b;

  return first->at < second->at ? -1 : first->at > second->at;
}

static void *ring_open(const bench_case *given) {
  ring *r = (ring *)base_memory(1, sizeof(ring));
  uint32_t i;

  r->n = given->n;
  r->count = r->n * RING_POINTS;
  r->points = (ring_point *)base_memory(r->count, sizeof(ring_point));
  r->up = (uint8_t *)base_memory(r->n, sizeof(uint8_t));
  for (i = 0; i < r->count; i++) {
    r->points[i].at = ring_hash(i + 1);
    r->points[i].slot = i / RING_POINTS;
  }
  qsort(r->points, r->count, sizeof(ring_point), ring_order);
  for (i = 0; i < r->n; i++) {
    r->up[i] = 1;
  }
  return r;
}

static void ring_close(void *self) {
  free(((ring *)self)->points);
  free(((ring *)self)->up);
  free(self);
}

/* The key comes hashed. */
static uint32_t ring_pick(void *self, uint64_t random) {
  const ring *r = (const ring *)self;
  uint32_t key = (uint32_t)(random >> 16);
  uint32_t low = 0;
  uint32_t high = r->count;

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;

    if (r->points[middle].at < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  low = low < r->count ? low : 0;
  while (r->up[r->points[low].slot] == 0) {
    low = low + 1 < r->count ? low + 1 : 0;
  }
  return r->points[low].slot;
}

static void ring_shut(void *self, uint32_t slot) {
  ((ring *)self)->up[slot] = 0;
}

static void ring_give(void *self, uint32_t slot) {
  ((ring *)self)->up[slot] = 1;
}

static size_t ring_bytes(void *self) {
  return ((ring *)self)->count * sizeof(ring_point);
}

static const bench_index ring_index = {ring_open,  ring_close, ring_pick,
                                       ring_shut,  ring_give,  ring_shut,
                                       ring_bytes, false};

const bench_side base_ring_sides[] = {
  {.name = "hash ring, 16 points", .index = &ring_index}, {.name = NULL}};
