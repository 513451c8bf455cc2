#include "hunt_support.h"

/* A person asks for a pause while time takes one of their devices away. */

enum { OTHERS = 2, DESK = 2, MOBILE = 3, PHONES = 4, PERSON = 9 };

/* Two phones of others, each in an attempt of which nobody hears the end, then
   two of one person. */
static void person_open(test_call *t) {
  redial_pick_request request = test_request(1000);
  redial_offer offer;
  uint32_t i;

  test_call_open(t, &redial_profile_hunt_group, PHONES);
  t->whom.targets[DESK].person = PERSON;
  t->whom.targets[MOBILE].person = PERSON;
  test_call_apply(t);
  for (i = 0; i < OTHERS; i++) {
    assert_int_equal(redial_pool_offer(&t->whom.pool, t->scene.whom.selector,
                                       &request, &offer),
                     REDIAL_OK);
    assert_int_equal(offer.lease.slot, i);
  }
}

/* The desk phone leaves the roster while it rings. */
static redial_step person_leaves(test_call *t) {
  redial_step step = test_call_want(t, REDIAL_STEP_DIAL);

  assert_int_equal(step.whom, DESK);
  t->whom.targets[DESK] = t->whom.targets[MOBILE];
  assert_int_equal(
    redial_pool_apply(&t->whom.pool, t->whom.targets, MOBILE, t->now, NULL),
    REDIAL_OK);
  return step;
}

/* Long after the lease of this attempt has run out, it is answered with a
   pause for the person; the other device takes it. */
static void person_pauses(test_call *t, const redial_step *step) {
  redial_evidence seen = test_code(600);
  redial_slot mobile;

  t->now += 10 * t->whom.config.offer_ms;
  seen.retry_after.present = 1;
  seen.retry_after.seconds = 60;
  assert_int_equal(test_call_event(t, step->lease, &seen), REDIAL_OK);
  assert_int_equal(t->report.decision.hold, REDIAL_PARTY_PERSON);
  assert_int_equal(redial_pool_slot(&t->whom.pool, MOBILE, &mobile), REDIAL_OK);
  assert_int_equal(mobile.cooling_ms, t->now + t->report.decision.hold_ms);
}

static void
a_pause_of_a_person_ends_although_a_lease_that_is_over_takes_a_device_away(
  void **state) {
  redial_step step;
  test_call t;

  (void)state;
  person_open(&t);
  step = person_leaves(&t);
  person_pauses(&t, &step);
  redial_pool_tick(&t.whom.pool, t.now);
  test_call_close(&t);
}

/* With nobody before it, the device is taken away by the first look at it. */
static void
a_pause_of_a_person_reaches_every_device_although_one_has_left(void **state) {
  redial_step step;
  test_call t;

  (void)state;
  person_open(&t);
  redial_pool_tick(&t.whom.pool, t.now + t.whom.config.offer_ms);
  t.now += t.whom.config.offer_ms;
  redial_hunt_begin(&t.hunt, t.now);
  t.whom.targets[0].enabled = 0;
  t.whom.targets[1].enabled = 0;
  test_call_apply(&t);
  step = person_leaves(&t);
  person_pauses(&t, &step);
  test_call_close(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(
      a_pause_of_a_person_ends_although_a_lease_that_is_over_takes_a_device_away),
    cmocka_unit_test(
      a_pause_of_a_person_reaches_every_device_although_one_has_left),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
