#include "pool_support.h"

/* What a pool refuses, and the answers for which time is not enough. */

static const redial_selector *const first_only[] = {&redial_skip_busy};

typedef struct watched {
  test_pool t;
  void *before;
} watched;

static void watch(watched *w) {
  w->before = malloc(w->t.size);
  assert_non_null(w->before);
  memcpy(w->before, w->t.memory, w->t.size);
}

static void assert_unchanged(const watched *w) {
  assert_memory_equal(w->before, w->t.memory, w->t.size);
}

static void unwatch(watched *w) {
  free(w->before);
  test_pool_close(&w->t);
}

/* Three slots, one in a call; the lease is over and its record is free. */
static redial_lease open_with_an_ended_lease(watched *w) {
  redial_pick_request request = test_request(10);
  redial_offer offer;
  redial_lease busy;

  test_pool_of(&w->t, 3, first_only);
  assert_int_equal(
    redial_pool_offer(&w->t.pool, first_only[0], &request, &offer), REDIAL_OK);
  redial_pool_release(&w->t.pool, offer.lease, REDIAL_OUTCOME_BUSY, 10);
  assert_int_equal(redial_occupy(&w->t.pool, 2, 0, 10, &busy), REDIAL_OK);
  watch(w);
  return offer.lease;
}

static void an_ended_lease_changes_no_byte(void **state) {
  redial_lease lease;
  redial_lease other;
  watched w;

  (void)state;
  lease = open_with_an_ended_lease(&w);
  other = lease;
  assert_int_equal(
    redial_pool_release(&w.t.pool, lease, REDIAL_OUTCOME_BUSY, 10),
    REDIAL_ERR_NO_LEASE);
  assert_int_equal(redial_pool_answer(&w.t.pool, lease, 10),
                   REDIAL_ERR_NO_LEASE);
  assert_int_equal(redial_pool_renew(&w.t.pool, lease, 10),
                   REDIAL_ERR_NO_LEASE);
  assert_int_equal(redial_pool_reissue(&w.t.pool, &other, 10),
                   REDIAL_ERR_NO_LEASE);
  assert_int_equal(redial_pool_move(&w.t.pool, &other, 1, 10),
                   REDIAL_ERR_NO_LEASE);
  assert_memory_equal(&other, &lease, sizeof(lease));
  lease.entry = UINT32_MAX;
  assert_int_equal(
    redial_pool_release(&w.t.pool, lease, REDIAL_OUTCOME_BUSY, 10),
    REDIAL_ERR_NO_LEASE);
  assert_unchanged(&w);
  unwatch(&w);
}

static void a_slot_that_is_none_changes_no_byte(void **state) {
  static const uint32_t none[] = {3, 4, UINT32_MAX};
  redial_lease lease = {7, 8, 9};
  redial_lease before = lease;
  watched w;
  uint32_t i;

  (void)state;
  (void)open_with_an_ended_lease(&w);
  for (i = 0; i < 3; i++) {
    uint32_t slot = none[i];

    assert_int_equal(
      redial_pool_cool(&w.t.pool, slot, REDIAL_OUTCOME_BUSY, 99, 10),
      REDIAL_ERR_RANGE);
    assert_int_equal(redial_pool_clear(&w.t.pool, slot, 10), REDIAL_ERR_RANGE);
    assert_int_equal(redial_pool_enable(&w.t.pool, slot, false, 10),
                     REDIAL_ERR_RANGE);
    assert_int_equal(
      redial_observe(&w.t.pool, slot, REDIAL_SIGHT_IDLE, 1, 99, 10),
      REDIAL_ERR_RANGE);
    assert_int_equal(redial_occupy(&w.t.pool, slot, 1, 10, &lease),
                     REDIAL_ERR_RANGE);
  }
  assert_memory_equal(&lease, &before, sizeof(lease));
  assert_unchanged(&w);
  unwatch(&w);
}

