#include "pool_support.h"

/* What the strategies do with the load: published cases, shares, orders. */

typedef struct shares {
  uint32_t given[1000];
} shares;

static uint32_t pick(test_pool *t, const redial_selector *selector,
                     uint32_t random, uint64_t key) {
  redial_pick_request request = test_request(0);
  uint32_t slot = REDIAL_NO_SLOT;

  request.random = random;
  request.key = key;
  assert_int_equal(redial_pick(&t->pool, selector, &request, &slot),
                   REDIAL_OK);
  return slot;
}

static void weights_are_exact_in_every_cycle(void **state) {
  static const redial_selector *const use[] = {&redial_weighted};
  static const uint32_t sizes[] = {1, 2, 7, 64, 65, 300};
  uint32_t s;

  (void)state;
  for (s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
    uint32_t n = sizes[s];
    uint32_t total = 0;
    uint32_t cycle;
    uint32_t i;
    uint64_t seed = n;
    test_pool t;

    test_pool_of(&t, n, use);
    for (i = 0; i < n; i++) {
      t.targets[i].weight = (uint8_t)(test_random(&seed) % 256);
      total += t.targets[i].weight;
    }
    redial_pool_apply(&t.pool, t.targets, n, 0, NULL);
    for (cycle = 0; cycle < 3; cycle++) {
      shares got;

      memset(&got, 0, sizeof(got));
      for (i = 0; i < total; i++) {
        got.given[pick(&t, &redial_weighted, 0, 0)]++;
      }
      for (i = 0; i < n; i++) {
        assert_int_equal(got.given[i], t.targets[i].weight);
      }
    }
    test_pool_close(&t);
  }
}

/* Kamailio 2698: with 26, 51 and more equal targets one got 25, 50, 100 %. */
static void complaint_14_equal_targets_get_equal_shares(void **state) {
  static const redial_selector *const use[] = {
    &redial_weighted, &redial_round_robin, &redial_lru};
  static const uint32_t sizes[] = {26, 51, 200};
  uint32_t u;
  uint32_t s;

  (void)state;
  for (u = 0; u < 3; u++) {
    for (s = 0; s < 3; s++) {
      uint32_t n = sizes[s];
      uint32_t round;
      uint32_t i;
      test_pool t;

      test_pool_of(&t, n, &use[u]);
      for (i = 0; i < n; i++) {
        t.targets[i].weight = 100;
      }
      redial_pool_apply(&t.pool, t.targets, n, 0, NULL);
      for (round = 0; round < 5; round++) {
        shares got;

        memset(&got, 0, sizeof(got));
        for (i = 0; i < n; i++) {
          got.given[pick(&t, use[u], 0, 0)]++;
        }
        for (i = 0; i < n; i++) {
          assert_int_equal(got.given[i], 1);
        }
      }
      test_pool_close(&t);
    }
  }
}

/* Kamailio 2361: one dead of six, and its neighbour got twice the calls. */
static void complaint_13_a_dead_one_s_calls_go_to_all(void **state) {
  static const redial_selector *const use[] = {
    &redial_round_robin, &redial_weighted, &redial_lru, &redial_random,
    &redial_hash};
  uint32_t u;

  (void)state;
  for (u = 0; u < 5; u++) {
    shares got;
    uint64_t sum = 0;
    uint64_t squares = 0;
    uint32_t i;
    uint64_t seed = 11;
    test_pool t;

    memset(&got, 0, sizeof(got));
    test_pool_of(&t, 6, &use[u]);
    redial_pool_enable(&t.pool, 3, false, 0);
    for (i = 0; i < 6000; i++) {
      uint32_t random = test_random(&seed);

      got.given[pick(&t, use[u], random, i)]++;
    }
    assert_int_equal(got.given[3], 0);
    for (i = 0; i < 6; i++) {
      sum += got.given[i];
      squares += (uint64_t)got.given[i] * got.given[i];
    }
    /* Jain's index of the five that are left. */
    assert_true(sum * sum * 100 > 99 * 5 * squares);
    test_pool_close(&t);
  }
}

