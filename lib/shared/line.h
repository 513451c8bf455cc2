#ifndef REDIAL_SHARED_LINE_H
#define REDIAL_SHARED_LINE_H

/* The words of a line, as many at once as the machine loads. */

#include "../shared/board.h"

#define RDI_LINE_CHUNK ((uint32_t)(sizeof(size_t) / sizeof(uint32_t)))

/* What a free word has and no other: the lowest bit, in each word of a chunk.
   A damaged word may have it as well. */
#define RDI_LINE_FREE ((size_t)(SIZE_MAX / UINT32_MAX))

static inline size_t rdi_line_free(const size_t *chunk) {
  return rdi_atomic_some(chunk) & RDI_LINE_FREE;
}

/* All of it, without a branch: it is asked most of all when little is left. */
static inline bool rdi_line_has_any(const redial_shared *board, uint32_t line) {
  const size_t *chunk = (const size_t *)board->slots +
                        (size_t)line * RDI_SHARED_LINE / RDI_LINE_CHUNK;
  size_t any = 0;
  uint32_t i;

  for (i = 0; i < RDI_SHARED_LINE / RDI_LINE_CHUNK; i += 4) {
    any |= rdi_line_free(chunk + i) | rdi_line_free(chunk + i + 1) |
           rdi_line_free(chunk + i + 2) | rdi_line_free(chunk + i + 3);
  }
  return any != 0;
}

/* The first slot at or after from, in the same line, that seems free; else
   RDI_SHARED_NONE. */
static inline uint32_t rdi_line_next(const redial_shared *board,
                                     uint32_t from) {
  const size_t *chunks = (const size_t *)board->slots;
  const uint32_t *words = (const uint32_t *)board->slots;
  uint32_t end = (from | (RDI_SHARED_LINE - 1)) + 1;

  for (; from % RDI_LINE_CHUNK != 0; from++) {
    if ((rdi_atomic_load(words + from) & 1u) != 0) {
      return from;
    }
  }
  while (from < end && rdi_line_free(chunks + from / RDI_LINE_CHUNK) == 0) {
    from += RDI_LINE_CHUNK;
  }
  for (; from < end; from++) {
    if ((rdi_atomic_load(words + from) & 1u) != 0) {
      return from;
    }
  }
  return RDI_SHARED_NONE;
}

#endif
