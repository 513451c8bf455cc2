#include "../pool/inner.h"
#include "../selectors/links.h"
#include <redial/selectors.h>

/* Longest idle: who has been free for the longest time.

   The free stand in a queue; who becomes free, or ends one of several calls,
   goes to its end, and so does who is offered and still has room. Wrap-up,
   cooling and absence are not idleness: it counts from their end.

     queue 4 1 7    pick 4; 4 is taken: 1 7;    4 is free again: 1 7 4

   Nobody eligible, all cooling: not asked. One target: that one. Shrunk: who
   drains leaves the queue. Grown: newcomers come last, in slot order. Weight
   plays no part. */

typedef struct longest_idle_state {
  rdi_queue queue;
} longest_idle_state;

static rdi_link *longest_idle_links(const void *state) {
  return (rdi_link *)(uintptr_t)state + 1;
}

static size_t longest_idle_bytes(const redial_pool_config *config) {
  return sizeof(longest_idle_state) +
         (size_t)config->capacity * sizeof(rdi_link);
}

static void longest_idle_reset(void *state, const redial_pool_config *config) {
  longest_idle_state *idle = (longest_idle_state *)state;

  (void)config;
  idle->queue.head = 0;
  idle->queue.tail = 0;
}

static void longest_idle_open(const redial_pool *pool, void *state,
                              uint32_t slot) {
  (void)pool;
  rdi_queue_add(&((longest_idle_state *)state)->queue,
                longest_idle_links(state), slot);
}

static void longest_idle_close(const redial_pool *pool, void *state,
                               uint32_t slot) {
  (void)pool;
  rdi_queue_remove(&((longest_idle_state *)state)->queue,
                   longest_idle_links(state), slot);
}

static void longest_idle_requeue(const redial_pool *pool, void *state,
                                 uint32_t slot) {
  if (rdi_slot_at(pool, slot)->why == REDIAL_BAR_NONE) {
    longest_idle_close(pool, state, slot);
    longest_idle_open(pool, state, slot);
  }
}

static redial_status longest_idle_pick(redial_pool *pool, void *state,
                                       uint32_t tier,
                                       const redial_pick_request *request,
                                       uint32_t *slot) {
  const rdi_link *links = longest_idle_links(state);
  uint32_t at = ((longest_idle_state *)state)->queue.head;

  (void)tier;
  while (at != 0 && rdi_is_out(pool, request, at - 1)) {
    at = links[at - 1].next;
  }
  if (at == 0) {
    return REDIAL_ERR_NO_TARGET;
  }
  *slot = at - 1;
  return REDIAL_OK;
}

static uint32_t longest_idle_choose(const redial_pool *pool,
                                    const redial_pick_request *request,
                                    const redial_candidates *candidates) {
  uint32_t best = 0;
  uint32_t i;

  (void)request;
  for (i = 1; i < candidates->count; i++) {
    if (redial_pool_freed(pool, candidates->slots[i]) <
        redial_pool_freed(pool, candidates->slots[best])) {
      best = i;
    }
  }
  return best;
}

static bool longest_idle_check(const redial_pool *pool, const void *state,
                               uint32_t tier) {
  const rdi_link *links = longest_idle_links(state);
  const rdi_queue *queue = &((const longest_idle_state *)state)->queue;
  uint32_t left = redial_pool_eligible(pool, tier);
  uint32_t before = 0;
  uint32_t at = queue->head;

  for (; at != 0 && left > 0; left--) {
    if (at > redial_pool_capacity(pool) || links[at - 1].prev != before ||
        !redial_pool_is_eligible(pool, tier, at - 1)) {
      return false;
    }
    before = at;
    at = links[at - 1].next;
  }
  return at == 0 && left == 0 && queue->tail == before;
}

const redial_selector redial_longest_idle = {"longest_idle",
                                             longest_idle_bytes,
                                             longest_idle_reset,
                                             longest_idle_pick,
                                             longest_idle_choose,
                                             longest_idle_open,
                                             longest_idle_close,
                                             NULL,
                                             longest_idle_requeue,
                                             longest_idle_requeue,
                                             NULL,
                                             NULL,
                                             longest_idle_check};
