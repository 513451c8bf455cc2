#include "support.h"
#include <string.h>

/* Repairs, limits, waits, Retry-After, what a stop tells the caller. */

static redial_policy generous(void) {
  redial_policy policy = redial_profile_hunt_group;
  int i;

  policy.attempts = REDIAL_NO_LIMIT;
  policy.endpoint_attempts = REDIAL_NO_LIMIT;
  policy.via_attempts = REDIAL_NO_LIMIT;
  policy.rounds = REDIAL_NO_LIMIT;
  policy.deadline_ms = REDIAL_NO_LIMIT_MS;
  policy.jitter = REDIAL_JITTER_NONE;
  policy.floor_ms = 0;
  policy.retry_after_min_ms = 1000;
  policy.retry_after_max_ms = 3600000;
  for (i = 0; i < REDIAL_OUTCOMES; i++) {
    policy.plan[i].tries = 255;
    policy.plan[i].wait_ms = 1000;
    policy.plan[i].hold_ms = 0;
  }
  return policy;
}

static redial_situation alone(void) {
  redial_situation situation = {0};

  situation.now_ms = 2000;
  return situation;
}

static redial_decision decided(const redial_policy *policy, int32_t code,
                               redial_situation situation) {
  redial_history history = {0};
  redial_verdict verdict = redial_classify(code);

  redial_history_place(&history, 1000);
  return redial_decide(policy, &history, &verdict, &situation);
}

static redial_decision hinted(const redial_policy *policy, int32_t code,
                              uint32_t seconds, redial_situation situation) {
  redial_history history = {0};
  redial_verdict verdict = redial_classify(code);

  verdict.has_retry_after = 1;
  verdict.retry_after_s = seconds;
  redial_history_place(&history, 1000);
  return redial_decide(policy, &history, &verdict, &situation);
}

/* Repairs. */

static void nothing_is_repaired_that_the_host_did_not_declare(void **state) {
  redial_policy policy = generous();

  (void)state;
  policy.repairs = REDIAL_REPAIR(REDIAL_ACTION_FIX_REQUEST);
  assert_int_equal(decided(&policy, 401, alone()).next, REDIAL_NEXT_STOP);
  policy.repairs = REDIAL_REPAIR(REDIAL_ACTION_STOP) |
                   REDIAL_REPAIR(REDIAL_ACTION_TRY_NEXT);
  assert_int_equal(decided(&policy, 486, alone()).next, REDIAL_NEXT_AGAIN);
}

static void a_repair_costs_no_attempt_and_nobodys_health(void **state) {
  redial_policy policy = generous();
  redial_decision d;

  (void)state;
  policy.repairs = REDIAL_REPAIR(REDIAL_ACTION_AUTHENTICATE);
  policy.attempts = 1;
  policy.endpoint_attempts = 1;
  d = decided(&policy, 401, alone());
  assert_int_equal(d.next, REDIAL_NEXT_REPAIR);
  assert_int_equal(d.action, REDIAL_ACTION_AUTHENTICATE);
  assert_int_equal(d.once, policy.repairs);
  assert_int_equal(d.wait_ms, 0);
  assert_int_equal(d.blame, REDIAL_PARTY_NONE);
  assert_int_equal(d.leaves, 0);
}

static void each_kind_is_repaired_once(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();

  (void)state;
  policy.repairs = REDIAL_REPAIRS;
  s.once = REDIAL_REPAIR(REDIAL_ACTION_AUTHENTICATE);
  assert_int_equal(decided(&policy, 401, s).next, REDIAL_NEXT_STOP);
  assert_int_equal(decided(&policy, 400, s).next, REDIAL_NEXT_REPAIR);
}

static void repairs_of_a_call_are_limited(void **state) {
  redial_policy policy = generous();
  redial_verdict verdict = redial_classify(401);
  redial_history history = {0};
  redial_situation s = alone();
  int repairs = 0;

  (void)state;
  policy.repairs = REDIAL_REPAIRS;
  policy.repair_limit = 3;
  while (repairs < 100) { /* a host that forgets to add up `once` */
    redial_decision d = redial_decide(&policy, &history, &verdict, &s);

    if (d.next != REDIAL_NEXT_REPAIR) {
      break;
    }
    redial_history_note(&history, &verdict, &s, &d);
    repairs++;
  }
  assert_int_equal(repairs, 3);
}

static void what_must_never_be_repeated_is_not_repaired(void **state) {
  redial_policy policy = generous();

  (void)state;
  policy.repairs = REDIAL_REPAIRS;
  assert_int_equal(decided(&policy, 404, alone()).next, REDIAL_NEXT_STOP);
  assert_int_equal(decided(&policy, 484, alone()).action,
                   REDIAL_ACTION_FIX_ADDRESS);
}

static void an_action_that_is_none_repairs_nothing(void **state) {
  redial_policy policy = generous();
  redial_history history = {0};
  redial_verdict verdict = redial_classify(400);
  redial_situation s = alone();

  (void)state;
  policy.repairs = 0xffffffffu;
  verdict.action = 32 + REDIAL_ACTION_FIX_REQUEST;
  assert_int_equal(redial_decide(&policy, &history, &verdict, &s).next,
                   REDIAL_NEXT_STOP);
}

static void redirects_are_followed_to_a_depth(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();

  (void)state;
  policy.repairs = REDIAL_REDIRECTS;
  policy.redirect_depth = 2;
  s.redirects = 1;
  s.once = REDIAL_REDIRECTS;
  assert_int_equal(decided(&policy, 302, s).action,
                   REDIAL_ACTION_FOLLOW_CONTACTS);
  s.redirects = 2;
  assert_int_equal(decided(&policy, 302, s).next, REDIAL_NEXT_STOP);
}

