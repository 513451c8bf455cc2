/* What workers of a board do to each other: processes over one piece of
   memory, at once, stopped and killed at every instruction. */

#define _DEFAULT_SOURCE
#include "support.h"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#define HOLD_S 10u
#define LATER (HOLD_S * 1000u + 3000u)
#define WORKERS 8u

typedef struct world {
  redial_shared board; /* worker 0: the test itself */
  void *memory;
  size_t size;
  uint32_t slots;
  uint32_t shares; /* do workers keep to them? */
  uint32_t *owner; /* who has each slot, shared; 0: nobody */
  uint32_t *sums;  /* shared: see each worker */
} world;

static void *shared_memory(size_t size) {
  void *memory =
    mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

  assert_true(memory != MAP_FAILED);
  return memory;
}

/* Every slot is open but for those that @p only leaves out; NULL: all are. */
static void begin_with(world *w, uint32_t slots, const uint32_t *only,
                       uint32_t count) {
  redial_shared_config config = {0, WORKERS, HOLD_S, 0};
  uint32_t i;

  config.capacity = slots;
  config.shares = w->shares;
  w->slots = slots;
  w->size = redial_shared_bytes(&config);
  w->memory = shared_memory(w->size);
  w->owner = (uint32_t *)shared_memory(slots * sizeof(uint32_t));
  w->sums = (uint32_t *)shared_memory(4096);
  assert_int_equal(redial_shared_init(&w->board, w->memory, w->size, &config),
                   REDIAL_OK);
  for (i = 0; i < count; i++) {
    assert_int_equal(redial_shared_open(&w->board, only != NULL ? only[i] : i),
                     REDIAL_OK);
  }
}

static void begin(world *w, uint32_t slots, uint32_t shares) {
  w->shares = shares;
  begin_with(w, slots, NULL, slots);
}

/* Slots that share no line; the last is alone under its bit above. */
static const uint32_t apart[] = {5, 40, 70, 33000};
#define APART_SLOTS 33100u

static void begin_apart(world *w, uint32_t shares) {
  w->shares = shares;
  begin_with(w, APART_SLOTS, apart, 4);
}

static void end(world *w) {
  munmap(w->memory, w->size);
  munmap(w->owner, w->slots * sizeof(uint32_t));
  munmap(w->sums, 4096);
}

static redial_shared join(const world *w, uint32_t worker) {
  redial_shared board;

  if (redial_shared_attach(&board, w->memory, w->size, worker) != REDIAL_OK) {
    _exit(9);
  }
  return board;
}

/* Marks a claimed slot as this worker's own: 1 when somebody had it. */
static uint32_t own(const world *w, uint32_t slot, uint32_t worker) {
  return __atomic_exchange_n(&w->owner[slot], worker, __ATOMIC_SEQ_CST) != 0;
}

static void disown(const world *w, uint32_t slot) {
  __atomic_store_n(&w->owner[slot], 0, __ATOMIC_SEQ_CST);
}

static void count(const world *w, uint32_t what) {
  __atomic_fetch_add(&w->sums[what], 1, __ATOMIC_SEQ_CST);
}

enum { SUM_TWICE, SUM_NONE, SUM_LOST, SUM_READY };

/* Keeps so many claims; gives one back and takes another, again and again. */
static void work(const world *w, uint32_t worker, uint32_t keep,
                 uint32_t times) {
  redial_shared board = join(w, worker);
  redial_claim *claims = (redial_claim *)calloc(keep, sizeof(redial_claim));
  uint32_t seed = worker * 7919u;
  uint32_t i;

  for (i = 0; claims != NULL && i < keep + times; i++) {
    uint32_t at = i;

    if (i >= keep) {
      seed = seed * 1664525u + 1013904223u;
      at = (uint32_t)((uint64_t)seed * keep >> 32);
      disown(w, claims[at].slot);
      if (redial_shared_release(&board, &claims[at]) != REDIAL_OK) {
        count(w, SUM_LOST);
      }
    }
    if (redial_shared_claim(&board, 0, &claims[at]) != REDIAL_OK) {
      count(w, SUM_NONE);
      break;
    }
    if (own(w, claims[at].slot, worker)) {
      count(w, SUM_TWICE);
    }
  }
  _exit(0);
}

