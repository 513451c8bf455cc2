#include "pool_support.h"

/* The pool: roster, leases, what is told, learned and observed. */

static const redial_selector *const lru_only[] = {&redial_lru};
static const redial_selector *const first_only[] = {&redial_skip_busy};

static redial_status offer_at(test_pool *t, const redial_selector *selector,
                              uint64_t now_ms, redial_offer *offer) {
  redial_pick_request request = test_request(now_ms);

  return redial_pool_offer(&t->pool, selector, &request, offer);
}

static uint32_t slot_at(test_pool *t, const redial_selector *selector,
                        uint64_t now_ms) {
  redial_offer offer;

  return offer_at(t, selector, now_ms, &offer) == REDIAL_OK ? offer.lease.slot
                                                            : REDIAL_NO_SLOT;
}

static redial_bar why_at(test_pool *t, uint32_t slot, uint64_t now_ms) {
  redial_pick_request request = test_request(now_ms);

  return redial_pool_why_not(&t->pool, &request, slot, NULL);
}

/* ---- memory ---- */

static void memory_that_does_not_fit_is_refused(void **state) {
  redial_pool_config config = redial_pool_defaults(10);
  size_t size = redial_pool_bytes(&config, lru_only, 1);
  char *memory = (char *)malloc(size + 8);
  redial_pool pool;

  (void)state;
  assert_non_null(memory);
  assert_int_equal(
    redial_pool_init(&pool, memory, size - 1, &config, lru_only, 1),
    REDIAL_ERR_SPACE);
  assert_int_equal(
    redial_pool_init(&pool, memory + 2, size, &config, lru_only, 1),
    REDIAL_ERR_ALIGN);
  config.capacity = 0;
  assert_int_equal(redial_pool_bytes(&config, lru_only, 1), 0);
  assert_int_equal(redial_pool_init(&pool, memory, size, &config, lru_only, 1),
                   REDIAL_ERR_RANGE);
  config.capacity = REDIAL_POOL_SLOTS_MAX + 1;
  assert_int_equal(redial_pool_bytes(&config, lru_only, 1), 0);
  config = redial_pool_defaults(10);
  config.tiers = 0;
  assert_int_equal(redial_pool_bytes(&config, lru_only, 1), 0);
  config.tiers = REDIAL_POOL_TIERS_MAX + 1;
  assert_int_equal(redial_pool_bytes(&config, lru_only, 1), 0);
  free(memory);
}

static void the_static_size_is_enough_for_every_pool(void **state) {
  static const uint32_t sizes[] = {1, 2, 63, 64, 65, 4097, 262145, 1000000};
  static const redial_selector *const all[] = {
    &redial_round_robin,  &redial_weighted,    &redial_lru,
    &redial_longest_idle, &redial_skip_busy,   &redial_least_calls,
    &redial_random,       &redial_two_choices, &redial_hash};
  uint32_t i;
  uint32_t count;

  (void)state;
  for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
    for (count = 0; count <= 9; count++) {
      redial_pool_config config = redial_pool_defaults(sizes[i]);

      config.tiers = (uint8_t)(1 + count % 3);
      config.groups = count * 10;
      config.max_calls = (uint16_t)(1 + 1000 * count);
      assert_in_range(redial_pool_bytes(&config, all, count), 1,
                      REDIAL_POOL_BYTES(sizes[i], sizes[i], count * 10,
                                        1 + count % 3, 1 + 1000 * count,
                                        count));
    }
  }
}

static void a_pool_known_when_compiling_needs_no_heap(void **state) {
  static REDIAL_POOL_STORAGE(memory, 20, 1);
  redial_pool_config config = redial_pool_defaults(20);
  redial_pool pool;

  (void)state;
  assert_int_equal(
    redial_pool_init(&pool, memory, sizeof(memory), &config, lru_only, 1),
    REDIAL_OK);
}

static void an_image_moves_and_goes_on(void **state) {
  test_pool t;
  redial_pool moved;
  void *copy;

  (void)state;
  test_pool_of(&t, 5, lru_only);
  assert_int_equal(slot_at(&t, &redial_lru, 1), 0);
  copy = malloc(t.size);
  assert_non_null(copy);
  memcpy(copy, t.memory, t.size);
  memset(t.memory, 0xee, t.size);
  assert_int_equal(redial_pool_attach(&moved, copy, t.size, lru_only, 1),
                   REDIAL_OK);
  assert_int_equal(redial_pool_check(&moved), REDIAL_OK);
  t.pool = moved;
  assert_int_equal(slot_at(&t, &redial_lru, 2), 1);
  assert_int_equal(redial_pool_attach(&moved, copy, t.size, first_only, 1),
                   REDIAL_ERR_VERSION);
  assert_int_equal(redial_pool_attach(&moved, copy, t.size, lru_only, 0),
                   REDIAL_ERR_VERSION);
  assert_int_equal(redial_pool_attach(&moved, copy, t.size - 8, lru_only, 1),
                   REDIAL_ERR_SPACE);
  assert_int_equal(redial_pool_attach(&moved, copy, 8, lru_only, 1),
                   REDIAL_ERR_SPACE);
  ((uint32_t *)copy)[2]++;
  assert_int_equal(redial_pool_attach(&moved, copy, t.size, lru_only, 1),
                   REDIAL_ERR_VERSION);
  free(copy);
  test_pool_close(&t);
}

