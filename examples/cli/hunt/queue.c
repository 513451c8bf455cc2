#include "queue.h"
#include <stdlib.h>
#include <string.h>

static bool queue_before(const queue_entry *a, const queue_entry *b) {
  return a->at_ms != b->at_ms ? a->at_ms < b->at_ms : a->order < b->order;
}

static bool queue_grow(queue *q) {
  size_t room = q->room == 0 ? 64 : q->room * 2;
  queue_entry *heap = realloc(q->heap, room * sizeof(*heap));

  if (heap == NULL) {
    return false;
  }
  q->heap = heap;
  q->room = room;
  return true;
}

bool queue_push(queue *q, queue_entry entry) {
  size_t at = q->count;

  if (q->count == q->room && !queue_grow(q)) {
    return false;
  }
  entry.order = q->entered++;
  q->count++;
  while (at > 0 && queue_before(&entry, &q->heap[(at - 1) / 2])) {
    q->heap[at] = q->heap[(at - 1) / 2];
    at = (at - 1) / 2;
  }
  q->heap[at] = entry;
  return true;
}

/* The earlier of two children; count when there is none. */
static size_t queue_child(const queue *q, size_t at) {
  size_t left = 2 * at + 1;

  if (left >= q->count) {
    return q->count;
  }
  return left + 1 < q->count && queue_before(&q->heap[left + 1], &q->heap[left])
           ? left + 1
           : left;
}

bool queue_pop(queue *q, queue_entry *entry) {
  queue_entry last;
  size_t at = 0;
  size_t child;

  if (q->count == 0) {
    return false;
  }
  *entry = q->heap[0];
  last = q->heap[--q->count];
  child = queue_child(q, at);
  while (child < q->count && queue_before(&q->heap[child], &last)) {
    q->heap[at] = q->heap[child];
    at = child;
    child = queue_child(q, at);
  }
  q->heap[at] = last;
  return true;
}

void queue_free(queue *q) {
  free(q->heap);
  memset(q, 0, sizeof(*q));
}
