#define _GNU_SOURCE
#include "crew.h"
#include "base/base.h"
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Workers wait at a pipe each for the word, line up, and begin together; who
   is done goes on, uncounted, until all are, so that nobody's time is that of
   one alone. No wait is without an end. */

#define CREW_PATIENCE_MS 60000
#define CREW_LINE_NS 2e9 /* for the others at the start */
#define CREW_AFTER 64u   /* turns between two looks whether all are done */

enum { CREW_WORK = 'w', CREW_WATCHED = 'c', CREW_LEAVE = 'l' };

/* What all share. */
typedef struct crew_board {
  crew_report reports[CREW_WORKERS];
  uint64_t turns;
  uint32_t arrived;
  uint32_t finished;
} crew_board;

typedef struct crew_place {
  crew *of;
  uint32_t number;
  crew_worker worker;
  pthread_t thread;
  pid_t process;
  int go[2];
} crew_place;

struct crew {
  const crew_kind *kind;
  uint32_t workers;
  bool processes;
  uint32_t slots;
  size_t size;
  char *memory;
  crew_board *board;
  crew_place places[CREW_WORKERS];
  int done[2];
};

static void crew_must(bool ok, const char *what) {
  if (!ok) {
    fprintf(stderr, "redial-bench: workers: %s\n", what);
    exit(2);
  }
}

static double crew_now_ns(void) {
  struct timespec now;

  (void)clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* Each to a processor of its own, of those that this program may use. */
static void crew_pin(uint32_t number) {
  cpu_set_t may;
  cpu_set_t mine;
  size_t i;

  CPU_ZERO(&mine);
  if (sched_getaffinity(0, sizeof(may), &may) != 0) {
    return;
  }
  for (i = 0; i < CPU_SETSIZE; i++) {
    if (CPU_ISSET(i, &may) && number-- == 0) {
      CPU_SET(i, &mine);
      (void)sched_setaffinity(0, sizeof(mine), &mine);
      return;
    }
  }
}

/* The others are about to come; if not, go on alone. */
static void crew_line_up(const crew *self, uint32_t *arrived) {
  double begin = crew_now_ns();

  (void)__atomic_add_fetch(arrived, 1, __ATOMIC_SEQ_CST);
  while (__atomic_load_n(arrived, __ATOMIC_SEQ_CST) < self->workers &&
         crew_now_ns() - begin < CREW_LINE_NS) {
    (void)sched_yield();
  }
}

/* How often the system took this thread's processor away. */
static uint64_t crew_taken_away(void) {
  struct rusage usage;

  return getrusage(RUSAGE_THREAD, &usage) == 0 ? (uint64_t)usage.ru_nivcsw : 0;
}

static void crew_work(crew_place *place, bool watched) {
  const crew *self = place->of;
  crew_board *board = self->board;
  crew_report *report = place->worker.report;
  uint64_t after = board->turns / CREW_AFTER + 1; /* bounds what follows */
  double begin;

  crew_line_up(self, &board->arrived);
  report->aside = crew_taken_away();
  begin = crew_now_ns();
  (watched ? self->kind->watched : self->kind->turn)(&place->worker,
                                                     board->turns);
  report->ns = (crew_now_ns() - begin) / (double)board->turns;
  report->aside = crew_taken_away() - report->aside;
  report->turns += board->turns;
  (void)__atomic_add_fetch(&board->finished, 1, __ATOMIC_SEQ_CST);
  while (__atomic_load_n(&board->finished, __ATOMIC_SEQ_CST) < self->workers &&
         after-- > 0) {
    (watched ? self->kind->watched : self->kind->turn)(&place->worker,
                                                       CREW_AFTER);
    report->turns += CREW_AFTER;
  }
}

static void *crew_life(void *argument) {
  crew_place *place = (crew_place *)argument;
  char word = CREW_LEAVE;

  crew_pin(place->number);
  while (read(place->go[0], &word, 1) == 1 && word != CREW_LEAVE) {
    crew_work(place, word == CREW_WATCHED);
    if (write(place->of->done[1], &word, 1) != 1) {
      break;
    }
  }
  return NULL;
}

static void crew_hire(crew_place *place) {
  if (!place->of->processes) {
    crew_must(pthread_create(&place->thread, NULL, crew_life, place) == 0,
              "no thread");
    return;
  }
  place->process = fork();
  crew_must(place->process >= 0, "no process");
  if (place->process == 0) {
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)crew_life(place);
    _exit(0);
  }
}

static size_t crew_lines(size_t bytes) {
  return (bytes + 4095) / 4096 * 4096;
}

/* One piece of memory for the board, the structure, who owns what, and the
   claims of all. */