/* ---- roster ---- */

static void a_reload_keeps_slots_and_drains_who_left(void **state) {
  test_pool t;
  redial_applied applied;
  redial_offer offer;
  uint32_t slot;

  (void)state;
  test_pool_of(&t, 4, first_only);
  assert_int_equal(offer_at(&t, &redial_skip_busy, 1, &offer), REDIAL_OK);
  redial_pool_cool(&t.pool, 1, REDIAL_OUTCOME_BUSY, 1000, 1);
  t.targets[0] = redial_target_defaults(1003);
  t.targets[1] = redial_target_defaults(1001);
  assert_int_equal(redial_pool_apply(&t.pool, t.targets, 2, 2, &applied),
                   REDIAL_OK);
  assert_int_equal(applied.stayed, 2);
  assert_int_equal(applied.left, 2);
  assert_int_equal(why_at(&t, 0, 2), REDIAL_BAR_DRAINING);
  assert_int_equal(why_at(&t, 1, 2), REDIAL_BAR_COOLING);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 2), 3);
  /* The newcomer cannot have the slot of the one who still talks. */
  t.targets[2] = redial_target_defaults(2000);
  assert_int_equal(redial_pool_apply(&t.pool, t.targets, 3, 3, &applied),
                   REDIAL_OK);
  assert_int_equal(applied.came, 1);
  assert_int_equal(redial_pool_find(&t.pool, 2000, &slot), REDIAL_OK);
  assert_int_equal(slot, 2);
  assert_int_equal(redial_pool_find(&t.pool, 1002, &slot), REDIAL_ERR_NO_MATCH);
  t.targets[3] = redial_target_defaults(2001);
  assert_int_equal(redial_pool_apply(&t.pool, t.targets, 4, 3, &applied),
                   REDIAL_ERR_FULL);
  assert_int_equal(
    redial_pool_release(&t.pool, offer.lease, REDIAL_OUTCOME_SUCCESS, 4),
    REDIAL_OK);
  assert_int_equal(redial_pool_apply(&t.pool, t.targets, 4, 5, &applied),
                   REDIAL_OK);
  assert_int_equal(redial_pool_find(&t.pool, 2001, &slot), REDIAL_OK);
  assert_int_equal(slot, 0);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  test_pool_close(&t);
}

static void an_id_that_returns_finds_slot_and_state(void **state) {
  test_pool t;
  redial_applied applied;

  (void)state;
  test_pool_of(&t, 3, first_only);
  redial_pool_cool(&t.pool, 2, REDIAL_OUTCOME_DECLINED, 5000, 10);
  assert_int_equal(redial_pool_apply(&t.pool, t.targets, 2, 20, NULL),
                   REDIAL_OK);
  assert_int_equal(why_at(&t, 2, 20), REDIAL_BAR_DRAINING);
  assert_int_equal(redial_pool_apply(&t.pool, t.targets, 3, 30, &applied),
                   REDIAL_OK);
  assert_int_equal(applied.returned, 1);
  assert_int_equal(why_at(&t, 2, 30), REDIAL_BAR_COOLING);
  assert_int_equal(why_at(&t, 2, 5010), REDIAL_BAR_NONE);
  test_pool_close(&t);
}

static void a_bad_roster_changes_nothing(void **state) {
  test_pool t;
  void *before;
  uint32_t i;

  (void)state;
  test_pool_of(&t, 20, lru_only);
  before = malloc(t.size);
  assert_non_null(before);
  memcpy(before, t.memory, t.size);
  t.targets[7].id = t.targets[3].id;
  assert_int_equal(redial_pool_apply(&t.pool, t.targets, 20, 0, NULL),
                   REDIAL_ERR_RANGE);
  t.targets[7].id = 5;
  t.targets[8].id = 5;
  assert_int_equal(redial_pool_apply(&t.pool, t.targets, 20, 0, NULL),
                   REDIAL_ERR_RANGE);
  assert_int_equal(redial_pool_apply(&t.pool, t.targets, 21, 0, NULL),
                   REDIAL_ERR_FULL);
  t.targets[8].id = 6;
  t.targets[8].tier = 1;
  assert_int_equal(redial_pool_apply(&t.pool, t.targets, 20, 0, NULL),
                   REDIAL_ERR_RANGE);
  t.targets[8].tier = 0;
  for (i = 0; i < REDIAL_PERSON_SLOTS_MAX + 1; i++) {
    t.targets[i].person = 77;
  }
  assert_int_equal(redial_pool_apply(&t.pool, t.targets, 20, 0, NULL),
                   REDIAL_ERR_RANGE);
  assert_memory_equal(before, t.memory, t.size);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  t.targets[0].person = 0;
  assert_int_equal(redial_pool_apply(&t.pool, t.targets, 20, 0, NULL),
                   REDIAL_OK);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  free(before);
  test_pool_close(&t);
}

