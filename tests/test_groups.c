#include "pool_support.h"

/* Groups, tiers, persons, failure groups, who is out for a call, and what is
   said when nobody is left. */

static const redial_selector *const all[] = {
  &redial_round_robin,  &redial_weighted,  &redial_lru,
  &redial_longest_idle, &redial_skip_busy, &redial_least_calls,
  &redial_random,       &redial_two_choices, &redial_hash};
#define ALL 9u

static void open_pool(test_pool *t, uint32_t n) {
  redial_pool_config config = redial_pool_defaults(n);

  config.groups = 4;
  config.leases = n * 2;
  test_pool_open(t, &config, all, ALL);
  test_pool_fill(t);
}

static void members_of(redial_member *members, uint32_t count,
                       uint32_t first_slot) {
  uint32_t i;

  memset(members, 0, count * sizeof(*members));
  for (i = 0; i < count; i++) {
    members[i].slot = first_slot + i;
    members[i].weight = 1;
  }
}

/* ---- groups ---- */

static void groups_share_states_and_keep_their_own_turn(void **state) {
  redial_member members[2][3];
  redial_group groups[2] = {{members[0], 3, 0}, {members[1], 3, 1}};
  redial_pick_request request = test_request(0);
  redial_offer offer;
  uint32_t slot;
  test_pool t;

  (void)state;
  open_pool(&t, 5);
  members_of(members[0], 3, 0); /* 0 1 2 */
  members_of(members[1], 3, 2); /* 2 3 4 */
  request.group = &groups[0];
  assert_int_equal(redial_pick(&t.pool, &redial_round_robin, &request, &slot),
                   REDIAL_OK);
  assert_int_equal(slot, 0);
  assert_int_equal(redial_pick(&t.pool, &redial_round_robin, &request, &slot),
                   REDIAL_OK);
  assert_int_equal(slot, 1);
  request.group = &groups[1];
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_round_robin, &request, &offer),
    REDIAL_OK);
  assert_int_equal(offer.lease.slot, 2);
  /* 2 is in a call of the other group now. */
  request.group = &groups[0];
  assert_int_equal(redial_pick(&t.pool, &redial_round_robin, &request, &slot),
                   REDIAL_OK);
  assert_int_equal(slot, 0);
  test_pool_close(&t);
}

static void every_strategy_serves_a_group_in_tiers(void **state) {
  redial_member members[4];
  redial_group group = {members, 4, 0};
  redial_pick_request request = test_request(0);
  uint32_t i;
  uint32_t round;

  (void)state;
  request.group = &group;
  for (i = 0; i < ALL; i++) {
    redial_offer offer;
    test_pool t;

    open_pool(&t, 8);
    members_of(members, 4, 3);
    members[0].tier = members[1].tier = 9;
    for (round = 0; round < 4; round++) {
      request.random = round * 0x40000000u;
      assert_int_equal(redial_pool_offer(&t.pool, all[i], &request, &offer),
                       REDIAL_OK);
      if (round < 2) {
        assert_in_range(offer.lease.slot, 5, 6);
      } else {
        assert_in_range(offer.lease.slot, 3, 4);
      }
    }
    assert_int_equal(redial_pool_offer(&t.pool, all[i], &request, &offer),
                     REDIAL_ERR_NO_TARGET);
    assert_int_equal(offer.why, REDIAL_BAR_BUSY);
    assert_int_equal(offer.counts[REDIAL_BAR_BUSY], 4);
    assert_int_equal(offer.earliest_ms, 180000);
    test_pool_close(&t);
  }
}

static void bad_groups_are_refused(void **state) {
  redial_member members[257];
  redial_group group = {members, 257, 0};
  redial_pick_request request = test_request(0);
  uint32_t slot;
  test_pool t;

  (void)state;
  open_pool(&t, 300);
  members_of(members, 257, 0);
  request.group = &group;
  assert_int_equal(redial_pick(&t.pool, &redial_lru, &request, &slot),
                   REDIAL_ERR_RANGE);
  group.count = 256;
  assert_int_equal(redial_pick(&t.pool, &redial_lru, &request, &slot),
                   REDIAL_OK);
  group.rotation = 4;
  assert_int_equal(redial_pick(&t.pool, &redial_lru, &request, &slot),
                   REDIAL_ERR_RANGE);
  group.rotation = 3;
  members[255].slot = 300;
  assert_int_equal(redial_pick(&t.pool, &redial_lru, &request, &slot),
                   REDIAL_ERR_RANGE);
  group.count = 0;
  assert_int_equal(redial_pick(&t.pool, &redial_lru, &request, &slot),
                   REDIAL_ERR_NO_TARGET);
  test_pool_close(&t);
}

