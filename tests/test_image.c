#include "pool_support.h"

/* The image: damaged, torn, saved, restored. */

static const redial_selector *const all[] = {
  &redial_round_robin,  &redial_weighted,  &redial_lru,
  &redial_longest_idle, &redial_skip_busy, &redial_least_calls,
  &redial_random,       &redial_two_choices, &redial_hash};
#define ALL 9u

/* A small pool in which something of everything is going on. */
static void open_busy_pool(test_pool *t, uint32_t n) {
  redial_pool_config config = redial_pool_defaults(n);
  redial_pick_request request;
  redial_offer offer;
  redial_lease lease;
  uint32_t i;

  config.tiers = 2;
  config.groups = 2;
  config.max_calls = 5;
  test_pool_open(t, &config, all, ALL);
  for (i = 0; i + 1 < n; i++) {
    t->targets[i] = redial_target_defaults(500 - i);
    t->targets[i].weight = (uint8_t)(i * 37);
    t->targets[i].tier = i % 3 == 2;
    t->targets[i].capacity = (uint16_t)(i % 4 + 1);
    t->targets[i].person = i % 4 == 1 ? 7 : 0;
    t->targets[i].failure_group = i % 2;
  }
  assert_int_equal(redial_pool_apply(&t->pool, t->targets, n - 1, 10, NULL),
                   REDIAL_OK);
  assert_int_equal(redial_pool_apply(&t->pool, t->targets, n - 2, 10, NULL),
                   REDIAL_OK);
  for (i = 0; i < ALL; i++) {
    request = test_request(20 + i);
    request.key = i;
    request.call = i;
    (void)redial_pool_offer(&t->pool, all[i], &request, &offer);
  }
  (void)redial_pool_answer(&t->pool, offer.lease, 30);
  (void)redial_occupy(&t->pool, 3, 0, 40, &lease);
  (void)redial_pool_cool(&t->pool, 2, REDIAL_OUTCOME_BUSY, 1000, 50);
  (void)redial_observe(&t->pool, 4, REDIAL_SIGHT_REGISTERED, 0, 500, 50);
  (void)redial_observe(&t->pool, 1, REDIAL_SIGHT_CALLS, 2, 700, 60);
}

/* Uses everything; the sanitizers watch. */
static void use(redial_pool *pool, uint64_t now_ms) {
  redial_pick_request request = test_request(now_ms);
  uint32_t n = redial_pool_capacity(pool);
  redial_offer offer;
  redial_slot slot;
  uint32_t i;

  for (i = 0; i < 3 * ALL; i++) {
    request.random = i * 0x9e3779b9u;
    request.key = i;
    if (redial_pool_offer(pool, all[i % ALL], &request, &offer) == REDIAL_OK) {
      assert_in_range(offer.lease.slot, 0, n - 1);
      assert_int_equal(redial_pool_slot(pool, offer.lease.slot, &slot),
                       REDIAL_OK);
      assert_int_equal(slot.target.enabled, 1);
      (void)redial_pool_answer(pool, offer.lease, now_ms);
      if (i % 3 != 0) {
        (void)redial_pool_release(pool, offer.lease, REDIAL_OUTCOME_BUSY,
                                  now_ms);
      }
    }
    (void)redial_pool_cool(pool, i % n, REDIAL_OUTCOME_BUSY, i, now_ms);
    (void)redial_observe(pool, i % n, REDIAL_SIGHT_IDLE, i % 2, i, now_ms);
    request.now_ms = now_ms += 7;
  }
  redial_pool_tick(pool, now_ms + 20000000);
  redial_pool_tick(pool, now_ms + 20000000);
}

static void every_changed_byte_is_found_or_harmless(void **state) {
  static const uint8_t changes[] = {0x01, 0x80, 0xff};
  test_pool t;
  uint8_t *before;
  uint32_t found = 0;
  size_t i;
  uint32_t c;

  (void)state;
  open_busy_pool(&t, 12);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  before = (uint8_t *)malloc(t.size);
  assert_non_null(before);
  memcpy(before, t.memory, t.size);
  for (i = 0; i < t.size; i++) {
    for (c = 0; c < sizeof(changes); c++) {
      redial_pool pool;

      memcpy(t.memory, before, t.size);
      ((uint8_t *)t.memory)[i] ^= changes[c];
      if (redial_pool_attach(&pool, t.memory, t.size, all, ALL) == REDIAL_OK &&
          redial_pool_check(&pool) == REDIAL_OK) {
        use(&pool, 100);
        assert_int_equal(redial_pool_check(&pool), REDIAL_OK);
      } else {
        found++;
      }
    }
  }
  assert_true(found > t.size);
  free(before);
  test_pool_close(&t);
}

