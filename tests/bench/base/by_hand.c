#include "../calls.h"
#include "base.h"
#include <stdlib.h>

/* What a call looks like when it is written by hand: an array of who is busy,
   a list of codes that mean "next", and a list of who was tried. */

typedef struct by_hand {
  uint8_t *busy;
  uint64_t *idle_since;
  uint32_t *talking;
  uint64_t now;
  uint64_t seed;
  uint32_t talking_count;
  uint32_t n;
  uint32_t at;
} by_hand;

static void *by_hand_open(const bench_case *given) {
  by_hand *b = (by_hand *)base_memory(1, sizeof(by_hand));
  uint32_t i;

  b->n = given->n;
  b->seed = 7;
  b->busy = (uint8_t *)base_memory(b->n, sizeof(uint8_t));
  b->idle_since = (uint64_t *)base_memory(b->n, sizeof(uint64_t));
  b->talking = (uint32_t *)base_memory(b->n, sizeof(uint32_t));
  for (i = 0; i < b->n && given->situation == BENCH_CHURN90; i++) {
    if (i % 10 != 0) {
      b->busy[i] = 1;
      b->talking[b->talking_count++] = i;
    }
  }
  return b;
}

static void by_hand_close(void *self) {
  by_hand *b = (by_hand *)self;

  free(b->busy);
  free(b->idle_since);
  free(b->talking);
  free(b);
}

static bool by_hand_tried(const uint32_t *tried, uint32_t count,
                          uint32_t slot) {
  uint32_t i;

  for (i = 0; i < count; i++) {
    if (tried[i] == slot) {
      return true;
    }
  }
  return false;
}

static uint32_t by_hand_next(by_hand *b, const uint32_t *tried,
                             uint32_t count) {
  uint32_t i;

  for (i = 0; i < b->n; i++) {
    b->at = b->at + 1 < b->n ? b->at + 1 : 0;
    if (b->busy[b->at] == 0 && !by_hand_tried(tried, count, b->at)) {
      return b->at;
    }
  }
  return UINT32_MAX;
}

static uint32_t by_hand_oldest(by_hand *b, const uint32_t *tried,
                               uint32_t count) {
  uint64_t oldest = UINT64_MAX;
  uint32_t best = UINT32_MAX;
  uint32_t i;

  for (i = 0; i < b->n; i++) {
    if (b->busy[i] == 0 && b->idle_since[i] < oldest &&
        !by_hand_tried(tried, count, i)) {
      oldest = b->idle_since[i];
      best = i;
    }
  }
  return best;
}

/* The usual list. */
static bool by_hand_goes_on(int32_t code) {
  return code == 486 || code == 480 || code == 408 || code == 404 ||
         code == 503;
}

/* Who took it; UINT32_MAX: nobody. */
static uint32_t by_hand_call(by_hand *b, const int32_t *codes,
                             uint32_t (*next)(by_hand *b, const uint32_t *tried,
                                              uint32_t count)) {
  uint32_t tried[CALL_CODES];
  uint32_t count = 0;

  while (count < CALL_CODES) {
    uint32_t slot = next(b, tried, count);

    if (slot == UINT32_MAX || codes[count] == 200) {
      return slot;
    }
    if (!by_hand_goes_on(codes[count])) {
      break;
    }
    b->idle_since[slot] = ++b->now;
    tried[count++] = slot;
  }
  return UINT32_MAX;
}

static uint64_t by_hand_run(void *self, uint64_t operations) {
  static const int32_t codes[CALL_CODES] = {486, 480, 200};
  by_hand *b = (by_hand *)self;
  uint64_t sum = 0;

  while (operations-- > 0) {
    sum += by_hand_call(b, codes, by_hand_next);
  }
  return sum;
}

static uint64_t by_hand_run_centre(void *self, uint64_t operations) {
  by_hand *b = (by_hand *)self;
  uint64_t sum = 0;

  while (operations-- > 0) {
    uint32_t over = bench_below(bench_random(&b->seed), b->talking_count);
    int32_t codes[CALL_CODES];
    uint32_t taken;

    call_codes(codes, &b->seed);
    taken = by_hand_call(b, codes, by_hand_oldest);
    if (taken != UINT32_MAX) {
      b->busy[b->talking[over]] = 0;
      b->idle_since[b->talking[over]] = ++b->now;
      b->busy[taken] = 1;
      b->talking[over] = taken;
      sum += taken;
    }
  }
  return sum;
}

const bench_side base_by_hand_sides[] = {
  {"a hunt by hand", by_hand_open, by_hand_run, by_hand_close, NULL, NULL,
   NULL},
  {"a contact centre by hand", by_hand_open, by_hand_run_centre, by_hand_close,
   NULL, NULL, NULL},
  {.name = NULL}};
