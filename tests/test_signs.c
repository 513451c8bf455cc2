#include "health_world.h"

/* One poll after another until the whole pool has been looked at. */
static uint32_t poll_all(world *w, redial_sign *signs, uint32_t room) {
  return redial_health_poll(&w->health, signs, room, w->now);
}

/* The change of one kind that a poll tells: +1 up, -1 cleared, 0 none. */
static int change_of(world *w, redial_sign_kind kind, redial_sign *found) {
  redial_sign signs[64];
  uint32_t count = poll_all(w, signs, 64);
  uint32_t i;

  for (i = 0; i < count; i++) {
    if (signs[i].kind == (uint8_t)kind) {
      *found = signs[i];
      return signs[i].raised != 0 ? 1 : -1;
    }
  }
  return 0;
}

static int change(world *w, redial_sign_kind kind) {
  redial_sign ignored;

  return change_of(w, kind, &ignored);
}

static void nothing_to_see_gives_no_sign(void **state) {
  redial_sign signs[4];
  world w;

  (void)state;
  world_phones(&w, 20);
  assert_int_equal(poll_all(&w, signs, 4), 0);
  world_codes(&w, 3, 200, 1000);
  w.now += UINT64_C(1) << 40;
  assert_int_equal(poll_all(&w, signs, 4), 0);
}

/* Busy spike. */

static void a_busy_share_surely_above_half_is_a_spike(void **state) {
  redial_sign sign;
  world w;

  (void)state;
  world_phones(&w, 1);
  w.now += 7000;
  world_codes(&w, 0, 200, 2);
  world_codes(&w, 0, 486, 7);
  assert_int_equal(change(&w, REDIAL_SIGN_BUSY_SPIKE), 0);
  world_codes(&w, 0, 486, 3);
  assert_int_equal(change_of(&w, REDIAL_SIGN_BUSY_SPIKE, &sign), 1);
  assert_int_equal(sign.slot, 0);
  assert_int_equal(sign.count, 10);
  assert_int_equal(sign.of, 12);
  assert_int_equal(sign.since_ms, WORLD_START);
  assert_int_equal(sign.hour, REDIAL_SIGN_NO_HOUR);
}

static void a_few_busy_answers_are_no_spike(void **state) {
  world w;

  (void)state;
  world_phones(&w, 1);
  world_codes(&w, 0, 486, 9);
  assert_int_equal(change(&w, REDIAL_SIGN_BUSY_SPIKE), 0);
  world_codes(&w, 0, 486, 1);
  assert_int_equal(change(&w, REDIAL_SIGN_BUSY_SPIKE), 1);
}

static void a_busy_evening_of_all_is_nobodys_spike(void **state) {
  uint32_t slot;
  world w;

  (void)state;
  world_phones(&w, 10);
  for (slot = 0; slot < 10; slot++) {
    world_codes(&w, slot, 486, 40);
    world_codes(&w, slot, 200, 10);
  }
  assert_int_equal(change(&w, REDIAL_SIGN_BUSY_SPIKE), 0);
}

static void one_busier_than_its_peers_is_a_spike(void **state) {
  redial_sign sign;
  uint32_t slot;
  world w;

  (void)state;
  world_phones(&w, 10);
  for (slot = 0; slot < 10; slot++) {
    world_codes(&w, slot, 486, slot == 6 ? 45 : 10);
    world_codes(&w, slot, 200, slot == 6 ? 5 : 40);
  }
  assert_int_equal(change_of(&w, REDIAL_SIGN_BUSY_SPIKE, &sign), 1);
  assert_int_equal(sign.slot, 6);
  assert_int_equal(change(&w, REDIAL_SIGN_BUSY_SPIKE), 0);
}

static void a_spike_is_told_once_and_clears_below_half_its_rate(
  void **state) {
  redial_sign sign;
  world w;

  (void)state;
  world_phones(&w, 1);
  world_codes(&w, 0, 486, 20);
  assert_int_equal(change(&w, REDIAL_SIGN_BUSY_SPIKE), 1);
  assert_int_equal(change(&w, REDIAL_SIGN_BUSY_SPIKE), 0);
  world_codes(&w, 0, 200, 60); /* 20 of 80: a quarter, half of the rate */
  assert_int_equal(change(&w, REDIAL_SIGN_BUSY_SPIKE), 0);
  world_codes(&w, 0, 200, 1);
  w.now += 10;
  assert_int_equal(change_of(&w, REDIAL_SIGN_BUSY_SPIKE, &sign), -1);
  assert_int_equal(sign.since_ms, w.now);
  assert_int_equal(change(&w, REDIAL_SIGN_BUSY_SPIKE), 0);
}

