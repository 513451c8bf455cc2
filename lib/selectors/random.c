#include "../selectors/draw.h"
#include <redial/selectors.h>

/* Random: every eligible target with the same chance.

     eligible 0 2 3   random 0x80000000 of 2^32   -> place 1 of 3 -> 2

   How it is drawn among many that cannot be had is told in draw.h. Who is out
   for this call is drawn again, up to eight times, then the next one is taken.
   Nobody eligible, all cooling: not asked. One target: that one. Shrunk or
   grown: nothing is remembered. Weight plays no part. */

RDI_COLD redial_status random_search(const redial_pool *pool, const void *state,
                                     uint32_t tier,
                                     const redial_pick_request *request,
                                     uint32_t *slot) {
  uint32_t found =
    rdi_draw(pool, state, tier, request, request->random, REDIAL_NO_SLOT);

  if (found == REDIAL_NO_SLOT) {
    return REDIAL_ERR_NO_TARGET;
  }
  *slot = found;
  return REDIAL_OK;
}

static redial_status random_pick(redial_pool *pool, void *state, uint32_t tier,
                                 const redial_pick_request *request,
                                 uint32_t *slot) {
  uint32_t first = rdi_draw_first(pool, request->random);

  if (request->tried != NULL ||
      !rdi_bits_has(rdi_eligible(pool, tier), first)) {
    return random_search(pool, state, tier, request, slot);
  }
  *slot = first;
  return REDIAL_OK;
}

static uint32_t random_choose(const redial_pool *pool,
                              const redial_pick_request *request,
                              const redial_candidates *candidates) {
  (void)pool;
  return rdi_below(request->random, candidates->count);
}

const redial_selector redial_random = {
  "random",      rdi_draw_bytes, rdi_draw_reset, random_pick, random_choose,
  rdi_draw_open, rdi_draw_close, NULL,           NULL,        NULL,
  NULL,          NULL,           rdi_draw_check};