static void glare_waits_as_rfc3261_says(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();

  (void)state;
  policy.repairs = REDIAL_REPAIR(REDIAL_ACTION_RETRY_GLARE);
  assert_int_equal(decided(&policy, 491, s).wait_ms, 2100);
  s.random = UINT32_MAX;
  assert_int_equal(decided(&policy, 491, s).wait_ms, 4000);
  s.their_call_id = 1;
  assert_int_equal(decided(&policy, 491, s).wait_ms, 2000);
  s.random = 0;
  assert_int_equal(decided(&policy, 491, s).wait_ms, 0);
}

/* Rule R14: a 500 with a short Retry-After inside a dialog. */
static void glare_of_a_500_waits_for_its_retry_after(void **state) {
  redial_policy policy = generous();
  redial_history history = {0};
  redial_verdict verdict = redial_classify(500);
  redial_situation s = alone();
  redial_decision d;

  (void)state;
  policy.repairs = REDIAL_REPAIR(REDIAL_ACTION_RETRY_GLARE);
  policy.retry_after_min_ms = 0;
  verdict.outcome = REDIAL_OUTCOME_CONFLICT;
  verdict.about = REDIAL_ABOUT_DIALOG;
  verdict.scope = REDIAL_SCOPE_DIALOG;
  verdict.action = REDIAL_ACTION_RETRY_LATER;
  verdict.has_retry_after = 1;
  verdict.retry_after_s = 7;
  d = redial_decide(&policy, &history, &verdict, &s);
  assert_int_equal(d.next, REDIAL_NEXT_REPAIR);
  assert_int_equal(d.action, REDIAL_ACTION_RETRY_GLARE);
  assert_int_equal(d.wait_ms, 7000);
}

/* Limits. */

static void a_policy_of_zeros_allows_nothing(void **state) {
  redial_policy policy;
  redial_situation s = alone();

  (void)state;
  memset(&policy, 0, sizeof(policy));
  s.endpoints_left = 5;
  assert_int_equal(decided(&policy, 486, s).next, REDIAL_NEXT_STOP);
}

static void a_history_of_zeros_is_a_first_attempt(void **state) {
  redial_policy policy = generous();
  redial_history history = {0};
  redial_verdict verdict = redial_classify(486);
  redial_situation s = alone();

  (void)state;
  policy.deadline_ms = 1;
  s.now_ms = UINT64_MAX;
  s.endpoints_left = 1;
  assert_int_equal(redial_decide(&policy, &history, &verdict, &s).next,
                   REDIAL_NEXT_ENDPOINT);
}

static void an_endpoint_whose_attempts_are_used_up_leaves(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();
  redial_decision d;

  (void)state;
  policy.endpoint_attempts = 3;
  s.endpoint_attempts = 1;
  assert_int_equal(decided(&policy, 486, s).next, REDIAL_NEXT_AGAIN);
  s.endpoint_attempts = 2;
  d = decided(&policy, 486, s);
  assert_int_equal(d.next, REDIAL_NEXT_STOP);
  assert_int_equal(d.why, REDIAL_WHY_NOBODY_LEFT);
  assert_true((d.leaves & REDIAL_LEAVES_ENDPOINT) != 0);
}

static void a_via_whose_attempts_are_used_up_leaves(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();
  redial_decision d;

  (void)state;
  policy.via_attempts = 1;
  s.has_via = 1;
  d = decided(&policy, 500, s);
  assert_int_equal(d.next, REDIAL_NEXT_STOP);
  assert_int_equal(d.why, REDIAL_WHY_VIA_ATTEMPTS);
  assert_true((d.leaves & REDIAL_LEAVES_VIA) != 0);
  s.vias_back = 1;
  assert_int_equal(decided(&policy, 500, s).next, REDIAL_NEXT_AGAIN);
  s.vias_back = 0;
  s.vias_left = 1;
  d = decided(&policy, 500, s);
  assert_int_equal(d.next, REDIAL_NEXT_ROUTE);
  assert_int_equal(d.leaves, REDIAL_LEAVES_VIA | REDIAL_LEAVES_PAIRING_ROUND);
}

static void rounds_are_limited(void **state) {
  redial_policy policy = generous();

  (void)state;
  policy.rounds = 1;
  assert_int_equal(decided(&policy, 486, alone()).why, REDIAL_WHY_ROUNDS);
  policy.rounds = 2;
  assert_int_equal(decided(&policy, 486, alone()).why, REDIAL_WHY_ROUND);
  policy.plan[REDIAL_OUTCOME_BUSY].tries = 0;
  assert_int_equal(decided(&policy, 486, alone()).why, REDIAL_WHY_TRIES);
}

static void what_can_never_succeed_begins_no_round(void **state) {
  redial_policy policy = generous();

  (void)state;
  assert_int_equal(decided(&policy, 404, alone()).why, REDIAL_WHY_NOBODY_LEFT);
  assert_int_equal(decided(&policy, 302, alone()).why, REDIAL_WHY_NOBODY_LEFT);
}

