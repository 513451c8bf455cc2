#include "line_support.h"

/* What users of other systems complain about, each played as a whole call or
   many, from the first step to the last. One test for each complaint. */

static const redial_selector *const by_lru[] = {&redial_lru};
static const redial_selector *const by_load[] = {&redial_least_calls};
static const redial_selector *const by_key[] = {&redial_hash};
static const redial_selector *const by_weight[] = {&redial_weighted};

/* A person behind three carriers. */
static void open_carriers(test_call *t, const redial_policy *policy) {
  test_call_open(t, policy, 1);
  test_call_vias(t, 3);
}

/* ---- 1 ---- */

static void
a_decline_is_never_rung_again_through_another_carrier(void **state) {
  static const int16_t declines[] = {603, 603, 603};
  static const line_script plain = {declines, false};
  static const line_script rung = {declines, true};
  const line_script *scripts[] = {&plain, &rung};
  uint32_t attempts;
  uint32_t i;

  (void)state;
  for (i = 0; i < 2; i++) {
    test_call t;

    open_carriers(&t, &redial_profile_carrier_failover);
    assert_int_equal(line_run(&t, scripts[i], &attempts).kind,
                     REDIAL_STEP_STOP);
    assert_int_equal(attempts, 1);
    test_call_close(&t);
  }
}

/* The reject key of a phone that answers it with 486. */
static void neither_is_a_reject_that_comes_as_486(void **state) {
  static const int16_t answers[] = {486, 486, 486};
  static const line_script script = {answers, true};
  uint32_t attempts;
  test_call t;

  (void)state;
  open_carriers(&t, &redial_profile_carrier_failover);
  line_run(&t, &script, &attempts);
  assert_int_equal(attempts, 1);
  assert_int_equal(redial_hunt_summary(&t.hunt).outcome,
                   REDIAL_OUTCOME_DECLINED);
  test_call_close(&t);
}

/* ---- 2 ---- */

static void a_busy_callee_is_not_tried_by_every_gateway(void **state) {
  static const int16_t codes[] = {486, 600, 480, 604, 607, 608};
  uint32_t attempts;
  uint32_t i;

  (void)state;
  for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
    int16_t answers[] = {codes[i], codes[i], codes[i]};
    line_script script = {answers, false};
    test_call t;

    open_carriers(&t, &redial_profile_carrier_failover);
    t.policy.rounds = 1;
    line_run(&t, &script, &attempts);
    assert_int_equal(attempts, 1);
    test_call_close(&t);
  }
}

/* ---- 3 ---- */

static void a_trunk_that_says_busy_when_it_is_full_is_left(void **state) {
  static const int16_t answers[] = {486, 200, 200};
  static const line_script script = {answers, false};
  uint32_t attempts;
  redial_step step;
  test_call t;

  (void)state;
  open_carriers(&t, &redial_profile_carrier_failover);
  t.policy.options |= REDIAL_POLICY_CAPACITY;
  step = line_run(&t, &script, &attempts); /* it answers within 10 ms */
  assert_int_equal(step.kind, REDIAL_STEP_DONE);
  assert_int_equal(step.via, 1);
  test_call_close(&t);
}

/* Whoever knows that a trunk does it says so once, by a rule. */
static void or_a_rule_says_which_trunk_does_so(void **state) {
  static const int16_t answers[] = {486, 200, 200};
  static const line_script script = {answers, false};
  static const char text[] =
    "486 kind=trunk elapsed_ms<150 -> outcome=overloaded about=path "
    "scope=route retry=elsewhere action=failover";
  redial_span span = {text, sizeof(text) - 1};
  redial_rules_error error;
  redial_rules rules;
  redial_rule rule;
  uint32_t count;
  uint32_t attempts;
  test_call t;

  (void)state;
  assert_int_equal(redial_rules_read(span, &rule, 1, &count, &error),
                   REDIAL_OK);
  rules.rule = &rule;
  rules.count = count;
  rules.parent = NULL;
  open_carriers(&t, &redial_profile_carrier_failover);
  t.scene.rules = &rules;
  assert_int_equal(line_run(&t, &script, &attempts).kind, REDIAL_STEP_DONE);
  assert_int_equal(attempts, 2);
  test_call_close(&t);
}

