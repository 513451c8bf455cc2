#include "../base/base.h"
#include "ours.h"
#include <stdlib.h>

/* What next. The verdicts of the mix are there before the clock starts, but
   for the side that classifies as well. */

typedef struct decide_calls {
  const int32_t *codes;
  redial_verdict verdicts[BENCH_INPUTS];
  redial_history history;
  redial_situation phones;
  redial_situation carriers;
} decide_calls;

static void *decide_open(const bench_case *given) {
  decide_calls *d = (decide_calls *)base_memory(1, sizeof(decide_calls));
  uint32_t i;

  d->codes = given->codes;
  for (i = 0; i < BENCH_INPUTS; i++) {
    d->verdicts[i] = redial_classify(given->codes[i]);
  }
  redial_history_place(&d->history, 1000);
  d->phones.now_ms = 1000;
  d->phones.endpoints_left = 3;
  d->carriers.now_ms = 1000;
  d->carriers.has_via = 1;
  d->carriers.vias_left = 3;
  return d;
}

static uint64_t decide_run_phones(void *self, uint64_t operations) {
  decide_calls *d = (decide_calls *)self;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    d->phones.random = (uint32_t)(i * 0x9e3779b9u);
    sum += redial_decide(&redial_profile_hunt_group, &d->history,
                         &d->verdicts[i % BENCH_INPUTS], &d->phones)
             .next;
  }
  return sum;
}

static uint64_t decide_run_carriers(void *self, uint64_t operations) {
  decide_calls *d = (decide_calls *)self;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    d->carriers.random = (uint32_t)(i * 0x9e3779b9u);
    sum += redial_decide(&redial_profile_carrier_failover, &d->history,
                         &d->verdicts[i % BENCH_INPUTS], &d->carriers)
             .next;
  }
  return sum;
}

static uint64_t decide_run_both(void *self, uint64_t operations) {
  decide_calls *d = (decide_calls *)self;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    redial_verdict verdict = redial_classify(d->codes[i % BENCH_INPUTS]);

    d->phones.random = (uint32_t)(i * 0x9e3779b9u);
    sum += redial_decide(&redial_profile_hunt_group, &d->history, &verdict,
                         &d->phones)
             .next;
  }
  return sum;
}

const bench_side our_decide_sides[] = {
  {"redial_decide", decide_open, decide_run_phones, free, NULL, NULL, NULL},
  {"redial_decide, carriers", decide_open, decide_run_carriers, free, NULL,
   NULL, NULL},
  {"redial_classify and redial_decide", decide_open, decide_run_both, free,
   NULL, NULL, NULL},
  {.name = NULL}};
