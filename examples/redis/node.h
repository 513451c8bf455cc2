#ifndef NODE_H
#define NODE_H

/* One node: what its files share. */

#include "call.h"
#include "settings.h"

enum { NODE_OK = 0, NODE_FAILED = 1, NODE_USAGE = 2, NODE_NOBODY = 3 };

typedef struct node {
  settings set;
  roster who;
  loop turns;
  shared_pool shared;
  local_pool local;
  loop_timer timer;
  uint64_t started_ms;
  char *functions;
  void (*command)(struct node *self);
  int exit;
} node;

/* command.c: each ends by setting the exit and stopping the loop. */
void node_fail(node *self, const char *error);
void node_pick(node *self);
void node_release(node *self);
void node_mark(node *self);
void node_count(node *self);
void node_calls(node *self); /* runs the loop by itself */

#endif
