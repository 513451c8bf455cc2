#include "support.h"
#include <string.h>

static redial_decision marked(uint8_t marks) {
  redial_decision decision = {0};

  decision.marks = marks;
  return decision;
}

static void earn(redial_budget *budget, uint64_t now_ms) {
  redial_decision decision = marked(REDIAL_DECISION_EARNS);

  redial_budget_settle(budget, &decision, now_ms);
}

static void pay(redial_budget *budget, uint64_t now_ms) {
  redial_decision decision = marked(REDIAL_DECISION_PAYS);

  redial_budget_settle(budget, &decision, now_ms);
}

static void a_new_budget_is_full(void **state) {
  redial_budget budget;

  (void)state;
  redial_budget_init(&budget, 100, 0, 3, 5000);
  assert_int_equal(redial_budget_left(&budget, 5000), 3000);
  assert_false(redial_budget_is_spent(&budget, 5000));
}

static void a_retry_costs_a_token(void **state) {
  redial_budget budget;

  (void)state;
  redial_budget_init(&budget, 100, 0, 1, 0);
  pay(&budget, 0);
  assert_int_equal(redial_budget_left(&budget, 0), 0);
  assert_true(redial_budget_is_spent(&budget, 0));
  pay(&budget, 0);
  assert_int_equal(redial_budget_left(&budget, 0), 0);
}

static void ten_originals_earn_a_retry(void **state) {
  redial_budget budget;
  int i;

  (void)state;
  redial_budget_init(&budget, 100, 0, 1, 0);
  pay(&budget, 0);
  for (i = 0; i < 9; i++) {
    earn(&budget, 0);
  }
  assert_true(redial_budget_is_spent(&budget, 0));
  earn(&budget, 0);
  assert_false(redial_budget_is_spent(&budget, 0));
}

static void what_is_saved_has_a_cap(void **state) {
  redial_budget budget;
  int i;

  (void)state;
  redial_budget_init(&budget, 1000, 5, 2, 0);
  for (i = 0; i < 10; i++) {
    earn(&budget, 1000000);
  }
  assert_int_equal(redial_budget_left(&budget, 2000000), 2000);
}

static void the_floor_fills_by_time_alone(void **state) {
  redial_budget budget;
  redial_decision nothing;

  (void)state;
  memset(&budget, 0xff, sizeof(budget));
  redial_budget_init(&budget, 0, 2, 1, 1000);
  assert_int_equal(budget.reserved, 0);
  pay(&budget, 1000);
  assert_int_equal(redial_budget_left(&budget, 1001), 2);
  assert_true(redial_budget_is_spent(&budget, 1499));
  assert_false(redial_budget_is_spent(&budget, 1500));
  pay(&budget, 1500);
  nothing = marked(0);
  redial_budget_settle(&budget, &nothing, 1700);
  assert_int_equal(redial_budget_left(&budget, 1800), 600);
}

static void earning_goes_before_paying(void **state) {
  redial_budget budget;
  redial_decision both =
    marked(REDIAL_DECISION_EARNS | REDIAL_DECISION_PAYS);

  (void)state;
  redial_budget_init(&budget, 1000, 0, 2, 0);
  pay(&budget, 0);
  redial_budget_settle(&budget, &both, 0);
  assert_int_equal(redial_budget_left(&budget, 0), 1000);
}

static void a_clock_that_goes_back_stands_still(void **state) {
  redial_budget budget;

  (void)state;
  redial_budget_init(&budget, 0, 1, 1, 10000);
  pay(&budget, 10000);
  assert_int_equal(redial_budget_left(&budget, 0), 0);
  pay(&budget, 500);
  pay(&budget, 400);
  assert_int_equal(budget.clock_went_back, 2);
  assert_int_equal(redial_budget_left(&budget, 10500), 500);
}

static void nothing_wraps(void **state) {
  redial_budget budget;

  (void)state;
  redial_budget_init(&budget, UINT32_MAX, UINT32_MAX, UINT32_MAX, 0);
  assert_int_equal(budget.cap, UINT32_MAX);
  earn(&budget, UINT64_MAX);
  assert_int_equal(redial_budget_left(&budget, UINT64_MAX), UINT32_MAX);
  budget.clock_went_back = UINT32_MAX;
  earn(&budget, 0);
  assert_int_equal(budget.clock_went_back, UINT32_MAX);

  redial_budget_init(&budget, 0, 1, UINT32_MAX, 0xffffffffu);
  budget.tokens = 0;
  assert_int_equal(redial_budget_left(&budget, 0x100000000u), 1);
  assert_int_equal(redial_budget_left(&budget, UINT64_MAX), UINT32_MAX);
}

