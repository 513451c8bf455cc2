#include "health_world.h"

/* Ejects slot 0 by three faults in a row. */
static void eject(world *w) {
  world_codes(w, 0, 503, 3);
  assert_int_equal(world_look(w, 0).state, REDIAL_BREAKER_OPEN);
}

/* Lets the ejection pass and takes the trial. */
static void take_trial(world *w) {
  w->now = world_look(w, 0).until_ms;
  assert_int_equal(world_offer(w, 0).trial, 1);
}

static void three_faults_in_a_row_eject_a_trunk(void **state) {
  redial_health_view view;
  world w;

  (void)state;
  world_trunks(&w, 1);
  view = world_codes(&w, 0, 503, 2);
  assert_int_equal(view.state, REDIAL_BREAKER_CLOSED);
  assert_int_equal(view.may_offer, 1);
  view = world_code(&w, 0, 500);
  assert_int_equal(view.state, REDIAL_BREAKER_OPEN);
  assert_int_equal(view.may_offer, 0);
  assert_int_equal(view.share, 0);
  assert_int_equal(view.until_ms, w.now + 30000);
  assert_int_equal(view.blame, REDIAL_BLAME_FAULT);
}

static void a_call_that_was_carried_ends_the_row(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  world_codes(&w, 0, 503, 2);
  world_code(&w, 0, 603);
  world_codes(&w, 0, 503, 2);
  assert_int_equal(world_look(&w, 0).state, REDIAL_BREAKER_CLOSED);
}

static void what_says_nothing_about_it_neither_ends_nor_lengthens_the_row(
  void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  world_codes(&w, 0, 503, 2);
  world_code(&w, 0, 404);
  world_code(&w, 0, 408);
  world_code(&w, 0, 487);
  assert_int_equal(world_look(&w, 0).bad_run, 2);
  assert_int_equal(world_code(&w, 0, 503).state, REDIAL_BREAKER_OPEN);
}

/* Complaint 3: the trunk is not to blame for busy callees, however many. */
static void complaint_3_busy_callees_never_eject_the_trunk(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  world_codes(&w, 0, 486, 300);
  world_codes(&w, 0, 603, 300);
  world_codes(&w, 0, 480, 300);
  assert_int_equal(world_look(&w, 0).state, REDIAL_BREAKER_CLOSED);
  assert_int_equal(world_look(&w, 0).share, 10000);
}

static void faults_never_eject_a_phone_and_refusals_do(void **state) {
  world w;

  (void)state;
  world_phones(&w, 1);
  world_codes(&w, 0, 503, 50);
  assert_int_equal(world_look(&w, 0).state, REDIAL_BREAKER_CLOSED);
  assert_int_equal(world_codes(&w, 0, 480, 4).state, REDIAL_BREAKER_CLOSED);
  assert_int_equal(world_code(&w, 0, 480).state, REDIAL_BREAKER_OPEN);
}

static void our_own_silence_timer_ejects_and_a_received_408_does_not(
  void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  world_codes(&w, 0, 408, 50);
  assert_int_equal(world_look(&w, 0).state, REDIAL_BREAKER_CLOSED);
  world_local(&w, 0, REDIAL_ORIGIN_LOCAL_TIMEOUT);
  world_local(&w, 0, REDIAL_ORIGIN_LOCAL_TRANSPORT);
  assert_int_equal(world_local(&w, 0, REDIAL_ORIGIN_LOCAL_TIMEOUT).state,
                   REDIAL_BREAKER_OPEN);
}

/* Good and bad in turn: no row ever, but surely less than half. */
static void a_bad_share_ejects_without_any_row(void **state) {
  uint32_t calls = 0;
  world w;

  (void)state;
  world_trunks(&w, 1);
  while (world_look(&w, 0).state == REDIAL_BREAKER_CLOSED && calls < 300) {
    world_code(&w, 0, calls % 3 == 0 ? 200 : 503);
    calls++;
  }
  assert_in_range(calls, 10, 60);
  assert_true(world_look(&w, 0).bad_run < 3);
}

static void whatever_a_callee_said_was_carried(void **state) {
  static const int32_t codes[] = {200, 486, 603, 480};
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
    world w;

    world_trunks(&w, 1);
    w.limits.via.consecutive = 0;
    world_codes(&w, 0, codes[i], 20);
    assert_int_equal(world_codes(&w, 0, 503, 20).state,
                     REDIAL_BREAKER_CLOSED);
  }
}

static void half_good_is_never_surely_below_half(void **state) {
  uint32_t calls;
  world w;

  (void)state;
  world_trunks(&w, 1);
  for (calls = 0; calls < 5000; calls++) {
    world_code(&w, 0, calls % 2 == 0 ? 200 : 503);
  }
  assert_int_equal(world_look(&w, 0).state, REDIAL_BREAKER_CLOSED);
}

