#define _POSIX_C_SOURCE 200809L

#include "loop.h"
#include <poll.h>
#include <stddef.h>
#include <time.h>

uint64_t loop_now(void) {
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000u + (uint64_t)now.tv_nsec / 1000000u;
}

void loop_cancel(loop *self, loop_timer *timer) {
  loop_timer **at = &self->timers;

  if (!timer->armed) {
    return;
  }
  while (*at != timer) {
    at = &(*at)->next;
  }
  *at = timer->next;
  timer->armed = false;
}

/* In the order of their ends: a program of this size has few. */
void loop_after(loop *self, loop_timer *timer, uint32_t ms, loop_then then,
                void *user) {
  loop_timer **at = &self->timers;

  loop_cancel(self, timer);
  timer->at_ms = loop_now() + ms;
  timer->then = then;
  timer->user = user;
  while (*at != NULL && (*at)->at_ms <= timer->at_ms) {
    at = &(*at)->next;
  }
  timer->next = *at;
  *at = timer;
  timer->armed = true;
}

static void loop_add_read(void *user) {
  ((loop *)user)->reads = true;
}

static void loop_del_read(void *user) {
  ((loop *)user)->reads = false;
}

static void loop_add_write(void *user) {
  ((loop *)user)->writes = true;
}

static void loop_del_write(void *user) {
  ((loop *)user)->writes = false;
}

/* hiredis is about to free the context. */
static void loop_cleanup(void *user) {
  loop *self = user;

  self->reads = self->writes = false;
  self->context = NULL;
}

void loop_attach(loop *self, redisAsyncContext *context) {
  self->context = context;
  context->ev.data = self;
  context->ev.addRead = loop_add_read;
  context->ev.delRead = loop_del_read;
  context->ev.addWrite = loop_add_write;
  context->ev.delWrite = loop_del_write;
  context->ev.cleanup = loop_cleanup;
}

static int loop_wait_ms(const loop *self) {
  uint64_t now = loop_now();

  if (self->timers == NULL) {
    return -1;
  }
  return self->timers->at_ms <= now ? 0 : (int)(self->timers->at_ms - now);
}

/* A call may free the context, and with it what is asked next. */
static void loop_serve(loop *self, short events) {
  const short failed = POLLERR | POLLHUP | POLLNVAL;

  if (self->context != NULL && self->reads &&
      (events & (POLLIN | failed)) != 0) {
    redisAsyncHandleRead(self->context);
  }
  if (self->context != NULL && self->writes &&
      (events & (POLLOUT | failed)) != 0) {
    redisAsyncHandleWrite(self->context);
  }
}

static void loop_ring(loop *self) {
  uint64_t now = loop_now();

  while (self->timers != NULL && self->timers->at_ms <= now && !self->stopped) {
    loop_timer *timer = self->timers;

    loop_cancel(self, timer);
    timer->then(timer->user);
  }
}

void loop_run(loop *self) {
  while (!self->stopped) {
    struct pollfd one = {-1, 0, 0};
    nfds_t count = 0;

    if (self->context != NULL && (self->reads || self->writes)) {
      one.fd = self->context->c.fd;
      one.events =
        (short)((self->reads ? POLLIN : 0) | (self->writes ? POLLOUT : 0));
      count = 1;
    }
    if (count == 0 && self->timers == NULL) {
      return;
    }
    if (poll(&one, count, loop_wait_ms(self)) > 0) {
      loop_serve(self, one.revents);
    }
    loop_ring(self);
  }
}
