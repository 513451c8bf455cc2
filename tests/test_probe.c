#include "health_world.h"

static void a_200_to_options_is_alive(void **state) {
  (void)state;
  assert_int_equal(redial_probe_verdict(200), REDIAL_PROBE_ALIVE);
}

/* Complaint 12. */
static void complaint_12_a_503_to_options_is_not_alive(void **state) {
  redial_probe_reading reading;
  redial_evidence seen = {0};

  (void)state;
  assert_int_equal(redial_probe_verdict(503), REDIAL_PROBE_UNWELL);
  seen.code = 503;
  assert_int_equal(redial_probe_assess(&seen).has_hold, 0);
  seen.retry_after.present = 1;
  seen.retry_after.seconds = 300;
  reading = redial_probe_assess(&seen);
  assert_int_equal(reading.verdict, REDIAL_PROBE_UNWELL);
  assert_int_equal(reading.has_hold, 1);
  assert_int_equal(reading.hold_s, 300);
  seen.code = 486;
  assert_int_equal(redial_probe_assess(&seen).has_hold, 0);
}

static void a_server_that_fails_calls_is_unwell(void **state) {
  (void)state;
  assert_int_equal(redial_probe_verdict(500), REDIAL_PROBE_UNWELL);
  assert_int_equal(redial_probe_verdict(502), REDIAL_PROBE_UNWELL);
  assert_int_equal(redial_probe_verdict(504), REDIAL_PROBE_UNWELL);
  assert_int_equal(redial_probe_verdict(599), REDIAL_PROBE_UNWELL);
  assert_int_equal(redial_probe_verdict(299), REDIAL_PROBE_ALIVE);
}

static void nobody_behind_it_is_dead(void **state) {
  (void)state;
  assert_int_equal(redial_probe_verdict(408), REDIAL_PROBE_DEAD);
  assert_int_equal(redial_probe_verdict(430), REDIAL_PROBE_DEAD);
  assert_int_equal(redial_probe_verdict(478), REDIAL_PROBE_DEAD);
}

static void an_answer_about_something_else_is_alive(void **state) {
  static const int32_t codes[] = {302, 401, 403, 404, 405, 407, 480, 481,
                                  482, 483, 484, 486, 488, 499, 501, 505,
                                  513, 555, 580, 600, 603, 604, 699};
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
    assert_int_equal(redial_probe_verdict(codes[i]), REDIAL_PROBE_ALIVE);
  }
}

static void every_final_status_but_487_shows_something_with_its_source(
  void **state) {
  int32_t code;

  (void)state;
  for (code = -300; code < 70000; code++) {
    bool final = code >= 200 && code <= 699;

    assert_int_equal(redial_probe_verdict(code) != REDIAL_PROBE_UNKNOWN,
                     final && code != 487);
    assert_int_equal(redial_probe_source(code) != NULL, final);
  }
  assert_int_equal(redial_probe_verdict(INT32_MIN), REDIAL_PROBE_UNKNOWN);
  assert_int_equal(redial_probe_verdict(INT32_MAX), REDIAL_PROBE_UNKNOWN);
}

static void rows_are_sorted_and_sourced(void **state) {
  static const int rows[] = {
#define PROBE(code, verdict, source) code,
#include "../lib/health/probe.def"
#undef PROBE
  };
  static const char *const sources[] = {
#define PROBE(code, verdict, source) source,
#include "../lib/health/probe.def"
#undef PROBE
  };
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    assert_true(i == 0 || rows[i - 1] < rows[i]);
    if (rows[i] >= 200) {
      assert_string_equal(redial_probe_source(rows[i]), sources[i]);
    }
    assert_true(strstr(sources[i], "RFC ") != NULL ||
                strstr(sources[i], "vendor") != NULL);
  }
  assert_string_equal(redial_probe_source(599), sources[3]);
}

static redial_probe probe_of(redial_origin origin, int32_t code) {
  redial_evidence seen = {0};

  seen.origin = (uint8_t)origin;
  seen.code = code;
  return (redial_probe)redial_probe_assess(&seen).verdict;
}