static void a_spike_clears_when_its_window_is_over(void **state) {
  world w;

  (void)state;
  world_phones(&w, 1);
  world_codes(&w, 0, 486, 20);
  assert_int_equal(change(&w, REDIAL_SIGN_BUSY_SPIKE), 1);
  w.now += 600000;
  assert_int_equal(change(&w, REDIAL_SIGN_BUSY_SPIKE), -1);
}

/* Stuck busy. */

static void busy(world *w, uint32_t slot, redial_calls calls) {
  redial_health_event event = world_event(486);

  event.calls = (uint8_t)calls;
  redial_health_report(&w->health, slot, &event, w->now);
}

static void a_busy_phone_without_a_call_for_ten_minutes_is_stuck(
  void **state) {
  redial_sign sign;
  world w;

  (void)state;
  world_phones(&w, 1);
  w.now += 5000;
  busy(&w, 0, REDIAL_CALLS_NONE);
  busy(&w, 0, REDIAL_CALLS_NONE);
  w.now += 600000;
  assert_int_equal(change(&w, REDIAL_SIGN_STUCK_BUSY), 0);
  busy(&w, 0, REDIAL_CALLS_NONE);
  assert_int_equal(change_of(&w, REDIAL_SIGN_STUCK_BUSY, &sign), 1);
  assert_int_equal(sign.count, 3);
  assert_int_equal(sign.since_ms, WORLD_START + 5000);
  world_code(&w, 0, 200);
  assert_int_equal(change(&w, REDIAL_SIGN_STUCK_BUSY), -1);
}

static void a_phone_that_is_busy_for_a_short_time_talks(void **state) {
  world w;

  (void)state;
  world_phones(&w, 1);
  busy(&w, 0, REDIAL_CALLS_NONE);
  w.now += 599999;
  busy(&w, 0, REDIAL_CALLS_NONE);
  busy(&w, 0, REDIAL_CALLS_NONE);
  assert_int_equal(change(&w, REDIAL_SIGN_STUCK_BUSY), 0);
  w.now += 1;
  assert_int_equal(change(&w, REDIAL_SIGN_STUCK_BUSY), 1);
}

static void a_phone_with_a_call_or_of_unknown_calls_is_not_stuck(
  void **state) {
  redial_calls calls;
  world w;

  (void)state;
  for (calls = REDIAL_CALLS_UNKNOWN; calls <= REDIAL_CALLS_SOME;
       calls = (redial_calls)(calls + 2)) {
    world_phones(&w, 1);
    busy(&w, 0, REDIAL_CALLS_NONE);
    busy(&w, 0, REDIAL_CALLS_NONE);
    busy(&w, 0, calls);
    busy(&w, 0, REDIAL_CALLS_NONE);
    busy(&w, 0, REDIAL_CALLS_NONE);
    w.now += 600000;
    assert_int_equal(change(&w, REDIAL_SIGN_STUCK_BUSY), 0);
  }
}

static void what_says_nothing_about_a_phone_does_not_unstick_it(
  void **state) {
  world w;

  (void)state;
  world_phones(&w, 1);
  busy(&w, 0, REDIAL_CALLS_NONE);
  busy(&w, 0, REDIAL_CALLS_NONE);
  world_code(&w, 0, 404);
  busy(&w, 0, REDIAL_CALLS_NONE);
  w.now += 600000;
  assert_int_equal(change(&w, REDIAL_SIGN_STUCK_BUSY), 1);
}

static void a_run_of_70000_does_not_wrap(void **state) {
  redial_sign sign;
  uint32_t i;
  world w;

  (void)state;
  world_phones(&w, 1);
  for (i = 0; i < 70000; i++) {
    busy(&w, 0, REDIAL_CALLS_NONE);
  }
  w.now += 600000;
  assert_int_equal(change_of(&w, REDIAL_SIGN_STUCK_BUSY, &sign), 1);
  assert_int_equal(sign.count, 65535);
}

static void a_run_at_the_end_of_time_is_still_a_run(void **state) {
  redial_sign sign;
  world w;

  (void)state;
  world_phones(&w, 1);
  w.now = UINT64_MAX;
  busy(&w, 0, REDIAL_CALLS_NONE);
  busy(&w, 0, REDIAL_CALLS_NONE);
  busy(&w, 0, REDIAL_CALLS_NONE);
  assert_int_equal(change_of(&w, REDIAL_SIGN_STUCK_BUSY, &sign), 1);
  assert_true(sign.since_ms == WORLD_START + UINT64_C(4294967295) * 1000);
}

