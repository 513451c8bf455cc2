#include "../pool/inner.h"
#include <redial/selectors.h>
#include <string.h>

/* Weighted: in every cycle each target comes exactly as often as its weight
   says, spread over the cycle, whatever the number of targets.

   Weights are read bit by bit. Eight planes hold the eligible targets whose
   weight has bit 7, 6, ... 0; a cycle is 255 rounds, and a round walks once
   through the targets of one plane. Every second round belongs to plane 7,
   every fourth to plane 6, and so on: round r to plane 7 - (zeros at the end
   of r). So plane b has 2^b rounds, and a weight gets the sum of its bits.

     weights a 5, b 1, c 1:   plane 2 a    plane 0 a b c    others empty
     rounds 32 96 128 160 224 give   a  a  abc  a  a

   Rounds of empty planes cost nothing: the next round of each plane that has
   members is computed, and the first of them is taken.

   Nobody eligible, all cooling: not asked. Weight 0: never. One target:
   always that one. Shrunk or grown: the turn is a round and a slot number, so
   a reload restarts nothing; who comes in mid-cycle joins from there on. */

#define WEIGHTED_PLANES 8u
#define WEIGHTED_ROUNDS 256u /* 1..255 */

typedef struct weighted_state {
  uint32_t round;
  uint32_t next; /* slot */
} weighted_state;

static uint64_t *weighted_plane(const redial_pool *pool, const void *state,
                                uint32_t plane) {
  const rdi_bits_shape *shape = &rdi_head_of(pool)->layout.bits;

  return (uint64_t *)(uintptr_t)state + 1 +
         (size_t)plane * shape->at[shape->levels];
}

static size_t weighted_bytes(const redial_pool_config *config) {
  rdi_bits_shape shape = rdi_bits_shape_of(config->capacity);

  return (1 + (size_t)WEIGHTED_PLANES * shape.at[shape.levels]) * 8;
}

static void weighted_open(const redial_pool *pool, void *state, uint32_t slot) {
  const rdi_bits_shape *shape = &rdi_head_of(pool)->layout.bits;
  uint32_t left = redial_pool_weight(pool, slot);

  for (; left != 0; left &= left - 1) {
    rdi_bits_set(weighted_plane(pool, state, rdi_lowest(left)), shape, slot);
  }
}

static void weighted_close(const redial_pool *pool, void *state,
                           uint32_t slot) {
  const rdi_bits_shape *shape = &rdi_head_of(pool)->layout.bits;
  uint32_t left = redial_pool_weight(pool, slot);

  for (; left != 0; left &= left - 1) {
    rdi_bits_clear(weighted_plane(pool, state, rdi_lowest(left)), shape, slot);
  }
}

static uint32_t weighted_plane_of(uint32_t round) {
  return WEIGHTED_PLANES - 1 - rdi_lowest(round);
}

/* The first round after this one, around the end of the cycle, whose plane is
   among those given; at least one must be. */
static uint32_t weighted_round_after(uint32_t round, uint32_t planes) {
  uint32_t best = 2 * WEIGHTED_ROUNDS;

  for (; planes != 0; planes &= planes - 1) {
    uint32_t step = (WEIGHTED_ROUNDS / 2) >> rdi_lowest(planes);
    /* Its rounds are the odd multiples of step. */
    uint32_t next = ((round + step) / (2 * step)) * 2 * step + step;

    best = next < best ? next : best;
  }
  return best % WEIGHTED_ROUNDS;
}

static uint32_t weighted_planes(const redial_pool *pool, const void *state) {
  const rdi_bits_shape *shape = &rdi_head_of(pool)->layout.bits;
  uint32_t top = shape->at[shape->levels - 1];
  uint32_t planes = 0;
  uint32_t plane;

  for (plane = 0; plane < WEIGHTED_PLANES; plane++) {
    planes |= (uint32_t)(weighted_plane(pool, state, plane)[top] != 0) << plane;
  }
  return planes;
}

/* Next one of the cycle, eligible but perhaps out for this call. */
static uint32_t weighted_next(const redial_pool *pool, weighted_state *turn) {
  const rdi_bits_shape *shape = &rdi_head_of(pool)->layout.bits;
  uint32_t slot = REDIAL_NO_SLOT;
  uint32_t planes;

  if (turn->round != 0 && turn->next < redial_pool_capacity(pool)) {
    slot =
      rdi_bits_from(weighted_plane(pool, turn, weighted_plane_of(turn->round)),
                    shape, turn->next);
  }
  if (slot == REDIAL_NO_SLOT) {
    planes = weighted_planes(pool, turn);
    if (planes == 0) {
      return REDIAL_NO_SLOT;
    }
    /* Plane 0 has one round; from there it is to itself again. */
    turn->round = weighted_round_after(turn->round, planes);
    slot = rdi_bits_first(
      weighted_plane(pool, turn, weighted_plane_of(turn->round)), shape);
  }
  turn->next = slot + 1;
  return slot;
}

