#include "base.h"
#include <stdlib.h>

/* As HAProxy does it, with a heap for its tree: earliest deadline first.

   roundrobin: the root is next and comes back a whole turn divided by its
   weight later; who comes back to the heap does so at the present date.
   leastconn: the date is the number of calls, ties by turn. Who is full is
   out of the heap. */

#define HEAP_TURN 65536u

typedef struct heap_node {
  uint64_t date;
  uint32_t slot;
} heap_node;

typedef struct heap {
  heap_node *nodes;
  uint32_t *places; /* of each slot; UINT32_MAX: not in the heap */
  uint32_t *calls;
  uint32_t *steps;
  uint64_t now; /* date, or turn */
  uint32_t count;
  uint32_t n;
  uint32_t capacity;
} heap;

static void heap_put(heap *h, uint32_t at, heap_node node) {
  h->nodes[at] = node;
  h->places[node.slot] = at;
}

static void heap_up(heap *h, uint32_t at, heap_node node) {
  while (at > 0 && h->nodes[(at - 1) / 2].date > node.date) {
    heap_put(h, at, h->nodes[(at - 1) / 2]);
    at = (at - 1) / 2;
  }
  heap_put(h, at, node);
}

static void heap_down(heap *h, uint32_t at, heap_node node) {
  for (;;) {
    uint32_t child = at * 2 + 1;

    if (child + 1 < h->count &&
        h->nodes[child + 1].date < h->nodes[child].date) {
      child++;
    }
    if (child >= h->count || h->nodes[child].date >= node.date) {
      break;
    }
    heap_put(h, at, h->nodes[child]);
    at = child;
  }
  heap_put(h, at, node);
}

static void heap_add(heap *h, uint32_t slot, uint64_t date) {
  heap_node node = {date, slot};

  heap_up(h, h->count++, node);
}

static void heap_remove(heap *h, uint32_t slot) {
  uint32_t at = h->places[slot];
  heap_node last = h->nodes[--h->count];

  h->places[slot] = UINT32_MAX;
  if (at == h->count) {
    return;
  }
  if (at > 0 && h->nodes[(at - 1) / 2].date > last.date) {
    heap_up(h, at, last);
  } else {
    heap_down(h, at, last);
  }
}

static void *heap_open(const bench_case *given) {
  heap *h = (heap *)base_memory(1, sizeof(heap));

  h->n = given->n;
  h->capacity = bench_capacity(given);
  h->nodes = (heap_node *)base_memory(h->n, sizeof(heap_node));
  h->places = (uint32_t *)base_memory(h->n, sizeof(uint32_t));
  h->calls = (uint32_t *)base_memory(h->n, sizeof(uint32_t));
  h->steps = (uint32_t *)base_memory(h->n, sizeof(uint32_t));
  return h;
}

static void *heap_open_dates(const bench_case *given) {
  heap *h = (heap *)heap_open(given);
  uint32_t i;

  for (i = 0; i < h->n; i++) {
    h->steps[i] = HEAP_TURN / given->weights[i];
    heap_add(h, i, h->steps[i]);
  }
  return h;
}

static void *heap_open_calls(const bench_case *given) {
  heap *h = (heap *)heap_open(given);
  uint32_t i;

  for (i = 0; i < h->n; i++) {
    heap_add(h, i, 0);
  }
  return h;
}

static void heap_close(void *self) {
  heap *h = (heap *)self;

  free(h->nodes);
  free(h->places);
  free(h->calls);
  free(h->steps);
  free(h);
}

static uint32_t heap_pick_date(void *self, uint64_t random) {
  heap *h = (heap *)self;
  heap_node root = h->nodes[0];

  (void)random;
  h->now = root.date;
  root.date += h->steps[root.slot];
  heap_down(h, 0, root);
  return root.slot;
}

static uint32_t heap_pick_calls(void *self, uint64_t random) {
  (void)random;
  return ((heap *)self)->nodes[0].slot;
}

static void heap_shut(void *self, uint32_t slot) {
  heap_remove((heap *)self, slot);
}

static void heap_give_date(void *self, uint32_t slot) {
  heap *h = (heap *)self;

  heap_add(h, slot, h->now + h->steps[slot]);
}

/* Calls above, the turn below. */
static void heap_rank(heap *h, uint32_t slot) {
  heap_node node = {(uint64_t)h->calls[slot] << 48 | h->now++, slot};

  if (h->places[slot] != UINT32_MAX) {
    heap_remove(h, slot);
  }
  heap_up(h, h->count++, node);
}

static void heap_take_call(void *self, uint32_t slot) {
  heap *h = (heap *)self;

  h->calls[slot] = h->calls[slot] + 1 < BENCH_WRAP ? h->calls[slot] + 1 : 0;
  if (h->calls[slot] >= h->capacity) {
    heap_remove(h, slot);
  } else {
    heap_rank(h, slot);
  }
}

static void heap_give_call(void *self, uint32_t slot) {
  heap *h = (heap *)self;

  h->calls[slot]--;
  heap_rank(h, slot);
}

static size_t heap_bytes(void *self) {
  return ((heap *)self)->n * (sizeof(heap_node) + 2 * sizeof(uint32_t));
}

static const bench_index heap_rr = {
  heap_open_dates, heap_close, heap_pick_date, heap_shut,
  heap_give_date,  heap_shut,  heap_bytes,     false};
static const bench_index heap_lc = {
  heap_open_calls, heap_close, heap_pick_calls, heap_take_call,
  heap_give_call,  heap_shut,  heap_bytes,      true};

const bench_side base_heap_sides[] = {
  {.name = "haproxy roundrobin", .index = &heap_rr},
  {.name = "haproxy leastconn", .index = &heap_lc},
  {.name = NULL}};
