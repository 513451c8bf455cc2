#include "../pool/bits.h"

rdi_bits_shape rdi_bits_shape_of(uint32_t n) {
  rdi_bits_shape shape = {0, {0, 0, 0, 0, 0}};

  do {
    n = (n + 63) / 64;
    shape.at[shape.levels + 1] = shape.at[shape.levels] + n;
    shape.levels++;
  } while (n > 1 && shape.levels < RDI_BITS_LEVELS);
  return shape;
}

/* From a level on, up to one whose word neither becomes nor ceases to be 0. */
static inline void bits_mark(uint64_t *words, const rdi_bits_shape *shape,
                             uint32_t level, uint32_t i, bool on) {
  for (; level < shape->levels; level++) {
    uint64_t *word = &words[shape->at[level] + i / 64];
    uint64_t before = *word;
    uint64_t bit = (uint64_t)1 << (i % 64);

    *word = on ? before | bit : before & ~bit;
    if ((on ? before : *word) != 0) {
      return;
    }
    i /= 64;
  }
}

void rdi_bits_raise(uint64_t *words, const rdi_bits_shape *shape, uint32_t i) {
  bits_mark(words, shape, 1, i, true);
}

void rdi_bits_lower(uint64_t *words, const rdi_bits_shape *shape, uint32_t i) {
  bits_mark(words, shape, 1, i, false);
}

void rdi_bits_mark(uint64_t *words, const rdi_bits_shape *shape, uint32_t i,
                   bool on) {
  bits_mark(words, shape, 0, i, on);
}

/* Of the bits in reach above i: from itself on, or, at the levels above, from
   the next one. */
static inline uint32_t bits_after(const uint64_t *words,
                                  const rdi_bits_shape *shape, uint32_t level,
                                  uint32_t i, uint64_t reach) {
  for (; level < shape->levels; level++) {
    uint64_t word = words[shape->at[level] + i / 64] & reach << (i % 64);

    i /= 64;
    if (word != 0) {
      return rdi_bits_down(words, shape, level, i * 64 + rdi_lowest(word));
    }
    reach = ~(uint64_t)1;
  }
  return UINT32_MAX;
}

uint32_t rdi_bits_climb(const uint64_t *words, const rdi_bits_shape *shape,
                        uint32_t from) {
  return bits_after(words, shape, 1, from / 64, ~(uint64_t)1);
}

uint32_t rdi_bits_circle(const uint64_t *words, const rdi_bits_shape *shape,
                         uint32_t from) {
  uint32_t i = rdi_bits_climb(words, shape, from);

  return i == UINT32_MAX ? rdi_bits_first(words, shape) : i;
}

uint32_t rdi_bits_seek(const uint64_t *words, const rdi_bits_shape *shape,
                       uint32_t from) {
  uint32_t i = bits_after(words, shape, 0, from, UINT64_MAX);

  return i != UINT32_MAX ? i : bits_after(words, shape, 0, 0, UINT64_MAX);
}

bool rdi_bits_sound(const uint64_t *words, const rdi_bits_shape *shape) {
  uint32_t level;
  uint32_t i;

  for (level = 0; level + 1 < shape->levels; level++) {
    const uint64_t *below = words + shape->at[level];
    const uint64_t *above = words + shape->at[level + 1];
    uint32_t count = shape->at[level + 1] - shape->at[level];

    for (i = 0; i < count; i++) {
      if (rdi_bits_has(above, i) != (below[i] != 0)) {
        return false;
      }
    }
    for (; i % 64 != 0; i++) {
      if (rdi_bits_has(above, i)) {
        return false; /* speaks of a word that does not exist */
      }
    }
  }
  return true;
}
