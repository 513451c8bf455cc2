#include "support.h"
#include <string.h>

/* The order of the tests and every row of the table of scopes. */

/* A policy in which nothing is near a limit. */
static redial_policy generous(void) {
  redial_policy policy = redial_profile_hunt_group;
  int i;

  policy.attempts = REDIAL_NO_LIMIT;
  policy.endpoint_attempts = REDIAL_NO_LIMIT;
  policy.via_attempts = REDIAL_NO_LIMIT;
  policy.rounds = REDIAL_NO_LIMIT;
  policy.group_faults = REDIAL_NO_LIMIT;
  policy.deadline_ms = REDIAL_NO_LIMIT_MS;
  policy.jitter = REDIAL_JITTER_NONE;
  policy.floor_ms = 0;
  for (i = 0; i < REDIAL_OUTCOMES; i++) {
    policy.plan[i].tries = 10;
    policy.plan[i].wait_ms = 1000;
    policy.plan[i].hold_ms = 0;
  }
  return policy;
}

static redial_history after(uint16_t attempts) {
  redial_history history = {0};

  while (history.attempts < attempts) {
    redial_history_place(&history, 1000);
  }
  return history;
}

static redial_situation people(uint32_t left) {
  redial_situation situation = {0};

  situation.now_ms = 2000;
  situation.endpoints_left = left;
  return situation;
}

static redial_situation carriers(uint32_t left) {
  redial_situation situation = people(0);

  situation.has_via = 1;
  situation.vias_left = left;
  return situation;
}

static redial_decision decided(const redial_policy *policy,
                               redial_verdict verdict,
                               redial_situation situation) {
  redial_history history = after(1);

  return redial_decide(policy, &history, &verdict, &situation);
}

static redial_decision on(int32_t code, redial_situation situation) {
  redial_policy policy = generous();

  return decided(&policy, redial_classify(code), situation);
}

static redial_verdict words(redial_outcome outcome, redial_about about,
                            redial_scope scope, redial_retry retry,
                            redial_action action) {
  redial_verdict verdict = {0};

  verdict.outcome = (uint8_t)outcome;
  verdict.about = (uint8_t)about;
  verdict.scope = (uint8_t)scope;
  verdict.retry = (uint8_t)retry;
  verdict.action = (uint8_t)action;
  return verdict;
}

/* Scope none. */

static void an_answer_ends_the_hunt_and_the_other_legs(void **state) {
  redial_decision d = on(200, people(3));

  (void)state;
  assert_int_equal(d.next, REDIAL_NEXT_DONE);
  assert_int_equal(d.why, REDIAL_WHY_ANSWERED);
  assert_int_equal(d.cancel, REDIAL_CANCEL_ALL);
  assert_int_equal(d.cancel_reason, REDIAL_CANCEL_REASON_ANSWERED);
  assert_int_equal(d.leaves, 0);
}

static void a_provisional_changes_nothing(void **state) {
  redial_decision d = on(199, people(3));

  (void)state;
  assert_int_equal(d.next, REDIAL_NEXT_NONE);
  assert_int_equal(d.why, REDIAL_WHY_GOING_ON);
  assert_int_equal(d.leaves, 0);
}

static void what_is_no_failure_of_a_call_stops(void **state) {
  redial_decision d = on(21480, people(3));

  (void)state;
  assert_int_equal(d.next, REDIAL_NEXT_STOP);
  assert_int_equal(d.why, REDIAL_WHY_NOTHING_FAILED);
  assert_int_equal(d.blame, REDIAL_PARTY_NONE);
}

/* Scope route. */

static void a_dead_trunk_gives_the_same_endpoint_another_via(void **state) {
  redial_decision d = on(503, carriers(2));

  (void)state;
  assert_int_equal(d.next, REDIAL_NEXT_ROUTE);
  assert_int_equal(d.why, REDIAL_WHY_ROUTE);
  assert_int_equal(d.leaves, REDIAL_LEAVES_PAIRING_ROUND);
  assert_int_equal(d.blame, REDIAL_PARTY_VIA);
  assert_int_equal(d.wait_ms, 0);
}

