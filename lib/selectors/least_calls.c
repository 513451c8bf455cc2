#include "../pool/inner.h"
#include "../selectors/links.h"
#include <redial/selectors.h>
#include <stddef.h>
#include <string.h>

/* Least calls: fewest calls under way; among equals, whose turn it is.

   There is a queue for each number of calls that a slot may have and still be
   eligible, and a set of numbers that holds those whose queue is not empty; the
   lowest such one leads to the pick. A call moves its slot one queue up, to the
   end.

     0 calls: -     1: 4 2 9     2: 5 1        pick 4:   1: 2 9   2: 5 1 4

   Nobody eligible, all cooling: not asked. One target: that one. Shrunk: who
   drains leaves its queue. Grown: newcomers have no calls and are picked
   until they have as many as the rest; slow them down by capacity. Weight
   plays no part. */

/* The numbers of queues that are not empty: a word up to 63, and a set of those
   beyond, which few pools have. Some may be of empty queues: a change of load
   leaves its number behind, and a pick that meets it removes it. The links are
   one for each queue, at its number, then one for each slot; the set comes
   last. */
#define LEAST_CALLS_FEW 64u

typedef struct least_calls_state {
  uint32_t queues;      /* capacities are at most this */
  uint32_t many_at;     /* the set, from the first link on */
  rdi_bits_shape shape; /* of the set, which holds numbers less 64 */
  uint64_t few;
} least_calls_state;

static least_calls_state least_calls_layout(const redial_pool_config *config) {
  least_calls_state least;

  memset(&least, 0, sizeof(least));
  least.queues = config->max_calls > 0 ? config->max_calls : 1;
  least.many_at = least.queues + config->capacity;
  if (least.queues > LEAST_CALLS_FEW) {
    least.shape = rdi_bits_shape_of(least.queues - LEAST_CALLS_FEW);
  }
  return least;
}

static size_t least_calls_bytes(const redial_pool_config *config) {
  least_calls_state least = least_calls_layout(config);

  return sizeof(least_calls_state) +
         ((size_t)least.many_at + least.shape.at[least.shape.levels]) * 8;
}

RDI_HOT least_calls_state *least_calls_of(const void *state) {
  return (least_calls_state *)(uintptr_t)state;
}

RDI_HOT rdi_link *least_calls_links(const least_calls_state *least) {
  return (rdi_link *)(uintptr_t)(least + 1);
}

static uint64_t *least_calls_many(least_calls_state *least) {
  return (uint64_t *)(void *)(least_calls_links(least) + least->many_at);
}

static void least_calls_reset(void *state, const redial_pool_config *config) {
  least_calls_state *least = least_calls_of(state);
  uint32_t calls;

  *least = least_calls_layout(config);
  memset(least_calls_many(least), 0,
         (size_t)least->shape.at[least->shape.levels] * 8);
  for (calls = 0; calls < least->queues; calls++) {
    rdi_ring_reset(least_calls_links(least), calls);
  }
}

static void least_calls_fill(least_calls_state *least, uint32_t calls) {
  if (calls < LEAST_CALLS_FEW) {
    least->few |= (uint64_t)1 << calls;
  } else {
    rdi_bits_set(least_calls_many(least), &least->shape,
                 calls - LEAST_CALLS_FEW);
  }
}

static void least_calls_empty(least_calls_state *least, uint32_t calls) {
  if (calls < LEAST_CALLS_FEW) {
    least->few &= ~((uint64_t)1 << calls);
  } else {
    rdi_bits_clear(least_calls_many(least), &least->shape,
                   calls - LEAST_CALLS_FEW);
  }
}

/* The first queue at or after a number that is not empty; UINT32_MAX: none. */
static uint32_t least_calls_from(least_calls_state *least, uint32_t calls) {
  uint64_t few = calls < LEAST_CALLS_FEW ? least->few >> calls : 0;
  uint32_t many;

  if (few != 0) {
    return calls + rdi_lowest(few);
  }
  calls = calls < LEAST_CALLS_FEW ? LEAST_CALLS_FEW : calls;
  if (calls >= least->queues) {
    return UINT32_MAX;
  }
  many = rdi_bits_from(least_calls_many(least), &least->shape,
                       calls - LEAST_CALLS_FEW);
  return many == UINT32_MAX ? many : many + LEAST_CALLS_FEW;
}

/* An eligible slot has fewer calls than its capacity, so there is a queue. */
static void least_calls_open(const redial_pool *pool, void *state,
                             uint32_t slot) {
  least_calls_state *least = least_calls_of(state);
  uint32_t calls = rdi_slot_at(pool, slot)->load;

  rdi_ring_enter(least_calls_links(least), calls, least->queues + slot);
  least_calls_fill(least, calls);
}

static void least_calls_close(const redial_pool *pool, void *state,
                              uint32_t slot) {
  least_calls_state *least = least_calls_of(state);
  rdi_link *links = least_calls_links(least);
  uint32_t next = links[least->queues + slot].next;

  (void)pool;
  rdi_ring_leave(links, least->queues + slot);
  if (links[next].next == next) {
    least_calls_empty(least, next);
  }
}

RDI_COLD void least_calls_reenter(const redial_pool *pool, void *state,
                                  uint32_t slot) {
  least_calls_close(pool, state, slot);
  least_calls_open(pool, state, slot);
}

