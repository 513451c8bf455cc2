#include "shared.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What this node holds. Redis may lose its memory; the nodes do not. */

shared_held *shared_held_find(shared_pool *self, const char *lease) {
  shared_held *at = self->held;

  while (at != NULL && strcmp(at->lease.text, lease) != 0) {
    at = at->next;
  }
  return at;
}

/* Without memory it is not told again after a loss, and ends by the clock. */
void shared_hold(shared_pool *self, const shared_lease *lease) {
  shared_held *held = calloc(1, sizeof(*held));

  if (held != NULL) {
    held->lease = *lease;
    held->next = self->held;
    self->held = held;
  }
}

void shared_drop(shared_pool *self, const char *lease) {
  shared_held **at = &self->held;

  while (*at != NULL) {
    shared_held *one = *at;

    if (strcmp(one->lease.text, lease) == 0) {
      *at = one->next;
      free(one);
      return;
    }
    at = &one->next;
  }
}

static void held_answer(redisAsyncContext *context, void *reply, void *user) {
  const redisReply *said = reply;
  char *lease = user;
  shared_pool *self = context->data;

  if (said != NULL && said->type == REDIS_REPLY_INTEGER) {
    const shared_held *held = shared_held_find(self, lease);

    if (held != NULL && (held->over || said->integer == 0)) {
      if (!held->over) {
        fprintf(stderr, "redial-node: lease %s of %s was lost\n", lease,
                held->lease.id);
      }
      shared_drop(self, lease);
    }
  }
  free(lease);
}

static void held_tell(shared_pool *self, const shared_held *held) {
  char *lease = malloc(SHARED_TEXT);
  int status;

  if (lease == NULL) {
    return;
  }
  memcpy(lease, held->lease.text, SHARED_TEXT);
  if (held->over) {
    status = redisAsyncCommand(self->context, held_answer, lease,
                               "FCALL redial_release 1 %s %s",
                               self->options.pool, lease);
  } else {
    status = redisAsyncCommand(self->context, held_answer, lease,
                               "FCALL redial_hold 1 %s %s %s %u",
                               self->options.pool, lease, held->lease.id,
                               (unsigned)self->options.offer_ms);
  }
  if (status != REDIS_OK) {
    free(lease);
  }
}

void shared_tell_held(shared_pool *self) {
  const shared_held *held;

  for (held = self->held; held != NULL; held = held->next) {
    held_tell(self, held);
  }
}