static void an_own_timer_or_transport_is_dead_whatever_the_stack_invents(
  void **state) {
  (void)state;
  assert_int_equal(probe_of(REDIAL_ORIGIN_LOCAL_TIMEOUT, 0),
                   REDIAL_PROBE_DEAD);
  assert_int_equal(probe_of(REDIAL_ORIGIN_LOCAL_TRANSPORT, 503),
                   REDIAL_PROBE_DEAD);
  assert_int_equal(probe_of(REDIAL_ORIGIN_LOCAL_TRANSPORT, 200),
                   REDIAL_PROBE_DEAD);
}

static void a_probe_taken_back_shows_nothing(void **state) {
  redial_evidence seen = {0};

  (void)state;
  assert_int_equal(probe_of(REDIAL_ORIGIN_WITHDRAWN, 503),
                   REDIAL_PROBE_UNKNOWN);
  assert_int_equal(probe_of(REDIAL_ORIGIN_CALLER_GONE, 503),
                   REDIAL_PROBE_UNKNOWN);
  assert_int_equal(probe_of(REDIAL_ORIGIN_UNKNOWN, 100),
                   REDIAL_PROBE_UNKNOWN);
  seen.code = 503;
  seen.ns = REDIAL_NAMESPACE_SIP;
  assert_int_equal(redial_probe_assess(&seen).verdict, REDIAL_PROBE_UNWELL);
  seen.ns = REDIAL_NAMESPACE_TWILIO;
  assert_int_equal(redial_probe_assess(&seen).verdict, REDIAL_PROBE_UNKNOWN);
}

/* The state of a slot. */

static redial_health_view probe(world *w, redial_probe verdict,
                                uint32_t times) {
  redial_health_view view = world_look(w, 0);

  while (times-- > 0) {
    view = redial_health_probe(&w->health, 0, verdict, w->now);
  }
  return view;
}

static void nothing_is_known_before_the_first_probe(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  assert_int_equal(world_look(&w, 0).probed, REDIAL_PROBED_UNKNOWN);
  assert_int_equal(world_look(&w, 0).may_offer, 1);
  assert_int_equal(probe(&w, REDIAL_PROBE_UNKNOWN, 9).probed,
                   REDIAL_PROBED_UNKNOWN);
  assert_int_equal(probe(&w, (redial_probe)77, 9).probed,
                   REDIAL_PROBED_UNKNOWN);
  assert_int_equal(probe(&w, REDIAL_PROBE_ALIVE, 1).probed, REDIAL_PROBED_UP);
  assert_int_equal(world_look(&w, 0).share, 10000);
}

static void down_and_up_have_thresholds_of_their_own(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  assert_int_equal(probe(&w, REDIAL_PROBE_UNWELL, 2).may_offer, 1);
  assert_int_equal(probe(&w, REDIAL_PROBE_DEAD, 1).may_offer, 0);
  assert_int_equal(world_look(&w, 0).probed, REDIAL_PROBED_DOWN);
  assert_int_equal(probe(&w, REDIAL_PROBE_ALIVE, 1).may_offer, 0);
  assert_int_equal(probe(&w, REDIAL_PROBE_ALIVE, 1).may_offer, 1);
  assert_int_equal(world_look(&w, 0).probed, REDIAL_PROBED_UP);
  assert_int_equal(probe(&w, REDIAL_PROBE_DEAD, 2).may_offer, 1);
  assert_int_equal(probe(&w, REDIAL_PROBE_DEAD, 1).may_offer, 0);
}

static void one_good_probe_between_starts_the_count_again(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  probe(&w, REDIAL_PROBE_DEAD, 2);
  probe(&w, REDIAL_PROBE_ALIVE, 1);
  assert_int_equal(probe(&w, REDIAL_PROBE_DEAD, 2).probed, REDIAL_PROBED_UP);
  assert_int_equal(probe(&w, REDIAL_PROBE_DEAD, 1).probed,
                   REDIAL_PROBED_DOWN);
  probe(&w, REDIAL_PROBE_ALIVE, 1);
  probe(&w, REDIAL_PROBE_DEAD, 1);
  assert_int_equal(probe(&w, REDIAL_PROBE_ALIVE, 1).probed,
                   REDIAL_PROBED_DOWN);
}