/* Who is out is passed over. After a whole cycle of steps all have been seen:
   each eligible one comes at most 255 times in it. */
static redial_status weighted_pick(redial_pool *pool, void *state,
                                   uint32_t tier,
                                   const redial_pick_request *request,
                                   uint32_t *slot) {
  weighted_state *turn = (weighted_state *)state;
  uint32_t left = redial_pool_eligible(pool, tier) * (WEIGHTED_ROUNDS - 1);
  uint32_t found;

  do {
    found = weighted_next(pool, turn);
    left--;
  } while (left > 0 && found != REDIAL_NO_SLOT &&
           rdi_is_out(pool, request, found));
  if (found == REDIAL_NO_SLOT || rdi_is_out(pool, request, found)) {
    return REDIAL_ERR_NO_TARGET;
  }
  *slot = found;
  return REDIAL_OK;
}

/* First candidate of the plane at or after a place of the group. */
static uint32_t weighted_candidate(const redial_candidates *candidates,
                                   uint32_t plane, uint32_t from) {
  uint32_t i;

  for (i = 0; i < candidates->count; i++) {
    if (candidates->places[i] >= from &&
        (candidates->weights[i] >> plane & 1) != 0) {
      return i;
    }
  }
  return REDIAL_NO_SLOT;
}

/* The rotation holds round and place as the state does. */
static uint32_t weighted_choose(const redial_pool *pool,
                                const redial_pick_request *request,
                                const redial_candidates *candidates) {
  uint32_t round = (uint32_t)(*candidates->rotation >> 32) % WEIGHTED_ROUNDS;
  uint32_t next = (uint32_t)*candidates->rotation;
  uint32_t found = REDIAL_NO_SLOT;
  uint32_t planes = 0;
  uint32_t i;

  (void)pool;
  (void)request;
  for (i = 0; i < candidates->count; i++) {
    planes |= candidates->weights[i];
  }
  if (planes == 0) {
    return REDIAL_NO_SLOT;
  }
  if (round != 0) {
    found = weighted_candidate(candidates, weighted_plane_of(round), next);
  }
  if (found == REDIAL_NO_SLOT) {
    round = weighted_round_after(round, planes);
    found = weighted_candidate(candidates, weighted_plane_of(round), 0);
  }
  *candidates->rotation =
    (uint64_t)round << 32 | (candidates->places[found] + 1u);
  return found;
}

static bool weighted_turn_is_sound(const redial_pool *pool,
                                   const weighted_state *turn) {
  return turn->round < WEIGHTED_ROUNDS &&
         turn->next <= redial_pool_capacity(pool);
}

static void weighted_rebuild(const redial_pool *pool, void *state,
                             uint32_t tier) {
  weighted_state *turn = (weighted_state *)state;
  const rdi_bits_shape *shape = &rdi_head_of(pool)->layout.bits;

  (void)tier;
  if (!weighted_turn_is_sound(pool, turn)) {
    turn->round = 0;
    turn->next = 0;
  }
  memset(weighted_plane(pool, state, 0), 0,
         (size_t)WEIGHTED_PLANES * shape->at[shape->levels] * 8);
}

static bool weighted_plane_is_sound(const redial_pool *pool, const void *state,
                                    uint32_t tier, uint32_t plane) {
  const rdi_bits_shape *shape = &rdi_head_of(pool)->layout.bits;
  const uint64_t *set = weighted_plane(pool, state, plane);
  uint32_t slot;

  for (slot = 0; slot < shape->at[1] * 64; slot++) {
    bool member = slot < redial_pool_capacity(pool) &&
                  redial_pool_is_eligible(pool, tier, slot) &&
                  (redial_pool_weight(pool, slot) >> plane & 1) != 0;

    if (rdi_bits_has(set, slot) != member) {
      return false;
    }
  }
  return rdi_bits_sound(set, shape);
}

static bool weighted_check(const redial_pool *pool, const void *state,
                           uint32_t tier) {
  uint32_t plane;

  for (plane = 0; plane < WEIGHTED_PLANES; plane++) {
    if (!weighted_plane_is_sound(pool, state, tier, plane)) {
      return false;
    }
  }
  return weighted_turn_is_sound(pool, (const weighted_state *)state);
}

const redial_selector redial_weighted = {"weighted",
                                         weighted_bytes,
                                         NULL,
                                         weighted_pick,
                                         weighted_choose,
                                         weighted_open,
                                         weighted_close,
                                         NULL,
                                         NULL,
                                         NULL,
                                         NULL,
                                         weighted_rebuild,
                                         weighted_check};