/* Also after an offer that left the load as it was: the turn is over. */
static void least_calls_load(const redial_pool *pool, void *state,
                             uint32_t slot) {
  least_calls_state *least = least_calls_of(state);
  rdi_link *links = least_calls_links(least);
  uint32_t calls = rdi_slot_at(pool, slot)->load;

  if (least->queues > LEAST_CALLS_FEW) {
    least_calls_reenter(pool, state, slot);
    return;
  }
  rdi_ring_leave(links, least->queues + slot);
  rdi_ring_enter(links, calls, least->queues + slot);
  least->few |= (uint64_t)1 << calls % LEAST_CALLS_FEW;
}

/* Along one queue; the queue itself when there is nobody. */
static uint32_t least_calls_along(const redial_pool *pool,
                                  const least_calls_state *least,
                                  const redial_pick_request *request,
                                  uint32_t calls) {
  const rdi_link *links = least_calls_links(least);
  uint32_t at = links[calls].next;

  while (at != calls && rdi_is_out(pool, request, at - least->queues)) {
    at = links[at].next;
  }
  return at;
}

/* Queue after queue. */
RDI_COLD redial_status least_calls_search(const redial_pool *pool, void *state,
                                          const redial_pick_request *request,
                                          uint32_t *slot) {
  least_calls_state *least = least_calls_of(state);
  uint32_t calls = least_calls_from(least, 0);

  while (calls != UINT32_MAX) {
    uint32_t at = least_calls_along(pool, least, request, calls);

    if (at != calls) {
      *slot = at - least->queues;
      return REDIAL_OK;
    }
    if (least_calls_links(least)[calls].next == calls) {
      least_calls_empty(least, calls);
    }
    calls = least_calls_from(least, calls + 1);
  }
  return REDIAL_ERR_NO_TARGET;
}

static redial_status least_calls_pick(redial_pool *pool, void *state,
                                      uint32_t tier,
                                      const redial_pick_request *request,
                                      uint32_t *slot) {
  const least_calls_state *least = least_calls_of(state);
  uint32_t calls = least->few != 0 ? rdi_lowest(least->few) : 0;
  uint32_t first = least_calls_links(least)[calls].next;

  (void)tier;
  if (first == calls || request->tried != NULL) {
    return least_calls_search(pool, state, request, slot);
  }
  *slot = first - least->queues;
  return REDIAL_OK;
}

/* Whose turn it is among equals: who was offered least recently. */
static bool least_calls_before(const redial_pool *pool, uint32_t a,
                               uint32_t b) {
  uint32_t first = redial_pool_load(pool, a);
  uint32_t second = redial_pool_load(pool, b);

  return first != second
           ? first < second
           : redial_pool_offered(pool, a) < redial_pool_offered(pool, b);
}

static uint32_t least_calls_choose(const redial_pool *pool,
                                   const redial_pick_request *request,
                                   const redial_candidates *candidates) {
  uint32_t best = 0;
  uint32_t i;

  (void)request;
  for (i = 1; i < candidates->count; i++) {
    if (least_calls_before(pool, candidates->slots[i],
                           candidates->slots[best])) {
      best = i;
    }
  }
  return best;
}

/* One queue: its members are eligible and have that many calls. */
static bool least_calls_queue_sound(const redial_pool *pool,
                                    least_calls_state *least, uint32_t tier,
                                    uint32_t calls, uint32_t *left) {
  const rdi_link *links = least_calls_links(least);
  uint32_t before = calls;
  uint32_t at = links[calls].next;

  for (; at != calls && *left > 0; (*left)--) {
    uint32_t slot = at - least->queues;

    if (slot >= redial_pool_capacity(pool) || links[at].prev != before ||
        !redial_pool_is_eligible(pool, tier, slot) ||
        redial_pool_load(pool, slot) != calls) {
      return false;
    }
    before = at;
    at = links[at].next;
  }
  return at == calls && links[calls].prev == before &&
         (before == calls || least_calls_from(least, calls) == calls);
}

/* No number is in the word or the set that has no queue. */
static bool least_calls_numbers_sound(least_calls_state *least) {
  const uint64_t *many = least_calls_many(least);
  uint32_t i;

  if (least->queues < LEAST_CALLS_FEW) {
    return least->few >> least->queues == 0;
  }
  for (i = least->queues - LEAST_CALLS_FEW; i % 64 != 0; i++) {
    if (rdi_bits_has(many, i)) {
      return false;
    }
  }
  return least->shape.levels == 0 || rdi_bits_sound(many, &least->shape);
}

static bool least_calls_check(const redial_pool *pool, const void *state,
                              uint32_t tier) {
  least_calls_state *least = least_calls_of(state);
  least_calls_state made =
    least_calls_layout(&rdi_head_of(pool)->layout.config);
  uint32_t left = redial_pool_eligible(pool, tier);
  uint32_t calls;

  if (!rdi_equal(&made, least, offsetof(least_calls_state, few)) ||
      !least_calls_numbers_sound(least)) {
    return false;
  }
  for (calls = 0; calls < least->queues; calls++) {
    if (!least_calls_queue_sound(pool, least, tier, calls, &left)) {
      return false;
    }
  }
  return left == 0;
}

const redial_selector redial_least_calls = {"least_calls",
                                            least_calls_bytes,
                                            least_calls_reset,
                                            least_calls_pick,
                                            least_calls_choose,
                                            least_calls_open,
                                            least_calls_close,
                                            least_calls_load,
                                            NULL,
                                            NULL,
                                            NULL,
                                            NULL,
                                            least_calls_check};