/* Nobody has said so: then many callees busy at once are a sign. */
static void or_many_callees_busy_at_once_are_a_sign(void **state) {
  redial_health_pool pool;
  redial_health_slot slots[1];
  redial_health health = {&pool, slots, &redial_health_defaults};
  redial_sign signs[4];
  uint32_t i;

  (void)state;
  redial_health_init(&health, 1, 1000);
  redial_health_enter(&health, 0, REDIAL_KIND_TRUNK, REDIAL_ROLE_VIA);
  for (i = 0; i < 4; i++) {
    static const int16_t answers[] = {486};
    static const line_script script = {answers, false};
    redial_health_event event;
    uint32_t attempts;
    test_call t;

    test_call_open(&t, &redial_profile_carrier_failover, 1);
    test_call_vias(&t, 1);
    t.policy.rounds = 1;
    line_run(&t, &script, &attempts);
    memset(&event, 0, sizeof(event));
    event.verdict = t.report.verdict;
    event.callee = 4000 + i;
    redial_health_report(&health, t.report.via, &event, 2000 + i);
    test_call_close(&t);
  }
  assert_int_equal(redial_health_poll(&health, signs, 4, 3000), 1);
  assert_int_equal(signs[0].kind, REDIAL_SIGN_TRUNK_FULL);
}

/* ---- 4 ---- */

static void a_silenced_phone_is_not_recovered_by_another_gateway(void **state) {
  static const int16_t answers[] = {480, 200, 200};
  static const line_script script = {answers, true};
  uint32_t attempts;
  test_call t;

  (void)state;
  open_carriers(&t, &redial_profile_carrier_failover);
  t.policy.rounds = 1;
  assert_int_equal(line_run(&t, &script, &attempts).kind, REDIAL_STEP_STOP);
  assert_int_equal(attempts, 1);
  assert_int_equal(redial_hunt_summary(&t.hunt).reply_code, 480);
  test_call_close(&t);
}

/* ---- 5 ---- */

static uint32_t devices_rung(int16_t code) {
  int16_t answers[] = {code, 486, 486};
  line_script script = {answers, false};
  uint32_t attempts;
  uint32_t i;
  test_call t;

  test_call_open(&t, &redial_profile_devices, 3);
  for (i = 0; i < 3; i++) {
    t.whom.targets[i].person = 9;
    t.whom.targets[i].capacity = 3;
  }
  test_call_apply(&t);
  line_run(&t, &script, &attempts);
  test_call_close(&t);
  return attempts;
}

static void busy_here_and_busy_everywhere_are_told_apart(void **state) {
  (void)state;
  assert_int_equal(devices_rung(486), 3);
  assert_int_equal(devices_rung(600), 1);
}

/* ---- 6 ---- */

static void who_does_not_answer_is_not_rung_again_and_again(void **state) {
  static const int16_t answers[] = {0, 0, 0, 486};
  static const line_script script = {answers, true};
  uint32_t rung[4] = {0, 0, 0, 0};
  uint32_t i;
  test_call t;

  (void)state;
  line_open(&t, &redial_profile_hunt_group, 4, by_lru);
  t.policy.attempts = 1; /* four calls, one attempt each */
  for (i = 0; i < 4; i++) {
    redial_step step = test_call_want(&t, REDIAL_STEP_DIAL);

    rung[step.whom]++;
    line_answer(&t, &step, &script);
    test_call_want(&t, REDIAL_STEP_STOP);
    line_again(&t);
  }
  for (i = 0; i < 4; i++) {
    assert_int_equal(rung[i], 1);
  }
  test_call_close(&t);
}

