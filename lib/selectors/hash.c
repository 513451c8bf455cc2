#include "../pool/inner.h"
#include <redial/selectors.h>

/* Hash: the same key to the same target as long as it can be had.

   The key is mixed into a slot number; if nobody eligible is there it is
   mixed again, up to 16 times, and then the next eligible slot is taken. So
   every key has its own order of slots, and goes to the first of them that
   can be had: when a target leaves, its keys move, nobody else's; when it
   returns, the same keys return.

     key 42: slots 5 0 3 5 1 ...   5 can be had -> 5;   5 busy -> 0

   The range is the pool's capacity, not the number of targets: a roster much
   smaller than its capacity costs probes. A group takes the member whose id
   mixes highest with the key (rendezvous), with the same promise. Nobody
   eligible, all cooling: not asked. One target: that one. Shrunk: only the
   keys of who left move. Grown: only those that the newcomers get. Weight
   plays no part. */

#define HASH_PROBES 16u

/* The last step of a 64-bit Murmur hash. */
static uint64_t hash_mix(uint64_t key) {
  key = (key ^ key >> 33) * 0xff51afd7ed558ccdu;
  key = (key ^ key >> 33) * 0xc4ceb9fe1a85ec53u;
  return key ^ key >> 33;
}

static redial_status hash_pick(redial_pool *pool, void *state, uint32_t tier,
                               const redial_pick_request *request,
                               uint32_t *slot) {
  uint32_t capacity = redial_pool_capacity(pool);
  const uint64_t *eligible = rdi_eligible(pool, tier);
  uint64_t key = request->key;
  uint32_t at = 0;
  uint32_t i;

  (void)state;
  for (i = 0; i < HASH_PROBES; i++) {
    key = hash_mix(key + 0x9e3779b97f4a7c15u);
    at = (uint32_t)(((key >> 32) * capacity) >> 32);
    if (rdi_bits_has(eligible, at) && !rdi_is_out(pool, request, at)) {
      *slot = at;
      return REDIAL_OK;
    }
  }
  at = rdi_next_free(pool, tier, request, at);
  if (at == REDIAL_NO_SLOT) {
    return REDIAL_ERR_NO_TARGET;
  }
  *slot = at;
  return REDIAL_OK;
}

static uint32_t hash_choose(const redial_pool *pool,
                            const redial_pick_request *request,
                            const redial_candidates *candidates) {
  uint64_t key = hash_mix(request->key);
  uint64_t highest = 0;
  uint32_t best = 0;
  uint32_t i;

  for (i = 0; i < candidates->count; i++) {
    uint64_t score =
      hash_mix(key ^ hash_mix(redial_pool_id(pool, candidates->slots[i])));

    if (score > highest) {
      highest = score;
      best = i;
    }
  }
  return best;
}

const redial_selector redial_hash = {"hash", NULL, NULL, hash_pick, hash_choose,
                                     NULL,   NULL, NULL, NULL,      NULL,
                                     NULL,   NULL, NULL};
