#include "hunt_support.h"

/* When nobody is left to ask, the ways to the last one count as they are. */

/* Dials, and hears this. */
static void ways_answer(test_call *t, int32_t code) {
  redial_step step = test_call_want(t, REDIAL_STEP_DIAL);

  test_call_code(t, &step, code);
}

static void
a_stop_says_that_the_attempts_at_the_number_are_used_up(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 4);
  t.policy.endpoint_attempts = 2;
  t.policy.rounds = 1;
  ways_answer(&t, 503);
  ways_answer(&t, 503);
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(step.why, REDIAL_WHY_ENDPOINT_ATTEMPTS);
  test_call_close(&t);
}

static void
no_round_is_waited_for_when_the_only_gateway_is_used_up(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 1);
  test_call_vias(&t, 1);
  t.policy.via_attempts = 1;
  ways_answer(&t, 486);
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(step.why, REDIAL_WHY_VIA_ATTEMPTS);
  assert_int_equal(step.reply_code, 486);
  test_call_close(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_stop_says_that_the_attempts_at_the_number_are_used_up),
    cmocka_unit_test(no_round_is_waited_for_when_the_only_gateway_is_used_up),
  };

  return cmocka_run_group_tests_name("hunt_ways", tests, NULL, NULL);
}