static void and_within_one_call_at_most_once_a_round(void **state) {
  static const int16_t answers[] = {0, 0, 0};
  static const line_script script = {answers, true};
  uint32_t attempts;
  test_call t;

  (void)state;
  line_open(&t, &redial_profile_hunt_group, 3, by_load);
  t.policy.rounds = 1;
  line_run(&t, &script, &attempts);
  assert_int_equal(attempts, 3);
  test_call_close(&t);
}

/* ---- 7 ---- */

static void calls_do_not_all_go_to_the_first_free_agent(void **state) {
  static const redial_selector *const *const strategies[] = {by_lru, by_load};
  uint32_t s;
  uint32_t i;

  (void)state;
  for (s = 0; s < 2; s++) {
    uint32_t calls[10] = {0};
    test_call t;

    line_open(&t, &redial_profile_hunt_group, 10, strategies[s]);
    for (i = 0; i < 100; i++) { /* everybody is free each time */
      redial_step step = test_call_want(&t, REDIAL_STEP_DIAL);

      calls[step.whom]++;
      test_call_code(&t, &step, 200);
      test_call_want(&t, REDIAL_STEP_DONE);
      line_again(&t);
    }
    for (i = 0; i < 10; i++) {
      assert_int_equal(calls[i], 10);
    }
    test_call_close(&t);
  }
}

/* ---- 8 ---- */

static void calls_that_arrive_together_ring_different_agents(void **state) {
  static const redial_selector *const *const strategies[] = {test_in_order,
                                                             by_lru, by_load};
  uint32_t s;
  uint32_t i;

  (void)state;
  for (s = 0; s < 3; s++) {
    redial_hunt hunts[11];
    bool rung[10] = {false};
    test_call t;

    line_open(&t, &redial_profile_hunt_group, 10, strategies[s]);
    for (i = 0; i < 10; i++) {
      redial_step step;

      redial_hunt_begin(&hunts[i], t.now);
      step = redial_hunt_poll(&hunts[i], &t.scene, t.now, i);
      assert_int_equal(step.kind, REDIAL_STEP_DIAL);
      assert_false(rung[step.whom]);
      rung[step.whom] = true;
    }
    redial_hunt_begin(&hunts[10], t.now); /* one more than there are agents */
    assert_int_equal(redial_hunt_poll(&hunts[10], &t.scene, t.now, 1).kind,
                     REDIAL_STEP_WAIT);
    for (i = 0; i < 11; i++) {
      redial_hunt_caller_gone(&hunts[i], &t.scene, t.now);
    }
    test_call_close(&t);
  }
}

/* ---- 9 ---- */

static void nobody_stays_reserved_after_another_has_answered(void **state) {
  redial_step legs[3];
  uint32_t i;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 3);
  t.scene.width = 3;
  for (i = 0; i < 3; i++) {
    legs[i] = test_call_want(&t, REDIAL_STEP_DIAL);
  }
  assert_int_equal(redial_pool_count(&t.whom.pool).leases, 3);
  test_call_code(&t, &legs[1], 200);
  assert_int_equal(redial_pool_count(&t.whom.pool).leases, 0);
  line_again(&t);
  test_call_want(&t, REDIAL_STEP_DIAL); /* all of them can be rung again */
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

/* A switch that died tells nothing any more. */
static void nor_for_ever_when_nobody_tells_the_end(void **state) {
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 1);
  test_call_want(&t, REDIAL_STEP_DIAL);
  t.now += t.whom.config.offer_ms;
  redial_pool_tick(&t.whom.pool, t.now);
  assert_int_equal(redial_pool_count(&t.whom.pool).leases, 0);
  line_again(&t);
  test_call_want(&t, REDIAL_STEP_DIAL);
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

/* ---- 10 ---- */

static redial_evidence unavailable_for(uint32_t seconds) {
  redial_evidence seen = test_code(503);

  seen.retry_after.present = 1;
  seen.retry_after.seconds = seconds;
  return seen;
}

