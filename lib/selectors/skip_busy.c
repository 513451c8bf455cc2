#include "../pool/inner.h"
#include <redial/selectors.h>

/* Skip busy: the first one of the list that is free; the classic hunt group.

     slots        0 1 2 3 4      eligible: 2 3
     picks        2 2 2 ...      until 2 is taken, then 3

   It keeps no state. Nobody eligible, all cooling: not asked. One target:
   that one. Shrunk or grown: the list is the roster by slot, or the group in
   its order. Weight plays no part; unfair on purpose. */

static redial_status skip_busy_pick(redial_pool *pool, void *state,
                                    uint32_t tier,
                                    const redial_pick_request *request,
                                    uint32_t *slot) {
  uint32_t found = rdi_next_free(pool, tier, request, 0);

  (void)state;
  if (found == REDIAL_NO_SLOT) {
    return REDIAL_ERR_NO_TARGET;
  }
  *slot = found;
  return REDIAL_OK;
}

static uint32_t skip_busy_choose(const redial_pool *pool,
                                 const redial_pick_request *request,
                                 const redial_candidates *candidates) {
  (void)pool;
  (void)request;
  (void)candidates;
  return 0;
}

const redial_selector redial_skip_busy = {
  "skip_busy", NULL, NULL, skip_busy_pick, skip_busy_choose,
  NULL,        NULL, NULL, NULL,           NULL,
  NULL,        NULL, NULL};