static void without_another_via_the_endpoint_leaves(void **state) {
  redial_situation s = carriers(0);
  redial_decision d;

  (void)state;
  s.endpoints_left = 1;
  d = on(503, s);
  assert_int_equal(d.next, REDIAL_NEXT_ENDPOINT);
  assert_int_equal(d.why, REDIAL_WHY_ROUTE);
  assert_int_equal(d.leaves, REDIAL_LEAVES_ENDPOINT_ROUND);
}

static void without_vias_the_endpoint_is_its_own_route(void **state) {
  redial_decision d = on(503, people(1));

  (void)state;
  assert_int_equal(d.next, REDIAL_NEXT_ENDPOINT);
  assert_int_equal(d.leaves, REDIAL_LEAVES_ENDPOINT_ROUND);
  assert_int_equal(d.blame, REDIAL_PARTY_ENDPOINT);
}

static void a_failure_group_leaves_after_its_share_of_faults(void **state) {
  redial_policy policy = generous();
  redial_situation s = carriers(3);
  redial_decision d;

  (void)state;
  policy.group_faults = 2;
  s.same_group_left = 2;
  d = decided(&policy, redial_classify(503), s);
  assert_int_equal(d.leaves, REDIAL_LEAVES_PAIRING_ROUND);
  s.group_faults = 1;
  d = decided(&policy, redial_classify(503), s);
  assert_int_equal(d.next, REDIAL_NEXT_ROUTE);
  assert_int_equal(d.leaves, REDIAL_LEAVES_PAIRING_ROUND | REDIAL_LEAVES_GROUP);
  s.same_group_left = 3;
  d = decided(&policy, redial_classify(503), s);
  assert_int_not_equal(d.next, REDIAL_NEXT_ROUTE);
  assert_true((d.leaves & REDIAL_LEAVES_GROUP) != 0);
}

static void a_loop_or_a_version_stops_on_every_route(void **state) {
  static const int32_t codes[] = {482, 483, 505};
  size_t i;

  (void)state;
  for (i = 0; i < 3; i++) {
    redial_situation s = carriers(3);
    redial_decision d;

    s.endpoints_left = 3;
    d = on(codes[i], s);
    assert_int_equal(d.next, REDIAL_NEXT_STOP);
    assert_int_equal(d.why, REDIAL_WHY_FATAL);
    assert_int_equal(d.cancel, REDIAL_CANCEL_ALL);
    assert_int_equal(d.cancel_reason, REDIAL_CANCEL_REASON_ENDED);
    assert_int_equal(d.blame, REDIAL_PARTY_NONE);
  }
}

static void a_refused_account_goes_on_to_another_target(void **state) {
  redial_decision d = on(403, carriers(1));

  (void)state;
  assert_int_equal(d.next, REDIAL_NEXT_ROUTE);
  assert_int_equal(d.leaves, REDIAL_LEAVES_PAIRING);
  assert_int_equal(on(402, people(1)).next, REDIAL_NEXT_ENDPOINT);
  assert_int_equal(on(402, people(1)).leaves, REDIAL_LEAVES_ENDPOINT);
  assert_int_equal(d.blame, REDIAL_PARTY_NONE);
}

/* Scope here. */

static void a_busy_phone_gives_way_to_the_next(void **state) {
  redial_decision d = on(486, people(1));

  (void)state;
  assert_int_equal(d.next, REDIAL_NEXT_ENDPOINT);
  assert_int_equal(d.why, REDIAL_WHY_HERE);
  assert_int_equal(d.leaves, REDIAL_LEAVES_ENDPOINT_ROUND);
  assert_int_equal(d.blame, REDIAL_PARTY_ENDPOINT);
  assert_int_equal(d.cancel, REDIAL_CANCEL_NONE);
}