/* Complaint 3, its other half: a full trunk says 486. */

static void busy_callee(world *w, uint64_t callee) {
  redial_health_event event = world_event(486);

  event.callee = callee;
  redial_health_report(&w->health, 0, &event, w->now);
}

static void complaint_3_many_callees_busy_at_once_is_a_full_trunk(
  void **state) {
  redial_sign sign;
  uint64_t callee;
  world w;

  (void)state;
  world_trunks(&w, 1);
  for (callee = 1; callee <= 3; callee++) {
    busy_callee(&w, callee);
  }
  assert_int_equal(change(&w, REDIAL_SIGN_TRUNK_FULL), 0);
  for (; callee <= 20; callee++) {
    busy_callee(&w, callee);
  }
  assert_int_equal(change_of(&w, REDIAL_SIGN_TRUNK_FULL, &sign), 1);
  assert_in_range(sign.count, 4, 16);
  assert_int_equal(change(&w, REDIAL_SIGN_TRUNK_FULL), 0);
  world_code(&w, 0, 200);
  assert_int_equal(change(&w, REDIAL_SIGN_TRUNK_FULL), -1);
}

static void one_callee_busy_many_times_is_no_full_trunk(void **state) {
  uint32_t i;
  world w;

  (void)state;
  world_trunks(&w, 1);
  for (i = 0; i < 100; i++) {
    busy_callee(&w, 77);
    busy_callee(&w, 0); /* not known to be anybody else */
  }
  assert_int_equal(change(&w, REDIAL_SIGN_TRUNK_FULL), 0);
}

static void callees_busy_over_an_hour_are_no_full_trunk(void **state) {
  uint64_t callee;
  world w;

  (void)state;
  world_trunks(&w, 1);
  for (callee = 1; callee <= 60; callee++) {
    busy_callee(&w, callee);
    assert_int_equal(change(&w, REDIAL_SIGN_TRUNK_FULL), 0);
    w.now += 31000; /* never more than two in a minute */
  }
}

static void a_run_lasts_a_minute_from_its_first_busy_callee(void **state) {
  redial_sign sign;
  uint64_t callee;
  world w;

  (void)state;
  world_trunks(&w, 1);
  w.limits.burst_callees = 2;
  w.now += 5000;
  busy_callee(&w, 1);
  w.now += 60000;
  busy_callee(&w, 2);
  assert_int_equal(change_of(&w, REDIAL_SIGN_TRUNK_FULL, &sign), 1);
  assert_int_equal(sign.count, 2);
  assert_int_equal(sign.since_ms, WORLD_START + 5000);
  world_trunks(&w, 1);
  w.limits.burst_callees = 2;
  for (callee = 1; callee < 9; callee++) {
    w.now += 61000;
    busy_callee(&w, callee);
    assert_int_equal(change(&w, REDIAL_SIGN_TRUNK_FULL), 0);
  }
}

static void a_trunk_stays_full_over_the_end_of_a_run(void **state) {
  uint64_t callee;
  world w;

  (void)state;
  world_trunks(&w, 1);
  for (callee = 1; callee <= 10; callee++) {
    busy_callee(&w, callee);
  }
  assert_int_equal(change(&w, REDIAL_SIGN_TRUNK_FULL), 1);
  w.now += 61000;
  busy_callee(&w, callee);
  assert_int_equal(change(&w, REDIAL_SIGN_TRUNK_FULL), 0);
  w.now += 600000;
  assert_int_equal(change(&w, REDIAL_SIGN_TRUNK_FULL), -1);
}

static void all_sixteen_are_told_apart_when_they_can_be(void **state) {
  redial_sign sign;
  uint64_t callee;
  world w;

  (void)state;
  world_trunks(&w, 1);
  for (callee = 1; callee <= 1000; callee++) {
    busy_callee(&w, callee);
  }
  assert_int_equal(change_of(&w, REDIAL_SIGN_TRUNK_FULL, &sign), 1);
  assert_int_equal(sign.count, 16);
}

static void a_phone_is_no_trunk_and_a_trunk_no_phone(void **state) {
  uint64_t callee;
  world w;

  (void)state;
  world_phones(&w, 1);
  for (callee = 1; callee <= 20; callee++) {
    busy_callee(&w, callee);
  }
  busy(&w, 0, REDIAL_CALLS_NONE);
  assert_int_equal(change(&w, REDIAL_SIGN_TRUNK_FULL), 0);
  world_trunks(&w, 1);
  busy(&w, 0, REDIAL_CALLS_NONE);
  busy_callee(&w, 1);
  busy_callee(&w, 2);
  w.limits.stuck_ms = 0;
  w.limits.stuck_run = 1;
  assert_int_equal(change(&w, REDIAL_SIGN_STUCK_BUSY), 0);
}