static void thresholds_of_0_and_255_are_kept(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  w.limits.probe_down = 0;
  w.limits.probe_up = 255;
  assert_int_equal(probe(&w, REDIAL_PROBE_DEAD, 1).probed,
                   REDIAL_PROBED_DOWN);
  assert_int_equal(probe(&w, REDIAL_PROBE_ALIVE, 254).probed,
                   REDIAL_PROBED_DOWN);
  assert_int_equal(probe(&w, REDIAL_PROBE_ALIVE, 1).probed, REDIAL_PROBED_UP);
}

static void a_target_that_probes_have_found_again_starts_slowly(
  void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  probe(&w, REDIAL_PROBE_DEAD, 3);
  assert_int_equal(probe(&w, REDIAL_PROBE_ALIVE, 2).share, 1000);
  assert_int_equal(world_code(&w, 0, 486).blame, REDIAL_BLAME_GOOD);
  w.now += 60000;
  assert_int_equal(world_look(&w, 0).share, 10000);
}

static void a_probe_200_does_not_close_a_breaker_without_a_trial_call(
  void **state) {
  redial_health_view view;
  world w;

  (void)state;
  world_trunks(&w, 1);
  world_codes(&w, 0, 503, 3);
  view = probe(&w, REDIAL_PROBE_ALIVE, 50);
  assert_int_equal(view.state, REDIAL_BREAKER_OPEN);
  assert_int_equal(view.may_offer, 0);
  assert_int_equal(view.until_ms, w.now + 30000);
}

static void neither_does_one_that_finds_a_dead_target_again(void **state) {
  redial_health_view view;
  world w;

  (void)state;
  world_trunks(&w, 1);
  world_codes(&w, 0, 503, 3);
  probe(&w, REDIAL_PROBE_DEAD, 3);
  w.now += 30000;
  assert_int_equal(world_look(&w, 0).trial, 0);
  assert_int_equal(world_look(&w, 0).may_offer, 0);
  view = probe(&w, REDIAL_PROBE_ALIVE, 2);
  assert_int_equal(view.state, REDIAL_BREAKER_OPEN);
  assert_int_equal(view.trial, 1);
  assert_int_equal(view.until_ms, w.now);
}

static void a_call_that_works_does_not_prove_the_probe_wrong(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  probe(&w, REDIAL_PROBE_DEAD, 3);
  assert_int_equal(world_code(&w, 0, 200).probed, REDIAL_PROBED_DOWN);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_200_to_options_is_alive),
    cmocka_unit_test(complaint_12_a_503_to_options_is_not_alive),
    cmocka_unit_test(a_server_that_fails_calls_is_unwell),
    cmocka_unit_test(nobody_behind_it_is_dead),
    cmocka_unit_test(an_answer_about_something_else_is_alive),
    cmocka_unit_test(
      every_final_status_but_487_shows_something_with_its_source),
    cmocka_unit_test(rows_are_sorted_and_sourced),
    cmocka_unit_test(
      an_own_timer_or_transport_is_dead_whatever_the_stack_invents),
    cmocka_unit_test(a_probe_taken_back_shows_nothing),
    cmocka_unit_test(nothing_is_known_before_the_first_probe),
    cmocka_unit_test(down_and_up_have_thresholds_of_their_own),
    cmocka_unit_test(one_good_probe_between_starts_the_count_again),
    cmocka_unit_test(thresholds_of_0_and_255_are_kept),
    cmocka_unit_test(a_target_that_probes_have_found_again_starts_slowly),
    cmocka_unit_test(
      a_probe_200_does_not_close_a_breaker_without_a_trial_call),
    cmocka_unit_test(neither_does_one_that_finds_a_dead_target_again),
    cmocka_unit_test(a_call_that_works_does_not_prove_the_probe_wrong),
  };

  return cmocka_run_group_tests_name("probe", tests, NULL, NULL);
}
