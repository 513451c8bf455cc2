/* What hosts do to a hunt that nobody meant: restarts, late polls, pools that
   change or are quiet. Whatever it is, the call goes on or ends. */

#include "hunt_support.h"

/* The roster comes anew: of the first phones, under the same epoch. */
static void restart(test_call *t, uint32_t phones) {
  redial_pool_init(&t->whom.pool, t->whom.memory, t->whom.size, &t->whom.config,
                   test_in_order, 1);
  redial_pool_apply(&t->whom.pool, t->whom.targets, phones, 0, NULL);
}

static void hand_on(test_call *t, uint32_t phones) {
  char token[REDIAL_HUNT_TOKEN_MAX + 1];
  redial_span text;

  assert_int_equal(redial_hunt_token_write(&t->hunt, token, sizeof(token)),
                   REDIAL_OK);
  restart(t, phones);
  text.ptr = token;
  text.len = strlen(token);
  assert_int_equal(redial_hunt_token_read(text, &t->hunt), REDIAL_OK);
}

/* Asks until it says wait, done or stop; it must. */
static redial_step settle(test_call *t) {
  redial_step step = test_call_poll(t);
  uint32_t polls;

  for (polls = 0; step.kind < REDIAL_STEP_WAIT; polls++) {
    assert_true(polls < 32);
    step = test_call_poll(t);
  }
  return step;
}

static void
a_token_for_a_phone_that_is_not_in_the_roster_yet_is_nobodys(void **state) {
  test_call t;
  redial_step dial;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 3);
  dial = test_call_want(&t, REDIAL_STEP_DIAL);
  hand_on(&t, 0);
  assert_int_equal(test_call_code(&t, &dial, 603), REDIAL_ERR_NO_LEASE);
  test_call_want(&t, REDIAL_STEP_STOP);
  test_call_close(&t);
}

/* Phones 0 and 1 are one person's; 2 is somebody else. */
static redial_step dial_one_of_two(test_call *t) {
  test_call_open(t, &redial_profile_hunt_group, 3);
  t->policy.deadline_ms = 600000; /* beyond a lease */
  t->policy.caller_delay_ms = 600000;
  t->whom.targets[0].person = 7;
  t->whom.targets[1].person = 7;
  test_call_apply(t);
  return test_call_want(t, REDIAL_STEP_DIAL);
}

/* Phone 0 is taken away while it rings, and its lease runs out. */
static redial_step dial_who_leaves(test_call *t) {
  redial_step dial = dial_one_of_two(t);

  redial_pool_apply(&t->whom.pool, t->whom.targets + 1, 2, t->now, NULL);
  t->now += t->whom.config.offer_ms;
  return dial;
}

/* The pool no longer knows whose phone it was. */
static void
a_person_who_refused_is_not_rung_again_when_the_lease_ends_first(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  step = dial_who_leaves(&t);
  redial_pool_tick(&t.whom.pool, t.now);
  assert_int_equal(redial_pool_person(&t.whom.pool, step.whom), 0);
  assert_int_equal(test_call_code(&t, &step, 607), REDIAL_OK);
  assert_int_equal(t.report.decision.next, REDIAL_NEXT_STOP);
  assert_int_equal(t.report.decision.why, REDIAL_WHY_REFUSED);
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(step.reply_code, 607);
  test_call_close(&t);
}

/* A newcomer has the slot: the refusal is not its own. */
static void a_refusal_is_not_laid_on_who_has_the_slot_now(void **state) {
  test_call t;
  redial_step step;
  redial_target others[3];

  (void)state;
  step = dial_who_leaves(&t);
  redial_pool_tick(&t.whom.pool, t.now);
  others[0] = t.whom.targets[1];
  others[1] = t.whom.targets[2];
  others[2] = redial_target_defaults(4000);
  others[2].person = 8;
  redial_pool_apply(&t.whom.pool, others, 3, t.now, NULL);
  assert_int_equal(redial_pool_person(&t.whom.pool, step.whom), 8);
  assert_int_equal(test_call_code(&t, &step, 607), REDIAL_OK);
  assert_int_equal(t.report.decision.why, REDIAL_WHY_REFUSED);
  test_call_want(&t, REDIAL_STEP_STOP);
  test_call_close(&t);
}

