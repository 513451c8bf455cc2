#include "../selectors/row.h"
#include <string.h>

#define ROW_STEPS 3u
#define ROW_DROPS 2u
#define ROW_SPARE 8u /* places, for pools too small for sums with thirds */

rdi_row rdi_row_layout(uint32_t count) {
  rdi_row row;

  memset(&row, 0, sizeof(row));
  row.count = count;
  row.ring = count * 2 + ROW_SPARE;
  row.end = count;
  row.span = count;
  row.shape = rdi_bits_shape_of(row.ring);
  row.slots_at =
    (uint32_t)(sizeof(rdi_row) / 4) + row.shape.at[row.shape.levels] * 2;
  row.places_at = row.slots_at + row.ring;
  return row;
}

size_t rdi_row_bytes(uint32_t count) {
  return ((size_t)rdi_row_layout(count).places_at + count) * 4;
}

void rdi_row_reset(rdi_row *row, uint32_t count) {
  uint32_t i;

  *row = rdi_row_layout(count);
  for (i = 0; i < count; i++) {
    rdi_row_slots(row)[i] = i;
    rdi_row_places(row)[i] = i;
  }
}

void rdi_row_order(const redial_pool *pool, rdi_row *row, rdi_order_rule rule) {
  uint32_t i;

  *row = rdi_row_layout(redial_pool_capacity(pool));
  memset(rdi_row_marks(row), 0, (size_t)row->shape.at[row->shape.levels] * 8);
  for (i = 0; i < row->ring; i++) {
    rdi_row_slots(row)[i] = i % row->count;
  }
  rdi_order(pool, rdi_row_slots(row), 1, row->count, rule);
  for (i = 0; i < row->count; i++) {
    rdi_row_places(row)[rdi_row_slots(row)[i]] = i;
  }
}

/* How far a place is behind the beginning. */
static uint32_t row_behind(const rdi_row *row, uint32_t place) {
  return place >= row->begin ? place - row->begin
                             : place + row->ring - row->begin;
}

/* One place of the pass. After the last, which is the beginning, everything
   before the last that it filled is empty. */
static void row_pass(rdi_row *row) {
  uint32_t slot = rdi_row_slots(row)[row->from];

  if (!rdi_row_is_gap(row, row->from)) {
    if (row->from != row->to) {
      rdi_row_move(row, slot, row->to);
    }
    row->to = rdi_row_before(row, row->to);
  }
  row->from = rdi_row_before(row, row->from);
  row->left--;
  if (row->left == 0) {
    uint32_t begin = rdi_row_after(row, row->to);

    row->span -= row_behind(row, begin);
    row->begin = begin;
  }
}

/* Gaps at the beginning go at once; for others a pass begins when they are
   many. */
static void row_drop(rdi_row *row) {
  uint32_t drops;

  for (drops = ROW_DROPS; drops > 0 && rdi_row_is_gap(row, row->begin);
       drops--) {
    row->begin = rdi_row_after(row, row->begin);
    row->span--;
  }
  if (row->span > row->count + row->count / 4) {
    row->left = row->span;
    row->from = row->to = rdi_row_before(row, row->end);
  }
}

void rdi_row_close_gaps(rdi_row *row) {
  uint32_t steps = ROW_STEPS;

  if (row->left == 0) {
    row_drop(row);
    return;
  }
  for (; steps > 0 && row->left > 0; steps--) {
    row_pass(row);
  }
}

static bool row_ends_sound(const rdi_row *row) {
  return row->begin < row->ring && row->end < row->ring &&
         row->span < row->ring && row->span >= row->count &&
         row_behind(row, row->end) == row->span;
}

/* Every slot has the place that names it, between beginning and end. */
static bool row_places_sound(const rdi_row *row) {
  uint32_t i;

  for (i = 0; i < row->count; i++) {
    uint32_t place = rdi_row_places(row)[i];

    if (place >= row->ring || row_behind(row, place) >= row->span ||
        rdi_row_slots(row)[place] != i) {
      return false;
    }
  }
  for (i = 0; i < row->ring; i++) {
    if (rdi_row_slots(row)[i] >= row->count) {
      return false;
    }
  }
  return true;
}

/* Does the ring have room until the pass is over, or the next one? */
static bool row_has_room(const rdi_row *row) {
  uint32_t todo = row->left > 0 ? row->left : row->span;

  return todo / ROW_STEPS + 1 <= row->ring - row->span;
}

/* A pass stands between beginning and end, and the places that it is going
   to fill are empty. */
static bool row_pass_sound(const rdi_row *row) {
  uint32_t i;

  if (row->from >= row->ring || row->to >= row->ring) {
    return false;
  }
  if (row->left == 0) {
    return true;
  }
  if (row_behind(row, row->from) + 1 != row->left ||
      row_behind(row, row->to) < row_behind(row, row->from) ||
      row_behind(row, row->to) >= row->span) {
    return false;
  }
  for (i = row->to; i != row->from; i = rdi_row_before(row, i)) {
    if (!rdi_row_is_gap(row, i)) {
      return false;
    }
  }
  return true;
}

/* The layout is as made, but for where the row begins, ends and is passed. */
bool rdi_row_sound(const rdi_row *row, uint32_t count) {
  rdi_row made = rdi_row_layout(count);

  made.begin = row->begin;
  made.end = row->end;
  made.span = row->span;
  made.left = row->left;
  made.from = row->from;
  made.to = row->to;
  return rdi_equal(&made, row, sizeof(made)) && row_ends_sound(row) &&
         rdi_bits_sound(rdi_row_marks(row), &row->shape) &&
         row_places_sound(row) && row_has_room(row) && row_pass_sound(row);
}