static void no_slot_changes_meaning_while_it_is_leased(void **state) {
  redial_pool_config config = redial_pool_defaults(64);
  redial_lease leases[64];
  uint64_t ids[64];
  uint64_t seed = 5;
  test_pool t;
  uint32_t held = 0;
  uint32_t round;
  uint32_t i;

  (void)state;
  test_pool_open(&t, &config, lru_only, 1);
  for (round = 0; round < 300; round++) {
    uint32_t count = 0;
    redial_offer offer;

    for (i = 0; i < 100 && count < 64; i++) {
      if (test_random(&seed) % 2 == 0) {
        t.targets[count] = redial_target_defaults(i);
        t.targets[count].person = i % 5 == 0 ? i / 10 + 1 : 0;
        count++;
      }
    }
    (void)redial_pool_apply(&t.pool, t.targets, count, round, NULL);
    assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
    while (held < 40 && offer_at(&t, &redial_lru, round, &offer) == REDIAL_OK) {
      redial_slot slot;

      redial_pool_slot(&t.pool, offer.lease.slot, &slot);
      leases[held] = offer.lease;
      ids[held] = slot.target.id;
      held++;
    }
    for (i = 0; i < held; i++) {
      redial_slot slot;

      assert_int_equal(redial_pool_slot(&t.pool, leases[i].slot, &slot),
                       REDIAL_OK);
      assert_int_equal(slot.target.id, ids[i]);
    }
    while (held > 10) {
      held--;
      assert_int_equal(
        redial_pool_release(&t.pool, leases[held], REDIAL_OUTCOME_BUSY, round),
        REDIAL_OK);
    }
  }
  test_pool_close(&t);
}

/* ---- leases ---- */

static void a_lease_ends_once(void **state) {
  test_pool t;
  redial_offer offer;

  (void)state;
  test_pool_of(&t, 1, first_only);
  assert_int_equal(offer_at(&t, &redial_skip_busy, 1, &offer), REDIAL_OK);
  assert_int_equal(redial_pool_lease(&t.pool, offer.lease), REDIAL_LEASE_OFFER);
  assert_int_equal(why_at(&t, 0, 1), REDIAL_BAR_BUSY);
  assert_int_equal(
    redial_pool_release(&t.pool, offer.lease, REDIAL_OUTCOME_BUSY, 2),
    REDIAL_OK);
  assert_int_equal(
    redial_pool_release(&t.pool, offer.lease, REDIAL_OUTCOME_BUSY, 3),
    REDIAL_ERR_NO_LEASE);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 4), 0);
  /* The old one does not end the new one, which has the same record. */
  assert_int_equal(
    redial_pool_release(&t.pool, offer.lease, REDIAL_OUTCOME_BUSY, 5),
    REDIAL_ERR_NO_LEASE);
  assert_int_equal(redial_pool_answer(&t.pool, offer.lease, 5),
                   REDIAL_ERR_NO_LEASE);
  assert_int_equal(redial_pool_renew(&t.pool, offer.lease, 5),
                   REDIAL_ERR_NO_LEASE);
  assert_int_equal(why_at(&t, 0, 5), REDIAL_BAR_BUSY);
  offer.lease.entry = 12345;
  assert_int_equal(redial_pool_lease(&t.pool, offer.lease), REDIAL_LEASE_NONE);
  test_pool_close(&t);
}

static void complaint_9_a_lost_call_does_not_hold_an_agent(void **state) {
  test_pool t;
  redial_offer offer;

  (void)state;
  test_pool_of(&t, 1, first_only);
  assert_int_equal(offer_at(&t, &redial_skip_busy, 1000, &offer), REDIAL_OK);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 180999), REDIAL_NO_SLOT);
  assert_int_equal(redial_pool_next_change(&t.pool), 181000);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 181000), 0);
  assert_int_equal(
    redial_pool_release(&t.pool, offer.lease, REDIAL_OUTCOME_SUCCESS, 181001),
    REDIAL_ERR_NO_LEASE);
  assert_int_equal(redial_pool_count(&t.pool).expired, 1);
  assert_int_equal(why_at(&t, 0, 181001), REDIAL_BAR_BUSY);
  test_pool_close(&t);
}

static void a_renewed_call_lasts_on(void **state) {
  test_pool t;
  redial_offer offer;
  uint64_t hours = 3600000;

  (void)state;
  test_pool_of(&t, 1, first_only);
  assert_int_equal(offer_at(&t, &redial_skip_busy, 0, &offer), REDIAL_OK);
  assert_int_equal(redial_pool_answer(&t.pool, offer.lease, 10), REDIAL_OK);
  assert_int_equal(redial_pool_lease(&t.pool, offer.lease), REDIAL_LEASE_TALK);
  assert_int_equal(redial_pool_renew(&t.pool, offer.lease, 3 * hours),
                   REDIAL_OK);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 6 * hours), REDIAL_NO_SLOT);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 7 * hours), 0);
  test_pool_close(&t);
}