static void others_come_back_even_if_this_one_does_not(void **state) {
  redial_policy policy = generous();
  redial_history history = {0};
  redial_verdict wrong = redial_classify(404);
  redial_situation s = alone();
  redial_decision d;

  (void)state;
  policy.plan[REDIAL_OUTCOME_BUSY].wait_ms = 7000;
  history.later = REDIAL_OUTCOME_BUSY;
  s.endpoints_back = 1;
  d = redial_decide(&policy, &history, &wrong, &s);
  assert_int_equal(d.next, REDIAL_NEXT_AGAIN);
  assert_int_equal(d.plan, REDIAL_OUTCOME_BUSY);
  assert_int_equal(d.wait_ms, 7000);
  history.later = REDIAL_OUTCOMES; /* of unknown origin */
  d = redial_decide(&policy, &history, &wrong, &s);
  assert_int_equal(d.plan, REDIAL_OUTCOME_UNKNOWN);
}

static void a_round_brings_nobody_back_who_declined(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();

  (void)state;
  s.endpoints_back = 2;
  s.same_person_back = 2;
  assert_int_equal(decided(&policy, 603, s).why, REDIAL_WHY_REFUSED);
  s.endpoints_back = 3;
  assert_int_equal(decided(&policy, 603, s).next, REDIAL_NEXT_AGAIN);
  s.endpoints_back = 2;
  assert_int_equal(decided(&policy, 604, s).why, REDIAL_WHY_NOBODY_LEFT);
}

static void a_person_busy_everywhere_comes_back_with_all_phones(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();

  (void)state;
  policy.endpoint_attempts = 1; /* but this phone is used up */
  assert_int_equal(decided(&policy, 600, s).why, REDIAL_WHY_NOBODY_LEFT);
  s.endpoints_left = 1;
  s.same_person_left = 1;
  assert_int_equal(decided(&policy, 600, s).next, REDIAL_NEXT_AGAIN);
  s.endpoints_left = 0;
  s.same_person_left = 0;
  s.endpoints_back = 1;
  s.same_person_back = 1;
  assert_int_equal(decided(&policy, 600, s).next, REDIAL_NEXT_AGAIN);
}

static void dead_air_is_limited_until_somebody_rings(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();
  redial_decision d;

  (void)state;
  policy.caller_delay_ms = 1000;
  s.endpoints_left = 1;
  assert_int_equal(decided(&policy, 486, s).why, REDIAL_WHY_CALLER_DELAY);
  d = decided(&policy, 503, s);
  assert_int_equal(d.next, REDIAL_NEXT_STOP);
  assert_int_equal(d.why, REDIAL_WHY_CALLER_DELAY);
  assert_int_equal(d.cancel, REDIAL_CANCEL_ALL);
  s.progress = REDIAL_PROGRESS_TRYING;
  assert_int_equal(decided(&policy, 503, s).next, REDIAL_NEXT_STOP);
  s.progress = REDIAL_PROGRESS_RINGING;
  assert_int_equal(decided(&policy, 503, s).next, REDIAL_NEXT_ENDPOINT);
  s.progress = 0;
  s.now_ms = 1999;
  assert_int_equal(decided(&policy, 503, s).next, REDIAL_NEXT_ENDPOINT);
}

static void who_heard_one_phone_ring_waits_longer(void **state) {
  redial_policy policy = generous();
  redial_history history = {0};
  redial_verdict verdict = redial_classify(486);
  redial_situation s = alone();
  redial_decision d;

  (void)state;
  policy.caller_delay_ms = 1000;
  s.endpoints_left = 1;
  s.progress = REDIAL_PROGRESS_RINGING;
  redial_history_place(&history, 0);
  d = redial_decide(&policy, &history, &verdict, &s);
  redial_history_note(&history, &verdict, &s, &d);
  s.progress = 0;
  assert_int_equal(redial_decide(&policy, &history, &verdict, &s).next,
                   REDIAL_NEXT_ENDPOINT);
}

static void early_media_forbids_another_via_but_no_endpoint(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();
  redial_decision d;

  (void)state;
  s.has_via = 1;
  s.vias_left = 2;
  s.progress = REDIAL_PROGRESS_EARLY_MEDIA;
  policy.rounds = 1;
  assert_int_equal(decided(&policy, 503, s).next, REDIAL_NEXT_STOP);
  s.endpoints_left = 1;
  d = decided(&policy, 503, s);
  assert_int_equal(d.next, REDIAL_NEXT_ENDPOINT);
  assert_int_equal(d.why, REDIAL_WHY_EARLY_MEDIA);
  policy.options = REDIAL_POLICY_AFTER_MEDIA;
  assert_int_equal(decided(&policy, 503, s).next, REDIAL_NEXT_ROUTE);
}

/* Waits. */

static void no_attempt_before_its_time_by_either_clock(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();

  (void)state;
  s.endpoints_left = 1;
  s.not_before_ms = 2700;
  assert_int_equal(decided(&policy, 486, s).wait_ms, 700);
  s.unix_s = 100;
  s.not_before_s = 103;
  assert_int_equal(decided(&policy, 486, s).wait_ms, 3000);
  s.unix_s = 103;
  s.not_before_ms = 2000;
  assert_int_equal(decided(&policy, 486, s).wait_ms, 0);
  s.endpoints_left = 0;
  s.not_before_ms = 2999;
  assert_int_equal(decided(&policy, 486, s).wait_ms, 1000);
  s.not_before_ms = 3001;
  assert_int_equal(decided(&policy, 486, s).wait_ms, 1001);
}

