#include "base.h"
#include <stdlib.h>

/* As nginx does it: peers in a list.

   Smooth weighted round robin: every peer's current weight grows by its
   weight; the greatest is next and pays the sum of all. least_conn: the
   least calls for its weight is next; among equals smooth weighted round
   robin decides. */

typedef struct smooth_peer {
  struct smooth_peer *next;
  int64_t current;
  int32_t weight;
  uint32_t slot;
  uint32_t calls;
  uint32_t down;
} smooth_peer;

typedef struct smooth {
  smooth_peer *peers;
  uint32_t n;
  uint32_t capacity;
} smooth;

static void *smooth_open(const bench_case *given) {
  smooth *s = (smooth *)base_memory(1, sizeof(smooth));
  uint32_t i;

  s->n = given->n;
  s->capacity = bench_capacity(given);
  s->peers = (smooth_peer *)base_memory(s->n, sizeof(smooth_peer));
  for (i = 0; i < s->n; i++) {
    s->peers[i].next = i + 1 < s->n ? &s->peers[i + 1] : NULL;
    s->peers[i].weight = given->weights[i];
    s->peers[i].slot = i;
  }
  return s;
}

static void smooth_close(void *self) {
  free(((smooth *)self)->peers);
  free(self);
}

static uint32_t smooth_pick(void *self, uint64_t random) {
  smooth *s = (smooth *)self;
  smooth_peer *best = NULL;
  smooth_peer *peer;
  int64_t total = 0;

  (void)random;
  for (peer = s->peers; peer != NULL; peer = peer->next) {
    if (peer->down != 0) {
      continue;
    }
    peer->current += peer->weight;
    total += peer->weight;
    if (best == NULL || peer->current > best->current) {
      best = peer;
    }
  }
  best->current -= total;
  return best->slot;
}

/* Less than, as calls for the weight. */
static bool smooth_less(const smooth_peer *a, const smooth_peer *b) {
  return (uint64_t)a->calls * (uint32_t)b->weight <
         (uint64_t)b->calls * (uint32_t)a->weight;
}

static uint32_t smooth_least(void *self, uint64_t random) {
  smooth *s = (smooth *)self;
  smooth_peer *least = NULL;
  smooth_peer *best = NULL;
  smooth_peer *peer;
  int64_t total = 0;

  (void)random;
  for (peer = s->peers; peer != NULL; peer = peer->next) {
    if (peer->down == 0 && (least == NULL || smooth_less(peer, least))) {
      least = peer;
    }
  }
  for (peer = least; peer != NULL; peer = peer->next) {
    if (peer->down != 0 || smooth_less(least, peer)) {
      continue;
    }
    peer->current += peer->weight;
    total += peer->weight;
    if (best == NULL || peer->current > best->current) {
      best = peer;
    }
  }
  best->current -= total;
  return best->slot;
}

static void smooth_shut(void *self, uint32_t slot) {
  ((smooth *)self)->peers[slot].down = 1;
}

static void smooth_take(void *self, uint32_t slot) {
  smooth *s = (smooth *)self;
  smooth_peer *peer = &s->peers[slot];

  peer->calls = peer->calls + 1 < BENCH_WRAP ? peer->calls + 1 : 0;
  peer->down = peer->calls >= s->capacity;
}

static void smooth_give(void *self, uint32_t slot) {
  smooth_peer *peer = &((smooth *)self)->peers[slot];

  peer->calls--;
  peer->down = 0;
}

static size_t smooth_bytes(void *self) {
  return ((smooth *)self)->n * sizeof(smooth_peer);
}

static const bench_index smooth_wrr = {smooth_open,  smooth_close, smooth_pick,
                                       smooth_take,  smooth_give,  smooth_shut,
                                       smooth_bytes, false};
static const bench_index smooth_lc = {smooth_open,  smooth_close, smooth_least,
                                      smooth_take,  smooth_give,  smooth_shut,
                                      smooth_bytes, true};

const bench_side base_smooth_sides[] = {
  {.name = "nginx smooth wrr", .index = &smooth_wrr},
  {.name = "nginx least_conn", .index = &smooth_lc},
  {.name = NULL}};