static void a_group_is_weighted_exactly(void **state) {
  static const uint8_t weights[] = {5, 1, 1, 0, 200, 37};
  redial_member members[6];
  redial_group group = {members, 6, 2};
  redial_pick_request request = test_request(0);
  uint32_t given[6] = {0};
  uint32_t total = 0;
  uint32_t slot;
  uint32_t i;
  test_pool t;

  (void)state;
  open_pool(&t, 6);
  members_of(members, 6, 0);
  request.group = &group;
  for (i = 0; i < 6; i++) {
    members[i].weight = weights[i];
    total += weights[i];
  }
  for (i = 0; i < 3 * total; i++) {
    assert_int_equal(redial_pick(&t.pool, &redial_weighted, &request, &slot),
                     REDIAL_OK);
    given[slot]++;
  }
  for (i = 0; i < 6; i++) {
    assert_int_equal(given[i], 3u * weights[i]);
  }
  test_pool_close(&t);
}

static void a_selector_without_state_here_is_unsupported(void **state) {
  static const redial_selector *const one[] = {&redial_lru};
  redial_pick_request request = test_request(0);
  uint32_t slot;
  test_pool t;

  (void)state;
  test_pool_of(&t, 3, one);
  assert_int_equal(redial_pick(&t.pool, &redial_weighted, &request, &slot),
                   REDIAL_ERR_UNSUPPORTED);
  assert_int_equal(redial_pick(&t.pool, &redial_skip_busy, &request, &slot),
                   REDIAL_OK);
  test_pool_close(&t);
}

/* ---- tiers of the whole pool ---- */

static void tiers_go_before_strategy(void **state) {
  uint32_t i;

  (void)state;
  for (i = 0; i < ALL; i++) {
    redial_pool_config config = redial_pool_defaults(6);
    redial_pick_request request = test_request(0);
    redial_offer offer;
    uint32_t round;
    test_pool t;

    config.tiers = 3;
    test_pool_open(&t, &config, all, ALL);
    for (round = 0; round < 6; round++) {
      t.targets[round] = redial_target_defaults(round);
      t.targets[round].tier = (uint8_t)(2 - round / 2);
    }
    assert_int_equal(redial_pool_apply(&t.pool, t.targets, 6, 0, NULL),
                     REDIAL_OK);
    for (round = 0; round < 6; round++) {
      assert_int_equal(redial_pool_offer(&t.pool, all[i], &request, &offer),
                       REDIAL_OK);
      assert_int_equal(offer.lease.slot / 2, 2 - round / 2);
    }
    /* A reload may move somebody to another tier. */
    redial_pool_release(&t.pool, offer.lease, REDIAL_OUTCOME_BUSY, 1);
    t.targets[offer.lease.slot].tier = 1;
    t.targets[offer.lease.slot].weight = 9;
    assert_int_equal(redial_pool_apply(&t.pool, t.targets, 6, 0, NULL),
                     REDIAL_OK);
    assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
    assert_int_equal(redial_pool_eligible(&t.pool, 1), 1);
    test_pool_close(&t);
  }
}

/* ---- persons ---- */

static void legs_of_one_call_count_once_for_the_person(void **state) {
  redial_member members[2];
  redial_group desk_and_mobile = {members, 2, 0};
  redial_pick_request request = test_request(0);
  redial_offer first;
  redial_offer second;
  redial_offer other;
  redial_slot slot;
  test_pool t;

  (void)state;
  open_pool(&t, 3);
  t.targets[0].person = t.targets[1].person = 42;
  redial_pool_apply(&t.pool, t.targets, 3, 0, NULL);
  members_of(members, 2, 0);
  request.group = &desk_and_mobile;
  request.call = 1;
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_skip_busy, &request, &first),
    REDIAL_OK);
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_skip_busy, &request, &second),
    REDIAL_OK);
  assert_int_equal(first.lease.slot + second.lease.slot, 1);
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_skip_busy, &request, &other),
    REDIAL_ERR_NO_TARGET);
  redial_pool_slot(&t.pool, 1, &slot);
  assert_int_equal(slot.load, 1);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  /* Another call finds the person busy on every device. */
  request.call = 2;
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_skip_busy, &request, &other),
    REDIAL_ERR_NO_TARGET);
  assert_int_equal(other.why, REDIAL_BAR_BUSY);
  /* The leg that counted ends; the call still occupies the person. */
  redial_pool_release(&t.pool, first.lease, REDIAL_OUTCOME_CANCELLED, 1);
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_skip_busy, &request, &other),
    REDIAL_ERR_NO_TARGET);
  redial_pool_release(&t.pool, second.lease, REDIAL_OUTCOME_SUCCESS, 2);
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_skip_busy, &request, &other),
    REDIAL_OK);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  test_pool_close(&t);
}

