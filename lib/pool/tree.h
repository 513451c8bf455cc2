#ifndef REDIAL_POOL_TREE_H
#define REDIAL_POOL_TREE_H

/* The earliest of many times: a tournament in which every node holds the
   least of the eight below. Setting a time costs at most seven levels for a
   million, usually one; the earliest is the root; nothing piles up when a
   million times fall together. */

#include "../core/inner.h"

#define RDI_TREE_LEVELS 8

typedef struct rdi_tree_shape {
  uint32_t levels;
  uint32_t at[RDI_TREE_LEVELS + 1]; /* first word of each level; the end */
} rdi_tree_shape;

RDI_PRIVATE_BEGIN

/* Shape for numbers below n, n at least 1. All words start as UINT64_MAX. */
rdi_tree_shape rdi_tree_shape_of(uint32_t n);
void rdi_tree_set(uint64_t *tree, const rdi_tree_shape *shape, uint32_t i,
                  uint64_t time);
/* A number with the earliest time; the lowest one of several. */
uint32_t rdi_tree_first(const uint64_t *tree, const rdi_tree_shape *shape);
bool rdi_tree_sound(const uint64_t *tree, const rdi_tree_shape *shape);

static inline uint64_t rdi_tree_earliest(const uint64_t *tree,
                                         const rdi_tree_shape *shape) {
  return tree[shape->at[shape->levels] - 8];
}

RDI_PRIVATE_END

#endif
