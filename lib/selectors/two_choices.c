#include "../selectors/dense.h"
#include <redial/selectors.h>

/* Two choices: of two different targets drawn at random the one with fewer
   calls; the first on a tie. Nearly as even as least calls, and many workers
   that ask at once do not all run to the same one.

     drawn 7 (3 calls) and 2 (1 call)   -> 2

   Nobody eligible, all cooling: not asked. One target: that one. Shrunk or
   grown: nothing is remembered. Weight plays no part. */

static redial_status two_choices_pick(redial_pool *pool, void *state,
                                      uint32_t tier,
                                      const redial_pick_request *request,
                                      uint32_t *slot) {
  const rdi_dense *dense = (const rdi_dense *)state;
  uint32_t first = rdi_dense_draw(pool, dense, request, request->random);
  uint32_t second;

  (void)tier;
  if (first == REDIAL_NO_SLOT) {
    return REDIAL_ERR_NO_TARGET;
  }
  second = rdi_dense_other(pool, dense, request, first);
  *slot = redial_pool_load(pool, second) < redial_pool_load(pool, first)
            ? second
            : first;
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
                                            rdi_dense_bytes,
                                            rdi_dense_reset,
                                            two_choices_pick,
                                            two_choices_choose,
                                            rdi_dense_open,
                                            rdi_dense_close,
                                            NULL,
                                            NULL,
                                            NULL,
                                            NULL,
                                            NULL,
                                            rdi_dense_check};
