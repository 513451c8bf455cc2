#ifndef REDIAL_SHARED_LINE_H
#define REDIAL_SHARED_LINE_H

/* The hints of a line, as many at once as the machine loads. */

#include "../shared/board.h"

#define RDI_LINE_CHUNK ((uint32_t)sizeof(size_t))

static inline size_t rdi_line_chunk(const redial_shared *board, uint32_t slot) {
  return rdi_atomic_bytes((const size_t *)board->hints + slot / RDI_LINE_CHUNK);
}

static inline bool rdi_line_has_any(const redial_shared *board, uint32_t line) {
  uint32_t slot = line * RDI_SHARED_LINE;
  size_t any = 0;
  uint32_t i;

  for (i = 0; i < RDI_SHARED_LINE; i += RDI_LINE_CHUNK) {
    any |= rdi_line_chunk(board, slot + i);
  }
  return any != 0;
}

/* Place of the first byte of a chunk that is not 0, from a place on; the size
   of a chunk when there is none. */
static inline uint32_t rdi_line_first(size_t chunk, uint32_t from) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ &&    \
  SIZE_MAX == UINT64_MAX
  chunk &= ~(size_t)0 << from * 8;
  return chunk != 0 ? (uint32_t)__builtin_ctzll(chunk) / 8 : RDI_LINE_CHUNK;
#else
  unsigned char bytes[sizeof(size_t)];

  memcpy(bytes, &chunk, sizeof(chunk));
  while (from < RDI_LINE_CHUNK && bytes[from] == 0) {
    from++;
  }
  return from;
#endif
}

/* The first slot at or after from, in the same line, with a hint; else
   RDI_SHARED_NONE. */
static inline uint32_t rdi_line_next(const redial_shared *board,
                                     uint32_t from) {
  uint32_t end = (from | (RDI_SHARED_LINE - 1)) + 1;
  uint32_t place = from % RDI_LINE_CHUNK;
  uint32_t at = from - place;

  for (; at < end; at += RDI_LINE_CHUNK) {
    place = rdi_line_first(rdi_line_chunk(board, at), place);
    if (place < RDI_LINE_CHUNK) {
      return at + place;
    }
    place = 0;
  }
  return RDI_SHARED_NONE;
}

#endif