static void a_wait_beyond_the_deadline_is_no_wait(void **state) {
  redial_policy policy = generous();
  redial_situation rings = alone();
  redial_decision d;

  (void)state;
  policy.deadline_ms = 2000;
  d = decided(&policy, 486, alone());
  assert_int_equal(d.next, REDIAL_NEXT_STOP);
  assert_int_equal(d.why, REDIAL_WHY_TOO_LATE);
  assert_int_equal(d.wait_ms, 0);
  assert_int_equal(d.marks, 0);
  assert_int_equal(d.plan, 0);
  assert_int_equal(d.cancel, REDIAL_CANCEL_NONE);
  policy.deadline_ms = 2001;
  assert_int_equal(decided(&policy, 486, alone()).next, REDIAL_NEXT_AGAIN);
  policy.caller_delay_ms = 2000;
  assert_int_equal(decided(&policy, 486, alone()).why, REDIAL_WHY_TOO_LATE);
  rings.progress = REDIAL_PROGRESS_RINGING;
  assert_int_equal(decided(&policy, 486, rings).next, REDIAL_NEXT_AGAIN);
}

static void what_is_too_late_uses_nothing_up(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();
  redial_decision d;

  (void)state;
  policy.options = REDIAL_POLICY_CONFIRM;
  policy.deadline_ms = 10000;
  s.has_via = 1;
  s.vias_left = 1;
  d = decided(&policy, 404, s);
  assert_int_equal(d.next, REDIAL_NEXT_ROUTE);
  assert_int_not_equal(d.once, 0);
  s.not_before_ms = 20000;
  d = decided(&policy, 404, s);
  assert_int_equal(d.why, REDIAL_WHY_TOO_LATE);
  assert_int_equal(d.once, 0);
}

static void the_wait_of_an_outcome_grows_and_restarts(void **state) {
  redial_policy policy = generous();
  redial_verdict busy = redial_classify(486);
  redial_verdict away = redial_classify(480);
  redial_history history = {0};
  redial_situation s = alone();
  static const uint32_t waits[] = {1000, 4000, 16000, 20000, 20000};
  redial_decision d;
  size_t i;

  (void)state;
  policy.plan[REDIAL_OUTCOME_BUSY].growth = 2;
  for (i = 0; i < 5; i++) {
    d = redial_decide(&policy, &history, &busy, &s);
    assert_int_equal(d.wait_ms, waits[i]);
    redial_history_note(&history, &busy, &s, &d);
  }
  d = redial_decide(&policy, &history, &away, &s);
  redial_history_note(&history, &away, &s, &d);
  d = redial_decide(&policy, &history, &busy, &s);
  assert_int_equal(d.wait_ms, 1000);
}

static void a_hint_restarts_the_curve(void **state) {
  redial_policy policy = generous();
  redial_verdict busy = redial_classify(486);
  redial_verdict hint = busy;
  redial_history history = {0};
  redial_situation s = alone();
  redial_decision d;
  int i;

  (void)state;
  policy.plan[REDIAL_OUTCOME_BUSY].growth = 1;
  hint.has_retry_after = 1;
  hint.retry_after_s = 40;
  for (i = 0; i < 3; i++) {
    d = redial_decide(&policy, &history, &busy, &s);
    redial_history_note(&history, &busy, &s, &d);
  }
  d = redial_decide(&policy, &history, &hint, &s);
  assert_int_equal(d.wait_ms, 40000);
  redial_history_note(&history, &hint, &s, &d);
  assert_int_equal(redial_decide(&policy, &history, &busy, &s).wait_ms, 1000);
}

static void again_has_a_floor(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();

  (void)state;
  policy.floor_ms = 1500;
  policy.jitter = REDIAL_JITTER_FULL;
  assert_int_equal(decided(&policy, 486, s).wait_ms, 1500);
}

/* Retry-After. */

static void retry_after_silences_whom_its_code_names(void **state) {
  static const struct {
    int32_t code;
    uint8_t has_via;
    redial_party hold;
  } rows[] = {
    {503, 1, REDIAL_PARTY_VIA},      {503, 0, REDIAL_PARTY_ENDPOINT},
    {480, 1, REDIAL_PARTY_ENDPOINT}, {486, 1, REDIAL_PARTY_ENDPOINT},
    {404, 1, REDIAL_PARTY_ENDPOINT}, {600, 1, REDIAL_PARTY_PERSON},
    {603, 1, REDIAL_PARTY_PERSON},   {413, 1, REDIAL_PARTY_NONE},
    {500, 1, REDIAL_PARTY_NONE},     {599, 1, REDIAL_PARTY_NONE},
  };
  redial_policy policy = generous();
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    redial_situation s = alone();
    redial_decision d;

    s.has_via = rows[i].has_via;
    d = hinted(&policy, rows[i].code, 30, s);
    assert_int_equal(d.hold, rows[i].hold);
    assert_int_equal(d.hold_ms, rows[i].hold != REDIAL_PARTY_NONE ? 30000 : 0);
  }
}

static void retry_after_is_clamped_and_spread(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();

  (void)state;
  assert_int_equal(hinted(&policy, 503, 0, s).wait_ms, 1000);
  assert_int_equal(hinted(&policy, 503, 3601, s).wait_ms, 3600000);
  assert_int_equal(hinted(&policy, 503, UINT32_MAX, s).wait_ms, 3600000);
  s.random = UINT32_MAX;
  assert_in_range(hinted(&policy, 503, 300, s).wait_ms, 320000, 330000);
  policy.retry_after_max_ms = UINT32_MAX;
  assert_int_equal(hinted(&policy, 503, UINT32_MAX, s).hold_ms, UINT32_MAX);
}

