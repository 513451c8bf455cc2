#include "support.h"
#include <stdbool.h>
#include <string.h>

/* Whole calls, played one attempt after the other: what users of other
   systems complained about, and what they should have seen. */

#define MAX 8

typedef struct play {
  redial_policy policy;
  redial_history history;
  uint32_t endpoints; /* at most MAX */
  uint32_t vias;      /* 0: no via pool */
  uint32_t person[MAX];
  redial_verdict (*answer)(const struct play *play, uint32_t e, uint32_t v);
  uint64_t now;
  uint32_t random;
  uint8_t progress;
  /* What the call has come to. */
  uint32_t out_round[MAX], out_call[MAX], pair_out[MAX], once[MAX];
  uint16_t tried[MAX], via_tried[MAX];
  uint64_t held[MAX]; /* vias */
  uint32_t sent;
  uint64_t sent_at[600];
  redial_decision last;
} play;

static bool play_can_dial(const play *p, uint32_t e) {
  return e < p->endpoints && !p->out_round[e] && !p->out_call[e];
}

static bool play_can_route(const play *p, uint32_t e, uint32_t v) {
  return (p->pair_out[e] >> v & 1) == 0 && p->held[v] <= p->now;
}

static redial_situation play_scene(const play *p, uint32_t e, uint32_t v) {
  redial_situation s = {0};
  uint32_t i;

  s.now_ms = p->now;
  s.random = p->random;
  s.progress = p->progress;
  s.once = p->once[e];
  s.endpoint_attempts = (uint16_t)(p->tried[e] - 1);
  for (i = 0; i < p->endpoints; i++) {
    uint32_t same = p->person[i] == p->person[e];

    if (i != e && play_can_dial(p, i)) {
      s.endpoints_left++;
      s.same_person_left += same;
    } else if (i != e && !p->out_call[i]) {
      s.endpoints_back++;
      s.same_person_back += same;
    }
  }
  if (p->vias > 0) {
    s.has_via = 1;
    s.via_attempts = (uint16_t)(p->via_tried[v] - 1);
    for (i = 0; i < p->vias; i++) {
      s.vias_left += i != v && play_can_route(p, e, i);
      s.vias_back += i != v;
      if (i != v && (s.held_until_ms == 0 || p->held[i] < s.held_until_ms)) {
        s.held_until_ms = p->held[i];
      }
    }
  }
  return s;
}

static void play_leave(play *p, const redial_decision *d, uint32_t e,
                       uint32_t v) {
  uint32_t i;

  for (i = 0; i < p->endpoints; i++) {
    if (p->person[i] == p->person[e]) {
      p->out_call[i] |= d->leaves & REDIAL_LEAVES_PERSON;
      p->out_round[i] |= d->leaves & REDIAL_LEAVES_PERSON_ROUND;
    }
  }
  p->out_call[e] |= d->leaves & REDIAL_LEAVES_ENDPOINT;
  p->out_round[e] |= d->leaves & REDIAL_LEAVES_ENDPOINT_ROUND;
  if ((d->leaves &
       (REDIAL_LEAVES_PAIRING | REDIAL_LEAVES_PAIRING_ROUND)) != 0) {
    p->pair_out[e] |= 1u << v;
  }
  if (d->hold == REDIAL_PARTY_VIA) {
    p->held[v] = p->now + d->hold_ms;
  }
  if ((d->marks & REDIAL_DECISION_ROUND) != 0) {
    memset(p->out_round, 0, sizeof(p->out_round));
    memset(p->pair_out, 0, sizeof(p->pair_out));
  }
  p->once[e] |= d->once;
}

/* The first via that can be used; else, for a probe, the first to return. */
static uint32_t play_via(const play *p, uint32_t e) {
  uint32_t best = 0;
  uint32_t v;

  for (v = 0; v < p->vias; v++) {
    if (play_can_route(p, e, v)) {
      return v;
    }
    best = p->held[v] < p->held[best] ? v : best;
  }
  return best;
}

static uint32_t play_endpoint(const play *p) {
  uint32_t e = 0;

  while (!play_can_dial(p, e)) {
    e++;
  }
  return e;
}