static void a_lease_of_an_earlier_run_is_no_lease(void **state) {
  redial_pool_config config = redial_pool_defaults(1);
  test_pool t;
  redial_offer offer;
  redial_offer later;

  (void)state;
  config.epoch = 1;
  test_pool_open(&t, &config, first_only, 1);
  test_pool_fill(&t);
  assert_int_equal(offer_at(&t, &redial_skip_busy, 0, &offer), REDIAL_OK);
  config.epoch = 2;
  assert_int_equal(
    redial_pool_init(&t.pool, t.memory, t.size, &config, first_only, 1),
    REDIAL_OK);
  test_pool_fill(&t);
  assert_int_equal(offer_at(&t, &redial_skip_busy, 0, &later), REDIAL_OK);
  assert_int_equal(
    redial_pool_release(&t.pool, offer.lease, REDIAL_OUTCOME_BUSY, 1),
    REDIAL_ERR_NO_LEASE);
  test_pool_close(&t);
}

static void
complaint_18_a_transfer_moves_the_call_and_keeps_the_wrap_up(void **state) {
  test_pool t;
  redial_offer offer;
  redial_slot slot;

  (void)state;
  test_pool_of(&t, 2, first_only);
  t.targets[0].wrap_up_ms = 30000;
  redial_pool_apply(&t.pool, t.targets, 2, 0, NULL);
  assert_int_equal(offer_at(&t, &redial_skip_busy, 0, &offer), REDIAL_OK);
  assert_int_equal(redial_pool_answer(&t.pool, offer.lease, 5), REDIAL_OK);
  assert_int_equal(redial_pool_move(&t.pool, &offer.lease, 0, 1000),
                   REDIAL_ERR_RANGE);
  assert_int_equal(redial_pool_move(&t.pool, &offer.lease, 2, 1000),
                   REDIAL_ERR_RANGE);
  assert_int_equal(redial_pool_move(&t.pool, &offer.lease, 1, 1000), REDIAL_OK);
  assert_int_equal(offer.lease.slot, 1);
  assert_int_equal(why_at(&t, 1, 1000), REDIAL_BAR_BUSY);
  assert_int_equal(why_at(&t, 0, 1000), REDIAL_BAR_COOLING);
  redial_pool_slot(&t.pool, 0, &slot);
  assert_int_equal(slot.cooling_ms, 31000);
  assert_int_equal(slot.cause, REDIAL_OUTCOME_SUCCESS);
  assert_true(slot.offered > 0);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 30999), REDIAL_NO_SLOT);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 31000), 0);
  test_pool_close(&t);
}

static void complaint_17_counters_come_from_live_leases(void **state) {
  redial_pool_config config = redial_pool_defaults(1);
  test_pool t;
  redial_offer offer;
  redial_slot slot;
  uint32_t i;

  (void)state;
  config.leases = 50;
  test_pool_open(&t, &config, first_only, 1);
  t.targets[0] = redial_target_defaults(1);
  t.targets[0].capacity = 50;
  redial_pool_apply(&t.pool, t.targets, 1, 0, NULL);
  for (i = 0; i < 50; i++) {
    assert_int_equal(offer_at(&t, &redial_skip_busy, i, &offer), REDIAL_OK);
  }
  /* Nobody ever says how they ended. */
  for (i = 0; i < 100; i++) {
    redial_pool_tick(&t.pool, 180025);
  }
  redial_pool_slot(&t.pool, 0, &slot);
  assert_int_equal(slot.calls, 24);
  for (i = 0; i < 100; i++) {
    redial_pool_tick(&t.pool, 200000);
  }
  redial_pool_slot(&t.pool, 0, &slot);
  assert_int_equal(slot.calls, 0);
  assert_int_equal(redial_pool_count(&t.pool).leases, 0);
  test_pool_close(&t);
}

static void without_a_lease_nobody_is_offered(void **state) {
  redial_pool_config config = redial_pool_defaults(3);
  test_pool t;
  redial_offer offer;

  (void)state;
  config.leases = 1;
  test_pool_open(&t, &config, first_only, 1);
  test_pool_fill(&t);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 0), 0);
  assert_int_equal(offer_at(&t, &redial_skip_busy, 1, &offer),
                   REDIAL_ERR_NO_TARGET);
  assert_int_equal(offer.why, REDIAL_BAR_LEASES);
  assert_int_equal(offer.earliest_ms, 180000);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 180000), 0);
  test_pool_close(&t);
}

static void
complaint_8_calls_that_arrive_together_get_different_agents(void **state) {
  redial_pool_config config = redial_pool_defaults(10);
  test_pool t;
  redial_offer offer;
  uint32_t given[10] = {0};
  uint32_t i;

  (void)state;
  config.leases = 1000;
  config.max_calls = 100;
  test_pool_open(&t, &config, lru_only, 1);
  test_pool_fill(&t);
  for (i = 0; i < 1000; i++) {
    if (offer_at(&t, &redial_lru, 7, &offer) == REDIAL_OK) {
      given[offer.lease.slot]++;
    }
  }
  for (i = 0; i < 10; i++) {
    assert_int_equal(given[i], 1);
    t.targets[i].capacity = 100;
  }
  redial_pool_apply(&t.pool, t.targets, 10, 8, NULL);
  for (i = 0; i < 1000; i++) {
    if (offer_at(&t, &redial_lru, 9, &offer) == REDIAL_OK) {
      given[offer.lease.slot]++;
    }
  }
  for (i = 0; i < 10; i++) {
    assert_int_equal(given[i], 100);
  }
  test_pool_close(&t);
}