static void a_budget_of_nothing_is_always_spent(void **state) {
  redial_budget budget;

  (void)state;
  redial_budget_init(&budget, 1000, 1000, 0, 0);
  earn(&budget, UINT64_MAX);
  assert_true(redial_budget_is_spent(&budget, UINT64_MAX));
}

/* What a decision books. */

static redial_decision on(int32_t code, uint8_t origin, uint16_t earlier,
                          uint8_t has_via) {
  redial_verdict verdict = redial_classify(code);
  redial_history history = {0};
  redial_situation s = {0};

  s.has_via = has_via;
  s.vias_left = 1;
  s.endpoints_left = 1;
  s.origin = origin;
  s.endpoint_attempts = earlier;
  return redial_decide(&redial_profile_carrier_failover, &history, &verdict,
                       &s);
}

static void only_originals_by_a_gateway_earn(void **state) {
  (void)state;
  assert_true(on(200, 0, 0, 1).marks & REDIAL_DECISION_EARNS);
  assert_true(on(503, 0, 0, 1).marks & REDIAL_DECISION_EARNS);
  assert_false(on(503, 0, 1, 1).marks & REDIAL_DECISION_EARNS);
  assert_false(on(503, 0, 0, 0).marks & REDIAL_DECISION_EARNS);
  assert_false(on(180, 0, 0, 1).marks & REDIAL_DECISION_EARNS);
}

static void people_neither_earn_nor_pay(void **state) {
  static const int32_t codes[] = {480, 486, 600, 603, 607};
  size_t i;

  (void)state;
  for (i = 0; i < 5; i++) {
    assert_int_equal(on(codes[i], 0, 0, 1).marks, 0);
  }
}

static void a_retry_by_a_gateway_pays(void **state) {
  (void)state;
  assert_int_equal(on(503, 0, 1, 1).marks, REDIAL_DECISION_PAYS);
  assert_int_equal(on(503, 0, 0, 0).marks, 0);
}

static void what_never_left_is_replaced_for_nothing(void **state) {
  redial_decision d = on(503, REDIAL_ORIGIN_LOCAL_TRANSPORT, 0, 1);

  (void)state;
  assert_int_equal(d.next, REDIAL_NEXT_ROUTE);
  assert_int_equal(d.marks, 0);
}

static redial_decision last_via(uint8_t origin, uint8_t spent) {
  redial_policy policy = redial_profile_carrier_failover;
  redial_verdict verdict = redial_classify(503);
  redial_history history = {0};
  redial_situation s = {0};

  s.has_via = 1;
  s.endpoint_attempts = 1;
  s.origin = origin;
  s.budget_spent = spent;
  return redial_decide(&policy, &history, &verdict, &s);
}

static void a_round_by_gateways_pays_like_a_retry(void **state) {
  const uint8_t unsent = REDIAL_ORIGIN_LOCAL_TRANSPORT;

  (void)state;
  assert_int_equal(last_via(0, 0).marks,
                   REDIAL_DECISION_ROUND | REDIAL_DECISION_PAYS);
  assert_int_equal(last_via(0, 1).next, REDIAL_NEXT_STOP);
  assert_int_equal(last_via(0, 1).why, REDIAL_WHY_BUDGET);
  assert_int_equal(last_via(unsent, 1).marks, REDIAL_DECISION_ROUND);
}

static void a_spent_budget_spares_what_never_left(void **state) {
  redial_verdict verdict = redial_classify(503);
  redial_history history = {0};
  redial_situation s = {0};

  (void)state;
  s.has_via = 1;
  s.vias_left = 1;
  s.budget_spent = 1;
  s.origin = REDIAL_ORIGIN_LOCAL_TRANSPORT;
  assert_int_equal(redial_decide(&redial_profile_carrier_failover, &history,
                                 &verdict, &s).next,
                   REDIAL_NEXT_ROUTE);
}

