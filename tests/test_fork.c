#include "support.h"

/* One answer out of several branches. */

#define MAX_BRANCHES 8

static redial_fork best_of(size_t count, const int32_t *codes) {
  redial_verdict branches[MAX_BRANCHES];
  size_t i;

  for (i = 0; i < count; i++) {
    branches[i] = redial_classify(codes[i]);
  }
  return redial_fork_best(branches, count);
}

#define BEST(...)                                                              \
  best_of(sizeof((int32_t[]){__VA_ARGS__}) / sizeof(int32_t),                  \
          (int32_t[]){__VA_ARGS__})

static void no_branch_at_all_is_a_408(void **state) {
  redial_fork fork = redial_fork_best(NULL, 0);

  (void)state;
  assert_int_equal(fork.reply_code, 408);
  assert_int_equal(fork.winner, 0);
  assert_int_equal(fork.why, REDIAL_FORK_NOTHING);
  assert_true(fork.settled);
  assert_false(fork.cancel);
}

static void nothing_is_settled_while_all_branches_ring(void **state) {
  redial_fork fork = BEST(180, 100);

  (void)state;
  assert_int_equal(fork.winner, 2);
  assert_int_equal(fork.why, REDIAL_FORK_NOTHING);
  assert_false(fork.settled);
}

static void an_answer_wins_and_cancels_the_rest_as_completed_elsewhere(
  void **state) {
  redial_fork fork = BEST(603, 180, 200);

  (void)state;
  assert_int_equal(fork.winner, 2);
  assert_int_equal(fork.why, REDIAL_FORK_ANSWERED);
  assert_int_equal(fork.cause, 200);
  assert_true(fork.cancel);
  assert_true(fork.settled);
}

static void a_6xx_beats_all_but_an_answer_and_waits_for_one(void **state) {
  redial_fork fork = BEST(302, 603, 180, 486);

  (void)state;
  assert_int_equal(fork.winner, 1);
  assert_int_equal(fork.reply_code, 603);
  assert_int_equal(fork.why, REDIAL_FORK_EVERYWHERE);
  assert_int_equal(fork.cause, 603);
  assert_true(fork.cancel);
  assert_false(fork.settled);
  assert_true(BEST(302, 603, 486).settled);
}

static void else_the_lowest_class_wins(void **state) {
  (void)state;
  assert_int_equal(BEST(503, 486, 302).reply_code, 302);
  assert_int_equal(BEST(500, 404).reply_code, 404);
  assert_false(BEST(500, 404).cancel);
}

static void what_can_be_mended_comes_first_among_4xx(void **state) {
  (void)state;
  assert_int_equal(BEST(486, 407).reply_code, 407);
  assert_int_equal(BEST(486, 407).why, REDIAL_FORK_CHALLENGE);
  assert_int_equal(BEST(486, 415).reply_code, 415);
  assert_int_equal(BEST(486, 420).reply_code, 420);
  assert_int_equal(BEST(486, 484).why, REDIAL_FORK_FIXABLE);
  assert_int_equal(BEST(420, 401).reply_code, 401);
}

static void all_challenges_are_counted_for_the_one_that_wins(void **state) {
  redial_fork fork = BEST(486, 401, 407, 404);

  (void)state;
  assert_int_equal(fork.challenges, 2);
  assert_int_equal(fork.winner, 1);
}

static void a_live_busy_beats_a_dead_contact(void **state) {
  redial_fork fork = BEST(404, 486, 408);

  (void)state;
  assert_int_equal(fork.reply_code, 486);
  assert_int_equal(fork.why, REDIAL_FORK_PERSON);
  assert_int_equal(BEST(408, 480).reply_code, 480);
  assert_int_equal(BEST(480, 488).reply_code, 480);
  assert_int_equal(BEST(480, 486).reply_code, 486);
  assert_int_equal(BEST(482, 404).reply_code, 404);
  assert_int_equal(BEST(487, 408).reply_code, 408);
}

static void a_person_beats_a_machine_among_6xx(void **state) {
  (void)state;
  assert_int_equal(BEST(600, 603).reply_code, 603);
  assert_int_equal(BEST(606, 600).reply_code, 600);
}

static void the_first_of_equals_wins(void **state) {
  (void)state;
  assert_int_equal(BEST(404, 486, 486).winner, 1);
}

static void a_lone_503_goes_on_as_500(void **state) {
  (void)state;
  assert_int_equal(BEST(503).reply_code, 500);
  assert_int_equal(BEST(503, 503).reply_code, 500);
  assert_int_equal(BEST(503, 486).reply_code, 486);
}

static void local_events_count_as_408_and_503(void **state) {
  redial_evidence seen = {0};
  redial_verdict branch;

  (void)state;
  seen.origin = REDIAL_ORIGIN_LOCAL_TIMEOUT;
  branch = redial_assess(&seen);
  assert_int_equal(redial_fork_best(&branch, 1).reply_code, 408);
  seen.origin = REDIAL_ORIGIN_LOCAL_TRANSPORT;
  branch = redial_assess(&seen);
  assert_int_equal(redial_fork_best(&branch, 1).reply_code, 500);
}