static void a_servers_retry_after_does_not_delay_the_next(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();

  (void)state;
  s.has_via = 1;
  s.vias_left = 1;
  s.endpoints_left = 1;
  assert_int_equal(hinted(&policy, 486, 300, s).wait_ms, 0);
  assert_int_equal(hinted(&policy, 486, 300, s).hold_ms, 300000);
  s.has_via = 0;
  assert_int_equal(hinted(&policy, 486, 300, s).hold_ms, 300000);
  s.has_via = 1;
  assert_int_equal(hinted(&policy, 503, 300, s).next, REDIAL_NEXT_ROUTE);
  assert_int_equal(hinted(&policy, 503, 300, s).wait_ms, 0);
}

static void others_come_back_sooner_than_who_is_held(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();

  (void)state;
  s.endpoints_back = 1;
  assert_int_equal(hinted(&policy, 486, 300, s).wait_ms, 1000);
}

static void a_413_with_retry_after_waits_for_this_request(void **state) {
  redial_policy policy = generous();
  redial_history history = {0};
  redial_verdict verdict = redial_classify(413);
  redial_situation s = alone();
  redial_decision d;

  (void)state;
  verdict.retry = REDIAL_RETRY_LATER; /* rule R23 */
  verdict.action = REDIAL_ACTION_RETRY_LATER;
  verdict.has_retry_after = 1;
  verdict.retry_after_s = 20;
  d = redial_decide(&policy, &history, &verdict, &s);
  assert_int_equal(d.next, REDIAL_NEXT_AGAIN);
  assert_int_equal(d.wait_ms, 20000);
  assert_int_equal(d.hold, REDIAL_PARTY_NONE);
}

static void an_outcome_has_a_hold_of_its_own(void **state) {
  redial_policy policy = generous();
  redial_decision d;

  (void)state;
  policy.plan[REDIAL_OUTCOME_BUSY].hold_ms = 9000;
  policy.plan[REDIAL_OUTCOME_NOT_FOUND].hold_ms = 9000;
  d = decided(&policy, 486, alone());
  assert_int_equal(d.hold, REDIAL_PARTY_ENDPOINT);
  assert_int_equal(d.hold_ms, 9000);
  d = decided(&policy, 404, alone());
  assert_int_equal(d.hold, REDIAL_PARTY_NONE);
  assert_int_equal(d.hold_ms, 0);
}

static void the_resilient_policy_probes_a_held_server_only(void **state) {
  redial_policy policy = generous();
  redial_decision d;

  (void)state;
  policy.options = REDIAL_POLICY_RESILIENT;
  d = hinted(&policy, 503, 300, alone());
  assert_int_equal(d.wait_ms, 1000);
  assert_true((d.marks & REDIAL_DECISION_PROBE) != 0);
  d = hinted(&policy, 486, 300, alone());
  assert_int_equal(d.wait_ms, 300000);
  assert_true((d.marks & REDIAL_DECISION_PROBE) == 0);
  d = hinted(&policy, 503, 1, alone());
  assert_true((d.marks & REDIAL_DECISION_PROBE) == 0);
  policy.plan[REDIAL_OUTCOME_SERVICE_UNAVAILABLE].wait_ms = 5000;
  d = decided(&policy, 503, alone()); /* nobody is held */
  assert_int_equal(d.wait_ms, 5000);
  assert_true((d.marks & REDIAL_DECISION_PROBE) == 0);
}

static void when_all_are_held_the_first_end_counts(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();

  (void)state;
  s.held_until_ms = 62000;
  assert_int_equal(decided(&policy, 503, s).wait_ms, 60000);
  policy.options = REDIAL_POLICY_RESILIENT;
  assert_int_equal(decided(&policy, 503, s).wait_ms, 1000);
}

/* Options that read a verdict otherwise. */

static void capacity_is_read_as_such_only_when_asked(void **state) {
  redial_policy policy = generous();
  redial_history history = {0};
  redial_verdict verdict = redial_classify(486);
  redial_situation s = alone();

  (void)state;
  s.has_via = 1;
  s.vias_left = 1;
  s.endpoints_left = 1;
  verdict.flags = REDIAL_FLAG_MAYBE_CAPACITY;
  assert_int_equal(redial_decide(&policy, &history, &verdict, &s).next,
                   REDIAL_NEXT_ENDPOINT);
  policy.options = REDIAL_POLICY_CAPACITY;
  assert_int_equal(redial_decide(&policy, &history, &verdict, &s).next,
                   REDIAL_NEXT_ROUTE);
  assert_int_equal(redial_decide(&policy, &history, &verdict, &s).blame,
                   REDIAL_PARTY_VIA);
  policy.repairs = REDIAL_REPAIRS;
  verdict.action = REDIAL_ACTION_FIX_REQUEST;
  verdict.retry = REDIAL_RETRY_AFTER_FIX;
  assert_int_equal(redial_decide(&policy, &history, &verdict, &s).next,
                   REDIAL_NEXT_ROUTE);
  verdict = redial_classify(486);
  verdict.flags = REDIAL_FLAG_MAYBE_CAPACITY;
  verdict.retry = REDIAL_RETRY_NEVER;
  assert_int_equal(redial_decide(&policy, &history, &verdict, &s).next,
                   REDIAL_NEXT_ROUTE);
  verdict.retry = REDIAL_RETRY_LATER;
  s.has_via = 0;
  assert_int_equal(redial_decide(&policy, &history, &verdict, &s).why,
                   REDIAL_WHY_ROUTE);
  verdict.flags = 0;
  assert_int_equal(redial_decide(&policy, &history, &verdict, &s).why,
                   REDIAL_WHY_HERE);
}

