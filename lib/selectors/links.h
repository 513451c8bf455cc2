#ifndef REDIAL_SELECTORS_LINKS_H
#define REDIAL_SELECTORS_LINKS_H

/* Queues of slots as rings, in one array: an entry for each slot and, after
   them, one for each queue, the ring's beginning and end. An empty queue leads
   to itself, so entering and leaving ask nothing. A slot is in at most one.

     slots 0 1 2 3   queue 4:   4 > 2 > 0 > 4         2 is the first */

#include "../core/inner.h"

typedef struct rdi_link {
  uint32_t next;
  uint32_t prev;
} rdi_link;

RDI_HOT void rdi_ring_reset(rdi_link *links, uint32_t queue) {
  links[queue].next = queue;
  links[queue].prev = queue;
}

/* Enters at the end. */
RDI_HOT void rdi_ring_enter(rdi_link *links, uint32_t queue, uint32_t slot) {
  uint32_t last = links[queue].prev;

  links[slot].next = queue;
  links[slot].prev = last;
  links[last].next = slot;
  links[queue].prev = slot;
}

/* The link it had: where both sides are one, its queue, nobody is left. */
RDI_HOT rdi_link rdi_ring_leave(rdi_link *links, uint32_t slot) {
  rdi_link link = links[slot];

  links[link.prev].next = link.next;
  links[link.next].prev = link.prev;
  return link;
}

#endif