/* Damage to the records that still reads as records is rebuilt into a pool
   that checks; anything else is refused. */
static void every_changed_byte_is_rebuilt_or_refused(void **state) {
  test_pool t;
  uint8_t *before;
  uint32_t rebuilt = 0;
  size_t i;

  (void)state;
  open_busy_pool(&t, 12);
  before = (uint8_t *)malloc(t.size);
  assert_non_null(before);
  memcpy(before, t.memory, t.size);
  for (i = 0; i < t.size; i++) {
    redial_pool pool;

    memcpy(t.memory, before, t.size);
    ((uint8_t *)t.memory)[i] ^= 0xff;
    if (redial_pool_attach(&pool, t.memory, t.size, all, ALL) == REDIAL_OK &&
        redial_pool_rebuild(&pool) == REDIAL_OK) {
      assert_int_equal(redial_pool_check(&pool), REDIAL_OK);
      use(&pool, 100);
      assert_int_equal(redial_pool_check(&pool), REDIAL_OK);
      rebuilt++;
    }
  }
  assert_true(rebuilt > t.size / 2);
  free(before);
  test_pool_close(&t);
}

static void any_bytes_are_refused(void **state) {
  redial_pool_config config = redial_pool_defaults(8);
  uint64_t seed = 3;
  test_pool t;
  redial_pool pool;
  size_t i;

  (void)state;
  test_pool_open(&t, &config, all, ALL);
  for (i = 0; i < t.size; i++) {
    ((uint8_t *)t.memory)[i] = (uint8_t)test_random(&seed);
  }
  assert_int_equal(redial_pool_attach(&pool, t.memory, t.size, all, ALL),
                   REDIAL_ERR_CORRUPT);
  memset(t.memory, 0, t.size);
  assert_int_equal(redial_pool_attach(&pool, t.memory, t.size, all, ALL),
                   REDIAL_ERR_CORRUPT);
  test_pool_close(&t);
}

/* ---- torn ---- */

typedef void (*operation)(test_pool *t);

static void tear_offer(test_pool *t) {
  redial_pick_request request = test_request(100);
  redial_offer offer;

  (void)redial_pool_offer(&t->pool, &redial_lru, &request, &offer);
}

static void tear_cool(test_pool *t) {
  (void)redial_pool_cool(&t->pool, 0, REDIAL_OUTCOME_DECLINED, 500, 100);
}

static void tear_release(test_pool *t) {
  redial_lease lease;
  uint32_t entry;

  lease.generation = 0;
  for (entry = 0; entry < t->config.leases; entry++) {
    for (lease.slot = 0; lease.slot < t->config.capacity; lease.slot++) {
      lease.entry = entry;
      if (redial_pool_release(&t->pool, lease, REDIAL_OUTCOME_BUSY, 100) ==
          REDIAL_OK) {
        return;
      }
    }
  }
}

static void tear_expiry(test_pool *t) {
  redial_pool_tick(&t->pool, 400000);
}

static void tear_reload(test_pool *t) {
  t->targets[1] = redial_target_defaults(9999);
  (void)redial_pool_apply(&t->pool, t->targets, 6, 100, NULL);
}

static void tear_observe(test_pool *t) {
  (void)redial_observe(&t->pool, 1, REDIAL_SIGHT_CALLS, 0, 50, 100);
}

/* What the records of the slots say: id, terms and cool-down. */
static bool slot_is_as_in(const redial_pool *pool, const redial_pool *other,
                          uint32_t slot) {
  redial_slot a;
  redial_slot b;
  redial_status status = redial_pool_slot(pool, slot, &a);

  if (status != redial_pool_slot(other, slot, &b)) {
    return false;
  }
  return status != REDIAL_OK ||
         (memcmp(&a.target, &b.target, sizeof(a.target)) == 0 &&
          a.cooling_ms == b.cooling_ms && a.seen_calls == b.seen_calls);
}

/* A writer that dies leaves some words new and the others old: here the
   first k of those that change, or the last k, for every k. Whichever they
   are, a rebuild gives a sound pool, and a slot that the operation did not
   touch is what it was. */