static void a_person_who_changes_takes_the_calls_along(void **state) {
  redial_pick_request request = test_request(0);
  redial_offer offer;
  test_pool t;

  (void)state;
  open_pool(&t, 2);
  t.targets[0].person = t.targets[1].person = 42;
  redial_pool_apply(&t.pool, t.targets, 2, 0, NULL);
  request.call = 5;
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_skip_busy, &request, &offer),
    REDIAL_OK);
  assert_int_equal(redial_pool_why_not(&t.pool, &request, 1, NULL),
                   REDIAL_BAR_NONE);
  request.call = 6;
  assert_int_equal(redial_pool_why_not(&t.pool, &request, 1, NULL),
                   REDIAL_BAR_BUSY);
  t.targets[1].person = 43;
  redial_pool_apply(&t.pool, t.targets, 2, 0, NULL);
  assert_int_equal(redial_pool_why_not(&t.pool, &request, 1, NULL),
                   REDIAL_BAR_NONE);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  test_pool_close(&t);
}

static void a_person_seen_busy_on_one_device_is_busy_on_all(void **state) {
  redial_pick_request request = test_request(0);
  uint64_t opens = 0;
  test_pool t;

  (void)state;
  open_pool(&t, 2);
  t.targets[0].person = t.targets[1].person = 42;
  redial_pool_apply(&t.pool, t.targets, 2, 0, NULL);
  redial_observe(&t.pool, 0, REDIAL_SIGHT_IDLE, 0, 60, 0);
  assert_int_equal(redial_pool_why_not(&t.pool, &request, 1, &opens),
                   REDIAL_BAR_BUSY);
  assert_int_equal(opens, 60);
  test_pool_close(&t);
}

/* ---- tried ---- */

static void who_is_out_is_passed_over_by_every_strategy(void **state) {
  uint32_t i;

  (void)state;
  for (i = 0; i < ALL; i++) {
    redial_tried tried;
    redial_pick_request request = test_request(0);
    uint32_t seen = 0;
    uint32_t round;
    uint32_t slot;
    test_pool t;

    memset(&tried, 0, sizeof(tried));
    open_pool(&t, 9);
    request.tried = &tried;
    for (round = 0; round < 9; round++) {
      request.random = round * 0x12345679u;
      assert_int_equal(redial_pick(&t.pool, all[i], &request, &slot),
                       REDIAL_OK);
      assert_int_equal(seen >> slot & 1, 0);
      seen |= 1u << slot;
      redial_tried_slot(&t.pool, &tried, slot);
    }
    assert_int_equal(redial_pick(&t.pool, all[i], &request, &slot),
                     REDIAL_ERR_NO_TARGET);
    redial_tried_round(&tried);
    assert_int_equal(redial_pick(&t.pool, all[i], &request, &slot),
                     REDIAL_OK);
    test_pool_close(&t);
  }
}

static void past_its_size_nobody_is_asked_twice(void **state) {
  uint32_t i;

  (void)state;
  for (i = 0; i < ALL; i++) {
    redial_tried tried;
    redial_pick_request request = test_request(0);
    uint8_t asked[100] = {0};
    uint32_t round;
    uint32_t slot;
    test_pool t;

    memset(&tried, 0, sizeof(tried));
    open_pool(&t, 100);
    request.tried = &tried;
    for (round = 0; round < 100; round++) {
      request.random = round * 0x9e3779b9u;
      request.key = 5;
      assert_int_equal(redial_pick(&t.pool, all[i], &request, &slot),
                       REDIAL_OK);
      assert_int_equal(asked[slot], 0);
      asked[slot] = 1;
      redial_tried_slot(&t.pool, &tried, slot);
    }
    assert_int_equal(tried.overflowed, 1);
    assert_int_equal(redial_pick(&t.pool, all[i], &request, &slot),
                     REDIAL_ERR_NO_TARGET);
    test_pool_close(&t);
  }
}

