#include "hunt_support.h"

/* ---- The loop ---- */

static void a_hunt_fits_into_512_bytes(void **state) {
  (void)state;
  assert_true(sizeof(redial_hunt) <= 512);
}

static void a_hunt_cleared_to_zero_begins_at_its_first_poll(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 1);
  memset(&t.hunt, 0, sizeof(t.hunt));
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(redial_hunt_summary(&t.hunt).begun_ms, t.now);
  assert_int_equal(test_call_code(&t, &step, 200), REDIAL_OK);
  test_call_close(&t);
}

static void the_second_phone_answers(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 3);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 0);
  assert_int_equal(step.via, REDIAL_NO_SLOT);
  assert_int_equal(step.setup_ms, t.policy.setup_ms);
  assert_int_equal(step.trying_ms, t.policy.trying_ms);
  assert_int_equal(step.ring_ms, t.policy.ring_ms);
  test_call_want(&t, REDIAL_STEP_WAIT);
  assert_int_equal(test_call_code(&t, &step, 486), REDIAL_OK);
  assert_int_equal(t.report.decision.next, REDIAL_NEXT_ENDPOINT);
  assert_int_equal(t.report.decision.blame, REDIAL_PARTY_ENDPOINT);
  assert_int_equal(t.report.whom, 0);

  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 1);
  assert_int_equal(test_call_code(&t, &step, 180), REDIAL_OK);
  assert_int_equal(t.report.decision.next, REDIAL_NEXT_NONE);
  assert_int_equal(test_call_code(&t, &step, 200), REDIAL_OK);
  assert_int_equal(t.report.decision.next, REDIAL_NEXT_DONE);
  step = test_call_want(&t, REDIAL_STEP_DONE);
  assert_int_equal(step.whom, 1);
  test_call_want(&t, REDIAL_STEP_DONE);
  assert_int_equal(redial_hunt_summary(&t.hunt).whom, 1);
  assert_int_equal(redial_hunt_summary(&t.hunt).attempts, 2);
  test_call_close(&t);
}

static void
when_all_were_busy_for_three_rounds_the_caller_is_queued(void **state) {
  test_call t;
  redial_step step;
  uint32_t dials = 0;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 3);
  for (step = test_call_later(&t); step.kind == REDIAL_STEP_DIAL;
       step = test_call_later(&t)) {
    dials++;
    test_call_code(&t, &step, 486);
  }
  assert_int_equal(step.kind, REDIAL_STEP_STOP);
  assert_int_equal(dials, 9);
  assert_int_equal(step.reply_code, 486);
  assert_int_equal(step.treatment, REDIAL_TREATMENT_QUEUE);
  assert_int_equal(redial_hunt_summary(&t.hunt).rounds, 3);
  test_call_want(&t, REDIAL_STEP_STOP);
  test_call_close(&t);
}

static void everyone_is_in_a_call_already(void **state) {
  test_call t;
  redial_lease held[2];
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  redial_occupy(&t.whom.pool, 0, 1, t.now, &held[0]);
  redial_occupy(&t.whom.pool, 1, 2, t.now, &held[1]);
  step = test_call_later(&t);
  assert_int_equal(step.kind, REDIAL_STEP_STOP);
  assert_int_equal(step.treatment, REDIAL_TREATMENT_QUEUE);
  assert_int_equal(step.reply_code, 486);
  assert_int_equal(step.bar, REDIAL_BAR_BUSY);
  assert_true(t.now >= 1000 + 2 * 2500); /* two waits of a plan */
  redial_pool_release(&t.whom.pool, held[0], REDIAL_OUTCOME_SUCCESS, t.now);
  redial_pool_release(&t.whom.pool, held[1], REDIAL_OUTCOME_SUCCESS, t.now);
  test_call_close(&t);
}

static void who_becomes_free_while_the_call_waits_is_rung(void **state) {
  test_call t;
  redial_lease held;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 1);
  redial_occupy(&t.whom.pool, 0, 1, t.now, &held);
  step = test_call_want(&t, REDIAL_STEP_WAIT);
  redial_pool_release(&t.whom.pool, held, REDIAL_OUTCOME_SUCCESS, t.now);
  t.now = step.wake_ms;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

static void an_empty_pool_stops_at_once_and_says_why(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  redial_pool_apply(&t.whom.pool, NULL, 0, t.now, NULL);
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(step.why, REDIAL_WHY_NOBODY_LEFT);
  assert_true(step.bar == REDIAL_BAR_EMPTY || step.bar == REDIAL_BAR_DRAINING);
  assert_int_equal(step.reply_code, 480);
  test_call_close(&t);
}

static void a_policy_cleared_to_zero_allows_nothing(void **state) {
  static const redial_policy nothing;
  test_call t;

  (void)state;
  test_call_open(&t, &nothing, 2);
  test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(redial_hunt_summary(&t.hunt).attempts, 0);
  test_call_close(&t);
}

/* ---- Persons ---- */

/* Phones 0 and 1 are those of one person. */
static void test_call_pair(test_call *t) {
  t->whom.targets[0].person = 5000000000u;
  t->whom.targets[1].person = 5000000000u;
  test_call_apply(t);
}