/* Registration. */

static void registered(world *w, redial_registered how) {
  redial_health_registered(&w->health, 0, how, w->now);
}

static void unregistered_for_longer_than_two_minutes_is_a_sign(void **state) {
  redial_sign sign;
  world w;

  (void)state;
  world_phones(&w, 1);
  w.now += 100;
  registered(&w, REDIAL_REGISTERED_NO);
  w.now += 60000;
  registered(&w, REDIAL_REGISTERED_NO); /* told again: no new beginning */
  w.now += 60000;
  assert_int_equal(change(&w, REDIAL_SIGN_UNREGISTERED), 0);
  w.now += 1;
  assert_int_equal(change_of(&w, REDIAL_SIGN_UNREGISTERED, &sign), 1);
  assert_int_equal(sign.count, 120);
  assert_int_equal(sign.since_ms, WORLD_START + 100);
  registered(&w, REDIAL_REGISTERED_YES);
  assert_int_equal(change(&w, REDIAL_SIGN_UNREGISTERED), -1);
}

static void who_was_never_said_to_be_unregistered_is_not(void **state) {
  world w;

  (void)state;
  world_phones(&w, 1);
  w.now += 10000000;
  assert_int_equal(change(&w, REDIAL_SIGN_UNREGISTERED), 0);
  registered(&w, REDIAL_REGISTERED_YES);
  w.now += 10000000;
  assert_int_equal(change(&w, REDIAL_SIGN_UNREGISTERED), 0);
  registered(&w, REDIAL_REGISTERED_NO);
  registered(&w, REDIAL_REGISTERED_UNKNOWN);
  w.now += 10000000;
  assert_int_equal(change(&w, REDIAL_SIGN_UNREGISTERED), 0);
}

static void a_day_of_silence_is_counted_in_seconds(void **state) {
  redial_sign sign;
  world w;

  (void)state;
  world_phones(&w, 1);
  registered(&w, REDIAL_REGISTERED_NO);
  w.now += 86400000;
  assert_int_equal(change_of(&w, REDIAL_SIGN_UNREGISTERED, &sign), 1);
  assert_int_equal(sign.count, 86400);
}

static void silence_longer_than_32_bits_of_seconds_is_still_silence(
  void **state) {
  redial_sign sign;
  world w;

  (void)state;
  world_phones(&w, 1);
  registered(&w, REDIAL_REGISTERED_NO);
  w.now = UINT64_MAX;
  assert_int_equal(change_of(&w, REDIAL_SIGN_UNREGISTERED, &sign), 1);
  assert_true(sign.count == UINT32_MAX);
}

static void a_480_while_registered_three_times_is_a_sign(void **state) {
  redial_sign sign;
  world w;

  (void)state;
  world_phones(&w, 1);
  world_codes(&w, 0, 480, 5);
  registered(&w, REDIAL_REGISTERED_YES);
  world_codes(&w, 0, 480, 2);
  assert_int_equal(change(&w, REDIAL_SIGN_AWAY_REGISTERED), 0);
  world_code(&w, 0, 480);
  assert_int_equal(change_of(&w, REDIAL_SIGN_AWAY_REGISTERED, &sign), 1);
  assert_int_equal(sign.count, 3);
  world_code(&w, 0, 486);
  assert_int_equal(change(&w, REDIAL_SIGN_AWAY_REGISTERED), -1);
  world_codes(&w, 0, 480, 2);
  assert_int_equal(change(&w, REDIAL_SIGN_AWAY_REGISTERED), 0);
}

static void a_480_while_unregistered_is_only_to_be_expected(void **state) {
  world w;

  (void)state;
  world_phones(&w, 1);
  registered(&w, REDIAL_REGISTERED_NO);
  world_codes(&w, 0, 480, 300);
  assert_int_equal(change(&w, REDIAL_SIGN_AWAY_REGISTERED), 0);
  registered(&w, REDIAL_REGISTERED_YES);
  assert_int_equal(change(&w, REDIAL_SIGN_AWAY_REGISTERED), 0);
  world_codes(&w, 0, 480, 256); /* no wrap */
  assert_int_equal(change(&w, REDIAL_SIGN_AWAY_REGISTERED), 1);
  registered(&w, REDIAL_REGISTERED_NO);
  assert_int_equal(change(&w, REDIAL_SIGN_AWAY_REGISTERED), -1);
}

/* Declines. */