static void a_decline_is_never_rung_again_on_another_device(void **state) {
  redial_tried tried;
  redial_pick_request request = test_request(0);
  redial_offer offer;
  uint32_t i;
  test_pool t;

  (void)state;
  memset(&tried, 0, sizeof(tried));
  open_pool(&t, 4);
  for (i = 0; i < 3; i++) {
    t.targets[i].person = 42;
  }
  redial_pool_apply(&t.pool, t.targets, 4, 0, NULL);
  assert_int_equal(redial_tried_person(&t.pool, &tried, 1), REDIAL_OK);
  assert_int_equal(redial_tried_person(&t.pool, &tried, 2), REDIAL_OK);
  assert_int_equal(tried.person_count, 1);
  request.tried = &tried;
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_skip_busy, &request, &offer),
    REDIAL_OK);
  assert_int_equal(offer.lease.slot, 3);
  redial_tried_slot(&t.pool, &tried, 3);
  redial_pool_release(&t.pool, offer.lease, REDIAL_OUTCOME_BUSY, 0);
  assert_int_equal(redial_pool_why_not(&t.pool, &request, 0, NULL),
                   REDIAL_BAR_SUPPRESSED);
  assert_int_equal(redial_pool_why_not(&t.pool, &request, 3, NULL),
                   REDIAL_BAR_TRIED);
  redial_tried_round(&tried);
  assert_int_equal(redial_pool_why_not(&t.pool, &request, 0, NULL),
                   REDIAL_BAR_SUPPRESSED);
  assert_int_equal(redial_pool_why_not(&t.pool, &request, 3, NULL),
                   REDIAL_BAR_NONE);
  test_pool_close(&t);
}

static void a_ninth_person_does_not_fit(void **state) {
  redial_tried tried;
  uint32_t i;
  test_pool t;

  (void)state;
  memset(&tried, 0, sizeof(tried));
  open_pool(&t, 10);
  for (i = 0; i < 9; i++) {
    t.targets[i].person = i + 1;
  }
  redial_pool_apply(&t.pool, t.targets, 10, 0, NULL);
  for (i = 0; i < 8; i++) {
    assert_int_equal(redial_tried_person(&t.pool, &tried, i), REDIAL_OK);
  }
  assert_int_equal(redial_tried_person(&t.pool, &tried, 8), REDIAL_ERR_FULL);
  assert_int_equal(redial_tried_person(&t.pool, &tried, 9), REDIAL_OK);
  assert_int_equal(redial_is_tried(&t.pool, &tried, 9), REDIAL_BAR_TRIED);
  test_pool_close(&t);
}

static void after_enough_faults_a_failure_group_is_out(void **state) {
  redial_tried tried;
  redial_pick_request request = test_request(0);
  redial_offer offer;
  uint32_t i;
  test_pool t;

  (void)state;
  memset(&tried, 0, sizeof(tried));
  tried.fault_limit = 2;
  open_pool(&t, 6);
  for (i = 0; i < 6; i++) {
    t.targets[i].failure_group = i < 4 ? 7 : i == 4 ? 8 : 0;
  }
  redial_pool_apply(&t.pool, t.targets, 6, 0, NULL);
  request.tried = &tried;
  redial_tried_fault(&t.pool, &tried, 0);
  redial_tried_fault(&t.pool, &tried, 5);
  assert_int_equal(redial_pool_why_not(&t.pool, &request, 1, NULL),
                   REDIAL_BAR_NONE);
  redial_tried_fault(&t.pool, &tried, 1);
  assert_int_equal(redial_pool_why_not(&t.pool, &request, 3, NULL),
                   REDIAL_BAR_GROUP);
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_skip_busy, &request, &offer),
    REDIAL_OK);
  assert_int_equal(offer.lease.slot, 4);
  test_pool_close(&t);
}

/* ---- empty answers ---- */