static void who_declined_is_out_with_every_device(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 3);
  test_call_pair(&t);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 603);
  assert_int_equal(redial_why_not(&t.scene, &t.hunt, 1, t.now),
                   REDIAL_BAR_SUPPRESSED);
  for (step = test_call_later(&t); step.kind == REDIAL_STEP_DIAL;
       step = test_call_later(&t)) {
    assert_int_equal(step.whom, 2);
    test_call_code(&t, &step, 486);
  }
  assert_int_equal(step.kind, REDIAL_STEP_STOP);
  assert_int_equal(redial_hunt_summary(&t.hunt).attempts, 4);
  test_call_close(&t);
}

static void a_6xx_of_one_person_is_not_the_word_of_all(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  t.policy.rounds = 1;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 603);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 486);
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(step.reply_code, 486);
  test_call_close(&t);
}

static void a_strict_6xx_stops_and_cancels_all(void **state) {
  test_call t;
  redial_step legs[2];
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_rfc3261, 3);
  t.scene.width = 2;
  legs[0] = test_call_want(&t, REDIAL_STEP_DIAL);
  legs[1] = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &legs[0], 603);
  assert_int_equal(t.report.decision.cancel, REDIAL_CANCEL_ALL);
  step = test_call_want(&t, REDIAL_STEP_CANCEL);
  assert_int_equal(step.whom, 1);
  assert_int_equal(step.reason, REDIAL_CANCEL_REASON_REFUSED);
  assert_int_equal(step.cause, 603);
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(step.reply_code, 603);
  assert_int_equal(step.why, REDIAL_WHY_STRICT_6XX);
  test_call_close(&t);
}

/* More refusals than a hunt can remember: rather no further call than one to
   somebody who refused. */
static void a_refusal_that_cannot_be_remembered_ends_the_call(void **state) {
  redial_step step;
  uint32_t dialled = 0;
  uint32_t i;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 14);
  for (i = 0; i < 14; i++) {
    t.whom.targets[i].person = 100 + i;
  }
  test_call_apply(&t);
  for (step = test_call_poll(&t); step.kind == REDIAL_STEP_DIAL;
       step = test_call_poll(&t)) {
    dialled++;
    test_call_code(&t, &step, 603);
  }
  assert_int_equal(step.kind, REDIAL_STEP_STOP);
  assert_int_equal(step.why, REDIAL_WHY_REFUSED);
  assert_in_range(dialled, 7, 9);
  test_call_close(&t);
}

/* A 6xx speaks of one person; upstream hears what the others said, too. */
static void the_6xx_of_one_is_not_the_word_of_others(void **state) {
  static const int32_t codes[] = {600, 600, 603, 603};
  uint32_t i;

  (void)state;
  for (i = 0; i < 4; i++) {
    redial_step step;
    test_call t;

    test_call_open(&t, &redial_profile_hunt_group, 2);
    t.policy.rounds = 1;
    step = test_call_want(&t, REDIAL_STEP_DIAL);
    test_call_code(&t, &step, i % 2 ? 486 : codes[i]);
    step = test_call_want(&t, REDIAL_STEP_DIAL);
    test_call_code(&t, &step, i % 2 ? codes[i] : 486);
    step = test_call_want(&t, REDIAL_STEP_STOP);
    assert_int_equal(step.reply_code, 486);
    test_call_close(&t);
  }
}

/* RFC 3261 16.7 step 6: a proxy by the book prefers it, even over the same
   word with a lower code. */
static void a_strict_policy_passes_a_6xx_on(void **state) {
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_rfc3261, 2);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 486);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 600);
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(step.reply_code, 600);
  test_call_close(&t);
}

static void pending_legs_of_a_person_who_declined_are_cancelled(void **state) {
  static const redial_member members[] = {
    {0, 0, 1, 0}, {1, 0, 1, 0}, {2, 0, 1, 0}};
  static const redial_group group = {members, 3, 0};
  test_call t;
  redial_step legs[3];
  redial_step step;
  uint32_t i;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 3);
  test_call_pair(&t);
  t.scene.whom.group = &group;
  t.scene.width = 3;
  for (i = 0; i < 3; i++) {
    legs[i] = test_call_want(&t, REDIAL_STEP_DIAL);
    assert_int_equal(legs[i].whom, i);
  }
  test_call_code(&t, &legs[0], 603);
  step = test_call_want(&t, REDIAL_STEP_CANCEL);
  assert_int_equal(step.whom, 1);
  assert_int_equal(step.reason, REDIAL_CANCEL_REASON_REFUSED);
  assert_int_equal(step.cause, 603);
  test_call_want(&t, REDIAL_STEP_WAIT);
  test_call_code(&t, &legs[2], 200);
  test_call_want(&t, REDIAL_STEP_DONE);
  test_call_close(&t);
}

/* ---- Several at once ---- */

static void the_first_answer_wins_and_the_second_is_hung_up(void **state) {
  test_call t;
  redial_step legs[2];
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  t.scene.width = 2;
  legs[0] = test_call_want(&t, REDIAL_STEP_DIAL);
  legs[1] = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &legs[1], 200);
  step = test_call_want(&t, REDIAL_STEP_CANCEL);
  assert_int_equal(step.whom, 0);
  assert_int_equal(step.reason, REDIAL_CANCEL_REASON_ANSWERED);
  assert_int_equal(step.cause, 200);
  assert_int_equal(test_call_code(&t, &legs[0], 200), REDIAL_ERR_STATE);
  assert_int_equal(t.report.decision.blame, REDIAL_PARTY_NONE);
  step = test_call_want(&t, REDIAL_STEP_HANG_UP);
  assert_int_equal(step.whom, 0);
  step = test_call_want(&t, REDIAL_STEP_DONE);
  assert_int_equal(step.whom, 1);
  assert_int_equal(redial_pool_count(&t.whom.pool).slots[REDIAL_BAR_COOLING],
                   0);
  test_call_close(&t);
}

