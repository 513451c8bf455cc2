#include "../pool/inner.h"
#include <redial/selectors.h>
#include <string.h>

/* Least recently offered, exactly, whatever became of the offer: nobody who
   does not answer is asked again before all others.

   Every slot, eligible or not, stands somewhere in a row; whoever is offered
   goes to its end. A set marks the places of those who are eligible; the
   lowest member is the pick.

     row     2 0 . 3 1         0, then 3, are eligible
     marked    ^   ^           pick 0:  row  2 . . 3 1 0

   The row is twice as long as the pool. When its end is reached the gaps are
   closed: one pass after at least as many offers as there are slots.

   Nobody eligible, all cooling: not asked. One target: that one. Shrunk: a
   place stays marked only while its slot is eligible. Grown: newcomers were
   never offered, so the lowest place is theirs. Weight plays no part. */

typedef struct lru_state {
  uint32_t count; /* slots */
  uint32_t end;   /* first place never used */
  rdi_bits_shape shape;
  uint32_t row_at; /* from the start of the state, in 32-bit words */
  uint32_t place_at;
  uint32_t marked_at;
  uint32_t reserved;
} lru_state;

static lru_state lru_layout(uint32_t count) {
  lru_state lru;

  lru.count = count;
  lru.end = count;
  lru.shape = rdi_bits_shape_of(count * 2);
  lru.marked_at = sizeof(lru_state) / 4;
  lru.row_at = lru.marked_at + lru.shape.at[lru.shape.levels] * 2;
  lru.place_at = lru.row_at + count * 2;
  lru.reserved = 0;
  return lru;
}

static size_t lru_bytes(const redial_pool_config *config) {
  lru_state lru = lru_layout(config->capacity);

  return ((size_t)lru.place_at + config->capacity) * 4;
}

static uint32_t *lru_row(const void *state) {
  return (uint32_t *)(uintptr_t)state + ((const lru_state *)state)->row_at;
}

static uint32_t *lru_place(const void *state) {
  return (uint32_t *)(uintptr_t)state + ((const lru_state *)state)->place_at;
}

static uint64_t *lru_marked(const void *state) {
  return (uint64_t *)(uintptr_t)state +
         ((const lru_state *)state)->marked_at / 2;
}

static void lru_reset(void *state, const redial_pool_config *config) {
  lru_state *lru = (lru_state *)state;
  uint32_t i;

  *lru = lru_layout(config->capacity);
  for (i = 0; i < lru->count; i++) {
    lru_row(state)[i] = i;
    lru_place(state)[i] = i;
  }
}

static void lru_open(const redial_pool *pool, void *state, uint32_t slot) {
  (void)pool;
  rdi_bits_set(lru_marked(state), &((lru_state *)state)->shape,
               lru_place(state)[slot]);
}

static void lru_close(const redial_pool *pool, void *state, uint32_t slot) {
  (void)pool;
  rdi_bits_clear(lru_marked(state), &((lru_state *)state)->shape,
                 lru_place(state)[slot]);
}

static void lru_close_gaps(lru_state *lru) {
  uint32_t *row = lru_row(lru);
  uint32_t *place = lru_place(lru);
  uint64_t *marked = lru_marked(lru);
  uint32_t to = 0;
  uint32_t from;

  for (from = 0; from < lru->end; from++) {
    uint32_t slot = row[from];
    bool eligible = rdi_bits_has(marked, from);

    if (place[slot] == from) {
      if (eligible) {
        rdi_bits_clear(marked, &lru->shape, from);
        rdi_bits_set(marked, &lru->shape, to);
      }
      row[to] = slot;
      place[slot] = to;
      to++;
    }
  }
  lru->end = to;
}

