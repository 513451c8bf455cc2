#ifndef REDIAL_BENCH_CREW_H
#define REDIAL_BENCH_CREW_H

/* Workers who take from the same slots at once: threads, or processes over a
   piece of memory that they share. Each has claims; one of them ends, at
   random, and another begins. */

#include "bench.h"

#define CREW_WORKERS 2u /* the most */

typedef struct crew_claim {
  uint32_t slot;
  uint32_t word; /* which claim of it, where a structure tells them apart */
} crew_claim;

/* What a worker keeps to himself between two calls. */
typedef struct crew_view {
  void *memory;
  uint64_t room[8];
} crew_view;

/* What a worker saw, each in cache lines of its own. */
typedef struct crew_report {
  double ns;      /* an end and a beginning of a claim took */
  uint64_t turns; /* of them */
  uint64_t twice; /* a slot that somebody had already, or had ended */
  uint64_t none;  /* nothing is free, which was never so */
  uint64_t aside; /* he was put aside for somebody else meanwhile */
  uint64_t apart[11];
} crew_report;

/* In lines of its own as well: threads lie side by side. */
typedef struct crew_worker {
  uint64_t before[16];
  crew_view view;
  crew_claim *claims;
  uint32_t keep; /* so many of them */
  uint64_t seed;
  uint8_t *owned; /* by slot: somebody has it */
  crew_report *report;
  uint64_t behind[16];
} crew_worker;

/* A structure that workers share; all of its n slots are free at first. */
typedef struct crew_kind {
  size_t (*bytes)(uint32_t n, uint32_t workers);
  void (*make)(void *memory, uint32_t n, uint32_t workers);
  void (*join)(crew_view *view, uint32_t worker);
  bool (*claim)(crew_view *view, crew_claim *claim);
  bool (*release)(crew_view *view, const crew_claim *claim);
  /* crew_turnover() with the two of them inlined, or watched as well. */
  void (*turn)(crew_worker *worker, uint64_t turns);
  void (*watched)(crew_worker *worker, uint64_t turns);
} crew_kind;

extern const crew_kind our_board; /* ours/board.c */
extern const crew_kind our_board_in_shares;
extern const crew_kind base_locked; /* base/locked.c */

typedef struct crew crew;

/* Workers that stand ready; NULL: it cannot be had. @p busy of n slots are
   claimed at any time, but for the one that a worker is just changing. */
crew *crew_open(const crew_kind *kind, uint32_t workers, bool processes,
                uint32_t n, uint32_t busy);
/* All at once; each so many turns. Nanoseconds for a turn, of their mean. */
double crew_run(crew *self, uint64_t turns, bool watched);
/* Was one of them put aside in the last run? Then its time is not his. */
bool crew_was_aside(const crew *self);
/* What all saw since they began. */
crew_report crew_seen(const crew *self);
void crew_close(crew *self);

/* A worker whose slot was lost tries so often, and then has one less. */
#define CREW_TRIES 1000u

static inline void crew_lose(crew_worker *worker, uint32_t i) {
  worker->claims[i] = worker->claims[--worker->keep];
}

static inline void
crew_turnover(crew_worker *worker, uint64_t turns, bool watched,
              bool (*claim)(crew_view *, crew_claim *),
              bool (*release)(crew_view *, const crew_claim *)) {
  crew_report *report = worker->report;

  for (; turns > 0 && worker->keep > 0; turns--) {
    uint32_t i = bench_below(bench_random(&worker->seed), worker->keep);
    crew_claim *mine = &worker->claims[i];
    uint32_t tries = 0;

    if (watched) {
      __atomic_store_n(&worker->owned[mine->slot], 0, __ATOMIC_SEQ_CST);
    }
    report->twice += !release(&worker->view, mine);
    while (!claim(&worker->view, mine) && ++tries < CREW_TRIES) {
      report->none++;
    }
    if (tries == CREW_TRIES) {
      crew_lose(worker, i);
    } else if (watched) {
      report->twice += __atomic_exchange_n(&worker->owned[mine->slot], 1,
                                           __ATOMIC_SEQ_CST) != 0;
    }
  }
}

#define CREW_TURNS(name)                                                       \
  static void name##_turn(crew_worker *worker, uint64_t turns) {               \
    crew_turnover(worker, turns, false, name##_claim, name##_release);         \
  }                                                                            \
  static void name##_watched(crew_worker *worker, uint64_t turns) {            \
    crew_turnover(worker, turns, true, name##_claim, name##_release);          \
  }

#endif
