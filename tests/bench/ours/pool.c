#include "../base/base.h"
#include "ours.h"
#include <stdio.h>
#include <stdlib.h>

static void pool_must(redial_status status) {
  if (status != REDIAL_OK) {
    fprintf(stderr, "redial-bench: a pool says %d\n", (int)status);
    exit(2);
  }
}

void our_pool_open(our_pool *p, const redial_selector *selector,
                   const bench_case *given) {
  redial_pool_config config = redial_pool_defaults(given->n);
  redial_target *targets =
    (redial_target *)base_memory(given->n, sizeof(redial_target));
  uint32_t i;

  config.talk_ms = UINT32_MAX; /* nobody renews */
  p->use[0] = selector;
  p->size = redial_pool_bytes(&config, p->use, 1);
  p->memory = (uint64_t *)base_memory(p->size / 8, 8);
  pool_must(redial_pool_init(&p->pool, p->memory, p->size, &config, p->use, 1));
  for (i = 0; i < given->n; i++) {
    targets[i] = redial_target_defaults(i);
    targets[i].weight = given->weights[i];
    targets[i].capacity = bench_capacity(given) == 1 ? 1 : config.max_calls;
  }
  pool_must(redial_pool_apply(&p->pool, targets, given->n, 0, NULL));
  free(targets);
}

void our_pool_close(our_pool *p) {
  free(p->memory);
}