static void complaint_6_who_never_answers_is_asked_once_a_round(void **state) {
  test_pool t;
  redial_offer offer;
  uint32_t asked[7] = {0};
  uint32_t i;

  (void)state;
  test_pool_of(&t, 7, lru_only);
  for (i = 0; i < 70; i++) {
    assert_int_equal(offer_at(&t, &redial_lru, i, &offer), REDIAL_OK);
    asked[offer.lease.slot]++;
    redial_pool_release(&t.pool, offer.lease, REDIAL_OUTCOME_NO_ANSWER, i);
  }
  for (i = 0; i < 7; i++) {
    assert_int_equal(asked[i], 10);
  }
  test_pool_close(&t);
}

/* ---- told, learned, observed ---- */

static void causes_cool_side_by_side(void **state) {
  test_pool t;

  (void)state;
  test_pool_of(&t, 1, first_only);
  redial_pool_cool(&t.pool, 0, REDIAL_OUTCOME_DECLINED, 100, 0);
  redial_pool_cool(&t.pool, 0, REDIAL_OUTCOME_BUSY, 300, 0);
  redial_pool_cool(&t.pool, 0, REDIAL_OUTCOME_UNAVAILABLE, 200, 0);
  redial_pool_cool(&t.pool, 0, REDIAL_OUTCOME_BUSY, 50, 0);
  redial_observe(&t.pool, 0, REDIAL_SIGHT_IDLE, 1, 1000, 10);
  redial_observe(&t.pool, 0, REDIAL_SIGHT_REGISTERED, 1, 1000, 10);
  assert_int_equal(why_at(&t, 0, 99), REDIAL_BAR_COOLING);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 99), REDIAL_NO_SLOT);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 100), 0);
  test_pool_close(&t);
}

static void a_registration_ends_unavailable_and_nothing_else(void **state) {
  test_pool t;

  (void)state;
  test_pool_of(&t, 3, first_only);
  redial_pool_cool(&t.pool, 0, REDIAL_OUTCOME_UNAVAILABLE, 100, 0);
  redial_pool_cool(&t.pool, 1, REDIAL_OUTCOME_BUSY, 100, 0);
  redial_pool_cool(&t.pool, 2, REDIAL_OUTCOME_DECLINED, 100, 0);
  redial_observe(&t.pool, 0, REDIAL_SIGHT_IDLE, 1, 50, 0);
  redial_observe(&t.pool, 1, REDIAL_SIGHT_REGISTERED, 1, 50, 0);
  assert_int_equal(why_at(&t, 0, 1), REDIAL_BAR_COOLING);
  assert_int_equal(why_at(&t, 1, 1), REDIAL_BAR_COOLING);
  redial_observe(&t.pool, 0, REDIAL_SIGHT_REGISTERED, 1, 50, 1);
  redial_observe(&t.pool, 1, REDIAL_SIGHT_CALLS, 0, 50, 1);
  redial_observe(&t.pool, 2, REDIAL_SIGHT_CALLS, 0, 50, 1);
  assert_int_equal(why_at(&t, 0, 2), REDIAL_BAR_NONE);
  assert_int_equal(why_at(&t, 1, 2), REDIAL_BAR_NONE);
  assert_int_equal(why_at(&t, 2, 2), REDIAL_BAR_COOLING);
  redial_pool_clear(&t.pool, 2, 3);
  assert_int_equal(why_at(&t, 2, 3), REDIAL_BAR_NONE);
  test_pool_close(&t);
}

static void a_stale_sight_is_not_known(void **state) {
  test_pool t;

  (void)state;
  test_pool_of(&t, 2, first_only);
  redial_observe(&t.pool, 0, REDIAL_SIGHT_REGISTERED, 0, 100, 0);
  redial_observe(&t.pool, 1, REDIAL_SIGHT_IDLE, 0, 200, 0);
  assert_int_equal(why_at(&t, 0, 99), REDIAL_BAR_DOWN);
  assert_int_equal(why_at(&t, 1, 99), REDIAL_BAR_BUSY);
  assert_int_equal(redial_pool_next_change(&t.pool), 100);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 99), REDIAL_NO_SLOT);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 100), 0);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 199), REDIAL_NO_SLOT);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 200), 1);
  test_pool_close(&t);
}

static void what_is_seen_includes_what_was_placed(void **state) {
  test_pool t;
  redial_offer offer;
  redial_slot slot;

  (void)state;
  test_pool_of(&t, 1, first_only);
  t.targets[0].capacity = 3;
  redial_pool_apply(&t.pool, t.targets, 1, 0, NULL);
  assert_int_equal(offer_at(&t, &redial_skip_busy, 0, &offer), REDIAL_OK);
  redial_observe(&t.pool, 0, REDIAL_SIGHT_CALLS, 1, 100, 0);
  redial_pool_slot(&t.pool, 0, &slot);
  assert_int_equal(slot.load, 1);
  redial_observe(&t.pool, 0, REDIAL_SIGHT_CALLS, 3, 100, 0);
  assert_int_equal(why_at(&t, 0, 1), REDIAL_BAR_BUSY);
  redial_observe(&t.pool, 0, REDIAL_SIGHT_NONE, 0, 0, 2);
  redial_pool_slot(&t.pool, 0, &slot);
  assert_int_equal(slot.load, 1);
  assert_int_equal(redial_observe(&t.pool, 0, REDIAL_SIGHT_IDLE, 2, 9, 2),
                   REDIAL_ERR_RANGE);
  assert_int_equal(redial_observe(&t.pool, 1, REDIAL_SIGHT_IDLE, 1, 9, 2),
                   REDIAL_ERR_RANGE);
  test_pool_close(&t);
}

