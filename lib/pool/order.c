#include "../pool/inner.h"

/* Heap sort: no second array, no recursion, no bad case. Equals stay in the
   order of their numbers, so that the result is the same everywhere. */

bool rdi_offered_before(const redial_pool *pool, uint32_t a, uint32_t b) {
  uint64_t first = rdi_slot_at(pool, a)->offered;
  uint64_t second = rdi_slot_at(pool, b)->offered;

  return first != second ? first < second : a < b;
}

bool rdi_freed_before(const redial_pool *pool, uint32_t a, uint32_t b) {
  uint64_t first = rdi_slot_at(pool, a)->freed;
  uint64_t second = rdi_slot_at(pool, b)->freed;

  return first != second ? first < second : a < b;
}

bool rdi_ends_before(const redial_pool *pool, uint32_t a, uint32_t b) {
  uint64_t first = rdi_lease_at(pool, a)->until;
  uint64_t second = rdi_lease_at(pool, b)->until;

  return first != second ? first < second : a < b;
}

typedef struct order_heap {
  const redial_pool *pool;
  uint32_t *numbers;
  size_t stride;
  rdi_order_rule before;
} order_heap;

static uint32_t *order_at(const order_heap *heap, uint32_t at) {
  return &heap->numbers[at * heap->stride];
}

static void order_swap(const order_heap *heap, uint32_t a, uint32_t b) {
  uint32_t number = *order_at(heap, a);

  *order_at(heap, a) = *order_at(heap, b);
  *order_at(heap, b) = number;
}

static bool order_less(const order_heap *heap, uint32_t a, uint32_t b) {
  return heap->before(heap->pool, *order_at(heap, a), *order_at(heap, b));
}

static void order_sink(const order_heap *heap, uint32_t at, uint32_t count) {
  uint32_t child;

  while ((child = at * 2 + 1) < count) {
    if (child + 1 < count && order_less(heap, child, child + 1)) {
      child++;
    }
    if (!order_less(heap, at, child)) {
      return;
    }
    order_swap(heap, at, child);
    at = child;
  }
}

void rdi_order(const redial_pool *pool, uint32_t *numbers, uint32_t stride,
               uint32_t count, rdi_order_rule before) {
  order_heap heap;
  uint32_t i;

  heap.pool = pool;
  heap.numbers = numbers;
  heap.stride = stride;
  heap.before = before;
  for (i = count / 2; i > 0; i--) {
    order_sink(&heap, i - 1, count);
  }
  for (i = count; i > 1; i--) {
    order_swap(&heap, 0, i - 1);
    order_sink(&heap, 0, i - 1);
  }
}