/* Four workers who together leave so many slots free at any time. */
static void contend(uint32_t slots, uint32_t left, uint32_t times,
                    uint32_t shares) {
  pid_t workers[4];
  world w;
  uint32_t i;

  begin(&w, slots, shares);
  for (i = 0; i < 4; i++) {
    workers[i] = fork();
    if (workers[i] == 0) {
      work(&w, i + 1, (slots - left) / 4, times);
    }
  }
  for (i = 0; i < 4; i++) {
    int status = 1;

    assert_int_equal(waitpid(workers[i], &status, 0), workers[i]);
    assert_int_equal(status, 0);
  }
  assert_int_equal(w.sums[SUM_TWICE], 0);
  assert_int_equal(w.sums[SUM_NONE], 0);
  assert_int_equal(w.sums[SUM_LOST], 0);
  end(&w);
}

static void
nobody_claims_what_another_has_nor_misses_what_is_free(void **state) {
  uint32_t shares;

  (void)state;
  for (shares = 0; shares < 2; shares++) {
    contend(8, 4, 100000, shares);
    contend(64, 4, 100000, shares);
    contend(1000, 500, 100000, shares);
    contend(1000, 12, 100000, shares);
    contend(40000, 4, 20000, shares);
  }
}

/* One instruction of a worker that is led; false when its deed is done. */
static bool step(const world *w, pid_t pid) {
  int status;

  if (w->sums[SUM_READY] != 0 ||
      ptrace(PTRACE_SINGLESTEP, pid, NULL, NULL) != 0 ||
      waitpid(pid, &status, 0) != pid) {
    return false;
  }
  return WIFSTOPPED(status) != 0;
}

static void let_go(pid_t pid) {
  ptrace(PTRACE_DETACH, pid, NULL, NULL);
  waitpid(pid, NULL, 0);
}

typedef void deed(redial_shared *board, uint32_t slots);

/* A worker that waits at the door of what it does, to be led by the hand. */
static pid_t led(const world *w, deed *does, uint32_t next) {
  pid_t pid = fork();
  int status;

  if (pid == 0) {
    redial_shared board = join(w, 1);

    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0) {
      _exit(77);
    }
    board.next = next;
    kill(getpid(), SIGSTOP);
    does(&board, w->slots);
    w->sums[SUM_READY] = 1;
    _exit(0);
  }
  assert_int_equal(waitpid(pid, &status, 0), pid);
  if (WIFEXITED(status)) {
    return -1; /* may not be traced here */
  }
  return pid;
}

/* Takes the last of them, goes on from there, and comes by again, so that both
   bits above it are cleared, and then set. */
static void claims_and_gives_back(redial_shared *board, uint32_t slots) {
  redial_claim claims[3];
  uint32_t i;

  (void)slots;
  for (i = 0; i < 3; i++) {
    board->next = i == 1 ? board->next : apart[2] + 1;
    (void)redial_shared_claim(board, 0, &claims[i]);
  }
  for (i = 0; i < 3; i++) {
    (void)redial_shared_release(board, &claims[i]);
  }
}

/* Where the slots are that are open, and nowhere else. */
static void sweeps(redial_shared *board, uint32_t slots) {
  (void)slots;
  (void)redial_shared_sweep(board, LATER, 6);
}

static void opens_and_shuts(redial_shared *board, uint32_t slots) {
  (void)slots;
  (void)redial_shared_shut(board, apart[1]);
  (void)redial_shared_open(board, apart[1]);
}

static bool claim_and_give_back(world *w) {
  redial_claim claim = {0, 0};

  return redial_shared_claim(&w->board, 0, &claim) == REDIAL_OK &&
         redial_shared_release(&w->board, &claim) == REDIAL_OK;
}

/* Leads a worker from instruction to instruction; at each of them another one
   claims and gives back as if nobody else were there: mostly the first slot,
   since the one who is led would come to nothing if all changed all the
   time. */