static void an_empty_answer_says_why_and_until_when(void **state) {
  redial_tried tried;
  redial_pick_request request = test_request(0);
  redial_offer offer;
  test_pool t;

  (void)state;
  memset(&tried, 0, sizeof(tried));
  open_pool(&t, 4);
  redial_pool_apply(&t.pool, NULL, 0, 0, NULL);
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_lru, &request, &offer),
    REDIAL_ERR_NO_TARGET);
  assert_int_equal(offer.why, REDIAL_BAR_DRAINING);
  redial_pool_apply(&t.pool, t.targets, 4, 0, NULL);
  redial_pool_enable(&t.pool, 0, false, 0);
  redial_pool_cool(&t.pool, 1, REDIAL_OUTCOME_DECLINED, 500, 0);
  redial_observe(&t.pool, 2, REDIAL_SIGHT_REGISTERED, 0, 400, 0);
  redial_observe(&t.pool, 3, REDIAL_SIGHT_IDLE, 0, 450, 0);
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_lru, &request, &offer),
    REDIAL_ERR_NO_TARGET);
  assert_int_equal(offer.why, REDIAL_BAR_BUSY);
  assert_int_equal(offer.earliest_ms, 400);
  assert_int_equal(offer.counts[REDIAL_BAR_DISABLED], 1);
  assert_int_equal(offer.counts[REDIAL_BAR_COOLING], 1);
  assert_int_equal(offer.counts[REDIAL_BAR_DOWN], 1);
  assert_int_equal(offer.counts[REDIAL_BAR_BUSY], 1);
  assert_int_equal(offer.lease.slot, REDIAL_NO_SLOT);
  redial_tried_slot(&t.pool, &tried, 2);
  request.tried = &tried;
  request.now_ms = 400;
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_lru, &request, &offer),
    REDIAL_ERR_NO_TARGET);
  assert_int_equal(offer.why, REDIAL_BAR_TRIED);
  assert_int_equal(redial_pool_why_not(&t.pool, &request, 4, NULL),
                   REDIAL_BAR_EMPTY);
  test_pool_close(&t);
}

static void a_pool_without_targets_is_empty(void **state) {
  redial_pool_config config = redial_pool_defaults(4);
  redial_pick_request request = test_request(0);
  redial_offer offer;
  test_pool t;

  (void)state;
  test_pool_open(&t, &config, all, ALL);
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_lru, &request, &offer),
    REDIAL_ERR_NO_TARGET);
  assert_int_equal(offer.why, REDIAL_BAR_EMPTY);
  assert_true(offer.earliest_ms == REDIAL_NEVER);
  assert_int_equal(offer.counts[REDIAL_BAR_EMPTY], 4);
  test_pool_close(&t);
}

static void weight_0_is_the_reason_when_nothing_else_is(void **state) {
  redial_pick_request request = test_request(0);
  redial_offer offer;
  test_pool t;

  (void)state;
  open_pool(&t, 1);
  t.targets[0].weight = 0;
  redial_pool_apply(&t.pool, t.targets, 1, 0, NULL);
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_weighted, &request, &offer),
    REDIAL_ERR_NO_TARGET);
  assert_int_equal(offer.why, REDIAL_BAR_WEIGHT);
  test_pool_close(&t);
}

static void complaint_16_a_last_resort_says_that_it_is_one(void **state) {
  redial_pick_request request = test_request(0);
  redial_offer offer;
  test_pool t;

  (void)state;
  open_pool(&t, 4);
  redial_pool_cool(&t.pool, 0, REDIAL_OUTCOME_DECLINED, 500, 0);
  redial_pool_cool(&t.pool, 1, REDIAL_OUTCOME_SERVICE_UNAVAILABLE, 900, 0);
  redial_pool_enable(&t.pool, 2, false, 0);
  redial_observe(&t.pool, 3, REDIAL_SIGHT_IDLE, 0, 450, 0);
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_lru, &request, &offer),
    REDIAL_ERR_NO_TARGET);
  request.last_resort = 1;
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_lru, &request, &offer), REDIAL_OK);
  assert_int_equal(offer.lease.slot, 1);
  assert_int_equal(offer.last_resort, 1);
  /* A person's no, the operator's no and a busy line are not overruled. */
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_lru, &request, &offer),
    REDIAL_ERR_NO_TARGET);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  test_pool_close(&t);
}

