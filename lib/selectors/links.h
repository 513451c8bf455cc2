#ifndef REDIAL_SELECTORS_LINKS_H
#define REDIAL_SELECTORS_LINKS_H

/* Queues as rings, in one array: an entry for each queue, the ring's beginning
   and end, and one for each place that may be in at most one of them. An empty
   queue leads to itself, so entering and leaving ask nothing.

     queue 0   places 1 2 3 4:   0 > 3 > 1 > 0        3 is the first */

#include "../core/inner.h"

typedef struct rdi_link {
  uint32_t next;
  uint32_t prev;
} rdi_link;

RDI_HOT void rdi_ring_reset(rdi_link *links, uint32_t queue) {
  links[queue].next = queue;
  links[queue].prev = queue;
}

/* Enters at the end. In this order compilers make plain stores of it. */
RDI_HOT void rdi_ring_enter(rdi_link *links, uint32_t queue, uint32_t place) {
  size_t last = links[queue].prev;

  links[place].next = queue;
  links[queue].prev = place;
  links[place].prev = (uint32_t)last;
  links[last].next = place;
}

RDI_HOT void rdi_ring_leave(rdi_link *links, uint32_t place) {
  size_t next = links[place].next;
  size_t prev = links[place].prev;

  links[prev].next = (uint32_t)next;
  links[next].prev = (uint32_t)prev;
}

#endif
