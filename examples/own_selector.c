/* A strategy of your own: agents in the caller's region first, and of those
 * the one who was asked least recently.
 *
 * The class needs a name and one function. The pool sees to everything else:
 * who is busy, cooling or disabled is never among the candidates.
 *
 * Expected output:
 *   caller from 2: agent 201
 *   caller from 2: agent 202
 *   caller from 2: agent 101
 *   caller from 1: agent 102
 *   caller from 1: nobody (busy)
 *   after 201 hung up, caller from 1: agent 201
 */

#include <redial/redial.h>
#include <stdio.h>

/* An agent's region is the hundreds of the id; the caller's is the key. */
static bool is_near(const redial_pool *pool, uint32_t slot, uint64_t region) {
  return redial_pool_id(pool, slot) / 100 == region;
}

static bool is_better(const redial_pool *pool, uint64_t region, uint32_t slot,
                      uint32_t than) {
  bool near = is_near(pool, slot, region);

  if (near != is_near(pool, than, region)) {
    return near;
  }
  return redial_pool_offered(pool, slot) < redial_pool_offered(pool, than);
}

static uint32_t nearest_choose(const redial_pool *pool,
                               const redial_pick_request *request,
                               const redial_candidates *candidates) {
  uint32_t best = 0;
  uint32_t i;

  for (i = 1; i < candidates->count; i++) {
    if (is_better(pool, request->key, candidates->slots[i],
                  candidates->slots[best])) {
      best = i;
    }
  }
  return best;
}

/* Everything but name and choose stays NULL: this one keeps no state. */
static const redial_selector nearest = {
  "nearest", NULL, NULL, NULL, nearest_choose, NULL, NULL, NULL,
  NULL,      NULL, NULL, NULL, NULL};

static redial_offer call(redial_pool *pool, uint64_t region, uint64_t now_ms) {
  redial_pick_request request = {0};
  redial_offer offer;

  request.now_ms = now_ms;
  request.key = region;
  printf("caller from %u: ", (unsigned)region);
  if (redial_pool_offer(pool, &nearest, &request, &offer) == REDIAL_OK) {
    printf("agent %u\n", (unsigned)redial_pool_id(pool, offer.lease.slot));
  } else {
    printf("nobody (%s)\n", redial_bar_name(offer.why));
  }
  return offer;
}

int main(void) {
  static REDIAL_POOL_STORAGE(memory, 4, 0);
  static const uint64_t ids[] = {101, 102, 201, 202};
  redial_pool_config config = redial_pool_defaults(4);
  redial_target agents[4];
  redial_offer first;
  redial_pool pool;
  uint32_t i;

  if (redial_pool_init(&pool, memory, sizeof(memory), &config, NULL, 0) !=
      REDIAL_OK) {
    return 1;
  }
  for (i = 0; i < 4; i++) {
    agents[i] = redial_target_defaults(ids[i]);
  }
  if (redial_pool_apply(&pool, agents, 4, 0, NULL) != REDIAL_OK) {
    return 1;
  }
  first = call(&pool, 2, 10);
  (void)call(&pool, 2, 20);
  (void)call(&pool, 2, 30);
  (void)call(&pool, 1, 40);
  (void)call(&pool, 1, 50);
  if (redial_pool_release(&pool, first.lease, REDIAL_OUTCOME_SUCCESS, 60) !=
      REDIAL_OK) {
    return 1;
  }
  printf("after 201 hung up, ");
  (void)call(&pool, 1, 70);
  return 0;
}