static void no_rate_is_judged_on_too_few(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  w.limits.via.consecutive = 0;
  assert_int_equal(world_codes(&w, 0, 503, 9).state, REDIAL_BREAKER_CLOSED);
  assert_int_equal(world_code(&w, 0, 503).state, REDIAL_BREAKER_OPEN);
}

static void a_share_at_the_threshold_is_not_surely_below_it(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  w.limits.via.consecutive = 0;
  w.limits.via.rate_below = (uint16_t)redial_wilson_upper(0, 10);
  assert_int_equal(world_codes(&w, 0, 503, 10).state, REDIAL_BREAKER_CLOSED);
  assert_int_equal(world_code(&w, 0, 503).state, REDIAL_BREAKER_OPEN);
}

static void a_threshold_of_0_is_never_reached(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  w.limits.via.consecutive = 0;
  w.limits.via.rate_min = 0;
  assert_int_equal(world_codes(&w, 0, 503, 1000).state,
                   REDIAL_BREAKER_CLOSED);
  assert_int_equal(world_look(&w, 0).bad_run, 255);
}

static void an_endpoint_can_be_judged_by_its_rate_too(void **state) {
  uint32_t calls;
  world w;

  (void)state;
  world_phones(&w, 1);
  w.limits.endpoint.rate_min = 10;
  w.limits.endpoint.rate_below = 5000;
  for (calls = 0; calls < 40; calls++) {
    world_code(&w, 0, calls % 4 == 0 ? 200 : 486);
  }
  assert_int_equal(world_look(&w, 0).state, REDIAL_BREAKER_OPEN);
}

static void one_trial_goes_when_the_time_is_up_and_no_second(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  eject(&w);
  w.now += 29999;
  assert_int_equal(world_look(&w, 0).trial, 0);
  assert_int_equal(world_offer(&w, 0).trial, 0);
  w.now += 1;
  assert_int_equal(world_look(&w, 0).trial, 1);
  assert_int_equal(world_look(&w, 0).may_offer, 1);
  assert_int_equal(world_look(&w, 0).share, 1000);
  assert_int_equal(world_offer(&w, 0).trial, 1);
  assert_int_equal(world_look(&w, 0).state, REDIAL_BREAKER_HALF_OPEN);
  assert_int_equal(world_look(&w, 0).may_offer, 0);
  assert_int_equal(world_offer(&w, 0).trial, 0);
}

static void a_good_trial_closes_and_forgets_what_was_counted(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  world_codes(&w, 0, 503, 20);
  take_trial(&w);
  assert_int_equal(world_code(&w, 0, 486).state, REDIAL_BREAKER_CLOSED);
  assert_int_equal(w.pool.ejected, 0);
  assert_int_equal(world_count(&w, 0, REDIAL_COUNT_FAILED), 0);
  assert_int_equal(world_codes(&w, 0, 503, 2).state, REDIAL_BREAKER_CLOSED);
  assert_int_equal(world_code(&w, 0, 503).state, REDIAL_BREAKER_OPEN);
}

static void a_bad_trial_ejects_again_for_longer(void **state) {
  redial_health_view view;
  world w;

  (void)state;
  world_trunks(&w, 1);
  eject(&w);
  take_trial(&w);
  view = world_code(&w, 0, 503);
  assert_int_equal(view.state, REDIAL_BREAKER_OPEN);
  assert_int_equal(view.until_ms, w.now + 60000);
  assert_int_equal(view.ejections, 2);
  assert_int_equal(w.pool.ejected, 1);
}

static void ejections_grow_up_to_the_cap(void **state) {
  uint32_t times;
  world w;

  (void)state;
  world_trunks(&w, 1);
  eject(&w);
  for (times = 2; times < 300; times++) {
    uint32_t grown = times * 30000;

    take_trial(&w);
    assert_int_equal(world_code(&w, 0, 503).until_ms,
                     w.now + (grown < 300000 ? grown : 300000));
  }
  assert_int_equal(world_look(&w, 0).ejections, 255);
}

static void time_spent_well_is_forgiven(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  eject(&w);
  take_trial(&w);
  world_code(&w, 0, 503);
  take_trial(&w);
  world_code(&w, 0, 503); /* the third */
  take_trial(&w);
  world_code(&w, 0, 200);
  w.now += 59999; /* one whole base span: one forgiven, one added */
  world_codes(&w, 0, 503, 3);
  assert_int_equal(world_look(&w, 0).ejections, 3);
  take_trial(&w);
  world_code(&w, 0, 200);
  w.now += 90000;
  world_codes(&w, 0, 503, 3);
  assert_int_equal(world_look(&w, 0).ejections, 1);
}

