/* CRoaring: a compressed set of numbers; the next one by an iterator. */
#include "../bench.h"
#include <roaring/roaring.h>
#include <stdlib.h>

typedef struct roaring {
  roaring_bitmap_t *up;
  uint32_t at;
} roaring;

static void *roaring_open(const bench_case *given) {
  roaring *r = (roaring *)calloc(1, sizeof(roaring));

  if (r != NULL) {
    r->up = roaring_bitmap_from_range(0, given->n, 1);
  }
  return r;
}

static void roaring_close(void *self) {
  roaring_bitmap_free(((roaring *)self)->up);
  free(self);
}

static uint32_t roaring_pick(void *self, uint64_t random) {
  roaring *r = (roaring *)self;
  roaring_uint32_iterator_t iterator;

  (void)random;
  roaring_init_iterator(r->up, &iterator);
  if (!roaring_move_uint32_iterator_equalorlarger(&iterator, r->at)) {
    roaring_init_iterator(r->up, &iterator);
  }
  r->at = iterator.current_value + 1;
  return iterator.current_value;
}

static void roaring_shut(void *self, uint32_t slot) {
  roaring_bitmap_remove(((roaring *)self)->up, slot);
}

static void roaring_give(void *self, uint32_t slot) {
  roaring_bitmap_add(((roaring *)self)->up, slot);
}

static size_t roaring_bytes(void *self) {
  return roaring_bitmap_portable_size_in_bytes(((roaring *)self)->up);
}

static const bench_index roaring_index = {
  roaring_open, roaring_close, roaring_pick,  roaring_shut,
  roaring_give, roaring_shut,  roaring_bytes, false};

static const bench_side sides[] = {
  {.name = "CRoaring", .index = &roaring_index}, {.name = NULL}};

extern const bench_module BENCH_MODULE;
const bench_module BENCH_MODULE = {"libroaring-dev", sides};
