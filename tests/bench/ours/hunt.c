#include "../base/base.h"
#include "../calls.h"
#include "ours.h"
#include <stdlib.h>
#include <string.h>

/* Whole calls, from the first ring to the last word. In a contact centre calls
   last three minutes and nine of ten agents are in one, which gives the pace;
   elsewhere they come slowly enough for every cool-down to be over. */

#define HUNT_STEP_MS 20000u
#define HUNT_TALK_MS 180000u

typedef struct hunt_calls {
  our_pool ours;
  redial_scene scene;
  redial_lease *talking;
  uint32_t talking_count;
  uint32_t step_ms; /* from one call to the next */
  uint64_t now;
  uint64_t seed;
} hunt_calls;

static void hunt_set(hunt_calls *h, const redial_selector *selector,
                     const bench_case *given) {
  our_pool_open(&h->ours, selector, given);
  h->scene.whom.pool = &h->ours.pool;
  h->scene.whom.selector = selector;
  h->scene.policy = &redial_profile_hunt_group;
  h->step_ms = HUNT_STEP_MS;
  h->seed = 7;
  h->now = 1;
}

/* Nine of ten are in a call of their own. */
static void hunt_occupy(hunt_calls *h, uint32_t n) {
  uint32_t i;

  h->talking = (redial_lease *)base_memory(n, sizeof(redial_lease));
  for (i = 0; i < n; i++) {
    if (i % 10 != 0) {
      (void)redial_occupy(&h->ours.pool, i, 0, h->now,
                          &h->talking[h->talking_count++]);
    }
  }
}

static void *hunt_open(const bench_case *given) {
  hunt_calls *h = (hunt_calls *)base_memory(1, sizeof(hunt_calls));

  hunt_set(h, &redial_round_robin, given);
  if (given->situation == BENCH_CHURN90) {
    hunt_occupy(h, given->n);
  }
  return h;
}

static void *hunt_open_centre(const bench_case *given) {
  hunt_calls *h = (hunt_calls *)base_memory(1, sizeof(hunt_calls));

  hunt_set(h, &redial_longest_idle, given);
  h->scene.options = REDIAL_SCENE_TALK;
  h->step_ms = HUNT_TALK_MS * 10 / 9 / given->n + 1;
  hunt_occupy(h, given->n);
  return h;
}

static void hunt_close(void *self) {
  hunt_calls *h = (hunt_calls *)self;

  our_pool_close(&h->ours);
  free(h->talking);
  free(h);
}

static void hunt_answer(hunt_calls *h, redial_hunt *hunt, redial_lease lease,
                        int32_t code) {
  redial_evidence seen;

  memset(&seen, 0, sizeof(seen));
  seen.code = code;
  seen.ns = REDIAL_NAMESPACE_SIP;
  seen.origin = REDIAL_ORIGIN_REMOTE;
  (void)redial_hunt_event(hunt, &h->scene, lease, &seen, h->now);
}

/* One call; attempt i is answered by the i-th code. The last step. */
static redial_step hunt_call(hunt_calls *h, const int32_t *codes) {
  redial_hunt hunt;
  uint32_t attempt = 0;
  redial_step step;

  redial_hunt_begin(&hunt, h->now);
  do {
    step = redial_hunt_poll(&hunt, &h->scene, h->now,
                            (uint32_t)bench_random(&h->seed));
    if (step.kind == REDIAL_STEP_DIAL) {
      hunt_answer(h, &hunt, step.lease, codes[attempt]);
      attempt += attempt + 1 < CALL_CODES;
    }
  } while (step.kind == REDIAL_STEP_DIAL || step.kind == REDIAL_STEP_CANCEL);
  if (step.kind == REDIAL_STEP_WAIT) {
    (void)redial_hunt_withdraw(&hunt, &h->scene, h->now);
  }
  return step;
}

static uint64_t hunt_run(void *self, uint64_t operations) {
  static const int32_t codes[CALL_CODES] = {486, 480, 200};
  hunt_calls *h = (hunt_calls *)self;
  uint64_t sum = 0;

  while (operations-- > 0) {
    redial_step step = hunt_call(h, codes);

    h->now += h->step_ms;
    sum += step.kind == REDIAL_STEP_DONE ? step.whom : 0;
  }
  return sum;
}

static uint64_t hunt_run_centre(void *self, uint64_t operations) {
  hunt_calls *h = (hunt_calls *)self;
  uint64_t sum = 0;

  while (operations-- > 0) {
    uint32_t over = bench_below(bench_random(&h->seed), h->talking_count);
    int32_t codes[CALL_CODES];
    redial_step step;

    call_codes(codes, &h->seed);
    step = hunt_call(h, codes);
    h->now += h->step_ms;
    if (step.kind == REDIAL_STEP_DONE) {
      (void)redial_pool_release(&h->ours.pool, h->talking[over],
                                REDIAL_OUTCOME_SUCCESS, h->now);
      h->talking[over] = step.lease;
      sum += step.whom;
    }
  }
  return sum;
}

const bench_side our_hunt_sides[] = {
  {"redial_hunt", hunt_open, hunt_run, hunt_close, NULL, NULL, NULL},
  {"redial_hunt, contact centre", hunt_open_centre, hunt_run_centre, hunt_close,
   NULL, NULL, NULL},
  {.name = NULL}};
