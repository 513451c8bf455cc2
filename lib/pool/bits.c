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

void rdi_bits_raise(uint64_t *words, const rdi_bits_shape *shape, uint32_t i) {
  uint32_t level;

  for (level = 1; level < shape->levels; level++) {
    uint64_t *word = &words[shape->at[level] + i / 64];
    uint64_t before = *word;

    *word = before | (uint64_t)1 << (i % 64);
    if (before != 0) {
      return;
    }
    i /= 64;
  }
}

void rdi_bits_lower(uint64_t *words, const rdi_bits_shape *shape, uint32_t i) {
  uint32_t level;

  for (level = 1; level < shape->levels; level++) {
    uint64_t *word = &words[shape->at[level] + i / 64];

    *word &= ~((uint64_t)1 << (i % 64));
    if (*word != 0) {
      return;
    }
    i /= 64;
  }
}

/* At each level the bits above the one that was come from. */
static inline uint32_t bits_after(const uint64_t *words,
                                  const rdi_bits_shape *shape, uint32_t from) {
  uint32_t i = from / 64;
  uint32_t level;

  for (level = 1; level < shape->levels; level++) {
    uint64_t word = words[shape->at[level] + i / 64];

    word &= ~(uint64_t)1 << (i % 64);
    i /= 64;
    if (word != 0) {
      return rdi_bits_down(words, shape, level, i * 64 + rdi_lowest(word));
    }
  }
  return UINT32_MAX;
}

uint32_t rdi_bits_climb(const uint64_t *words, const rdi_bits_shape *shape,
                        uint32_t from) {
  return bits_after(words, shape, from);
}

uint32_t rdi_bits_circle(const uint64_t *words, const rdi_bits_shape *shape,
                         uint32_t from) {
  uint32_t i = bits_after(words, shape, from);

  return i == UINT32_MAX ? rdi_bits_first(words, shape) : i;
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