/* Every carrier says five minutes; then comes the step after that. */
static redial_step blackout(test_call *t, uint16_t options, uint32_t max_ms) {
  redial_evidence seen = unavailable_for(300);
  uint32_t i;

  open_carriers(t, &redial_profile_carrier_failover);
  t->policy.options |= options;
  t->policy.retry_after_max_ms = max_ms;
  t->policy.caller_delay_ms = REDIAL_NO_LIMIT_MS;
  t->policy.deadline_ms = REDIAL_NO_LIMIT_MS;
  t->policy.attempts = 10;
  for (i = 0; i < 3; i++) {
    redial_step step = test_call_want(t, REDIAL_STEP_DIAL);

    test_call_event(t, step.lease, &seen);
  }
  return test_call_later(t);
}

/* Milliseconds until one of them is asked again. */
static uint64_t held_for(uint16_t options, uint32_t max_ms) {
  uint64_t waited;
  redial_step step;
  test_call t;

  step = blackout(&t, options, max_ms);
  assert_int_equal(step.kind, REDIAL_STEP_DIAL);
  assert_int_equal(step.last_resort, (options & REDIAL_POLICY_RESILIENT) != 0);
  waited = t.now - 1000;
  test_call_code(&t, &step, 200);
  test_call_close(&t);
  return waited;
}

static void five_minutes_from_all_are_not_obeyed_without_thought(void **state) {
  (void)state;
  assert_in_range(held_for(0, 3600000), 300000, 330000); /* as the RFC says */
  assert_in_range(held_for(0, 60000), 60000, 66000);     /* clamped */
  /* Or one trial when all are held. */
  assert_in_range(held_for(REDIAL_POLICY_RESILIENT, 3600000), 1, 2000);
}

static void one_good_trial_opens_it_for_everybody(void **state) {
  redial_step step;
  test_call t;

  (void)state;
  step = blackout(&t, REDIAL_POLICY_RESILIENT, 3600000);
  test_call_code(&t, &step, 200);
  test_call_want(&t, REDIAL_STEP_DONE);
  line_again(&t);
  t.scene.options = 0;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.last_resort, 0);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

static void a_bad_trial_opens_it_for_nobody(void **state) {
  redial_evidence seen = unavailable_for(300);
  redial_step step;
  test_call t;

  (void)state;
  step = blackout(&t, REDIAL_POLICY_RESILIENT, 3600000);
  test_call_event(&t, step.lease, &seen);
  line_again(&t);
  t.policy.options &= (uint16_t)~REDIAL_POLICY_RESILIENT;
  assert_int_not_equal(test_call_poll(&t).kind, REDIAL_STEP_DIAL);
  test_call_close(&t);
}

/* ---- 11 ---- */

/* Three switches in a row, each with its own carriers, all of which are
   down: how many attempts reach the last for 1000 calls? */
static void a_503_does_not_multiply_through_every_layer(void **state) {
  static const int16_t down[] = {503, 503, 503};
  static const line_script script = {down, false};
  uint64_t calls = 1000;
  uint32_t layer;

  (void)state;
  for (layer = 0; layer < 3; layer++) {
    redial_budget budget;
    uint64_t sent = 0;
    uint64_t i;
    test_call t;

    open_carriers(&t, &redial_profile_carrier_failover);
    t.policy.rounds = 1;
    memset(t.policy.plan, 0, sizeof(t.policy.plan)); /* nobody is held */
    redial_budget_init(&budget, 100, 0, 10, t.now);
    t.scene.budget = &budget;
    for (i = 0; i < calls; i++) {
      uint32_t attempts;
      redial_step step = line_run(&t, &script, &attempts);

      assert_int_equal(step.kind, REDIAL_STEP_STOP);
      assert_int_equal(step.reply_code, 500); /* and not the 503 */
      sent += attempts;
      line_again(&t);
    }
    assert_true(sent * 100 <= calls * 112);
    calls = sent;
    test_call_close(&t);
  }
  assert_true(calls <= 1340 + 30);
}

/* ---- 12 ---- */