static void a_verdict_of_other_words_is_read_by_its_words(void **state) {
  redial_policy policy = generous();
  redial_verdict verdict = redial_classify(486);
  redial_decision d;

  (void)state;
  verdict.scope = REDIAL_SCOPE_ADDRESS; /* rule P4 */
  d = decided(&policy, verdict, people(1));
  assert_int_equal(d.why, REDIAL_WHY_ADDRESS);
  verdict.scope = REDIAL_SCOPE_HERE;
  verdict.retry = REDIAL_RETRY_NEVER;
  d = decided(&policy, verdict, people(1));
  assert_int_equal(d.leaves, REDIAL_LEAVES_ENDPOINT);
  verdict.action = REDIAL_ACTION_AUTHENTICATE;
  verdict.retry = REDIAL_RETRY_LATER;
  policy.repairs = REDIAL_REPAIRS;
  d = decided(&policy, verdict, people(1));
  assert_int_equal(d.next, REDIAL_NEXT_REPAIR);
}

static void a_via_may_leave_with_a_busy_phone(void **state) {
  redial_policy policy = generous();
  redial_situation s = carriers(1);
  redial_decision d;

  (void)state;
  s.endpoints_left = 1;
  policy.via_attempts = 1;
  d = decided(&policy, redial_classify(486), s);
  assert_int_equal(d.next, REDIAL_NEXT_ENDPOINT);
  assert_int_equal(d.leaves,
                   REDIAL_LEAVES_VIA | REDIAL_LEAVES_ENDPOINT_ROUND);
}

static void a_busy_phone_is_not_rung_by_another_gateway(void **state) {
  redial_situation s = carriers(3);

  (void)state;
  s.endpoints_left = 1;
  assert_int_equal(on(486, s).next, REDIAL_NEXT_ENDPOINT);
}

static void a_refused_offer_takes_the_endpoint_out_for_good(void **state) {
  redial_decision d = on(488, people(1));

  (void)state;
  assert_int_equal(d.next, REDIAL_NEXT_ENDPOINT);
  assert_int_equal(d.leaves, REDIAL_LEAVES_ENDPOINT);
  assert_int_equal(d.blame, REDIAL_PARTY_NONE);
}

/* Scope address. */

static void a_wrong_number_is_wrong_by_every_gateway(void **state) {
  redial_situation s = carriers(3);
  redial_decision d = on(404, s);

  (void)state;
  assert_int_equal(d.next, REDIAL_NEXT_STOP);
  assert_int_equal(d.why, REDIAL_WHY_NOBODY_LEFT);
  assert_int_equal(d.leaves, REDIAL_LEAVES_ENDPOINT);
  s.endpoints_left = 1;
  d = on(404, s);
  assert_int_equal(d.next, REDIAL_NEXT_ENDPOINT);
  assert_int_equal(d.why, REDIAL_WHY_ADDRESS);
}

static void a_wrong_number_may_be_confirmed_once(void **state) {
  redial_policy policy = generous();
  redial_situation s = carriers(3);
  redial_decision d;

  (void)state;
  policy.options = REDIAL_POLICY_CONFIRM;
  d = decided(&policy, redial_classify(484), s);
  assert_int_equal(d.next, REDIAL_NEXT_ROUTE);
  assert_int_equal(d.why, REDIAL_WHY_CONFIRM);
  assert_int_equal(d.leaves, REDIAL_LEAVES_PAIRING);
  s.once = d.once;
  d = decided(&policy, redial_classify(404), s);
  assert_int_equal(d.next, REDIAL_NEXT_STOP);
  assert_int_equal(d.leaves, REDIAL_LEAVES_ENDPOINT);
}

static void only_404_and_484_are_confirmed(void **state) {
  redial_policy policy = generous();

  (void)state;
  policy.options = REDIAL_POLICY_CONFIRM;
  assert_int_equal(decided(&policy, redial_classify(410), carriers(3)).next,
                   REDIAL_NEXT_STOP);
  assert_int_equal(decided(&policy, redial_classify(404), people(0)).next,
                   REDIAL_NEXT_STOP);
}

