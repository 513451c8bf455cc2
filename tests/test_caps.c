#include "support.h"
#include "../examples/presets/legal.h"
#include <string.h>

#define DAY 86400u
#define T0 UINT64_C(1767225600) /* 2026-01-01 00:00 UTC */

static redial_caps_limits no_limits(void) {
  redial_caps_limits limits;

  memset(&limits, 0, sizeof(limits));
  return limits;
}

static redial_caps_record fresh(void) {
  redial_caps_record record;

  memset(&record, 0xff, sizeof(record));
  redial_caps_init(&record);
  return record;
}

static const redial_caps_limits *preset(const char *name) {
  size_t i;

  for (i = 0; i < sizeof(legal_presets) / sizeof(legal_presets[0]); i++) {
    if (strcmp(legal_presets[i].name, name) == 0) {
      return &legal_presets[i].limits;
    }
  }
  fail_msg("no preset %s", name);
  return NULL;
}

static void call(redial_caps_record *record, uint64_t unix_s,
                 redial_caps_end end, bool alerted) {
  redial_caps_placed(record, unix_s);
  redial_caps_ended(record, unix_s, end, alerted);
}

static void assert_answer(redial_caps_answer answer, uint64_t unix_s,
                          redial_caps_why why) {
  assert_int_equal(answer.unix_s, unix_s);
  assert_int_equal(answer.why, why);
}

static void a_number_never_called_may_be_called_at_once(void **state) {
  redial_caps_record record = fresh();
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(legal_presets) / sizeof(legal_presets[0]); i++) {
    assert_answer(redial_caps_not_before(&legal_presets[i].limits, &record, 0,
                                         0),
                  0, REDIAL_CAPS_WHY_NONE);
    assert_answer(redial_caps_not_before(&legal_presets[i].limits, &record,
                                         UINT64_MAX, 0),
                  UINT64_MAX, REDIAL_CAPS_WHY_NONE);
  }
}

static void a_record_takes_80_bytes_and_zero_is_a_fresh_one(void **state) {
  redial_caps_record record = fresh();
  redial_caps_record zero;

  (void)state;
  memset(&zero, 0, sizeof(zero));
  assert_int_equal(sizeof(record), 80);
  assert_memory_equal(&record, &zero, sizeof(zero));
}

static void without_limits_everything_is_allowed(void **state) {
  redial_caps_limits limits = no_limits();
  redial_caps_record record = fresh();
  uint32_t i;

  (void)state;
  for (i = 0; i < 100; i++) {
    call(&record, T0, (redial_caps_end)(i % 6), true);
    assert_answer(redial_caps_not_before(&limits, &record, T0, 0), T0,
                  REDIAL_CAPS_WHY_NONE);
    /* Even by a clock that went backward. */
    assert_answer(redial_caps_not_before(&limits, &record, 5, 0), 5,
                  REDIAL_CAPS_WHY_NONE);
  }
}

static void a_gap_counts_from_the_end_of_the_attempt(void **state) {
  redial_caps_limits limits = no_limits();
  redial_caps_record record = fresh();

  (void)state;
  limits.gap_s = 10;
  redial_caps_placed(&record, T0);
  assert_answer(redial_caps_not_before(&limits, &record, T0, 0), T0 + 10,
                REDIAL_CAPS_WHY_GAP);
  redial_caps_ended(&record, T0 + 30, REDIAL_CAPS_END_FAILED, false);
  assert_answer(redial_caps_not_before(&limits, &record, T0 + 39, 0), T0 + 40,
                REDIAL_CAPS_WHY_GAP);
  assert_answer(redial_caps_not_before(&limits, &record, T0 + 40, 0), T0 + 40,
                REDIAL_CAPS_WHY_NONE);
}

static void busy_and_no_answer_have_gaps_of_their_own(void **state) {
  const redial_caps_limits *limits = preset("generic");
  redial_caps_record record = fresh();

  (void)state;
  call(&record, T0, REDIAL_CAPS_END_BUSY, false);
  assert_answer(redial_caps_not_before(limits, &record, T0, 0), T0 + 60,
                REDIAL_CAPS_WHY_BUSY);
  call(&record, T0 + 60, REDIAL_CAPS_END_NO_ANSWER, true);
  assert_answer(redial_caps_not_before(limits, &record, T0 + 60, 0), T0 + 360,
                REDIAL_CAPS_WHY_NO_ANSWER);
  redial_caps_placed(&record, T0 + 360);
  assert_int_equal(redial_caps_not_before(limits, &record, T0 + 360, 0).why,
                   REDIAL_CAPS_WHY_WINDOW);
}

