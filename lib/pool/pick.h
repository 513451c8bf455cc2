#ifndef REDIAL_POOL_PICK_H
#define REDIAL_POOL_PICK_H

/* Whom next: the way that nearly every pick goes. The rest is in pick.c and
   group.c. */

#include "../pool/inner.h"
#include "../pool/tell.h"

RDI_PRIVATE_BEGIN

/* Everything past the first tier: from a tier on. */
redial_status rdi_pick_further(redial_pool *pool,
                               const redial_selector *selector, uint32_t number,
                               uint32_t tier,
                               const redial_pick_request *request,
                               uint32_t *slot, redial_offer *offer);
/* A strategy that the pool keeps no state for, a group. */
redial_status rdi_pick_elsewhere(redial_pool *pool,
                                 const redial_selector *selector,
                                 const redial_pick_request *request,
                                 uint32_t *slot, redial_offer *offer);

/* Number of the strategy in the pool; the count when it is not there. */
RDI_HOT uint32_t rdi_pick_number(const redial_pool *pool,
                                 const redial_selector *selector) {
  uint32_t number = 0;

  while (number < pool->selector_count && pool->selectors[number] != selector) {
    number++;
  }
  return number;
}

RDI_HOT redial_status rdi_pick(redial_pool *pool,
                               const redial_selector *selector,
                               const redial_pick_request *request,
                               uint32_t *slot, redial_offer *offer) {
  const rdi_head *head = rdi_head_of(pool);
  redial_status status = REDIAL_ERR_NO_TARGET;
  uint32_t number = rdi_pick_number(pool, selector);

  if (request->group != NULL || number == pool->selector_count) {
    return rdi_pick_elsewhere(pool, selector, request, slot, offer);
  }
  if (RDI_SHORT_WAYS && head->eligible[0] > 0 && selector->pick != NULL) {
    status = selector->pick(pool, rdi_state(pool, number, 0), 0, request, slot);
    if (status != REDIAL_ERR_NO_TARGET) {
      return status;
    }
    return rdi_pick_further(pool, selector, number, 1, request, slot, offer);
  }
  return rdi_pick_further(pool, selector, number, 0, request, slot, offer);
}

RDI_PRIVATE_END

#endif
