#include "../base/base.h"
#include "ours.h"
#include <stdlib.h>
#include <string.h>

/* The clock: waits that begin and end, and what a pool costs to make. */

typedef struct time_pool {
  our_pool ours;
  redial_pool_config config;
  uint64_t now;
  uint64_t seed;
  uint32_t n;
} time_pool;

static void *time_open(const bench_case *given) {
  time_pool *p = (time_pool *)base_memory(1, sizeof(time_pool));

  our_pool_open(&p->ours, &redial_round_robin, given);
  p->config = redial_pool_defaults(given->n);
  p->n = given->n;
  p->seed = 7;
  return p;
}

static void time_close(void *self) {
  our_pool_close(&((time_pool *)self)->ours);
  free(self);
}

static uint64_t time_run_init(void *self, uint64_t operations) {
  time_pool *p = (time_pool *)self;
  redial_pool pool;

  while (operations-- > 0) {
    (void)redial_pool_init(&pool, p->ours.memory, p->ours.size, &p->config,
                           p->ours.use, 1);
  }
  return p->ours.memory[0];
}

static uint64_t time_run_memset(void *self, uint64_t operations) {
  time_pool *p = (time_pool *)self;

  while (operations-- > 0) {
    memset(p->ours.memory, 0, p->ours.size);
    __asm__ volatile("" ::"r"(p->ours.memory) : "memory");
  }
  return p->ours.memory[0];
}

static size_t time_bytes(void *self) {
  return ((time_pool *)self)->ours.size;
}

static uint32_t time_slot(time_pool *p) {
  return bench_below(bench_random(&p->seed), p->n);
}

/* One a millisecond; about as many end. */
static uint64_t time_run_cool(void *self, uint64_t operations) {
  time_pool *p = (time_pool *)self;
  uint64_t sum = 0;

  while (operations-- > 0) {
    uint32_t slot = time_slot(p);
    uint32_t wait = p->n / 2 + bench_below(bench_random(&p->seed), p->n) + 1;

    p->now++;
    (void)redial_pool_cool(&p->ours.pool, slot, REDIAL_OUTCOME_BUSY, wait,
                           p->now);
    sum += slot;
  }
  return sum;
}

/* The same, but all of one period end at the same millisecond. */
static uint64_t time_run_cool_at_once(void *self, uint64_t operations) {
  time_pool *p = (time_pool *)self;
  uint64_t sum = 0;

  while (operations-- > 0) {
    uint32_t slot = time_slot(p);

    p->now++;
    (void)redial_pool_cool(&p->ours.pool, slot, REDIAL_OUTCOME_BUSY,
                           p->n - (uint32_t)(p->now % p->n), p->now);
    sum += slot;
  }
  return sum;
}

const bench_side our_time_sides[] = {
  {"redial_pool_init", time_open, time_run_init, time_close, NULL, NULL,
   time_bytes},
  {"memset", time_open, time_run_memset, time_close, NULL, NULL, time_bytes},
  {"redial_pool_cool", time_open, time_run_cool, time_close, NULL, NULL, NULL},
  {"redial_pool_cool, all at once", time_open, time_run_cool_at_once,
   time_close, NULL, NULL, NULL},
  {.name = NULL}};
