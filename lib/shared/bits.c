#include "../shared/line.h"

/* The bits above the words. A bit may say that something is free where nothing
   is; that costs a look and is set right. That it says nothing where something
   is would lose a slot, so whoever clears one looks below once more, and
   whoever frees a word looks above after it, with a full barrier between the
   two: one of them sees the other. */

#define BITS_GROUP_LINES (32u * RDI_SHARED_GROUP)

static uint32_t bits_lowest(uint32_t bits) {
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

static bool bits_has(const uint32_t *word, uint32_t i) {
  return (rdi_atomic_load(word) >> i % 32 & 1u) != 0;
}

/* Sets bit i of a word where it is missing. */
static void bits_raise(uint32_t *word, uint32_t i) {
  if (!bits_has(word, i)) {
    (void)rdi_atomic_or(word, 1u << i % 32);
  }
}

/* The word in which the bit of a line is. */
static uint32_t *bits_of(const redial_shared *board, uint32_t line) {
  return rdi_board_bits(board, rdi_board_share(board, line),
                        rdi_board_place(board, line) / 32);
}

/* All the way: that somebody else has set the lower bit does not mean that he
   got to the next. */
void rdi_shared_reassure(const redial_shared *board, uint32_t line) {
  bits_raise(bits_of(board, line), line);
  bits_raise(rdi_board_above(board, rdi_board_share(board, line)),
             rdi_board_place(board, line) / BITS_GROUP_LINES);
}

/* The first word of a share's bits at or after from that is not 0, before an
   end; else the end. */
static uint32_t bits_word_from(const redial_shared *board, uint32_t share,
                               uint32_t from, uint32_t end) {
  const uint32_t *bits = rdi_board_bits(board, share, 0);

  while (from < end && rdi_atomic_load(bits + from) == 0) {
    from++;
  }
  return from;
}

/* Where the words of a group end. */
static uint32_t bits_group_end(const redial_shared *board, uint32_t group) {
  uint32_t end = (group + 1) * RDI_SHARED_GROUP;
  uint32_t words = rdi_board_of(board)->bits_words;

  return end < words ? end : words;
}

/* Clears the bit of a line in which nothing is. */
static void bits_lower(const redial_shared *board, uint32_t line) {
  uint32_t *number = rdi_board_number(board, board->worker);

  rdi_atomic_count(number, 1);
  (void)rdi_atomic_and(bits_of(board, line), ~(1u << line % 32));
  if (rdi_line_has_any(board, line)) {
    rdi_shared_reassure(board, line);
  }
  rdi_atomic_count(number, 1);
}

/* The same for the bit of a group of a share. */
static void bits_lower_above(const redial_shared *board, uint32_t share,
                             uint32_t group) {
  uint32_t *number = rdi_board_number(board, board->worker);
  uint32_t end = bits_group_end(board, group);

  rdi_atomic_count(number, 1);
  (void)rdi_atomic_and(rdi_board_above(board, share), ~(1u << group));
  if (bits_word_from(board, share, group * RDI_SHARED_GROUP, end) < end) {
    bits_raise(rdi_board_above(board, share), group);
  }
  rdi_atomic_count(number, 1);
}

void rdi_shared_hide(const redial_shared *board, uint32_t line) {
  if (!rdi_line_has_any(board, line)) {
    bits_lower(board, line);
  }
}

/* Where the next line has something this one will soon have as well: the bit
   stays, so that workers do not take its word from each other all the time. */
void rdi_shared_leave(const redial_shared *board, uint32_t line) {
  uint32_t next = line + 1;

  if (next < rdi_board_of(board)->lines &&
      !bits_has(bits_of(board, next), next)) {
    rdi_shared_hide(board, line);
  }
}

bool rdi_shared_give(const redial_shared *board, uint32_t slot, uint32_t word,
                     uint32_t free) {
  if (!rdi_atomic_change(rdi_board_word(board, slot), word, free)) {
    return false;
  }
  rdi_shared_reassure(board, slot / RDI_SHARED_LINE);
  rdi_atomic_count(rdi_board_number(board, board->worker), 2);
  return true;
}

/* The first word of a share's bits at or after from that is not 0, by the bits
   above but for the group in which from lies; else how many words there are.
   A bit above with nothing below is cleared. */
static uint32_t bits_seek_word(const redial_shared *board, uint32_t share,
                               uint32_t from) {
  uint32_t words = rdi_board_of(board)->bits_words;
  uint32_t group = from / RDI_SHARED_GROUP;
  uint32_t end = bits_group_end(board, group);

  from = bits_word_from(board, share, from, end);
  while (from == end && end < words) {
    uint32_t above = rdi_atomic_load(rdi_board_above(board, share)) >> ++group;

    group += above != 0 ? bits_lowest(above) : RDI_SHARED_GROUP;
    if (group * RDI_SHARED_GROUP >= words) {
      return words;
    }
    end = bits_group_end(board, group);
    from = bits_word_from(board, share, group * RDI_SHARED_GROUP, end);
    if (from == end) {
      bits_lower_above(board, share, group);
    }
  }
  return from;
}

/* rdi_shared_seek() within a share. */
static uint32_t bits_seek_share(const redial_shared *board, uint32_t share,
                                uint32_t from, uint32_t end) {
  uint32_t first = share << rdi_board_of(board)->share;

  while (from < end) {
    uint32_t word = (from - first) / 32;
    uint32_t bits =
      rdi_atomic_load(rdi_board_bits(board, share, word)) >> from % 32;

    if (bits != 0) {
      return from + bits_lowest(bits);
    }
    from = first + bits_seek_word(board, share, word + 1) * 32;
  }
  return end;
}

uint32_t rdi_shared_seek(const redial_shared *board, uint32_t from,
                         uint32_t end) {
  while (from < end) {
    uint32_t share = rdi_board_share(board, from);
    uint32_t behind = (share + 1) << rdi_board_of(board)->share;
    uint32_t stop = behind < end ? behind : end;
    uint32_t found = bits_seek_share(board, share, from, stop);

    if (found < stop) {
      return found;
    }
    from = behind;
  }
  return end;
}