static void a_group_has_a_last_resort_too(void **state) {
  redial_member members[3];
  redial_group group = {members, 3, 0};
  redial_pick_request request = test_request(0);
  redial_offer offer;
  test_pool t;

  (void)state;
  open_pool(&t, 3);
  members_of(members, 3, 0);
  redial_pool_cool(&t.pool, 0, REDIAL_OUTCOME_TIMEOUT, 900, 0);
  redial_pool_cool(&t.pool, 1, REDIAL_OUTCOME_TIMEOUT, 600, 0);
  redial_pool_cool(&t.pool, 2, REDIAL_OUTCOME_BLOCKED, 300, 0);
  request.group = &group;
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_lru, &request, &offer),
    REDIAL_ERR_NO_TARGET);
  assert_int_equal(offer.why, REDIAL_BAR_COOLING);
  assert_int_equal(offer.earliest_ms, 300);
  request.last_resort = 1;
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_lru, &request, &offer), REDIAL_OK);
  assert_int_equal(offer.lease.slot, 1);
  assert_int_equal(offer.last_resort, 1);
  test_pool_close(&t);
}

static void names_go_both_ways(void **state) {
  redial_bar why = REDIAL_BAR_EMPTY;
  redial_lease_kind kind = REDIAL_LEASE_NONE;
  redial_sight sight = REDIAL_SIGHT_NONE;
  const redial_selector *selector = NULL;
  uint32_t i;

  (void)state;
  for (i = 0; i < REDIAL_BAR_COUNT; i++) {
    const char *name = redial_bar_name((redial_bar)i);
    redial_span span;

    span.ptr = name;
    span.len = strlen(name);
    assert_int_equal(redial_bar_by_name(span, &why), REDIAL_OK);
    assert_int_equal(why, i);
  }
  for (i = 0; i < 3; i++) {
    redial_span span;

    span.ptr = redial_lease_kind_name((redial_lease_kind)i);
    span.len = strlen(span.ptr);
    assert_int_equal(redial_lease_kind_by_name(span, &kind), REDIAL_OK);
    assert_int_equal(kind, i);
  }
  for (i = 0; i < 4; i++) {
    redial_span span;

    span.ptr = redial_sight_name((redial_sight)i);
    span.len = strlen(span.ptr);
    assert_int_equal(redial_sight_by_name(span, &sight), REDIAL_OK);
    assert_int_equal(sight, i);
  }
  for (i = 0; i < ALL; i++) {
    redial_span span;

    span.ptr = all[i]->name;
    span.len = strlen(span.ptr);
    assert_int_equal(redial_selector_by_name(span, &selector), REDIAL_OK);
    assert_ptr_equal(selector, all[i]);
    span.len--;
    assert_int_equal(redial_selector_by_name(span, &selector),
                     REDIAL_ERR_NO_MATCH);
  }
  assert_string_equal(redial_bar_name((redial_bar)REDIAL_BAR_COUNT), "?");
  assert_string_equal(redial_lease_kind_name((redial_lease_kind)3), "?");
  assert_string_equal(redial_sight_name((redial_sight)4), "?");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(groups_share_states_and_keep_their_own_turn),
    cmocka_unit_test(every_strategy_serves_a_group_in_tiers),
    cmocka_unit_test(bad_groups_are_refused),
    cmocka_unit_test(a_group_is_weighted_exactly),
    cmocka_unit_test(a_selector_without_state_here_is_unsupported),
    cmocka_unit_test(tiers_go_before_strategy),
    cmocka_unit_test(legs_of_one_call_count_once_for_the_person),
    cmocka_unit_test(a_person_who_changes_takes_the_calls_along),
    cmocka_unit_test(a_person_seen_busy_on_one_device_is_busy_on_all),
    cmocka_unit_test(who_is_out_is_passed_over_by_every_strategy),
    cmocka_unit_test(past_its_size_nobody_is_asked_twice),
    cmocka_unit_test(a_decline_is_never_rung_again_on_another_device),
    cmocka_unit_test(a_ninth_person_does_not_fit),
    cmocka_unit_test(after_enough_faults_a_failure_group_is_out),
    cmocka_unit_test(an_empty_answer_says_why_and_until_when),
    cmocka_unit_test(a_pool_without_targets_is_empty),
    cmocka_unit_test(weight_0_is_the_reason_when_nothing_else_is),
    cmocka_unit_test(complaint_16_a_last_resort_says_that_it_is_one),
    cmocka_unit_test(a_group_has_a_last_resort_too),
    cmocka_unit_test(names_go_both_ways),
  };

  return cmocka_run_group_tests_name("groups", tests, NULL, NULL);
}