static void one_that_should_always_answer_and_declines_is_a_sign(
  void **state) {
  redial_sign sign;
  world w;

  (void)state;
  world_phones(&w, 2);
  redial_health_expect_answers(&w.health, 1);
  world_code(&w, 0, 603);
  world_codes(&w, 1, 200, 4);
  assert_int_equal(change(&w, REDIAL_SIGN_NOT_ANSWERING), 0);
  world_code(&w, 1, 603);
  assert_int_equal(change_of(&w, REDIAL_SIGN_NOT_ANSWERING, &sign), 1);
  assert_int_equal(sign.slot, 1);
  assert_int_equal(sign.count, 1);
  assert_int_equal(sign.of, 5);
  w.now += 600000;
  assert_int_equal(change(&w, REDIAL_SIGN_NOT_ANSWERING), -1);
}

static void a_decline_share_surely_above_three_tenths_is_a_spike(
  void **state) {
  redial_sign sign;
  world w;

  (void)state;
  world_phones(&w, 1);
  world_codes(&w, 0, 200, 5);
  world_codes(&w, 0, 603, 5);
  assert_int_equal(change(&w, REDIAL_SIGN_DECLINE_SPIKE), 0);
  world_codes(&w, 0, 603, 5);
  assert_int_equal(change_of(&w, REDIAL_SIGN_DECLINE_SPIKE, &sign), 1);
  assert_int_equal(sign.count, 10);
  assert_int_equal(sign.of, 15);
  assert_int_equal(change(&w, REDIAL_SIGN_DECLINE_SPIKE), 0);
}

static void report_at_hour(world *w, int32_t code, uint32_t hour,
                           uint32_t times) {
  redial_health_event event = world_event(code);

  event.unix_s = UINT64_C(20000) * 86400 + hour * 3600u;
  while (times-- > 0) {
    redial_health_report(&w->health, 0, &event, w->now);
  }
}

static void an_hour_with_more_declines_than_the_day_is_a_sign(void **state) {
  redial_sign sign;
  uint32_t hour;
  world w;

  (void)state;
  world_phones(&w, 1);
  for (hour = 8; hour < 18; hour++) {
    report_at_hour(&w, 603, hour, hour == 12 ? 18 : 2);
    report_at_hour(&w, 200, hour, hour == 12 ? 2 : 18);
  }
  assert_int_equal(change_of(&w, REDIAL_SIGN_DECLINE_HOUR, &sign), 1);
  assert_int_equal(sign.slot, REDIAL_SIGN_POOL);
  assert_int_equal(sign.hour, 12);
  assert_int_equal(sign.count, 18);
  assert_int_equal(sign.of, 20);
  assert_int_equal(change(&w, REDIAL_SIGN_DECLINE_HOUR), 0);
  report_at_hour(&w, 200, 12, 200);
  assert_int_equal(change(&w, REDIAL_SIGN_DECLINE_HOUR), -1);
  assert_int_equal(change(&w, REDIAL_SIGN_DECLINE_HOUR), 0);
}

static void the_first_and_the_last_hour_of_the_day_are_hours_too(
  void **state) {
  uint32_t hour;

  (void)state;
  for (hour = 0; hour < 24; hour += 23) {
    redial_sign sign;
    world w;

    world_phones(&w, 1);
    report_at_hour(&w, 603, hour, 20);
    assert_int_equal(change_of(&w, REDIAL_SIGN_DECLINE_HOUR, &sign), 1);
    assert_int_equal(sign.hour, hour);
  }
}

static int hour_against(uint32_t declined, uint32_t answered) {
  world w;

  world_phones(&w, 1);
  report_at_hour(&w, 603, 0, declined);
  report_at_hour(&w, 200, 0, answered);
  report_at_hour(&w, 603, 5, 20);
  return change(&w, REDIAL_SIGN_DECLINE_HOUR);
}

static void an_hour_is_compared_with_all_the_others(void **state) {
  (void)state;
  assert_int_equal(hour_against(8, 2), 1);  /* too few to compare with */
  assert_int_equal(hour_against(9, 2), 0);  /* not surely above these */
  assert_int_equal(hour_against(0, 11), 1); /* surely above these */
}

static void a_share_at_the_rate_is_not_surely_above_it(void **state) {
  world w;

  (void)state;
  world_phones(&w, 1);
  world_codes(&w, 0, 603, 8);
  world_codes(&w, 0, 200, 4);
  w.limits.decline_rate = (uint16_t)redial_wilson_lower(8, 12);
  assert_int_equal(change(&w, REDIAL_SIGN_DECLINE_SPIKE), 0);
  w.limits.decline_rate--;
  assert_int_equal(change(&w, REDIAL_SIGN_DECLINE_SPIKE), 1);
}

