#include "../../../lib/pool/inner.h"
#include "../base/base.h"
#include "../drive.h"
#include "ours.h"
#include <stdlib.h>

/* The strategies' own indexes: what a bare structure of a peer can be
   compared with. The hooks are called as the pool calls them for an offer, a
   call that begins and one that ends, without the pool's records of leases,
   times and reasons. The pool's set of eligible slots is kept where it is the
   strategy's index. */

typedef struct index_pool {
  our_pool ours;
  const redial_selector *selector;
  void *state;
  uint64_t *eligible; /* NULL: the strategy has an index of its own */
  redial_pick_request request;
  uint32_t capacity;
} index_pool;

RDI_HOT uint32_t index_pick(void *self, uint64_t random) {
  index_pool *p = (index_pool *)self;
  uint32_t slot = 0;

  p->request.random = (uint32_t)(random >> 16);
  p->request.key = random;
  (void)p->selector->pick(&p->ours.pool, p->state, 0, &p->request, &slot);
  if (p->selector->offered != NULL) {
    p->selector->offered(&p->ours.pool, p->state, slot);
  }
  return slot;
}

RDI_HOT void index_close_slot(index_pool *p, uint32_t slot) {
  rdi_head *head = rdi_head_of(&p->ours.pool);

  head->eligible[0]--;
  if (p->eligible != NULL) {
    rdi_bits_clear(p->eligible, &head->layout.bits, slot);
  }
  if (p->selector->close != NULL) {
    p->selector->close(&p->ours.pool, p->state, slot);
  }
}

RDI_HOT void index_open_slot(index_pool *p, uint32_t slot) {
  rdi_head *head = rdi_head_of(&p->ours.pool);

  head->eligible[0]++;
  if (p->eligible != NULL) {
    rdi_bits_set(p->eligible, &head->layout.bits, slot);
  }
  if (p->selector->open != NULL) {
    p->selector->open(&p->ours.pool, p->state, slot);
  }
}

RDI_HOT void index_take(void *self, uint32_t slot) {
  index_pool *p = (index_pool *)self;
  rdi_slot *record = rdi_slot_at(&p->ours.pool, slot);

  record->load =
    record->load + 1u < BENCH_WRAP ? (uint16_t)(record->load + 1u) : 0;
  if (record->load >= p->capacity) {
    index_close_slot(p, slot);
  } else if (p->selector->load != NULL) {
    p->selector->load(&p->ours.pool, p->state, slot);
  }
}

RDI_HOT void index_give(void *self, uint32_t slot) {
  index_pool *p = (index_pool *)self;
  rdi_slot *record = rdi_slot_at(&p->ours.pool, slot);

  record->load--;
  if (record->load + 1u >= p->capacity) {
    index_open_slot(p, slot);
    return;
  }
  if (p->selector->load != NULL) {
    p->selector->load(&p->ours.pool, p->state, slot);
  }
  if (p->selector->freed != NULL) {
    p->selector->freed(&p->ours.pool, p->state, slot);
  }
}

/* Strategies that ignore the load have no need of its record. */
RDI_HOT void index_shut(void *self, uint32_t slot) {
  index_close_slot((index_pool *)self, slot);
}

RDI_HOT void index_give_flag(void *self, uint32_t slot) {
  index_open_slot((index_pool *)self, slot);
}

static size_t index_bytes(void *self) {
  const index_pool *p = (const index_pool *)self;
  const rdi_layout *layout = &rdi_head_of(&p->ours.pool)->layout;
  size_t set = p->eligible == NULL ? 0 : layout->bits.at[layout->bits.levels];

  return (set + layout->state_words[0]) * 8;
}

static void *index_open(const redial_selector *selector,
                        const bench_case *given, bool set) {
  index_pool *p = (index_pool *)base_memory(1, sizeof(index_pool));

  our_pool_open(&p->ours, selector, given);
  p->selector = selector;
  p->state = rdi_state(&p->ours.pool, 0, 0);
  p->eligible = set ? rdi_eligible(&p->ours.pool, 0) : NULL;
  p->capacity = bench_capacity(given);
  return p;
}

static void index_close(void *self) {
  our_pool_close(&((index_pool *)self)->ours);
  free(self);
}

/* The loops of the driver with our hooks inlined, so that a pick of ours is
   one call by pointer as well: that of the hook. */
static uint64_t index_run(void *self, uint64_t operations) {
  bench_drive *drive = (bench_drive *)self;

  return drive->busy == NULL ? bench_picks(drive, operations, index_pick, NULL)
                             : bench_turnover(drive, operations, index_pick,
                                              index_shut, index_give_flag);
}

/* Calls decide: every pick is followed by one. */
static uint64_t index_run_calls(void *self, uint64_t operations) {
  bench_drive *drive = (bench_drive *)self;

  return drive->busy == NULL
           ? bench_picks(drive, operations, index_pick, index_take)
           : bench_turnover(drive, operations, index_pick, index_take,
                            index_give);
}

#define BY_FLAG index_shut, index_give_flag, index_shut, index_bytes, false
#define BY_CALLS index_take, index_give, index_shut, index_bytes, true
#define SET true
#define OWN false
#define BY_FLAG_RUN index_run
#define BY_CALLS_RUN index_run_calls

#define STRATEGY(strategy, by, set)                                            \
  static void *index_open_##strategy(const bench_case *given) {                \
    return index_open(&redial_##strategy, given, set);                         \
  }                                                                            \
  static const bench_index index_of_##strategy = {                             \
    index_open_##strategy, index_close, index_pick, by};
#include "strategies.def"
#undef STRATEGY

#define STRATEGY(strategy, by, set)                                            \
  {.name = "index/" #strategy, .run = by##_RUN, .index = &index_of_##strategy},
const bench_side our_index_sides[] = {
#include "strategies.def"
  {.name = NULL}};
