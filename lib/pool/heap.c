#include "../pool/heap.h"

/* Places count from 1; 0 is none. Under place p are 2p and 2p+1. */

static bool heap_before(const rdi_heap_node *node, uint64_t time,
                        uint32_t slot) {
  return node->time < time || (node->time == time && node->slot < slot);
}

void rdi_heap_rise(rdi_heap_node *nodes, uint32_t place, uint64_t time,
                   uint32_t slot) {
  while (place > 1) {
    const rdi_heap_node *above = &nodes[place / 2 - 1];

    if (heap_before(above, time, slot)) {
      break;
    }
    rdi_heap_put(nodes, place, above->time, above->slot);
    place /= 2;
  }
  rdi_heap_put(nodes, place, time, slot);
}

/* Moves an empty place down to where none is below. Who fills it comes from
   the end and mostly belongs there, so nobody is compared on the way. */
RDI_HOT uint32_t heap_sink(rdi_heap_node *nodes, uint32_t place,
                           uint32_t count) {
  uint32_t below;

  while ((below = place * 2) <= count) {
    const rdi_heap_node *first = &nodes[below - 1];

    if (below < count && heap_before(first + 1, first->time, first->slot)) {
      first++;
      below++;
    }
    rdi_heap_put(nodes, place, first->time, first->slot);
    place = below;
  }
  return place;
}

void rdi_heap_settle(rdi_heap_node *nodes, uint32_t place, uint32_t count,
                     uint64_t time, uint32_t slot) {
  rdi_heap_rise(nodes, heap_sink(nodes, place, count), time, slot);
}

void rdi_heap_move(rdi_heap *heap, uint32_t slot, uint64_t time) {
  rdi_heap_node *nodes = rdi_heap_nodes(heap);
  uint32_t place = nodes[slot].place;

  if (nodes[place - 1].time != time) {
    rdi_heap_settle(nodes, place, heap->count, time, slot);
  }
}

/* Who stands at the end fills the place of who leaves. */
void rdi_heap_fill(rdi_heap_node *nodes, uint32_t place, uint32_t count) {
  rdi_heap_settle(nodes, place, count, nodes[count].time, nodes[count].slot);
}

bool rdi_heap_sound(const rdi_heap *heap, uint32_t capacity) {
  const rdi_heap_node *nodes = rdi_heap_nodes(heap);
  uint32_t waiting = 0;
  uint32_t i;

  if (heap->count > capacity) {
    return false;
  }
  for (i = 0; i < capacity; i++) {
    waiting += nodes[i].place != 0;
  }
  for (i = 1; i <= heap->count; i++) {
    const rdi_heap_node *node = &nodes[i - 1];
    const rdi_heap_node *above = &nodes[i / 2 - (i > 1)];

    if (node->slot >= capacity || nodes[node->slot].place != i ||
        node->time == UINT64_MAX ||
        (i > 1 && heap_before(node, above->time, above->slot))) {
      return false;
    }
  }
  return waiting == heap->count;
}
