#ifndef REDIAL_CORE_ATOMIC_H
#define REDIAL_CORE_ATOMIC_H

/* 32-bit words that several workers read and write at once. C99 has none of
   this, so it is the compiler's: every operation that writes is a full
   barrier, which the recheck after a clear relies on. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__) || defined(__clang__)
#define RDI_HAS_ATOMICS 1

static inline uint32_t rdi_atomic_load(const uint32_t *word) {
  return __atomic_load_n(word, __ATOMIC_SEQ_CST);
}

static inline uint32_t rdi_atomic_or(uint32_t *word, uint32_t bits) {
  return __atomic_fetch_or(word, bits, __ATOMIC_SEQ_CST);
}

static inline uint32_t rdi_atomic_and(uint32_t *word, uint32_t bits) {
  return __atomic_fetch_and(word, bits, __ATOMIC_SEQ_CST);
}

static inline uint32_t rdi_atomic_add(uint32_t *word, uint32_t number) {
  return __atomic_fetch_add(word, number, __ATOMIC_SEQ_CST);
}

/* Writes to only if the word is still from. */
static inline bool rdi_atomic_change(uint32_t *word, uint32_t from,
                                     uint32_t to) {
  return __atomic_compare_exchange_n(word, &from, to, false, __ATOMIC_SEQ_CST,
                                     __ATOMIC_SEQ_CST);
}

/* Words side by side, as many as the machine loads at one go. */
static inline size_t rdi_atomic_some(const size_t *words) {
  return __atomic_load_n(words, __ATOMIC_SEQ_CST);
}

/* For a word that one worker alone writes. Whoever sees what the worker did
   next sees this as well. */
static inline void rdi_atomic_count(uint32_t *word, uint32_t number) {
  __atomic_store_n(word, __atomic_load_n(word, __ATOMIC_RELAXED) + number,
                   __ATOMIC_RELEASE);
}
#else
/* Whoever asks whether a board can be made here is told that it cannot. */
#define RDI_HAS_ATOMICS 0

static inline uint32_t rdi_atomic_load(const uint32_t *word) {
  return *word;
}

static inline uint32_t rdi_atomic_or(uint32_t *word, uint32_t bits) {
  uint32_t before = *word;

  *word = before | bits;
  return before;
}

static inline uint32_t rdi_atomic_and(uint32_t *word, uint32_t bits) {
  uint32_t before = *word;

  *word = before & bits;
  return before;
}

static inline uint32_t rdi_atomic_add(uint32_t *word, uint32_t number) {
  uint32_t before = *word;

  *word = before + number;
  return before;
}

static inline bool rdi_atomic_change(uint32_t *word, uint32_t from,
                                     uint32_t to) {
  bool same = *word == from;

  *word = same ? to : *word;
  return same;
}

static inline size_t rdi_atomic_some(const size_t *words) {
  return *words;
}

static inline void rdi_atomic_count(uint32_t *word, uint32_t number) {
  *word = *word + number;
}
#endif

#endif