static void complaint_7_not_every_call_goes_to_the_first(void **state) {
  static const redial_selector *const use[] = {
    &redial_lru, &redial_longest_idle, &redial_least_calls,
    &redial_round_robin};
  uint32_t u;

  (void)state;
  for (u = 0; u < 4; u++) {
    redial_pick_request request = test_request(0);
    redial_offer offer;
    shares got;
    uint32_t i;
    test_pool t;

    memset(&got, 0, sizeof(got));
    test_pool_of(&t, 10, &use[u]);
    for (i = 0; i < 100; i++) {
      assert_int_equal(redial_pool_offer(&t.pool, use[u], &request, &offer),
                       REDIAL_OK);
      got.given[offer.lease.slot]++;
      redial_pool_release(&t.pool, offer.lease, REDIAL_OUTCOME_SUCCESS, 0);
    }
    for (i = 0; i < 10; i++) {
      assert_int_equal(got.given[i], 10);
    }
    test_pool_close(&t);
  }
}

static void complaint_15_state_is_read_again_at_every_hop(void **state) {
  static const redial_selector *const use[] = {&redial_skip_busy};
  redial_tried tried;
  redial_pick_request request = test_request(0);
  redial_offer offer;
  test_pool t;

  (void)state;
  memset(&tried, 0, sizeof(tried));
  test_pool_of(&t, 4, use);
  request.tried = &tried;
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_skip_busy, &request, &offer),
    REDIAL_OK);
  redial_tried_slot(&t.pool, &tried, offer.lease.slot);
  redial_pool_cool(&t.pool, 1, REDIAL_OUTCOME_SERVICE_UNAVAILABLE, 500, 0);
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_skip_busy, &request, &offer),
    REDIAL_OK);
  assert_int_equal(offer.lease.slot, 2);
  test_pool_close(&t);
}

static void who_never_answers_moves_on_by_every_fair_strategy(void **state) {
  static const redial_selector *const use[] = {
    &redial_lru, &redial_longest_idle, &redial_least_calls};
  uint32_t u;

  (void)state;
  for (u = 0; u < 3; u++) {
    redial_pick_request request = test_request(0);
    redial_offer offer;
    uint32_t last = REDIAL_NO_SLOT;
    uint32_t i;
    test_pool t;

    test_pool_of(&t, 3, &use[u]);
    for (i = 0; i < 30; i++) {
      assert_int_equal(redial_pool_offer(&t.pool, use[u], &request, &offer),
                       REDIAL_OK);
      assert_true(offer.lease.slot != last);
      last = offer.lease.slot;
      redial_pool_release(&t.pool, offer.lease, REDIAL_OUTCOME_NO_ANSWER, 0);
    }
    test_pool_close(&t);
  }
}

static void wrap_up_is_not_idleness(void **state) {
  static const redial_selector *const use[] = {&redial_longest_idle};
  redial_pick_request request = test_request(0);
  redial_offer first;
  redial_offer second;
  test_pool t;

  (void)state;
  test_pool_of(&t, 2, use);
  t.targets[0].wrap_up_ms = 1000;
  redial_pool_apply(&t.pool, t.targets, 2, 0, NULL);
  redial_pool_offer(&t.pool, &redial_longest_idle, &request, &first);
  redial_pool_offer(&t.pool, &redial_longest_idle, &request, &second);
  assert_int_equal(first.lease.slot, 0);
  redial_pool_answer(&t.pool, first.lease, 0);
  redial_pool_release(&t.pool, first.lease, REDIAL_OUTCOME_SUCCESS, 100);
  redial_pool_release(&t.pool, second.lease, REDIAL_OUTCOME_BUSY, 500);
  request.now_ms = 1100; /* 0 is free since now, 1 since 500 */
  redial_pool_offer(&t.pool, &redial_longest_idle, &request, &first);
  assert_int_equal(first.lease.slot, 1);
  test_pool_close(&t);
}

/* Of those who can be had, who was freed first by the numbers. */
static uint32_t freed_first(const redial_pool *pool) {
  uint32_t best = REDIAL_NO_SLOT;
  uint32_t i;

  for (i = 0; i < redial_pool_capacity(pool); i++) {
    if (redial_pool_is_eligible(pool, 0, i) &&
        (best == REDIAL_NO_SLOT ||
         redial_pool_freed(pool, i) < redial_pool_freed(pool, best))) {
      best = i;
    }
  }
  return best;
}

