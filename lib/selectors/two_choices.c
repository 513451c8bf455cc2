#include "../selectors/draw.h"
#include <redial/selectors.h>

/* Two choices: of two different targets drawn at random the one with fewer
   calls; the first on a tie. Nearly as even as least calls, and many workers
   that ask at once do not all run to the same one.

     drawn 7 (3 calls) and 2 (1 call)   -> 2

   Nobody eligible, all cooling: not asked. One target: that one. Shrunk or
   grown: nothing is remembered. Weight plays no part. */

/* The first on a tie. */
RDI_HOT uint32_t two_choices_less(const redial_pool *pool, uint32_t first,
                                  uint32_t second) {
  return rdi_slot_at(pool, second)->load < rdi_slot_at(pool, first)->load
           ? second
           : first;
}

RDI_COLD redial_status two_choices_search(const redial_pool *pool,
                                          const void *state, uint32_t tier,
                                          const redial_pick_request *request,
                                          uint32_t *slot) {
  uint32_t first =
    rdi_draw(pool, state, tier, request, request->random, REDIAL_NO_SLOT);
  uint32_t second = first;

  if (first == REDIAL_NO_SLOT) {
    return REDIAL_ERR_NO_TARGET;
  }
  if (rdi_head_of(pool)->eligible[tier] > 1) {
    second =
      rdi_draw(pool, state, tier, request, rdi_stir(request->random), first);
  }
  *slot = two_choices_less(pool, first, second);
  return REDIAL_OK;
}

/* Mostly both draws hit at once. */
static redial_status two_choices_pick(redial_pool *pool, void *state,
                                      uint32_t tier,
                                      const redial_pick_request *request,
                                      uint32_t *slot) {
  const uint64_t *eligible = rdi_eligible(pool, tier);
  uint32_t first = rdi_draw_first(pool, request->random);
  uint32_t second = rdi_below(rdi_stir(request->random),
                              rdi_head_of(pool)->layout.config.capacity - 1);

  second += second >= first; /* of all others */
  if (request->tried != NULL || !rdi_bits_has(eligible, first) ||
      !rdi_bits_has(eligible, second)) {
    return two_choices_search(pool, state, tier, request, slot);
  }
  *slot = two_choices_less(pool, first, second);
  return REDIAL_OK;
}

static uint32_t two_choices_choose(const redial_pool *pool,
                                   const redial_pick_request *request,
                                   const redial_candidates *candidates) {
  uint32_t first = rdi_below(request->random, candidates->count);
  uint32_t second = first;

  if (candidates->count > 1) {
    second = rdi_below(rdi_stir(request->random), candidates->count - 1);
    second += second >= first;
  }
  return redial_pool_load(pool, candidates->slots[second]) <
             redial_pool_load(pool, candidates->slots[first])
           ? second
           : first;
}

const redial_selector redial_two_choices = {"two_choices",
                                            rdi_draw_bytes,
                                            rdi_draw_reset,
                                            two_choices_pick,
                                            two_choices_choose,
                                            rdi_draw_open,
                                            rdi_draw_close,
                                            NULL,
                                            NULL,
                                            NULL,
                                            NULL,
                                            NULL,
                                            rdi_draw_check};
