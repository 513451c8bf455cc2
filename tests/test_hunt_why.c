#include "hunt_support.h"

/* One phone, and it is in a call that redial did not place. */
static void a_round_for_want_of_a_free_phone_says_why_it_waits(void **state) {
  test_call t;
  redial_lease stranger;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 1);
  assert_int_equal(redial_occupy(&t.whom.pool, 0, 0, t.now, &stranger),
                   REDIAL_OK);
  step = test_call_want(&t, REDIAL_STEP_WAIT);
  assert_true(step.wake_ms > t.now);
  assert_int_equal(t.hunt.why, REDIAL_WHY_ROUND);
  assert_int_equal(t.hunt.bar, REDIAL_BAR_BUSY);
  assert_int_equal(
    redial_pool_release(&t.whom.pool, stranger, REDIAL_OUTCOME_SUCCESS, t.now),
    REDIAL_OK);
  assert_int_equal(redial_hunt_caller_gone(&t.hunt, &t.scene, t.now),
                   REDIAL_OK);
  test_call_close(&t);
}

/* Nothing came, but the caller waited for all of it. */
static void a_call_took_until_the_caller_hung_up(void **state) {
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 1);
  test_call_want(&t, REDIAL_STEP_DIAL);
  t.now += 7000;
  assert_int_equal(redial_hunt_caller_gone(&t.hunt, &t.scene, t.now),
                   REDIAL_OK);
  assert_int_equal(redial_hunt_summary(&t.hunt).took_ms, 7000);
  test_call_close(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_round_for_want_of_a_free_phone_says_why_it_waits),
    cmocka_unit_test(a_call_took_until_the_caller_hung_up),
  };

  return cmocka_run_group_tests_name("hunt_why", tests, NULL, NULL);
}