static void a_503_to_options_is_not_alive(void **state) {
  redial_health_pool pool;
  redial_health_slot slots[2];
  redial_health health = {&pool, slots, &redial_health_defaults};
  redial_evidence seen = unavailable_for(30);
  redial_health_view view;
  redial_step step;
  uint32_t i;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 2);
  redial_health_init(&health, 2, t.now);
  redial_health_enter(&health, 0, REDIAL_KIND_TRUNK, REDIAL_ROLE_VIA);
  assert_int_equal(redial_probe_assess(&seen).hold_s, 30);
  for (i = 0; i < 3; i++) {
    view = redial_health_probe(
      &health, 0, (redial_probe)redial_probe_assess(&seen).verdict, t.now);
  }
  assert_false(view.may_offer);
  redial_observe(&t.via.pool, 0, REDIAL_SIGHT_REGISTERED, view.may_offer, 60000,
                 t.now);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.via, 1);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

/* ---- 13 ---- */

static void the_load_of_a_dead_target_goes_to_all_others(void **state) {
  uint32_t calls[6] = {0};
  uint32_t lowest = UINT32_MAX;
  uint32_t highest = 0;
  uint32_t i;
  test_call t;

  (void)state;
  line_open(&t, &redial_profile_hunt_group, 6, by_key);
  redial_pool_enable(&t.whom.pool, 3, false, t.now);
  for (i = 0; i < 12000; i++) {
    redial_step step;

    t.scene.key = i * UINT64_C(0x9e3779b97f4a7c15);
    step = test_call_want(&t, REDIAL_STEP_DIAL);
    calls[step.whom]++;
    test_call_code(&t, &step, 200);
    line_again(&t);
  }
  assert_int_equal(calls[3], 0);
  for (i = 0; i < 6; i++) {
    if (i != 3) {
      lowest = calls[i] < lowest ? calls[i] : lowest;
      highest = calls[i] > highest ? calls[i] : highest;
    }
  }
  /* 2400 each; the neighbour of a ring would get 4000. */
  assert_true(highest < lowest * 115 / 100);
  test_call_close(&t);
}

/* ---- 14 ---- */

static void more_than_25_equal_targets_get_equal_shares(void **state) {
  static const uint32_t sizes[] = {26, 51, 200};
  uint32_t s;
  uint32_t i;

  (void)state;
  for (s = 0; s < 3; s++) {
    uint32_t calls[200] = {0};
    test_call t;

    line_open(&t, &redial_profile_hunt_group, sizes[s], by_weight);
    for (i = 0; i < sizes[s]; i++) {
      redial_step step = test_call_want(&t, REDIAL_STEP_DIAL);

      calls[step.whom]++;
      test_call_code(&t, &step, 200);
      line_again(&t);
    }
    for (i = 0; i < sizes[s]; i++) {
      assert_int_equal(calls[i], 1);
    }
    test_call_close(&t);
  }
}

/* ---- 15 ---- */

static void who_went_down_meanwhile_is_not_dialled(void **state) {
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 4);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 0);
  redial_observe(&t.whom.pool, 1, REDIAL_SIGHT_REGISTERED, 0, 60000, t.now);
  redial_pool_enable(&t.whom.pool, 2, false, t.now);
  test_call_code(&t, &step, 486);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 3);
  assert_int_equal(redial_why_not(&t.scene, &t.hunt, 1, t.now),
                   REDIAL_BAR_DOWN);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

/* ---- 16 ---- */

static void a_last_resort_is_asked_and_called_one(void **state) {
  redial_health_pool pool;
  redial_health_slot slots[2];
  redial_health health = {&pool, slots, &redial_health_defaults};
  redial_health_event event;
  redial_sign signs[4];
  redial_step step;
  uint32_t i;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  redial_health_init(&health, 2, t.now);
  memset(&event, 0, sizeof(event));
  event.verdict = redial_classify_sip(503);
  for (i = 0; i < 2; i++) {
    redial_observe(&t.whom.pool, i, REDIAL_SIGHT_REGISTERED, 0, 60000, t.now);
    redial_health_enter(&health, i, REDIAL_KIND_TRUNK, REDIAL_ROLE_VIA);
    redial_health_report(&health, i, &event, t.now);
    redial_health_report(&health, i, &event, t.now);
    redial_health_report(&health, i, &event, t.now);
  }
  assert_int_equal(redial_health_poll(&health, signs, 4, t.now), 1);
  assert_int_equal(signs[0].kind, REDIAL_SIGN_OUTAGE); /* nobody hides it */
  t.scene.options = REDIAL_SCENE_LAST_RESORT;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.last_resort, 1);
  test_call_code(&t, &step, 200);
  line_again(&t);
  t.scene.options = 0;
  step = test_call_poll(&t);
  assert_int_not_equal(step.kind, REDIAL_STEP_DIAL);
  test_call_close(&t);
}

