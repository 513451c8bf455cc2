/* What the pool adds to a hunt of three attempts over 1000 phones: three
   offers and their releases, and two of the phones cool. The argument says how
   many hunts; tests/measure/lease counts what one more costs. A hunt begins
   each second and a cool-down lasts a minute, so 120 phones are cooling, two
   of which come back with each hunt. */

#include <redial/redial.h>
#include <stdlib.h>
#include <string.h>

static const redial_selector *const use[] = {&redial_round_robin};
static REDIAL_POOL_STORAGE(memory, 1000, 1);
static redial_target targets[1000];

static int attempt(redial_pool *pool, redial_outcome outcome, bool cools,
                   uint64_t now) {
  redial_pick_request request;
  redial_offer offer;

  memset(&request, 0, sizeof(request));
  request.now_ms = now;
  if (redial_pool_offer(pool, use[0], &request, &offer) != REDIAL_OK ||
      redial_pool_release(pool, offer.lease, outcome, now + 10) != REDIAL_OK) {
    return 1;
  }
  return cools && redial_pool_cool(pool, offer.lease.slot, outcome, 60000,
                                   now + 10) != REDIAL_OK;
}

int main(int argc, char **argv) {
  redial_pool_config config = redial_pool_defaults(1000);
  redial_pool pool;
  uint64_t now = 1;
  int failed = 0;
  int i;

  for (i = 0; i < 1000; i++) {
    targets[i] = redial_target_defaults((uint64_t)i + 1);
  }
  if (redial_pool_init(&pool, memory, sizeof(memory), &config, use, 1) !=
        REDIAL_OK ||
      redial_pool_apply(&pool, targets, 1000, now, NULL) != REDIAL_OK) {
    return 1;
  }
  for (i = argc > 1 ? atoi(argv[1]) : 1; i > 0; i--) {
    failed |= attempt(&pool, REDIAL_OUTCOME_BUSY, true, now);
    failed |= attempt(&pool, REDIAL_OUTCOME_UNAVAILABLE, true, now + 20);
    failed |= attempt(&pool, REDIAL_OUTCOME_SUCCESS, false, now + 40);
    now += 1000;
  }
  return failed;
}