static void tear(operation operate, uint32_t touched_at_most) {
  test_pool t;
  test_pool old_t;
  uint64_t *before;
  uint64_t *after;
  uint64_t *torn;
  size_t words;
  size_t changed = 0;
  size_t k;
  size_t i;
  int side;

  open_busy_pool(&t, 12);
  open_busy_pool(&old_t, 12);
  words = t.size / 8;
  before = (uint64_t *)malloc(t.size);
  after = (uint64_t *)malloc(t.size);
  assert_non_null(before);
  assert_non_null(after);
  memcpy(before, t.memory, t.size);
  operate(&t);
  memcpy(after, t.memory, t.size);
  torn = (uint64_t *)t.memory;
  for (i = 0; i < words; i++) {
    changed += before[i] != after[i];
  }
  assert_true(changed > 1);
  for (k = 0; k <= changed; k++) {
    for (side = 0; side < 2; side++) {
      uint32_t touched = 0;
      size_t seen = 0;

      for (i = 0; i < words; i++) {
        bool fresh = side == 0 ? seen < k : seen >= k;

        torn[i] = fresh ? after[i] : before[i];
        seen += before[i] != after[i];
      }
      assert_int_equal(redial_pool_rebuild(&t.pool), REDIAL_OK);
      assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
      for (i = 0; i < 12; i++) {
        touched += !slot_is_as_in(&t.pool, &old_t.pool, (uint32_t)i);
      }
      assert_in_range(touched, 0, touched_at_most);
      use(&t.pool, 500);
    }
  }
  free(before);
  free(after);
  test_pool_close(&t);
  test_pool_close(&old_t);
}

static void a_torn_operation_is_rebuilt_at_every_step(void **state) {
  (void)state;
  tear(tear_offer, 0);
  tear(tear_cool, 1);
  tear(tear_release, 1);
  tear(tear_expiry, 0);
  tear(tear_observe, 1);
}

static void a_torn_reload_loses_at_most_whom_it_touched(void **state) {
  (void)state;
  tear(tear_reload, 5);
}

static void a_writer_that_died_is_noticed(void **state) {
  test_pool t;
  uint32_t *words;
  uint8_t *before;
  size_t i;

  (void)state;
  open_busy_pool(&t, 12);
  before = (uint8_t *)malloc(t.size);
  assert_non_null(before);
  memcpy(before, t.memory, t.size);
  words = (uint32_t *)t.memory;
  /* The flag is the one word that makes check say so. */
  for (i = 0; i < t.size / 4; i++) {
    words[i] ^= 1;
    if (redial_pool_check(&t.pool) == REDIAL_ERR_STATE) {
      break;
    }
    words[i] ^= 1;
    if (i * 4 > 1000) {
      break;
    }
  }
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_ERR_STATE);
  assert_int_equal(redial_pool_rebuild(&t.pool), REDIAL_OK);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  free(before);
  test_pool_close(&t);
}

/* ---- saved ---- */

static void a_rebuilt_pool_goes_on_as_before(void **state) {
  test_pool a;
  test_pool b;
  uint32_t i;

  (void)state;
  open_busy_pool(&a, 40);
  open_busy_pool(&b, 40);
  assert_int_equal(redial_pool_rebuild(&b.pool), REDIAL_OK);
  for (i = 0; i < 200; i++) {
    /* least_calls takes ties in another turn; the chance of random and two
       choices falls on another order. */
    static const uint8_t exact[] = {0, 1, 2, 3, 4, 8};
    const redial_selector *selector = all[exact[i % 6]];
    redial_pick_request request = test_request(100 + i * 3);
    redial_offer x;
    redial_offer y;

    request.key = i;
    assert_int_equal(redial_pool_offer(&a.pool, selector, &request, &x),
                     redial_pool_offer(&b.pool, selector, &request, &y));
    assert_int_equal(x.lease.slot, y.lease.slot);
    (void)redial_pool_release(&a.pool, x.lease, REDIAL_OUTCOME_BUSY,
                              101 + i * 3);
    (void)redial_pool_release(&b.pool, y.lease, REDIAL_OUTCOME_BUSY,
                              101 + i * 3);
  }
  test_pool_close(&a);
  test_pool_close(&b);
}

static void after_a_reboot_the_rest_of_each_wait_remains(void **state) {
  static const redial_selector *const first[] = {&redial_skip_busy};
  test_pool t;
  redial_pick_request request = test_request(1000000);
  redial_offer offer;
  redial_slot slot;

  (void)state;
  test_pool_of(&t, 3, first);
  redial_pool_tick(&t.pool, 1000000);
  assert_int_equal(
    redial_pool_offer(&t.pool, &redial_skip_busy, &request, &offer),
    REDIAL_OK);
  redial_pool_cool(&t.pool, 1, REDIAL_OUTCOME_DECLINED, 5000, 1000000);
  redial_observe(&t.pool, 2, REDIAL_SIGHT_REGISTERED, 0, 7000, 1000000);
  redial_pool_tick(&t.pool, 1002000);
  assert_int_equal(redial_pool_restore(&t.pool, 50), REDIAL_OK);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  redial_pool_slot(&t.pool, 1, &slot);
  assert_int_equal(slot.cooling_ms, 3050);
  redial_pool_slot(&t.pool, 2, &slot);
  assert_int_equal(slot.registered_ms, 5050);
  assert_int_equal(redial_pool_lease(&t.pool, offer.lease),
                   REDIAL_LEASE_OFFER);
  redial_pool_tick(&t.pool, 50 + 178000);
  assert_int_equal(redial_pool_lease(&t.pool, offer.lease), REDIAL_LEASE_NONE);
  assert_int_equal(redial_pool_count(&t.pool).backward, 0);
  test_pool_close(&t);
}

