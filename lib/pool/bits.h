#ifndef REDIAL_POOL_BITS_H
#define REDIAL_POOL_BITS_H

/* A set of numbers below n as a 64-ary tree of bits. A bit of an upper level
   says that the word below is not 0, so that the next member after any number
   is found in at most two words per level: four levels serve 16 million.

     level 1                    0110            one bit per word below
     level 0    0000  0100  1001  0000          one bit per number */

#include "../core/inner.h"

#define RDI_BITS_LEVELS 4

typedef struct rdi_bits_shape {
  uint32_t levels;
  uint32_t at[RDI_BITS_LEVELS + 1]; /* first word of each level; the end */
} rdi_bits_shape;

RDI_PRIVATE_BEGIN

/* Shape for numbers below n, n at least 1; at[levels] is the words needed. */
rdi_bits_shape rdi_bits_shape_of(uint32_t n);
/* Does every bit above level 0 tell the truth about the word below it? */
bool rdi_bits_sound(const uint64_t *words, const rdi_bits_shape *shape);

/* Position of the lowest bit; word MUST NOT be 0. */
static inline uint32_t rdi_lowest(uint64_t word) {
#if defined(__GNUC__)
  return (uint32_t)__builtin_ctzll(word);
#else
  uint32_t position = 0;
  uint32_t half;

  for (half = 32; half > 0; half /= 2) {
    if ((word & (((uint64_t)1 << half) - 1)) == 0) {
      word >>= half;
      position += half;
    }
  }
  return position;
#endif
}

static inline bool rdi_bits_has(const uint64_t *words, uint32_t i) {
  return (words[i / 64] >> (i % 64) & 1) != 0;
}

/* The levels above, when a word of level 0 became or ceased to be 0; the next
   member when the rest of a word of level 0 holds none; the same going on at
   0 after the last. */
RDI_APART void rdi_bits_raise(uint64_t *words, const rdi_bits_shape *shape,
                              uint32_t i);
RDI_APART void rdi_bits_lower(uint64_t *words, const rdi_bits_shape *shape,
                              uint32_t i);
uint32_t rdi_bits_climb(const uint64_t *words, const rdi_bits_shape *shape,
                        uint32_t from);
uint32_t rdi_bits_circle(const uint64_t *words, const rdi_bits_shape *shape,
                         uint32_t from);

/* All levels in one call, for a build for size: a member comes or leaves; the
   next one, going on at 0 after the last. */
void rdi_bits_mark(uint64_t *words, const rdi_bits_shape *shape, uint32_t i,
                   bool on);
uint32_t rdi_bits_seek(const uint64_t *words, const rdi_bits_shape *shape,
                       uint32_t from);

RDI_HOT void rdi_bits_set(uint64_t *words, const rdi_bits_shape *shape,
                          uint32_t i) {
  uint64_t before = words[i / 64];

  if (!RDI_SHORT_WAYS) {
    rdi_bits_mark(words, shape, i, true);
    return;
  }
  words[i / 64] = before | (uint64_t)1 << (i % 64);
  if (before == 0) {
    rdi_bits_raise(words, shape, i / 64);
  }
}

RDI_HOT void rdi_bits_clear(uint64_t *words, const rdi_bits_shape *shape,
                            uint32_t i) {
  if (!RDI_SHORT_WAYS) {
    rdi_bits_mark(words, shape, i, false);
    return;
  }
  words[i / 64] &= ~((uint64_t)1 << (i % 64));
  if (words[i / 64] == 0) {
    rdi_bits_lower(words, shape, i / 64);
  }
}

/* A member that was none, or none that was one. */
RDI_HOT void rdi_bits_turn(uint64_t *words, const rdi_bits_shape *shape,
                           uint32_t i, bool on) {
  if (!RDI_SHORT_WAYS) {
    rdi_bits_mark(words, shape, i, on);
  } else if (on) {
    rdi_bits_set(words, shape, i);
  } else {
    rdi_bits_clear(words, shape, i);
  }
}

/* A member or not, as often as not as before. */
RDI_HOT void rdi_bits_put(uint64_t *words, const rdi_bits_shape *shape,
                          uint32_t i, bool on) {
  if (!RDI_SHORT_WAYS) {
    rdi_bits_mark(words, shape, i, on);
  } else if (on) {
    rdi_bits_set(words, shape, i);
  } else if (rdi_bits_has(words, i)) {
    rdi_bits_clear(words, shape, i);
  }
}

/* A member leaves, and one that was none comes. */
RDI_HOT void rdi_bits_move(uint64_t *words, const rdi_bits_shape *shape,
                           uint32_t from, uint32_t to) {
  if (from / 64 == to / 64) {
    words[from / 64] ^= (uint64_t)1 << (from % 64) | (uint64_t)1 << (to % 64);
  } else {
    rdi_bits_clear(words, shape, from);
    rdi_bits_set(words, shape, to);
  }
}

/* The way down to level 0 along the lowest bits. */
static inline uint32_t rdi_bits_down(const uint64_t *words,
                                     const rdi_bits_shape *shape,
                                     uint32_t level, uint32_t i) {
  while (level > 0) {
    level--;
    i = i * 64 + rdi_lowest(words[shape->at[level] + i]);
  }
  return i;
}

/* First member at or after from, which MUST be below n; UINT32_MAX if none. */
RDI_HOT uint32_t rdi_bits_from(const uint64_t *words,
                               const rdi_bits_shape *shape, uint32_t from) {
  uint64_t word = words[from / 64] >> (from % 64);

  return word != 0 ? from + rdi_lowest(word)
                   : rdi_bits_climb(words, shape, from);
}

/* The first member; UINT32_MAX if there is none. The top level is one word. */
RDI_HOT uint32_t rdi_bits_first(const uint64_t *words,
                                const rdi_bits_shape *shape) {
  uint32_t level = shape->levels - 1;
  uint64_t top = words[shape->at[level]];

  return top != 0 ? rdi_bits_down(words, shape, level, rdi_lowest(top))
                  : UINT32_MAX;
}

/* First member at or after from, going on at 0 after the last. */
RDI_HOT uint32_t rdi_bits_next(const uint64_t *words,
                               const rdi_bits_shape *shape, uint32_t from) {
  uint64_t word = words[from / 64] >> (from % 64);

  if (!RDI_SHORT_WAYS) {
    return rdi_bits_seek(words, shape, from);
  }
  return word != 0 ? from + rdi_lowest(word)
                   : rdi_bits_circle(words, shape, from);
}

RDI_PRIVATE_END

#endif
