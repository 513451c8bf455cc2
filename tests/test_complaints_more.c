#include "line_support.h"

/* More complaints about other systems, each played as a whole call. Those of
   repeated answers, second answers, forward loops and challenges stand in
   test_hunt.c. */

static const redial_selector *const by_turn[] = {&redial_round_robin};

/* A limit of 0 that was meant as "no limit" and read as "no capacity", or the
   other way round: here it takes no call, and the call says why. */
static void a_capacity_of_0_takes_no_call_and_says_so(void **state) {
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 1);
  t.whom.targets[0].capacity = 0;
  test_call_apply(&t);
  t.policy.rounds = 1;
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(step.bar, REDIAL_BAR_BUSY);
  test_call_close(&t);
}

/* A refused connection did not mark the target. */
static void a_refused_connection_counts_against_the_gateway(void **state) {
  redial_health_pool pool;
  redial_health_slot slots[2];
  redial_health health = {&pool, slots, &redial_health_defaults};
  redial_health_view view = {0};
  redial_evidence seen;
  uint32_t i;
  test_call t;

  (void)state;
  memset(&seen, 0, sizeof(seen));
  seen.origin = REDIAL_ORIGIN_LOCAL_TRANSPORT;
  redial_health_init(&health, 2, 1000);
  redial_health_enter(&health, 0, REDIAL_KIND_TRUNK, REDIAL_ROLE_VIA);
  redial_health_enter(&health, 1, REDIAL_KIND_TRUNK, REDIAL_ROLE_VIA);
  for (i = 0; i < 3; i++) {
    redial_health_event event;
    redial_step step;

    test_call_open(&t, &redial_profile_carrier_failover, 1);
    test_call_vias(&t, 2);
    step = test_call_want(&t, REDIAL_STEP_DIAL);
    test_call_event(&t, step.lease, &seen);
    assert_int_equal(t.report.decision.blame, REDIAL_PARTY_VIA);
    memset(&event, 0, sizeof(event));
    event.verdict = t.report.verdict;
    event.origin = REDIAL_ORIGIN_LOCAL_TRANSPORT;
    view = redial_health_report(&health, t.report.via, &event, 1000 + i);
    step = test_call_want(&t, REDIAL_STEP_DIAL); /* at once, by the other */
    assert_int_equal(step.via, 1);
    test_call_code(&t, &step, 200);
    test_call_close(&t);
  }
  assert_int_equal(view.state, REDIAL_BREAKER_OPEN);
}

/* A list that is rung from the top stopped at an agent at its end who was not
   there. */
static void an_absent_last_agent_does_not_end_the_list(void **state) {
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 3);
  redial_observe(&t.whom.pool, 2, REDIAL_SIGHT_REGISTERED, 0, 600000, t.now);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 486);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 1);
  test_call_code(&t, &step, 486);
  step = test_call_later(&t); /* the next round begins at the top */
  assert_int_equal(step.kind, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 0);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

/* A phone that a push has to wake got no time to register. */
static void a_phone_that_must_wake_gets_its_time(void **state) {
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_devices, 1);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_in_range(step.setup_ms, 10000, 15000);
  t.now += step.setup_ms - 1;
  test_call_want(&t, REDIAL_STEP_WAIT);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

/* A phone that rang out was reported upstream as busy. */
static void ringing_out_is_not_told_as_busy(void **state) {
  static const int16_t answers[] = {0};
  static const line_script script = {answers, true};
  uint32_t attempts;
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 1);
  t.policy.rounds = 1;
  step = line_run(&t, &script, &attempts);
  assert_int_equal(step.kind, REDIAL_STEP_STOP);
  assert_int_equal(step.reply_code, 408); /* RFC 3261 8.1.3.1 */
  assert_int_equal(redial_hunt_summary(&t.hunt).outcome,
                   REDIAL_OUTCOME_NO_ANSWER);
  test_call_close(&t);
}

/* A dial that timed out had no cause at all. */
static void a_silent_phone_has_a_cause(void **state) {
  static const int16_t answers[] = {0};
  static const line_script script = {answers, false};
  uint32_t attempts;
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 1);
  t.policy.rounds = 1;
  step = line_run(&t, &script, &attempts);
  assert_int_equal(step.reply_code, 408);
  assert_int_not_equal(step.why, REDIAL_WHY_NONE);
  assert_int_not_equal(redial_hunt_summary(&t.hunt).outcome,
                       REDIAL_OUTCOME_UNKNOWN);
  test_call_close(&t);
}