static void the_longer_gap_rules(void **state) {
  redial_caps_limits limits = no_limits();
  redial_caps_record record = fresh();

  (void)state;
  limits.gap_s = 100;
  limits.busy_gap_s = 60;
  call(&record, T0, REDIAL_CAPS_END_BUSY, false);
  assert_answer(redial_caps_not_before(&limits, &record, T0, 0), T0 + 100,
                REDIAL_CAPS_WHY_GAP);
  limits.busy_gap_s = 100;
  assert_answer(redial_caps_not_before(&limits, &record, T0, 0), T0 + 100,
                REDIAL_CAPS_WHY_GAP);
  limits.busy_gap_s = 101;
  assert_answer(redial_caps_not_before(&limits, &record, T0, 0), T0 + 101,
                REDIAL_CAPS_WHY_BUSY);
}

static void australian_equipment_makes_fifteen_attempts_and_no_more(
  void **state) {
  const redial_caps_limits *limits = preset("au-equipment");
  redial_caps_record record = fresh();
  uint64_t now = T0;
  int i;

  (void)state;
  for (i = 0; i < 15; i++) {
    assert_answer(redial_caps_not_before(limits, &record, now, 0), now,
                  REDIAL_CAPS_WHY_NONE);
    call(&record, now, REDIAL_CAPS_END_BUSY, false);
    if (i < 14) {
      assert_answer(redial_caps_not_before(limits, &record, now, 0), now + 5,
                    REDIAL_CAPS_WHY_GAP);
    }
    now += 5;
  }
  assert_answer(redial_caps_not_before(limits, &record, now + 366 * DAY, 0),
                UINT64_MAX, REDIAL_CAPS_WHY_SERIES);
  redial_caps_restart(&record);
  assert_int_equal(record.placed, 15);
  for (i = 0; i < 15; i++) {
    assert_answer(redial_caps_not_before(limits, &record, now, 0), now,
                  REDIAL_CAPS_WHY_NONE);
    call(&record, now, REDIAL_CAPS_END_BUSY, false);
    now += 5;
  }
  assert_int_equal(redial_caps_not_before(limits, &record, now, 0).why,
                   REDIAL_CAPS_WHY_SERIES);
}

static void american_collectors_call_seven_times_in_seven_days(void **state) {
  const redial_caps_limits *limits = preset("us-debt");
  redial_caps_record record = fresh();
  uint64_t i;

  (void)state;
  for (i = 0; i < 7; i++) {
    uint64_t now = T0 + i * DAY / 2;

    assert_answer(redial_caps_not_before(limits, &record, now, -300), now,
                  REDIAL_CAPS_WHY_NONE);
    call(&record, now, REDIAL_CAPS_END_NO_ANSWER, true);
  }
  assert_answer(redial_caps_not_before(limits, &record, T0 + 4 * DAY, -300),
                T0 + 7 * DAY, REDIAL_CAPS_WHY_WINDOW);
  call(&record, T0 + 7 * DAY, REDIAL_CAPS_END_NO_ANSWER, true);
  assert_answer(redial_caps_not_before(limits, &record, T0 + 7 * DAY, -300),
                T0 + 7 * DAY + DAY / 2, REDIAL_CAPS_WHY_WINDOW);
}

static void the_day_of_a_conversation_is_day_one(void **state) {
  const redial_caps_limits *limits = preset("us-debt");
  redial_caps_record record = fresh();
  uint64_t noon = T0 + DAY / 2;

  (void)state;
  call(&record, noon, REDIAL_CAPS_END_TALKED, true);
  assert_answer(redial_caps_not_before(limits, &record, noon, 0), T0 + 7 * DAY,
                REDIAL_CAPS_WHY_TALKED);
  assert_answer(redial_caps_not_before(limits, &record, T0 + 7 * DAY, 0),
                T0 + 7 * DAY, REDIAL_CAPS_WHY_NONE);
  /* In New York it is 07:00; their day began at 05:00 UTC. */
  assert_answer(redial_caps_not_before(limits, &record, noon, -300),
                T0 + 7 * DAY + 5 * 3600, REDIAL_CAPS_WHY_TALKED);
  /* In Auckland, in summer, the second of January has begun an hour ago. */
  assert_answer(redial_caps_not_before(limits, &record, noon, 13 * 60),
                T0 + 7 * DAY + 11 * 3600, REDIAL_CAPS_WHY_TALKED);
}

