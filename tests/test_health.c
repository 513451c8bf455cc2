#include "health_world.h"

/* Blame. */

static redial_verdict verdict_of(uint32_t outcome, uint32_t about) {
  redial_verdict verdict = {0};

  verdict.outcome = (uint8_t)outcome;
  verdict.about = (uint8_t)about;
  return verdict;
}

/* The rule once more, from the other end: a list instead of a reasoning. */
static redial_blame expected_blame(uint32_t outcome, uint32_t about, bool way,
                                   redial_origin origin) {
  bool fault = about == REDIAL_ABOUT_SERVER || about == REDIAL_ABOUT_PATH;

  switch (outcome) {
  case REDIAL_OUTCOME_SUCCESS:
    return REDIAL_BLAME_GOOD;
  case REDIAL_OUTCOME_PROGRESS:
  case REDIAL_OUTCOME_LOOP:
    return REDIAL_BLAME_NONE;
  case REDIAL_OUTCOME_BUSY:
  case REDIAL_OUTCOME_UNAVAILABLE:
  case REDIAL_OUTCOME_NO_ANSWER:
  case REDIAL_OUTCOME_DECLINED:
    if (about == REDIAL_ABOUT_CALLEE) {
      return way ? REDIAL_BLAME_GOOD : REDIAL_BLAME_CALLEE;
    }
    break;
  case REDIAL_OUTCOME_TIMEOUT:
    fault = about == REDIAL_ABOUT_SERVER ||
            (fault && origin == REDIAL_ORIGIN_LOCAL_TIMEOUT);
    break;
  default:
    break;
  }
  return way && fault ? REDIAL_BLAME_FAULT : REDIAL_BLAME_NONE;
}

static void blame_is_right_for_every_outcome_about_kind_role_and_origin(
  void **state) {
  uint32_t outcome;
  uint32_t about;
  uint32_t kind;
  uint32_t role;
  uint32_t origin;

  (void)state;
  for (outcome = 0; outcome < 40; outcome++) {
    for (about = 0; about < 10; about++) {
      for (kind = 0; kind < 5; kind++) {
        for (role = 0; role < 4; role++) {
          for (origin = 0; origin < 7; origin++) {
            bool way = role == REDIAL_ROLE_VIA ||
                       kind == REDIAL_KIND_TRUNK || kind == REDIAL_KIND_SERVER;

            assert_int_equal(
              redial_blame_of(verdict_of(outcome, about),
                              (redial_origin)origin, (redial_kind)kind,
                              (redial_role)role),
              expected_blame(outcome, about, way, (redial_origin)origin));
          }
        }
      }
    }
  }
}

static redial_blame blame_of_code(int32_t code, redial_kind kind,
                                  redial_role role) {
  return redial_blame_of(redial_classify(code), REDIAL_ORIGIN_REMOTE, kind,
                         role);
}

static redial_blame via_blame(int32_t code) {
  return blame_of_code(code, REDIAL_KIND_TRUNK, REDIAL_ROLE_VIA);
}

static redial_blame phone_blame(int32_t code) {
  return blame_of_code(code, REDIAL_KIND_PHONE, REDIAL_ROLE_ENDPOINT);
}

static void a_decline_never_counts_against_the_trunk(void **state) {
  (void)state;
  assert_int_equal(via_blame(603), REDIAL_BLAME_GOOD);
  assert_int_equal(via_blame(486), REDIAL_BLAME_GOOD);
  assert_int_equal(via_blame(600), REDIAL_BLAME_GOOD);
  assert_int_equal(via_blame(480), REDIAL_BLAME_GOOD);
  assert_int_equal(phone_blame(603), REDIAL_BLAME_CALLEE);
}

static void a_wrong_number_counts_against_nobody(void **state) {
  static const int32_t codes[] = {404, 484, 485, 410, 604};
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
    assert_int_equal(via_blame(codes[i]), REDIAL_BLAME_NONE);
    assert_int_equal(phone_blame(codes[i]), REDIAL_BLAME_NONE);
  }
}

static void the_caller_the_request_and_the_dialog_count_against_nobody(
  void **state) {
  static const int32_t codes[] = {400, 401, 403, 407, 415, 420, 422, 428,
                                  433, 481, 487, 488, 491, 513, 580, 606,
                                  607, 608, 31401, -1};
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
    assert_int_equal(via_blame(codes[i]), REDIAL_BLAME_NONE);
    assert_int_equal(phone_blame(codes[i]), REDIAL_BLAME_NONE);
  }
}

