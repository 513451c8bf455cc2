#include "../pool/tree.h"

/* Every level is padded to a multiple of eight, so that each group of eight
   is whole; the top level is one group with the root in its first place. */
rdi_tree_shape rdi_tree_shape_of(uint32_t n) {
  rdi_tree_shape shape = {0, {0, 0, 0, 0, 0, 0, 0, 0, 0}};
  bool root = false;

  while (!root && shape.levels < RDI_TREE_LEVELS) {
    root = n == 1;
    shape.at[shape.levels + 1] = shape.at[shape.levels] + (n + 7) / 8 * 8;
    shape.levels++;
    n = (n + 7) / 8;
  }
  return shape;
}

static uint64_t tree_least(const uint64_t *eight) {
  uint64_t least = eight[0];
  uint32_t i;

  for (i = 1; i < 8; i++) {
    least = eight[i] < least ? eight[i] : least;
  }
  return least;
}

void rdi_tree_set(uint64_t *tree, const rdi_tree_shape *shape, uint32_t i,
                  uint64_t time) {
  uint64_t before = tree[i];
  uint32_t level;

  if (time == before) {
    return;
  }
  tree[i] = time;
  for (level = 1; level < shape->levels; level++) {
    uint64_t *node;

    i /= 8;
    node = &tree[shape->at[level] + i];
    if (time < *node) {
      before = *node;
    } else if (before != *node) {
      return; /* another one of the eight is the least, and stays it */
    } else {
      time = tree_least(&tree[shape->at[level - 1] + i * 8]);
    }
    if (time == before) {
      return;
    }
    *node = time;
  }
}

uint32_t rdi_tree_first(const uint64_t *tree, const rdi_tree_shape *shape) {
  uint64_t earliest = rdi_tree_earliest(tree, shape);
  uint32_t level = shape->levels - 1;
  uint32_t i = 0;

  while (level > 0) {
    const uint64_t *eight;
    uint32_t place = 0;

    level--;
    eight = &tree[shape->at[level] + i * 8];
    while (place < 7 && eight[place] != earliest) {
      place++;
    }
    i = i * 8 + place;
  }
  return i;
}

bool rdi_tree_sound(const uint64_t *tree, const rdi_tree_shape *shape) {
  uint32_t level;
  uint32_t i;

  for (level = 1; level < shape->levels; level++) {
    uint32_t below = (shape->at[level] - shape->at[level - 1]) / 8;

    for (i = 0; i < shape->at[level + 1] - shape->at[level]; i++) {
      uint64_t least = i < below
                         ? tree_least(&tree[shape->at[level - 1] + i * 8])
                         : UINT64_MAX;

      if (tree[shape->at[level] + i] != least) {
        return false;
      }
    }
  }
  return true;
}