/* A carrier sends 603 when nobody answered, with the true cause beside it. */
static void a_603_that_means_no_answer_is_read_by_its_cause(void **state) {
  redial_evidence seen = test_code(603);
  redial_step step;
  test_call t;

  (void)state;
  seen.q850_cause = 19;
  seen.marks = REDIAL_MARK_Q850_SEEN;
  test_call_open(&t, &redial_profile_devices, 2);
  t.whom.targets[0].person = 9;
  t.whom.targets[1].person = 9;
  test_call_apply(&t);
  t.policy.options |= REDIAL_POLICY_TRUST_Q850;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_event(&t, step.lease, &seen);
  assert_int_equal(t.report.verdict.outcome, REDIAL_OUTCOME_NO_ANSWER);
  step = test_call_want(&t, REDIAL_STEP_DIAL); /* the person's other device */
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

/* A rotation that began anew at its first member with every reload sent a
   multiple of the load there. */
static void a_reload_does_not_begin_the_rotation_anew(void **state) {
  uint32_t calls[5] = {0};
  uint32_t i;
  test_call t;

  (void)state;
  line_open(&t, &redial_profile_hunt_group, 5, by_turn);
  for (i = 0; i < 100; i++) {
    redial_step step = test_call_want(&t, REDIAL_STEP_DIAL);

    calls[step.whom]++;
    test_call_code(&t, &step, 200);
    t.whom.targets[i % 5].wrap_up_ms = i; /* some change each time */
    test_call_apply(&t);
    line_again(&t);
  }
  for (i = 0; i < 5; i++) {
    assert_int_equal(calls[i], 20);
  }
  test_call_close(&t);
}

/* Retries that wait escaped the budget, because it was charged when they were
   sent. */
static void a_retry_that_waits_is_paid_for_already(void **state) {
  redial_budget budget;
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 1);
  redial_budget_init(&budget, 0, 0, 1, t.now); /* one token, and no more */
  t.scene.budget = &budget;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 503);
  step = test_call_want(&t, REDIAL_STEP_WAIT); /* again in a while */
  assert_true(redial_budget_is_spent(&budget, t.now));
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

/* Full jitter gave waits of nearly nothing. */
static void no_wait_is_shorter_than_the_floor(void **state) {
  uint32_t i;

  (void)state;
  for (i = 0; i < 200; i++) {
    redial_step step;
    test_call t;

    test_call_open(&t, &redial_profile_hunt_group, 1);
    t.policy.jitter = REDIAL_JITTER_FULL;
    t.seed = i;
    step = test_call_want(&t, REDIAL_STEP_DIAL);
    test_call_code(&t, &step, 486);
    step = test_call_want(&t, REDIAL_STEP_WAIT);
    assert_true(step.wake_ms >= t.now + t.policy.floor_ms);
    redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
    test_call_close(&t);
  }
}

/* An interval of 300 s ran at 240 s. */
static void an_interval_without_jitter_is_exact(void **state) {
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_redialer, 1);
  t.policy.jitter = REDIAL_JITTER_NONE;
  t.policy.plan[REDIAL_OUTCOME_BUSY].wait_ms = 300000;
  t.policy.plan[REDIAL_OUTCOME_BUSY].hold_ms = 0;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 486);
  step = test_call_want(&t, REDIAL_STEP_WAIT);
  assert_int_equal(step.wake_ms, t.now + 300000);
  t.now = step.wake_ms - 1;
  test_call_want(&t, REDIAL_STEP_WAIT);
  t.now++;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

/* A 480 was taken for ever. */
static void who_was_away_is_asked_again_in_the_next_round(void **state) {
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 1);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 480);
  step = test_call_later(&t);
  assert_int_equal(step.kind, REDIAL_STEP_DIAL);
  assert_int_equal(redial_hunt_summary(&t.hunt).rounds, 2);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

/* Nothing told "all are busy" and "there is nobody" apart. */
static void no_capacity_and_no_destination_are_told_apart(void **state) {
  redial_lease lease;
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_devices, 1);
  redial_occupy(&t.whom.pool, 0, 5, t.now, &lease);
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(step.bar, REDIAL_BAR_BUSY);
  assert_int_equal(step.reply_code, 486);
  redial_pool_release(&t.whom.pool, lease, REDIAL_OUTCOME_SUCCESS, t.now);
  redial_pool_apply(&t.whom.pool, NULL, 0, t.now, NULL);
  line_again(&t);
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_true(step.bar == REDIAL_BAR_EMPTY || step.bar == REDIAL_BAR_DRAINING);
  assert_int_equal(step.reply_code, 480);
  test_call_close(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_capacity_of_0_takes_no_call_and_says_so),
    cmocka_unit_test(a_refused_connection_counts_against_the_gateway),
    cmocka_unit_test(an_absent_last_agent_does_not_end_the_list),
    cmocka_unit_test(a_phone_that_must_wake_gets_its_time),
    cmocka_unit_test(ringing_out_is_not_told_as_busy),
    cmocka_unit_test(a_silent_phone_has_a_cause),
    cmocka_unit_test(a_603_that_means_no_answer_is_read_by_its_cause),
    cmocka_unit_test(a_reload_does_not_begin_the_rotation_anew),
    cmocka_unit_test(a_retry_that_waits_is_paid_for_already),
    cmocka_unit_test(no_wait_is_shorter_than_the_floor),
    cmocka_unit_test(an_interval_without_jitter_is_exact),
    cmocka_unit_test(who_was_away_is_asked_again_in_the_next_round),
    cmocka_unit_test(no_capacity_and_no_destination_are_told_apart),
  };

  return cmocka_run_group_tests_name("complaints_more", tests, NULL, NULL);
}
