#include "support.h"
#include <stdbool.h>
#include <string.h>

/* Every outcome x about x scope x retry, against limits at 0, 1 and max and
   against who is left: what must hold of any decision. */

typedef struct walk {
  redial_policy policy;
  redial_history history;
  redial_verdict verdict;
  redial_situation situation;
} walk;

static bool is_among(uint32_t value, uint32_t first, uint32_t last) {
  return value >= first && value <= last;
}

/* Reasons after which nothing may follow. */
static bool is_final(uint8_t why) {
  switch ((redial_why)why) {
  case REDIAL_WHY_WITHDRAWN:
  case REDIAL_WHY_CALLER_GONE:
  case REDIAL_WHY_NOTHING_FAILED:
  case REDIAL_WHY_DEADLINE:
  case REDIAL_WHY_STRICT_6XX:
  case REDIAL_WHY_ATTEMPTS:
  case REDIAL_WHY_CALLER_DELAY:
  case REDIAL_WHY_REQUEST:
  case REDIAL_WHY_DIALOG:
  case REDIAL_WHY_FATAL:
  case REDIAL_WHY_NOBODY_LEFT:
  case REDIAL_WHY_ROUNDS:
  case REDIAL_WHY_TRIES:
  case REDIAL_WHY_TOO_LATE:
    return true;
  default:
    return false;
  }
}

static void check_answer(const redial_decision *d) {
  assert_true(d->next <= REDIAL_NEXT_STOP);
  assert_in_range(d->why, REDIAL_WHY_GOING_ON, REDIAL_WHY_TOO_LATE);
  if (is_final(d->why)) {
    assert_int_equal(d->next, REDIAL_NEXT_STOP);
  }
  if (d->next == REDIAL_NEXT_STOP) {
    assert_int_equal(d->wait_ms, 0);
    assert_int_equal(d->marks & ~REDIAL_DECISION_EARNS, 0);
    assert_in_range(d->reply_code, 300, 699);
    assert_int_not_equal(d->reply_code, 503);
  } else {
    assert_int_equal(d->reply_code, 0);
    assert_int_equal(d->treatment, REDIAL_TREATMENT_NONE);
  }
  assert_true((d->cancel == 0) == (d->cancel_reason == 0));
  assert_true((d->hold == 0) == (d->hold_ms == 0));
}

static void check_wait(const walk *w, const redial_decision *d) {
  uint32_t most = w->policy.cap_ms;

  if (w->verdict.has_retry_after) {
    most = w->policy.retry_after_max_ms + w->policy.retry_after_max_ms / 10;
  }
  if (d->next == REDIAL_NEXT_AGAIN) {
    assert_in_range(d->wait_ms, w->policy.floor_ms, most);
  } else if (d->next != REDIAL_NEXT_REPAIR) {
    assert_int_equal(d->wait_ms, 0);
  }
}

static void check_people(const walk *w, const redial_decision *d) {
  const redial_situation *s = &w->situation;

  if (d->why < REDIAL_WHY_DEADLINE) {
    return;
  }
  if (is_among(w->verdict.outcome, REDIAL_OUTCOME_DECLINED,
               REDIAL_OUTCOME_BLOCKED)) {
    assert_int_not_equal(d->next, REDIAL_NEXT_ROUTE);
    if (d->next != REDIAL_NEXT_STOP) {
      assert_true((d->leaves & REDIAL_LEAVES_PERSON) != 0);
      assert_int_equal(d->cancel, w->verdict.effective >= 600 &&
                                      (w->policy.options &
                                       REDIAL_POLICY_STRICT_6XX) != 0
                                    ? REDIAL_CANCEL_ALL
                                    : REDIAL_CANCEL_PERSON);
    }
  }
  if (d->next == REDIAL_NEXT_ENDPOINT) {
    uint32_t same = (d->leaves & (REDIAL_LEAVES_PERSON |
                                  REDIAL_LEAVES_PERSON_ROUND)) != 0
                      ? s->same_person_left
                      : 0;

    assert_true(s->endpoints_left > same);
  }
  if (d->next == REDIAL_NEXT_ROUTE) {
    assert_true(s->has_via && s->vias_left > 0 && !s->budget_spent);
    assert_true(s->progress < REDIAL_PROGRESS_EARLY_MEDIA);
  }
}

static void check_limits(const walk *w, const redial_decision *d) {
  if (!is_among(d->next, REDIAL_NEXT_ENDPOINT, REDIAL_NEXT_AGAIN)) {
    return;
  }
  assert_true(w->history.attempts < w->policy.attempts);
  if (d->next == REDIAL_NEXT_ROUTE) {
    assert_true(w->situation.endpoint_attempts + 1 <
                w->policy.endpoint_attempts);
  }
  if ((d->marks & REDIAL_DECISION_ROUND) != 0) {
    assert_true(w->history.rounds + 1 < w->policy.rounds);
  }
}

/* Only a server's fault counts against a via, only people's against an
   endpoint that has one. */
static void check_blame(const walk *w, const redial_decision *d) {
  redial_family family =
    redial_outcome_family((redial_outcome)w->verdict.outcome);

  if (d->blame == REDIAL_PARTY_VIA) {
    assert_true(w->situation.has_via && family == REDIAL_FAMILY_NETWORK);
    assert_in_range(w->verdict.about, REDIAL_ABOUT_SERVER, REDIAL_ABOUT_PATH);
  }
  if (d->blame == REDIAL_PARTY_PERSON ||
      (d->blame == REDIAL_PARTY_ENDPOINT && w->situation.has_via)) {
    assert_int_equal(family, REDIAL_FAMILY_CALLEE);
  }
  if ((d->marks & REDIAL_DECISION_PAYS) != 0) {
    assert_true(w->situation.has_via);
  }
}

