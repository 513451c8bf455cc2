/* What the pool adds to a hunt of three attempts over 1000 phones: three
   offers and their releases, and two of the phones cool. tests/measure/leases
   counts what one more hunt costs.

     lease HUNTS STEP_MS     a hunt every so many milliseconds; a cool-down
                             lasts a minute; 0: no time passes, nothing ends */

#include <redial/redial.h>
#include <stdio.h>
#include <stdlib.h>

static const redial_selector *const use[] = {&redial_round_robin};
static REDIAL_POOL_STORAGE(memory, 1000, 1);
static redial_target targets[1000];
static redial_pick_request request;

/* Who cools before the lease is released never counts as free between. */
static int attempt(redial_pool *pool, redial_outcome outcome, bool cools) {
  redial_offer offer;
  int failed = redial_pool_offer(pool, use[0], &request, &offer) != REDIAL_OK;

  if (cools) {
    failed |= redial_pool_cool(pool, offer.lease.slot, outcome, 60000,
                               request.now_ms) != REDIAL_OK;
  }
  return failed | (redial_pool_release(pool, offer.lease, outcome,
                                       request.now_ms) != REDIAL_OK);
}

int main(int argc, char **argv) {
  redial_pool_config config = redial_pool_defaults(1000);
  redial_pool pool;
  uint64_t step_ms;
  int failed = 0;
  int i;

  if (argc != 3) {
    fprintf(stderr, "usage: lease HUNTS STEP_MS\n");
    return 2;
  }
  step_ms = strtoul(argv[2], NULL, 10);
  for (i = 0; i < 1000; i++) {
    targets[i] = redial_target_defaults((uint64_t)i + 1);
  }
  if (redial_pool_init(&pool, memory, sizeof(memory), &config, use, 1) !=
        REDIAL_OK ||
      redial_pool_apply(&pool, targets, 1000, 0, NULL) != REDIAL_OK) {
    return 1;
  }
  for (i = atoi(argv[1]); i > 0; i--) {
    failed |= attempt(&pool, REDIAL_OUTCOME_BUSY, true);
    failed |= attempt(&pool, REDIAL_OUTCOME_UNAVAILABLE, true);
    failed |= attempt(&pool, REDIAL_OUTCOME_SUCCESS, false);
    request.now_ms += step_ms;
  }
  return failed;
}
