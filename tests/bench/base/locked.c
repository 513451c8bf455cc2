#define _POSIX_C_SOURCE 200809L
#include "../crew.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What one writes first: a mutex that processes share, and under it a bit for
   each slot that is free, with bits above for words that have any; taken in
   turn from where the last one was. It knows no claims that end by
   themselves, and nobody gets on while its owner does not. */

#define LEVELS 4u /* of 64 bits: a million and more */

typedef struct locked {
  pthread_mutex_t lock;
  uint32_t n;
  uint32_t next;
  uint32_t levels;
  uint32_t at[LEVELS]; /* where a level begins in words */
  uint64_t words[];
} locked;

static uint32_t locked_words(uint32_t n, uint32_t *levels,
                             uint32_t at[LEVELS]) {
  uint32_t words = 0;

  *levels = 0;
  do {
    at[(*levels)++] = words;
    n = (n + 63) / 64;
    words += n;
  } while (n > 1);
  return words;
}

static size_t locked_bytes(uint32_t n, uint32_t workers) {
  uint32_t at[LEVELS];
  uint32_t levels;

  (void)workers;
  return sizeof(locked) + locked_words(n, &levels, at) * sizeof(uint64_t);
}

static uint64_t *locked_word(locked *l, uint32_t level, uint32_t i) {
  return &l->words[l->at[level] + i];
}

/* Upward while words were empty. */
static void locked_set(locked *l, uint32_t i) {
  uint64_t before = 0;
  uint32_t level;

  for (level = 0; level < l->levels && before == 0; level++) {
    uint64_t *word = locked_word(l, level, i / 64);

    before = *word;
    *word |= UINT64_C(1) << i % 64;
    i /= 64;
  }
}

/* Upward while words become empty. */
static void locked_clear(locked *l, uint32_t i) {
  uint64_t after = 0;
  uint32_t level;

  for (level = 0; level < l->levels && after == 0; level++) {
    uint64_t *word = locked_word(l, level, i / 64);

    *word &= ~(UINT64_C(1) << i % 64);
    after = *word;
    i /= 64;
  }
}

/* The first at or after from; UINT32_MAX when there is none. */
static uint32_t locked_from(locked *l, uint32_t from) {
  uint32_t level = 0;
  uint64_t bits;

  for (; level < l->levels; level++) {
    if (from / 64 >=
        (level + 1 < l->levels ? l->at[level + 1] - l->at[level] : 1u)) {
      return UINT32_MAX;
    }
    bits = *locked_word(l, level, from / 64) >> from % 64;
    if (bits != 0) {
      from += (uint32_t)__builtin_ctzll(bits);
      break;
    }
    from = from / 64 + 1;
  }
  if (level == l->levels) {
    return UINT32_MAX;
  }
  for (; level > 0; level--) {
    from =
      from * 64 + (uint32_t)__builtin_ctzll(*locked_word(l, level - 1, from));
  }
  return from;
}

static void locked_make(void *memory, uint32_t n, uint32_t workers) {
  locked *l = (locked *)memory;
  pthread_mutexattr_t shared;
  uint32_t i;

  memset(l, 0, locked_bytes(n, workers));
  (void)pthread_mutexattr_init(&shared);
  if (pthread_mutexattr_setpshared(&shared, PTHREAD_PROCESS_SHARED) != 0 ||
      pthread_mutex_init(&l->lock, &shared) != 0) {
    fprintf(stderr, "redial-bench: no mutex that processes share\n");
    exit(2);
  }
  (void)pthread_mutexattr_destroy(&shared);
  l->n = n;
  (void)locked_words(n, &l->levels, l->at);
  for (i = 0; i < n; i++) {
    locked_set(l, i);
  }
}

static void locked_join(crew_view *view, uint32_t worker) {
  (void)view;
  (void)worker;
}

static bool locked_claim(crew_view *view, crew_claim *claim) {
  locked *l = (locked *)view->memory;
  uint32_t slot;

  (void)pthread_mutex_lock(&l->lock);
  slot = locked_from(l, l->next);
  slot = slot == UINT32_MAX ? locked_from(l, 0) : slot;
  if (slot != UINT32_MAX) {
    locked_clear(l, slot);
    l->next = slot + 1;
    claim->slot = slot;
  }
  (void)pthread_mutex_unlock(&l->lock);
  return slot != UINT32_MAX;
}

static bool locked_release(crew_view *view, const crew_claim *claim) {
  locked *l = (locked *)view->memory;
  uint32_t slot = claim->slot;
  bool taken;

  (void)pthread_mutex_lock(&l->lock);
  taken = (*locked_word(l, 0, slot / 64) >> slot % 64 & 1) == 0;
  if (taken) {
    locked_set(l, slot);
  }
  (void)pthread_mutex_unlock(&l->lock);
  return taken;
}

CREW_TURNS(locked)

const crew_kind base_locked = {locked_bytes,  locked_make,    locked_join,
                               locked_claim,  locked_release, locked_turn,
                               locked_watched};