/* ---- 17 ---- */

static void calls_whose_end_was_lost_do_not_count_for_ever(void **state) {
  redial_slot slot;
  uint32_t i;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 5);
  t.scene.options = REDIAL_SCENE_TALK;
  for (i = 0; i < 5; i++) {
    redial_step step = test_call_want(&t, REDIAL_STEP_DIAL);

    test_call_code(&t, &step, 200); /* and no BYE is ever told */
    test_call_want(&t, REDIAL_STEP_DONE);
    line_again(&t);
  }
  assert_int_equal(redial_pool_count(&t.whom.pool).leases, 5);
  t.now += t.whom.config.talk_ms;
  while (redial_pool_next_change(&t.whom.pool) <= t.now) {
    redial_pool_tick(&t.whom.pool, t.now); /* a bounded sweep each */
  }
  for (i = 0; i < 5; i++) {
    assert_int_equal(redial_pool_slot(&t.whom.pool, i, &slot), REDIAL_OK);
    assert_int_equal(slot.calls, 0);
    assert_int_equal(slot.load, 0);
  }
  assert_int_equal(redial_pool_count(&t.whom.pool).expired, 5);
  test_call_close(&t);
}

/* ---- 18 ---- */

static void a_transfer_leaves_the_wrap_up_as_it_is(void **state) {
  redial_lease lease;
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  t.whom.targets[0].wrap_up_ms = 30000;
  t.whom.targets[1].wrap_up_ms = 30000;
  test_call_apply(&t);
  t.scene.options = REDIAL_SCENE_TALK;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 200);
  lease = test_call_want(&t, REDIAL_STEP_DONE).lease;
  t.now += 60000;
  assert_int_equal(redial_pool_move(&t.whom.pool, &lease, 1, t.now), REDIAL_OK);
  line_again(&t);
  assert_int_equal(redial_why_not(&t.scene, &t.hunt, 0, t.now + 29999),
                   REDIAL_BAR_COOLING);
  assert_int_equal(redial_why_not(&t.scene, &t.hunt, 1, t.now),
                   REDIAL_BAR_BUSY);
  t.now += 29999;
  assert_int_not_equal(test_call_poll(&t).kind, REDIAL_STEP_DIAL);
  t.now += 30000;
  step = test_call_later(&t);
  assert_int_equal(step.kind, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 0);
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  redial_pool_release(&t.whom.pool, lease, REDIAL_OUTCOME_SUCCESS, t.now);
  test_call_close(&t);
}

/* ---- 19 ---- */

static void ring_two(test_call *t, redial_step *legs) {
  test_call_open(t, &redial_profile_hunt_group, 2);
  t->scene.width = 2;
  legs[0] = test_call_want(t, REDIAL_STEP_DIAL);
  legs[1] = test_call_want(t, REDIAL_STEP_DIAL);
  test_call_code(t, &legs[0], 180);
  test_call_code(t, &legs[1], 180);
}

static void a_caller_who_left_is_a_missed_call_on_every_phone(void **state) {
  redial_step legs[2];
  redial_step step;
  uint32_t i;
  test_call t;

  (void)state;
  ring_two(&t, legs);
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  for (i = 0; i < 2; i++) {
    step = test_call_want(&t, REDIAL_STEP_CANCEL);
    assert_int_equal(step.cause, 0); /* no "completed elsewhere" */
    assert_int_equal(step.reason, REDIAL_CANCEL_REASON_ENDED);
  }
  test_call_close(&t);
}