static void without_a_base_span_every_ejection_is_the_first(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  w.limits.eject_base_ms = 0;
  world_codes(&w, 0, 503, 3);
  assert_int_equal(world_look(&w, 0).until_ms, w.now);
  take_trial(&w);
  world_code(&w, 0, 200);
  world_codes(&w, 0, 503, 3);
  assert_int_equal(world_look(&w, 0).ejections, 1);
}

static void a_trial_that_shows_nothing_lets_the_next_one_go(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  eject(&w);
  take_trial(&w);
  assert_int_equal(world_code(&w, 0, 404).state, REDIAL_BREAKER_OPEN);
  assert_int_equal(world_look(&w, 0).trial, 1);
  assert_int_equal(world_look(&w, 0).ejections, 1);
}

static void a_trial_that_never_ends_is_taken_as_lost(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  eject(&w);
  take_trial(&w);
  w.now += 59999;
  assert_int_equal(world_look(&w, 0).trial, 0);
  w.now += 1;
  assert_int_equal(world_offer(&w, 0).trial, 1);
}

static void a_late_result_does_not_close_what_is_open(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  eject(&w);
  assert_int_equal(world_code(&w, 0, 200).state, REDIAL_BREAKER_OPEN);
  assert_int_equal(world_codes(&w, 0, 503, 9).ejections, 1);
}

/* The ceiling. */

static uint32_t ejected_of(uint32_t members, uint16_t share) {
  uint32_t slot;
  world w;

  world_trunks(&w, members);
  w.limits.ceiling = share;
  for (slot = 0; slot < members; slot++) {
    world_codes(&w, slot, 503, 3);
  }
  assert_int_equal(w.pool.withheld, members - w.pool.ejected);
  return w.pool.ejected;
}

static void half_of_them_may_be_ejected_and_one_always(void **state) {
  (void)state;
  assert_int_equal(ejected_of(1, 5000), 1);
  assert_int_equal(ejected_of(2, 5000), 1);
  assert_int_equal(ejected_of(3, 5000), 1);
  assert_int_equal(ejected_of(10, 5000), 5);
  assert_int_equal(ejected_of(1000, 5000), 500);
}

static void the_ceiling_is_a_share_of_the_members(void **state) {
  (void)state;
  assert_int_equal(ejected_of(1, 0), 1);
  assert_int_equal(ejected_of(10, 0), 1);
  assert_int_equal(ejected_of(10, 1000), 1);
  assert_int_equal(ejected_of(1000, 1000), 100);
  assert_int_equal(ejected_of(10, 10000), 10);
  assert_int_equal(ejected_of(10, 65535), 10);
}

static void a_place_that_becomes_free_is_taken_by_the_next_fault(
  void **state) {
  world w;

  (void)state;
  world_trunks(&w, 2);
  world_codes(&w, 0, 503, 3);
  world_codes(&w, 1, 503, 3);
  assert_int_equal(world_look(&w, 1).state, REDIAL_BREAKER_CLOSED);
  redial_health_leave(&w.health, 0);
  assert_int_equal(world_code(&w, 1, 503).state, REDIAL_BREAKER_OPEN);
}

/* Complaint 15: the state is what it is now, at every hop. */
static void complaint_15_a_target_that_died_meanwhile_is_not_offered(
  void **state) {
  world w;

  (void)state;
  world_trunks(&w, 3);
  assert_int_equal(world_look(&w, 1).may_offer, 1);
  world_codes(&w, 1, 503, 3);
  assert_int_equal(world_look(&w, 1).may_offer, 0);
  assert_int_equal(world_look(&w, 2).may_offer, 1);
}

/* Slow start. */

static uint32_t share_after(world *w, uint64_t ms) {
  return redial_health_look(&w->health, 0, w->now + ms).share;
}

static void recovered(world *w) {
  world_trunks(w, 1);
  eject(w);
  take_trial(w);
  world_code(w, 0, 200);
}

static void nothing_starts_slowly_at_process_start(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  assert_int_equal(share_after(&w, 0), 10000);
  assert_int_equal(world_offer(&w, 0).share, 10000);
}

static void a_recovered_target_goes_from_one_step_to_all(void **state) {
  world w;

  (void)state;
  recovered(&w);
  assert_int_equal(share_after(&w, 0), 1000);
  assert_int_equal(share_after(&w, 5999), 1000);
  assert_int_equal(share_after(&w, 6000), 2000);
  assert_int_equal(share_after(&w, 30000), 6000);
  assert_int_equal(share_after(&w, 54000), 10000);
  assert_int_equal(share_after(&w, 60000), 10000);
  assert_int_equal(share_after(&w, UINT64_MAX - w.now), 10000);
}

static void a_slow_start_never_falls(void **state) {
  uint32_t last = 0;
  uint64_t ms;
  world w;

  (void)state;
  recovered(&w);
  w.limits.slow_step = 300; /* does not divide 10 000 */
  for (ms = 0; ms <= 61000; ms += 50) {
    uint32_t share = share_after(&w, ms);

    assert_true(share >= last && share >= 300 && share <= 10000);
    last = share;
  }
  assert_int_equal(last, 10000);
}

