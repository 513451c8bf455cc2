#ifndef REDIAL_BENCH_H
#define REDIAL_BENCH_H

/* What is measured: a side is one call made over and over, ours or a peer's.
   Both sides of a comparison get the same case and run the same loop. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the calls are given, or how the targets stand. */
typedef enum bench_situation {
  BENCH_MIX,      /* codes: 16 failures as a busy trunk sees them, shuffled */
  BENCH_UNIFORM,  /* codes: 100..699 */
  BENCH_CONSTANT, /* codes: always 486 */
  BENCH_SAMPLES,  /* header values: four of each header */
  BENCH_UP,       /* targets: everybody can be had */
  BENCH_HALF,     /* 50 % cannot */
  BENCH_DOWN99,   /* 99 % cannot */
  BENCH_ONE,      /* a single one can, in the middle */
  BENCH_CHURN90,  /* 90 % are in a call; one ends, one begins, at random */
  BENCH_CHURN999, /* the same with 99.9 % */
  BENCH_CALLS,    /* as many calls as targets; one ends, one begins */
  BENCH_BUSY50,   /* several workers: 50 % are claimed; one ends, one begins */
  BENCH_BUSY90,   /* 90 % */
  BENCH_BUSY99,   /* 99 % */
  BENCH_BUSY9999, /* 99.99 % */
  BENCH_SITUATIONS
} bench_situation;

/* Operations repeat after this many inputs. */
#define BENCH_INPUTS 4096u
/* Where only picking is measured, calls are counted up to here and then from
   0 again. */
#define BENCH_WRAP 60u

typedef struct bench_text {
  const char *ptr; /* ends with a zero as well */
  size_t len;
} bench_text;

typedef struct bench_case {
  bench_situation situation;
  uint32_t n;                /* targets; 0: there are none */
  const int32_t *codes;      /* BENCH_INPUTS of them */
  const uint8_t *weights;    /* n of them, 1..100 */
  const bench_text *reasons; /* BENCH_SAMPLE_COUNT of each */
  const bench_text *retry_afters;
} bench_case;
#define BENCH_SAMPLE_COUNT 4u

/* A structure over n targets, all of whom can be had at first. */
typedef struct bench_index {
  void *(*open)(const bench_case *given); /* NULL: it cannot be had */
  void (*close)(void *self);
  /* Whom next? Moves the turn on. There is always one. */
  uint32_t (*pick)(void *self, uint64_t random);
  void (*take)(void *self, uint32_t slot); /* gets a call */
  void (*give)(void *self, uint32_t slot); /* one call ends */
  void (*shut)(void *self, uint32_t slot); /* can no longer be had */
  size_t (*bytes)(void *self);             /* of memory; NULL: not known */
  bool counts; /* calls decide, so that every pick is followed by a take */
} bench_index;

typedef struct bench_side {
  const char *name; /* what is called */
  void *(*open)(const bench_case *given);
  uint64_t (*run)(void *self, uint64_t operations); /* a sum, so that nothing
                                                       is optimised away */
  void (*close)(void *self);
  /* What it answers to input i, for comparison; 0: says nothing. */
  uint64_t (*answer)(void *self, uint32_t i);
  const bench_index *index;    /* in place of open, run, close and bytes */
  size_t (*bytes)(void *self); /* of memory; NULL: not known */
} bench_side;

/* A peer is a module of its own, so that no two libraries meet. It has one
   symbol. */
typedef struct bench_module {
  const char *package;
  const bench_side *sides; /* the last one has no name */
} bench_module;
#define BENCH_MODULE bench_module_here
#define BENCH_MODULE_NAME "bench_module_here"

/* Capacity of a target; more calls than that it does not take. */
static inline uint32_t bench_capacity(const bench_case *given) {
  return given->situation == BENCH_CHURN90 || given->situation == BENCH_CHURN999
           ? 1
           : UINT32_MAX;
}

/* Both sides draw alike. */
static inline uint64_t bench_random(uint64_t *seed) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return *seed >> 16;
}

/* A number below n, of the upper 32 bits of a draw. */
static inline uint32_t bench_below(uint64_t random, uint32_t n) {
  return (uint32_t)(((random >> 16 & 0xffffffffu) * n) >> 32);
}

/* Names of text that have the same letters have the same number. */
static inline uint64_t bench_name_number(const char *text) {
  uint64_t number = 0xcbf29ce484222325u;

  for (; text != NULL && *text != '\0'; text++) {
    uint8_t letter = (uint8_t)*text;

    letter = letter >= 'A' && letter <= 'Z' ? (uint8_t)(letter + 32) : letter;
    number = (number ^ letter) * 0x100000001b3u;
  }
  return number;
}

#endif
