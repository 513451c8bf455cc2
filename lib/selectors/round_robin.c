#include "../pool/inner.h"
#include <redial/selectors.h>

/* Round robin: the next eligible slot after the last one picked.

     slots        0 1 2 3 4      eligible: 0 2 3
     picks        0 2 3 0 2 3 ...

   Nobody eligible: not asked. All cooling: the same. One target: always that
   one. Shrunk or grown: the turn stands at a slot number, not at a target, so
   a reload restarts nothing. Weight plays no part. */

typedef struct round_robin_state {
  uint32_t next;
  uint32_t reserved;
} round_robin_state;

static size_t round_robin_bytes(const redial_pool_config *config) {
  (void)config;
  return sizeof(round_robin_state);
}

RDI_HOT redial_status round_robin_take(const redial_pool *pool,
                                       round_robin_state *turn, uint32_t found,
                                       uint32_t *slot) {
  turn->next =
    found + 1 < rdi_head_of(pool)->layout.config.capacity ? found + 1 : 0;
  *slot = found;
  return REDIAL_OK;
}

RDI_COLD redial_status round_robin_search(const redial_pool *pool,
                                          round_robin_state *turn,
                                          uint32_t tier,
                                          const redial_pick_request *request,
                                          uint32_t *slot) {
  uint32_t found = rdi_next_not_out(pool, tier, request, turn->next);

  return found == REDIAL_NO_SLOT ? REDIAL_ERR_NO_TARGET
                                 : round_robin_take(pool, turn, found, slot);
}

static redial_status round_robin_pick(redial_pool *pool, void *state,
                                      uint32_t tier,
                                      const redial_pick_request *request,
                                      uint32_t *slot) {
  round_robin_state *turn = (round_robin_state *)state;
  uint32_t found;

  return rdi_next_fresh(pool, tier, request, turn->next, &found)
           ? round_robin_take(pool, turn, found, slot)
           : round_robin_search(pool, turn, tier, request, slot);
}

/* The rotation holds the place after the last one picked. */
static uint32_t round_robin_choose(const redial_pool *pool,
                                   const redial_pick_request *request,
                                   const redial_candidates *candidates) {
  uint32_t i = 0;

  (void)pool;
  (void)request;
  while (i < candidates->count &&
         candidates->places[i] < *candidates->rotation) {
    i++;
  }
  i = i < candidates->count ? i : 0;
  *candidates->rotation = candidates->places[i] + 1u;
  return i;
}

static void round_robin_rebuild(const redial_pool *pool, void *state,
                                uint32_t tier) {
  round_robin_state *turn = (round_robin_state *)state;

  (void)tier;
  turn->next = turn->next < redial_pool_capacity(pool) ? turn->next : 0;
}

static bool round_robin_check(const redial_pool *pool, const void *state,
                              uint32_t tier) {
  (void)tier;
  return ((const round_robin_state *)state)->next < redial_pool_capacity(pool);
}

const redial_selector redial_round_robin = {"round_robin",
                                            round_robin_bytes,
                                            NULL,
                                            round_robin_pick,
                                            round_robin_choose,
                                            NULL,
                                            NULL,
                                            NULL,
                                            NULL,
                                            NULL,
                                            NULL,
                                            round_robin_rebuild,
                                            round_robin_check};
