#include "base.h"
#include <stdlib.h>

/* Those who can be had side by side in an array; one of them at random, or
   the less loaded of two. Who leaves is replaced by the last. */

typedef struct dense {
  uint32_t count;
  uint32_t n;
  uint32_t *slots;
  uint32_t *places;
  uint32_t *calls;
} dense;

static void *dense_open(const bench_case *given) {
  dense *d = (dense *)base_memory(1, sizeof(dense));
  uint32_t i;

  d->n = given->n;
  d->count = given->n;
  d->slots = (uint32_t *)base_memory(d->n, sizeof(uint32_t));
  d->places = (uint32_t *)base_memory(d->n, sizeof(uint32_t));
  d->calls = (uint32_t *)base_memory(d->n, sizeof(uint32_t));
  for (i = 0; i < d->n; i++) {
    d->slots[i] = i;
    d->places[i] = i;
  }
  return d;
}

static void dense_close(void *self) {
  dense *d = (dense *)self;

  free(d->slots);
  free(d->places);
  free(d->calls);
  free(d);
}

static uint32_t dense_pick(void *self, uint64_t random) {
  const dense *d = (const dense *)self;

  return d->slots[bench_below(random, d->count)];
}

static uint32_t dense_pick_of_two(void *self, uint64_t random) {
  const dense *d = (const dense *)self;
  uint32_t first = d->slots[bench_below(random, d->count)];
  uint32_t second =
    d->slots[bench_below(random * 0x9e3779b97f4a7c15u >> 8, d->count)];

  return d->calls[second] < d->calls[first] ? second : first;
}

static void dense_shut(void *self, uint32_t slot) {
  dense *d = (dense *)self;
  uint32_t place = d->places[slot];
  uint32_t last = d->slots[--d->count];

  d->slots[place] = last;
  d->places[last] = place;
}

static void dense_give(void *self, uint32_t slot) {
  dense *d = (dense *)self;

  d->slots[d->count] = slot;
  d->places[slot] = d->count++;
}

static void dense_take_call(void *self, uint32_t slot) {
  ((dense *)self)->calls[slot]++;
  dense_shut(self, slot);
}

static void dense_give_call(void *self, uint32_t slot) {
  ((dense *)self)->calls[slot]--;
  dense_give(self, slot);
}

static size_t dense_bytes(void *self) {
  return (size_t)((dense *)self)->n * 8;
}

static const bench_index dense_one = {dense_open,  dense_close, dense_pick,
                                      dense_shut,  dense_give,  dense_shut,
                                      dense_bytes, false};
static const bench_index dense_two = {
  dense_open,      dense_close, dense_pick_of_two, dense_take_call,
  dense_give_call, dense_shut,  dense_bytes,       false};

const bench_side base_dense_sides[] = {
  {.name = "dense array", .index = &dense_one},
  {.name = "dense array, two draws", .index = &dense_two},
  {.name = NULL}};