static void check_stopped(deed *does, uint32_t shares) {
  uint32_t steps = 0;
  world w;
  pid_t pid;

  begin_apart(&w, shares);
  pid = led(&w, does, 0);
  if (pid < 0) {
    print_message("SKIPPED: processes may not be traced here\n");
    end(&w);
    return;
  }
  while (step(&w, pid)) {
    w.board.next = steps % 64 == 0 ? w.board.next : 0;
    assert_true(claim_and_give_back(&w));
    steps++;
  }
  let_go(pid);
  assert_true(steps > 40);
  end(&w);
}

static void a_worker_stopped_at_any_instruction_blocks_nobody(void **state) {
  uint32_t shares;

  (void)state;
  for (shares = 0; shares < 2; shares++) {
    check_stopped(claims_and_gives_back, shares);
    check_stopped(sweeps, shares);
    check_stopped(opens_and_shuts, shares);
  }
}

/* All that is open can be claimed, once each. */
static uint32_t claim_all(world *w, uint64_t now_ms) {
  static bool seen[APART_SLOTS];
  redial_claim claim = {0, 0};
  uint32_t count = 0;

  memset(seen, 0, sizeof(seen));
  while (redial_shared_claim(&w->board, now_ms, &claim) == REDIAL_OK) {
    assert_true(claim.slot < w->slots);
    assert_false(seen[claim.slot]);
    seen[claim.slot] = true;
    count++;
  }
  return count;
}

/* What the memory holds at this instant is all that a killed worker leaves.
   It comes back when twice the time of a claim is over: once to see it, once
   to be sure. */
static void check_left_behind(const world *w, void *copy, uint32_t least) {
  world after = *w;

  memcpy(copy, w->memory, w->size);
  after.memory = copy;
  after.board = join(&after, 0);
  assert_true(claim_and_give_back(&after));
  (void)redial_shared_sweep(&after.board, 3 * LATER, w->slots);
  (void)redial_shared_sweep(&after.board, 4 * LATER, w->slots);
  assert_true(claim_all(&after, 4 * LATER) >= least);
}

static void check_killed(deed *does, uint32_t least) {
  void *copy;
  world w;
  pid_t pid;

  begin_apart(&w, 0);
  copy = malloc(w.size);
  assert_non_null(copy);
  pid = led(&w, does, 0);
  while (pid > 0 && step(&w, pid)) {
    check_left_behind(&w, copy, least);
  }
  if (pid > 0) {
    let_go(pid);
  }
  free(copy);
  end(&w);
}

static void
what_a_worker_leaves_behind_at_any_instruction_comes_back(void **state) {
  (void)state;
  check_killed(claims_and_gives_back, 4);
  check_killed(sweeps, 4);
  check_killed(opens_and_shuts, 3); /* one may be shut at that instant */
}

/* The slots in the middle of the board are shut, as they are in the copy. */
static void copy_ends(const world *w, void *copy) {
  const size_t end = w->size < 4096 ? w->size : 4096;

  memcpy(copy, w->memory, end);
  memcpy((char *)copy + w->size - end, (char *)w->memory + w->size - end, end);
}

static bool ends_are(const world *w, const void *copy) {
  const size_t end = w->size < 4096 ? w->size : 4096;

  return memcmp(copy, w->memory, end) == 0 &&
         memcmp((const char *)copy + w->size - end,
                (char *)w->memory + w->size - end, end) == 0;
}

/* Is a slot among those that can be claimed at this instant? Without leaving a
   trace. */
static bool could_claim(const world *w, uint32_t slot, void *copy) {
  world now = *w;
  redial_claim claim = {0, 0};

  copy_ends(w, copy);
  now.memory = copy;
  now.board = join(&now, 0);
  now.board.next = 0;
  do {
    if (redial_shared_claim(&now.board, 0, &claim) != REDIAL_OK) {
      return false;
    }
  } while (claim.slot != slot);
  return true;
}