/* Plays until the call ends or 600 attempts are made. */
static void play_call(play *p) {
  uint32_t e = 0;

  do {
    redial_situation s;
    redial_verdict verdict;
    uint32_t v = play_via(p, e);

    redial_history_place(&p->history, p->now);
    p->sent_at[p->sent++] = p->now;
    p->tried[e]++;
    p->via_tried[v]++;
    verdict = p->answer(p, e, v);
    s = play_scene(p, e, v);
    p->last = redial_decide(&p->policy, &p->history, &verdict, &s);
    redial_history_note(&p->history, &verdict, &s, &p->last);
    play_leave(p, &p->last, e, v);
    p->now += p->last.wait_ms;
    if (p->last.next == REDIAL_NEXT_ENDPOINT ||
        (p->last.marks & REDIAL_DECISION_ROUND) != 0) {
      e = play_endpoint(p);
    }
  } while (p->last.next != REDIAL_NEXT_STOP &&
           p->last.next != REDIAL_NEXT_DONE && p->sent < 600);
}

static play call(const redial_policy *policy, uint32_t endpoints,
                 uint32_t vias,
                 redial_verdict (*answer)(const play *, uint32_t, uint32_t)) {
  play p;
  uint32_t i;

  memset(&p, 0, sizeof(p));
  p.policy = *policy;
  p.endpoints = endpoints;
  p.vias = vias;
  p.answer = answer;
  for (i = 0; i < MAX; i++) {
    p.person[i] = i;
  }
  return p;
}

static redial_verdict says_603(const play *p, uint32_t e, uint32_t v) {
  (void)p, (void)e, (void)v;
  return redial_classify(603);
}

static redial_verdict says_486(const play *p, uint32_t e, uint32_t v) {
  (void)p, (void)e, (void)v;
  return redial_classify(486);
}

static redial_verdict says_480(const play *p, uint32_t e, uint32_t v) {
  (void)p, (void)e, (void)v;
  return redial_classify(480);
}

static redial_verdict says_503(const play *p, uint32_t e, uint32_t v) {
  (void)p, (void)e, (void)v;
  return redial_classify(503);
}

static redial_verdict says_404(const play *p, uint32_t e, uint32_t v) {
  (void)p, (void)e, (void)v;
  return redial_classify(404);
}

/* jambonz/sbc-outbound 198; Appendix B. */
static void a_decline_is_never_rung_again_through_another_carrier(
  void **state) {
  play p = call(&redial_profile_carrier_failover, 1, 4, says_603);

  (void)state;
  play_call(&p);
  assert_int_equal(p.sent, 1);
  assert_int_equal(p.last.why, REDIAL_WHY_REFUSED);
  assert_int_equal(p.last.reply_code, 603);
}

/* inextrix/ASTPP 419. */
static void a_busy_callee_is_not_rung_through_all_gateways(void **state) {
  play p = call(&redial_profile_carrier_failover, 1, 3, says_486);

  (void)state;
  play_call(&p);
  assert_int_equal(p.sent, 1);
  assert_int_equal(p.last.treatment, REDIAL_TREATMENT_ANNOUNCE_BUSY);
}

static redial_verdict full_then_busy(const play *p, uint32_t e, uint32_t v) {
  redial_verdict verdict = redial_classify(486);

  (void)p, (void)e;
  verdict.flags = v == 0 ? REDIAL_FLAG_MAYBE_CAPACITY : 0; /* rule P3 */
  return verdict;
}

/* magnussolution/magnusbilling 558; futel/asteriskserver 122. */
static void a_full_trunk_is_left_when_the_operator_says_so(void **state) {
  play p = call(&redial_profile_carrier_failover, 1, 3, full_then_busy);

  (void)state;
  play_call(&p);
  assert_int_equal(p.sent, 1);
  p = call(&redial_profile_carrier_failover, 1, 3, full_then_busy);
  p.policy.options |= REDIAL_POLICY_CAPACITY;
  play_call(&p);
  assert_int_equal(p.sent, 2);
}

/* irontec/ivozprovider 672; 2600hz/kazoo-configs-kamailio 63. */
static void an_absent_callee_is_no_gateways_fault(void **state) {
  play p = call(&redial_profile_carrier_failover, 1, 4, says_480);

  (void)state;
  play_call(&p);
  assert_int_equal(p.sent, 1);
  assert_int_equal(p.last.blame, REDIAL_PARTY_ENDPOINT);
}

static redial_verdict says_600(const play *p, uint32_t e, uint32_t v) {
  (void)p, (void)e, (void)v;
  return redial_classify(600);
}

/* signalwire/freeswitch 2098. */
static void busy_everywhere_is_not_busy_here(void **state) {
  play here = call(&redial_profile_devices, 3, 0, says_486);
  play everywhere = call(&redial_profile_devices, 3, 0, says_600);

  (void)state;
  memset(here.person, 0, sizeof(here.person));
  memset(everywhere.person, 0, sizeof(everywhere.person));
  play_call(&here);
  play_call(&everywhere);
  assert_int_equal(here.sent, 3);
  assert_int_equal(everywhere.sent, 1);
}