static void a_day_of_declines_has_no_hour_that_stands_out(void **state) {
  uint32_t hour;
  world w;

  (void)state;
  world_phones(&w, 1);
  for (hour = 0; hour < 24; hour++) {
    report_at_hour(&w, 603, hour, 18);
    report_at_hour(&w, 200, hour, 2);
  }
  assert_int_equal(change(&w, REDIAL_SIGN_DECLINE_HOUR), 0);
}

/* Complaint 16: an outage must not be hidden by a ceiling. */

static void complaint_16_an_ejection_withheld_is_an_outage(void **state) {
  redial_sign sign;
  world w;

  (void)state;
  world_trunks(&w, 2);
  world_codes(&w, 0, 503, 3);
  assert_int_equal(change(&w, REDIAL_SIGN_OUTAGE), 0);
  world_codes(&w, 1, 503, 3);
  assert_int_equal(change_of(&w, REDIAL_SIGN_OUTAGE, &sign), 1);
  assert_int_equal(sign.slot, REDIAL_SIGN_POOL);
  assert_int_equal(sign.count, 1);
  assert_int_equal(sign.of, 2);
  w.now += 30000;
  assert_int_equal(world_offer(&w, 0).trial, 1);
  world_code(&w, 0, 200);
  assert_int_equal(change(&w, REDIAL_SIGN_OUTAGE), -1);
}

static void complaint_16_a_lone_trunk_that_is_out_is_an_outage(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  assert_int_equal(change(&w, REDIAL_SIGN_OUTAGE), 0);
  world_codes(&w, 0, 503, 3);
  assert_int_equal(change(&w, REDIAL_SIGN_OUTAGE), 1);
  redial_health_leave(&w.health, 0);
  assert_int_equal(change(&w, REDIAL_SIGN_OUTAGE), -1);
}

/* Polling. */

static void a_poll_looks_at_a_bounded_number_of_slots(void **state) {
  redial_sign signs[64];
  uint32_t slot;
  world w;

  (void)state;
  world_phones(&w, 1000);
  w.limits.poll_slots = 100;
  for (slot = 0; slot < 1000; slot += 10) {
    redial_health_registered(&w.health, slot, REDIAL_REGISTERED_NO, w.now);
  }
  w.now += 120001;
  for (slot = 0; slot < 10; slot++) {
    assert_int_equal(poll_all(&w, signs, 64), 10);
    assert_int_equal(signs[0].slot, slot * 100);
    assert_int_equal(signs[9].slot, slot * 100 + 90);
  }
  assert_int_equal(poll_all(&w, signs, 64), 0);
  w.limits.poll_slots = 0;
  assert_int_equal(poll_all(&w, signs, 64), 0);
}

static void no_sign_is_lost_for_want_of_room(void **state) {
  redial_sign sign;
  uint32_t slot;
  world w;

  (void)state;
  world_trunks(&w, 3);
  for (slot = 0; slot < 3; slot++) {
    redial_health_registered(&w.health, slot, REDIAL_REGISTERED_NO, w.now);
    world_codes(&w, slot, 503, 3);
  }
  report_at_hour(&w, 603, 3, 40);
  report_at_hour(&w, 200, 2, 400);
  w.now += 120001;
  assert_int_equal(poll_all(&w, NULL, 0), 0);
  for (slot = 0; slot < 3; slot++) {
    do {
      assert_int_equal(poll_all(&w, &sign, 1), 1);
      assert_int_equal(sign.slot, slot);
    } while (sign.kind != REDIAL_SIGN_UNREGISTERED);
  }
  assert_int_equal(poll_all(&w, &sign, 1), 1);
  assert_int_equal(sign.kind, REDIAL_SIGN_OUTAGE);
  assert_int_equal(poll_all(&w, &sign, 1), 1);
  assert_int_equal(sign.kind, REDIAL_SIGN_DECLINE_HOUR);
  assert_int_equal(poll_all(&w, &sign, 1), 0);
}

static void the_pool_waits_when_the_last_slot_has_filled_the_room(
  void **state) {
  redial_sign sign;
  world w;

  (void)state;
  world_phones(&w, 1);
  world_codes(&w, 0, 603, 12); /* ejected: an outage too */
  assert_int_equal(poll_all(&w, &sign, 1), 1);
  assert_int_equal(sign.kind, REDIAL_SIGN_DECLINE_SPIKE);
  w.limits.poll_slots = 1;
  assert_int_equal(poll_all(&w, &sign, 1), 1);
  assert_int_equal(sign.kind, REDIAL_SIGN_OUTAGE);
}