static void an_answer_after_the_end_is_hung_up(void **state) {
  test_call t;
  redial_step legs[2];

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  t.scene.width = 2;
  legs[0] = test_call_want(&t, REDIAL_STEP_DIAL);
  legs[1] = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &legs[1], 200);
  test_call_want(&t, REDIAL_STEP_CANCEL);
  test_call_want(&t, REDIAL_STEP_DONE);
  test_call_code(&t, &legs[0], 200);
  test_call_want(&t, REDIAL_STEP_HANG_UP);
  test_call_want(&t, REDIAL_STEP_DONE);
  assert_int_equal(test_call_code(&t, &legs[0], 200), REDIAL_ERR_NO_LEASE);
  test_call_close(&t);
}

static void
an_answer_that_crosses_a_cancel_wins_while_somebody_waits(void **state) {
  test_call t;
  redial_step legs[2];

  (void)state;
  test_call_open(&t, &redial_profile_rfc3261, 2);
  t.scene.width = 2;
  legs[0] = test_call_want(&t, REDIAL_STEP_DIAL);
  legs[1] = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &legs[0], 603);
  test_call_want(&t, REDIAL_STEP_CANCEL);
  assert_int_equal(test_call_code(&t, &legs[1], 200), REDIAL_OK);
  test_call_want(&t, REDIAL_STEP_DONE);
  test_call_close(&t);
}

static void a_staged_ring_adds_one_phone_after_another(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 3);
  t.scene.width = 3;
  t.scene.stage_ms = 5000;
  test_call_want(&t, REDIAL_STEP_DIAL);
  step = test_call_want(&t, REDIAL_STEP_WAIT);
  assert_int_equal(step.wake_ms, t.now + 5000);
  t.now = step.wake_ms;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 1);
  test_call_code(&t, &step, 486); /* the next one need not wait */
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 2);
  test_call_code(&t, &step, 200);
  test_call_want(&t, REDIAL_STEP_CANCEL);
  test_call_want(&t, REDIAL_STEP_DONE);
  test_call_close(&t);
}

static void more_phones_than_legs_ring_as_legs_end(void **state) {
  test_call t;
  redial_step legs[REDIAL_HUNT_LEGS];
  redial_step step;
  uint32_t i;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, REDIAL_HUNT_LEGS + 1);
  t.scene.width = 200;
  for (i = 0; i < REDIAL_HUNT_LEGS; i++) {
    legs[i] = test_call_want(&t, REDIAL_STEP_DIAL);
  }
  test_call_want(&t, REDIAL_STEP_WAIT);
  test_call_code(&t, &legs[3], 480);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, REDIAL_HUNT_LEGS);
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

/* ---- Ends ---- */

static void when_the_caller_has_gone_phones_log_a_missed_call(void **state) {
  test_call t;
  redial_step leg;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  leg = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(redial_hunt_caller_gone(&t.hunt, &t.scene, t.now),
                   REDIAL_OK);
  assert_int_equal(test_call_leases(&t), 0);
  step = test_call_want(&t, REDIAL_STEP_CANCEL);
  assert_int_equal(step.reason, REDIAL_CANCEL_REASON_ENDED);
  assert_int_equal(step.cause, 0);
  assert_int_equal(test_call_code(&t, &leg, 487), REDIAL_ERR_STATE);
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(step.reply_code, 487);
  assert_int_equal(step.why, REDIAL_WHY_CALLER_GONE);
  assert_int_equal(step.treatment, REDIAL_TREATMENT_NONE);
  assert_int_equal(redial_hunt_summary(&t.hunt).attempts, 1);
  test_call_close(&t);
}

static void an_answer_that_crosses_a_caller_who_left_is_hung_up(void **state) {
  test_call t;
  redial_step leg;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  leg = test_call_want(&t, REDIAL_STEP_DIAL);
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  test_call_code(&t, &leg, 200);
  test_call_want(&t, REDIAL_STEP_HANG_UP);
  test_call_want(&t, REDIAL_STEP_STOP);
  test_call_close(&t);
}

static void a_withdrawn_call_stops(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  test_call_want(&t, REDIAL_STEP_DIAL);
  redial_hunt_withdraw(&t.hunt, &t.scene, t.now);
  test_call_want(&t, REDIAL_STEP_CANCEL);
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(step.why, REDIAL_WHY_WITHDRAWN);
  test_call_close(&t);
}

static void an_answered_call_cannot_be_withdrawn(void **state) {
  test_call t;
  redial_step leg;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 1);
  leg = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &leg, 200);
  assert_int_equal(redial_hunt_withdraw(&t.hunt, &t.scene, t.now),
                   REDIAL_ERR_STATE);
  assert_int_equal(redial_hunt_caller_gone(&t.hunt, &t.scene, t.now),
                   REDIAL_ERR_STATE);
  test_call_want(&t, REDIAL_STEP_DONE);
  test_call_close(&t);
}

/* Two phones are leased at once; the host asks for the second one when it is
   too late for it. */
static void no_attempt_begins_after_the_deadline(void **state) {
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  t.scene.width = 2;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  t.now += t.policy.deadline_ms;
  assert_int_not_equal(test_call_poll(&t).kind, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 486);
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(step.why, REDIAL_WHY_DEADLINE);
  test_call_close(&t);
}