/* How a worker comes to clear a bit by its next claim. */
typedef struct clearing {
  uint32_t slots;
  uint32_t open[3];
  uint32_t given; /* of these the one that is given back meanwhile */
  uint32_t next;  /* where the worker goes on */
  void (*prepare)(world *w, redial_claim claims[3]);
} clearing;

static void claims_once(redial_shared *board, uint32_t slots) {
  redial_claim claim = {0, 0};

  (void)slots;
  (void)redial_shared_claim(board, 0, &claim);
}

/* Nothing is left in the line that the worker leaves; it will take the first
   slot. */
static void the_line_is_taken(world *w, redial_claim claims[3]) {
  assert_int_equal(redial_shared_release(&w->board, &claims[0]), REDIAL_OK);
}

/* Somebody left that line before, so that only the bit above still says that
   something is there. */
static void the_line_was_left(world *w, redial_claim claims[3]) {
  assert_int_equal(redial_shared_release(&w->board, &claims[0]), REDIAL_OK);
  w->board.next = claims[2].slot + 1;
  assert_int_equal(redial_shared_claim(&w->board, 0, &claims[0]), REDIAL_OK);
  assert_int_equal(redial_shared_release(&w->board, &claims[0]), REDIAL_OK);
}

static const clearing clearings[] = {
  {1100, {5, 1060, 1061}, 1, 1062, the_line_is_taken},
  {APART_SLOTS, {2, 5, 33000}, 2, 6, the_line_was_left},
};

static pid_t begin_clearing(world *w, const clearing *c,
                            redial_claim claims[3]) {
  uint32_t i;

  w->shares = 0;
  begin_with(w, c->slots, c->open, 3);
  for (i = 0; i < 3; i++) {
    assert_int_equal(redial_shared_claim(&w->board, 0, &claims[i]), REDIAL_OK);
    assert_int_equal(claims[i].slot, c->open[i]);
  }
  c->prepare(w, claims);
  return led(w, claims_once, c->next);
}

static void end_clearing(world *w, pid_t pid) {
  if (pid > 0) {
    let_go(pid);
  }
  end(w);
}

/* So many instructions of the worker change something before he has cleared:
   he says that he begins, clears, and says that he is done. Those of number
   from to end, and some before and after, are looked at. */
#define CHANGES 3u
#define AROUND 60u

static void clearing_lasts(const clearing *c, void *copy, uint32_t *from,
                           uint32_t *end) {
  redial_claim claims[3];
  uint32_t changes = 0;
  uint32_t at = 0;
  world w;
  pid_t pid = begin_clearing(&w, c, claims);

  copy_ends(&w, copy);
  while (pid > 0 && changes < CHANGES && step(&w, pid)) {
    at++;
    if (!ends_are(&w, copy)) {
      copy_ends(&w, copy);
      *from = changes++ == 0 ? at : *from;
    }
  }
  assert_true(pid < 0 || changes == CHANGES);
  *end = at + AROUND;
  *from -= *from < AROUND ? *from : AROUND;
  end_clearing(&w, pid);
}

/* At the instruction of that number a slot is given back under the bits that
   a worker clears: from then on it is found at any instant. */
static void check_given_back_at(const clearing *c, uint32_t instruction,
                                uint32_t last, void *copy) {
  redial_claim claims[3];
  uint32_t i = 0;
  world w;
  pid_t pid = begin_clearing(&w, c, claims);

  while (pid > 0 && i < instruction && step(&w, pid)) {
    i++;
  }
  assert_int_equal(redial_shared_release(&w.board, &claims[c->given]),
                   REDIAL_OK);
  do {
    assert_true(could_claim(&w, c->open[c->given], copy));
  } while (pid > 0 && i++ < last && step(&w, pid));
  end_clearing(&w, pid);
}

static void
what_is_given_back_while_another_worker_clears_is_found(void **state) {
  static uint32_t copy[40000];
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(clearings) / sizeof(clearings[0]); i++) {
    uint32_t instruction = 0;
    uint32_t last = 0;

    memset(copy, 0, sizeof(copy));
    clearing_lasts(&clearings[i], copy, &instruction, &last);
    for (; instruction < last; instruction++) {
      check_given_back_at(&clearings[i], instruction, last, copy);
    }
  }
}