static void words_that_are_none_change_no_byte(void **state) {
  watched w;

  (void)state;
  (void)open_with_an_ended_lease(&w);
  assert_int_equal(redial_pool_cool(&w.t.pool, 0, (redial_outcome)34, 99, 10),
                   REDIAL_ERR_RANGE);
  assert_int_equal(redial_pool_cool(&w.t.pool, 0, REDIAL_OUTCOME_BUSY, 0, 10),
                   REDIAL_OK);
  assert_int_equal(redial_observe(&w.t.pool, 0, (redial_sight)4, 0, 99, 10),
                   REDIAL_ERR_RANGE);
  assert_int_equal(redial_observe(&w.t.pool, 0, REDIAL_SIGHT_IDLE, 2, 99, 10),
                   REDIAL_ERR_RANGE);
  assert_unchanged(&w);
  unwatch(&w);
}

static void a_request_that_cannot_be_met_changes_no_byte(void **state) {
  redial_member member = {0, 0, 1, 0};
  redial_group group = {&member, 1, 0};
  redial_pick_request request = test_request(10);
  redial_offer offer;
  uint32_t slot = 77;
  watched w;

  (void)state;
  (void)open_with_an_ended_lease(&w);
  assert_int_equal(redial_pool_offer(&w.t.pool, &redial_lru, &request, &offer),
                   REDIAL_ERR_UNSUPPORTED);
  assert_int_equal(offer.lease.slot, REDIAL_NO_SLOT);
  request.group = &group; /* the pool keeps no rotation */
  assert_int_equal(redial_pick(&w.t.pool, first_only[0], &request, &slot),
                   REDIAL_ERR_RANGE);
  assert_int_equal(slot, 77);
  assert_unchanged(&w);
  unwatch(&w);
}

static void a_call_moves_only_to_where_it_can_be(void **state) {
  redial_pick_request request = test_request(10);
  redial_offer offer;
  redial_lease lease;
  watched w;

  (void)state;
  test_pool_of(&w.t, 2, first_only);
  assert_int_equal(
    redial_pool_offer(&w.t.pool, first_only[0], &request, &offer), REDIAL_OK);
  watch(&w);
  lease = offer.lease;
  assert_int_equal(redial_pool_move(&w.t.pool, &lease, 0, 10),
                   REDIAL_ERR_RANGE);
  assert_int_equal(redial_pool_move(&w.t.pool, &lease, 2, 10),
                   REDIAL_ERR_RANGE);
  assert_unchanged(&w);
  assert_int_equal(redial_pool_move(&w.t.pool, &lease, 1, 10), REDIAL_OK);
  assert_int_equal(redial_pool_lease(&w.t.pool, offer.lease),
                   REDIAL_LEASE_NONE);
  assert_int_equal(redial_pool_lease(&w.t.pool, lease), REDIAL_LEASE_TALK);
  assert_int_equal(redial_pool_count(&w.t.pool).leases, 1);
  assert_int_equal(redial_pool_check(&w.t.pool), REDIAL_OK);
  unwatch(&w);
}

/* A million lost calls of disabled targets must not hold up one pick: after a
   fixed number it says that it is worth asking again at once. */
static void leases_that_free_nobody_are_ended_a_few_at_a_time(void **state) {
  redial_pick_request request = test_request(0);
  redial_offer offer;
  test_pool t;
  uint32_t i;

  (void)state;
  test_pool_of(&t, 1000, first_only);
  for (i = 0; i < 1000; i++) {
    assert_int_equal(
      redial_pool_offer(&t.pool, first_only[0], &request, &offer), REDIAL_OK);
  }
  for (i = 0; i < 999; i++) {
    redial_pool_enable(&t.pool, i, false, 0);
  }
  request.now_ms = 180000;
  assert_int_equal(redial_pool_offer(&t.pool, first_only[0], &request, &offer),
                   REDIAL_ERR_NO_TARGET);
  assert_true(offer.earliest_ms <= 180000);
  for (i = 0; i < 20; i++) {
    if (redial_pool_offer(&t.pool, first_only[0], &request, &offer) ==
        REDIAL_OK) {
      break;
    }
    assert_true(offer.earliest_ms <= 180000);
  }
  assert_int_equal(offer.lease.slot, 999);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  test_pool_close(&t);
}