static void a_host_that_forgets_an_event_keeps_nothing_for_ever(void **state) {
  test_call t;
  redial_step step;
  uint32_t dials = 0;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  for (step = test_call_later(&t); step.kind != REDIAL_STEP_STOP;
       step = test_call_later(&t)) {
    dials += step.kind == REDIAL_STEP_DIAL;
    assert_true(dials < 10);
  }
  assert_true(dials > 0);
  assert_int_equal(step.why, REDIAL_WHY_DEADLINE);
  test_call_close(&t);
}

/* ---- Doubled, late, unknown ---- */

static void a_repeated_answer_advances_the_hunt_once(void **state) {
  test_call t;
  redial_step first;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 3);
  first = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(test_call_code(&t, &first, 486), REDIAL_OK);
  assert_int_equal(test_call_code(&t, &first, 486), REDIAL_ERR_NO_LEASE);
  assert_int_equal(t.report.decision.next, REDIAL_NEXT_NONE);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 1);
  assert_int_equal(test_call_code(&t, &first, 503), REDIAL_ERR_NO_LEASE);
  test_call_want(&t, REDIAL_STEP_WAIT);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

static void
a_repeated_503_of_a_gateway_does_not_end_the_next_one(void **state) {
  test_call t;
  redial_step first;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 3);
  first = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &first, 503);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.via, 1);
  assert_int_equal(test_call_code(&t, &first, 503), REDIAL_ERR_NO_LEASE);
  test_call_want(&t, REDIAL_STEP_WAIT);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

static void an_unknown_lease_is_harmless(void **state) {
  static const redial_lease strange = {99, 99, 99};
  redial_evidence busy = test_code(486);
  test_call t;
  redial_hunt before;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  test_call_want(&t, REDIAL_STEP_DIAL);
  before = t.hunt;
  assert_int_equal(test_call_event(&t, strange, &busy), REDIAL_ERR_NO_LEASE);
  assert_memory_equal(&before, &t.hunt, sizeof(before));
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

/* ---- Gateways ---- */

static void
a_dead_gateway_gives_way_to_the_next_for_the_same_phone(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 3);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.via, 0);
  test_call_code(&t, &step, 503);
  assert_int_equal(t.report.decision.next, REDIAL_NEXT_ROUTE);
  assert_int_equal(t.report.decision.blame, REDIAL_PARTY_VIA);
  assert_int_equal(t.report.via, 0);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 0);
  assert_int_equal(step.via, 1);
  test_call_code(&t, &step, 200);
  step = test_call_want(&t, REDIAL_STEP_DONE);
  assert_int_equal(step.via, 1);
  test_call_close(&t);
}

static void
a_decline_is_never_rung_again_through_another_carrier(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 4);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 603);
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(step.reply_code, 603);
  assert_int_equal(redial_hunt_summary(&t.hunt).attempts, 1);
  test_call_close(&t);
}

static void
a_503_with_retry_after_holds_that_gateway_for_every_call(void **state) {
  redial_evidence seen = test_code(503);
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 2);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  seen.retry_after.present = 1;
  seen.retry_after.seconds = 30;
  test_call_event(&t, step.lease, &seen);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.via, 1);
  test_call_code(&t, &step, 200);
  redial_hunt_begin(&t.hunt, t.now);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.via, 1);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

static void a_failure_group_leaves_after_its_share_of_faults(void **state) {
  test_call t;
  redial_step step;
  uint32_t i;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 4);
  for (i = 0; i < 3; i++) {
    t.via.targets[i].failure_group = 9; /* one box, three lines */
  }
  redial_pool_apply(&t.via.pool, t.via.targets, 4, t.now, NULL);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 503);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.via, 1);
  test_call_code(&t, &step, 503);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.via, 3);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

/* Legs that ring at once may not promise themselves the same last attempt. */
static void legs_at_once_share_the_attempts_of_a_gateway(void **state) {
  redial_step legs[4];
  uint32_t i;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 4);
  test_call_vias(&t, 2);
  t.scene.width = 4;
  t.policy.via_attempts = 2;
  for (i = 0; i < 4; i++) {
    legs[i] = test_call_want(&t, REDIAL_STEP_DIAL);
    assert_int_equal(legs[i].via, i / 2);
  }
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

static void a_gateway_that_left_meanwhile_is_not_used(void **state) {
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  test_call_vias(&t, 3);
  t.via.targets[0].failure_group = 5;
  t.via.targets[1].failure_group = 5;
  redial_pool_apply(&t.via.pool, t.via.targets, 3, t.now, NULL);
  t.scene.width = 2;
  t.policy.group_faults = 1;
  step = test_call_want(&t, REDIAL_STEP_DIAL); /* both are leased by it */
  assert_int_equal(step.via, 0);
  test_call_code(&t, &step, 503);
  assert_true((t.report.decision.leaves & REDIAL_LEAVES_GROUP) != 0);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.via, 2);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.via, 2);
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

static void after_early_media_no_other_carrier_is_tried(void **state) {
  redial_evidence media = test_code(183);
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 3);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  media.progress = REDIAL_PROGRESS_EARLY_MEDIA;
  test_call_event(&t, step.lease, &media);
  test_call_code(&t, &step, 503);
  assert_int_not_equal(t.report.decision.next, REDIAL_NEXT_ROUTE);
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

/* Ringing and early media, in either order: the phone has rung, although a
   cause beside the answer could make the media an announcement. */