static void says_what_it_got(redial_shared *board, uint32_t slots) {
  redial_claim claim = {0, 0};

  if (redial_shared_claim(board, 0, &claim) != REDIAL_OK || slots == 0) {
    _exit(3);
  }
}

/* A worker looks from the first slot on. At the instruction of that number a
   slot behind him is given back, and then the only one before him claimed:
   something was free all the time, so he gets it. False when he came to his
   end before. */
static bool gets_what_came_back_at(uint32_t instruction) {
  static const uint32_t open[] = {100, 1060};
  redial_claim claims[2];
  int status = 0;
  bool alive = true;
  uint32_t i;
  world w;
  pid_t pid;

  w.shares = 0;
  begin_with(&w, 1100, open, 2);
  for (i = 0; i < 2; i++) {
    assert_int_equal(redial_shared_claim(&w.board, 0, &claims[i]), REDIAL_OK);
  }
  assert_int_equal(redial_shared_release(&w.board, &claims[1]), REDIAL_OK);
  pid = led(&w, says_what_it_got, 0);
  for (i = 0; pid > 0 && alive && i < instruction; i++) {
    alive = step(&w, pid);
  }
  if (pid > 0 && alive) {
    assert_int_equal(redial_shared_release(&w.board, &claims[0]), REDIAL_OK);
    w.board.next = 1060;
    (void)redial_shared_claim(&w.board, 0, &claims[1]); /* or he has it */
    ptrace(PTRACE_DETACH, pid, NULL, NULL);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
  } else if (pid > 0) {
    let_go(pid);
  }
  end(&w);
  return pid > 0 && alive;
}

static void who_looks_while_something_is_free_gets_it(void **state) {
  uint32_t instruction = 0;

  (void)state;
  while (gets_what_came_back_at(instruction)) {
    instruction++;
  }
}

/* Workers are killed in the middle of their work, again and again, and others
   take their places; nobody else is harmed. */
static void killing_workers_in_a_loop_harms_nobody_else(void **state) {
  enum { ROUNDS = 60 };
  pid_t survivor;
  world w;
  uint32_t i;
  int status = 1;

  (void)state;
  begin(&w, 256, 0);
  survivor = fork();
  if (survivor == 0) {
    work(&w, 7, 32, 400000);
  }
  for (i = 0; i < ROUNDS; i++) {
    /* A victim leaves its 2 claims and its owner marks behind. */
    pid_t victim = fork();

    if (victim == 0) {
      work(&w, 1 + i % 4, 2, 1000000000);
    }
    usleep(500 + i * 37 % 1500);
    kill(victim, SIGKILL);
    waitpid(victim, &status, 0);
  }
  assert_int_equal(waitpid(survivor, &status, 0), survivor);
  assert_int_equal(status, 0);
  assert_int_equal(w.sums[SUM_TWICE], 0);
  assert_int_equal(w.sums[SUM_NONE], 0);
  assert_int_equal(w.sums[SUM_LOST], 0);
  (void)redial_shared_sweep(&w.board, LATER, w.slots);
  (void)redial_shared_sweep(&w.board, 2 * LATER, w.slots);
  assert_int_equal(redial_shared_count(&w.board).free, 256);
  for (i = 0; i < 256; i++) {
    redial_claim claim;

    assert_int_equal(redial_shared_claim(&w.board, 2 * LATER, &claim),
                     REDIAL_OK);
  }
  end(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(nobody_claims_what_another_has_nor_misses_what_is_free),
    cmocka_unit_test(a_worker_stopped_at_any_instruction_blocks_nobody),
    cmocka_unit_test(what_a_worker_leaves_behind_at_any_instruction_comes_back),
    cmocka_unit_test(what_is_given_back_while_another_worker_clears_is_found),
    cmocka_unit_test(who_looks_while_something_is_free_gets_it),
    cmocka_unit_test(killing_workers_in_a_loop_harms_nobody_else),
  };

  return cmocka_run_group_tests_name("shared_workers", tests, NULL, NULL);
}
