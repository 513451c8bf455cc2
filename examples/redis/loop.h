#ifndef LOOP_H
#define LOOP_H

/* One thread, one poll(2): timers, and the socket of an asynchronous hiredis
 * context. A program that has a loop of its own (libevent, libuv, a switch's)
 * uses that, and the adapters that hiredis brings. */

#include <hiredis/async.h>
#include <stdbool.h>
#include <stdint.h>

typedef void (*loop_then)(void *user);

/* Belongs to the caller, who clears it to zero. */
typedef struct loop_timer {
  uint64_t at_ms;
  loop_then then;
  void *user;
  struct loop_timer *next;
  bool armed;
} loop_timer;

typedef struct loop {
  loop_timer *timers;
  redisAsyncContext *context; /* NULL: none */
  bool reads;
  bool writes;
  bool stopped;
} loop;

uint64_t loop_now(void); /* monotonic, in milliseconds */
void loop_after(loop *self, loop_timer *timer, uint32_t ms, loop_then then,
                void *user);
void loop_cancel(loop *self, loop_timer *timer);
void loop_attach(loop *self, redisAsyncContext *context);
void loop_run(loop *self); /* until stopped, or there is nothing to do */

#endif