static void a_confirmation_that_is_barred_is_no_reason(void **state) {
  redial_policy policy = generous();
  redial_situation s = carriers(3);

  (void)state;
  policy.options = REDIAL_POLICY_CONFIRM;
  s.budget_spent = 1;
  assert_int_equal(decided(&policy, redial_classify(404), s).why,
                   REDIAL_WHY_NOBODY_LEFT);
}

/* Scope everywhere. */

static void a_decline_takes_the_person_out_and_asks_the_next(void **state) {
  redial_situation s = people(3);
  redial_decision d;

  (void)state;
  s.same_person_left = 2;
  d = on(603, s);
  assert_int_equal(d.next, REDIAL_NEXT_ENDPOINT);
  assert_int_equal(d.why, REDIAL_WHY_REFUSED);
  assert_int_equal(d.leaves, REDIAL_LEAVES_PERSON);
  assert_int_equal(d.cancel, REDIAL_CANCEL_PERSON);
  assert_int_equal(d.cancel_reason, REDIAL_CANCEL_REASON_REFUSED);
  assert_int_equal(d.blame, REDIAL_PARTY_PERSON);
  s.same_person_left = 3;
  d = on(603, s);
  assert_int_equal(d.next, REDIAL_NEXT_STOP);
  assert_int_equal(d.why, REDIAL_WHY_REFUSED);
}

static void a_decline_on_one_phone_is_one_on_all(void **state) {
  redial_policy policy = generous();
  redial_verdict declined =
    words(REDIAL_OUTCOME_DECLINED, REDIAL_ABOUT_CALLEE, REDIAL_SCOPE_HERE,
          REDIAL_RETRY_LATER, REDIAL_ACTION_TRY_NEXT);
  redial_situation s = people(2);
  redial_decision d;

  (void)state;
  s.same_person_left = 2;
  d = decided(&policy, declined, s);
  assert_int_equal(d.next, REDIAL_NEXT_STOP);
  assert_int_equal(d.leaves, REDIAL_LEAVES_PERSON);
  assert_int_equal(d.cancel, REDIAL_CANCEL_PERSON);
}

static void busy_everywhere_is_for_this_round(void **state) {
  redial_situation s = people(1);
  redial_decision d;

  (void)state;
  s.same_person_left = 1;
  d = on(600, s);
  assert_int_equal(d.next, REDIAL_NEXT_AGAIN);
  assert_int_equal(d.leaves, REDIAL_LEAVES_PERSON_ROUND);
  assert_int_equal(d.cancel, REDIAL_CANCEL_PERSON);
  s.endpoints_left = 2;
  d = on(600, s);
  assert_int_equal(d.next, REDIAL_NEXT_ENDPOINT);
  assert_int_equal(d.why, REDIAL_WHY_EVERYWHERE);
}

static void the_strict_policy_stops_on_a_6xx(void **state) {
  redial_policy policy = generous();
  redial_decision d;

  (void)state;
  policy.options = REDIAL_POLICY_STRICT_6XX;
  d = decided(&policy, redial_classify(600), people(5));
  assert_int_equal(d.next, REDIAL_NEXT_STOP);
  assert_int_equal(d.why, REDIAL_WHY_STRICT_6XX);
  assert_int_equal(d.cancel, REDIAL_CANCEL_ALL);
  assert_int_equal(d.cancel_reason, REDIAL_CANCEL_REASON_REFUSED);
  d = decided(&policy, redial_classify(486), people(5));
  assert_int_equal(d.next, REDIAL_NEXT_ENDPOINT);
  d = decided(&policy,
              words(REDIAL_OUTCOME_DECLINED, REDIAL_ABOUT_CALLEE,
                    REDIAL_SCOPE_HERE, REDIAL_RETRY_LATER,
                    REDIAL_ACTION_TRY_NEXT),
              people(5)); /* the reject key, sent as 486 */
  assert_int_equal(d.next, REDIAL_NEXT_ENDPOINT);
}

/* Scope request. */