static void a_conversation_is_remembered_beyond_eight_attempts(void **state) {
  const redial_caps_limits *limits = preset("us-debt");
  redial_caps_record record = fresh();
  uint32_t i;

  (void)state;
  call(&record, T0, REDIAL_CAPS_END_TALKED, true);
  for (i = 0; i < 20; i++) {
    call(&record, T0 + 1, REDIAL_CAPS_END_ABANDONED, true);
  }
  limits = preset("us-debt");
  assert_int_equal(record.talked_s, T0);
  assert_int_equal(redial_caps_not_before(limits, &record, T0 + 1, 0).unix_s,
                   T0 + 1 + 7 * DAY);
  assert_answer(redial_caps_not_before(preset("uk-practice"), &record, T0, 0),
                T0 + 1 + 72 * 3600, REDIAL_CAPS_WHY_ABANDONED);
}

static void a_conversation_begun_by_the_other_side_counts(void **state) {
  redial_caps_record record = fresh();

  (void)state;
  redial_caps_ended(&record, T0, REDIAL_CAPS_END_TALKED, true);
  assert_int_equal(record.placed, 0);
  assert_int_equal(record.alerted, 0);
  assert_answer(redial_caps_not_before(preset("us-debt"), &record, T0, 0),
                T0 + 7 * DAY, REDIAL_CAPS_WHY_TALKED);
}

static void the_generic_preset_allows_three_a_day_and_seven_a_week(
  void **state) {
  const redial_caps_limits *limits = preset("generic");
  redial_caps_record record = fresh();
  uint64_t now = T0;
  int calls = 0;

  (void)state;
  /* As fast as it lets us, for 28 days. */
  while (now < T0 + 28 * DAY) {
    call(&record, now, REDIAL_CAPS_END_NO_ANSWER, true);
    calls++;
    now = redial_caps_not_before(limits, &record, now, 0).unix_s;
  }
  assert_int_equal(calls, 28);
}

static void placed_and_alerted_are_counted_apart(void **state) {
  redial_caps_limits limits = no_limits();
  redial_caps_record record = fresh();
  uint32_t i;

  (void)state;
  limits.window[0].span_s = DAY;
  limits.window[0].most = 2;
  limits.window[0].counts = REDIAL_CAPS_COUNT_ALERTED;
  for (i = 0; i < 5; i++) {
    call(&record, T0 + i, REDIAL_CAPS_END_FAILED, false);
  }
  call(&record, T0 + 10, REDIAL_CAPS_END_NO_ANSWER, true);
  assert_int_equal(record.placed, 6);
  assert_int_equal(record.alerted, 1);
  assert_answer(redial_caps_not_before(&limits, &record, T0 + 10, 0), T0 + 10,
                REDIAL_CAPS_WHY_NONE);
  call(&record, T0 + 20, REDIAL_CAPS_END_NO_ANSWER, true);
  assert_answer(redial_caps_not_before(&limits, &record, T0 + 20, 0),
                T0 + 10 + DAY, REDIAL_CAPS_WHY_WINDOW);
  limits.window[0].counts = REDIAL_CAPS_COUNT_PLACED;
  limits.window[0].most = 7;
  assert_answer(redial_caps_not_before(&limits, &record, T0 + 20, 0), T0 + DAY,
                REDIAL_CAPS_WHY_WINDOW);
}

static void an_end_told_twice_counts_once(void **state) {
  redial_caps_record record = fresh();

  (void)state;
  redial_caps_placed(&record, T0);
  redial_caps_ended(&record, T0, REDIAL_CAPS_END_NO_ANSWER, true);
  redial_caps_ended(&record, T0, REDIAL_CAPS_END_NO_ANSWER, true);
  assert_int_equal(record.alerted, 1);
  assert_int_equal(record.placed, 1);
}

