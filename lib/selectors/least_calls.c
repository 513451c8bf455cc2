#include "../pool/inner.h"
#include "../selectors/links.h"
#include <redial/selectors.h>
#include <string.h>

/* Least calls: fewest calls under way; among equals, whose turn it is.

   There is a queue for each number of calls that a slot may have and still be
   eligible, and a set of the numbers whose queue is not empty; the lowest
   member leads to the pick. A call moves its slot one queue up, to the end.

     0 calls: -     1: 4 2 9     2: 5 1        pick 4:   1: 2 9   2: 5 1 4

   Nobody eligible, all cooling: not asked. One target: that one. Shrunk: who
   drains leaves its queue. Grown: newcomers have no calls and are picked
   until they have as many as the rest; slow them down by capacity. Weight
   plays no part. */

typedef struct least_calls_state {
  uint32_t queues; /* capacities are at most this */
  uint32_t capacity;
  rdi_bits_shape shape; /* of the set of numbers */
  uint32_t queues_at;   /* from the start of the state, in words */
  uint32_t links_at;
  uint32_t calls_at;
  uint32_t reserved;
} least_calls_state;

static least_calls_state least_calls_layout(const redial_pool_config *config) {
  least_calls_state least;

  least.queues = config->max_calls > 0 ? config->max_calls : 1;
  least.capacity = config->capacity;
  least.shape = rdi_bits_shape_of(least.queues);
  least.queues_at = (uint32_t)(sizeof(least_calls_state) / 8) +
                    least.shape.at[least.shape.levels];
  least.links_at = least.queues_at + least.queues;
  least.calls_at = least.links_at + least.capacity;
  least.reserved = 0;
  return least;
}

static size_t least_calls_bytes(const redial_pool_config *config) {
  least_calls_state least = least_calls_layout(config);

  return (size_t)least.calls_at * 8 + (size_t)least.capacity * 2;
}

static uint64_t *least_calls_at(const void *state, uint32_t at) {
  return (uint64_t *)(uintptr_t)state + at;
}

static uint64_t *least_calls_set(const void *state) {
  return least_calls_at(state, sizeof(least_calls_state) / 8);
}

static rdi_queue *least_calls_queue(const void *state, uint32_t calls) {
  const least_calls_state *least = (const least_calls_state *)state;

  return (rdi_queue *)(void *)least_calls_at(state, least->queues_at + calls);
}

static rdi_link *least_calls_links(const void *state) {
  const least_calls_state *least = (const least_calls_state *)state;

  return (rdi_link *)(void *)least_calls_at(state, least->links_at);
}

/* The queue that each slot stands in. */
static uint16_t *least_calls_of(const void *state) {
  const least_calls_state *least = (const least_calls_state *)state;

  return (uint16_t *)(void *)least_calls_at(state, least->calls_at);
}

static void least_calls_reset(void *state, const redial_pool_config *config) {
  least_calls_state *least = (least_calls_state *)state;

  *least = least_calls_layout(config);
  memset(least_calls_set(state), 0,
         (size_t)(least->links_at - sizeof(least_calls_state) / 8) * 8);
}

/* An eligible slot has fewer calls than its capacity, so there is a queue. */
static void least_calls_open(const redial_pool *pool, void *state,
                             uint32_t slot) {
  const least_calls_state *least = (const least_calls_state *)state;
  uint32_t calls = redial_pool_load(pool, slot);

  rdi_queue_add(least_calls_queue(state, calls), least_calls_links(state),
                slot);
  rdi_bits_set(least_calls_set(state), &least->shape, calls);
  least_calls_of(state)[slot] = (uint16_t)calls;
}

static void least_calls_close(const redial_pool *pool, void *state,
                              uint32_t slot) {
  const least_calls_state *least = (const least_calls_state *)state;
  uint32_t calls = least_calls_of(state)[slot];
  rdi_queue *queue = least_calls_queue(state, calls);

  (void)pool;
  rdi_queue_remove(queue, least_calls_links(state), slot);
  if (queue->head == 0) {
    rdi_bits_clear(least_calls_set(state), &least->shape, calls);
  }
}

/* Also after an offer that leaves the load as it is: the turn is over. */
static void least_calls_requeue(const redial_pool *pool, void *state,
                                uint32_t slot) {
  if (rdi_slot_at(pool, slot)->why == REDIAL_BAR_NONE) {
    least_calls_close(pool, state, slot);
    least_calls_open(pool, state, slot);
  }
}

static redial_status least_calls_pick(redial_pool *pool, void *state,
                                      uint32_t tier,
                                      const redial_pick_request *request,
                                      uint32_t *slot) {
  const least_calls_state *least = (const least_calls_state *)state;
  const rdi_link *links = least_calls_links(state);
  uint32_t calls = rdi_bits_from(least_calls_set(state), &least->shape, 0);

  (void)tier;
  while (calls != UINT32_MAX) {
    uint32_t at = least_calls_queue(state, calls)->head;

    while (at != 0 && rdi_is_out(pool, request, at - 1)) {
      at = links[at - 1].next;
    }
    if (at != 0) {
      *slot = at - 1;
      return REDIAL_OK;
    }
    calls = calls + 1 < least->queues
              ? rdi_bits_from(least_calls_set(state), &least->shape, calls + 1)
              : UINT32_MAX;
  }
  return REDIAL_ERR_NO_TARGET;
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
static bool least_calls_queue_sound(const redial_pool *pool, const void *state,
                                    uint32_t tier, uint32_t calls,
                                    uint32_t *left) {
  const rdi_link *links = least_calls_links(state);
  const rdi_queue *queue = least_calls_queue(state, calls);
  uint32_t before = 0;
  uint32_t at = queue->head;

  for (; at != 0 && *left > 0; (*left)--) {
    if (at > redial_pool_capacity(pool) || links[at - 1].prev != before ||
        !redial_pool_is_eligible(pool, tier, at - 1) ||
        least_calls_of(state)[at - 1] != calls ||
        redial_pool_load(pool, at - 1) != calls) {
      return false;
    }
    before = at;
    at = links[at - 1].next;
  }
  return at == 0 && queue->tail == before &&
         rdi_bits_has(least_calls_set(state), calls) == (queue->head != 0);
}

static bool least_calls_check(const redial_pool *pool, const void *state,
                              uint32_t tier) {
  const least_calls_state *least = (const least_calls_state *)state;
  least_calls_state made =
    least_calls_layout(&rdi_head_of(pool)->layout.config);
  uint32_t left = redial_pool_eligible(pool, tier);
  uint32_t calls;

  if (!rdi_equal(&made, least, sizeof(made)) ||
      !rdi_bits_sound(least_calls_set(state), &least->shape)) {
    return false;
  }
  for (calls = 0; calls < least->queues; calls++) {
    if (!least_calls_queue_sound(pool, state, tier, calls, &left)) {
      return false;
    }
  }
  for (; calls % 64 != 0; calls++) {
    if (rdi_bits_has(least_calls_set(state), calls)) {
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
                                            least_calls_requeue,
                                            least_calls_requeue,
                                            NULL,
                                            NULL,
                                            NULL,
                                            least_calls_check};