static void ringing_and_media_are_both_remembered(void **state) {
  uint32_t first;

  (void)state;
  for (first = 0; first < 2; first++) {
    redial_evidence media = test_code(183);
    redial_evidence seen = test_code(480);
    redial_step step;
    test_call t;

    media.progress = REDIAL_PROGRESS_EARLY_MEDIA;
    seen.q850_cause = 31; /* says nothing by itself */
    test_call_open(&t, &redial_profile_hunt_group, 1);
    step = test_call_want(&t, REDIAL_STEP_DIAL);
    if (first == 0) {
      test_call_event(&t, step.lease, &media);
    }
    test_call_code(&t, &step, 180);
    if (first == 1) {
      test_call_event(&t, step.lease, &media);
    }
    test_call_event(&t, step.lease, &seen);
    assert_int_equal(t.report.verdict.outcome, REDIAL_OUTCOME_NO_ANSWER);
    redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
    test_call_close(&t);
  }
}

static void a_wrong_number_is_confirmed_once(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 4);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 404);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.via, 1);
  test_call_code(&t, &step, 404);
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(step.reply_code, 404);
  assert_int_equal(redial_hunt_summary(&t.hunt).attempts, 2);
  test_call_close(&t);
}

static void a_spent_budget_ends_failover(void **state) {
  redial_budget budget;
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 4);
  redial_budget_init(&budget, 0, 0, 1, t.now);
  t.scene.budget = &budget;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 503);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(redial_budget_left(&budget, t.now), 0);
  test_call_code(&t, &step, 503);
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(step.why, REDIAL_WHY_BUDGET);
  assert_int_equal(step.reply_code, 500);
  test_call_close(&t);
}

static void without_any_gateway_nobody_is_dialled(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 2);
  redial_pool_apply(&t.via.pool, NULL, 0, t.now, NULL);
  step = test_call_later(&t);
  assert_int_equal(step.kind, REDIAL_STEP_STOP);
  assert_int_equal(step.reply_code, 500);
  assert_int_equal(redial_hunt_summary(&t.hunt).attempts, 0);
  test_call_close(&t);
}

static void a_loop_stops_on_482(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 3);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 482);
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(step.why, REDIAL_WHY_FATAL);
  test_call_close(&t);
}

/* ---- Repairs ---- */

static void a_challenge_is_answered_once_and_costs_no_attempt(void **state) {
  test_call t;
  redial_step first;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  t.policy.repairs = REDIAL_REPAIR(REDIAL_ACTION_AUTHENTICATE);
  first = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &first, 407);
  step = test_call_want(&t, REDIAL_STEP_REPAIR);
  assert_int_equal(step.action, REDIAL_ACTION_AUTHENTICATE);
  assert_int_equal(step.whom, 0);
  assert_int_equal(step.old_lease.generation, first.lease.generation);
  assert_int_equal(test_call_code(&t, &first, 407), REDIAL_ERR_NO_LEASE);
  assert_int_equal(redial_hunt_summary(&t.hunt).attempts, 1);
  test_call_code(&t, &step, 407); /* again: not good enough */
  assert_int_not_equal(t.report.decision.next, REDIAL_NEXT_REPAIR);
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

/* Only who was asked although it was held has shown that the hold was wrong. */
/* The phone that asked for credentials has left; the other one is in a call
   and can be waited for. */
static void
a_repair_that_became_impossible_does_not_end_the_call(void **state) {
  redial_lease talk;
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  t.policy.repairs = REDIAL_REPAIRS;
  redial_occupy(&t.whom.pool, 1, 5, t.now, &talk);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 401);
  redial_pool_apply(&t.whom.pool, t.whom.targets + 1, 1, t.now, NULL);
  step = test_call_want(&t, REDIAL_STEP_WAIT);
  redial_pool_release(&t.whom.pool, talk, REDIAL_OUTCOME_SUCCESS, t.now);
  step = test_call_later(&t);
  assert_int_equal(step.kind, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 1);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

static void a_repaired_attempt_that_is_answered_ends_no_hold(void **state) {
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 1);
  t.policy.repairs = REDIAL_REPAIRS;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 401);
  step = test_call_want(&t, REDIAL_STEP_REPAIR);
  redial_pool_cool(&t.whom.pool, 0, REDIAL_OUTCOME_DECLINED, 60000, t.now);
  test_call_code(&t, &step, 200);
  redial_hunt_begin(&t.hunt, t.now);
  assert_int_equal(redial_why_not(&t.scene, &t.hunt, 0, t.now),
                   REDIAL_BAR_COOLING);
  test_call_close(&t);
}

static void glare_waits_before_it_is_repaired(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 1);
  t.policy.repairs = REDIAL_REPAIR(REDIAL_ACTION_RETRY_GLARE);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 491);
  step = test_call_want(&t, REDIAL_STEP_WAIT);
  assert_in_range(step.wake_ms - t.now, 2100, 4000);
  t.now = step.wake_ms;
  step = test_call_want(&t, REDIAL_STEP_REPAIR);
  assert_int_equal(step.action, REDIAL_ACTION_RETRY_GLARE);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

/* ---- Rules ---- */