static void a_poll_goes_on_with_the_pool_until_all_is_told(void **state) {
  redial_sign sign;
  world w;

  (void)state;
  world_phones(&w, 1);
  report_at_hour(&w, 603, 3, 40);
  report_at_hour(&w, 200, 2, 400);
  report_at_hour(&w, 603, 4, 40);
  w.limits.poll_slots = 1;
  w.pool.cursor = 1;
  assert_int_equal(poll_all(&w, &sign, 1), 1);
  assert_int_equal(sign.kind, REDIAL_SIGN_OUTAGE);
  assert_int_equal(poll_all(&w, &sign, 1), 1);
  assert_int_equal(sign.hour, 3);
  assert_int_equal(poll_all(&w, &sign, 1), 1);
  assert_int_equal(sign.hour, 4);
}

static void an_empty_pool_has_no_signs(void **state) {
  redial_sign sign;
  world w;

  (void)state;
  world_phones(&w, 0);
  assert_int_equal(poll_all(&w, &sign, 1), 0);
  world_phones(&w, 2);
  redial_health_registered(&w.health, 0, REDIAL_REGISTERED_NO, w.now);
  redial_health_leave(&w.health, 0);
  w.now += 120001;
  assert_int_equal(poll_all(&w, &sign, 1), 0);
}

/* Whatever comes, a sign goes up and down in turn. */
static void signs_go_up_and_clear_in_turn(void **state) {
  static bool up[33][16][24];
  static const int32_t codes[] = {200, 486, 603, 480, 503, 404};
  uint32_t random = 3;
  uint32_t told = 0;
  uint32_t step;
  world w;

  (void)state;
  memset(up, 0, sizeof(up));
  world_phones(&w, 32);
  for (step = 0; step < 32; step += 2) {
    redial_health_enter(&w.health, step, REDIAL_KIND_TRUNK, REDIAL_ROLE_VIA);
  }
  for (step = 0; step < 30000; step++) {
    redial_health_event event;
    redial_sign signs[3];
    uint32_t slot;
    uint32_t count;
    uint32_t i;

    random = random * 1664525u + 1013904223u;
    slot = (random >> 8) % 32;
    event = world_event(codes[(random >> 16) % 6]);
    event.callee = random >> 12;
    event.calls = REDIAL_CALLS_NONE;
    event.unix_s = w.now / 1000;
    redial_health_report(&w.health, slot, &event, w.now);
    if (step % 5 == 0) {
      redial_health_registered(&w.health, slot,
                               (redial_registered)((random >> 20) % 3),
                               w.now);
    }
    w.now += (random >> 10) % 30000;
    count = redial_health_poll(&w.health, signs, 3, w.now);
    for (i = 0; i < count; i++) {
      uint32_t at = signs[i].slot == REDIAL_SIGN_POOL ? 32 : signs[i].slot;
      uint32_t hour = signs[i].hour == REDIAL_SIGN_NO_HOUR ? 0 : signs[i].hour;
      bool *was = &up[at][signs[i].kind][hour];

      assert_int_equal(signs[i].raised, !*was);
      assert_true(signs[i].since_ms <= w.now);
      assert_true(signs[i].of == 0 || signs[i].count <= signs[i].of);
      *was = !*was;
      told++;
    }
  }
  assert_true(told > 1000);
}

/* Words. */

WORLD_ROUND_TRIP(sign_kind, REDIAL_SIGN_OUTAGE)

static void a_sign_is_explained_in_one_line(void **state) {
  static const struct {
    redial_sign sign;
    const char *line;
  } rows[] = {
    {{120500, 7, 121, 0, REDIAL_SIGN_UNREGISTERED, 1, 255, 0},
     "slot 7: unregistered: 121 s, since 120 s"},
    {{0, 0, 10, 12, REDIAL_SIGN_BUSY_SPIKE, 1, 255, 0},
     "slot 0: busy more often than usual: 10 of 12 busy, since 0 s"},
    {{900000, REDIAL_SIGN_POOL, 3, 20, REDIAL_SIGN_DECLINE_HOUR, 0, 12, 0},
     "pool, hour 12: many declines at this hour: 3 of 20 declined, cleared "
     "at 900 s"},
    {{UINT64_MAX, REDIAL_SIGN_POOL, 1, 2, REDIAL_SIGN_OUTAGE, 1, 255, 0},
     "pool: all ejected, or held back by the ceiling alone: 1 of 2 ejected, since "
     "4294967295 s"},
    {{0, 0, 0, 0, 99, 1, 255, 0}, "slot 0: ?: 0 ?, since 0 s"},
  };
  char line[160];
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    size_t length = redial_sign_explain(&rows[i].sign, line, sizeof(line));

    assert_string_equal(line, rows[i].line);
    assert_int_equal(length, strlen(rows[i].line));
    assert_int_equal(redial_sign_explain(&rows[i].sign, NULL, 0), length);
  }
}

