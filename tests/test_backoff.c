#include "support.h"

static uint32_t xorshift(uint32_t *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 17;
  *seed ^= *seed << 5;
  return *seed;
}

static void the_window_doubles_up_to_the_cap(void **state) {
  static const uint32_t windows[] = {500, 1000, 2000, 4000, 8000, 16000,
                                     30000, 30000};
  redial_backoff backoff;
  size_t i;

  (void)state;
  backoff.reserved = 7;
  redial_backoff_init(&backoff, 500, 30000, REDIAL_JITTER_NONE);
  assert_int_equal(backoff.reserved, 0);
  for (i = 0; i < sizeof(windows) / sizeof(windows[0]); i++) {
    assert_int_equal(redial_backoff_next(&backoff, 77), windows[i]);
  }
}

static void the_window_saturates(void **state) {
  (void)state;
  assert_int_equal(redial_backoff_window(1, UINT32_MAX, 31), 0x80000000u);
  assert_int_equal(redial_backoff_window(1, UINT32_MAX, 32), UINT32_MAX);
  assert_int_equal(redial_backoff_window(3, UINT32_MAX, 31), UINT32_MAX);
  assert_int_equal(redial_backoff_window(UINT32_MAX, UINT32_MAX, UINT32_MAX),
                   UINT32_MAX);
  assert_int_equal(redial_backoff_window(0, 5000, UINT32_MAX), 0);
  assert_int_equal(redial_backoff_window(9, 5, 0), 5);
  assert_int_equal(redial_backoff_window(4, 5, 0), 4);
  assert_int_equal(redial_backoff_window(5, 5, 0), 5);
}

static void a_curve_never_comes_down_by_itself(void **state) {
  redial_backoff backoff;
  uint32_t before = 0;
  int i;

  (void)state;
  redial_backoff_init(&backoff, 1, UINT32_MAX, REDIAL_JITTER_NONE);
  for (i = 0; i < 600; i++) {
    uint32_t wait = redial_backoff_next(&backoff, 0);

    assert_true(wait >= before);
    before = wait;
  }
  assert_int_equal(before, UINT32_MAX);
}

static void a_hint_replaces_one_wait_and_restarts(void **state) {
  redial_backoff backoff;

  (void)state;
  redial_backoff_init(&backoff, 500, 30000, REDIAL_JITTER_NONE);
  redial_backoff_next(&backoff, 0);
  redial_backoff_next(&backoff, 0);
  redial_backoff_hint(&backoff, 90000);
  assert_int_equal(redial_backoff_next(&backoff, 0), 90000);
  assert_int_equal(redial_backoff_next(&backoff, 0), 500);
  redial_backoff_hint(&backoff, 0);
  assert_int_equal(redial_backoff_next(&backoff, 0), 0);
}

static void a_success_restarts(void **state) {
  redial_backoff backoff;

  (void)state;
  redial_backoff_init(&backoff, 500, 30000, REDIAL_JITTER_NONE);
  redial_backoff_next(&backoff, 0);
  redial_backoff_reset(&backoff);
  assert_int_equal(redial_backoff_next(&backoff, 0), 500);
}

static void full_jitter_reaches_both_ends(void **state) {
  (void)state;
  assert_int_equal(redial_backoff_jitter(1000, REDIAL_JITTER_FULL, 0), 0);
  assert_int_equal(
    redial_backoff_jitter(1000, REDIAL_JITTER_FULL, UINT32_MAX), 1000);
  assert_int_equal(
    redial_backoff_jitter(UINT32_MAX, REDIAL_JITTER_FULL, UINT32_MAX),
    UINT32_MAX);
  assert_int_equal(redial_backoff_jitter(0, REDIAL_JITTER_FULL, UINT32_MAX),
                   0);
}

