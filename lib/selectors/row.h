#ifndef REDIAL_SELECTORS_ROW_H
#define REDIAL_SELECTORS_ROW_H

/* A row of all slots, in which anyone goes to the end at any time; a set of
   places marks some of them.

     row     2 0 . 3 1      0 goes to the end:   2 . . 3 1 0

   The row is a ring, twice as long as the pool, so it needs no end. Gaps at
   its beginning are dropped. Others, behind slots that never move, are closed
   a few places with each move: a pass goes from the end to the beginning and
   shifts whom it finds toward the end, which changes nobody's turn. Three
   places with each move are enough: a pass over r places lasts r / 3 moves, so
   what it leaves is at most n + r / 3 long. That stays below 3/2 n, and while
   the pass is under way below 2 n. */

#include "../pool/inner.h"

RDI_PRIVATE_BEGIN

/* Here follow the marks, then who stands at each place, then the place of
   each slot. */
typedef struct rdi_row {
  uint32_t count; /* slots */
  uint32_t ring;  /* places */
  uint32_t begin; /* from here on up to the end all slots stand */
  uint32_t end;   /* the next place to go to */
  uint32_t span;  /* places from one to the other */
  uint32_t left;  /* of the pass under way: places to look at */
  uint32_t from;  /* where it looks next */
  uint32_t to;    /* where whom it finds goes */
  rdi_bits_shape shape;
  uint32_t slots_at; /* from the start of the state, in 32-bit words */
  uint32_t places_at;
} rdi_row;

rdi_row rdi_row_layout(uint32_t count);
size_t rdi_row_bytes(uint32_t count);
/* In the order of their numbers, nobody marked; the bytes are 0 before. */
void rdi_row_reset(rdi_row *row, uint32_t count);
/* The same of any bytes, in the order of a rule. */
void rdi_row_order(const redial_pool *pool, rdi_row *row, rdi_order_rule rule);
/* Some places of the pass under way, or whether one should be. */
void rdi_row_close_gaps(rdi_row *row);
/* Is it a row of so many slots that can go on for ever? */
bool rdi_row_sound(const rdi_row *row, uint32_t count);

RDI_HOT uint64_t *rdi_row_marks(const rdi_row *row) {
  return (uint64_t *)(uintptr_t)row + sizeof(rdi_row) / 8;
}

RDI_HOT uint32_t *rdi_row_slots(const rdi_row *row) {
  return (uint32_t *)(uintptr_t)row + row->slots_at;
}

RDI_HOT uint32_t *rdi_row_places(const rdi_row *row) {
  return (uint32_t *)(uintptr_t)row + row->places_at;
}

RDI_HOT uint32_t rdi_row_after(const rdi_row *row, uint32_t place) {
  return place + 1 < row->ring ? place + 1 : 0;
}

RDI_HOT uint32_t rdi_row_before(const rdi_row *row, uint32_t place) {
  return place > 0 ? place - 1 : row->ring - 1;
}

/* Is the place a gap? Then whoever once stood there stands elsewhere. */
RDI_HOT bool rdi_row_is_gap(const rdi_row *row, uint32_t place) {
  return rdi_row_places(row)[rdi_row_slots(row)[place]] != place;
}

RDI_HOT void rdi_row_move(rdi_row *row, uint32_t slot, uint32_t to) {
  uint64_t *marks = rdi_row_marks(row);
  uint32_t from = rdi_row_places(row)[slot];

  if (rdi_bits_has(marks, from)) {
    rdi_bits_move(marks, &row->shape, from, to);
  }
  rdi_row_places(row)[slot] = to;
  rdi_row_slots(row)[to] = slot;
}

RDI_HOT void rdi_row_to_end(rdi_row *row, uint32_t slot) {
  rdi_row_move(row, slot, row->end);
  row->end = rdi_row_after(row, row->end);
  row->span++;
  rdi_row_close_gaps(row);
}

RDI_PRIVATE_END

#endif
