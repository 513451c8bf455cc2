#include "../base/base.h"
#include "../drive.h"
#include "ours.h"
#include <stdlib.h>

/* redial_pool_offer() and redial_pool_release(): the whole of an attempt as
   the pool sees it. When calls are under way, each operation ends the one of
   a target at random and takes another; else it ends what it took. */

typedef struct lease_pool {
  our_pool ours;
  redial_pick_request request;
  redial_lease *leases; /* by slot */
  redial_lease last;
} lease_pool;

static uint32_t lease_pick(void *self, uint64_t random) {
  lease_pool *p = (lease_pool *)self;
  redial_offer offer;

  p->request.random = (uint32_t)(random >> 16);
  p->request.key = random;
  (void)redial_pool_offer(&p->ours.pool, p->ours.use[0], &p->request, &offer);
  p->last = offer.lease;
  return offer.lease.slot;
}

/* Offered already, as the loop over calls does it: remember whose it is. */
static void lease_keep(void *self, uint32_t slot) {
  lease_pool *p = (lease_pool *)self;

  p->leases[slot] = p->last;
}

static void lease_end(lease_pool *p, redial_lease lease) {
  (void)redial_pool_release(&p->ours.pool, lease, REDIAL_OUTCOME_BUSY, 0);
}

static void lease_give(void *self, uint32_t slot) {
  lease_pool *p = (lease_pool *)self;

  lease_end(p, p->leases[slot]);
}

static void lease_end_last(void *self, uint32_t slot) {
  (void)slot;
  lease_end((lease_pool *)self, ((lease_pool *)self)->last);
}

static void lease_shut(void *self, uint32_t slot) {
  (void)redial_pool_enable(&((lease_pool *)self)->ours.pool, slot, false, 0);
}

/* A call that begins at this one, whoever's turn it is. */
static void lease_occupy(void *self, uint32_t slot) {
  lease_pool *p = (lease_pool *)self;

  (void)redial_occupy(&p->ours.pool, slot, 0, 0, &p->leases[slot]);
}

static void *lease_open(const redial_selector *selector,
                        const bench_case *given) {
  lease_pool *p = (lease_pool *)base_memory(1, sizeof(lease_pool));

  our_pool_open(&p->ours, selector, given);
  p->leases = (redial_lease *)base_memory(given->n, sizeof(redial_lease));
  return p;
}

static void lease_close(void *self) {
  lease_pool *p = (lease_pool *)self;

  our_pool_close(&p->ours);
  free(p->leases);
  free(p);
}

static uint64_t lease_run(void *self, uint64_t operations) {
  bench_drive *drive = (bench_drive *)self;

  return drive->busy == NULL
           ? bench_picks(drive, operations, lease_pick, lease_end_last)
           : bench_turnover(drive, operations, lease_pick, lease_keep,
                            lease_give);
}

#define STRATEGY(strategy, by, set)                                            \
  static void *lease_open_##strategy(const bench_case *given) {                \
    return lease_open(&redial_##strategy, given);                              \
  }                                                                            \
  static const bench_index lease_of_##strategy = {lease_open_##strategy,       \
                                                  lease_close,                 \
                                                  lease_pick,                  \
                                                  lease_occupy,                \
                                                  lease_give,                  \
                                                  lease_shut,                  \
                                                  NULL,                        \
                                                  false};
#include "strategies.def"
#undef STRATEGY

#define STRATEGY(strategy, by, set)                                            \
  {.name = "lease/" #strategy, .run = lease_run, .index = &lease_of_##strategy},
const bench_side our_lease_sides[] = {
#include "strategies.def"
  {.name = NULL}};