/* The machine that hears of it has the same roster, and has offered nobody. */
static void
a_refusal_heard_by_another_machine_rings_the_next_person(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  step = dial_one_of_two(&t);
  hand_on(&t, 3);
  assert_int_equal(test_call_code(&t, &step, 603), REDIAL_OK);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 2);
  hand_on(&t, 3);
  assert_int_equal(test_call_code(&t, &step, 603), REDIAL_OK);
  test_call_want(&t, REDIAL_STEP_STOP);
  test_call_close(&t);
}

/* As long as its lease is there, so is its person, and the call goes on. */
static void a_phone_on_its_way_out_refuses_for_its_person(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  step = dial_one_of_two(&t);
  redial_pool_apply(&t.whom.pool, t.whom.targets + 1, 2, t.now, NULL);
  assert_int_equal(test_call_code(&t, &step, 607), REDIAL_OK);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 2);
  test_call_code(&t, &step, 200);
  test_call_want(&t, REDIAL_STEP_DONE);
  test_call_close(&t);
}

/* It has stayed in the roster: a late refusal is told as ever. */
static void who_refuses_after_the_lease_is_still_known(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  step = dial_one_of_two(&t);
  t.now += t.whom.config.offer_ms;
  redial_pool_tick(&t.whom.pool, t.now);
  assert_int_equal(test_call_code(&t, &step, 607), REDIAL_OK);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 2);
  test_call_code(&t, &step, 200);
  test_call_want(&t, REDIAL_STEP_DONE);
  test_call_close(&t);
}

/* A host that polls only when told comes by when a lost call's lease ends. */
static void a_wait_ends_when_the_lease_of_a_leg_does(void **state) {
  test_call t;
  redial_step dial;
  redial_step wait;

  (void)state;
  dial = dial_one_of_two(&t);
  wait = test_call_want(&t, REDIAL_STEP_WAIT);
  assert_int_equal(wait.wake_ms, t.now + t.whom.config.offer_ms);
  t.now = wait.wake_ms;
  wait = test_call_want(&t, REDIAL_STEP_CANCEL);
  assert_int_equal(wait.whom, dial.whom);
  dial = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &dial, 200);
  test_call_want(&t, REDIAL_STEP_DONE);
  test_call_close(&t);
}

static void an_empty_slot_shares_with_itself(void **state) {
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 3);
  restart(&t, 1);
  assert_int_equal(redial_pool_sibling(&t.whom.pool, 0), 0);
  assert_int_equal(redial_pool_sibling(&t.whom.pool, 2), 2);
  test_call_close(&t);
}

static void
an_attempt_lost_in_a_restart_is_cancelled_once_each_time(void **state) {
  test_call t;
  redial_step step;
  uint32_t rounds;

  (void)state;
  test_call_open(&t, &redial_profile_redialer, 1);
  test_call_want(&t, REDIAL_STEP_DIAL);
  hand_on(&t, 1); /* the new pool gives the old name again */
  for (rounds = 0; rounds < 60; rounds++) {
    step = settle(&t);
    if (step.kind != REDIAL_STEP_WAIT) {
      break;
    }
    assert_true(step.wake_ms > t.now);
    t.now = step.wake_ms;
  }
  assert_int_equal(step.kind, REDIAL_STEP_STOP);
  test_call_close(&t);
}

static void
what_comes_under_a_name_given_twice_is_for_who_is_under_way(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_redialer, 1);
  test_call_want(&t, REDIAL_STEP_DIAL);
  hand_on(&t, 1);
  test_call_want(&t, REDIAL_STEP_CANCEL);
  step = test_call_later(&t);
  assert_int_equal(step.kind, REDIAL_STEP_DIAL);
  assert_int_equal(test_call_code(&t, &step, 200), REDIAL_OK);
  step = test_call_want(&t, REDIAL_STEP_DONE);
  test_call_close(&t);
}