static void equal_jitter_is_never_near_zero(void **state) {
  (void)state;
  assert_int_equal(redial_backoff_jitter(1000, REDIAL_JITTER_EQUAL, 0), 1000);
  assert_int_equal(
    redial_backoff_jitter(1000, REDIAL_JITTER_EQUAL, UINT32_MAX), 500);
  assert_int_equal(
    redial_backoff_jitter(1001, REDIAL_JITTER_EQUAL, UINT32_MAX), 501);
}

static void an_unknown_jitter_is_none(void **state) {
  (void)state;
  assert_int_equal(redial_backoff_jitter(1000, (redial_jitter)99, 5), 1000);
}

/* Exactly: of 2^32 random numbers, wait k is drawn by those from
   ceil(k * 2^32 / n) on, so no wait has two more than another. */
static void the_bias_is_at_most_one_in_two_to_the_32(void **state) {
  static const uint32_t lasts[] = {1, 2, 6, 99, 30000, 0xfffffffeu};
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(lasts) / sizeof(lasts[0]); i++) {
    uint64_t n = (uint64_t)lasts[i] + 1;
    uint64_t k = n / 2;
    uint64_t first = ((k << 32) + n - 1) / n;
    uint64_t next = (((k + 1) << 32) + n - 1) / n;

    assert_int_equal(
      redial_backoff_jitter(lasts[i], REDIAL_JITTER_FULL, (uint32_t)first), k);
    assert_int_equal(redial_backoff_jitter(lasts[i], REDIAL_JITTER_FULL,
                                           (uint32_t)(first - 1)),
                     k - 1);
    assert_int_equal(redial_backoff_jitter(lasts[i], REDIAL_JITTER_FULL,
                                           (uint32_t)(next - 1)),
                     k);
    assert_true(next - first <= (UINT64_C(1) << 32) / n + 1);
  }
}

static void the_mean_is_the_middle_of_the_window(void **state) {
  uint32_t seed = 2463534242u;
  uint64_t full = 0;
  uint64_t equal = 0;
  int i;

  (void)state;
  for (i = 0; i < 100000; i++) {
    uint32_t random = xorshift(&seed);

    full += redial_backoff_jitter(10000, REDIAL_JITTER_FULL, random);
    equal += redial_backoff_jitter(10000, REDIAL_JITTER_EQUAL, random);
  }
  assert_in_range(full / 100000, 4950, 5050);
  assert_in_range(equal / 100000, 7475, 7525);
}

/* policy-notes 4.1: the mean total of five waits from 0.5 s. */
static void five_waits_take_as_long_as_computed(void **state) {
  uint32_t seed = 88675123u;
  uint64_t full = 0;
  uint64_t equal = 0;
  int i, k;

  (void)state;
  for (i = 0; i < 10000; i++) {
    redial_backoff a, b;

    redial_backoff_init(&a, 500, 30000, REDIAL_JITTER_FULL);
    redial_backoff_init(&b, 500, 30000, REDIAL_JITTER_EQUAL);
    for (k = 0; k < 5; k++) {
      full += redial_backoff_next(&a, xorshift(&seed));
      equal += redial_backoff_next(&b, xorshift(&seed));
    }
  }
  assert_in_range(full / 10000, 7600, 7900);
  assert_in_range(equal / 10000, 11500, 11800);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_window_doubles_up_to_the_cap),
    cmocka_unit_test(the_window_saturates),
    cmocka_unit_test(a_curve_never_comes_down_by_itself),
    cmocka_unit_test(a_hint_replaces_one_wait_and_restarts),
    cmocka_unit_test(a_success_restarts),
    cmocka_unit_test(full_jitter_reaches_both_ends),
    cmocka_unit_test(equal_jitter_is_never_near_zero),
    cmocka_unit_test(an_unknown_jitter_is_none),
    cmocka_unit_test(the_bias_is_at_most_one_in_two_to_the_32),
    cmocka_unit_test(the_mean_is_the_middle_of_the_window),
    cmocka_unit_test(five_waits_take_as_long_as_computed),
  };

  return cmocka_run_group_tests_name("backoff", tests, NULL, NULL);
}
