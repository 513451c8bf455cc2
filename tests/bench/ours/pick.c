#include "../base/base.h"
#include "../drive.h"
#include "ours.h"
#include <stdlib.h>
#include <string.h>

/* redial_pick(): whom next, without a lease, for callers who keep their own
   books. Who cannot be had is disabled. */

typedef struct pick_pool {
  our_pool ours;
  redial_pick_request request;
} pick_pool;

static uint32_t pick_pick(void *self, uint64_t random) {
  pick_pool *p = (pick_pool *)self;
  uint32_t slot = 0;

  p->request.random = (uint32_t)(random >> 16);
  p->request.key = random;
  (void)redial_pick(&p->ours.pool, p->ours.use[0], &p->request, &slot);
  return slot;
}

static void pick_shut(void *self, uint32_t slot) {
  (void)redial_pool_enable(&((pick_pool *)self)->ours.pool, slot, false, 0);
}

static void pick_open_again(void *self, uint32_t slot) {
  (void)redial_pool_enable(&((pick_pool *)self)->ours.pool, slot, true, 0);
}

static void *pick_open(const redial_selector *selector,
                       const bench_case *given) {
  pick_pool *p = (pick_pool *)base_memory(1, sizeof(pick_pool));

  our_pool_open(&p->ours, selector, given);
  return p;
}

static void pick_close(void *self) {
  our_pool_close(&((pick_pool *)self)->ours);
  free(self);
}

static uint64_t pick_run(void *self, uint64_t operations) {
  return bench_picks((bench_drive *)self, operations, pick_pick, NULL);
}

#define STRATEGY(strategy, by, set)                                            \
  static void *pick_open_##strategy(const bench_case *given) {                 \
    return pick_open(&redial_##strategy, given);                               \
  }                                                                            \
  static const bench_index pick_of_##strategy = {                              \
    pick_open_##strategy, pick_close, pick_pick, pick_shut,                    \
    pick_open_again,      pick_shut,  NULL,      false};
#include "strategies.def"
#undef STRATEGY

#define STRATEGY(strategy, by, set)                                            \
  {.name = "pick/" #strategy, .run = pick_run, .index = &pick_of_##strategy},
const bench_side our_pick_sides[] = {
#include "strategies.def"
  {.name = NULL}};