static void a_progress_nobody_knows_is_not_kept(void **state) {
  test_call t;
  redial_step dial;
  redial_evidence seen = test_code(180);
  uint32_t told;

  (void)state;
  for (told = REDIAL_PROGRESS_RINGING_MEDIA + 1; told <= UINT8_MAX; told++) {
    test_call_open(&t, &redial_profile_hunt_group, 3);
    dial = test_call_want(&t, REDIAL_STEP_DIAL);
    seen.progress = (uint8_t)told;
    assert_int_equal(test_call_event(&t, dial.lease, &seen), REDIAL_OK);
    assert_int_equal(t.hunt.legs[0].progress, REDIAL_PROGRESS_RINGING);
    hand_on(&t, 3);
    test_call_close(&t);
  }
}

static void gateways_may_leave_the_scene_under_a_leg(void **state) {
  static const int32_t codes[] = {180, 200, 486, 503, 603};
  test_call t;
  redial_step dial;
  uint32_t i;

  (void)state;
  for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
    test_call_open(&t, &redial_profile_carrier_failover, 3);
    test_call_vias(&t, 2);
    dial = test_call_want(&t, REDIAL_STEP_DIAL);
    t.scene.via.pool = NULL;
    assert_int_equal(test_call_code(&t, &dial, codes[i]), REDIAL_OK);
    settle(&t);
    redial_hunt_withdraw(&t.hunt, &t.scene, t.now);
    settle(&t);
    assert_int_equal(redial_pool_count(&t.whom.pool).leases, 0);
    /* Its own lease ends by itself. */
    redial_pool_tick(&t.via.pool, t.now + t.via.config.offer_ms);
    test_call_close(&t);
  }
}

static redial_step dialled_for_long(test_call *t, uint32_t phones) {
  test_call_open(t, &redial_profile_hunt_group, phones);
  t->policy.deadline_ms = 3600000;
  t->policy.caller_delay_ms = 3600000;
  return test_call_want(t, REDIAL_STEP_DIAL);
}