static void a_call_from_elsewhere_occupies(void **state) {
  test_pool t;
  redial_lease lease;

  (void)state;
  test_pool_of(&t, 1, first_only);
  assert_int_equal(redial_occupy(&t.pool, 0, 9, 0, &lease), REDIAL_OK);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 1), REDIAL_NO_SLOT);
  assert_int_equal(redial_occupy(&t.pool, 0, 9, 0, &lease), REDIAL_ERR_FULL);
  assert_int_equal(redial_occupy(&t.pool, 1, 9, 0, &lease), REDIAL_ERR_RANGE);
  assert_int_equal(
    redial_pool_release(&t.pool, lease, REDIAL_OUTCOME_SUCCESS, 2), REDIAL_OK);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 3), 0);
  test_pool_close(&t);
}

static void capacity_0_takes_no_call_and_is_no_magic_number(void **state) {
  test_pool t;
  redial_offer offer;

  (void)state;
  test_pool_of(&t, 1, first_only);
  t.targets[0].capacity = 0;
  redial_pool_apply(&t.pool, t.targets, 1, 0, NULL);
  assert_int_equal(offer_at(&t, &redial_skip_busy, 0, &offer),
                   REDIAL_ERR_NO_TARGET);
  assert_int_equal(offer.why, REDIAL_BAR_BUSY);
  assert_true(offer.earliest_ms == REDIAL_NEVER);
  test_pool_close(&t);
}

static void a_clock_that_goes_backward_stands_still(void **state) {
  test_pool t;

  (void)state;
  test_pool_of(&t, 1, first_only);
  redial_pool_tick(&t.pool, 1000);
  redial_pool_cool(&t.pool, 0, REDIAL_OUTCOME_BUSY, 100, 500);
  assert_int_equal(redial_pool_count(&t.pool).backward, 1);
  assert_int_equal(redial_pool_count(&t.pool).clock_ms, 1000);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 1099), REDIAL_NO_SLOT);
  assert_int_equal(slot_at(&t, &redial_skip_busy, 1100), 0);
  test_pool_close(&t);
}

static void times_at_the_end_of_the_clock_saturate(void **state) {
  test_pool t;

  (void)state;
  test_pool_of(&t, 2, first_only);
  redial_pool_tick(&t.pool, UINT64_MAX - 10);
  redial_pool_cool(&t.pool, 0, REDIAL_OUTCOME_BUSY, 1000, UINT64_MAX - 10);
  assert_int_equal(slot_at(&t, &redial_skip_busy, UINT64_MAX - 5), 1);
  assert_int_equal(slot_at(&t, &redial_skip_busy, UINT64_MAX - 1),
                   REDIAL_NO_SLOT);
  assert_int_equal(slot_at(&t, &redial_skip_busy, UINT64_MAX), REDIAL_NO_SLOT);
  test_pool_close(&t);
}

static void a_verdict_cools_whom_it_speaks_of(void **state) {
  redial_cooling cooling = {1, 2, 3, 4, 5, 1000, 60000};
  redial_verdict busy = redial_classify(486);
  redial_verdict gone = redial_classify(404);
  redial_verdict down = redial_classify(503);

  (void)state;
  assert_int_equal(redial_cool_for(&cooling, &busy, REDIAL_KIND_PHONE), 1);
  assert_int_equal(redial_cool_for(&cooling, &busy, REDIAL_KIND_TRUNK), 0);
  assert_int_equal(redial_cool_for(&cooling, &down, REDIAL_KIND_TRUNK), 5);
  assert_int_equal(redial_cool_for(&cooling, &down, REDIAL_KIND_PHONE), 0);
  assert_int_equal(redial_cool_for(&cooling, &gone, REDIAL_KIND_PHONE), 0);
  assert_int_equal(redial_cool_for(&cooling, &gone, REDIAL_KIND_TRUNK), 0);
  down.has_retry_after = 1;
  down.retry_after_s = 300;
  assert_int_equal(redial_cool_for(&cooling, &down, REDIAL_KIND_TRUNK), 60000);
  down.retry_after_s = 0;
  assert_int_equal(redial_cool_for(&cooling, &down, REDIAL_KIND_TRUNK), 1000);
  assert_int_equal(redial_cool_for(&cooling, &down, REDIAL_KIND_PHONE), 0);
}