/* Whoever else offers from amid the queue, or as a last resort from outside
   it, and whatever ends, cools or is told meanwhile. */
static void the_longest_idle_is_whoever_was_freed_first(void **state) {
  static const redial_selector *const use[] = {
    &redial_longest_idle, &redial_skip_busy, &redial_random};
  redial_pool_config config = redial_pool_defaults(12);
  redial_lease held[64] = {{0, 0, 0}};
  uint64_t seed = 12;
  uint32_t offered = 0;
  uint32_t resorts = 0;
  uint32_t i;
  test_pool t;

  (void)state;
  test_pool_open(&t, &config, use, 3);
  for (i = 0; i < 12; i++) {
    t.targets[i] = redial_target_defaults(i);
    t.targets[i].capacity = (uint16_t)(1 + i % 3);
    t.targets[i].enabled = i % 2;
  }
  redial_pool_apply(&t.pool, t.targets, 12, 0, NULL);
  for (i = 0; i < 20000; i++) {
    redial_pick_request request = test_request(i);
    uint32_t at = test_random(&seed) % 64;
    uint32_t slot = test_random(&seed) % 12;
    uint32_t first;
    const redial_selector *by = use[test_random(&seed) % 3];
    redial_offer offer;

    request.random = test_random(&seed);
    request.last_resort = 1;
    (void)redial_pool_release(&t.pool, held[at], REDIAL_OUTCOME_BUSY, i);
    first = freed_first(&t.pool);
    if (redial_pool_offer(&t.pool, by, &request, &offer) == REDIAL_OK) {
      held[at] = offer.lease;
      resorts += offer.last_resort;
      offered++;
      assert_true(by != use[0] || offer.last_resort != 0 ||
                  offer.lease.slot == first);
    }
    if (test_random(&seed) % 3 == 0) {
      (void)redial_pool_cool(&t.pool, slot, REDIAL_OUTCOME_BUSY, 40, i);
    } else if (test_random(&seed) % 5 == 0) {
      (void)redial_pool_enable(&t.pool, slot, i % 3 != 0, i);
    }
    assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  }
  assert_true(offered > 1000 && resorts > 1000);
  test_pool_close(&t);
}

static void a_hash_moves_only_the_keys_of_who_left(void **state) {
  static const redial_selector *const use[] = {&redial_hash};
  static uint8_t before[40000];
  uint32_t moved = 0;
  uint32_t i;
  test_pool t;

  (void)state;
  test_pool_of(&t, 100, use);
  for (i = 0; i < 40000; i++) {
    before[i] = (uint8_t)pick(&t, &redial_hash, 0, i);
  }
  redial_pool_enable(&t.pool, 42, false, 0);
  for (i = 0; i < 40000; i++) {
    uint32_t now = pick(&t, &redial_hash, 0, i);

    if (before[i] == 42) {
      assert_int_not_equal(now, 42);
      moved++;
    } else {
      assert_int_equal(now, before[i]);
    }
  }
  assert_in_range(moved, 300, 500);
  redial_pool_enable(&t.pool, 42, true, 0);
  for (i = 0; i < 40000; i++) {
    assert_int_equal(pick(&t, &redial_hash, 0, i), before[i]);
  }
  test_pool_close(&t);
}

static void chance_is_uniform_also_among_the_few_that_are_up(void **state) {
  static const redial_selector *const use[] = {&redial_random};
  shares got;
  uint64_t seed = 1;
  uint32_t i;
  test_pool t;

  (void)state;
  memset(&got, 0, sizeof(got));
  test_pool_of(&t, 100, use);
  for (i = 0; i < 100; i++) {
    redial_pool_enable(&t.pool, i, i % 10 == 0 || i == 1, 0);
  }
  for (i = 0; i < 11000; i++) {
    got.given[pick(&t, &redial_random, test_random(&seed), 0)]++;
  }
  for (i = 0; i < 100; i += 10) {
    assert_in_range(got.given[i], 850, 1150);
  }
  assert_in_range(got.given[1], 850, 1150);
  test_pool_close(&t);
}

