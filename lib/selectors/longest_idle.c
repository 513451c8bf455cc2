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

/* The state is nothing but links; the queue's comes after those of the slots,
   so that a slot's number is its place. */
static rdi_link *longest_idle_links(const void *state) {
  return (rdi_link *)(uintptr_t)state;
}

static size_t longest_idle_bytes(const redial_pool_config *config) {
  return ((size_t)config->capacity + 1) * sizeof(rdi_link);
}

static void longest_idle_reset(void *state, const redial_pool_config *config) {
  rdi_ring_reset(longest_idle_links(state), config->capacity);
}

static void longest_idle_open(const redial_pool *pool, void *state,
                              uint32_t slot) {
  rdi_ring_enter(longest_idle_links(state), redial_pool_capacity(pool), slot);
}

static void longest_idle_close(const redial_pool *pool, void *state,
                               uint32_t slot) {
  (void)pool;
  (void)rdi_ring_leave(longest_idle_links(state), slot);
}

/* Who is offered although barred, as a last resort, is in no queue. */
static void longest_idle_offered(const redial_pool *pool, void *state,
                                 uint32_t slot) {
  rdi_link *links = longest_idle_links(state);

  if (rdi_slot_at(pool, slot)->why == REDIAL_BAR_NONE) {
    (void)rdi_ring_leave(links, slot);
    rdi_ring_enter(links, rdi_head_of(pool)->layout.config.capacity, slot);
  }
}

RDI_COLD redial_status longest_idle_search(const redial_pool *pool,
                                           const rdi_link *links,
                                           const redial_pick_request *request,
                                           uint32_t *slot) {
  uint32_t queue = redial_pool_capacity(pool);
  uint32_t at = links[queue].next;

  while (at != queue && rdi_is_out(pool, request, at)) {
    at = links[at].next;
  }
  if (at == queue) {
    return REDIAL_ERR_NO_TARGET;
  }
  *slot = at;
  return REDIAL_OK;
}

static redial_status longest_idle_pick(redial_pool *pool, void *state,
                                       uint32_t tier,
                                       const redial_pick_request *request,
                                       uint32_t *slot) {
  const rdi_link *links = longest_idle_links(state);

  (void)tier;
  if (request->tried != NULL) {
    return longest_idle_search(pool, links, request, slot);
  }
  *slot = links[rdi_head_of(pool)->layout.config.capacity].next;
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
  uint32_t queue = redial_pool_capacity(pool);
  uint32_t left = redial_pool_eligible(pool, tier);
  uint32_t before = queue;
  uint32_t at = links[queue].next;

  for (; at != queue && left > 0; left--) {
    if (at > queue || links[at].prev != before ||
        !redial_pool_is_eligible(pool, tier, at)) {
      return false;
    }
    before = at;
    at = links[at].next;
  }
  return at == queue && left == 0 && links[queue].prev == before;
}

const redial_selector redial_longest_idle = {"longest_idle",
                                             longest_idle_bytes,
                                             longest_idle_reset,
                                             longest_idle_pick,
                                             longest_idle_choose,
                                             longest_idle_open,
                                             longest_idle_close,
                                             NULL,
                                             longest_idle_offered,
                                             longest_idle_offered,
                                             NULL,
                                             NULL,
                                             longest_idle_check};
