#include "../selectors/row.h"
#include <redial/selectors.h>

/* Least recently offered, exactly, whatever became of the offer: nobody who
   does not answer is asked again before all others.

   Every slot, eligible or not, stands somewhere in a row; whoever is offered
   goes to its end. Those who are eligible are marked; the first mark is the
   pick. How the row stays short is told in row.h.

     row     2 0 . 3 1         0, then 3, are eligible
     marked    ^   ^           pick 0:  row  2 . . 3 1 0

   Nobody eligible, all cooling: not asked. One target: that one. Shrunk: a
   place stays marked only while its slot is eligible. Grown: newcomers were
   never offered, so they come first. Weight plays no part. */

static size_t lru_bytes(const redial_pool_config *config) {
  return rdi_row_bytes(config->capacity);
}

static void lru_reset(void *state, const redial_pool_config *config) {
  rdi_row_reset((rdi_row *)state, config->capacity);
}

static void lru_open(const redial_pool *pool, void *state, uint32_t slot) {
  const rdi_row *row = (const rdi_row *)state;

  (void)pool;
  rdi_bits_set(rdi_row_marks(row), &row->shape, rdi_row_places(row)[slot]);
}

static void lru_close(const redial_pool *pool, void *state, uint32_t slot) {
  const rdi_row *row = (const rdi_row *)state;

  (void)pool;
  rdi_bits_clear(rdi_row_marks(row), &row->shape, rdi_row_places(row)[slot]);
}

static void lru_offered(const redial_pool *pool, void *state, uint32_t slot) {
  (void)pool;
  rdi_row_to_end((rdi_row *)state, slot);
}

/* Some of the marked are out for this call. */
RDI_COLD redial_status lru_search(const redial_pool *pool, const rdi_row *row,
                                  uint32_t at,
                                  const redial_pick_request *request,
                                  uint32_t *slot) {
  uint32_t first = at;

  while (rdi_is_out(pool, request, rdi_row_slots(row)[at])) {
    at = rdi_bits_next(rdi_row_marks(row), &row->shape, rdi_row_after(row, at));
    if (at == first) {
      return REDIAL_ERR_NO_TARGET;
    }
  }
  *slot = rdi_row_slots(row)[at];
  return REDIAL_OK;
}

static redial_status lru_pick(redial_pool *pool, void *state, uint32_t tier,
                              const redial_pick_request *request,
                              uint32_t *slot) {
  const rdi_row *row = (const rdi_row *)state;
  uint32_t at = rdi_bits_next(rdi_row_marks(row), &row->shape, row->begin);

  (void)tier;
  if (request->tried != NULL) {
    return lru_search(pool, row, at, request, slot);
  }
  *slot = rdi_row_slots(row)[at];
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
  (void)tier;
  rdi_row_order(pool, (rdi_row *)state, rdi_offered_before);
}

/* The marks are those of the eligible ones and no others. */
static bool lru_marks_sound(const redial_pool *pool, const rdi_row *row,
                            uint32_t tier) {
  const uint64_t *marks = rdi_row_marks(row);
  uint32_t marked = 0;
  uint32_t i;

  for (i = 0; i < row->count; i++) {
    if (rdi_bits_has(marks, rdi_row_places(row)[i]) !=
        redial_pool_is_eligible(pool, tier, i)) {
      return false;
    }
  }
  for (i = 0; i < row->shape.at[1] * 64; i++) {
    marked += rdi_bits_has(marks, i);
  }
  return marked == redial_pool_eligible(pool, tier);
}

static bool lru_check(const redial_pool *pool, const void *state,
                      uint32_t tier) {
  const rdi_row *row = (const rdi_row *)state;

  return rdi_row_sound(row, redial_pool_capacity(pool)) &&
         lru_marks_sound(pool, row, tier);
}

const redial_selector redial_lru = {
  "lru", lru_bytes,   lru_reset, lru_pick, lru_choose,  lru_open, lru_close,
  NULL,  lru_offered, NULL,      NULL,     lru_rebuild, lru_check};
