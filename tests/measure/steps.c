/* Counts steps: the blocks of the library's code that one call goes through.
   The library is built so that each block calls the counter below; no clock,
   so the counts are the same whatever the machine does.

   Every call on a pool of a million must take no more than a fixed number of
   steps, in the worst moment too: a million waits, leases or sights that end
   together. What looks at everybody by its nature is left out: init, apply,
   check, rebuild, restore. */

#include <redial/redial.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS 1000000u
#define CALLS 300u  /* of each kind in each situation */
#define LIMIT 8000u /* steps of one call, with nine strategies to tell */

void __sanitizer_cov_trace_pc(void);

static uint32_t steps;

void __sanitizer_cov_trace_pc(void) {
  steps++;
}

static const redial_selector *const all[] = {
  &redial_round_robin,  &redial_weighted,    &redial_lru,
  &redial_longest_idle, &redial_skip_busy,   &redial_least_calls,
  &redial_random,       &redial_two_choices, &redial_hash};
#define ALL 9u

static redial_pool pool;
static void *memory;
static size_t size;
static redial_target *targets;
static uint64_t now;
static uint32_t failed;
static uint64_t seed = 7;

static uint32_t draw(void) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(seed >> 32);
}

static void open_pool(void) {
  redial_pool_config config = redial_pool_defaults(SLOTS);
  uint32_t i;

  config.leases = SLOTS + 10;
  size = redial_pool_bytes(&config, all, ALL);
  memory = malloc(size);
  targets = (redial_target *)calloc(SLOTS, sizeof(redial_target));
  if (memory == NULL || targets == NULL ||
      redial_pool_init(&pool, memory, size, &config, all, ALL) != REDIAL_OK) {
    abort();
  }
  for (i = 0; i < SLOTS; i++) {
    targets[i] = redial_target_defaults(i);
    targets[i].weight = (uint8_t)(1 + draw() % 255);
    targets[i].wrap_up_ms = 100;
  }
  now = 1000;
  (void)redial_pool_apply(&pool, targets, SLOTS, now, NULL);
}

static void close_pool(void) {
  free(memory);
  free(targets);
}

static uint32_t worst;
static const char *worst_call;

static void counted(const char *call) {
  if (steps > worst) {
    worst = steps;
    worst_call = call;
  }
}

#define COUNT(name, statement)                                                 \
  do {                                                                         \
    steps = 0;                                                                 \
    statement;                                                                 \
    counted(name);                                                             \
  } while (0)

/* One of each, in turn, by every strategy. */
static void call_all(uint32_t i) {
  redial_pick_request request;
  redial_lease lease;
  redial_offer offer;
  redial_slot slot;
  uint32_t at = draw() % SLOTS;
  uint64_t opens;

  memset(&request, 0, sizeof(request));
  memset(&offer, 0, sizeof(offer));
  request.now_ms = now;
  request.random = draw();
  request.key = draw();
  COUNT("next_change", (void)redial_pool_next_change(&pool));
  COUNT("offer",
        (void)redial_pool_offer(&pool, all[i % ALL], &request, &offer));
  COUNT("answer", (void)redial_pool_answer(&pool, offer.lease, now));
  COUNT("renew", (void)redial_pool_renew(&pool, offer.lease, now));
  COUNT("reissue", (void)redial_pool_reissue(&pool, &offer.lease, now));
  COUNT("move", (void)redial_pool_move(&pool, &offer.lease, at, now));
  COUNT("release", (void)redial_pool_release(&pool, offer.lease,
                                             REDIAL_OUTCOME_BUSY, now));
  COUNT("occupy", (void)redial_occupy(&pool, at, i, now, &lease));
  COUNT("pick", (void)redial_pick(&pool, all[i % ALL], &request, &at));
  at = draw() % SLOTS;
  COUNT("cool", (void)redial_pool_cool(&pool, at, REDIAL_OUTCOME_BUSY,
                                       draw() % 5000, now));
  COUNT("clear", (void)redial_pool_clear(&pool, at, now));
  COUNT("enable", (void)redial_pool_enable(&pool, at, i % 2 == 0, now));
  COUNT("observe", (void)redial_observe(&pool, at, REDIAL_SIGHT_CALLS, i % 2,
                                        draw() % 5000, now));
  COUNT("tick", redial_pool_tick(&pool, now));
  COUNT("why_not", (void)redial_pool_why_not(&pool, &request, at, &opens));
  COUNT("slot", (void)redial_pool_slot(&pool, at, &slot));
  COUNT("find", (void)redial_pool_find(&pool, at, &at));
  COUNT("count", (void)redial_pool_count(&pool));
}

static void measure(const char *situation) {
  uint32_t i;

  worst = 0;
  worst_call = "";
  for (i = 0; i < CALLS; i++) {
    call_all(i);
    now += i % 3 == 0;
  }
  printf("%-44s at most %5u steps a call (%s), limit %u\n", situation, worst,
         worst_call, LIMIT);
  if (worst > LIMIT) {
    printf("MISSED: %s\n", situation);
    failed = 1;
  }
}

static void everybody_free(void) {
  open_pool();
  measure("everybody free");
  close_pool();
}

static void waits_end_together(void) {
  uint32_t i;

  open_pool();
  for (i = 0; i < SLOTS; i++) {
    (void)redial_pool_cool(&pool, i, REDIAL_OUTCOME_BUSY, 5000, now);
  }
  measure("a million are cooling");
  now += 6000;
  measure("a million cool-downs over at once");
  close_pool();
}

static void leases_end_together(bool talk) {
  redial_pick_request request;
  redial_offer offer;
  uint32_t i;

  open_pool();
  memset(&request, 0, sizeof(request));
  request.now_ms = now;
  for (i = 0; i < SLOTS; i++) {
    (void)redial_pool_offer(&pool, all[0], &request, &offer);
    if (talk) {
      (void)redial_pool_answer(&pool, offer.lease, now);
    }
  }
  measure(talk ? "a million are in a call" : "a million are offered");
  now += 20000000;
  measure(talk ? "a million lost calls over at once"
               : "a million lost offers over at once");
  close_pool();
}

/* Their leases are over, and free nobody: the operator has disabled all. */
static void leases_end_in_vain(void) {
  redial_pick_request request;
  redial_offer offer;
  uint32_t i;

  open_pool();
  memset(&request, 0, sizeof(request));
  request.now_ms = now;
  for (i = 0; i < SLOTS; i++) {
    (void)redial_pool_offer(&pool, all[0], &request, &offer);
  }
  for (i = 0; i < SLOTS; i++) {
    (void)redial_pool_enable(&pool, i, false, now);
  }
  now += 20000000;
  measure("a million lost offers of disabled targets");
  close_pool();
}

static void sights_end_together(void) {
  uint32_t i;

  open_pool();
  for (i = 0; i < SLOTS; i++) {
    (void)redial_observe(
      &pool, i, i % 2 == 0 ? REDIAL_SIGHT_REGISTERED : REDIAL_SIGHT_CALLS,
      i % 2, 5000, now);
  }
  measure("a million are seen down or busy");
  now += 6000;
  measure("a million sights over at once");
  close_pool();
}

int main(void) {
  everybody_free();
  waits_end_together();
  leases_end_together(false);
  leases_end_together(true);
  leases_end_in_vain();
  sights_end_together();
  return (int)failed;
}
