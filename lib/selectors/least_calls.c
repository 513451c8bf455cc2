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

/* Here follow the set of numbers whose queue is not empty, then the links:
   those of the slots, and one for each queue. */
typedef struct least_calls_state {
  uint32_t queues;      /* capacities are at most this */
  uint32_t links_at;    /* from the start of the state, in words */
  rdi_bits_shape shape; /* of the set of numbers */
} least_calls_state;

#define LEAST_CALLS_SET_AT (sizeof(least_calls_state) / 8)

static least_calls_state least_calls_layout(const redial_pool_config *config) {
  least_calls_state least;

  least.queues = config->max_calls > 0 ? config->max_calls : 1;
  least.shape = rdi_bits_shape_of(least.queues);
  least.links_at =
    (uint32_t)LEAST_CALLS_SET_AT + least.shape.at[least.shape.levels];
  return least;
}

static size_t least_calls_bytes(const redial_pool_config *config) {
  least_calls_state least = least_calls_layout(config);

  return ((size_t)least.links_at + config->capacity + least.queues) * 8;
}

RDI_HOT uint64_t *least_calls_set(const void *state) {
  return (uint64_t *)(uintptr_t)state + LEAST_CALLS_SET_AT;
}

RDI_HOT rdi_link *least_calls_links(const void *state) {
  const least_calls_state *least = (const least_calls_state *)state;
  uint64_t *words = (uint64_t *)(uintptr_t)state + least->links_at;

  return (rdi_link *)(void *)words;
}

/* Where the link of the queue for no calls is. */
RDI_HOT uint32_t least_calls_queue(const redial_pool *pool) {
  return rdi_head_of(pool)->layout.config.capacity;
}

static void least_calls_reset(void *state, const redial_pool_config *config) {
  least_calls_state *least = (least_calls_state *)state;
  uint32_t calls;

  *least = least_calls_layout(config);
  memset(least_calls_set(state), 0,
         (size_t)least->shape.at[least->shape.levels] * 8);
  for (calls = 0; calls < least->queues; calls++) {
    rdi_ring_reset(least_calls_links(state), config->capacity + calls);
  }
}

/* An eligible slot has fewer calls than its capacity, so there is a queue. */
RDI_HOT void least_calls_enter(const redial_pool *pool, void *state,
                               rdi_link *links, uint32_t slot) {
  const least_calls_state *least = (const least_calls_state *)state;
  uint32_t calls = rdi_slot_at(pool, slot)->load;

  rdi_ring_enter(links, least_calls_queue(pool) + calls, slot);
  rdi_bits_set(least_calls_set(state), &least->shape, calls);
}

/* Both sides are one: the queue that it leaves is empty, and that is which. */
RDI_HOT void least_calls_leave(const redial_pool *pool, void *state,
                               rdi_link *links, uint32_t slot) {
  const least_calls_state *least = (const least_calls_state *)state;
  rdi_link link = rdi_ring_leave(links, slot);

  if (link.next == link.prev) {
    rdi_bits_clear(least_calls_set(state), &least->shape,
                   link.next - least_calls_queue(pool));
  }
}

static void least_calls_open(const redial_pool *pool, void *state,
                             uint32_t slot) {
  least_calls_enter(pool, state, least_calls_links(state), slot);
}

static void least_calls_close(const redial_pool *pool, void *state,
                              uint32_t slot) {
  least_calls_leave(pool, state, least_calls_links(state), slot);
}

RDI_COLD void least_calls_reenter(const redial_pool *pool, void *state,
                                  uint32_t slot) {
  rdi_link *links = least_calls_links(state);

  least_calls_leave(pool, state, links, slot);
  least_calls_enter(pool, state, links, slot);
}

/* Up to 64 queues have a set of one word. */
static void least_calls_load(const redial_pool *pool, void *state,
                             uint32_t slot) {
  rdi_link *links = least_calls_links(state);
  uint64_t *set = least_calls_set(state);
  uint32_t first = least_calls_queue(pool);
  uint32_t calls = rdi_slot_at(pool, slot)->load;
  rdi_link link;

  if (((const least_calls_state *)state)->shape.levels > 1) {
    least_calls_reenter(pool, state, slot);
    return;
  }
  link = rdi_ring_leave(links, slot);
  if (link.next == link.prev) {
    set[0] &= ~((uint64_t)1 << (link.next - first) % 64);
  }
  rdi_ring_enter(links, first + calls, slot);
  set[0] |= (uint64_t)1 << calls % 64;
}

/* Also after an offer that leaves the load as it is: the turn is over. Who is
   offered although barred, as a last resort, is in no queue. */
static void least_calls_offered(const redial_pool *pool, void *state,
                                uint32_t slot) {
  rdi_link *links = least_calls_links(state);
  const rdi_slot *record = rdi_slot_at(pool, slot);

  if (record->why == REDIAL_BAR_NONE) {
    (void)rdi_ring_leave(links, slot);
    rdi_ring_enter(links, least_calls_queue(pool) + record->load, slot);
  }
}

/* Queue after queue, and along each. */
RDI_COLD redial_status least_calls_search(const redial_pool *pool,
                                          const void *state,
                                          const redial_pick_request *request,
                                          uint32_t *slot) {
  const least_calls_state *least = (const least_calls_state *)state;
  const uint64_t *set = least_calls_set(state);
  const rdi_link *links = least_calls_links(state);
  uint32_t calls = rdi_bits_from(set, &least->shape, 0);

  while (calls != UINT32_MAX) {
    uint32_t queue = least_calls_queue(pool) + calls;
    uint32_t at = links[queue].next;

    while (at != queue && rdi_is_out(pool, request, at)) {
      at = links[at].next;
    }
    if (at != queue) {
      *slot = at;
      return REDIAL_OK;
    }
    calls = calls + 1 < least->queues
              ? rdi_bits_from(set, &least->shape, calls + 1)
              : UINT32_MAX;
  }
  return REDIAL_ERR_NO_TARGET;
}

static redial_status least_calls_pick(redial_pool *pool, void *state,
                                      uint32_t tier,
                                      const redial_pick_request *request,
                                      uint32_t *slot) {
  uint64_t few = least_calls_set(state)[0];
  uint32_t queue;

  (void)tier;
  if (few == 0 || request->tried != NULL) {
    return least_calls_search(pool, state, request, slot);
  }
  queue = least_calls_queue(pool) + rdi_lowest(few);
  *slot = least_calls_links(state)[queue].next;
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
static bool least_calls_queue_sound(const redial_pool *pool, const void *state,
                                    uint32_t tier, uint32_t calls,
                                    uint32_t *left) {
  const rdi_link *links = least_calls_links(state);
  uint32_t queue = least_calls_queue(pool) + calls;
  uint32_t before = queue;
  uint32_t at = links[queue].next;

  for (; at != queue && *left > 0; (*left)--) {
    if (at >= redial_pool_capacity(pool) || links[at].prev != before ||
        !redial_pool_is_eligible(pool, tier, at) ||
        redial_pool_load(pool, at) != calls) {
      return false;
    }
    before = at;
    at = links[at].next;
  }
  return at == queue && links[queue].prev == before &&
         rdi_bits_has(least_calls_set(state), calls) == (before != queue);
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
                                            least_calls_load,
                                            least_calls_offered,
                                            NULL,
                                            NULL,
                                            NULL,
                                            least_calls_check};