static void a_rule_of_ones_own_is_obeyed_and_named(void **state) {
  redial_rule rule;
  redial_rules rules;
  test_call t;
  redial_step step;

  (void)state;
  memset(&rule, 0, sizeof(rule));
  memset(&rules, 0, sizeof(rules));
  rule.code_first = 486;
  rule.code_last = 486;
  rule.line = 12;
  rule.replaces = (1u << REDIAL_WORD_OUTCOME) | (1u << REDIAL_WORD_ABOUT) |
                  (1u << REDIAL_WORD_SCOPE) | (1u << REDIAL_WORD_RETRY);
  rule.words[REDIAL_WORD_OUTCOME] = REDIAL_OUTCOME_OVERLOADED;
  rule.words[REDIAL_WORD_ABOUT] = REDIAL_ABOUT_PATH;
  rule.words[REDIAL_WORD_SCOPE] = REDIAL_SCOPE_ROUTE;
  rule.words[REDIAL_WORD_RETRY] = REDIAL_RETRY_ELSEWHERE;
  rules.rule = &rule;
  rules.count = 1;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 2);
  t.scene.rules = &rules;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 486);
  assert_int_equal(t.report.rule, 12);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.via, 1);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

static void a_rule_without_a_line_is_named_by_its_place(void **state) {
  redial_rule rule[2];
  redial_rules rules;
  redial_step step;
  test_call t;

  (void)state;
  memset(rule, 0, sizeof(rule));
  memset(&rules, 0, sizeof(rules));
  rule[0].code_first = 404;
  rule[0].code_last = 404;
  rules.rule = rule;
  rules.count = 2; /* the second takes everything and changes nothing */
  test_call_open(&t, &redial_profile_hunt_group, 1);
  t.scene.rules = &rules;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 486);
  assert_int_equal(t.report.rule, 2);
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

/* ---- Forwards ---- */

static void a_target_that_forwards_into_the_hunt_counts_as_tried(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 3);
  t.policy.rounds = 1;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(redial_hunt_forwarded(&t.hunt, &t.scene, 1001), REDIAL_OK);
  assert_int_equal(redial_hunt_forwarded(&t.hunt, &t.scene, 1000),
                   REDIAL_ERR_STATE);
  assert_int_equal(redial_hunt_forwarded(&t.hunt, &t.scene, 1001),
                   REDIAL_ERR_STATE);
  test_call_code(&t, &step, 486);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 2);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

/* It was never offered, so only its own note knows of it. */
static void a_forward_is_remembered_in_a_round_of_many(void **state) {
  test_call t;
  redial_step step;
  uint32_t dialled = 0;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 40);
  t.policy.rounds = 1;
  t.policy.attempts = 100;
  assert_int_equal(redial_hunt_forwarded(&t.hunt, &t.scene, 1030), REDIAL_OK);
  for (step = test_call_poll(&t); step.kind == REDIAL_STEP_DIAL;
       step = test_call_poll(&t)) {
    assert_int_not_equal(step.whom, 30);
    dialled++;
    test_call_code(&t, &step, 486);
  }
  assert_int_equal(dialled, 39);
  test_call_close(&t);
}

static void a_call_that_is_over_follows_no_forward(void **state) {
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  test_call_want(&t, REDIAL_STEP_DIAL);
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  assert_int_equal(redial_hunt_forwarded(&t.hunt, &t.scene, 1001),
                   REDIAL_ERR_STATE);
  assert_int_equal(redial_hunt_forwarded(&t.hunt, &t.scene, 7),
                   REDIAL_ERR_STATE);
  test_call_close(&t);
}

static void forwarding_ends_at_its_depth(void **state) {
  test_call t;
  uint32_t i;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 1);
  for (i = 0; i < REDIAL_HUNT_DEPTH; i++) {
    assert_int_equal(redial_hunt_forwarded(&t.hunt, &t.scene, 5 + i),
                     REDIAL_ERR_NO_MATCH);
  }
  assert_int_equal(redial_hunt_forwarded(&t.hunt, &t.scene, 99),
                   REDIAL_ERR_FULL);
  test_call_close(&t);
}

/* ---- Leases and reloads ---- */

static void a_talk_lease_stays_with_the_host(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 1);
  t.scene.options = REDIAL_SCENE_TALK;
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 200);
  step = test_call_want(&t, REDIAL_STEP_DONE);
  assert_int_equal(redial_pool_lease(&t.whom.pool, step.lease),
                   REDIAL_LEASE_TALK);
  assert_int_equal(redial_pool_lease(&t.via.pool, step.via_lease),
                   REDIAL_LEASE_TALK);
  redial_pool_release(&t.whom.pool, step.lease, REDIAL_OUTCOME_SUCCESS, t.now);
  redial_pool_release(&t.via.pool, step.via_lease, REDIAL_OUTCOME_SUCCESS,
                      t.now);
  test_call_close(&t);
}

static void a_reissued_lease_is_known_by_its_new_name_alone(void **state) {
  redial_lease lease;
  redial_lease old;
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 1);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  old = step.lease;
  lease = old;
  assert_int_equal(redial_pool_reissue(&t.whom.pool, &lease, t.now), REDIAL_OK);
  assert_int_equal(redial_pool_reissue(&t.whom.pool, &old, t.now),
                   REDIAL_ERR_NO_LEASE);
  assert_int_equal(
    redial_pool_release(&t.whom.pool, old, REDIAL_OUTCOME_BUSY, t.now),
    REDIAL_ERR_NO_LEASE);
  redial_pool_enable(&t.whom.pool, 0, false, t.now);
  assert_int_equal(redial_pool_reissue(&t.whom.pool, &lease, t.now),
                   REDIAL_ERR_NO_TARGET);
  assert_int_equal(
    redial_pool_release(&t.whom.pool, lease, REDIAL_OUTCOME_BUSY, t.now),
    REDIAL_OK);
  test_call_close(&t);
}