static void lru_offered(const redial_pool *pool, void *state, uint32_t slot) {
  lru_state *lru = (lru_state *)state;
  uint64_t *marked = lru_marked(state);
  bool eligible;

  (void)pool;
  if (lru->end == lru->count * 2) {
    lru_close_gaps(lru);
  }
  eligible = rdi_bits_has(marked, lru_place(state)[slot]);
  if (eligible) {
    rdi_bits_clear(marked, &lru->shape, lru_place(state)[slot]);
    rdi_bits_set(marked, &lru->shape, lru->end);
  }
  lru_place(state)[slot] = lru->end;
  lru_row(state)[lru->end] = slot;
  lru->end++;
}

static redial_status lru_pick(redial_pool *pool, void *state, uint32_t tier,
                              const redial_pick_request *request,
                              uint32_t *slot) {
  const lru_state *lru = (const lru_state *)state;
  const uint64_t *marked = lru_marked(state);
  uint32_t top = lru->shape.at[lru->shape.levels - 1];
  uint32_t at = rdi_bits_down(marked, &lru->shape, lru->shape.levels - 1,
                              rdi_lowest(marked[top]));

  (void)tier;
  while (at != UINT32_MAX && rdi_is_out(pool, request, lru_row(state)[at])) {
    at = at + 1 < lru->count * 2 ? rdi_bits_from(marked, &lru->shape, at + 1)
                                 : UINT32_MAX;
  }
  if (at == UINT32_MAX) {
    return REDIAL_ERR_NO_TARGET;
  }
  *slot = lru_row(state)[at];
  return REDIAL_OK;
}

static uint32_t lru_choose(const redial_pool *pool,
                           const redial_pick_request *request,
                           const redial_candidates *candidates) {
  uint32_t best = 0;
  uint32_t i;

  (void)request;
  for (i = 1; i < candidates->count; i++) {
    if (redial_pool_offered(pool, candidates->slots[i]) <
        redial_pool_offered(pool, candidates->slots[best])) {
      best = i;
    }
  }
  return best;
}

static void lru_rebuild(const redial_pool *pool, void *state, uint32_t tier) {
  lru_state *lru = (lru_state *)state;
  uint32_t i;

  (void)tier;
  *lru = lru_layout(redial_pool_capacity(pool));
  memset(lru_marked(state), 0, (size_t)lru->shape.at[lru->shape.levels] * 8);
  for (i = 0; i < lru->count * 2; i++) {
    lru_row(state)[i] = i % lru->count;
  }
  rdi_order(pool, lru_row(state), 1, lru->count, rdi_offered_before);
  for (i = 0; i < lru->count; i++) {
    lru_place(state)[lru_row(state)[i]] = i;
  }
}

/* Every slot has the place that names it, and the marks are those of the
   eligible ones and no others. */
static bool lru_places_sound(const redial_pool *pool, const lru_state *lru,
                             uint32_t tier) {
  uint32_t eligible = 0;
  uint32_t i;

  for (i = 0; i < lru->count; i++) {
    uint32_t place = lru_place(lru)[i];

    if (place >= lru->end || lru_row(lru)[place] != i ||
        rdi_bits_has(lru_marked(lru), place) !=
          redial_pool_is_eligible(pool, tier, i)) {
      return false;
    }
  }
  for (i = 0; i < lru->end; i++) {
    if (lru_row(lru)[i] >= lru->count) {
      return false;
    }
  }
  for (i = 0; i < lru->shape.at[1] * 64; i++) {
    eligible += rdi_bits_has(lru_marked(lru), i);
  }
  return eligible == redial_pool_eligible(pool, tier);
}

static bool lru_check(const redial_pool *pool, const void *state,
                      uint32_t tier) {
  const lru_state *lru = (const lru_state *)state;
  lru_state made = lru_layout(redial_pool_capacity(pool));

  made.end = lru->end;
  return rdi_equal(&made, lru, sizeof(made)) && lru->end >= lru->count &&
         lru->end <= lru->count * 2 &&
         rdi_bits_sound(lru_marked(state), &lru->shape) &&
         lru_places_sound(pool, lru, tier);
}

const redial_selector redial_lru = {
  "lru", lru_bytes,   lru_reset, lru_pick, lru_choose,  lru_open, lru_close,
  NULL,  lru_offered, NULL,      NULL,     lru_rebuild, lru_check};
