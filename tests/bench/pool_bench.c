/* What a pick costs, in one process so that ratios hold.

     pool_bench                     nanoseconds beside a naive scan
     pool_bench STRATEGY CASE LEVEL SLOTS OPERATIONS
                                    one measurement, for callgrind:
                                    pool_instr.sh runs it twice and subtracts

   CASE is up (everybody), one (a single one in the middle), churn (99.9 %
   busy). LEVEL is raw (the strategy's own index), pick (redial_pick) or lease
   (redial_pool_offer and redial_pool_release). */

#include "../../lib/pool/inner.h"
#include <redial/redial.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct bench {
  redial_pool pool;
  const redial_selector *selector[1];
  void *memory;
  uint32_t n;
  uint32_t sink;
  uint64_t seed;
} bench;

static uint32_t bench_random(bench *b) {
  b->seed = b->seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(b->seed >> 32);
}

static void bench_open(bench *b, const redial_selector *selector, uint32_t n,
                       const char *situation) {
  redial_pool_config config = redial_pool_defaults(n);
  redial_target *targets =
    (redial_target *)calloc(n, sizeof(redial_target));
  bool deep = strcmp(selector->name, "least_calls") == 0 &&
              strcmp(situation, "up") == 0;
  size_t size;
  uint32_t i;

  memset(b, 0, sizeof(*b));
  b->selector[0] = selector;
  b->n = n;
  b->seed = 7;
  size = redial_pool_bytes(&config, b->selector, 1);
  b->memory = malloc(size);
  if (targets == NULL || b->memory == NULL) {
    abort();
  }
  (void)redial_pool_init(&b->pool, b->memory, size, &config, b->selector, 1);
  for (i = 0; i < n; i++) {
    targets[i] = redial_target_defaults(i);
    targets[i].weight = (uint8_t)(1 + bench_random(b) % 100);
    targets[i].capacity = deep ? 64 : 1;
    targets[i].enabled = strcmp(situation, "one") != 0 || i == n / 2;
  }
  (void)redial_pool_apply(&b->pool, targets, n, 0, NULL);
  free(targets);
}

static void bench_close(bench *b) {
  free(b->memory);
}

static void run_raw(bench *b, uint32_t operations) {
  const redial_selector *selector = b->selector[0];
  void *state = rdi_state(&b->pool, 0, 0);
  redial_pick_request request;
  uint32_t slot = 0;

  memset(&request, 0, sizeof(request));
  while (operations-- > 0) {
    request.random = bench_random(b);
    request.key = request.random;
    (void)selector->pick(&b->pool, state, 0, &request, &slot);
    if (selector->load != NULL) {
      rdi_slot *record = rdi_slot_at(&b->pool, slot);

      record->load = (record->load + 1) % 60;
      selector->load(&b->pool, state, slot);
    } else if (selector->offered != NULL) {
      selector->offered(&b->pool, state, slot);
    }
    b->sink += slot;
  }
}

static void run_pick(bench *b, uint32_t operations) {
  redial_pick_request request;
  uint32_t slot = 0;

  memset(&request, 0, sizeof(request));
  while (operations-- > 0) {
    request.random = bench_random(b);
    request.key = request.random;
    (void)redial_pick(&b->pool, b->selector[0], &request, &slot);
    b->sink += slot;
  }
}

static void run_lease(bench *b, uint32_t operations) {
  redial_pick_request request;
  redial_offer offer;

  memset(&request, 0, sizeof(request));
  while (operations-- > 0) {
    request.random = bench_random(b);
    request.key = request.random;
    (void)redial_pool_offer(&b->pool, b->selector[0], &request, &offer);
    (void)redial_pool_release(&b->pool, offer.lease, REDIAL_OUTCOME_BUSY, 0);
    b->sink += offer.lease.slot;
  }
}

/* All but one of a thousand are in a call; each operation ends the call of
   one at random and takes another. */
static void run_churn(bench *b, uint32_t operations) {
  redial_lease *leases = (redial_lease *)calloc(b->n, sizeof(redial_lease));
  redial_pick_request request;
  redial_offer offer;
  uint32_t busy = b->n - b->n / 1000 - 1;
  uint32_t i;

  if (leases == NULL) {
    abort();
  }
  memset(&request, 0, sizeof(request));
  for (i = 0; i < busy; i++) {
    (void)redial_pool_offer(&b->pool, b->selector[0], &request, &offer);
    leases[i] = offer.lease;
  }
  while (operations-- > 0) {
    i = bench_random(b) % busy;
    (void)redial_pool_release(&b->pool, leases[i], REDIAL_OUTCOME_BUSY, 0);
    request.random = bench_random(b);
    (void)redial_pool_offer(&b->pool, b->selector[0], &request, &offer);
    leases[i] = offer.lease;
    b->sink += offer.lease.slot;
  }
  free(leases);
}