static void a_slow_start_of_no_time_or_one_step_is_none(void **state) {
  world w;

  (void)state;
  recovered(&w);
  w.limits.slow_step = 0;
  assert_int_equal(share_after(&w, 0), 10000);
  w.limits.slow_step = 20000;
  assert_int_equal(share_after(&w, 0), 10000);
  w.limits.slow_step = 1;
  assert_int_equal(share_after(&w, 0), 1);
  w.limits.slow_ms = 0;
  assert_int_equal(share_after(&w, 0), 10000);
}

/* Edges of the clock. */

static void an_ejection_at_the_end_of_time_saturates(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  w.now = UINT64_MAX - 10;
  eject(&w);
  assert_true(world_look(&w, 0).until_ms == UINT64_MAX);
  assert_int_equal(world_look(&w, 0).may_offer, 0);
  w.now = UINT64_MAX;
  take_trial(&w);
  assert_int_equal(world_code(&w, 0, 503).ejections, 2);
}

static void the_32_bit_edge_of_the_clock_is_no_edge(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  w.now = UINT64_C(0xFFFFFFFF) - 10000;
  eject(&w);
  assert_true(world_look(&w, 0).until_ms == w.now + 30000);
  w.now += 29999;
  assert_int_equal(world_look(&w, 0).trial, 0);
  w.now += 1;
  assert_int_equal(world_look(&w, 0).trial, 1);
}

static void time_0_is_a_time_like_any_other(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  redial_health_init(&w.health, 1, 0);
  redial_health_enter(&w.health, 0, REDIAL_KIND_TRUNK, REDIAL_ROLE_VIA);
  w.now = 0;
  w.limits.eject_base_ms = 0;
  eject(&w);
  take_trial(&w);
  world_code(&w, 0, 200);
  assert_int_equal(share_after(&w, 0), 1000);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(three_faults_in_a_row_eject_a_trunk),
    cmocka_unit_test(a_call_that_was_carried_ends_the_row),
    cmocka_unit_test(
      what_says_nothing_about_it_neither_ends_nor_lengthens_the_row),
    cmocka_unit_test(complaint_3_busy_callees_never_eject_the_trunk),
    cmocka_unit_test(faults_never_eject_a_phone_and_refusals_do),
    cmocka_unit_test(our_own_silence_timer_ejects_and_a_received_408_does_not),
    cmocka_unit_test(a_bad_share_ejects_without_any_row),
    cmocka_unit_test(whatever_a_callee_said_was_carried),
    cmocka_unit_test(half_good_is_never_surely_below_half),
    cmocka_unit_test(no_rate_is_judged_on_too_few),
    cmocka_unit_test(a_share_at_the_threshold_is_not_surely_below_it),
    cmocka_unit_test(a_threshold_of_0_is_never_reached),
    cmocka_unit_test(an_endpoint_can_be_judged_by_its_rate_too),
    cmocka_unit_test(one_trial_goes_when_the_time_is_up_and_no_second),
    cmocka_unit_test(a_good_trial_closes_and_forgets_what_was_counted),
    cmocka_unit_test(a_bad_trial_ejects_again_for_longer),
    cmocka_unit_test(ejections_grow_up_to_the_cap),
    cmocka_unit_test(time_spent_well_is_forgiven),
    cmocka_unit_test(without_a_base_span_every_ejection_is_the_first),
    cmocka_unit_test(a_trial_that_shows_nothing_lets_the_next_one_go),
    cmocka_unit_test(a_trial_that_never_ends_is_taken_as_lost),
    cmocka_unit_test(a_late_result_does_not_close_what_is_open),
    cmocka_unit_test(half_of_them_may_be_ejected_and_one_always),
    cmocka_unit_test(the_ceiling_is_a_share_of_the_members),
    cmocka_unit_test(a_place_that_becomes_free_is_taken_by_the_next_fault),
    cmocka_unit_test(complaint_15_a_target_that_died_meanwhile_is_not_offered),
    cmocka_unit_test(nothing_starts_slowly_at_process_start),
    cmocka_unit_test(a_recovered_target_goes_from_one_step_to_all),
    cmocka_unit_test(a_slow_start_never_falls),
    cmocka_unit_test(a_slow_start_of_no_time_or_one_step_is_none),
    cmocka_unit_test(an_ejection_at_the_end_of_time_saturates),
    cmocka_unit_test(the_32_bit_edge_of_the_clock_is_no_edge),
    cmocka_unit_test(time_0_is_a_time_like_any_other),
  };

  return cmocka_run_group_tests_name("breaker", tests, NULL, NULL);
}