static redial_decision cause_beside_a_603(uint16_t options, uint32_t rules,
                                          redial_outcome outcome,
                                          redial_about about) {
  redial_policy policy = generous();
  redial_history history = {0};
  redial_verdict verdict = redial_classify(603);
  redial_situation s = alone();

  policy.options = options;
  verdict.outcome = (uint8_t)outcome;
  verdict.about = (uint8_t)about;
  verdict.rules = rules;
  s.has_via = 1;
  s.vias_left = 1;
  s.endpoints_left = 1;
  s.same_person_left = 1;
  return redial_decide(&policy, &history, &verdict, &s);
}

static void a_cause_beside_a_603_is_trusted_only_when_asked(void **state) {
  const uint16_t trust = REDIAL_POLICY_TRUST_Q850;
  const uint32_t r6 = REDIAL_RULE_R(6);

  (void)state;
  assert_int_equal(cause_beside_a_603(0, r6, REDIAL_OUTCOME_BUSY,
                                      REDIAL_ABOUT_CALLEE).next,
                   REDIAL_NEXT_STOP);
  assert_int_equal(cause_beside_a_603(trust, 0, REDIAL_OUTCOME_BUSY,
                                      REDIAL_ABOUT_CALLEE).next,
                   REDIAL_NEXT_STOP);
  assert_int_equal(cause_beside_a_603(trust, r6, REDIAL_OUTCOME_BUSY,
                                      REDIAL_ABOUT_CALLEE).leaves,
                   REDIAL_LEAVES_ENDPOINT_ROUND);
  assert_int_equal(cause_beside_a_603(trust, r6, REDIAL_OUTCOME_UNREACHABLE,
                                      REDIAL_ABOUT_PATH).next,
                   REDIAL_NEXT_ROUTE);
  assert_int_equal(cause_beside_a_603(trust, r6, REDIAL_OUTCOME_NOT_FOUND,
                                      REDIAL_ABOUT_CALLEE).leaves,
                   REDIAL_LEAVES_ENDPOINT);
  assert_int_equal(cause_beside_a_603(trust, r6, REDIAL_OUTCOME_UNKNOWN,
                                      REDIAL_ABOUT_CALLEE).leaves,
                   REDIAL_LEAVES_PERSON);
  assert_int_equal(cause_beside_a_603(trust, r6, REDIAL_OUTCOME_DECLINED,
                                      REDIAL_ABOUT_CALLEE).leaves,
                   REDIAL_LEAVES_PERSON);
}

/* What a stop tells. */

static void a_stop_replies_with_the_failure_that_it_was(void **state) {
  static const struct {
    int32_t code;
    uint16_t reply;
  } rows[] = {
    {486, 486}, {404, 404},   {603, 603},   {480, 480},   {302, 302},
    {503, 500}, {487, 487},   {499, 400},   {599, 500},   {699, 500},
    {477, 502}, {31429, 500}, {31401, 500}, {0, 500},     {500, 500},
  };
  redial_policy policy = generous();
  size_t i;

  (void)state;
  policy.attempts = 0;
  policy.rounds = 0;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    redial_decision d = decided(&policy, rows[i].code, alone());

    assert_int_equal(d.next, REDIAL_NEXT_STOP);
    assert_int_equal(d.reply_code, rows[i].reply);
  }
}

/* Rule R11: an intermediary gave up; the caller did not cancel. */
static void a_487_is_not_relayed_to_a_caller_who_waits(void **state) {
  redial_policy policy = generous();
  redial_history history = {0};
  redial_verdict verdict = redial_classify(487);
  redial_situation s = alone();

  (void)state;
  policy.rounds = 0;
  verdict.outcome = REDIAL_OUTCOME_NO_ANSWER;
  verdict.about = REDIAL_ABOUT_CALLEE;
  verdict.scope = REDIAL_SCOPE_HERE;
  assert_int_equal(redial_decide(&policy, &history, &verdict, &s).reply_code,
                   480);
}

static void a_next_step_has_neither_reply_nor_treatment(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();

  (void)state;
  s.endpoints_left = 1;
  assert_int_equal(decided(&policy, 486, s).reply_code, 0);
  assert_int_equal(decided(&policy, 486, s).treatment, REDIAL_TREATMENT_NONE);
}

static void the_ladder_leaves_out_what_is_not_offered(void **state) {
  redial_policy policy = generous();

  (void)state;
  policy.rounds = 1;
  policy.plan[REDIAL_OUTCOME_BUSY].treatment = REDIAL_TREATMENT_QUEUE;
  policy.treatments = 1u << REDIAL_TREATMENT_QUEUE;
  assert_int_equal(decided(&policy, 486, alone()).treatment,
                   REDIAL_TREATMENT_QUEUE);
  policy.treatments = 1u << REDIAL_TREATMENT_VOICEMAIL;
  assert_int_equal(decided(&policy, 486, alone()).treatment,
                   REDIAL_TREATMENT_VOICEMAIL);
  policy.treatments = 0;
  assert_int_equal(decided(&policy, 486, alone()).treatment,
                   REDIAL_TREATMENT_HANG_UP);
  policy.plan[REDIAL_OUTCOME_BUSY].treatment = 0;
  policy.treatments = 1u << REDIAL_TREATMENT_CALLBACK;
  assert_int_equal(decided(&policy, 486, alone()).treatment,
                   REDIAL_TREATMENT_CALLBACK);
  policy.plan[REDIAL_OUTCOME_BUSY].treatment = 99;
  assert_int_equal(decided(&policy, 486, alone()).treatment,
                   REDIAL_TREATMENT_HANG_UP);
  assert_int_equal(decided(&policy, 487, alone()).treatment,
                   REDIAL_TREATMENT_NONE);
}

