#ifndef REDIAL_TESTS_POOL_SUPPORT_H
#define REDIAL_TESTS_POOL_SUPPORT_H

/* Pools for tests: built, filled, dropped. */

#include "support.h"
#include <stdlib.h>
#include <string.h>

typedef struct test_pool {
  redial_pool pool;
  void *memory;
  size_t size;
  redial_pool_config config;
  redial_target *targets;
} test_pool;

static inline uint32_t test_random(uint64_t *seed) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*seed >> 32);
}

static inline void test_pool_open(test_pool *t,
                                  const redial_pool_config *config,
                                  const redial_selector *const *selectors,
                                  uint32_t count) {
  t->config = *config;
  t->size = redial_pool_bytes(config, selectors, count);
  assert_true(t->size > 0);
  t->memory = malloc(t->size);
  assert_non_null(t->memory);
  t->targets =
    (redial_target *)calloc(config->capacity, sizeof(redial_target));
  assert_non_null(t->targets);
  assert_int_equal(redial_pool_init(&t->pool, t->memory, t->size, config,
                                    selectors, count),
                   REDIAL_OK);
}

static inline void test_pool_close(test_pool *t) {
  free(t->memory);
  free(t->targets);
}

/* As many targets as slots, ids 1000 and up, in slots 0 and up. */
static inline void test_pool_fill(test_pool *t) {
  uint32_t i;

  for (i = 0; i < t->config.capacity; i++) {
    t->targets[i] = redial_target_defaults(1000 + i);
  }
  assert_int_equal(redial_pool_apply(&t->pool, t->targets, t->config.capacity,
                                     0, NULL),
                   REDIAL_OK);
}

/* A pool of n targets for one selector. */
static inline void test_pool_of(test_pool *t, uint32_t n,
                                const redial_selector *const *selector) {
  redial_pool_config config = redial_pool_defaults(n);

  test_pool_open(t, &config, selector, 1);
  test_pool_fill(t);
}

static inline redial_pick_request test_request(uint64_t now_ms) {
  redial_pick_request request;

  memset(&request, 0, sizeof(request));
  request.now_ms = now_ms;
  return request;
}

#endif
