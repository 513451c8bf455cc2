#ifndef SHARED_H
#define SHARED_H

/* The pool in Redis, asynchronously: nothing here blocks. Every request ends
 * with exactly one call of its `then`, at the latest after `answer_ms`.
 *
 * The connection is made, lost and made again by itself, with a growing,
 * jittered wait. After each loss the functions are loaded, the roster is
 * applied, and Redis is told which leases this node holds and which are over.
 * So it is when Redis lost its memory but not the connection, which is looked
 * for several times in the grace. While it is gone every request is answered
 * with SHARED_GONE and the reason, at once; what to do then is the caller's
 * choice. What was released or renewed meanwhile is told when it is back. */

#include "loop.h"
#include "roster.h"
#include <redial/redial.h>

#define SHARED_TEXT 64u /* longest lease, with its end */

typedef enum shared_status {
  SHARED_OK = 0,
  SHARED_NONE = 1, /* nobody can be offered; why and until when is told */
  SHARED_GONE = 2, /* Redis does not answer, or nothing that makes sense */
  SHARED_ENDED = 3 /* no such lease any more */
} shared_status;

typedef struct shared_lease {
  char text[SHARED_TEXT];
  char id[ROSTER_WORD];
  uint64_t granted_ms; /* by the clock of Redis */
  uint64_t until_ms;
} shared_lease;

typedef struct shared_answer {
  shared_status status;
  shared_lease lease;
  char why[24];      /* a word of redial_bar, or "recovering" */
  int64_t wait_ms;   /* none: until somebody may come free; -1: not known */
  int64_t counts[5]; /* count: targets, free, leases, cooling, offers */
  char error[160];   /* gone: one line */
} shared_answer;

typedef void (*shared_then)(void *user, const shared_answer *answer);

typedef struct shared_options {
  const char *host;
  int port;
  const char *pool;      /* "{support}" */
  const char *strategy;  /* a name that functions.lua has */
  const char *functions; /* its text */
  const roster *who;
  uint32_t offer_ms;  /* an offer that nobody ends */
  uint32_t grace_ms;  /* a pool that lost its memory waits so long */
  uint32_t answer_ms; /* longer than this is no answer */
} shared_options;

typedef struct shared_held { /* a lease that this node knows of */
  shared_lease lease;
  struct shared_held *next;
  uint32_t ms; /* it lasts so long from the time that it is told */
  bool over;   /* released, but Redis has not heard of it */
  bool told;   /* sent as it is now, and no error came back */
} shared_held;

typedef enum shared_state {
  SHARED_DOWN = 0,
  SHARED_CONNECTING = 1,
  SHARED_TELLING = 2, /* functions, roster, leases */
  SHARED_UP = 3
} shared_state;

typedef struct shared_pool {
  shared_options options;
  loop *turns;
  redisAsyncContext *context;
  loop_timer timer; /* to connect again, or to give up connecting */
  redial_backoff backoff;
  shared_state state;
  shared_held *held;
  char epoch[32];   /* of the pool that knows what this node holds */
  uint32_t pending; /* requests that Redis has not answered */
  uint32_t losses;  /* connections that were lost */
  bool closing;
  char error[160]; /* why it is gone */
} shared_pool;

typedef struct shared_out { /* who is out for one call */
  const char *const *ids;
  size_t id_count;
  const char *const *persons;
  size_t person_count;
} shared_out;

/* connect.c */
void shared_open(shared_pool *self, loop *turns, const shared_options *options);
void shared_close(shared_pool *self); /* pending requests end as gone */
void shared_tell_again(shared_pool *self, const char *why); /* everything */

/* watch.c: while it is up */
void shared_watch(shared_pool *self);

/* request.c */
void shared_pick(shared_pool *self, const shared_out *out, shared_then then,
                 void *user);
void shared_release(shared_pool *self, const char *lease, shared_then then,
                    void *user);
void shared_renew(shared_pool *self, const char *lease, uint32_t ms,
                  shared_then then, void *user);
void shared_mark(shared_pool *self, const char *id, redial_outcome cause,
                 uint32_t ms, bool person, shared_then then, void *user);
void shared_count(shared_pool *self, shared_then then, void *user);

/* held.c */
void shared_hold(shared_pool *self, const shared_lease *lease);
shared_held *shared_held_find(shared_pool *self, const char *lease);
void shared_drop(shared_pool *self, const char *lease);
void shared_tell_held(shared_pool *self, bool all); /* or what is not told */
bool shared_idle(
  const shared_pool *self); /* holds nothing, waits for nothing */

#endif