/* FreePBX/issue-tracker 40; Appendix B. */
static void who_does_not_answer_is_rung_once_a_round(void **state) {
  play p = call(&redial_profile_hunt_group, 4, 0, says_480);
  uint32_t e;

  (void)state;
  play_call(&p);
  assert_int_equal(p.history.rounds, 2);
  for (e = 0; e < 4; e++) {
    assert_int_equal(p.tried[e], 3);
  }
}

/* Pitfall 24: rounds ring the decliner again. */
static redial_verdict second_declines(const play *p, uint32_t e, uint32_t v) {
  (void)p, (void)v;
  return redial_classify(e == 1 ? 603 : 486);
}

static void who_declined_is_not_rung_in_a_later_round(void **state) {
  play p = call(&redial_profile_hunt_group, 3, 0, second_declines);

  (void)state;
  play_call(&p);
  assert_int_equal(p.tried[0], 3);
  assert_int_equal(p.tried[1], 1);
  assert_int_equal(p.tried[2], 3);
}

/* Restcomm-Connect 785; chan-sccp 124. */
static void one_decline_does_not_end_a_ring_group(void **state) {
  play group = call(&redial_profile_hunt_group, 3, 0, says_603);
  play devices = call(&redial_profile_devices, 3, 0, says_603);

  (void)state;
  memset(devices.person, 0, sizeof(devices.person));
  play_call(&group);
  play_call(&devices);
  assert_int_equal(group.sent, 3);
  assert_int_equal(devices.sent, 1);
}

/* A good call never dies of one dead trunk. */
static redial_verdict third_works(const play *p, uint32_t e, uint32_t v) {
  (void)p, (void)e;
  return redial_classify(v == 2 ? 200 : 503);
}

static void a_good_call_survives_two_dead_trunks(void **state) {
  play p = call(&redial_profile_carrier_failover, 1, 4, third_works);

  (void)state;
  play_call(&p);
  assert_int_equal(p.sent, 3);
  assert_int_equal(p.last.next, REDIAL_NEXT_DONE);
}

/* Metaswitch/sprout 1791, 1002; the amplification is in test_budget.c. */
static void a_503_is_not_handed_upstream_to_be_failed_over_again(
  void **state) {
  play p = call(&redial_profile_carrier_failover, 1, 4, says_503);

  (void)state;
  play_call(&p);
  assert_int_equal(p.last.next, REDIAL_NEXT_STOP);
  assert_int_equal(p.last.reply_code, 500);
}

/* Pitfall 7. */
static void a_wrong_number_asks_two_carriers_and_not_seven(void **state) {
  play p = call(&redial_profile_carrier_failover, 1, 7, says_404);

  (void)state;
  play_call(&p);
  assert_int_equal(p.sent, 2);
  assert_int_equal(p.last.treatment, REDIAL_TREATMENT_ANNOUNCE_NUMBER);
}

/* signalwire/freeswitch 1426; asterisk/asterisk 116. */
static void a_missed_call_is_logged_as_one(void **state) {
  redial_verdict gone = redial_classify(487);
  redial_verdict answered = redial_classify(200);
  redial_history history = {0};
  redial_situation s = {0};

  (void)state;
  assert_int_equal(redial_decide(&redial_profile_hunt_group, &history,
                                 &answered, &s).cancel_reason,
                   REDIAL_CANCEL_REASON_ANSWERED);
  s.origin = REDIAL_ORIGIN_CALLER_GONE;
  assert_int_equal(redial_decide(&redial_profile_hunt_group, &history, &gone,
                                 &s).cancel_reason,
                   REDIAL_CANCEL_REASON_ENDED);
}

/* amooma/GS5 320. */
static void a_dead_gateway_costs_its_setup_timer_and_not_the_ring_timer(
  void **state) {
  const redial_policy *policy = &redial_profile_carrier_failover;

  (void)state;
  assert_true(policy->setup_ms <= 4000);
  assert_true(policy->setup_ms * 2 < policy->ring_ms);
  assert_true(policy->setup_ms < policy->trying_ms);
  assert_true(policy->caller_delay_ms < policy->setup_ms * policy->attempts);
}

/* Asterisk RetryDial; pitfall 25. */
static void every_hunt_ends(void **state) {
  static redial_verdict (*const answers[])(const play *, uint32_t, uint32_t) =
    {says_486, says_480, says_503, says_600, says_603, says_404};
  uint32_t index;
  size_t i;

  (void)state;
  for (index = 0; index < 6; index++) {
    const char *name = redial_profile_name(index);
    redial_span span;

    span.ptr = name;
    span.len = strlen(name);
    for (i = 0; i < 6; i++) {
      play p = call(redial_profile_by_name(span), 6, i % 2 * 3, answers[i]);

      p.random = UINT32_MAX;
      play_call(&p);
      assert_int_equal(p.last.next, REDIAL_NEXT_STOP);
      assert_true(p.sent <= p.policy.attempts);
    }
  }
}

