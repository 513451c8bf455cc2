#include "redial_lua.h"
#include <string.h>

/* A number that is reached by gateways is nobody's in any pool: each call gets
 * a pool of one for it. It is not kept: a hunt that comes back from its token
 * finds a new one, in which the lease of the token is alive. The first lease
 * of a new pool has entry 0 and the pool's epoch for its generation. */

static const redial_selector *const callee_use[] = {&redial_skip_busy};

static bool callee_lease(rl_callee *callee) {
  redial_pick_request request;
  redial_offer offer;

  memset(&request, 0, sizeof(request));
  return redial_pool_offer(&callee->pool, callee_use[0], &request, &offer) ==
         REDIAL_OK;
}

bool rl_callee_make(rl_callee *callee, const redial_hunt *hunt) {
  redial_pool_config config = redial_pool_defaults(1);
  redial_target target = redial_target_defaults(1);
  bool has_leg = hunt->used > 0;

  config.leases = 2;
  config.offer_ms = UINT32_MAX; /* the hunt ends by itself, long before */
  config.epoch = has_leg ? hunt->legs[0].whom.generation : 1;
  target.capacity = 2;
  target.kind = REDIAL_KIND_UNKNOWN;
  if (redial_pool_init(&callee->pool, callee->memory, sizeof(callee->memory),
                       &config, callee_use, 1) != REDIAL_OK ||
      redial_pool_apply(&callee->pool, &target, 1, 0, NULL) != REDIAL_OK) {
    return false;
  }
  return !has_leg || callee_lease(callee);
}