static void what_can_be_mended_is_no_fault_of_the_server(void **state) {
  (void)state;
  assert_int_equal(via_blame(494), REDIAL_BLAME_NONE);
  assert_int_equal(via_blame(555), REDIAL_BLAME_NONE);
}

static void a_loop_is_in_the_routing_of_one_number(void **state) {
  (void)state;
  assert_int_equal(via_blame(482), REDIAL_BLAME_NONE);
  assert_int_equal(via_blame(483), REDIAL_BLAME_NONE);
}

static void a_servers_fault_counts_against_the_trunk_alone(void **state) {
  static const int32_t codes[] = {430, 500, 502, 503, 504};
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
    assert_int_equal(via_blame(codes[i]), REDIAL_BLAME_FAULT);
    assert_int_equal(phone_blame(codes[i]), REDIAL_BLAME_NONE);
    assert_int_equal(
      blame_of_code(codes[i], REDIAL_KIND_SERVER, REDIAL_ROLE_ENDPOINT),
      REDIAL_BLAME_FAULT);
  }
}

static void a_received_408_does_not_count_and_an_own_timer_does(void **state) {
  redial_evidence seen = {0};

  (void)state;
  assert_int_equal(via_blame(408), REDIAL_BLAME_NONE);
  assert_int_equal(redial_blame_of(redial_classify(408),
                                   REDIAL_ORIGIN_UNKNOWN, REDIAL_KIND_TRUNK,
                                   REDIAL_ROLE_VIA),
                   REDIAL_BLAME_NONE);
  seen.origin = REDIAL_ORIGIN_LOCAL_TIMEOUT;
  assert_int_equal(redial_blame_of(redial_assess(&seen),
                                   REDIAL_ORIGIN_LOCAL_TIMEOUT,
                                   REDIAL_KIND_TRUNK, REDIAL_ROLE_VIA),
                   REDIAL_BLAME_FAULT);
}

static void an_own_timer_after_ringing_is_the_callee_not_the_trunk(
  void **state) {
  redial_evidence seen = {0};

  (void)state;
  seen.origin = REDIAL_ORIGIN_LOCAL_TIMEOUT;
  seen.progress = REDIAL_PROGRESS_RINGING;
  assert_int_equal(redial_blame_of(redial_assess(&seen),
                                   REDIAL_ORIGIN_LOCAL_TIMEOUT,
                                   REDIAL_KIND_TRUNK, REDIAL_ROLE_VIA),
                   REDIAL_BLAME_GOOD);
}

/* Complaint 19: the caller hangs up, and nobody is to blame. */
static void complaint_19_who_was_withdrawn_has_not_failed(void **state) {
  world w;

  (void)state;
  world_phones(&w, 1);
  assert_int_equal(world_local(&w, 0, REDIAL_ORIGIN_WITHDRAWN).blame,
                   REDIAL_BLAME_NONE);
  assert_int_equal(world_local(&w, 0, REDIAL_ORIGIN_CALLER_GONE).blame,
                   REDIAL_BLAME_NONE);
  assert_int_equal(world_look(&w, 0).bad_run, 0);
  assert_int_equal(world_count(&w, 0, REDIAL_COUNT_NO_ANSWER), 0);
}

/* Counters. */

static void a_slot_is_64_bytes(void **state) {
  (void)state;
  assert_int_equal(sizeof(redial_health_slot), 64);
}

/* No padding anywhere: records can be compared, saved and read by others. */
static void records_have_the_same_size_on_every_machine(void **state) {
  (void)state;
  assert_int_equal(sizeof(redial_health_pool), 216);
  assert_int_equal(sizeof(redial_health_limits), 68);
  assert_int_equal(sizeof(redial_health_view), 24);
  assert_int_equal(sizeof(redial_health_event), 48);
  assert_int_equal(sizeof(redial_health_tally), 28);
  assert_int_equal(sizeof(redial_probe_reading), 8);
  assert_int_equal(sizeof(redial_sign), 24);
}