static void a_phone_that_left_the_roster_is_not_dialled(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 3);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  redial_pool_apply(&t.whom.pool, &t.whom.targets[2], 1, t.now, NULL);
  assert_int_equal(test_call_code(&t, &step, 486), REDIAL_OK);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 2);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

static void a_phone_that_left_is_not_tried_by_another_carrier(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 2);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  redial_pool_apply(&t.whom.pool, NULL, 0, t.now, NULL);
  test_call_code(&t, &step, 503);
  step = test_call_later(&t);
  assert_int_equal(step.kind, REDIAL_STEP_STOP);
  assert_int_equal(redial_hunt_summary(&t.hunt).attempts, 1);
  test_call_close(&t);
}

static void nobody_is_asked_twice_in_a_round_of_many(void **state) {
  bool rung[40] = {false};
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 40);
  t.policy.rounds = 1;
  t.policy.attempts = 100;
  t.policy.plan[REDIAL_OUTCOME_NO_ANSWER].hold_ms = 0;
  for (step = test_call_later(&t); step.kind == REDIAL_STEP_DIAL;
       step = test_call_later(&t)) {
    assert_false(rung[step.whom]);
    rung[step.whom] = true;
    test_call_timeout(&t, &step, REDIAL_PROGRESS_RINGING);
  }
  assert_int_equal(step.kind, REDIAL_STEP_STOP);
  assert_int_equal(redial_hunt_summary(&t.hunt).attempts, 40);
  test_call_close(&t);
}

/* ---- Complaints of users of other systems, end to end ---- */

/* kazoo-configs-kamailio #63: 480 of a silenced phone is no carrier's fault. */
static void a_480_is_not_tried_through_another_carrier(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 3);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 480);
  step = test_call_want(&t, REDIAL_STEP_STOP);
  assert_int_equal(step.reply_code, 480);
  assert_int_equal(redial_hunt_summary(&t.hunt).attempts, 1);
  test_call_close(&t);
}

/* magnusbilling #558: a trunk that is full says 486 at once. */
static void
a_full_trunk_that_says_486_is_failed_over_where_chosen(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  t.policy.options |= REDIAL_POLICY_CAPACITY;
  test_call_vias(&t, 2);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 486); /* after 10 ms, of a trunk */
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.via, 1);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

/* FreePBX #40: who never answers is not rung by every call again. */
static void who_does_not_answer_is_left_alone_by_the_next_call(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_timeout(&t, &step, REDIAL_PROGRESS_RINGING);
  assert_int_equal(t.report.verdict.outcome, REDIAL_OUTCOME_NO_ANSWER);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 1);
  test_call_code(&t, &step, 200);
  redial_hunt_begin(&t.hunt, t.now);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 1);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

/* OpenACD #5: calls that arrive together do not ring one agent. */
static void two_calls_at_once_ring_two_phones(void **state) {
  test_call t;
  redial_hunt other;
  redial_step first;
  redial_step second;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  redial_hunt_begin(&other, t.now);
  first = test_call_want(&t, REDIAL_STEP_DIAL);
  second = redial_hunt_poll(&other, &t.scene, t.now, 1);
  assert_int_equal(second.kind, REDIAL_STEP_DIAL);
  assert_int_not_equal(first.whom, second.whom);
  redial_hunt_caller_gone(&other, &t.scene, t.now);
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

/* freeswitch #2540: nobody stays reserved because a leg was forgotten. */
static void
a_leg_whose_lease_ran_out_is_cancelled_and_the_next_is_rung(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  t.policy.deadline_ms = 3600000;
  test_call_want(&t, REDIAL_STEP_DIAL);
  t.now += 180001; /* the pool's offer_ms */
  redial_pool_tick(&t.whom.pool, t.now);
  step = test_call_want(&t, REDIAL_STEP_CANCEL);
  assert_int_equal(step.whom, 0);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.whom, 1);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

/* freeswitch #2917: all are held by a Retry-After: the call waits until the
   first hold ends, or stops if that is too late, and floods nobody. */
static void
when_all_are_held_nobody_is_dialled_before_the_hold_ends(void **state) {
  redial_evidence seen = test_code(480);
  test_call t;
  redial_step step;
  uint64_t held;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 1);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  seen.retry_after.present = 1;
  seen.retry_after.seconds = 60;
  test_call_event(&t, step.lease, &seen);
  held = t.now + 60000;
  step = test_call_later(&t);
  assert_int_equal(step.kind, REDIAL_STEP_DIAL);
  assert_true(t.now >= held);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

/* GS5 #320: a dead gateway costs its set-up timer, not the ring time. */
static void a_silent_gateway_is_left_after_its_setup_timer(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 1);
  test_call_vias(&t, 2);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.setup_ms, 4000);
  assert_int_equal(step.ring_ms, 60000);
  t.now += step.setup_ms;
  test_call_timeout(&t, &step, REDIAL_PROGRESS_NOTHING);
  assert_int_equal(t.report.decision.blame, REDIAL_PARTY_VIA);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.via, 1);
  test_call_code(&t, &step, 200);
  test_call_close(&t);
}

/* ---- Words ---- */