static void every_kind_of_sign_has_an_explanation(void **state) {
  redial_sign sign = {0, 0, 1, 0, 0, 1, 255, 0};
  char line[160];
  uint32_t kind;

  (void)state;
  for (kind = 0; kind <= REDIAL_SIGN_OUTAGE; kind++) {
    sign.kind = (uint8_t)kind;
    redial_sign_explain(&sign, line, sizeof(line));
    assert_null(strchr(line, '?'));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(nothing_to_see_gives_no_sign),
    cmocka_unit_test(a_busy_share_surely_above_half_is_a_spike),
    cmocka_unit_test(a_few_busy_answers_are_no_spike),
    cmocka_unit_test(a_busy_evening_of_all_is_nobodys_spike),
    cmocka_unit_test(one_busier_than_its_peers_is_a_spike),
    cmocka_unit_test(a_spike_is_told_once_and_clears_below_half_its_rate),
    cmocka_unit_test(a_spike_clears_when_its_window_is_over),
    cmocka_unit_test(a_busy_phone_without_a_call_for_ten_minutes_is_stuck),
    cmocka_unit_test(a_phone_that_is_busy_for_a_short_time_talks),
    cmocka_unit_test(a_phone_with_a_call_or_of_unknown_calls_is_not_stuck),
    cmocka_unit_test(what_says_nothing_about_a_phone_does_not_unstick_it),
    cmocka_unit_test(a_run_of_70000_does_not_wrap),
    cmocka_unit_test(a_run_at_the_end_of_time_is_still_a_run),
    cmocka_unit_test(complaint_3_many_callees_busy_at_once_is_a_full_trunk),
    cmocka_unit_test(one_callee_busy_many_times_is_no_full_trunk),
    cmocka_unit_test(callees_busy_over_an_hour_are_no_full_trunk),
    cmocka_unit_test(a_run_lasts_a_minute_from_its_first_busy_callee),
    cmocka_unit_test(a_trunk_stays_full_over_the_end_of_a_run),
    cmocka_unit_test(all_sixteen_are_told_apart_when_they_can_be),
    cmocka_unit_test(a_phone_is_no_trunk_and_a_trunk_no_phone),
    cmocka_unit_test(unregistered_for_longer_than_two_minutes_is_a_sign),
    cmocka_unit_test(who_was_never_said_to_be_unregistered_is_not),
    cmocka_unit_test(a_day_of_silence_is_counted_in_seconds),
    cmocka_unit_test(silence_longer_than_32_bits_of_seconds_is_still_silence),
    cmocka_unit_test(a_480_while_registered_three_times_is_a_sign),
    cmocka_unit_test(a_480_while_unregistered_is_only_to_be_expected),
    cmocka_unit_test(one_that_should_always_answer_and_declines_is_a_sign),
    cmocka_unit_test(a_decline_share_surely_above_three_tenths_is_a_spike),
    cmocka_unit_test(an_hour_with_more_declines_than_the_day_is_a_sign),
    cmocka_unit_test(the_first_and_the_last_hour_of_the_day_are_hours_too),
    cmocka_unit_test(an_hour_is_compared_with_all_the_others),
    cmocka_unit_test(a_share_at_the_rate_is_not_surely_above_it),
    cmocka_unit_test(a_day_of_declines_has_no_hour_that_stands_out),
    cmocka_unit_test(complaint_16_an_ejection_withheld_is_an_outage),
    cmocka_unit_test(complaint_16_a_lone_trunk_that_is_out_is_an_outage),
    cmocka_unit_test(a_poll_looks_at_a_bounded_number_of_slots),
    cmocka_unit_test(no_sign_is_lost_for_want_of_room),
    cmocka_unit_test(the_pool_waits_when_the_last_slot_has_filled_the_room),
    cmocka_unit_test(a_poll_goes_on_with_the_pool_until_all_is_told),
    cmocka_unit_test(an_empty_pool_has_no_signs),
    cmocka_unit_test(signs_go_up_and_clear_in_turn),
    cmocka_unit_test(every_sign_kind_has_a_name_both_ways),
    cmocka_unit_test(a_sign_is_explained_in_one_line),
    cmocka_unit_test(every_kind_of_sign_has_an_explanation),
  };

  return cmocka_run_group_tests_name("signs", tests, NULL, NULL);
}