static void a_window_of_none_is_never_open(void **state) {
  redial_caps_limits limits = no_limits();
  redial_caps_record record = fresh();

  (void)state;
  limits.window[2].span_s = 1;
  assert_answer(redial_caps_not_before(&limits, &record, T0, 0), UINT64_MAX,
                REDIAL_CAPS_WHY_WINDOW);
  assert_int_equal(redial_caps_not_before(&limits, &record, T0, 0).window, 2);
}

static void the_window_that_holds_longest_is_named(void **state) {
  redial_caps_limits limits = no_limits();
  redial_caps_record record = fresh();

  (void)state;
  limits.window[0].span_s = DAY;
  limits.window[0].most = 1;
  limits.window[1].span_s = 2 * DAY;
  limits.window[1].most = 1;
  limits.window[2].span_s = 2 * DAY;
  limits.window[2].most = 1;
  call(&record, T0, REDIAL_CAPS_END_FAILED, false);
  assert_int_equal(redial_caps_not_before(&limits, &record, T0, 0).window, 1);
  assert_int_equal(redial_caps_not_before(&limits, &record, T0, 0).unix_s,
                   T0 + 2 * DAY);
}

static void a_window_by_day_ends_at_local_midnight(void **state) {
  redial_caps_limits limits = no_limits();
  redial_caps_record record = fresh();

  (void)state;
  limits.window[0].span_s = DAY;
  limits.window[0].most = 1;
  limits.window[0].by_day = 1;
  call(&record, T0 + DAY - 1, REDIAL_CAPS_END_FAILED, false);
  assert_answer(redial_caps_not_before(&limits, &record, T0 + DAY - 1, 0),
                T0 + DAY, REDIAL_CAPS_WHY_WINDOW);
  assert_answer(redial_caps_not_before(&limits, &record, T0 + DAY - 1, 60),
                T0 + DAY - 3600 + DAY, REDIAL_CAPS_WHY_WINDOW);
}

static void more_than_a_record_holds_is_counted_strictly(void **state) {
  redial_caps_limits limits = no_limits();
  redial_caps_record record = fresh();
  uint32_t i;

  (void)state;
  limits.window[0].span_s = DAY;
  limits.window[0].most = 15;
  for (i = 0; i < 14; i++) {
    call(&record, T0 + i * 60, REDIAL_CAPS_END_FAILED, false);
    assert_int_equal(redial_caps_not_before(&limits, &record, T0 + 900, 0).why,
                     REDIAL_CAPS_WHY_NONE);
  }
  call(&record, T0 + 14 * 60, REDIAL_CAPS_END_FAILED, false);
  assert_int_equal(record.used, REDIAL_CAPS_RING);
  /* The truth is T0 + DAY; the oldest attempt still held is the eighth. */
  assert_answer(redial_caps_not_before(&limits, &record, T0 + 900, 0),
                T0 + 7 * 60 + DAY, REDIAL_CAPS_WHY_WINDOW);
}

static void a_clock_that_goes_backward_stands_still_and_is_counted(
  void **state) {
  redial_caps_limits limits = no_limits();
  redial_caps_record record = fresh();

  (void)state;
  limits.gap_s = 60;
  call(&record, T0, REDIAL_CAPS_END_BUSY, false);
  redial_caps_placed(&record, T0 - 3600);
  redial_caps_ended(&record, 0, REDIAL_CAPS_END_BUSY, false);
  assert_int_equal(record.newest_s, T0);
  assert_int_equal(record.ended_s, T0);
  assert_int_equal(record.backward, 2);
  assert_answer(redial_caps_not_before(&limits, &record, T0 - 3600, 0),
                T0 + 60, REDIAL_CAPS_WHY_GAP);
}

static void nothing_wraps_at_the_end_of_time(void **state) {
  const redial_caps_limits *limits = preset("generic");
  redial_caps_record record = fresh();
  uint32_t i;

  (void)state;
  call(&record, 0, REDIAL_CAPS_END_BUSY, false);
  for (i = 0; i < 70000; i++) {
    call(&record, UINT64_MAX - 1, REDIAL_CAPS_END_TALKED, true);
  }
  assert_int_equal(record.placed, UINT16_MAX);
  assert_int_equal(record.alerted, UINT16_MAX);
  assert_int_equal(record.series, UINT16_MAX);
  assert_int_equal(redial_caps_not_before(limits, &record, 7, INT32_MAX).unix_s,
                   UINT64_MAX);
  assert_int_equal(redial_caps_not_before(limits, &record, 7, INT32_MIN).unix_s,
                   UINT64_MAX);
}

