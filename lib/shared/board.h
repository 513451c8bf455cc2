#ifndef REDIAL_SHARED_BOARD_H
#define REDIAL_SHARED_BOARD_H

/* The board. For each slot a word, which is the truth. Every 32 words make a
   line, and above the lines are two levels of bits, "something below seems
   free": one for a line, and one for a group of 1024 lines. Lines make shares,
   one for each worker, or a single one; the bits of a share lie apart.

     a claim     changes the word from free to taken. Who goes on to another
                 line, and finds nothing left where he was, clears its bit
     a release   changes the word from taken to free, then sets the bits that
                 are missing

     word    until 16 | generation 14 | state 2

   Nothing but the change of the word makes or ends a claim, so whoever stops
   in between takes nothing from anybody; what a bit says too much costs a
   look, and what it says too little a sweep sets right. Times are in units of
   1024 ms, modulo 2^16; the longest claim is less than half of that round.

   Nothing is free only if nothing was given back while one looked. So every
   worker counts in a line of its own, by two, what it gives back, and by one
   when it begins and ends to clear a bit: while its number is odd, that bit
   may hide something, and who finds nothing looks at every line. */

#include "../core/atomic.h"
#include "../core/inner.h"
#include <redial/shared.h>
#include <string.h>

#define RDI_SHARED_MAGIC 0x68732d72u /* "r-sh", little-endian */
#define RDI_SHARED_VERSION 2u
#define RDI_SHARED_APART 16u /* words of 64 bytes: what workers write alone */
#define RDI_SHARED_LINE 32u  /* words: a bit */
#define RDI_SHARED_GROUP 32u /* words of bits: a bit of the one above them */
#define RDI_SHARED_NONE 0xffffffffu

/* A state of a word. */
enum {
  RDI_SHARED_SHUT = 0, /* as cleared memory is */
  RDI_SHARED_FREE = 1,
  RDI_SHARED_TAKEN = 2 /* claimed, or cooling */
};

typedef struct rdi_board {
  uint32_t magic;
  uint32_t version;
  uint32_t words; /* of all of it */
  uint32_t hold;  /* of a claim, in units */
  redial_shared_config config;
  uint32_t lines;
  uint32_t workers_at; /* places are counted in words from the start */
  uint32_t above_at;   /* of each share: a bit a group, at most 32 */
  uint32_t bits_at;    /* of each share: a bit a line */
  uint32_t bits_words; /* of one share */
  uint32_t bits_apart; /* from a share's to the next one's */
  uint32_t share;      /* lines of a share, as a power of two */
  uint32_t slots_at;
} rdi_board;

RDI_PRIVATE_BEGIN

static inline rdi_board *rdi_board_of(const redial_shared *board) {
  return (rdi_board *)board->image;
}

static inline uint32_t *rdi_board_at(const redial_shared *board, uint32_t at) {
  return (uint32_t *)board->image + at;
}

static inline uint32_t *rdi_board_word(const redial_shared *board,
                                       uint32_t slot) {
  return (uint32_t *)board->slots + slot;
}

static inline uint32_t rdi_board_share(const redial_shared *board,
                                       uint32_t line) {
  return line >> rdi_board_of(board)->share;
}

static inline uint32_t rdi_board_shares(const redial_shared *board) {
  return rdi_board_share(board, rdi_board_of(board)->lines - 1) + 1;
}

/* The line's place in its share. */
static inline uint32_t rdi_board_place(const redial_shared *board,
                                       uint32_t line) {
  return line & ((1u << rdi_board_of(board)->share) - 1);
}

/* Word i of the bits of a share. */
static inline uint32_t *rdi_board_bits(const redial_shared *board,
                                       uint32_t share, uint32_t i) {
  return (uint32_t *)board->bits + share * rdi_board_of(board)->bits_apart + i;
}

static inline uint32_t *rdi_board_above(const redial_shared *board,
                                        uint32_t share) {
  return rdi_board_at(board,
                      rdi_board_of(board)->above_at + share * RDI_SHARED_APART);
}

/* The number of a worker: see above. */
static inline uint32_t *rdi_board_number(const redial_shared *board,
                                         uint32_t worker) {
  return rdi_board_at(board, rdi_board_of(board)->workers_at +
                               worker * RDI_SHARED_APART);
}

/* Where the next sweep begins: apart as well, behind the workers. */
static inline uint32_t *rdi_board_sweep(const redial_shared *board) {
  return rdi_board_number(board, rdi_board_of(board)->config.workers);
}

static inline uint32_t rdi_shared_state(uint32_t word) {
  return word & 3u;
}

/* The unit in which now lies. */
static inline uint32_t rdi_shared_unit(uint64_t now_ms) {
  return (uint32_t)(now_ms >> 10) & 0xffffu;
}

/* Units that hold so many seconds, and one more for the one that has begun. */
static inline uint32_t rdi_shared_units(uint32_t seconds) {
  return ((seconds * 1000u + 1023u) >> 10) + 1;
}

/* A word of the next generation. */
static inline uint32_t rdi_shared_next(uint32_t word, uint32_t state,
                                       uint32_t until) {
  return until << 16 | ((word + 4u) & 0xfffcu) | state;
}

static inline bool rdi_shared_is_over(uint32_t word, uint32_t unit) {
  return ((unit - (word >> 16)) & 0xffffu) < 0x8000u;
}

/* bits.c */
/* Changes a word to free and says so above; false when the word is not what
   was thought. */
bool rdi_shared_give(const redial_shared *board, uint32_t slot, uint32_t word,
                     uint32_t free);
/* Clears the bit of a line in which nothing is. */
void rdi_shared_hide(const redial_shared *board, uint32_t line);
/* The same when a worker goes on from there. */
void rdi_shared_leave(const redial_shared *board, uint32_t line);
/* Sets what is missing above a line in which something is free. */
void rdi_shared_reassure(const redial_shared *board, uint32_t line);
/* The first line at or after from, before an end, that seems to have
   something; else the end or one behind it. */
uint32_t rdi_shared_seek(const redial_shared *board, uint32_t from,
                         uint32_t end);

RDI_PRIVATE_END

#endif