/* Any bar in any byte of a pool without targets: found, or nobody comes. */
static void an_empty_slot_that_seems_to_cool_is_found(void **state) {
  redial_member member = {0, 0, 1, 0};
  redial_group group = {&member, 1, 0};
  redial_pool_config config = redial_pool_defaults(1);
  redial_pick_request request = test_request(0);
  test_pool t;
  size_t i;

  (void)state;
  config.groups = 1;
  request.group = &group;
  request.last_resort = 1;
  test_pool_open(&t, &config, all, 1);
  for (i = 0; i < t.size; i++) {
    uint8_t *bytes = (uint8_t *)t.memory;
    uint8_t bar;

    for (bar = REDIAL_BAR_NONE; bar < REDIAL_BAR_COUNT; bar++) {
      uint32_t slot = REDIAL_NO_SLOT;
      redial_pool other;

      assert_int_equal(redial_pool_init(&t.pool, t.memory, t.size, &config,
                                        all, 1),
                       REDIAL_OK);
      bytes[i] = bar;
      if (redial_pool_attach(&other, t.memory, t.size, all, 1) == REDIAL_OK &&
          redial_pool_check(&other) == REDIAL_OK) {
        assert_int_not_equal(redial_pick(&other, all[0], &request, &slot),
                             REDIAL_OK);
      }
    }
  }
  test_pool_close(&t);
}

/* Where the two ids lie is found by changing one of them. */
static void one_id_in_two_slots_is_refused_before_anything_changes(
  void **state) {
  redial_target targets[2];
  redial_slot before;
  redial_slot after;
  test_pool t;
  uint8_t *bytes;
  size_t i = 0;

  (void)state;
  test_pool_of(&t, 2, all);
  targets[0] = redial_target_defaults(0x5a01);
  targets[1] = redial_target_defaults(0x5a02);
  redial_pool_apply(&t.pool, targets, 0, 0, NULL);
  redial_pool_apply(&t.pool, targets, 2, 0, NULL);
  redial_pool_cool(&t.pool, 1, REDIAL_OUTCOME_BUSY, 5000, 100);
  for (bytes = (uint8_t *)t.memory; i + 1 < t.size; i++) {
    if (bytes[i] == 0x02 && bytes[i + 1] == 0x5a) {
      bytes[i] = 0x01;
      break;
    }
  }
  assert_int_equal(redial_pool_slot(&t.pool, 1, &before), REDIAL_OK);
  assert_int_equal(before.target.id, 0x5a01);
  assert_int_equal(redial_pool_rebuild(&t.pool), REDIAL_ERR_CORRUPT);
  assert_int_equal(redial_pool_restore(&t.pool, 7), REDIAL_ERR_CORRUPT);
  redial_pool_slot(&t.pool, 1, &after);
  assert_int_equal(after.why, before.why);
  assert_int_equal(after.cooling_ms, before.cooling_ms);
  assert_int_equal(redial_pool_count(&t.pool).clock_ms, 100);
  bytes[i] = 0x02;
  assert_int_equal(redial_pool_restore(&t.pool, 200), REDIAL_OK);
  redial_pool_slot(&t.pool, 1, &after);
  assert_int_equal(after.cooling_ms, 5200);
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  test_pool_close(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_changed_byte_is_found_or_harmless),
    cmocka_unit_test(every_changed_byte_is_rebuilt_or_refused),
    cmocka_unit_test(any_bytes_are_refused),
    cmocka_unit_test(a_torn_operation_is_rebuilt_at_every_step),
    cmocka_unit_test(a_torn_reload_loses_at_most_whom_it_touched),
    cmocka_unit_test(a_writer_that_died_is_noticed),
    cmocka_unit_test(a_rebuilt_pool_goes_on_as_before),
    cmocka_unit_test(after_a_reboot_the_rest_of_each_wait_remains),
    cmocka_unit_test(an_empty_slot_that_seems_to_cool_is_found),
    cmocka_unit_test(one_id_in_two_slots_is_refused_before_anything_changes),
  };

  return cmocka_run_group_tests_name("image", tests, NULL, NULL);
}
