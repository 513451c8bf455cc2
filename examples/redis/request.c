#include "answer.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Requests: each is answered once, by Redis, by its loss, or by the timer. A
 * lease that comes after its request was given up is given back at once. */

typedef void (*request_read)(const redisReply *reply, shared_answer *answer);

typedef struct request {
  shared_pool *pool;
  shared_then then; /* NULL: told already, or nobody wants to know */
  void *user;
  request_read read;
  loop_timer timer;
  char lease[SHARED_TEXT]; /* release and renew: which */
  bool ends;               /* release */
} request;

static void request_tell(request *self, const shared_answer *answer) {
  shared_then then = self->then;

  loop_cancel(self->pool->turns, &self->timer);
  self->then = NULL;
  if (then != NULL) {
    then(self->user, answer);
  }
}

/* The answer may still come, so the request stays. */
static void request_late(void *user) {
  request *self = user;
  shared_answer answer;
  char why[160];

  memset(&answer, 0, sizeof(answer));
  snprintf(why, sizeof(why), "Redis at %.60s:%d: no answer within %u ms",
           self->pool->options.host, self->pool->options.port,
           (unsigned)self->pool->options.answer_ms);
  answer_gone(&answer, why);
  request_tell(self, &answer);
}

static bool request_is_late(const request *self) {
  return self->then == NULL;
}

/* Whether Redis has heard what this is about. */
static void request_told(const request *self, bool told) {
  shared_held *held =
    self->lease[0] != '\0' ? shared_held_find(self->pool, self->lease) : NULL;

  if (held != NULL) {
    held->told = told;
  }
}

static void request_settle(request *self, const shared_answer *answer) {
  if (answer->status == SHARED_GONE) {
    request_told(self, false);
  } else if (self->read == answer_pick && answer->status == SHARED_OK) {
    shared_hold(self->pool, &answer->lease);
    if (request_is_late(self)) {
      shared_release(self->pool, answer->lease.text, NULL, NULL);
    }
  } else if (self->ends || answer->status == SHARED_ENDED) {
    shared_drop(self->pool, self->lease);
  }
}

/* What a lease that is not held here belonged to is nobody's business. */
static const char *request_amnesia(const request *self,
                                   const redisReply *reply) {
  bool ours =
    self->lease[0] == '\0' || shared_held_find(self->pool, self->lease) != NULL;

  return ours ? answer_amnesia(reply) : NULL;
}

static void request_answered(redisAsyncContext *context, void *given,
                             void *user) {
  request *self = user;
  shared_pool *pool = self->pool;
  const redisReply *reply = given;
  const char *amnesia = NULL;
  shared_answer answer;

  memset(&answer, 0, sizeof(answer));
  pool->pending--;
  if (reply == NULL) {
    answer_gone(&answer, context->err != 0 ? context->errstr : pool->error);
  } else {
    if (reply->type == REDIS_REPLY_ERROR) {
      answer_gone(&answer, reply->str);
    } else {
      self->read(reply, &answer);
    }
    amnesia = request_amnesia(self, reply);
    request_settle(self, &answer);
  }
  request_tell(self, &answer);
  free(self);
  if (amnesia != NULL) {
    shared_tell_again(pool, amnesia);
  }
}

static request *request_new(shared_pool *pool, request_read read,
                            shared_then then, void *user) {
  request *self = calloc(1, sizeof(*self));

  if (self != NULL) {
    self->pool = pool;
    self->read = read;
    self->then = then;
    self->user = user;
  }
  return self;
}

/* Consumes the request. */
static void request_send(request *self, int count, const char **word) {
  shared_pool *pool = self->pool;
  shared_answer answer;

  if (pool->state == SHARED_UP &&
      redisAsyncCommandArgv(pool->context, request_answered, self, count, word,
                            NULL) == REDIS_OK) {
    pool->pending++;
    request_told(self, true);
    if (self->then != NULL) {
      loop_after(pool->turns, &self->timer, pool->options.answer_ms,
                 request_late, self);
    }
    return;
  }
  request_told(self, false);
  memset(&answer, 0, sizeof(answer));
  answer_gone(&answer, pool->error);
  request_tell(self, &answer);
  free(self);
}