static void two_choices_prefer_the_less_loaded(void **state) {
  redial_pool_config config = redial_pool_defaults(50);
  static const redial_selector *const use[] = {&redial_two_choices};
  uint64_t seed = 1;
  redial_slot slot;
  uint32_t most = 0;
  uint32_t i;
  test_pool t;

  (void)state;
  config.leases = 1000;
  test_pool_open(&t, &config, use, 1);
  for (i = 0; i < 50; i++) {
    t.targets[i] = redial_target_defaults(i);
    t.targets[i].capacity = 64;
  }
  redial_pool_apply(&t.pool, t.targets, 50, 0, NULL);
  for (i = 0; i < 1000; i++) {
    redial_pick_request request = test_request(0);
    redial_offer offer;

    request.random = test_random(&seed);
    assert_int_equal(
      redial_pool_offer(&t.pool, use[0], &request, &offer), REDIAL_OK);
  }
  for (i = 0; i < 50; i++) {
    redial_pool_slot(&t.pool, i, &slot);
    most = slot.load > most ? slot.load : most;
  }
  /* 20 each on average; one choice alone would reach about 31. */
  assert_in_range(most, 20, 24);
  test_pool_close(&t);
}

/* A reload must not send the next calls to the first ones again. */
static void a_reload_restarts_no_turn(void **state) {
  static const redial_selector *const use[] = {
    &redial_round_robin, &redial_weighted, &redial_lru};
  uint32_t u;

  (void)state;
  for (u = 0; u < 3; u++) {
    uint32_t i;
    test_pool t;

    test_pool_of(&t, 8, &use[u]);
    for (i = 0; i < 24; i++) {
      assert_int_equal(pick(&t, use[u], 0, 0), i % 8);
      redial_pool_apply(&t.pool, t.targets, 8, 0, NULL);
    }
    test_pool_close(&t);
  }
}

/* The same picks on every platform: recorded once. */
static void picks_are_the_same_everywhere(void **state) {
  static const redial_selector *const use[] = {
    &redial_round_robin,  &redial_weighted,  &redial_lru,
    &redial_longest_idle, &redial_skip_busy, &redial_least_calls,
    &redial_random,       &redial_two_choices, &redial_hash};
  redial_pool_config config = redial_pool_defaults(77);
  uint64_t seed = 4;
  uint32_t digest = 2166136261u;
  uint32_t i;
  test_pool t;

  (void)state;
  config.leases = 2000;
  test_pool_open(&t, &config, use, 9);
  for (i = 0; i < 77; i++) {
    t.targets[i] = redial_target_defaults(i * 3);
    t.targets[i].capacity = (uint16_t)(i % 64 + 1);
    t.targets[i].weight = (uint8_t)(i * 5);
  }
  redial_pool_apply(&t.pool, t.targets, 77, 0, NULL);
  for (i = 0; i < 1800; i++) {
    redial_pick_request request = test_request(i);
    redial_offer offer;

    request.random = test_random(&seed);
    request.key = test_random(&seed);
    (void)redial_pool_offer(&t.pool, use[i % 9], &request, &offer);
    digest = (digest ^ offer.lease.slot) * 16777619u;
    (void)redial_pool_cool(&t.pool, test_random(&seed) % 77,
                           REDIAL_OUTCOME_BUSY, 5, i);
  }
  assert_int_equal(digest, 0x978edce5u);
  test_pool_close(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(weights_are_exact_in_every_cycle),
    cmocka_unit_test(complaint_14_equal_targets_get_equal_shares),
    cmocka_unit_test(complaint_13_a_dead_one_s_calls_go_to_all),
    cmocka_unit_test(complaint_7_not_every_call_goes_to_the_first),
    cmocka_unit_test(complaint_15_state_is_read_again_at_every_hop),
    cmocka_unit_test(who_never_answers_moves_on_by_every_fair_strategy),
    cmocka_unit_test(wrap_up_is_not_idleness),
    cmocka_unit_test(the_longest_idle_is_whoever_was_freed_first),
    cmocka_unit_test(a_hash_moves_only_the_keys_of_who_left),
    cmocka_unit_test(chance_is_uniform_also_among_the_few_that_are_up),
    cmocka_unit_test(two_choices_prefer_the_less_loaded),
    cmocka_unit_test(a_reload_restarts_no_turn),
    cmocka_unit_test(picks_are_the_same_everywhere),
  };

  return cmocka_run_group_tests_name("fairness", tests, NULL, NULL);
}