/* pjsip/pjproject 1640; newfies-dialer 14; the generic proposal. */
static void a_redialer_leaves_a_gap_and_stops(void **state) {
  play busy = call(&redial_profile_redialer, 1, 0, says_486);
  play away = call(&redial_profile_redialer, 1, 0, says_480);
  uint32_t i;

  (void)state;
  busy.random = UINT32_MAX; /* the shortest waits */
  away.random = UINT32_MAX;
  play_call(&busy);
  play_call(&away);
  assert_int_equal(busy.sent, 9);
  assert_int_equal(away.sent, 7);
  for (i = 1; i < busy.sent; i++) {
    assert_true(busy.sent_at[i] - busy.sent_at[i - 1] >= 60000);
  }
  for (i = 1; i < away.sent; i++) {
    assert_true(away.sent_at[i] - away.sent_at[i - 1] >= 300000);
  }
}

/* Appendix B; signalwire/freeswitch 2917: every gateway says 300 s. The
   server is well again after 100 s. */
static redial_verdict says_wait_300(const play *p, uint32_t e, uint32_t v) {
  redial_verdict verdict = redial_classify(503);

  (void)e, (void)v;
  if (p->now >= 100000) {
    return redial_classify(200);
  }
  verdict.has_retry_after = 1;
  verdict.retry_after_s = 300;
  return verdict;
}

static play patient(uint16_t options) {
  play p = call(&redial_profile_carrier_failover, 1, 4, says_wait_300);

  p.policy.options |= options;
  p.policy.deadline_ms = REDIAL_NO_LIMIT_MS;
  p.policy.caller_delay_ms = REDIAL_NO_LIMIT_MS;
  p.policy.attempts = REDIAL_NO_LIMIT;
  p.policy.endpoint_attempts = REDIAL_NO_LIMIT;
  p.policy.via_attempts = REDIAL_NO_LIMIT;
  p.policy.rounds = REDIAL_NO_LIMIT;
  return p;
}

static void strict_sends_nothing_until_the_hold_ends(void **state) {
  play p = patient(0);

  (void)state;
  play_call(&p);
  assert_int_equal(p.sent, 5);
  assert_int_equal(p.sent_at[3], 0);
  assert_true(p.sent_at[4] >= 300000);
  assert_true(p.sent_at[4] <= 330000);
}

static void resilient_probes_once_a_second_and_opens_with_one_success(
  void **state) {
  play p = patient(REDIAL_POLICY_RESILIENT);
  uint32_t i;

  (void)state;
  play_call(&p);
  assert_int_equal(p.last.next, REDIAL_NEXT_DONE);
  for (i = 4; i < p.sent; i++) {
    assert_true(p.sent_at[i] - p.sent_at[i - 1] >= 1000);
  }
  assert_in_range(p.sent_at[p.sent - 1], 100000, 101000);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_decline_is_never_rung_again_through_another_carrier),
    cmocka_unit_test(a_busy_callee_is_not_rung_through_all_gateways),
    cmocka_unit_test(a_full_trunk_is_left_when_the_operator_says_so),
    cmocka_unit_test(an_absent_callee_is_no_gateways_fault),
    cmocka_unit_test(busy_everywhere_is_not_busy_here),
    cmocka_unit_test(who_does_not_answer_is_rung_once_a_round),
    cmocka_unit_test(who_declined_is_not_rung_in_a_later_round),
    cmocka_unit_test(one_decline_does_not_end_a_ring_group),
    cmocka_unit_test(a_good_call_survives_two_dead_trunks),
    cmocka_unit_test(a_503_is_not_handed_upstream_to_be_failed_over_again),
    cmocka_unit_test(a_wrong_number_asks_two_carriers_and_not_seven),
    cmocka_unit_test(a_missed_call_is_logged_as_one),
    cmocka_unit_test(
      a_dead_gateway_costs_its_setup_timer_and_not_the_ring_timer),
    cmocka_unit_test(every_hunt_ends),
    cmocka_unit_test(a_redialer_leaves_a_gap_and_stops),
    cmocka_unit_test(strict_sends_nothing_until_the_hold_ends),
    cmocka_unit_test(
      resilient_probes_once_a_second_and_opens_with_one_success),
  };

  return cmocka_run_group_tests_name("policy_cases", tests, NULL, NULL);
}