/* A million cool-downs that end together. */
static void a_million_ends_at_once_hide_nobody(void **state) {
  uint32_t n = 1000000;
  test_pool t;
  uint32_t i;

  (void)state;
  test_pool_of(&t, n, first_only);
  for (i = 0; i < n; i++) {
    redial_pool_cool(&t.pool, i, REDIAL_OUTCOME_DECLINED, 1000, 0);
  }
  assert_int_equal(slot_at(&t, &redial_skip_busy, 999), REDIAL_NO_SLOT);
  assert_int_equal(redial_pool_next_change(&t.pool), 1000);
  for (i = 0; i < 1000; i++) {
    assert_true(slot_at(&t, &redial_skip_busy, 1000) != REDIAL_NO_SLOT);
  }
  /* Each offer swept a fixed number. */
  assert_in_range(redial_pool_count(&t.pool).slots[REDIAL_BAR_COOLING],
                  n - 4000, n - 1000);
  test_pool_close(&t);
}

/* Nobody shares the person that is left: the ring holds only who leaves. */
static void a_new_person_and_new_terms_come_in_one_reload(void **state) {
  redial_pool_config config = redial_pool_defaults(2);
  redial_pick_request request = test_request(2);
  redial_target target = redial_target_defaults(1);
  redial_offer offer;
  test_pool t;

  (void)state;
  config.tiers = 2;
  test_pool_open(&t, &config, first_only, 1);
  redial_pool_apply(&t.pool, &target, 1, 0, NULL);
  target.person = 7;
  target.tier = 1;
  target.weight = 9;
  assert_int_equal(redial_pool_apply(&t.pool, &target, 1, 1, NULL), REDIAL_OK);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  assert_int_equal(redial_pool_eligible(&t.pool, 0), 0);
  assert_int_equal(redial_pool_eligible(&t.pool, 1), 1);
  redial_pool_enable(&t.pool, 0, false, 2);
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_skip_busy, &request, &offer),
    REDIAL_ERR_NO_TARGET);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  test_pool_close(&t);
}

static void a_cause_that_is_no_outcome_is_refused(void **state) {
  test_pool t;

  (void)state;
  test_pool_of(&t, 2, first_only);
  assert_int_equal(redial_pool_cool(&t.pool, 0, (redial_outcome)34, 1000, 0),
                   REDIAL_ERR_RANGE);
  assert_int_equal(
    redial_pool_cool(&t.pool, 0, REDIAL_OUTCOME_MISCONFIGURED, 1000, 0),
    REDIAL_OK);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  test_pool_close(&t);
}

static void who_is_no_longer_down_may_still_be_cooling(void **state) {
  redial_slot slot;
  test_pool t;

  (void)state;
  test_pool_of(&t, 1, first_only);
  redial_pool_cool(&t.pool, 0, REDIAL_OUTCOME_BUSY, 10000, 0);
  redial_observe(&t.pool, 0, REDIAL_SIGHT_REGISTERED, 0, 1000, 0);
  redial_pool_slot(&t.pool, 0, &slot);
  assert_int_equal(slot.why, REDIAL_BAR_DOWN);
  assert_int_equal(redial_pool_next_change(&t.pool), 1000);
  redial_pool_tick(&t.pool, 2000);
  redial_pool_slot(&t.pool, 0, &slot);
  assert_int_equal(slot.why, REDIAL_BAR_COOLING);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  assert_int_equal(redial_pool_next_change(&t.pool), 10000);
  test_pool_close(&t);
}

/* Seen calls tell who is in a person's ring: they count at every device. */
static void who_has_drained_is_a_persons_device_no_more(void **state) {
  redial_pool_config config = redial_pool_defaults(3);
  redial_target targets[2];
  redial_lease talk;
  redial_slot slot;
  test_pool t;

  (void)state;
  test_pool_open(&t, &config, first_only, 1);
  targets[0] = redial_target_defaults(1);
  targets[1] = redial_target_defaults(2);
  targets[0].person = targets[1].person = 7;
  redial_pool_apply(&t.pool, targets, 2, 0, NULL);
  redial_observe(&t.pool, 1, REDIAL_SIGHT_CALLS, 3, 9000, 0);
  redial_occupy(&t.pool, 1, 0, 0, &talk);
  redial_pool_apply(&t.pool, targets, 1, 1, NULL);
  redial_pool_slot(&t.pool, 0, &slot);
  assert_int_equal(slot.load, 3);
  assert_int_equal(
    redial_pool_release(&t.pool, talk, REDIAL_OUTCOME_SUCCESS, 2), REDIAL_OK);
  redial_pool_slot(&t.pool, 0, &slot);
  assert_int_equal(slot.load, 0);
  assert_int_equal(slot.why, REDIAL_BAR_NONE);
  redial_pool_slot(&t.pool, 1, &slot);
  assert_int_equal(slot.target.person, 0);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  redial_pool_apply(&t.pool, targets, 2, 3, NULL);
  redial_pool_slot(&t.pool, 0, &slot);
  assert_int_equal(slot.load, 3);
  redial_pool_apply(&t.pool, targets, 1, 4, NULL);
  redial_pool_slot(&t.pool, 0, &slot);
  assert_int_equal(slot.load, 0);
  assert_int_equal(redial_pool_rebuild(&t.pool), REDIAL_OK);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  test_pool_close(&t);
}

/* What was seen of many is over at once, and a call sweeps but a few: one who
   is told of, or learned about, before the sweep comes to him. */