static void a_refused_request_stops_the_call(void **state) {
  redial_decision d = on(400, people(5));

  (void)state;
  assert_int_equal(d.next, REDIAL_NEXT_STOP);
  assert_int_equal(d.why, REDIAL_WHY_REQUEST);
  assert_int_equal(d.leaves, 0);
  assert_int_equal(d.cancel, REDIAL_CANCEL_ALL);
  assert_int_equal(d.blame, REDIAL_PARTY_NONE);
}

static void a_throttled_request_waits_and_tries_again(void **state) {
  redial_decision d = on(31429, people(5));

  (void)state;
  assert_int_equal(d.next, REDIAL_NEXT_AGAIN);
  assert_int_equal(d.why, REDIAL_WHY_THROTTLED);
  assert_int_equal(d.wait_ms, 1000);
  assert_int_equal(d.marks & REDIAL_DECISION_ROUND, 0);
  assert_int_equal(d.cancel, REDIAL_CANCEL_NONE);
}

static void a_throttled_request_has_its_limits(void **state) {
  redial_policy policy = generous();

  (void)state;
  policy.plan[REDIAL_OUTCOME_THROTTLED].tries = 0;
  assert_int_equal(decided(&policy, redial_classify(31429), people(5)).why,
                   REDIAL_WHY_TRIES);
  policy.via_attempts = 1;
  assert_int_equal(decided(&policy, redial_classify(31429), carriers(5)).why,
                   REDIAL_WHY_VIA_ATTEMPTS);
  policy.endpoint_attempts = 1;
  assert_int_equal(decided(&policy, redial_classify(31429), people(5)).why,
                   REDIAL_WHY_ENDPOINT_ATTEMPTS);
}

static void who_has_the_call_elsewhere_misses_none(void **state) {
  redial_policy policy = generous();
  redial_verdict elsewhere =
    words(REDIAL_OUTCOME_ANSWERED_ELSEWHERE, REDIAL_ABOUT_NONE,
          REDIAL_SCOPE_REQUEST, REDIAL_RETRY_NEVER, REDIAL_ACTION_NONE);

  (void)state;
  assert_int_equal(decided(&policy, elsewhere, people(2)).cancel_reason,
                   REDIAL_CANCEL_REASON_ANSWERED);
  assert_int_equal(on(487, people(2)).cancel_reason,
                   REDIAL_CANCEL_REASON_ENDED);
}

/* Scopes dialog and unknown. */

static void a_lost_dialog_stops(void **state) {
  redial_decision d = on(481, people(5));

  (void)state;
  assert_int_equal(d.next, REDIAL_NEXT_STOP);
  assert_int_equal(d.why, REDIAL_WHY_DIALOG);
  assert_int_equal(d.leaves, 0);
}

static void a_received_408_leaves_the_pairing_and_blames_nobody(void **state) {
  redial_decision d = on(408, carriers(1));

  (void)state;
  assert_int_equal(d.next, REDIAL_NEXT_ROUTE);
  assert_int_equal(d.why, REDIAL_WHY_UNKNOWN);
  assert_int_equal(d.leaves, REDIAL_LEAVES_PAIRING_ROUND);
  assert_int_equal(d.blame, REDIAL_PARTY_NONE);
}

static void an_unknown_failure_is_no_loop(void **state) {
  redial_policy policy = generous();
  redial_verdict unknown =
    words(REDIAL_OUTCOME_UNKNOWN, REDIAL_ABOUT_NONE, REDIAL_SCOPE_UNKNOWN,
          REDIAL_RETRY_NEVER, REDIAL_ACTION_STOP);

  (void)state;
  assert_int_equal(decided(&policy, unknown, carriers(1)).next,
                   REDIAL_NEXT_ROUTE);
  assert_int_equal(decided(&policy, unknown, people(1)).leaves,
                   REDIAL_LEAVES_ENDPOINT);
}