static void the_ladder_goes_down_to_hanging_up(void **state) {
  static const redial_treatment below[] = {
    REDIAL_TREATMENT_HANG_UP,  REDIAL_TREATMENT_CALLBACK,
    REDIAL_TREATMENT_VOICEMAIL, REDIAL_TREATMENT_ANNOUNCE,
    REDIAL_TREATMENT_HANG_UP,  REDIAL_TREATMENT_ANNOUNCE,
    REDIAL_TREATMENT_ANNOUNCE, REDIAL_TREATMENT_HANG_UP,
  };
  redial_policy policy = generous();
  uint32_t i;

  (void)state;
  for (i = 0; i < 8; i++) {
    assert_int_equal(redial_treatment_below(&policy, (redial_treatment)i),
                     below[i]);
  }
  assert_int_equal(redial_treatment_below(&policy, (redial_treatment)99),
                   REDIAL_TREATMENT_HANG_UP);
  policy.treatments = 0;
  assert_int_equal(redial_treatment_below(&policy, REDIAL_TREATMENT_QUEUE),
                   REDIAL_TREATMENT_HANG_UP);
}

/* History and situation. */

static void a_history_is_small(void **state) {
  (void)state;
  assert_true(sizeof(redial_history) <= 64);
}

static void a_history_counts_and_saturates(void **state) {
  redial_history history = {0};
  redial_verdict verdict = redial_classify(486);
  redial_situation s = alone();
  redial_decision d = {0};
  uint32_t i;

  (void)state;
  d.next = REDIAL_NEXT_AGAIN;
  d.plan = REDIAL_OUTCOME_BUSY;
  d.marks = REDIAL_DECISION_ROUND;
  d.leaves = REDIAL_LEAVES_ENDPOINT_ROUND;
  for (i = 0; i < 70000; i++) {
    redial_history_place(&history, 5);
    redial_history_note(&history, &verdict, &s, &d);
  }
  assert_int_equal(history.attempts, 65535);
  assert_int_equal(history.rounds, 65535);
  assert_int_equal(history.again[REDIAL_OUTCOME_BUSY], 255);
  assert_int_equal(history.step, 255);
  assert_int_equal(history.later, REDIAL_OUTCOME_BUSY);
  assert_int_equal(history.clock_went_back, 65535);
  assert_int_equal(history.started_ms, 5);
  assert_int_equal(history.seen_ms, 2000);
}

static void a_probe_uses_a_round_and_no_try(void **state) {
  redial_history history = {0};
  redial_verdict verdict = redial_classify(503);
  redial_situation s = alone();
  redial_decision d = {0};

  (void)state;
  d.next = REDIAL_NEXT_AGAIN;
  d.plan = REDIAL_OUTCOMES; /* of unknown origin */
  d.marks = REDIAL_DECISION_ROUND | REDIAL_DECISION_PROBE;
  redial_history_note(&history, &verdict, &s, &d);
  assert_int_equal(history.rounds, 1);
  assert_int_equal(history.again[0], 0);
  d.marks = 0;
  redial_history_note(&history, &verdict, &s, &d);
  assert_int_equal(history.rounds, 1);
  assert_int_equal(history.again[0], 1);
}

static void a_clock_that_goes_back_stands_still(void **state) {
  redial_policy policy = generous();
  redial_history history = {0};
  redial_verdict verdict = redial_classify(486);
  redial_situation s = alone();

  (void)state;
  redial_history_place(&history, 1000);
  redial_history_place(&history, 5000);
  redial_history_place(&history, 5000);
  assert_int_equal(history.clock_went_back, 0);
  s.endpoints_left = 1;
  s.now_ms = 10;
  s.not_before_ms = 5700;
  assert_int_equal(redial_decide(&policy, &history, &verdict, &s).wait_ms,
                   700);
  s.not_before_ms = 0;
  policy.deadline_ms = 4001;
  assert_int_equal(redial_decide(&policy, &history, &verdict, &s).next,
                   REDIAL_NEXT_ENDPOINT);
  policy.deadline_ms = 4000;
  assert_int_equal(redial_decide(&policy, &history, &verdict, &s).why,
                   REDIAL_WHY_DEADLINE);
}

static void nothing_wraps_at_the_edges_of_time(void **state) {
  static const uint64_t edges[] = {0xfffffff0u, 0xffffffffu, 0x100000000u,
                                   UINT64_MAX - 5, UINT64_MAX};
  redial_policy policy = generous();
  redial_verdict verdict = redial_classify(486);
  size_t i;

  (void)state;
  policy.deadline_ms = 100;
  for (i = 0; i < 5; i++) {
    redial_history history = {0};
    redial_situation s = alone();

    redial_history_place(&history, edges[i] - 99);
    s.now_ms = edges[i];
    s.endpoints_left = 1;
    assert_int_equal(redial_decide(&policy, &history, &verdict, &s).next,
                     REDIAL_NEXT_ENDPOINT);
    redial_history_place(&history, edges[i] - 99);
    history.started_ms--;
    assert_int_equal(redial_decide(&policy, &history, &verdict, &s).why,
                     REDIAL_WHY_DEADLINE);
  }
}

