#include "../pool/inner.h"
#include <redial/selectors.h>
#include <string.h>

/* Longest idle: who has been free for the longest time.

   The free stand in a queue; who becomes free, or ends one of several calls,
   goes to its end, and so does who is offered and still has room. Wrap-up,
   cooling and absence are not idleness: it counts from their end.

     queue 4 1 7    pick 4; 4 is taken: 1 7;    4 is free again: 1 7 4

   Nobody eligible, all cooling: not asked. One target: that one. Shrunk: who
   drains leaves the queue. Grown: newcomers come last, in slot order. Weight
   plays no part. */

/* The queue is a ring of numbers; a slot's number is itself plus 1, so that
   cleared memory has none: 0 is nobody. Link 0 leads to the first, and whoever
   that is may go to the end by making the next one the first. */
typedef struct longest_idle_link {
  uint32_t next;
  uint32_t prev;
} longest_idle_link;

RDI_HOT longest_idle_link *longest_idle_links(const void *state) {
  return (longest_idle_link *)(uintptr_t)state;
}

static size_t longest_idle_bytes(const redial_pool_config *config) {
  return ((size_t)config->capacity + 1) * sizeof(longest_idle_link);
}

RDI_HOT void longest_idle_enter(longest_idle_link *links, uint32_t number) {
  uint32_t first = links[0].next;
  uint32_t last = links[first].prev;

  if (first == 0) {
    links[0].next = first = last = number;
  }
  links[number].next = first;
  links[number].prev = last;
  links[last].next = number;
  links[first].prev = number;
}

RDI_HOT void longest_idle_leave(longest_idle_link *links, uint32_t number) {
  longest_idle_link link = links[number];

  links[link.prev].next = link.next;
  links[link.next].prev = link.prev;
  links[number].next = 0;
  links[number].prev = 0;
  if (links[0].next == number) {
    links[0].next = link.next == number ? 0 : link.next;
  }
}

static void longest_idle_open(const redial_pool *pool, void *state,
                              uint32_t slot) {
  (void)pool;
  longest_idle_enter(longest_idle_links(state), slot + 1);
}

static void longest_idle_close(const redial_pool *pool, void *state,
                               uint32_t slot) {
  (void)pool;
  longest_idle_leave(longest_idle_links(state), slot + 1);
}

/* From amid the queue; who is offered although barred, as a last resort, is
   in none. */
RDI_COLD void longest_idle_requeue(longest_idle_link *links, uint32_t number) {
  if (links[number].next != 0) {
    longest_idle_leave(links, number);
    longest_idle_enter(links, number);
  }
}

static void longest_idle_to_end(const redial_pool *pool, void *state,
                                uint32_t slot) {
  longest_idle_link *links = longest_idle_links(state);
  uint32_t number = slot + 1;

  (void)pool;
  if (links[0].next == number) {
    links[0].next = links[number].next;
  } else {
    longest_idle_requeue(links, number);
  }
}

RDI_COLD redial_status longest_idle_search(const redial_pool *pool,
                                           const longest_idle_link *links,
                                           const redial_pick_request *request,
                                           uint32_t *slot) {
  uint32_t first = links[0].next;
  uint32_t number = first;

  while (rdi_is_out(pool, request, number - 1)) {
    number = links[number].next;
    if (number == first) {
      return REDIAL_ERR_NO_TARGET;
    }
  }
  *slot = number - 1;
  return REDIAL_OK;
}

static redial_status longest_idle_pick(redial_pool *pool, void *state,
                                       uint32_t tier,
                                       const redial_pick_request *request,
                                       uint32_t *slot) {
  const longest_idle_link *links = longest_idle_links(state);

  (void)tier;
  if (request->tried != NULL) {
    return longest_idle_search(pool, links, request, slot);
  }
  *slot = links[0].next - 1;
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

static void longest_idle_rebuild(const redial_pool *pool, void *state,
                                 uint32_t tier) {
  (void)tier;
  memset(state, 0, longest_idle_bytes(&rdi_head_of(pool)->layout.config));
}

/* Does number lead to somebody eligible who leads back to it? */
static bool longest_idle_link_sound(const redial_pool *pool,
                                    const longest_idle_link *links,
                                    uint32_t tier, uint32_t number) {
  uint32_t next = links[number].next;

  return next > 0 && next <= redial_pool_capacity(pool) &&
         redial_pool_is_eligible(pool, tier, next - 1) &&
         (number == 0 || links[next].prev == number);
}

/* From the first one on, in as many steps as there are eligible ones and no
   fewer, back to the first. */
static bool longest_idle_ring_sound(const redial_pool *pool,
                                    const longest_idle_link *links,
                                    uint32_t tier) {
  uint32_t first = links[0].next;
  uint32_t left = redial_pool_eligible(pool, tier);
  uint32_t at = first;

  if (left == 0 || !longest_idle_link_sound(pool, links, tier, 0)) {
    return left == 0 && first == 0;
  }
  do {
    if (!longest_idle_link_sound(pool, links, tier, at)) {
      return false;
    }
    at = links[at].next;
    left--;
  } while (left > 0 && at != first);
  return left == 0 && at == first;
}

/* And nobody else has a link, so that who is in the queue can be told. */
static bool longest_idle_check(const redial_pool *pool, const void *state,
                               uint32_t tier) {
  const longest_idle_link *links = longest_idle_links(state);
  uint32_t slot;

  for (slot = 0; slot < redial_pool_capacity(pool); slot++) {
    if (links[slot + 1].next != 0 &&
        !redial_pool_is_eligible(pool, tier, slot)) {
      return false;
    }
  }
  return links[0].prev == 0 && longest_idle_ring_sound(pool, links, tier);
}

const redial_selector redial_longest_idle = {"longest_idle",
                                             longest_idle_bytes,
                                             NULL,
                                             longest_idle_pick,
                                             longest_idle_choose,
                                             longest_idle_open,
                                             longest_idle_close,
                                             NULL,
                                             longest_idle_to_end,
                                             longest_idle_to_end,
                                             NULL,
                                             longest_idle_rebuild,
                                             longest_idle_check};
