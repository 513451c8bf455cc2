#include "../shared/line.h"

/* Hints and the bits above them. A bit may say that something is free where
   nothing is; that costs a look and is set right. That it says nothing where
   something is would lose a slot, so whoever clears one looks below once more,
   and whoever sets a hint looks above after it, with a full barrier between
   the two: one of them sees the other. */

static uint32_t hints_lowest(uint32_t bits) {
#if defined(__GNUC__)
  return (uint32_t)__builtin_ctz(bits);
#else
  uint32_t position = 0;

  for (; (bits & 1u) == 0; bits >>= 1) {
    position++;
  }
  return position;
#endif
}

static bool hints_has_bit(const redial_shared *board, uint32_t level,
                          uint32_t i) {
  return (rdi_atomic_load(rdi_board_bits(board, level, i / 32)) >> i % 32 &
          1u) != 0;
}

/* Sets the bits upward from a level on, where they are missing. All the way:
   that somebody else has set the lower one does not mean that he got to the
   next. */
static void hints_raise(const redial_shared *board, uint32_t level,
                        uint32_t i) {
  for (; level < RDI_SHARED_LEVELS; level++) {
    if (!hints_has_bit(board, level, i)) {
      (void)rdi_atomic_or(rdi_board_bits(board, level, i / 32), 1u << i % 32);
    }
    i /= 32;
  }
}

void rdi_shared_reassure(const redial_shared *board, uint32_t line) {
  hints_raise(board, 0, line);
}

/* What bit i of a level speaks of. */
static bool hints_below(const redial_shared *board, uint32_t level,
                        uint32_t i) {
  return level == 0 ? rdi_line_has_any(board, i)
                    : rdi_atomic_load(rdi_board_bits(board, level - 1, i)) != 0;
}

/* Clears a bit under which nothing is; true when its word became 0 by it. */
static bool hints_clear(const redial_shared *board, uint32_t level,
                        uint32_t i) {
  uint32_t bit = 1u << i % 32;
  uint32_t before = rdi_atomic_and(rdi_board_bits(board, level, i / 32), ~bit);

  if (hints_below(board, level, i)) {
    hints_raise(board, level, i);
    return false;
  }
  return (before & ~bit) == 0;
}

/* The same, and upward while words become 0. */
static void hints_lower(const redial_shared *board, uint32_t level,
                        uint32_t i) {
  uint32_t *number = rdi_board_number(board, board->worker);

  rdi_atomic_count(number, 1);
  while (level < RDI_SHARED_LEVELS && hints_clear(board, level, i)) {
    level++;
    i /= 32;
  }
  rdi_atomic_count(number, 1);
}

bool rdi_shared_give(const redial_shared *board, uint32_t slot, uint32_t word,
                     uint32_t free) {
  uint8_t *hint = rdi_board_hint(board, slot);

  rdi_atomic_mark(hint, 1);
  if (!rdi_atomic_change(rdi_board_word(board, slot), word, free)) {
    return false;
  }
  if (rdi_atomic_byte(hint) == 0) {
    /* Somebody took it for a mistake, as it was until the change. */
    rdi_atomic_mark(hint, 1);
    rdi_atomic_fence();
  }
  hints_raise(board, 0, slot / RDI_SHARED_LINE);
  rdi_atomic_count(rdi_board_number(board, board->worker), 2);
  return true;
}

void rdi_shared_hide(const redial_shared *board, uint32_t slot) {
  uint32_t line = slot / RDI_SHARED_LINE;

  rdi_atomic_mark(rdi_board_hint(board, slot), 0);
  if (rdi_line_chunk(board, slot) == 0 && !rdi_line_has_any(board, line)) {
    hints_lower(board, 0, line);
  }
}

/* Who gives the slot back meanwhile either is seen here, or sees that the
   hint is gone. */
void rdi_shared_correct(const redial_shared *board, uint32_t slot) {
  uint8_t *hint = rdi_board_hint(board, slot);

  rdi_atomic_mark(hint, 0);
  rdi_atomic_fence();
  if (rdi_shared_state(rdi_atomic_load(rdi_board_word(board, slot))) ==
      RDI_SHARED_FREE) {
    rdi_atomic_mark(hint, 1);
  }
}

/* The first bit of a level at or after from; RDI_SHARED_NONE when there is
   none in its word. */
static uint32_t hints_in_word(const redial_shared *board, uint32_t level,
                              uint32_t from) {
  uint32_t bits =
    rdi_atomic_load(rdi_board_bits(board, level, from / 32)) >> from % 32;

  return bits != 0 ? from + hints_lowest(bits) : RDI_SHARED_NONE;
}

/* The first word of level 0 at or after from that is not 0. There are at most
   31 words of level 1, and every stale bit in them is met once. */
static uint32_t hints_seek_above(const redial_shared *board, uint32_t from) {
  uint32_t words = rdi_board_of(board)->level_words[0];
  uint32_t found;

  while (from < words) {
    found = hints_in_word(board, 1, from);
    if (found == RDI_SHARED_NONE || found >= words) {
      from = (from / 32 + 1) * 32;
    } else if (hints_below(board, 1, found)) {
      return found;
    } else {
      hints_lower(board, 1, found);
      from = found + 1;
    }
  }
  return RDI_SHARED_NONE;
}

uint32_t rdi_shared_seek(const redial_shared *board, uint32_t from) {
  uint32_t lines = rdi_board_of(board)->lines;
  uint32_t found;

  while (from < lines) {
    found = hints_in_word(board, 0, from);
    if (found == RDI_SHARED_NONE || found >= lines) {
      uint32_t above = hints_seek_above(board, from / 32 + 1);

      from = above == RDI_SHARED_NONE ? lines : above * 32;
    } else if (rdi_line_has_any(board, found)) {
      return found;
    } else {
      hints_lower(board, 0, found);
      from = found + 1;
    }
  }
  return RDI_SHARED_NONE;
}