static void a_failure_without_a_sip_code_is_500(void **state) {
  redial_verdict branch = redial_classify(31401);

  (void)state;
  assert_int_equal(redial_fork_best(&branch, 1).reply_code, 500);
  assert_true(redial_fork_best(&branch, 1).settled);
}

static void one_busy_phone_is_486_and_600_needs_all(void **state) {
  (void)state;
  assert_int_equal(redial_code_to_send(REDIAL_REFUSAL_BUSY), 486);
  assert_int_equal(redial_code_to_send(REDIAL_REFUSAL_BUSY_EVERYWHERE), 600);
  assert_int_equal(redial_code_to_send(REDIAL_REFUSAL_OUT_OF_HOURS), 480);
  assert_int_equal(redial_code_to_send(REDIAL_REFUSAL_DECLINED), 603);
  assert_int_equal(redial_code_to_send(REDIAL_REFUSAL_BLOCKED), 608);
  assert_int_equal(redial_code_to_send(REDIAL_REFUSAL_NONE), 500);
  assert_int_equal(redial_code_to_send((redial_refusal)99), 500);
}

static void what_is_sent_reads_back_as_what_was_meant(void **state) {
  static const struct {
    redial_refusal refusal;
    redial_outcome outcome;
  } pairs[] = {
    {REDIAL_REFUSAL_BUSY, REDIAL_OUTCOME_BUSY},
    {REDIAL_REFUSAL_BUSY_EVERYWHERE, REDIAL_OUTCOME_BUSY},
    {REDIAL_REFUSAL_UNREGISTERED, REDIAL_OUTCOME_UNAVAILABLE},
    {REDIAL_REFUSAL_DECLINED, REDIAL_OUTCOME_DECLINED},
    {REDIAL_REFUSAL_NO_SUCH_NUMBER, REDIAL_OUTCOME_NOT_FOUND},
    {REDIAL_REFUSAL_UNWANTED, REDIAL_OUTCOME_UNWANTED},
    {REDIAL_REFUSAL_BLOCKED, REDIAL_OUTCOME_BLOCKED},
  };
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
    uint16_t code = redial_code_to_send(pairs[i].refusal);

    assert_int_equal(redial_classify(code).outcome, pairs[i].outcome);
  }
}

static redial_family family_of(redial_verdict verdict) {
  return redial_outcome_family((redial_outcome)verdict.outcome);
}

/* Every pair: who speaks does not depend on the order of arrival. */
static void the_order_of_arrival_does_not_matter(void **state) {
  int32_t a;
  int32_t b;

  (void)state;
  for (a = 100; a < 700; a += 1) {
    for (b = a + 1; b < 700; b += 7) {
      redial_verdict forth[2];
      redial_verdict back[2];
      redial_fork one;
      redial_fork two;

      forth[0] = back[1] = redial_classify(a);
      forth[1] = back[0] = redial_classify(b);
      one = redial_fork_best(forth, 2);
      two = redial_fork_best(back, 2);
      assert_int_equal(one.why, two.why);
      assert_int_equal(one.settled, two.settled);
      assert_int_equal(one.cancel, two.cancel);
      /* 415, 420 and 484 are equals: the first of them wins. */
      if (one.winner < 2 && one.why != REDIAL_FORK_FIXABLE) {
        assert_int_equal(family_of(forth[one.winner]),
                         family_of(back[two.winner]));
      }
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(no_branch_at_all_is_a_408),
    cmocka_unit_test(nothing_is_settled_while_all_branches_ring),
    cmocka_unit_test(
      an_answer_wins_and_cancels_the_rest_as_completed_elsewhere),
    cmocka_unit_test(a_6xx_beats_all_but_an_answer_and_waits_for_one),
    cmocka_unit_test(else_the_lowest_class_wins),
    cmocka_unit_test(what_can_be_mended_comes_first_among_4xx),
    cmocka_unit_test(all_challenges_are_counted_for_the_one_that_wins),
    cmocka_unit_test(a_live_busy_beats_a_dead_contact),
    cmocka_unit_test(a_person_beats_a_machine_among_6xx),
    cmocka_unit_test(the_first_of_equals_wins),
    cmocka_unit_test(a_lone_503_goes_on_as_500),
    cmocka_unit_test(local_events_count_as_408_and_503),
    cmocka_unit_test(a_failure_without_a_sip_code_is_500),
    cmocka_unit_test(one_busy_phone_is_486_and_600_needs_all),
    cmocka_unit_test(what_is_sent_reads_back_as_what_was_meant),
    cmocka_unit_test(the_order_of_arrival_does_not_matter),
  };

  return cmocka_run_group_tests_name("fork", tests, NULL, NULL);
}