static void words_that_are_none_mean_nothing_known(void **state) {
  redial_policy policy = generous();
  redial_verdict verdict;

  (void)state;
  memset(&verdict, 0xff, sizeof(verdict));
  verdict.has_retry_after = 0;
  assert_int_equal(decided(&policy, verdict, people(1)).next,
                   REDIAL_NEXT_ENDPOINT);
  assert_int_equal(decided(&policy, verdict, people(1)).why,
                   REDIAL_WHY_UNKNOWN);
  verdict.sip = 0;
  assert_int_equal(decided(&policy, verdict, people(0)).reply_code, 500);
  verdict.outcome = REDIAL_OUTCOMES;
  assert_int_equal(decided(&policy, verdict, people(0)).reply_code, 500);
  verdict.retry = REDIAL_RETRY_LATER;
  assert_int_equal(decided(&policy, verdict, people(0)).plan,
                   REDIAL_OUTCOME_UNKNOWN);
}

/* The order. Each case fails the test before it and the one after it. */

static void withdrawn_comes_first(void **state) {
  redial_situation s = people(5);
  redial_decision d;

  (void)state;
  s.origin = REDIAL_ORIGIN_WITHDRAWN;
  assert_int_equal(on(486, s).why, REDIAL_WHY_WITHDRAWN);
  d = on(200, s);
  assert_int_equal(d.next, REDIAL_NEXT_STOP);
  assert_int_equal(d.why, REDIAL_WHY_WITHDRAWN);
  assert_int_equal(d.reply_code, 487);
  assert_int_equal(d.treatment, REDIAL_TREATMENT_NONE);
  assert_int_equal(d.cancel, REDIAL_CANCEL_ALL);
  assert_int_equal(d.cancel_reason, REDIAL_CANCEL_REASON_ENDED);
  assert_int_equal(d.blame, REDIAL_PARTY_NONE);
}

static void a_caller_who_left_is_called_for_by_nobody(void **state) {
  redial_policy policy = generous();
  redial_situation s = people(5);
  redial_decision d;

  (void)state;
  policy.deadline_ms = 0;
  s.origin = REDIAL_ORIGIN_CALLER_GONE;
  d = decided(&policy, redial_classify(486), s);
  assert_int_equal(d.why, REDIAL_WHY_CALLER_GONE);
  assert_int_equal(d.next, REDIAL_NEXT_STOP);
  assert_int_equal(d.cancel_reason, REDIAL_CANCEL_REASON_ENDED);
}

static void the_deadline_comes_before_a_repair(void **state) {
  redial_policy policy = generous();
  redial_decision d;

  (void)state;
  policy.repairs = REDIAL_REPAIRS;
  policy.deadline_ms = 1000;
  d = decided(&policy, redial_classify(401), people(5));
  assert_int_equal(d.why, REDIAL_WHY_DEADLINE);
  assert_int_equal(d.cancel, REDIAL_CANCEL_ALL);
  d = decided(&policy, redial_classify(486), people(5));
  assert_int_equal(d.blame, REDIAL_PARTY_ENDPOINT);
  policy.deadline_ms = 1001;
  d = decided(&policy, redial_classify(401), people(5));
  assert_int_equal(d.why, REDIAL_WHY_REPAIR);
}

static void a_repair_comes_before_suppression(void **state) {
  redial_policy policy = generous();

  (void)state;
  policy.options = REDIAL_POLICY_STRICT_6XX;
  policy.repairs = REDIAL_REPAIR(REDIAL_ACTION_RENEGOTIATE_MEDIA);
  assert_int_equal(decided(&policy, redial_classify(606), people(5)).why,
                   REDIAL_WHY_REPAIR);
}

static void suppression_comes_before_limits(void **state) {
  redial_policy policy = generous();

  (void)state;
  policy.attempts = 1;
  assert_int_equal(decided(&policy, redial_classify(603), people(0)).why,
                   REDIAL_WHY_REFUSED);
  assert_int_equal(decided(&policy, redial_classify(603), people(1)).why,
                   REDIAL_WHY_ATTEMPTS);
}