static void a_lease_that_is_over_is_noticed_in_a_quiet_pool(void **state) {
  test_call t;
  redial_step lost;
  redial_step step;

  (void)state;
  lost = dialled_for_long(&t, 2);
  t.now += t.whom.config.offer_ms; /* nothing else has happened there */
  step = test_call_want(&t, REDIAL_STEP_CANCEL);
  assert_int_equal(step.whom, lost.whom);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_not_equal(step.whom, lost.whom);
  redial_hunt_withdraw(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

static void nobody_is_dialled_with_a_lease_that_is_over(void **state) {
  test_call t;
  redial_step dial;
  uint32_t dialled;

  (void)state;
  dial = dialled_for_long(&t, 3);
  test_call_code(&t, &dial, 486); /* the next is leased by now */
  t.now += t.whom.config.offer_ms;
  for (dialled = 0; dialled < 2; dialled++) { /* and left out by nobody */
    dial = test_call_want(&t, REDIAL_STEP_DIAL);
    assert_int_equal(redial_pool_lease(&t.whom.pool, dial.lease),
                     REDIAL_LEASE_OFFER);
    assert_int_not_equal(dial.whom, 0);
    test_call_code(&t, &dial, 486);
  }
  redial_hunt_withdraw(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

static void late_polls_lose_no_gateway_either(void **state) {
  test_call t;
  redial_step dial;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  t.policy.deadline_ms = 3600000;
  t.policy.caller_delay_ms = 3600000;
  test_call_vias(&t, 1);
  dial = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &dial, 486);
  t.now += t.whom.config.offer_ms;
  dial = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(dial.whom, 1);
  assert_int_equal(redial_pool_lease(&t.via.pool, dial.via_lease),
                   REDIAL_LEASE_OFFER);
  redial_hunt_withdraw(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

static void a_repair_comes_although_its_wait_outlasts_the_lease(void **state) {
  test_call t;
  redial_evidence seen = test_code(491);
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_redialer, 1);
  t.policy.repairs = REDIAL_REPAIRS;
  t.policy.repair_limit = 3;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  seen.retry_after.present = 1;
  seen.retry_after.seconds = 2 * t.whom.config.offer_ms / 1000;
  assert_int_equal(test_call_event(&t, step.lease, &seen), REDIAL_OK);
  assert_int_equal(t.report.decision.next, REDIAL_NEXT_REPAIR);
  assert_true(t.report.decision.wait_ms > t.whom.config.offer_ms);
  /* Each timer is a little late. */
  for (step = settle(&t); step.kind == REDIAL_STEP_WAIT;
       step = test_call_poll(&t)) {
    assert_true(step.wake_ms > t.now);
    t.now = step.wake_ms + 25;
    redial_pool_tick(&t.whom.pool, t.now);
  }
  assert_int_equal(step.kind, REDIAL_STEP_REPAIR);
  redial_hunt_withdraw(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

static void
a_forward_before_the_first_poll_comes_out_the_same_in_a_replay(void **state) {
  uint32_t memory[REDIAL_JOURNAL_BYTES(8) / 4];
  redial_journal journal;
  redial_journal_record record;
  redial_replay_call calls[2];
  redial_replay replay;
  redial_step dial;
  test_call t;
  uint64_t at;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 3);
  memset(&t.hunt, 0, sizeof(t.hunt));
  redial_journal_init(&journal, memory, sizeof(memory));
  assert_int_equal(redial_journal_forwarded(&journal, &t.hunt, &t.scene,
                                            t.whom.targets[0].id, t.now),
                   REDIAL_OK);
  dial = redial_journal_poll(&journal, &t.hunt, &t.scene, t.now, 5);
  assert_int_equal(dial.whom, 1);
  restart(&t, 3);
  redial_replay_init(&replay, calls, 2);
  for (at = 1; at <= 2; at++) {
    assert_int_equal(redial_journal_read(&journal, at, &record), REDIAL_OK);
    assert_int_equal(record.first, at == 1);
    assert_int_equal(redial_replay_record(&replay, &t.scene, &record, NULL),
                     REDIAL_OK);
  }
  redial_hunt_withdraw(&calls[0].hunt, &t.scene, t.now);
  test_call_close(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(
      a_token_for_a_phone_that_is_not_in_the_roster_yet_is_nobodys),
    cmocka_unit_test(
      a_person_who_refused_is_not_rung_again_when_the_lease_ends_first),
    cmocka_unit_test(a_refusal_is_not_laid_on_who_has_the_slot_now),
    cmocka_unit_test(a_refusal_heard_by_another_machine_rings_the_next_person),
    cmocka_unit_test(a_phone_on_its_way_out_refuses_for_its_person),
    cmocka_unit_test(who_refuses_after_the_lease_is_still_known),
    cmocka_unit_test(a_wait_ends_when_the_lease_of_a_leg_does),
    cmocka_unit_test(an_empty_slot_shares_with_itself),
    cmocka_unit_test(an_attempt_lost_in_a_restart_is_cancelled_once_each_time),
    cmocka_unit_test(
      what_comes_under_a_name_given_twice_is_for_who_is_under_way),
    cmocka_unit_test(a_progress_nobody_knows_is_not_kept),
    cmocka_unit_test(gateways_may_leave_the_scene_under_a_leg),
    cmocka_unit_test(a_lease_that_is_over_is_noticed_in_a_quiet_pool),
    cmocka_unit_test(nobody_is_dialled_with_a_lease_that_is_over),
    cmocka_unit_test(late_polls_lose_no_gateway_either),
    cmocka_unit_test(a_repair_comes_although_its_wait_outlasts_the_lease),
    cmocka_unit_test(
      a_forward_before_the_first_poll_comes_out_the_same_in_a_replay),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