static void no_call_lasts_longer_than_a_limit_can_say(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();

  (void)state;
  s.endpoints_left = 1;
  s.now_ms = UINT64_C(1000) + 0xfffffffeu;
  assert_int_equal(decided(&policy, 486, s).next, REDIAL_NEXT_ENDPOINT);
  s.now_ms++;
  assert_int_equal(decided(&policy, 486, s).why, REDIAL_WHY_DEADLINE);
  s.now_ms = UINT64_C(0x200000000);
  assert_int_equal(decided(&policy, 486, s).why, REDIAL_WHY_DEADLINE);
}

static void a_far_not_before_saturates(void **state) {
  redial_policy policy = generous();
  redial_situation s = alone();
  redial_history history = {0};
  redial_verdict verdict = redial_classify(486);

  (void)state;
  s.endpoints_left = 1;
  s.not_before_ms = UINT64_MAX;
  s.not_before_s = UINT64_MAX;
  assert_int_equal(redial_decide(&policy, &history, &verdict, &s).why,
                   REDIAL_WHY_TOO_LATE);
  s.not_before_ms = 0;
  s.not_before_s = 4294967;
  assert_int_equal(redial_decide(&policy, &history, &verdict, &s).wait_ms,
                   4294967000u);
}

static void a_situation_starts_from_the_evidence(void **state) {
  redial_evidence evidence = {0};
  redial_situation s;

  (void)state;
  evidence.origin = REDIAL_ORIGIN_LOCAL_TIMEOUT;
  evidence.progress = REDIAL_PROGRESS_RINGING;
  s = redial_situation_of(&evidence, 77, 88);
  assert_int_equal(s.now_ms, 77);
  assert_int_equal(s.random, 88);
  assert_int_equal(s.origin, REDIAL_ORIGIN_LOCAL_TIMEOUT);
  assert_int_equal(s.progress, REDIAL_PROGRESS_RINGING);
  assert_int_equal(s.endpoints_left, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(nothing_is_repaired_that_the_host_did_not_declare),
    cmocka_unit_test(a_repair_costs_no_attempt_and_nobodys_health),
    cmocka_unit_test(each_kind_is_repaired_once),
    cmocka_unit_test(repairs_of_a_call_are_limited),
    cmocka_unit_test(what_must_never_be_repeated_is_not_repaired),
    cmocka_unit_test(an_action_that_is_none_repairs_nothing),
    cmocka_unit_test(redirects_are_followed_to_a_depth),
    cmocka_unit_test(glare_waits_as_rfc3261_says),
    cmocka_unit_test(glare_of_a_500_waits_for_its_retry_after),
    cmocka_unit_test(a_policy_of_zeros_allows_nothing),
    cmocka_unit_test(a_history_of_zeros_is_a_first_attempt),
    cmocka_unit_test(an_endpoint_whose_attempts_are_used_up_leaves),
    cmocka_unit_test(a_via_whose_attempts_are_used_up_leaves),
    cmocka_unit_test(rounds_are_limited),
    cmocka_unit_test(what_can_never_succeed_begins_no_round),
    cmocka_unit_test(others_come_back_even_if_this_one_does_not),
    cmocka_unit_test(a_round_brings_nobody_back_who_declined),
    cmocka_unit_test(a_person_busy_everywhere_comes_back_with_all_phones),
    cmocka_unit_test(dead_air_is_limited_until_somebody_rings),
    cmocka_unit_test(who_heard_one_phone_ring_waits_longer),
    cmocka_unit_test(early_media_forbids_another_via_but_no_endpoint),
    cmocka_unit_test(no_attempt_before_its_time_by_either_clock),
    cmocka_unit_test(a_wait_beyond_the_deadline_is_no_wait),
    cmocka_unit_test(what_is_too_late_uses_nothing_up),
    cmocka_unit_test(the_wait_of_an_outcome_grows_and_restarts),
    cmocka_unit_test(a_hint_restarts_the_curve),
    cmocka_unit_test(again_has_a_floor),
    cmocka_unit_test(retry_after_silences_whom_its_code_names),
    cmocka_unit_test(retry_after_is_clamped_and_spread),
    cmocka_unit_test(a_servers_retry_after_does_not_delay_the_next),
    cmocka_unit_test(others_come_back_sooner_than_who_is_held),
    cmocka_unit_test(a_413_with_retry_after_waits_for_this_request),
    cmocka_unit_test(an_outcome_has_a_hold_of_its_own),
    cmocka_unit_test(the_resilient_policy_probes_a_held_server_only),
    cmocka_unit_test(when_all_are_held_the_first_end_counts),
    cmocka_unit_test(capacity_is_read_as_such_only_when_asked),
    cmocka_unit_test(a_cause_beside_a_603_is_trusted_only_when_asked),
    cmocka_unit_test(a_stop_replies_with_the_failure_that_it_was),
    cmocka_unit_test(a_487_is_not_relayed_to_a_caller_who_waits),
    cmocka_unit_test(a_next_step_has_neither_reply_nor_treatment),
    cmocka_unit_test(the_ladder_leaves_out_what_is_not_offered),
    cmocka_unit_test(the_ladder_goes_down_to_hanging_up),
    cmocka_unit_test(a_history_is_small),
    cmocka_unit_test(a_history_counts_and_saturates),
    cmocka_unit_test(a_probe_uses_a_round_and_no_try),
    cmocka_unit_test(a_clock_that_goes_back_stands_still),
    cmocka_unit_test(nothing_wraps_at_the_edges_of_time),
    cmocka_unit_test(no_call_lasts_longer_than_a_limit_can_say),
    cmocka_unit_test(a_far_not_before_saturates),
    cmocka_unit_test(a_situation_starts_from_the_evidence),
  };

  return cmocka_run_group_tests_name("policy_limits", tests, NULL, NULL);
}