static void limits_come_before_the_budget(void **state) {
  redial_policy policy = generous();
  redial_situation s = carriers(2);

  (void)state;
  s.budget_spent = 1;
  assert_int_equal(decided(&policy, redial_classify(503), s).why,
                   REDIAL_WHY_BUDGET);
  policy.endpoint_attempts = 1;
  assert_int_equal(decided(&policy, redial_classify(503), s).why,
                   REDIAL_WHY_ENDPOINT_ATTEMPTS);
  policy.attempts = 1;
  assert_int_equal(decided(&policy, redial_classify(503), s).why,
                   REDIAL_WHY_ATTEMPTS);
}

static void nobody_is_held_for_no_time(void **state) {
  redial_policy policy = generous();
  redial_verdict verdict = redial_classify(486);
  redial_decision d;

  (void)state;
  policy.retry_after_min_ms = 0;
  verdict.has_retry_after = 1;
  d = decided(&policy, verdict, people(1));
  assert_int_equal(d.blame, REDIAL_PARTY_ENDPOINT);
  assert_int_equal(d.hold, REDIAL_PARTY_NONE);
  assert_int_equal(d.hold_ms, 0);
}

static void without_a_via_no_failure_group_leaves(void **state) {
  redial_policy policy = generous();
  redial_situation s = people(1);

  (void)state;
  policy.group_faults = 1;
  assert_int_equal(decided(&policy, redial_classify(503), s).leaves,
                   REDIAL_LEAVES_ENDPOINT_ROUND);
  s.has_via = 1;
  assert_true((decided(&policy, redial_classify(503), s).leaves &
               REDIAL_LEAVES_GROUP) != 0);
}

/* All but the bytes that fill it up. */
#define DECISION_BYTES (offsetof(redial_decision, reserved) + 1)

/* A gateway changes nothing about a person's answer: with one, the decision
   is made by every test; without, by the short way. */
static void the_short_way_gives_the_same_answer(void **state) {
  static const int32_t codes[] = {480, 486, 31480, 488, 404};
  uint32_t bits;
  size_t i;

  (void)state;
  for (i = 0; i < 5; i++) {
    for (bits = 0; bits < 4096; bits++) {
      redial_policy policy = generous();
      redial_history history = after(1 + (bits & 1));
      redial_verdict verdict = redial_classify(codes[i]);
      redial_situation s = people(bits >> 1 & 1);
      redial_decision plain, whole;

      s.endpoint_attempts = (uint16_t)(bits >> 2 & 1);
      s.not_before_ms = (bits >> 3 & 1) * 2001u;
      s.not_before_s = bits >> 4 & 1;
      s.now_ms += (bits >> 5 & 1) * 500u;
      policy.attempts = 2;
      policy.endpoint_attempts = 2;
      policy.deadline_ms = 1500;
      policy.caller_delay_ms = 1400 + (bits >> 6 & 1) * 400u;
      policy.options =
        (bits >> 7 & 1) != 0 ? REDIAL_POLICY_TRUST_Q850 : 0;
      policy.repairs = (bits >> 8 & 1) != 0 ? REDIAL_REPAIRS : 0;
      policy.plan[verdict.outcome].hold_ms = bits >> 9 & 1;
      verdict.flags = (bits >> 10 & 1) != 0 ? REDIAL_FLAG_MAYBE_CAPACITY : 0;
      verdict.effective = (bits >> 11) != 0 ? 603 : verdict.effective;
      verdict.rules = REDIAL_RULE_R(6);
      plain = redial_decide(&policy, &history, &verdict, &s);
      s.has_via = 1;
      whole = redial_decide(&policy, &history, &verdict, &s);
      assert_memory_equal(&plain, &whole, DECISION_BYTES);
    }
  }
}

