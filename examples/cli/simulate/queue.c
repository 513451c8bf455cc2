#include "sim.h"
#include <stdlib.h>

/* A heap of four children a node: half as deep as one of two, and the four
   lie side by side. */
#define QUEUE_CHILDREN 4u

static bool queue_before(const sim_event *a, const sim_event *b) {
  /* Events are numbered in a circle; two of one time are never half of it
     apart. */
  return a->at_ms < b->at_ms ||
         (a->at_ms == b->at_ms && (int32_t)(a->order - b->order) < 0);
}

static bool queue_grow(sim_queue *queue) {
  uint32_t room = queue->room > 0 ? queue->room * 2 : 1024;
  sim_event *heap = realloc(queue->heap, room * sizeof(*heap));

  if (heap == NULL) {
    return false;
  }
  queue->heap = heap;
  queue->room = room;
  return true;
}

bool sim_queue_put(sim_queue *queue, const sim_event *event) {
  sim_event put = *event;
  uint32_t at = queue->count;

  if (at == queue->room && !queue_grow(queue)) {
    return false;
  }
  put.order = queue->told++;
  for (queue->count++; at > 0; at = (at - 1) / QUEUE_CHILDREN) {
    const sim_event *parent = &queue->heap[(at - 1) / QUEUE_CHILDREN];

    if (!queue_before(&put, parent)) {
      break;
    }
    queue->heap[at] = *parent;
  }
  queue->heap[at] = put;
  return true;
}

static uint32_t queue_first_child(const sim_queue *queue, uint32_t at) {
  uint32_t child = at * QUEUE_CHILDREN + 1;
  uint32_t end = child + QUEUE_CHILDREN;
  uint32_t best = child;

  end = end < queue->count ? end : queue->count;
  for (child++; child < end; child++) {
    if (queue_before(&queue->heap[child], &queue->heap[best])) {
      best = child;
    }
  }
  return best;
}

bool sim_queue_take(sim_queue *queue, sim_event *event) {
  sim_event last;
  uint32_t at = 0;

  if (queue->count == 0) {
    return false;
  }
  *event = queue->heap[0];
  last = queue->heap[--queue->count];
  while (at * QUEUE_CHILDREN + 1 < queue->count) {
    uint32_t child = queue_first_child(queue, at);

    if (!queue_before(&queue->heap[child], &last)) {
      break;
    }
    queue->heap[at] = queue->heap[child];
    at = child;
  }
  queue->heap[at] = last;
  return true;
}
#undef QUEUE_CHILDREN
