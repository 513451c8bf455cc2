#include "support.h"

/* The interval in double, as the textbook has it. */
static double root(double value) {
  double guess = value > 1 ? value : 1;
  int i;

  for (i = 0; i < 100; i++) {
    guess = (guess + value / guess) / 2;
  }
  return guess;
}

static double bound(double hits, double trials, double sign) {
  double z = 1.96;
  double spread = hits * (trials - hits) / trials + z * z / 4;

  return (hits + z * z / 2 + sign * z * root(spread)) / (trials + z * z);
}

static void two_of_two_are_no_better_than_a_third(void **state) {
  (void)state;
  assert_in_range(redial_wilson_lower(2, 2), 3419, 3424);
  assert_int_equal(redial_wilson_upper(2, 2), 10000);
}

static void two_lucky_calls_do_not_beat_a_thousand_good_ones(void **state) {
  (void)state;
  assert_in_range(redial_wilson_lower(950, 1000), 9345, 9354);
  assert_true(redial_wilson_lower(2, 2) < redial_wilson_lower(950, 1000));
}

static void the_numbers_are_the_same_on_every_machine(void **state) {
  static const uint32_t rows[][4] = {
    {1, 1, 2065, 10000},       {1, 3, 614, 7924},
    {2, 2, 3423, 10000},       {0, 10, 0, 2776},
    {50, 100, 4038, 5962},     {950, 1000, 9346, 9619},
    {131071, 131072, 9999, 10000},
    {3000000000u, 4000000000u, 7475, 7525},
  };
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    assert_int_equal(redial_wilson_lower(rows[i][0], rows[i][1]), rows[i][2]);
    assert_int_equal(redial_wilson_upper(rows[i][0], rows[i][1]), rows[i][3]);
  }
}

static void nothing_tried_is_nothing_known(void **state) {
  (void)state;
  assert_int_equal(redial_wilson_lower(0, 0), 0);
  assert_int_equal(redial_wilson_upper(0, 0), 10000);
  assert_int_equal(redial_wilson_lower(5, 0), 0);
  assert_int_equal(redial_wilson_upper(5, 0), 10000);
}

static void more_hits_than_trials_are_all(void **state) {
  (void)state;
  assert_int_equal(redial_wilson_lower(9, 4), redial_wilson_lower(4, 4));
  assert_int_equal(redial_wilson_upper(9, 4), 10000);
}

static void none_is_at_least_nothing_and_all_at_most_all(void **state) {
  uint32_t trials;

  (void)state;
  for (trials = 1; trials < 100000; trials = trials * 3 + 1) {
    assert_int_equal(redial_wilson_lower(0, trials), 0);
    assert_int_equal(redial_wilson_upper(trials, trials), 10000);
  }
}

/* Never inside the true interval, and less than 2 of 10 000 outside of it. */
static void agrees(uint32_t hits, uint32_t trials) {
  double lower = bound(hits, trials, -1) * 10000;
  double upper = bound(hits, trials, +1) * 10000;
  double low = redial_wilson_lower(hits, trials);
  double high = redial_wilson_upper(hits, trials);

  assert_true(low <= lower + 1e-6 && low > lower - 2);
  assert_true(high >= upper - 1e-6 && high < upper + 2);
}

static void every_share_of_up_to_300_is_exact_to_the_stated_error(
  void **state) {
  uint32_t trials;
  uint32_t hits;

  (void)state;
  for (trials = 1; trials <= 300; trials++) {
    for (hits = 0; hits <= trials; hits++) {
      agrees(hits, trials);
    }
  }
}

static void large_counts_are_exact_to_the_stated_error(void **state) {
  uint32_t trials;
  uint32_t part;

  (void)state;
  for (trials = 1; trials <= 131072; trials = trials * 2 + trials % 3) {
    for (part = 0; part <= 64; part++) {
      agrees(trials / 64 * part, trials);
    }
    agrees(trials - 1, trials);
  }
  agrees(65536, 131072);
  agrees(131071, 131072);
  agrees(1, 131072);
}

static void still_larger_ones_only_widen_the_interval(void **state) {
  static const uint32_t many[] = {131073, 131074, 262145, 1000003,
                                  4294967294u, 4294967295u};
  size_t i;
  uint32_t part;

  (void)state;
  for (i = 0; i < sizeof(many) / sizeof(many[0]); i++) {
    for (part = 0; part <= 100; part++) {
      uint32_t hits = many[i] / 100 * part;
      double lower = bound(hits, many[i], -1) * 10000;
      double upper = bound(hits, many[i], +1) * 10000;

      assert_true(redial_wilson_lower(hits, many[i]) <= lower + 1e-3);
      assert_true(redial_wilson_lower(hits, many[i]) > lower - 30);
      assert_true(redial_wilson_upper(hits, many[i]) >= upper - 1e-3);
      assert_true(redial_wilson_upper(hits, many[i]) < upper + 30);
    }
    assert_true(redial_wilson_lower(many[i] - 1, many[i]) < 10000);
    assert_int_equal(redial_wilson_upper(many[i], many[i]), 10000);
  }
}

static void more_hits_are_never_worse(void **state) {
  uint32_t hits;

  (void)state;
  for (hits = 0; hits < 1000; hits++) {
    assert_true(redial_wilson_lower(hits, 1000) <=
                redial_wilson_lower(hits + 1, 1000));
    assert_true(redial_wilson_upper(hits, 1000) <=
                redial_wilson_upper(hits + 1, 1000));
    assert_true(redial_wilson_lower(hits, 1000) <=
                redial_wilson_upper(hits, 1000));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(two_of_two_are_no_better_than_a_third),
    cmocka_unit_test(two_lucky_calls_do_not_beat_a_thousand_good_ones),
    cmocka_unit_test(the_numbers_are_the_same_on_every_machine),
    cmocka_unit_test(nothing_tried_is_nothing_known),
    cmocka_unit_test(more_hits_than_trials_are_all),
    cmocka_unit_test(none_is_at_least_nothing_and_all_at_most_all),
    cmocka_unit_test(every_share_of_up_to_300_is_exact_to_the_stated_error),
    cmocka_unit_test(large_counts_are_exact_to_the_stated_error),
    cmocka_unit_test(still_larger_ones_only_widen_the_interval),
    cmocka_unit_test(more_hits_are_never_worse),
  };

  return cmocka_run_group_tests_name("wilson", tests, NULL, NULL);
}
