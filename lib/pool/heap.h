#ifndef REDIAL_POOL_HEAP_H
#define REDIAL_POOL_HEAP_H

/* The earliest of many times: a heap of the slots that have one, two below
   each, by time and, at the same time, by slot number; so what comes first
   does not depend on what was there before. A slot knows its place, so its
   time can be changed or taken away. Cost grows with the slots that wait, not
   with the pool, and nothing piles up when a million times fall together.

     at          1     2 3     4 5 6 7 ...
     under              1       2 2 3 3     */

#include "../core/inner.h"

typedef struct rdi_heap_node {
  uint64_t time;
  uint32_t slot;
  uint32_t place; /* of the slot with the number of this node; 0: none */
} rdi_heap_node;

/* Here follow as many nodes as there are slots. */
typedef struct rdi_heap {
  uint32_t count;
  uint32_t reserved;
} rdi_heap;

RDI_PRIVATE_BEGIN

static inline size_t rdi_heap_bytes(uint32_t capacity) {
  return sizeof(rdi_heap) + capacity * sizeof(rdi_heap_node);
}

static inline rdi_heap_node *rdi_heap_nodes(const rdi_heap *heap) {
  return (rdi_heap_node *)(uintptr_t)(heap + 1);
}

/* UINT64_MAX when nobody waits. */
RDI_ONCE uint64_t rdi_heap_earliest(const rdi_heap *heap) {
  return heap->count > 0 ? rdi_heap_nodes(heap)->time : UINT64_MAX;
}

/* Whose time it is; somebody MUST wait. */
static inline uint32_t rdi_heap_first(const rdi_heap *heap) {
  return rdi_heap_nodes(heap)->slot;
}

static inline bool rdi_heap_waits(const rdi_heap *heap, uint32_t slot) {
  return rdi_heap_nodes(heap)[slot].place != 0;
}

/* UINT64_MAX: the slot does not wait. */
static inline uint64_t rdi_heap_time(const rdi_heap *heap, uint32_t slot) {
  uint32_t place = rdi_heap_nodes(heap)[slot].place;

  return place > 0 ? rdi_heap_nodes(heap)[place - 1].time : UINT64_MAX;
}

/* Of a slot that waits. */
RDI_APART void rdi_heap_fill(rdi_heap_node *nodes, uint32_t place,
                             uint32_t count);
void rdi_heap_move(rdi_heap *heap, uint32_t slot, uint64_t time);
/* To where the slot belongs, below or above an empty place. */
void rdi_heap_settle(rdi_heap_node *nodes, uint32_t place, uint32_t count,
                     uint64_t time, uint32_t slot);
/* Up from an empty place, as far as the slot comes before those above. */
void rdi_heap_rise(rdi_heap_node *nodes, uint32_t place, uint64_t time,
                   uint32_t slot);

RDI_ONCE void rdi_heap_put(rdi_heap_node *nodes, uint32_t place, uint64_t time,
                           uint32_t slot) {
  nodes[place - 1].time = time;
  nodes[place - 1].slot = slot;
  nodes[slot].place = place;
}

/* Does a slot that does not wait belong at the end? Mostly so: what begins
   later ends later. */
RDI_HOT bool rdi_heap_is_last(const rdi_heap *heap, uint32_t slot,
                              uint64_t time) {
  const rdi_heap_node *above;

  if (heap->count == 0) {
    return true;
  }
  above = &rdi_heap_nodes(heap)[(heap->count - 1) / 2];
  return above->time < time || (above->time == time && above->slot < slot);
}

/* Of a slot that does not wait. */
RDI_HOT void rdi_heap_add(rdi_heap *heap, uint32_t slot, uint64_t time) {
  rdi_heap_node *nodes = rdi_heap_nodes(heap);
  bool last = RDI_SHORT_WAYS && rdi_heap_is_last(heap, slot, time);

  heap->count++;
  if (last) {
    rdi_heap_put(nodes, heap->count, time, slot);
  } else {
    rdi_heap_rise(nodes, heap->count, time, slot);
  }
}

/* Of a slot that waits. */
static inline void rdi_heap_remove(rdi_heap *heap, uint32_t slot) {
  rdi_heap_node *nodes = rdi_heap_nodes(heap);
  uint32_t place = nodes[slot].place;

  nodes[slot].place = 0;
  heap->count--;
  if (place <= heap->count) {
    rdi_heap_fill(nodes, place, heap->count);
  }
}

/* UINT64_MAX: it waits no longer. */
RDI_HOT void rdi_heap_set(rdi_heap *heap, uint32_t slot, uint64_t time) {
  uint32_t place = rdi_heap_nodes(heap)[slot].place;

  if (place != 0 && time == UINT64_MAX) {
    rdi_heap_remove(heap, slot);
  } else if (place != 0) {
    rdi_heap_move(heap, slot, time);
  } else if (time != UINT64_MAX) {
    rdi_heap_add(heap, slot, time);
  }
}

/* Is it a heap in which every slot knows its place? */
bool rdi_heap_sound(const rdi_heap *heap, uint32_t capacity);

RDI_PRIVATE_END

#endif
