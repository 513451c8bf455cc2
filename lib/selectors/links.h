#ifndef REDIAL_SELECTORS_LINKS_H
#define REDIAL_SELECTORS_LINKS_H

/* Queues of slots by number. A slot is in at most one queue. Links are
   numbers plus 1; 0 is none. */

#include "../core/inner.h"

RDI_PRIVATE_BEGIN

typedef struct rdi_link {
  uint32_t next;
  uint32_t prev;
} rdi_link;

typedef struct rdi_queue {
  uint32_t head;
  uint32_t tail;
} rdi_queue;

static inline void rdi_queue_add(rdi_queue *queue, rdi_link *links,
                                 uint32_t slot) {
  links[slot].next = 0;
  links[slot].prev = queue->tail;
  if (queue->tail == 0) {
    queue->head = slot + 1;
  } else {
    links[queue->tail - 1].next = slot + 1;
  }
  queue->tail = slot + 1;
}

static inline void rdi_queue_remove(rdi_queue *queue, rdi_link *links,
                                    uint32_t slot) {
  rdi_link link = links[slot];

  if (link.prev == 0) {
    queue->head = link.next;
  } else {
    links[link.prev - 1].next = link.next;
  }
  if (link.next == 0) {
    queue->tail = link.prev;
  } else {
    links[link.next - 1].prev = link.prev;
  }
}

RDI_PRIVATE_END

#endif
