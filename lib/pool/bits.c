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
