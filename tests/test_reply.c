#include "support.h"

#include <string.h>

/* The best of several answers when they come one by one: its rank, and what
   it tells upstream. */

static const redial_policy *const profiles[] = {
  &redial_profile_rfc3261,     &redial_profile_hunt_group,
  &redial_profile_devices,     &redial_profile_carrier_failover,
  &redial_profile_twilio_dial, &redial_profile_redialer};

static void of_two_the_lower_rank_is_chosen(void **state) {
  int32_t a;
  int32_t b;

  (void)state;
  for (a = 100; a < 700; a++) {
    for (b = 100; b < 700; b++) {
      redial_verdict both[2];
      bool second;

      both[0] = redial_classify_sip(a);
      both[1] = redial_classify_sip(b);
      second = redial_fork_rank(&both[1]) < redial_fork_rank(&both[0]);
      if (redial_fork_rank(&both[0]) != UINT32_MAX || second) {
        assert_int_equal(redial_fork_best(both, 2).winner, second);
      }
    }
  }
}

static void an_answer_ranks_first_and_a_pending_branch_last(void **state) {
  redial_verdict answered = redial_classify_sip(200);
  redial_verdict ringing = redial_classify_sip(180);
  redial_verdict nothing;

  (void)state;
  memset(&nothing, 0, sizeof(nothing));
  assert_int_equal(redial_fork_rank(&answered), 0);
  assert_int_equal(redial_fork_rank(&ringing), UINT32_MAX);
  assert_true(redial_fork_rank(&nothing) < UINT32_MAX);
}

static redial_decision stopped(const redial_policy *policy,
                               const redial_verdict *verdict) {
  redial_history history;
  redial_situation late;

  memset(&history, 0, sizeof(history));
  memset(&late, 0, sizeof(late));
  redial_history_place(&history, 0);
  late.now_ms = UINT64_MAX; /* past any deadline */
  return redial_decide(policy, &history, verdict, &late);
}

static void a_reply_is_what_a_stop_tells(void **state) {
  uint32_t i;
  int32_t code;

  (void)state;
  for (i = 0; i < sizeof(profiles) / sizeof(profiles[0]); i++) {
    for (code = 300; code < 700; code++) {
      redial_verdict verdict = redial_classify_sip(code);
      redial_decision made = stopped(profiles[i], &verdict);
      redial_reply reply = redial_reply_of(profiles[i], &verdict);

      assert_int_equal(made.next, REDIAL_NEXT_STOP);
      assert_int_equal(reply.code, made.reply_code);
      assert_int_equal(reply.treatment, made.treatment);
    }
  }
}

static void a_reply_never_relays_a_lone_503(void **state) {
  redial_verdict verdict = redial_classify_sip(503);

  (void)state;
  assert_int_equal(redial_reply_of(&redial_profile_hunt_group, &verdict).code,
                   500);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(of_two_the_lower_rank_is_chosen),
    cmocka_unit_test(an_answer_ranks_first_and_a_pending_branch_last),
    cmocka_unit_test(a_reply_is_what_a_stop_tells),
    cmocka_unit_test(a_reply_never_relays_a_lone_503),
  };

  return cmocka_run_group_tests_name("reply", tests, NULL, NULL);
}