/* An option that does not apply costs the short way and changes nothing. */
static void the_short_way_reads_every_verdict_alike(void **state) {
  uint32_t words;

  (void)state;
  for (words = 0; words < 36u * 8 * 9 * 6 * 2; words++) {
    redial_policy policy = generous();
    redial_history history = after(1);
    redial_situation s = people(1);
    redial_verdict verdict = redial_classify(480);
    redial_decision plain, whole;

    verdict.outcome = (uint8_t)(words % 36);
    verdict.about = (uint8_t)(words / 36 % 8);
    verdict.scope = (uint8_t)(words / 36 / 8 % 9);
    verdict.retry = (uint8_t)(words / 36 / 8 / 9 % 6);
    policy.plan[verdict.outcome % REDIAL_OUTCOMES].hold_ms =
      words / 36 / 8 / 9 / 6;
    plain = redial_decide(&policy, &history, &verdict, &s);
    policy.options |= REDIAL_POLICY_TRUST_Q850;
    whole = redial_decide(&policy, &history, &verdict, &s);
    assert_memory_equal(&plain, &whole, DECISION_BYTES);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_answer_ends_the_hunt_and_the_other_legs),
    cmocka_unit_test(a_provisional_changes_nothing),
    cmocka_unit_test(what_is_no_failure_of_a_call_stops),
    cmocka_unit_test(a_dead_trunk_gives_the_same_endpoint_another_via),
    cmocka_unit_test(without_another_via_the_endpoint_leaves),
    cmocka_unit_test(without_vias_the_endpoint_is_its_own_route),
    cmocka_unit_test(a_failure_group_leaves_after_its_share_of_faults),
    cmocka_unit_test(a_loop_or_a_version_stops_on_every_route),
    cmocka_unit_test(a_refused_account_goes_on_to_another_target),
    cmocka_unit_test(a_busy_phone_gives_way_to_the_next),
    cmocka_unit_test(a_verdict_of_other_words_is_read_by_its_words),
    cmocka_unit_test(a_via_may_leave_with_a_busy_phone),
    cmocka_unit_test(a_busy_phone_is_not_rung_by_another_gateway),
    cmocka_unit_test(a_refused_offer_takes_the_endpoint_out_for_good),
    cmocka_unit_test(a_wrong_number_is_wrong_by_every_gateway),
    cmocka_unit_test(a_wrong_number_may_be_confirmed_once),
    cmocka_unit_test(only_404_and_484_are_confirmed),
    cmocka_unit_test(a_confirmation_that_is_barred_is_no_reason),
    cmocka_unit_test(a_decline_takes_the_person_out_and_asks_the_next),
    cmocka_unit_test(a_decline_on_one_phone_is_one_on_all),
    cmocka_unit_test(busy_everywhere_is_for_this_round),
    cmocka_unit_test(the_strict_policy_stops_on_a_6xx),
    cmocka_unit_test(a_refused_request_stops_the_call),
    cmocka_unit_test(a_throttled_request_waits_and_tries_again),
    cmocka_unit_test(a_throttled_request_has_its_limits),
    cmocka_unit_test(who_has_the_call_elsewhere_misses_none),
    cmocka_unit_test(a_lost_dialog_stops),
    cmocka_unit_test(a_received_408_leaves_the_pairing_and_blames_nobody),
    cmocka_unit_test(an_unknown_failure_is_no_loop),
    cmocka_unit_test(words_that_are_none_mean_nothing_known),
    cmocka_unit_test(withdrawn_comes_first),
    cmocka_unit_test(a_caller_who_left_is_called_for_by_nobody),
    cmocka_unit_test(the_deadline_comes_before_a_repair),
    cmocka_unit_test(a_repair_comes_before_suppression),
    cmocka_unit_test(suppression_comes_before_limits),
    cmocka_unit_test(limits_come_before_the_budget),
    cmocka_unit_test(nobody_is_held_for_no_time),
    cmocka_unit_test(without_a_via_no_failure_group_leaves),
    cmocka_unit_test(the_short_way_gives_the_same_answer),
    cmocka_unit_test(the_short_way_reads_every_verdict_alike),
  };

  return cmocka_run_group_tests_name("policy", tests, NULL, NULL);
}
