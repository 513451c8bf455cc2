#include "../base/base.h"
#include "ours.h"
#include <stdlib.h>
#include <string.h>

/* The dearest call: every wait, or every lease, of a pool is over at one
   moment, and then one call after the other comes. Each is made at random
   slots, on leases that are alive. */

#define WORST_WAIT_MS 1000u
#define WORST_KEPT 4096u /* leases that do not end */

typedef struct worst_pool {
  our_pool ours;
  redial_lease kept[WORST_KEPT];
  uint32_t kept_count;
  uint32_t next;
  uint32_t n;
  uint64_t now;
  uint64_t seed;
} worst_pool;

static worst_pool *worst_new(const bench_case *given) {
  worst_pool *p = (worst_pool *)base_memory(1, sizeof(worst_pool));

  our_pool_open(&p->ours, &redial_round_robin, given);
  p->n = given->n;
  p->seed = 7;
  return p;
}

static void worst_close(void *self) {
  our_pool_close(&((worst_pool *)self)->ours);
  free(self);
}

static uint32_t worst_slot(worst_pool *p) {
  return bench_below(bench_random(&p->seed), p->n);
}

/* Calls at some slots that outlast what is over. */
static void worst_keep(worst_pool *p) {
  uint32_t want = p->n / 4 < WORST_KEPT ? p->n / 4 : WORST_KEPT;

  while (p->kept_count < want) {
    (void)redial_occupy(&p->ours.pool, worst_slot(p), 0, 0,
                        &p->kept[p->kept_count++]);
  }
}

static void *worst_open_cooled(const bench_case *given) {
  worst_pool *p = worst_new(given);
  uint32_t i;

  worst_keep(p);
  for (i = 0; i < p->n; i++) {
    (void)redial_pool_cool(&p->ours.pool, i, REDIAL_OUTCOME_BUSY, WORST_WAIT_MS,
                           0);
  }
  p->now = WORST_WAIT_MS;
  return p;
}

static void *worst_open_leased(const bench_case *given) {
  worst_pool *p = worst_new(given);
  redial_pool_config config = redial_pool_defaults(given->n);
  redial_pick_request request;
  redial_offer offer;
  uint32_t i;

  memset(&request, 0, sizeof(request));
  worst_keep(p);
  for (i = p->kept_count; i < p->n; i++) {
    (void)redial_pool_offer(&p->ours.pool, p->ours.use[0], &request, &offer);
  }
  p->now = config.offer_ms;
  return p;
}

static redial_lease *worst_lease(worst_pool *p) {
  return &p->kept[p->next++ % p->kept_count];
}

static void worst_tick(worst_pool *p) {
  redial_pool_tick(&p->ours.pool, p->now);
}

static void worst_offer(worst_pool *p) {
  redial_pick_request request;
  redial_offer offer;

  memset(&request, 0, sizeof(request));
  request.now_ms = p->now;
  (void)redial_pool_offer(&p->ours.pool, p->ours.use[0], &request, &offer);
}

static void worst_pick(worst_pool *p) {
  redial_pick_request request;
  uint32_t slot;

  memset(&request, 0, sizeof(request));
  request.now_ms = p->now;
  (void)redial_pick(&p->ours.pool, p->ours.use[0], &request, &slot);
}

static void worst_release(worst_pool *p) {
  (void)redial_pool_release(&p->ours.pool, *worst_lease(p), REDIAL_OUTCOME_BUSY,
                            p->now);
}

static void worst_renew(worst_pool *p) {
  (void)redial_pool_renew(&p->ours.pool, *worst_lease(p), p->now);
}

static void worst_move(worst_pool *p) {
  (void)redial_pool_move(&p->ours.pool, worst_lease(p), worst_slot(p), p->now);
}

static void worst_occupy(worst_pool *p) {
  redial_lease lease;

  (void)redial_occupy(&p->ours.pool, worst_slot(p), 0, p->now, &lease);
}

static void worst_cool(worst_pool *p) {
  (void)redial_pool_cool(&p->ours.pool, worst_slot(p), REDIAL_OUTCOME_DECLINED,
                         60000, p->now);
}

static void worst_clear(worst_pool *p) {
  (void)redial_pool_clear(&p->ours.pool, worst_slot(p), p->now);
}

static void worst_enable(worst_pool *p) {
  (void)redial_pool_enable(&p->ours.pool, worst_slot(p), false, p->now);
}

static void worst_observe(worst_pool *p) {
  (void)redial_observe(&p->ours.pool, worst_slot(p), REDIAL_SIGHT_CALLS, 1,
                       60000, p->now);
}

#define CALLS(CALL)                                                            \
  CALL(tick)                                                                   \
  CALL(offer)                                                                  \
  CALL(pick)                                                                   \
  CALL(release)                                                                \
  CALL(renew)                                                                  \
  CALL(move)                                                                   \
  CALL(occupy)                                                                 \
  CALL(cool)                                                                   \
  CALL(clear)                                                                  \
  CALL(enable)                                                                 \
  CALL(observe)

#define LOOP(call)                                                             \
  static uint64_t worst_run_##call(void *self, uint64_t operations) {          \
    while (operations-- > 0) {                                                 \
      worst_##call((worst_pool *)self);                                        \
    }                                                                          \
    return 0;                                                                  \
  }
CALLS(LOOP)

#define SIDES(call)                                                            \
  {"worst/" #call "/cooled",                                                   \
   worst_open_cooled,                                                          \
   worst_run_##call,                                                           \
   worst_close,                                                                \
   NULL,                                                                       \
   NULL,                                                                       \
   NULL},                                                                      \
    {"worst/" #call "/leased",                                                 \
     worst_open_leased,                                                        \
     worst_run_##call,                                                         \
     worst_close,                                                              \
     NULL,                                                                     \
     NULL,                                                                     \
     NULL},

const bench_side our_worst_sides[] = {CALLS(SIDES){.name = NULL}};
