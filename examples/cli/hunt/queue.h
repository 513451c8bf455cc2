#ifndef REDIAL_CLI_QUEUE_H
#define REDIAL_CLI_QUEUE_H

/* What is to happen, by time. Of two things at one time the one that was
   entered first goes first. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct queue_entry {
  uint64_t at_ms;
  uint64_t order;
  uint32_t index;  /* of what it concerns */
  uint32_t serial; /* an entry whose serial is old is void */
  uint8_t kind;    /* the player's */
} queue_entry;

typedef struct queue {
  queue_entry *heap; /* a binary heap; to be freed */
  size_t count;
  size_t room;
  uint64_t entered;
} queue;

/* False when there is no memory. */
bool queue_push(queue *q, queue_entry entry);
/* False when there is nothing. */
bool queue_pop(queue *q, queue_entry *entry);
void queue_free(queue *q);

#endif
