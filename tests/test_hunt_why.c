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

/* Nobody is dialled any more, but who rings may still answer. */
static void a_hunt_that_has_closed_waits_for_who_rings_alone(void **state) {
  test_call t;
  redial_step step;
  uint64_t free_ms;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 3);
  t.scene.width = 3;
  t.policy.attempts = 2;
  free_ms = t.now + 10000;
  assert_int_equal(
    redial_pool_cool(&t.whom.pool, 2, REDIAL_OUTCOME_BUSY, 10000, t.now),
    REDIAL_OK);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(test_call_code(&t, &step, 486), REDIAL_OK);
  assert_int_equal(t.hunt.state, REDIAL_HUNT_CLOSED);
  assert_true(test_call_want(&t, REDIAL_STEP_WAIT).wake_ms > free_ms + 10000);
  assert_int_equal(redial_hunt_caller_gone(&t.hunt, &t.scene, t.now),
                   REDIAL_OK);
  test_call_close(&t);
}

/* The other one is out for the round, so the wait is that of the round: no
   second wait follows when the hours begin. */
static void a_lone_number_is_called_again_when_the_hours_begin(void **state) {
  test_call t;
  redial_step step;
  uint64_t opens;

  (void)state;
  test_call_open(&t, &redial_profile_redialer, 1);
  opens = t.now + 13u * 3600000u;
  t.scene.not_before_ms = opens;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(test_call_code(&t, &step, 480), REDIAL_OK);
  assert_int_equal(t.report.decision.next, REDIAL_NEXT_AGAIN);
  assert_int_equal(t.report.decision.why, REDIAL_WHY_ROUND);
  assert_int_equal(test_call_want(&t, REDIAL_STEP_WAIT).wake_ms, opens);
  t.now = opens;
  test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(redial_hunt_caller_gone(&t.hunt, &t.scene, t.now),
                   REDIAL_OK);
  test_call_close(&t);
}

/* Somebody is left for this round: no round ends before they were asked. */
static void before_the_hours_who_is_left_waits_for_them(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_redialer, 2);
  t.scene.not_before_ms = t.now + 3600000u;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(test_call_code(&t, &step, 480), REDIAL_OK);
  assert_int_equal(t.report.decision.next, REDIAL_NEXT_ENDPOINT);
  t.now = t.scene.not_before_ms;
  assert_int_equal(test_call_want(&t, REDIAL_STEP_DIAL).whom, 1);
  assert_int_equal(redial_hunt_caller_gone(&t.hunt, &t.scene, t.now),
                   REDIAL_OK);
  test_call_close(&t);
}

/* Two ring at once, and one of the two phones is left alone for 3 s. */
static void who_cools_rings_beside_others_as_soon_as_they_may(void **state) {
  test_call t;
  redial_step step;
  uint64_t free_ms;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  t.scene.width = 2;
  free_ms = t.now + 3000;
  assert_int_equal(
    redial_pool_cool(&t.whom.pool, 1, REDIAL_OUTCOME_BUSY, 3000, t.now),
    REDIAL_OK);
  assert_int_equal(test_call_want(&t, REDIAL_STEP_DIAL).whom, 0);
  step = test_call_want(&t, REDIAL_STEP_WAIT);
  assert_int_equal(step.wake_ms, free_ms);
  t.now = free_ms;
  assert_int_equal(test_call_want(&t, REDIAL_STEP_DIAL).whom, 1);
  assert_true(test_call_want(&t, REDIAL_STEP_WAIT).wake_ms > free_ms + 60000);
  assert_int_equal(redial_hunt_caller_gone(&t.hunt, &t.scene, t.now),
                   REDIAL_OK);
  test_call_close(&t);
}

/* Nobody is waited for whom the hunt may not ring: tried, or one too many. */
static void no_wait_ends_for_who_may_not_ring(void **state) {
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  t.scene.width = 2;
  t.policy.attempts = 1;
  assert_int_equal(
    redial_pool_cool(&t.whom.pool, 1, REDIAL_OUTCOME_BUSY, 3000, t.now),
    REDIAL_OK);
  test_call_want(&t, REDIAL_STEP_DIAL);
  assert_true(test_call_want(&t, REDIAL_STEP_WAIT).wake_ms > t.now + 60000);
  t.scene.width = 1;
  t.policy.attempts = 9;
  assert_true(test_call_want(&t, REDIAL_STEP_WAIT).wake_ms > t.now + 60000);
  assert_int_equal(redial_hunt_caller_gone(&t.hunt, &t.scene, t.now),
                   REDIAL_OK);
  test_call_close(&t);
}

/* One box has three of the four lines; after two faults it is out. */
static void why_a_gateway_is_passed_over_can_be_asked(void **state) {
  test_call t;
  redial_step step;
  uint32_t i;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 4);
  for (i = 0; i < 3; i++) {
    t.via.targets[i].failure_group = 9;
  }
  redial_pool_apply(&t.via.pool, t.via.targets, 4, t.now, NULL);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.via, 0);
  assert_int_equal(redial_why_not_via(&t.scene, &t.hunt, 0, 0, t.now),
                   REDIAL_BAR_TRIED);
  assert_int_equal(redial_why_not_via(&t.scene, &t.hunt, 0, 1, t.now),
                   REDIAL_BAR_NONE);
  /* To another endpoint it might still be offered. */
  assert_int_equal(redial_why_not_via(&t.scene, &t.hunt, 1, 0, t.now),
                   REDIAL_BAR_NONE);
  assert_int_equal(redial_why_not_via(&t.scene, &t.hunt, 0, UINT32_MAX, t.now),
                   REDIAL_BAR_EMPTY);
  assert_int_equal(test_call_code(&t, &step, 503), REDIAL_OK);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(test_call_code(&t, &step, 503), REDIAL_OK);
  assert_int_equal(redial_why_not_via(&t.scene, &t.hunt, 0, 2, t.now),
                   REDIAL_BAR_GROUP);
  assert_int_equal(test_call_want(&t, REDIAL_STEP_DIAL).via, 3);
  assert_int_equal(redial_hunt_caller_gone(&t.hunt, &t.scene, t.now),
                   REDIAL_OK);
  t.scene.via.pool = NULL;
  assert_int_equal(redial_why_not_via(&t.scene, &t.hunt, 0, 2, t.now),
                   REDIAL_BAR_EMPTY);
  t.scene.via.pool = &t.via.pool;
  test_call_close(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_round_for_want_of_a_free_phone_says_why_it_waits),
    cmocka_unit_test(a_call_took_until_the_caller_hung_up),
    cmocka_unit_test(who_cools_rings_beside_others_as_soon_as_they_may),
    cmocka_unit_test(no_wait_ends_for_who_may_not_ring),
    cmocka_unit_test(a_hunt_that_has_closed_waits_for_who_rings_alone),
    cmocka_unit_test(a_lone_number_is_called_again_when_the_hours_begin),
    cmocka_unit_test(before_the_hours_who_is_left_waits_for_them),
    cmocka_unit_test(why_a_gateway_is_passed_over_can_be_asked),
  };

  return cmocka_run_group_tests_name("hunt_why", tests, NULL, NULL);
}