static void an_answer_elsewhere_is_none(void **state) {
  redial_step legs[2];
  redial_step step;
  test_call t;

  (void)state;
  ring_two(&t, legs);
  test_call_code(&t, &legs[0], 200);
  step = test_call_want(&t, REDIAL_STEP_CANCEL);
  assert_int_equal(step.whom, 1);
  assert_int_equal(step.cause, 200); /* RFC 3326 */
  assert_int_equal(step.reason, REDIAL_CANCEL_REASON_ANSWERED);
  test_call_close(&t);
}

/* ---- 20 ---- */

static void
a_dead_gateway_costs_seconds_and_a_ringing_phone_keeps_its_time(void **state) {
  uint64_t began;
  redial_step step;
  test_call t;

  (void)state;
  open_carriers(&t, &redial_profile_carrier_failover);
  began = t.now;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_true(step.setup_ms * 10 < step.ring_ms);
  t.now += step.setup_ms; /* not even a 100 */
  test_call_timeout(&t, &step, REDIAL_PROGRESS_NOTHING);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.via, 1);
  assert_int_equal(t.now - began, 4000);
  test_call_code(&t, &step, 180);
  t.now += 50000; /* rings for long, and nobody gives up */
  assert_int_equal(test_call_poll(&t).kind, REDIAL_STEP_WAIT);
  test_call_code(&t, &step, 200);
  test_call_want(&t, REDIAL_STEP_DONE);
  test_call_close(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_decline_is_never_rung_again_through_another_carrier),
    cmocka_unit_test(neither_is_a_reject_that_comes_as_486),
    cmocka_unit_test(a_busy_callee_is_not_tried_by_every_gateway),
    cmocka_unit_test(a_trunk_that_says_busy_when_it_is_full_is_left),
    cmocka_unit_test(or_a_rule_says_which_trunk_does_so),
    cmocka_unit_test(or_many_callees_busy_at_once_are_a_sign),
    cmocka_unit_test(a_silenced_phone_is_not_recovered_by_another_gateway),
    cmocka_unit_test(busy_here_and_busy_everywhere_are_told_apart),
    cmocka_unit_test(who_does_not_answer_is_not_rung_again_and_again),
    cmocka_unit_test(and_within_one_call_at_most_once_a_round),
    cmocka_unit_test(calls_do_not_all_go_to_the_first_free_agent),
    cmocka_unit_test(calls_that_arrive_together_ring_different_agents),
    cmocka_unit_test(nobody_stays_reserved_after_another_has_answered),
    cmocka_unit_test(nor_for_ever_when_nobody_tells_the_end),
    cmocka_unit_test(five_minutes_from_all_are_not_obeyed_without_thought),
    cmocka_unit_test(one_good_trial_opens_it_for_everybody),
    cmocka_unit_test(a_bad_trial_opens_it_for_nobody),
    cmocka_unit_test(a_503_does_not_multiply_through_every_layer),
    cmocka_unit_test(a_503_to_options_is_not_alive),
    cmocka_unit_test(the_load_of_a_dead_target_goes_to_all_others),
    cmocka_unit_test(more_than_25_equal_targets_get_equal_shares),
    cmocka_unit_test(who_went_down_meanwhile_is_not_dialled),
    cmocka_unit_test(a_last_resort_is_asked_and_called_one),
    cmocka_unit_test(calls_whose_end_was_lost_do_not_count_for_ever),
    cmocka_unit_test(a_transfer_leaves_the_wrap_up_as_it_is),
    cmocka_unit_test(a_caller_who_left_is_a_missed_call_on_every_phone),
    cmocka_unit_test(an_answer_elsewhere_is_none),
    cmocka_unit_test(
      a_dead_gateway_costs_seconds_and_a_ringing_phone_keeps_its_time),
  };

  return cmocka_run_group_tests_name("complaints", tests, NULL, NULL);
}