static void a_day_near_the_epoch_begins_no_sooner_than_the_epoch(
  void **state) {
  const redial_caps_limits *limits = preset("us-debt");
  redial_caps_record record = fresh();

  (void)state;
  call(&record, 10, REDIAL_CAPS_END_TALKED, true);
  /* Local time is 1969-12-31 19:00:10. */
  assert_answer(redial_caps_not_before(limits, &record, 10, -300), 7 * DAY,
                REDIAL_CAPS_WHY_TALKED);
}

static void a_place_without_an_attempt_is_not_one(void **state) {
  redial_caps_limits limits = no_limits();
  redial_caps_record record = fresh();

  (void)state;
  limits.window[0].span_s = DAY;
  limits.window[0].most = 2;
  call(&record, 0, REDIAL_CAPS_END_FAILED, false);
  assert_answer(redial_caps_not_before(&limits, &record, 0, 0), 0,
                REDIAL_CAPS_WHY_NONE);
  call(&record, 0, REDIAL_CAPS_END_FAILED, false);
  assert_answer(redial_caps_not_before(&limits, &record, 0, 0), DAY,
                REDIAL_CAPS_WHY_WINDOW);
}

/* --- against a list of everything ------------------------------------- */

#define HISTORY 400

typedef struct history {
  uint64_t placed_s[HISTORY];
  bool rang[HISTORY];
  uint32_t count;
} history;

static uint32_t next_random(uint32_t *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 17;
  *seed ^= *seed << 5;
  return *seed;
}

/* Attempts of the kind that lie in the window at this time. */
static uint32_t in_window(const history *all, const redial_caps_window *window,
                          uint64_t now) {
  uint32_t count = 0;
  uint32_t i;

  for (i = 0; i < all->count; i++) {
    bool counts =
      window->counts == REDIAL_CAPS_COUNT_PLACED || all->rang[i];

    count += counts && now < all->placed_s[i] + window->span_s;
  }
  return count;
}

/* Plays random calls; exact as long as the window needs what is held. */
static void play(uint32_t seed, uint16_t most, uint8_t counts, bool exact) {
  redial_caps_limits limits = no_limits();
  redial_caps_record record = fresh();
  history all;
  uint64_t now = T0;

  limits.window[0].span_s = 1 + next_random(&seed) % 1000;
  limits.window[0].most = most;
  limits.window[0].counts = counts;
  for (all.count = 0; all.count < HISTORY; all.count++) {
    redial_caps_answer answer =
      redial_caps_not_before(&limits, &record, now, 0);
    uint32_t held = in_window(&all, &limits.window[0], now);

    if (held >= most) {
      assert_int_equal(answer.why, REDIAL_CAPS_WHY_WINDOW);
    }
    assert_true(in_window(&all, &limits.window[0], answer.unix_s) < most);
    if (exact) {
      assert_int_equal(answer.why == REDIAL_CAPS_WHY_NONE, held < most);
      assert_true(held < most || in_window(&all, &limits.window[0],
                                           answer.unix_s - 1) >= most);
    }
    all.placed_s[all.count] = now;
    all.rang[all.count] = next_random(&seed) % 3 == 0;
    call(&record, now, REDIAL_CAPS_END_FAILED, all.rang[all.count]);
    now += next_random(&seed) % 200;
  }
}

static void a_window_agrees_with_a_list_of_all_attempts(void **state) {
  uint32_t seed;
  uint16_t most;

  (void)state;
  for (seed = 1; seed <= 20; seed++) {
    for (most = 1; most <= 8; most++) {
      play(seed, most, REDIAL_CAPS_COUNT_PLACED, true);
      play(seed, most, REDIAL_CAPS_COUNT_ALERTED, false);
    }
    play(seed, 15, REDIAL_CAPS_COUNT_PLACED, false);
    play(seed, 15, REDIAL_CAPS_COUNT_ALERTED, false);
  }
}

static redial_span span_of(const char *text) {
  redial_span span = {text, strlen(text)};

  return span;
}