/* Every end of anything is announced: nothing changes before. */
static void nothing_changes_before_the_next_change(void **state) {
  uint64_t seed = 9;
  uint64_t now = 0;
  test_pool t;
  uint32_t i;

  (void)state;
  test_pool_of(&t, 40, first_only);
  for (i = 0; i < 3000; i++) {
    redial_pick_request request = test_request(now);
    uint32_t slot = test_random(&seed) % 40;
    redial_pool_counts before;
    redial_pool_counts after;
    redial_offer offer;
    uint64_t next;

    switch (test_random(&seed) % 4) {
    case 0:
      (void)redial_pool_offer(&t.pool, first_only[0], &request, &offer);
      break;
    case 1:
      (void)redial_pool_cool(&t.pool, slot, REDIAL_OUTCOME_BUSY,
                             test_random(&seed) % 5000, now);
      break;
    case 2:
      (void)redial_observe(&t.pool, slot, REDIAL_SIGHT_CALLS,
                           test_random(&seed) % 2, test_random(&seed) % 5000,
                           now);
      break;
    default:
      (void)redial_observe(&t.pool, slot, REDIAL_SIGHT_REGISTERED, 0,
                           test_random(&seed) % 5000, now);
      break;
    }
    while ((next = redial_pool_next_change(&t.pool)) <= now) {
      redial_pool_tick(&t.pool, now);
    }
    before = redial_pool_count(&t.pool);
    if (next != REDIAL_NEVER) {
      redial_pool_tick(&t.pool, next - 1);
      after = redial_pool_count(&t.pool);
      assert_memory_equal(before.slots, after.slots, sizeof(after.slots));
      assert_int_equal(before.leases, after.leases);
      now = next - 1 + test_random(&seed) % 3;
    }
    assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  }
  test_pool_close(&t);
}

/* A strategy whose state is lost. */
static redial_status refuse_pick(redial_pool *pool, void *state, uint32_t tier,
                                 const redial_pick_request *request,
                                 uint32_t *slot) {
  (void)pool;
  (void)state;
  (void)tier;
  (void)request;
  *slot = 1;
  return REDIAL_ERR_STATE;
}

static const redial_selector refuse = {.name = "refuse", .pick = refuse_pick};
static const redial_selector *const refuse_first[] = {&refuse, &redial_lru};
static const redial_selector *const refuse_second[] = {&redial_lru, &refuse};

static void assert_offers_nobody(test_pool *t) {
  redial_pick_request request = test_request(10);
  redial_offer offer;

  memset(&offer, 0xa5, sizeof(offer));
  assert_int_equal(redial_pool_offer(&t->pool, &refuse, &request, &offer),
                   REDIAL_ERR_STATE);
  assert_int_equal(offer.lease.slot, REDIAL_NO_SLOT);
  assert_int_equal(offer.lease.entry, 0);
  assert_int_equal(offer.last_resort, 0);
  assert_int_equal(offer.counts[REDIAL_BAR_BUSY], 0);
  assert_int_equal(redial_pool_count(&t->pool).leases, 0);
  assert_int_equal(redial_pool_check(&t->pool), REDIAL_OK);
}

static void
an_error_of_a_strategy_is_told_with_an_offer_of_nobody(void **state) {
  redial_pool_config config = redial_pool_defaults(3);
  test_pool t;

  (void)state;
  test_pool_open(&t, &config, refuse_first, 2);
  test_pool_fill(&t);
  assert_offers_nobody(&t);
  test_pool_close(&t);
  test_pool_open(&t, &config, refuse_second, 2);
  test_pool_fill(&t);
  assert_offers_nobody(&t);
  test_pool_close(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_error_of_a_strategy_is_told_with_an_offer_of_nobody),
    cmocka_unit_test(an_ended_lease_changes_no_byte),
    cmocka_unit_test(a_slot_that_is_none_changes_no_byte),
    cmocka_unit_test(words_that_are_none_change_no_byte),
    cmocka_unit_test(a_request_that_cannot_be_met_changes_no_byte),
    cmocka_unit_test(a_call_moves_only_to_where_it_can_be),
    cmocka_unit_test(leases_that_free_nobody_are_ended_a_few_at_a_time),
    cmocka_unit_test(nothing_changes_before_the_next_change),
  };

  return cmocka_run_group_tests_name("pool_refuse", tests, NULL, NULL);
}