static void calls_seen_too_long_ago_count_for_no_other_device(void **state) {
  static const redial_selector *const use[] = {&redial_skip_busy};
  uint32_t way;

  (void)state;
  for (way = 0; way < 3; way++) {
    redial_pool_config config = redial_pool_defaults(12);
    redial_slot slot;
    test_pool t;
    uint32_t i;

    test_pool_open(&t, &config, use, 1);
    for (i = 0; i < 12; i++) {
      t.targets[i] = redial_target_defaults(1000 + i);
      t.targets[i].person = i < 10 ? 0 : 7;
      t.targets[i].capacity = 3;
    }
    (void)redial_pool_apply(&t.pool, t.targets, 12, 0, NULL);
    for (i = 0; i < 11; i++) {
      (void)redial_observe(&t.pool, i, REDIAL_SIGHT_CALLS, 1, i < 10 ? 90 : 100,
                           0);
    }
    redial_pool_slot(&t.pool, 11, &slot);
    assert_int_equal(slot.load, 1);
    if (way == 0) {
      (void)redial_pool_enable(&t.pool, 10, false, 100);
    } else if (way == 1) {
      (void)redial_pool_clear(&t.pool, 10, 100);
    } else {
      (void)redial_pool_enable(&t.pool, 10, false, 50);
      (void)redial_pool_cool(&t.pool, 10, REDIAL_OUTCOME_DECLINED, 9, 100);
    }
    assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
    redial_pool_slot(&t.pool, 11, &slot);
    assert_int_equal(slot.load, 0);
    test_pool_close(&t);
  }
}

static void lost_calls_of_devices_that_left_leave_with_them(void **state) {
  redial_pool_config config = redial_pool_defaults(4);
  redial_lease talk;
  redial_slot slot;
  test_pool t;
  uint32_t i;

  (void)state;
  config.talk_ms = 1000;
  test_pool_open(&t, &config, first_only, 1);
  for (i = 0; i < 4; i++) {
    t.targets[i] = redial_target_defaults(1 + i);
    t.targets[i].person = 7;
  }
  redial_pool_apply(&t.pool, t.targets, 4, 0, NULL);
  for (i = 0; i < 4; i++) {
    redial_occupy(&t.pool, i, 0, 0, &talk);
  }
  redial_pool_apply(&t.pool, t.targets, 1, 1, NULL);
  redial_pool_slot(&t.pool, 0, &slot);
  assert_int_equal(slot.load, 4);
  for (i = 0; i < 8; i++) {
    redial_pool_tick(&t.pool, 1000);
    assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  }
  for (i = 0; i < 4; i++) {
    redial_pool_slot(&t.pool, i, &slot);
    assert_int_equal(slot.load, 0);
    assert_int_equal(slot.target.person, i == 0 ? 7 : 0);
  }
  test_pool_close(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(memory_that_does_not_fit_is_refused),
    cmocka_unit_test(the_static_size_is_enough_for_every_pool),
    cmocka_unit_test(a_pool_known_when_compiling_needs_no_heap),
    cmocka_unit_test(an_image_moves_and_goes_on),
    cmocka_unit_test(a_reload_keeps_slots_and_drains_who_left),
    cmocka_unit_test(an_id_that_returns_finds_slot_and_state),
    cmocka_unit_test(a_bad_roster_changes_nothing),
    cmocka_unit_test(no_slot_changes_meaning_while_it_is_leased),
    cmocka_unit_test(a_lease_ends_once),
    cmocka_unit_test(complaint_9_a_lost_call_does_not_hold_an_agent),
    cmocka_unit_test(a_renewed_call_lasts_on),
    cmocka_unit_test(a_lease_of_an_earlier_run_is_no_lease),
    cmocka_unit_test(
      complaint_18_a_transfer_moves_the_call_and_keeps_the_wrap_up),
    cmocka_unit_test(complaint_17_counters_come_from_live_leases),
    cmocka_unit_test(without_a_lease_nobody_is_offered),
    cmocka_unit_test(
      complaint_8_calls_that_arrive_together_get_different_agents),
    cmocka_unit_test(complaint_6_who_never_answers_is_asked_once_a_round),
    cmocka_unit_test(causes_cool_side_by_side),
    cmocka_unit_test(a_registration_ends_unavailable_and_nothing_else),
    cmocka_unit_test(a_stale_sight_is_not_known),
    cmocka_unit_test(what_is_seen_includes_what_was_placed),
    cmocka_unit_test(a_call_from_elsewhere_occupies),
    cmocka_unit_test(capacity_0_takes_no_call_and_is_no_magic_number),
    cmocka_unit_test(a_clock_that_goes_backward_stands_still),
    cmocka_unit_test(times_at_the_end_of_the_clock_saturate),
    cmocka_unit_test(a_verdict_cools_whom_it_speaks_of),
    cmocka_unit_test(a_million_ends_at_once_hide_nobody),
    cmocka_unit_test(a_new_person_and_new_terms_come_in_one_reload),
    cmocka_unit_test(a_cause_that_is_no_outcome_is_refused),
    cmocka_unit_test(who_is_no_longer_down_may_still_be_cooling),
    cmocka_unit_test(who_has_drained_is_a_persons_device_no_more),
    cmocka_unit_test(calls_seen_too_long_ago_count_for_no_other_device),
    cmocka_unit_test(lost_calls_of_devices_that_left_leave_with_them),
  };

  return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}