static void a_spent_budget_does_not_end_a_ring_group(void **state) {
  redial_verdict verdict = redial_classify(503);
  redial_history history = {0};
  redial_situation s = {0};

  (void)state;
  s.has_via = 1;
  s.vias_left = 1;
  s.endpoints_left = 1;
  s.budget_spent = 1;
  assert_int_equal(redial_decide(&redial_profile_hunt_group, &history,
                                 &verdict, &s).next,
                   REDIAL_NEXT_ENDPOINT);
  assert_int_equal(redial_decide(&redial_profile_hunt_group, &history,
                                 &verdict, &s).why,
                   REDIAL_WHY_BUDGET);
}

static void an_original_that_ends_at_the_deadline_earns(void **state) {
  redial_policy policy = redial_profile_carrier_failover;
  redial_verdict verdict = redial_classify(503);
  redial_history history = {0};
  redial_situation s = {0};

  (void)state;
  policy.deadline_ms = 0;
  s.has_via = 1;
  assert_int_equal(redial_decide(&policy, &history, &verdict, &s).marks,
                   REDIAL_DECISION_EARNS);
}

/* Appendix B: three switches in a row, each with a budget of a tenth and
   another gateway to try; every last hop answers 503. */
typedef struct hop {
  redial_budget budget;
} hop;

static uint32_t place(hop *hops, int depth, uint64_t now_ms) {
  redial_history history = {0};
  uint32_t sent = 0;
  uint16_t tries;

  if (depth == 0) {
    return 1;
  }
  for (tries = 0; tries < 4; tries++) {
    redial_verdict verdict = redial_classify(503);
    redial_situation s = {0};
    redial_decision d;

    redial_history_place(&history, now_ms);
    sent += place(hops + 1, depth - 1, now_ms);
    s.now_ms = now_ms;
    s.has_via = 1;
    s.vias_left = 3u - tries;
    s.endpoint_attempts = tries;
    s.budget_spent = redial_budget_is_spent(&hops->budget, now_ms);
    d = redial_decide(&redial_profile_carrier_failover, &history, &verdict,
                      &s);
    redial_history_note(&history, &verdict, &s, &d);
    redial_budget_settle(&hops->budget, &d, now_ms);
    if (d.next != REDIAL_NEXT_ROUTE) {
      break;
    }
  }
  return sent;
}

static void three_hops_send_a_third_more_and_not_64_times(void **state) {
  hop hops[3];
  uint64_t now = 0;
  uint32_t sent = 0;
  int i;

  (void)state;
  for (i = 0; i < 3; i++) {
    redial_budget_init(&hops[i].budget, 100, 0, 10, 0);
  }
  for (i = 0; i < 2000; i++) {
    place(hops, 3, now += 10); /* spend what was saved */
  }
  for (i = 0; i < 100000; i++) {
    sent += place(hops, 3, now += 10);
  }
  assert_in_range(sent, 130000, 134000);
}

static void without_a_budget_it_is_64_times(void **state) {
  hop hops[3];
  int i;

  (void)state;
  for (i = 0; i < 3; i++) {
    redial_budget_init(&hops[i].budget, 0, 0, 1000, 0);
  }
  assert_int_equal(place(hops, 3, 0), 64);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_new_budget_is_full),
    cmocka_unit_test(a_retry_costs_a_token),
    cmocka_unit_test(ten_originals_earn_a_retry),
    cmocka_unit_test(what_is_saved_has_a_cap),
    cmocka_unit_test(the_floor_fills_by_time_alone),
    cmocka_unit_test(earning_goes_before_paying),
    cmocka_unit_test(a_clock_that_goes_back_stands_still),
    cmocka_unit_test(nothing_wraps),
    cmocka_unit_test(a_budget_of_nothing_is_always_spent),
    cmocka_unit_test(only_originals_by_a_gateway_earn),
    cmocka_unit_test(people_neither_earn_nor_pay),
    cmocka_unit_test(a_retry_by_a_gateway_pays),
    cmocka_unit_test(what_never_left_is_replaced_for_nothing),
    cmocka_unit_test(a_round_by_gateways_pays_like_a_retry),
    cmocka_unit_test(a_spent_budget_spares_what_never_left),
    cmocka_unit_test(a_spent_budget_does_not_end_a_ring_group),
    cmocka_unit_test(an_original_that_ends_at_the_deadline_earns),
    cmocka_unit_test(three_hops_send_a_third_more_and_not_64_times),
    cmocka_unit_test(without_a_budget_it_is_64_times),
  };

  return cmocka_run_group_tests_name("budget", tests, NULL, NULL);
}
