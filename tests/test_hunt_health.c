#include "line_support.h"

/* Hunts that feed health, and health that the pool is told of: what a host
   does with every event, over many calls. */

#define TRUNKS 3u

typedef struct office {
  test_call t;
  redial_health_pool pool;
  redial_health_slot slots[TRUNKS];
  redial_health health;
  int16_t answers[TRUNKS];
  uint32_t dialled[TRUNKS];
} office;

static void office_open(office *o) {
  uint32_t i;

  memset(o, 0, sizeof(*o));
  test_call_open(&o->t, &redial_profile_carrier_failover, 1);
  test_call_vias(&o->t, TRUNKS);
  memset(o->t.policy.plan, 0, sizeof(o->t.policy.plan)); /* health decides */
  o->health.pool = &o->pool;
  o->health.slots = o->slots;
  o->health.limits = &redial_health_defaults;
  redial_health_init(&o->health, TRUNKS, o->t.now);
  for (i = 0; i < TRUNKS; i++) {
    redial_health_enter(&o->health, i, REDIAL_KIND_TRUNK, REDIAL_ROLE_VIA);
    o->answers[i] = 200;
  }
}

/* An ejected gateway is left alone until its trial may go. */
static void office_carry(office *o, uint32_t slot) {
  redial_health_view view = redial_health_look(&o->health, slot, o->t.now);

  if (view.may_offer == 0 && view.until_ms > o->t.now) {
    redial_pool_cool(&o->t.via.pool, slot, REDIAL_OUTCOME_UNREACHABLE,
                     (uint32_t)(view.until_ms - o->t.now), o->t.now);
  }
}

static void office_event(office *o, const redial_step *step) {
  redial_health_event event;

  test_call_code(&o->t, step, o->answers[step->via]);
  memset(&event, 0, sizeof(event));
  event.verdict = o->t.report.verdict;
  event.origin = REDIAL_ORIGIN_REMOTE;
  redial_health_report(&o->health, o->t.report.via, &event, o->t.now);
  office_carry(o, o->t.report.via);
}

static redial_step_kind office_call(office *o) {
  redial_step step = test_call_poll(&o->t);

  while (step.kind == REDIAL_STEP_DIAL) {
    o->dialled[step.via]++;
    redial_health_offer(&o->health, step.via, o->t.now);
    office_event(o, &step);
    step = test_call_poll(&o->t);
  }
  if (step.kind == REDIAL_STEP_WAIT) {
    redial_hunt_caller_gone(&o->t.hunt, &o->t.scene, o->t.now);
  }
  line_again(&o->t);
  return (redial_step_kind)step.kind;
}

/* A call a second. */
static void office_calls(office *o, uint32_t seconds) {
  for (; seconds > 0; seconds--) {
    office_call(o);
    o->t.now += 1000;
  }
}

static void
a_dead_trunk_costs_three_calls_and_then_one_trial_at_a_time(void **state) {
  office o;

  (void)state;
  office_open(&o);
  o.answers[0] = 503;
  office_calls(&o, 10);
  assert_int_equal(o.dialled[0], 3);  /* then it is ejected */
  assert_int_equal(o.dialled[1], 10); /* nobody has lost a call */
  office_calls(&o, 25);
  assert_int_equal(o.dialled[0], 4); /* one trial after half a minute */
  office_calls(&o, 50);
  assert_int_equal(o.dialled[0], 4); /* the next only after a minute */
  office_calls(&o, 20);
  assert_int_equal(o.dialled[0], 5);
  test_call_close(&o.t);
}

static void a_trunk_that_is_back_is_let_back_by_its_trial(void **state) {
  redial_health_view view;
  office o;

  (void)state;
  office_open(&o);
  o.answers[0] = 503;
  office_calls(&o, 10);
  o.answers[0] = 200;
  office_calls(&o, 30);
  assert_true(o.dialled[0] > 4);
  view = redial_health_look(&o.health, 0, o.t.now);
  assert_int_equal(view.state, REDIAL_BREAKER_CLOSED);
  assert_true(view.share < 10000); /* slowly at first */
  o.t.now += 60000;
  assert_int_equal(redial_health_look(&o.health, 0, o.t.now).share, 10000);
  test_call_close(&o.t);
}

/* A hundred people who decline say nothing against the trunk. */
static void people_who_decline_do_not_eject_a_trunk(void **state) {
  static const int16_t codes[] = {603, 486, 480, 404, 487};
  uint32_t i;
  office o;

  (void)state;
  office_open(&o);
  for (i = 0; i < 100; i++) {
    o.answers[0] = codes[i % 5];
    office_call(&o);
    o.t.now += 1000;
  }
  assert_int_equal(redial_health_look(&o.health, 0, o.t.now).state,
                   REDIAL_BREAKER_CLOSED);
  assert_int_equal(o.dialled[0], 100);
  test_call_close(&o.t);
}

/* The ceiling: half of them may be out together, and the rest go on. */
static void an_outage_of_all_is_shown_and_not_hidden(void **state) {
  redial_sign signs[8];
  uint32_t count;
  uint32_t outages = 0;
  uint32_t i;
  office o;

  (void)state;
  office_open(&o);
  for (i = 0; i < TRUNKS; i++) {
    o.answers[i] = 503;
  }
  office_calls(&o, 12);
  assert_int_equal(o.pool.ejected, 1); /* of three; the others are asked */
  assert_true(o.pool.withheld > 0);
  count = redial_health_poll(&o.health, signs, 8, o.t.now);
  for (i = 0; i < count; i++) {
    outages += signs[i].kind == REDIAL_SIGN_OUTAGE;
  }
  assert_int_equal(outages, 1);
  test_call_close(&o.t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(
      a_dead_trunk_costs_three_calls_and_then_one_trial_at_a_time),
    cmocka_unit_test(a_trunk_that_is_back_is_let_back_by_its_trial),
    cmocka_unit_test(people_who_decline_do_not_eject_a_trunk),
    cmocka_unit_test(an_outage_of_all_is_shown_and_not_hidden),
  };

  return cmocka_run_group_tests_name("hunt_health", tests, NULL, NULL);
}