static void one_line_says_why(void **state) {
  char line[200];
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 1);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 603);
  test_call_want(&t, REDIAL_STEP_STOP);
  redial_hunt_why(&t.hunt, line, sizeof(line));
  assert_string_equal(line, "stopped because of refused; last declined, "
                            "1 attempt, 1 round, 10 ms; reply 603, queue");
  test_call_close(&t);
}

static void every_word_has_a_name_both_ways(void **state) {
  redial_step_kind kind;
  redial_hunt_state at;
  uint32_t i;

  (void)state;
  for (i = 0; i <= REDIAL_STEP_STOP; i++) {
    const char *name = redial_step_kind_name((redial_step_kind)i);
    redial_span text = {name, strlen(name)};

    assert_int_equal(redial_step_kind_by_name(text, &kind), REDIAL_OK);
    assert_int_equal(kind, i);
  }
  for (i = 0; i <= REDIAL_HUNT_STOPPED; i++) {
    const char *name = redial_hunt_state_name((redial_hunt_state)i);
    redial_span text = {name, strlen(name)};

    assert_int_equal(redial_hunt_state_by_name(text, &at), REDIAL_OK);
    assert_int_equal(at, i);
  }
  assert_string_equal(redial_step_kind_name((redial_step_kind)8), "?");
}

#define T(name) cmocka_unit_test(name)

int main(void) {
  const struct CMUnitTest tests[] = {
    T(a_hunt_fits_into_512_bytes),
    T(a_hunt_cleared_to_zero_begins_at_its_first_poll),
    T(the_second_phone_answers),
    T(when_all_were_busy_for_three_rounds_the_caller_is_queued),
    T(everyone_is_in_a_call_already),
    T(who_becomes_free_while_the_call_waits_is_rung),
    T(an_empty_pool_stops_at_once_and_says_why),
    T(a_policy_cleared_to_zero_allows_nothing),
    T(who_declined_is_out_with_every_device),
    T(a_6xx_of_one_person_is_not_the_word_of_all),
    T(a_strict_6xx_stops_and_cancels_all),
    T(a_refusal_that_cannot_be_remembered_ends_the_call),
    T(the_6xx_of_one_is_not_the_word_of_others),
    T(a_strict_policy_passes_a_6xx_on),
    T(pending_legs_of_a_person_who_declined_are_cancelled),
    T(the_first_answer_wins_and_the_second_is_hung_up),
    T(an_answer_after_the_end_is_hung_up),
    T(an_answer_that_crosses_a_cancel_wins_while_somebody_waits),
    T(a_staged_ring_adds_one_phone_after_another),
    T(more_phones_than_legs_ring_as_legs_end),
    T(when_the_caller_has_gone_phones_log_a_missed_call),
    T(an_answer_that_crosses_a_caller_who_left_is_hung_up),
    T(a_withdrawn_call_stops),
    T(an_answered_call_cannot_be_withdrawn),
    T(no_attempt_begins_after_the_deadline),
    T(a_host_that_forgets_an_event_keeps_nothing_for_ever),
    T(a_repeated_answer_advances_the_hunt_once),
    T(a_repeated_503_of_a_gateway_does_not_end_the_next_one),
    T(an_unknown_lease_is_harmless),
    T(a_dead_gateway_gives_way_to_the_next_for_the_same_phone),
    T(a_decline_is_never_rung_again_through_another_carrier),
    T(a_503_with_retry_after_holds_that_gateway_for_every_call),
    T(a_failure_group_leaves_after_its_share_of_faults),
    T(legs_at_once_share_the_attempts_of_a_gateway),
    T(a_gateway_that_left_meanwhile_is_not_used),
    T(after_early_media_no_other_carrier_is_tried),
    T(ringing_and_media_are_both_remembered),
    T(a_wrong_number_is_confirmed_once),
    T(a_spent_budget_ends_failover),
    T(without_any_gateway_nobody_is_dialled),
    T(a_loop_stops_on_482),
    T(a_challenge_is_answered_once_and_costs_no_attempt),
    T(a_repair_that_became_impossible_does_not_end_the_call),
    T(a_repaired_attempt_that_is_answered_ends_no_hold),
    T(glare_waits_before_it_is_repaired),
    T(a_rule_of_ones_own_is_obeyed_and_named),
    T(a_rule_without_a_line_is_named_by_its_place),
    T(a_target_that_forwards_into_the_hunt_counts_as_tried),
    T(a_forward_is_remembered_in_a_round_of_many),
    T(a_call_that_is_over_follows_no_forward),
    T(forwarding_ends_at_its_depth),
    T(a_talk_lease_stays_with_the_host),
    T(a_reissued_lease_is_known_by_its_new_name_alone),
    T(a_phone_that_left_the_roster_is_not_dialled),
    T(a_phone_that_left_is_not_tried_by_another_carrier),
    T(nobody_is_asked_twice_in_a_round_of_many),
    T(a_480_is_not_tried_through_another_carrier),
    T(a_full_trunk_that_says_486_is_failed_over_where_chosen),
    T(who_does_not_answer_is_left_alone_by_the_next_call),
    T(two_calls_at_once_ring_two_phones),
    T(a_leg_whose_lease_ran_out_is_cancelled_and_the_next_is_rung),
    T(when_all_are_held_nobody_is_dialled_before_the_hold_ends),
    T(a_silent_gateway_is_left_after_its_setup_timer),
    T(one_line_says_why),
    T(every_word_has_a_name_both_ways),
  };

  return cmocka_run_group_tests_name("hunt", tests, NULL, NULL);
}