static void run(bench *b, const char *situation, const char *level,
                uint32_t operations) {
  if (strcmp(situation, "churn") == 0) {
    run_churn(b, operations);
  } else if (strcmp(level, "raw") == 0) {
    run_raw(b, operations);
  } else if (strcmp(level, "pick") == 0) {
    run_pick(b, operations);
  } else {
    run_lease(b, operations);
  }
}

static double seconds(void) {
  struct timespec now;

  (void)timespec_get(&now, TIME_UTC);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* What everybody writes first: look at each flag from the last one on. */
static uint32_t naive_pick(const uint8_t *up, uint32_t n, uint32_t at) {
  do {
    at = at + 1 < n ? at + 1 : 0;
  } while (up[at] == 0);
  return at;
}

/* Called through a pointer, as a strategy is. */
static uint32_t (*volatile naive)(const uint8_t *, uint32_t,
                                  uint32_t) = naive_pick;

static double naive_ns(uint32_t n, bool one, uint32_t operations) {
  uint8_t *up = (uint8_t *)calloc(n, 1);
  volatile uint32_t sink = 0;
  uint32_t at = 0;
  uint32_t i;
  double begin;

  if (up == NULL) {
    abort();
  }
  for (i = 0; i < n; i++) {
    up[i] = !one || i == n / 2;
  }
  begin = seconds();
  for (i = 0; i < operations; i++) {
    at = naive(up, n, at);
    sink += at;
  }
  free(up);
  return (seconds() - begin) * 1e9 / operations;
}

static double bench_ns(const redial_selector *selector, const char *situation,
                       const char *level, uint32_t n, uint32_t operations) {
  double best = 1e18;
  uint32_t i;
  bench b;

  bench_open(&b, selector, n, situation);
  for (i = 0; i < 5; i++) {
    double begin = seconds();
    double ns;

    run(&b, situation, level, operations);
    ns = (seconds() - begin) * 1e9 / operations;
    best = ns < best ? ns : best;
  }
  bench_close(&b);
  return best;
}

static const redial_selector *const all[] = {
  &redial_round_robin,  &redial_weighted,    &redial_lru,
  &redial_longest_idle, &redial_skip_busy,   &redial_least_calls,
  &redial_random,       &redial_two_choices, &redial_hash};
#define ALL (sizeof(all) / sizeof(all[0]))

static void print_init(void) {
  redial_pool_config config = redial_pool_defaults(1000000);
  size_t size = redial_pool_bytes(&config, all, 1);
  void *memory = malloc(size);
  redial_pool pool;
  double begin;
  double set;
  double init;

  if (memory == NULL) {
    abort();
  }
  memset(memory, 1, size);
  begin = seconds();
  memset(memory, 0, size);
  set = seconds() - begin;
  begin = seconds();
  (void)redial_pool_init(&pool, memory, size, &config, all, 1);
  init = seconds() - begin;
  printf("init of 1000000: %.1f ms, memset of the same %.1f ms: %.2fx\n",
         init * 1e3, set * 1e3, init / set);
  free(memory);
}

static void print_all(void) {
  static const uint32_t sizes[] = {8, 1000, 100000, 1000000};
  uint32_t i;
  uint32_t s;

  print_init();
  for (s = 0; s < 4; s++) {
    uint32_t n = sizes[s];
    double naive_up = naive_ns(n, false, 1000000);
    double naive_one = naive_ns(n, true, 1 + 20000000 / n);

    printf("%u slots, naive scan: all up %.1f ns, one up %.1f ns\n", n,
           naive_up, naive_one);
    for (i = 0; i < ALL; i++) {
      double up = bench_ns(all[i], "up", "pick", n, 200000);
      double one = bench_ns(all[i], "one", "pick", n, 200000);
      double lease = bench_ns(all[i], "up", "lease", n, 200000);

      printf("  %-13s pick %6.1f ns (%.1fx naive)  one up %6.1f ns "
             "(%.5fx)  offer+release %6.1f ns\n",
             all[i]->name, up, up / naive_up, one, one / naive_one, lease);
    }
  }
}

int main(int argc, char **argv) {
  const redial_selector *selector = NULL;
  redial_span name;
  bench b;

  if (argc == 1) {
    print_all();
    return 0;
  }
  name.ptr = argv[1];
  name.len = strlen(argv[1]);
  if (argc != 6 || redial_selector_by_name(name, &selector) != REDIAL_OK) {
    fprintf(stderr, "usage: pool_bench STRATEGY CASE LEVEL SLOTS OPERATIONS\n");
    return 2;
  }
  bench_open(&b, selector, (uint32_t)strtoul(argv[4], NULL, 10), argv[2]);
  run(&b, argv[2], argv[3], (uint32_t)strtoul(argv[5], NULL, 10));
  bench_close(&b);
  return b.sink == 1;
}