/* More of anything never stops a call that went on with less. */
static void check_monotone(walk *w, const redial_decision *spent) {
  redial_decision d;

  if (!w->situation.budget_spent) {
    return;
  }
  w->situation.budget_spent = 0;
  d = redial_decide(&w->policy, &w->history, &w->verdict, &w->situation);
  w->situation.budget_spent = 1;
  if (spent->next != REDIAL_NEXT_STOP) {
    assert_int_not_equal(d.next, REDIAL_NEXT_STOP);
  }
  if (d.next != REDIAL_NEXT_ROUTE && (d.marks & REDIAL_DECISION_PAYS) == 0) {
    assert_memory_equal(&d, spent, sizeof(d));
  }
}

static void check(walk *w) {
  redial_decision d =
    redial_decide(&w->policy, &w->history, &w->verdict, &w->situation);

  check_answer(&d);
  check_wait(w, &d);
  check_people(w, &d);
  check_limits(w, &d);
  check_blame(w, &d);
  check_monotone(w, &d);
}

static uint16_t limit_at(uint32_t which) {
  return (uint16_t)(which == 0 ? 0 : which == 1 ? 1 : REDIAL_NO_LIMIT);
}

static void set_limits(walk *w, uint32_t bits) {
  w->policy.attempts = limit_at(bits % 3);
  w->policy.endpoint_attempts = limit_at(bits / 3 % 3);
  w->policy.via_attempts = limit_at(bits / 9 % 3);
  w->policy.rounds = limit_at(bits / 27 % 3);
}

static void set_left(walk *w, uint32_t bits) {
  redial_situation *s = &w->situation;

  s->endpoints_left = (bits & 1) * 2;
  s->same_person_left = s->endpoints_left / 2 * (1 + (bits >> 1 & 1));
  s->endpoints_back = bits >> 2 & 1;
  s->has_via = bits >> 3 & 1;
  s->vias_left = bits >> 4 & 1;
  s->budget_spent = bits >> 5 & 1;
}

static void set_words(walk *w, uint32_t about, uint32_t scope,
                      uint32_t retry) {
  w->verdict.about = (uint8_t)about;
  w->verdict.scope = (uint8_t)scope;
  w->verdict.retry = (uint8_t)retry;
}

static walk start(void) {
  walk w;
  int i;

  memset(&w, 0, sizeof(w));
  w.policy = redial_profile_hunt_group;
  w.policy.retry_after_min_ms = w.policy.floor_ms;
  w.policy.group_faults = 1;
  for (i = 0; i < REDIAL_OUTCOMES; i++) {
    w.policy.plan[i].tries = (uint8_t)(i % 2 * 9);
    w.policy.plan[i].wait_ms = 1000u * (uint32_t)i;
    w.policy.plan[i].hold_ms = (uint32_t)i % 3;
  }
  redial_history_place(&w.history, 500);
  w.situation.now_ms = 1000;
  w.situation.random = 0x12345678u;
  return w;
}

static void every_decision_keeps_what_is_promised(void **state) {
  walk w = start();
  uint32_t outcome, words, limits, left;

  (void)state;
  for (outcome = 0; outcome < REDIAL_OUTCOMES; outcome++) {
    w.verdict.outcome = (uint8_t)outcome;
    for (words = 0; words < 8 * 8 * 5; words++) {
      set_words(&w, words % 8, words / 8 % 8, words / 64);
      for (limits = 0; limits < 81; limits++) {
        set_limits(&w, limits);
        for (left = 0; left < 64; left += 5 + (words + limits) % 7) {
          set_left(&w, left);
          check(&w);
        }
      }
    }
  }
}

static void so_does_every_code_with_all_else(void **state) {
  walk w = start();
  int32_t code;
  uint32_t bits, left;

  (void)state;
  for (code = 100; code <= 699; code++) {
    w.verdict = redial_classify(code);
    w.verdict.retry_after_s = 300;
    for (bits = 0; bits < 256; bits++) {
      w.verdict.has_retry_after = bits & 1;
      w.policy.options = (uint16_t)(bits >> 1 & 0x1f);
      w.policy.repairs = (bits >> 6 & 1) != 0 ? REDIAL_REPAIRS : 0;
      w.situation.progress =
        (bits >> 7 & 1) != 0 ? REDIAL_PROGRESS_EARLY_MEDIA : 0;
      for (left = bits % 8; left < 64; left += 8) {
        set_left(&w, left);
        check(&w);
      }
    }
  }
}

static void any_bytes_give_a_decision(void **state) {
  uint32_t seed = 1812433253u;
  int i;

  (void)state;
  for (i = 0; i < 200000; i++) {
    unsigned char bytes[sizeof(walk)];
    redial_decision d;
    walk w;
    size_t k;

    for (k = 0; k < sizeof(bytes); k++) {
      seed = seed * 1664525u + 1013904223u;
      bytes[k] = (unsigned char)(seed >> 24);
    }
    memcpy(&w, bytes, sizeof(w));
    d = redial_decide(&w.policy, &w.history, &w.verdict, &w.situation);
    assert_true(d.next <= REDIAL_NEXT_STOP);
    assert_in_range(d.why, REDIAL_WHY_GOING_ON, REDIAL_WHY_TOO_LATE);
    redial_history_note(&w.history, &w.verdict, &w.situation, &d);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_decision_keeps_what_is_promised),
    cmocka_unit_test(so_does_every_code_with_all_else),
    cmocka_unit_test(any_bytes_give_a_decision),
  };

  return cmocka_run_group_tests_name("policy_walk", tests, NULL, NULL);
}
