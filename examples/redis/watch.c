#include "shared.h"
#include <string.h>

/* Redis may lose its memory and keep the connections: FLUSHALL. Others apply
 * the roster again and offer, after the grace, whom this node talks to. A node
 * that asks for nothing meanwhile would not notice, so it looks, several times
 * in that time, whether the pool is still the one that it told. */

#define WATCH_MIN_MS 20u
#define WATCH_MAX_MS 500u

static void watch_answer(redisAsyncContext *context, void *reply, void *user) {
  shared_pool *self = context->data;
  const redisReply *said = reply;

  (void)user;
  if (said == NULL || self->state != SHARED_UP) {
    return; /* lost, or told again already */
  }
  shared_watch(self);
  if (said->type == REDIS_REPLY_NIL || (said->type == REDIS_REPLY_STRING &&
                                        strcmp(said->str, self->epoch) != 0)) {
    shared_tell_again(self, "the pool was lost");
  }
}

/* And once more what was answered with an error. */
static void watch_look(void *user) {
  shared_pool *self = user;

  redisAsyncCommand(self->context, watch_answer, NULL, "GET %s:epoch",
                    self->options.pool);
  shared_tell_held(self, false);
}

void shared_watch(shared_pool *self) {
  uint32_t ms = self->options.grace_ms / 4u;

  ms = ms < WATCH_MIN_MS ? WATCH_MIN_MS : ms;
  loop_after(self->turns, &self->timer, ms > WATCH_MAX_MS ? WATCH_MAX_MS : ms,
             watch_look, self);
}
