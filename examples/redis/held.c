#include "answer.h"
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

/* Without memory it is not told again after a loss, and ends by the clock. What
   comes while the rest is told is told after it. */
void shared_hold(shared_pool *self, const shared_lease *lease) {
  shared_held *held = calloc(1, sizeof(*held));

  if (held != NULL) {
    held->lease = *lease;
    held->ms = self->options.offer_ms;
    held->told = self->state == SHARED_UP;
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

/* Which one an answer is about. NULL: it is not known here any more, or Redis
   answers with an error, and it is told again. */
static shared_held *held_heard(redisAsyncContext *context,
                               const redisReply *said, char *lease) {
  shared_pool *self = context->data;
  shared_held *held = NULL;

  if (said != NULL) {
    held = shared_held_find(self, lease);
  }
  free(lease);
  if (held != NULL && said->type != REDIS_REPLY_INTEGER) {
    const char *amnesia = answer_amnesia(said);

    held->told = false;
    held = NULL;
    if (amnesia != NULL) {
      shared_tell_again(self, amnesia);
    }
  }
  return held;
}

/* Redis has it, even if it is over by now: its end is told by itself. */
static void held_taken(redisAsyncContext *context, void *reply, void *user) {
  const redisReply *said = reply;
  shared_held *held = held_heard(context, said, user);

  if (held != NULL && said->integer == 0 && !held->over) {
    fprintf(stderr, "redial-node: lease %s of %s was lost\n", held->lease.text,
            held->lease.id);
    shared_drop(context->data, held->lease.text);
  }
}

static void held_ended(redisAsyncContext *context, void *reply, void *user) {
  shared_held *held = held_heard(context, reply, user);

  if (held != NULL) {
    shared_drop(context->data, held->lease.text);
  }
}

static void held_tell(shared_pool *self, shared_held *held) {
  char *lease = malloc(SHARED_TEXT);
  int status;

  if (lease == NULL) {
    return;
  }
  memcpy(lease, held->lease.text, SHARED_TEXT);
  if (held->over) {
    status = redisAsyncCommand(self->context, held_ended, lease,
                               "FCALL redial_release 1 %s %s",
                               self->options.pool, lease);
  } else {
    status = redisAsyncCommand(
      self->context, held_taken, lease, "FCALL redial_hold 1 %s %s %s %u",
      self->options.pool, lease, held->lease.id, (unsigned)held->ms);
  }
  held->told = status == REDIS_OK;
  if (status != REDIS_OK) {
    free(lease);
  }
}

void shared_tell_held(shared_pool *self, bool all) {
  shared_held *held;

  for (held = self->held; held != NULL; held = held->next) {
    if (all || !held->told) {
      held_tell(self, held);
    }
  }
}

bool shared_idle(const shared_pool *self) {
  return self->pending == 0 && self->held == NULL;
}
