#define _POSIX_C_SOURCE 200809L

#include "shared.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The life of the connection: down, connecting, telling, up. */

#define CONNECT_MS 2000u   /* to connect, and to be told everything */
#define CONNECT_MIN_MS 20u /* first wait after a loss; doubled */
#define CONNECT_MAX_MS 1000u
#define CONNECT_STRANGE "not an answer of redial's functions"

static void connect_begin(void *user);

static void connect_say(shared_pool *self, const char *why) {
  snprintf(self->error, sizeof(self->error), "Redis at %.60s:%d: %.70s",
           self->options.host, self->options.port, why);
}

/* From now on everything is answered with the reason. */
static void connect_down(shared_pool *self, const char *why) {
  uint32_t wait_ms = redial_backoff_next(&self->backoff, (uint32_t)rand() * 2u);

  connect_say(self, why);
  self->losses += self->state == SHARED_UP;
  self->state = SHARED_DOWN;
  self->context = NULL;
  if (!self->closing) {
    loop_after(self->turns, &self->timer, wait_ms + 1, connect_begin, self);
  }
}

/* Frees the context, which ends what is pending; and its disconnect callback
   is not called. */
static void connect_drop(shared_pool *self, const char *why) {
  redisAsyncContext *context = self->context;
  char text[100];

  snprintf(text, sizeof(text), "%s", why); /* may lie in a reply */
  if (context == NULL) {
    return;
  }
  context->data = NULL;
  connect_down(self, text);
  redisAsyncFree(context);
}

static void connect_late(void *user) {
  connect_drop(user, "no answer");
}

static void connect_lost(const redisAsyncContext *context, int status) {
  shared_pool *self = context->data;

  if (self != NULL) {
    connect_down(self, status == REDIS_OK ? "closed" : context->errstr);
  }
}

/* {stayed, came, left, epoch} */
static const redisReply *connect_epoch(const redisReply *reply) {
  return reply->elements == 4 &&
             reply->element[3]->type == REDIS_REPLY_STRING &&
             reply->element[3]->len < sizeof(((shared_pool *)0)->epoch)
           ? reply->element[3]
           : NULL;
}

/* Error of Redis, or what kind of answer it is not; NULL: as expected. */
static const char *connect_judge(const redisReply *reply, int type) {
  if (reply == NULL) {
    return "connection lost";
  }
  if (reply->type == REDIS_REPLY_ERROR) {
    return reply->str;
  }
  return reply->type == type ? NULL : CONNECT_STRANGE;
}

static void connect_applied(redisAsyncContext *context, void *reply,
                            void *user) {
  shared_pool *self = context->data;
  const char *error = connect_judge(reply, REDIS_REPLY_ARRAY);

  (void)user;
  if (self == NULL || reply == NULL) {
    return; /* the disconnect callback tells */
  }
  if (error == NULL && connect_epoch(reply) == NULL) {
    error = CONNECT_STRANGE;
  }
  if (error != NULL) {
    connect_drop(self, error);
    return;
  }
  memcpy(self->epoch, connect_epoch(reply)->str, connect_epoch(reply)->len + 1);
  redial_backoff_init(&self->backoff, CONNECT_MIN_MS, CONNECT_MAX_MS,
                      REDIAL_JITTER_EQUAL);
  self->state = SHARED_UP;
  shared_tell_held(self, false); /* what changed while the rest was told */
  shared_watch(self);
}

static void connect_loaded(redisAsyncContext *context, void *reply,
                           void *user) {
  shared_pool *self = context->data;
  const char *error = connect_judge(reply, REDIS_REPLY_STRING);

  (void)user;
  if (self != NULL && reply != NULL && error != NULL) {
    connect_drop(self, error);
  }
}

/* FCALL redial_apply 1 POOL GRACE, then five words for each target. */
static void connect_apply(shared_pool *self) {
  const roster *who = self->options.who;
  size_t count = 5 + who->count * 5;
  const char **word = calloc(count, sizeof(*word));
  char(*number)[2][8] = calloc(who->count + 1, sizeof(*number));
  char grace[16];
  size_t i;

  if (word != NULL && number != NULL) {
    snprintf(grace, sizeof(grace), "%u", (unsigned)self->options.grace_ms);
    word[0] = "FCALL";
    word[1] = "redial_apply";
    word[2] = "1";
    word[3] = self->options.pool;
    word[4] = grace;
    for (i = 0; i < who->count; i++) {
      const roster_target *target = &who->target[i];

      snprintf(number[i][0], sizeof(number[i][0]), "%u", target->capacity);
      snprintf(number[i][1], sizeof(number[i][1]), "%u", target->tier);
      word[5 + i * 5] = target->id;
      word[6 + i * 5] = target->person;
      word[7 + i * 5] = number[i][0];
      word[8 + i * 5] = number[i][1];
      word[9 + i * 5] = target->enabled ? "1" : "0";
    }
    redisAsyncCommandArgv(self->context, connect_applied, NULL, (int)count,
                          word, NULL);
  }
  free(word);
  free(number);
}

/* On the connection that there is, so that answers on their way arrive. */
void shared_tell_again(shared_pool *self, const char *why) {
  if (self->state != SHARED_UP && self->state != SHARED_CONNECTING) {
    return;
  }
  connect_say(self, why);
  self->state = SHARED_TELLING;
  loop_after(self->turns, &self->timer, CONNECT_MS, connect_late, self);
  redisAsyncCommand(self->context, connect_loaded, NULL,
                    "FUNCTION LOAD REPLACE %s", self->options.functions);
  connect_apply(self);
  shared_tell_held(self, true);
}

static void connect_made(const redisAsyncContext *context, int status) {
  shared_pool *self = context->data;

  if (self == NULL) {
    return;
  }
  if (status != REDIS_OK) {
    connect_down(self, context->errstr); /* hiredis frees it */
    return;
  }
  shared_tell_again(self, "not told everything yet");
}

static void connect_begin(void *user) {
  shared_pool *self = user;
  redisAsyncContext *context =
    redisAsyncConnect(self->options.host, self->options.port);

  if (context == NULL || context->err != 0) {
    connect_down(self, context == NULL ? "no memory" : context->errstr);
    if (context != NULL) {
      redisAsyncFree(context);
    }
    return;
  }
  self->context = context;
  self->state = SHARED_CONNECTING;
  context->data = self;
  loop_attach(self->turns, context);
  redisAsyncSetConnectCallback(context, connect_made);
  redisAsyncSetDisconnectCallback(context, connect_lost);
  loop_after(self->turns, &self->timer, CONNECT_MS, connect_late, self);
}

void shared_open(shared_pool *self, loop *turns,
                 const shared_options *options) {
  memset(self, 0, sizeof(*self));
  self->options = *options;
  self->turns = turns;
  redial_backoff_init(&self->backoff, CONNECT_MIN_MS, CONNECT_MAX_MS,
                      REDIAL_JITTER_EQUAL);
  connect_say(self, "not connected yet");
  connect_begin(self);
}

void shared_close(shared_pool *self) {
  self->closing = true;
  connect_drop(self, "closed");
  loop_cancel(self->turns, &self->timer);
  while (self->held != NULL) {
    shared_drop(self, self->held->lease.text);
  }
}
