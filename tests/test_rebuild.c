#include "pool_support.h"

/* A rebuild judges before it writes. */

static const redial_selector *const use[] = {&redial_round_robin, &redial_lru};

static void *copy_of(const test_pool *t) {
  void *copy = malloc(t->size);

  assert_non_null(copy);
  memcpy(copy, t->memory, t->size);
  return copy;
}

/* Ids in an order that no sorting finds easy. */
static uint64_t id_of(uint32_t i) {
  return (i + 1) * UINT64_C(0x9e3779b97f4a7c15);
}

static void open_pool(test_pool *t, uint32_t n) {
  redial_pool_config config = redial_pool_defaults(n);
  redial_pick_request request = test_request(10);
  redial_offer offer;
  uint32_t i;

  test_pool_open(t, &config, use, 2);
  for (i = 0; i < n; i++) {
    t->targets[i] = redial_target_defaults(id_of(i));
  }
  assert_int_equal(redial_pool_apply(&t->pool, t->targets, n, 5, NULL),
                   REDIAL_OK);
  for (i = 0; i < n / 2; i++) {
    assert_int_equal(redial_pool_offer(&t->pool, use[i % 2], &request, &offer),
                     REDIAL_OK);
  }
  redial_pool_cool(&t->pool, n - 1, REDIAL_OUTCOME_BUSY, 5000, 20);
}

/* The first place that holds the id: the record of its slot. */
static void give_id(test_pool *t, uint64_t from, uint64_t to) {
  uint64_t *words = (uint64_t *)t->memory;
  size_t i = 0;

  while (words[i] != from) {
    i++;
    assert_true(i < t->size / 8);
  }
  words[i] = to;
}

static void refused_without_a_change(test_pool *t) {
  void *before = copy_of(t);

  assert_int_equal(redial_pool_rebuild(&t->pool), REDIAL_ERR_CORRUPT);
  assert_memory_equal(t->memory, before, t->size);
  assert_int_equal(redial_pool_restore(&t->pool, 7), REDIAL_ERR_CORRUPT);
  assert_memory_equal(t->memory, before, t->size);
  free(before);
}

static void one_id_in_any_two_slots_is_refused_without_a_change(void **state) {
  static const uint32_t sizes[] = {2, 3, 7, 8, 64, 65, 100};
  uint32_t s;

  (void)state;
  for (s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
    uint32_t n = sizes[s];
    uint32_t i;

    for (i = 0; i < n; i++) {
      uint32_t other = (i + 1 + i * 7 % (n - 1)) % n;
      test_pool t;

      open_pool(&t, n);
      give_id(&t, id_of(i), id_of(other));
      refused_without_a_change(&t);
      give_id(&t, id_of(other), id_of(i));
      test_pool_close(&t);
    }
  }
}

static void a_record_that_is_none_is_refused_without_a_change(void **state) {
  test_pool t;
  uint8_t *bytes;
  size_t i;

  (void)state;
  open_pool(&t, 5);
  bytes = (uint8_t *)t.memory;
  for (i = 0; i < t.size; i++) {
    redial_pool pool;
    void *before;

    bytes[i] ^= 0xff;
    before = copy_of(&t);
    if (redial_pool_attach(&pool, t.memory, t.size, use, 2) == REDIAL_OK &&
        redial_pool_rebuild(&pool) == REDIAL_ERR_CORRUPT) {
      assert_memory_equal(t.memory, before, t.size);
    } else {
      memcpy(t.memory, before, t.size);
    }
    free(before);
    bytes[i] ^= 0xff;
  }
  assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
  test_pool_close(&t);
}

static void ids_of_any_order_are_all_found_again(void **state) {
  static const uint32_t sizes[] = {1, 2, 3, 64, 1000, 4097};
  uint32_t s;
  uint32_t i;

  (void)state;
  for (s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
    test_pool t;

    open_pool(&t, sizes[s]);
    assert_int_equal(redial_pool_rebuild(&t.pool), REDIAL_OK);
    assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
    for (i = 0; i < sizes[s]; i++) {
      uint32_t slot = REDIAL_NO_SLOT;

      assert_int_equal(redial_pool_find(&t.pool, id_of(i), &slot), REDIAL_OK);
      assert_int_equal(redial_pool_id(&t.pool, slot) == id_of(i), 1);
    }
    test_pool_close(&t);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(one_id_in_any_two_slots_is_refused_without_a_change),
    cmocka_unit_test(a_record_that_is_none_is_refused_without_a_change),
    cmocka_unit_test(ids_of_any_order_are_all_found_again),
  };

  return cmocka_run_group_tests_name("rebuild", tests, NULL, NULL);
}