static void ends_counts_and_reasons_have_names_both_ways(void **state) {
  redial_caps_end end;
  redial_caps_count count;
  redial_caps_why why;
  uint32_t i;

  (void)state;
  for (i = 0; i <= REDIAL_CAPS_END_ABANDONED; i++) {
    assert_int_equal(redial_caps_end_by_name(
                       span_of(redial_caps_end_name((redial_caps_end)i)), &end),
                     REDIAL_OK);
    assert_int_equal(end, i);
  }
  for (i = 0; i <= REDIAL_CAPS_COUNT_ALERTED; i++) {
    assert_int_equal(
      redial_caps_count_by_name(
        span_of(redial_caps_count_name((redial_caps_count)i)), &count),
      REDIAL_OK);
    assert_int_equal(count, i);
  }
  for (i = 0; i <= REDIAL_CAPS_WHY_SERIES; i++) {
    assert_int_equal(redial_caps_why_by_name(
                       span_of(redial_caps_why_name((redial_caps_why)i)), &why),
                     REDIAL_OK);
    assert_int_equal(why, i);
  }
  assert_string_equal(redial_caps_why_name((redial_caps_why)8), "?");
  assert_int_equal(redial_caps_end_by_name(span_of("x"), &end),
                   REDIAL_ERR_NO_MATCH);
  assert_int_equal(redial_caps_count_by_name(span_of("x"), &count),
                   REDIAL_ERR_NO_MATCH);
  assert_int_equal(redial_caps_why_by_name(span_of("x"), &why),
                   REDIAL_ERR_NO_MATCH);
}

/* Every number an attempt may have in a byte, read for a window of nine. */
static void a_damaged_record_is_read_within_its_ring(void **state) {
  redial_caps_limits limits = no_limits();
  redial_caps_record record;
  uint32_t used;

  (void)state;
  limits.window[0].most = REDIAL_CAPS_RING + 1;
  limits.window[0].span_s = DAY;
  limits.window[1] = limits.window[0];
  limits.window[1].counts = REDIAL_CAPS_COUNT_ALERTED;
  memset(&record, 0, sizeof(record));
  record.newest_s = T0;
  for (used = 0; used <= UINT8_MAX; used++) {
    record.used = (uint8_t)used;
    assert_true(redial_caps_not_before(&limits, &record, T0, 0).unix_s == T0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_number_never_called_may_be_called_at_once),
    cmocka_unit_test(a_record_takes_80_bytes_and_zero_is_a_fresh_one),
    cmocka_unit_test(without_limits_everything_is_allowed),
    cmocka_unit_test(a_gap_counts_from_the_end_of_the_attempt),
    cmocka_unit_test(busy_and_no_answer_have_gaps_of_their_own),
    cmocka_unit_test(the_longer_gap_rules),
    cmocka_unit_test(
      australian_equipment_makes_fifteen_attempts_and_no_more),
    cmocka_unit_test(american_collectors_call_seven_times_in_seven_days),
    cmocka_unit_test(the_day_of_a_conversation_is_day_one),
    cmocka_unit_test(a_conversation_is_remembered_beyond_eight_attempts),
    cmocka_unit_test(a_conversation_begun_by_the_other_side_counts),
    cmocka_unit_test(the_generic_preset_allows_three_a_day_and_seven_a_week),
    cmocka_unit_test(placed_and_alerted_are_counted_apart),
    cmocka_unit_test(an_end_told_twice_counts_once),
    cmocka_unit_test(a_window_of_none_is_never_open),
    cmocka_unit_test(the_window_that_holds_longest_is_named),
    cmocka_unit_test(a_window_by_day_ends_at_local_midnight),
    cmocka_unit_test(more_than_a_record_holds_is_counted_strictly),
    cmocka_unit_test(a_clock_that_goes_backward_stands_still_and_is_counted),
    cmocka_unit_test(nothing_wraps_at_the_end_of_time),
    cmocka_unit_test(a_day_near_the_epoch_begins_no_sooner_than_the_epoch),
    cmocka_unit_test(a_place_without_an_attempt_is_not_one),
    cmocka_unit_test(a_window_agrees_with_a_list_of_all_attempts),
    cmocka_unit_test(ends_counts_and_reasons_have_names_both_ways),
    cmocka_unit_test(a_damaged_record_is_read_within_its_ring),
  };

  return cmocka_run_group_tests_name("caps", tests, NULL, NULL);
}