static void request_no_memory(shared_then then, void *user) {
  shared_answer answer;

  memset(&answer, 0, sizeof(answer));
  answer_gone(&answer, "no memory");
  if (then != NULL) {
    then(user, &answer);
  }
}

static size_t request_words(const char **word, const char *const *from,
                            size_t count) {
  size_t i;

  for (i = 0; i < count; i++) {
    word[i] = from[i];
  }
  return count;
}

void shared_pick(shared_pool *self, const shared_out *out, shared_then then,
                 void *user) {
  size_t most = 7 + out->id_count + out->person_count;
  const char **word = calloc(most, sizeof(*word));
  request *one = request_new(self, answer_pick, then, user);
  char offer[16];
  char ids[16];
  size_t count = 7;

  if (word == NULL || one == NULL) {
    free(one);
    request_no_memory(then, user);
  } else {
    snprintf(offer, sizeof(offer), "%u", (unsigned)self->options.offer_ms);
    snprintf(ids, sizeof(ids), "%u", (unsigned)out->id_count);
    word[0] = "FCALL";
    word[1] = "redial_pick";
    word[2] = "1";
    word[3] = self->options.pool;
    word[4] = self->options.strategy;
    word[5] = offer;
    word[6] = ids;
    count += request_words(word + count, out->ids, out->id_count);
    count += request_words(word + count, out->persons, out->person_count);
    request_send(one, (int)count, word);
  }
  free(word);
}

/* A short one: FCALL name 1 pool, and up to four words. Consumes the request,
   which is NULL when there was no memory. */
static void request_short(request *self, const char *const *words, size_t count,
                          shared_then then, void *user) {
  const char *word[8] = {"FCALL", words[0], "1"};

  if (self == NULL) {
    request_no_memory(then, user);
    return;
  }
  word[3] = self->pool->options.pool;
  request_words(word + 4, words + 1, count - 1);
  request_send(self, (int)count + 3, word);
}

/* About a lease: what became of it is known here. */
static request *request_lease(shared_pool *pool, const char *lease, bool ends,
                              shared_then then, void *user) {
  request *self = request_new(pool, answer_flag, then, user);

  if (self != NULL) {
    snprintf(self->lease, sizeof(self->lease), "%s", lease);
    self->ends = ends;
  }
  return self;
}

/* Over even if Redis cannot be told now: it is told when it is back. */
void shared_release(shared_pool *self, const char *lease, shared_then then,
                    void *user) {
  const char *words[] = {"redial_release", lease};
  shared_held *held = shared_held_find(self, lease);

  if (held != NULL) {
    held->over = true;
    held->told = false;
  }
  request_short(request_lease(self, lease, true, then, user), words, 2, then,
                user);
}

/* So it is when the lease is to last longer. */
void shared_renew(shared_pool *self, const char *lease, uint32_t ms,
                  shared_then then, void *user) {
  char text[16];
  const char *words[] = {"redial_renew", lease, text};
  shared_held *held = shared_held_find(self, lease);

  if (held != NULL) {
    held->ms = ms;
    held->told = false;
  }
  snprintf(text, sizeof(text), "%u", (unsigned)ms);
  request_short(request_lease(self, lease, false, then, user), words, 3, then,
                user);
}

void shared_mark(shared_pool *self, const char *id, redial_outcome cause,
                 uint32_t ms, bool person, shared_then then, void *user) {
  char text[16];
  const char *words[] = {"redial_mark", id, redial_outcome_name(cause), text,
                         person ? "1" : "0"};

  snprintf(text, sizeof(text), "%u", (unsigned)ms);
  request_short(request_new(self, answer_flag, then, user), words, 5, then,
                user);
}

void shared_count(shared_pool *self, shared_then then, void *user) {
  const char *words[] = {"redial_count"};

  request_short(request_new(self, answer_counts, then, user), words, 1, then,
                user);
}