static void each_result_has_a_counter_of_its_own(void **state) {
  static const struct {
    int32_t code;
    uint32_t count;
  } rows[] = {
    {200, REDIAL_COUNT_ANSWERED}, {486, REDIAL_COUNT_BUSY},
    {603, REDIAL_COUNT_DECLINED}, {480, REDIAL_COUNT_UNAVAILABLE},
    {500, REDIAL_COUNT_FAILED},   {31480, REDIAL_COUNT_UNAVAILABLE},
  };
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    redial_health_tally tally;
    world w;
    uint32_t count;

    world_trunks(&w, 1);
    world_code(&w, 0, rows[i].code);
    tally = redial_health_window(&w.health, 0, w.now);
    for (count = 0; count < REDIAL_COUNTS; count++) {
      assert_int_equal(tally.counts[count], count == rows[i].count);
      assert_int_equal(redial_health_total(&w.health, w.now).counts[count],
                       count == rows[i].count);
    }
  }
}

static void ringing_out_is_counted_as_no_answer(void **state) {
  redial_health_event event = {0};
  world w;

  (void)state;
  world_phones(&w, 1);
  event.verdict.outcome = REDIAL_OUTCOME_NO_ANSWER;
  event.verdict.about = REDIAL_ABOUT_CALLEE;
  redial_health_report(&w.health, 0, &event, w.now);
  assert_int_equal(world_count(&w, 0, REDIAL_COUNT_NO_ANSWER), 1);
}

static void a_provisional_counts_as_nothing(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  world_codes(&w, 0, 503, 3);
  w.now += 30000;
  assert_int_equal(world_offer(&w, 0).trial, 1);
  assert_int_equal(world_code(&w, 0, 180).state, REDIAL_BREAKER_HALF_OPEN);
}

static uint32_t total(const world *w, uint32_t count) {
  return redial_health_total(&w->health, w->now).counts[count];
}

static void what_is_half_a_window_old_still_counts_and_a_whole_does_not(
  void **state) {
  uint32_t half;
  world w;

  (void)state;
  world_phones(&w, 1);
  half = w.limits.window_ms / 2;
  w.now += half - 1; /* last millisecond of the first half */
  world_code(&w, 0, 486);
  world_offer(&w, 0);
  w.now += half;
  assert_int_equal(world_count(&w, 0, REDIAL_COUNT_BUSY), 1);
  assert_int_equal(total(&w, REDIAL_COUNT_BUSY), 1);
  assert_int_equal(total(&w, REDIAL_COUNT_OFFERED), 1);
  w.now += 1;
  assert_int_equal(world_count(&w, 0, REDIAL_COUNT_BUSY), 0);
  assert_int_equal(total(&w, REDIAL_COUNT_BUSY), 0);
  assert_int_equal(total(&w, REDIAL_COUNT_OFFERED), 0);
  world_code(&w, 0, 486);
  assert_int_equal(world_count(&w, 0, REDIAL_COUNT_BUSY), 1);
}

static void a_window_of_nothing_is_one_of_two_seconds(void **state) {
  world w;

  (void)state;
  world_phones(&w, 1);
  w.limits.window_ms = 0;
  world_code(&w, 0, 486);
  w.now += 1999;
  assert_int_equal(world_count(&w, 0, REDIAL_COUNT_BUSY), 1);
  w.now += 1;
  assert_int_equal(world_count(&w, 0, REDIAL_COUNT_BUSY), 0);
}

static void a_full_counter_halves_its_half_and_keeps_the_share(void **state) {
  uint32_t i;
  world w;

  (void)state;
  world_trunks(&w, 1);
  world_offer(&w, 0); /* in the half before: stays as it is */
  w.now += w.limits.window_ms / 2;
  for (i = 0; i < 65535; i++) {
    world_code(&w, 0, i % 5 == 0 ? 486 : 200);
    world_offer(&w, 0);
  }
  assert_int_equal(world_count(&w, 0, REDIAL_COUNT_OFFERED), 65536);
  world_offer(&w, 0);
  assert_int_equal(world_count(&w, 0, REDIAL_COUNT_OFFERED), 32769);
  assert_int_equal(world_count(&w, 0, REDIAL_COUNT_BUSY), 13107 / 2);
  assert_int_equal(world_count(&w, 0, REDIAL_COUNT_ANSWERED), 52428 / 2);
}

/* The same numbers from a list of everything that ever happened. */
#define LOG_SIZE 4000