static void crew_memory(crew *self, uint32_t n, uint32_t busy) {
  size_t board = crew_lines(sizeof(crew_board));
  size_t kind = crew_lines(self->kind->bytes(n, self->workers));
  size_t owned = crew_lines(n);
  uint32_t i;

  self->size = board + kind + owned + crew_lines(n * sizeof(crew_claim));
  self->memory = (char *)mmap(NULL, self->size, PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  crew_must(self->memory != MAP_FAILED, "no memory to share");
  self->board = (crew_board *)(void *)self->memory;
  self->kind->make(self->memory + board, n, self->workers);
  for (i = 0; i < self->workers; i++) {
    crew_worker *worker = &self->places[i].worker;

    worker->view.memory = self->memory + board;
    worker->owned = (uint8_t *)self->memory + board + kind;
    worker->claims =
      (crew_claim *)(void *)(self->memory + board + kind + owned);
    worker->report = &self->board->reports[i];
    worker->seed = 7 + i;
    worker->keep = busy / self->workers;
    self->kind->join(&worker->view, i);
  }
}

/* All slots are claimed, in an order of chance; the last of them come back,
   and the others are dealt out. */
static void crew_deal(crew *self, uint32_t n) {
  crew_worker *first = &self->places[0].worker;
  crew_claim *claims = first->claims;
  uint32_t kept = 0;
  uint32_t i;

  for (i = 0; i < n; i++) {
    uint32_t other = bench_below(bench_random(&first->seed), i + 1);

    claims[i] = claims[other];
    crew_must(self->kind->claim(&first->view, &claims[other]),
              "a slot is missing");
  }
  for (i = 0; i < self->workers; i++) {
    self->places[i].worker.claims = claims + kept;
    kept += self->places[i].worker.keep;
  }
  for (i = kept; i < n; i++) {
    crew_must(self->kind->release(&first->view, &claims[i]),
              "a slot does not come back");
  }
}

crew *crew_open(const crew_kind *kind, uint32_t workers, bool processes,
                uint32_t n, uint32_t busy) {
  crew *self = (crew *)base_memory(1, sizeof(crew));
  uint32_t i;

  self->kind = kind;
  self->workers = workers;
  self->processes = processes;
  self->slots = n;
  crew_memory(self, n, busy);
  crew_deal(self, n);
  crew_must(pipe(self->done) == 0, "no pipe");
  for (i = 0; i < workers; i++) {
    self->places[i].of = self;
    self->places[i].number = i;
    crew_must(pipe(self->places[i].go) == 0, "no pipe");
    crew_hire(&self->places[i]);
  }
  return self;
}

static void crew_tell(crew *self, char word) {
  uint32_t i;

  for (i = 0; i < self->workers; i++) {
    crew_must(write(self->places[i].go[1], &word, 1) == 1, "one is gone");
  }
}

/* One of them is done; otherwise none is left running. */
static void crew_await(crew *self) {
  struct pollfd wait = {self->done[0], POLLIN, 0};
  char word;
  uint32_t i;

  if (poll(&wait, 1, CREW_PATIENCE_MS) == 1 &&
      read(self->done[0], &word, 1) == 1) {
    return;
  }
  for (i = 0; self->processes && i < self->workers; i++) {
    (void)kill(self->places[i].process, SIGKILL);
  }
  crew_must(false, "one does not come to an end");
}

/* Who has what before all are watched; twice is once too often. */
static void crew_mark(crew *self) {
  uint8_t *owned = self->places[0].worker.owned;
  uint32_t worker;
  uint32_t i;

  memset(owned, 0, self->slots);
  for (worker = 0; worker < self->workers; worker++) {
    const crew_worker *has = &self->places[worker].worker;

    for (i = 0; i < has->keep; i++) {
      has->report->twice += owned[has->claims[i].slot];
      owned[has->claims[i].slot] = 1;
    }
  }
}

double crew_run(crew *self, uint64_t turns, bool watched) {
  double sum = 0;
  uint32_t i;

  if (watched) {
    crew_mark(self);
  }
  self->board->turns = turns;
  self->board->arrived = 0;
  self->board->finished = 0;
  crew_tell(self, watched ? CREW_WATCHED : CREW_WORK);
  for (i = 0; i < self->workers; i++) {
    crew_await(self);
  }
  for (i = 0; i < self->workers; i++) {
    sum += self->board->reports[i].ns;
  }
  return sum / self->workers;
}

bool crew_was_aside(const crew *self) {
  bool aside = false;
  uint32_t i;

  for (i = 0; i < self->workers; i++) {
    aside = aside || self->board->reports[i].aside != 0;
  }
  return aside;
}

crew_report crew_seen(const crew *self) {
  crew_report all = self->board->reports[0];
  uint32_t i;

  for (i = 1; i < self->workers; i++) {
    all.turns += self->board->reports[i].turns;
    all.twice += self->board->reports[i].twice;
    all.none += self->board->reports[i].none;
  }
  return all;
}

void crew_close(crew *self) {
  uint32_t i;

  crew_tell(self, CREW_LEAVE);
  for (i = 0; i < self->workers; i++) {
    if (self->processes) {
      (void)waitpid(self->places[i].process, NULL, 0);
    } else {
      (void)pthread_join(self->places[i].thread, NULL);
    }
    (void)close(self->places[i].go[0]);
    (void)close(self->places[i].go[1]);
  }
  (void)close(self->done[0]);
  (void)close(self->done[1]);
  (void)munmap(self->memory, self->size);
  free(self);
}