static uint32_t chance(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

static uint32_t logged(const uint64_t *times, uint32_t size, uint64_t from) {
  uint32_t count = 0;
  uint32_t i;

  for (i = 0; i < size; i++) {
    count += times[i] >= from;
  }
  return count;
}

static void the_window_agrees_with_a_plain_list_within_its_bound(
  void **state) {
  static uint64_t times[LOG_SIZE];
  uint32_t seed;

  (void)state;
  for (seed = 1; seed <= 20; seed++) {
    uint32_t random = seed;
    uint32_t size;
    world w;

    world_trunks(&w, 2);
    for (size = 0; size < LOG_SIZE; size++) {
      uint64_t half = w.limits.window_ms / 2;
      uint32_t seen;

      w.now += chance(&random) % 64 == 0 ? chance(&random) % 900000
                                         : chance(&random) % 3000;
      times[size] = w.now;
      world_code(&w, 1, 486);
      seen = world_count(&w, 1, REDIAL_COUNT_BUSY);
      /* All of the last half window, nothing older than a whole one. */
      assert_true(seen >= logged(times, size + 1, w.now - half + 1));
      assert_true(seen <= logged(times, size + 1, w.now - 2 * half + 1));
      assert_int_equal(
        seen,
        redial_health_total(&w.health, w.now).counts[REDIAL_COUNT_BUSY]);
    }
  }
}

/* Hours. */

static void report_at(world *w, int32_t code, uint64_t unix_s) {
  redial_health_event event = world_event(code);

  event.unix_s = unix_s;
  redial_health_report(&w->health, 0, &event, w->now);
}

#define DAY UINT64_C(86400)
#define NOON (UINT64_C(20000) * DAY + 12 * 3600)

static void declines_are_kept_by_hour_of_the_day(void **state) {
  world w;

  (void)state;
  world_phones(&w, 1);
  report_at(&w, 603, NOON);
  report_at(&w, 603, NOON + 3599);
  report_at(&w, 200, NOON + 10);
  report_at(&w, 603, NOON + 3600);
  report_at(&w, 404, NOON + 3600);
  report_at(&w, 603, 0);
  assert_int_equal(w.pool.declined[12], 2);
  assert_int_equal(w.pool.decided[12], 3);
  assert_int_equal(w.pool.declined[13], 1);
  assert_int_equal(w.pool.decided[13], 1);
  assert_int_equal(w.pool.declined[0], 0);
}

static void yesterday_counts_half(void **state) {
  uint32_t i;
  world w;

  (void)state;
  world_phones(&w, 1);
  for (i = 0; i < 8; i++) {
    report_at(&w, 603, NOON);
  }
  report_at(&w, 200, NOON + DAY);
  assert_int_equal(w.pool.declined[12], 4);
  assert_int_equal(w.pool.decided[12], 5);
  report_at(&w, 603, NOON + 4 * DAY);
  assert_int_equal(w.pool.declined[12], 1);
  assert_int_equal(w.pool.decided[12], 1);
}

static void only_the_hours_that_were_entered_are_halved(void **state) {
  uint32_t hour;
  world w;

  (void)state;
  world_phones(&w, 1);
  for (hour = 0; hour < 24; hour++) {
    report_at(&w, 603, NOON + hour * 3600u);
    report_at(&w, 603, NOON + hour * 3600u);
  }
  report_at(&w, 200, NOON + DAY + 2 * 3600); /* 12, 13 and 14 o'clock */
  for (hour = 0; hour < 24; hour++) {
    bool entered = hour >= 12 && hour <= 14;

    assert_int_equal(w.pool.declined[hour], entered ? 1 : 2);
  }
}

static void a_calendar_set_back_halves_nothing(void **state) {
  world w;

  (void)state;
  world_phones(&w, 1);
  report_at(&w, 603, NOON);
  report_at(&w, 603, NOON - 3600);
  report_at(&w, 603, NOON);
  assert_int_equal(w.pool.declined[12], 2);
  assert_int_equal(w.pool.declined[11], 1);
  report_at(&w, 603, UINT64_MAX);
  assert_int_equal(w.pool.declined[12], 0);
}

static void a_full_hour_halves_both_of_its_counters(void **state) {
  uint32_t i;
  world w;

  (void)state;
  world_phones(&w, 1);
  for (i = 0; i < 65536; i++) {
    report_at(&w, i % 2 == 0 ? 603 : 200, NOON);
  }
  assert_int_equal(w.pool.decided[12], 32768);
  assert_int_equal(w.pool.declined[12], 16384);
}

/* Slots. */

static void an_empty_slot_is_all_zero_and_takes_nothing(void **state) {
  static const redial_health_view nothing = {0};
  redial_health_view view;
  world w;

  (void)state;
  world_trunks(&w, 3);
  redial_health_leave(&w.health, 1);
  redial_health_leave(&w.health, 1);
  assert_int_equal(w.pool.members, 2);
  world_codes(&w, 1, 503, 5);
  world_codes(&w, 3, 503, 5);
  world_codes(&w, UINT32_MAX, 503, 5);
  redial_health_expect_answers(&w.health, 1);
  redial_health_enter(&w.health, 3, REDIAL_KIND_TRUNK, REDIAL_ROLE_VIA);
  redial_health_registered(&w.health, 1, REDIAL_REGISTERED_NO, w.now);
  view = redial_health_probe(&w.health, 1, REDIAL_PROBE_DEAD, w.now);
  assert_memory_equal(&view, &nothing, sizeof(view));
  view = world_offer(&w, 1);
  assert_memory_equal(&view, &nothing, sizeof(view));
  view = world_look(&w, 3);
  assert_memory_equal(&view, &nothing, sizeof(view));
  assert_int_equal(world_count(&w, 1, REDIAL_COUNT_FAILED), 0);
  assert_int_equal(w.pool.members, 2);
  assert_int_equal(w.pool.ejected, 0);
}

static void what_lies_beyond_the_capacity_is_not_touched(void **state) {
  redial_health_slot beyond;
  world w;

  (void)state;
  world_trunks(&w, 3);
  w.slots[3] = w.slots[0];
  beyond = w.slots[3];
  world_codes(&w, 3, 503, 9);
  world_offer(&w, 3);
  assert_memory_equal(&w.slots[3], &beyond, sizeof(beyond));
  assert_int_equal(world_look(&w, 3).state, REDIAL_BREAKER_NONE);
}

static void a_trunk_that_should_answer_is_still_judged_as_a_trunk(
  void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  redial_health_expect_answers(&w.health, 0);
  assert_int_equal(world_code(&w, 0, 486).blame, REDIAL_BLAME_GOOD);
}

static void who_takes_a_slot_inherits_nothing(void **state) {
  world w;

  (void)state;
  world_trunks(&w, 2);
  world_codes(&w, 0, 503, 3);
  assert_int_equal(w.pool.ejected, 1);
  redial_health_enter(&w.health, 0, REDIAL_KIND_TRUNK, REDIAL_ROLE_VIA);
  assert_int_equal(w.pool.ejected, 0);
  assert_int_equal(w.pool.members, 2);
  assert_int_equal(world_look(&w, 0).share, 10000);
  assert_int_equal(world_count(&w, 0, REDIAL_COUNT_FAILED), 0);
}

static void a_clock_that_goes_backward_stands_still_and_is_counted(
  void **state) {
  world w;

  (void)state;
  world_trunks(&w, 1);
  w.now += 5000;
  world_codes(&w, 0, 503, 3);
  w.now -= 5000;
  assert_int_equal(world_offer(&w, 0).until_ms, WORLD_START + 35000);
  assert_int_equal(w.pool.backward, 1);
  assert_int_equal(w.pool.now_ms, WORLD_START + 5000);
  assert_int_equal(world_look(&w, 0).until_ms, WORLD_START + 35000);
  assert_int_equal(w.pool.backward, 1);
}

/* Every verdict, every origin, every byte: an answer, and sums that hold. */
static void any_verdict_is_taken(void **state) {
  uint32_t random = 7;
  uint32_t i;
  world w;

  (void)state;
  world_trunks(&w, 4);
  redial_health_enter(&w.health, 1, REDIAL_KIND_PHONE, REDIAL_ROLE_ENDPOINT);
  redial_health_enter(&w.health, 2, (redial_kind)77, (redial_role)77);
  for (i = 0; i < 200000; i++) {
    redial_health_event event;
    unsigned char *bytes = (unsigned char *)&event;
    redial_health_view view;
    size_t at;

    for (at = 0; at < sizeof(event); at++) {
      bytes[at] = (unsigned char)chance(&random);
    }
    event.verdict.outcome %= 40;
    event.verdict.about %= 9;
    w.now += chance(&random) % 1000;
    if (chance(&random) % 3 == 0) {
      world_offer(&w, i % 5);
    }
    view = redial_health_report(&w.health, i % 5, &event, w.now);
    assert_true(view.share <= 10000);
    assert_true(view.may_offer == (view.share > 0));
    assert_true(w.pool.ejected <= 2);
    assert_true(w.pool.declined[i % 24] <= w.pool.decided[i % 24]);
  }
}

/* Words. */

WORLD_ROUND_TRIP(role, REDIAL_ROLE_VIA)
WORLD_ROUND_TRIP(blame, REDIAL_BLAME_FAULT)
WORLD_ROUND_TRIP(breaker, REDIAL_BREAKER_HALF_OPEN)
WORLD_ROUND_TRIP(registered, REDIAL_REGISTERED_NO)
WORLD_ROUND_TRIP(calls, REDIAL_CALLS_SOME)
WORLD_ROUND_TRIP(probed, REDIAL_PROBED_DOWN)
WORLD_ROUND_TRIP(probe, REDIAL_PROBE_DEAD)

static void a_registration_of_no_known_word_is_not_known(void **state) {
  world w;

  (void)state;
  world_phones(&w, 1);
  redial_health_registered(&w.health, 0, REDIAL_REGISTERED_YES, w.now);
  redial_health_registered(&w.health, 0, (redial_registered)197, w.now);
  assert_int_equal(world_look(&w, 0).registered, REDIAL_REGISTERED_UNKNOWN);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(
      blame_is_right_for_every_outcome_about_kind_role_and_origin),
    cmocka_unit_test(a_decline_never_counts_against_the_trunk),
    cmocka_unit_test(a_wrong_number_counts_against_nobody),
    cmocka_unit_test(
      the_caller_the_request_and_the_dialog_count_against_nobody),
    cmocka_unit_test(what_can_be_mended_is_no_fault_of_the_server),
    cmocka_unit_test(a_loop_is_in_the_routing_of_one_number),
    cmocka_unit_test(a_servers_fault_counts_against_the_trunk_alone),
    cmocka_unit_test(a_received_408_does_not_count_and_an_own_timer_does),
    cmocka_unit_test(an_own_timer_after_ringing_is_the_callee_not_the_trunk),
    cmocka_unit_test(complaint_19_who_was_withdrawn_has_not_failed),
    cmocka_unit_test(a_slot_is_64_bytes),
    cmocka_unit_test(records_have_the_same_size_on_every_machine),
    cmocka_unit_test(each_result_has_a_counter_of_its_own),
    cmocka_unit_test(ringing_out_is_counted_as_no_answer),
    cmocka_unit_test(a_provisional_counts_as_nothing),
    cmocka_unit_test(
      what_is_half_a_window_old_still_counts_and_a_whole_does_not),
    cmocka_unit_test(a_window_of_nothing_is_one_of_two_seconds),
    cmocka_unit_test(a_full_counter_halves_its_half_and_keeps_the_share),
    cmocka_unit_test(the_window_agrees_with_a_plain_list_within_its_bound),
    cmocka_unit_test(declines_are_kept_by_hour_of_the_day),
    cmocka_unit_test(yesterday_counts_half),
    cmocka_unit_test(only_the_hours_that_were_entered_are_halved),
    cmocka_unit_test(a_calendar_set_back_halves_nothing),
    cmocka_unit_test(a_full_hour_halves_both_of_its_counters),
    cmocka_unit_test(an_empty_slot_is_all_zero_and_takes_nothing),
    cmocka_unit_test(what_lies_beyond_the_capacity_is_not_touched),
    cmocka_unit_test(a_trunk_that_should_answer_is_still_judged_as_a_trunk),
    cmocka_unit_test(who_takes_a_slot_inherits_nothing),
    cmocka_unit_test(a_clock_that_goes_backward_stands_still_and_is_counted),
    cmocka_unit_test(any_verdict_is_taken),
    cmocka_unit_test(every_role_has_a_name_both_ways),
    cmocka_unit_test(every_blame_has_a_name_both_ways),
    cmocka_unit_test(every_breaker_has_a_name_both_ways),
    cmocka_unit_test(every_registered_has_a_name_both_ways),
    cmocka_unit_test(every_calls_has_a_name_both_ways),
    cmocka_unit_test(every_probed_has_a_name_both_ways),
    cmocka_unit_test(every_probe_has_a_name_both_ways),
    cmocka_unit_test(a_registration_of_no_known_word_is_not_known),
  };

  return cmocka_run_group_tests_name("health", tests, NULL, NULL);
}
