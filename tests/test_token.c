#include "hunt_support.h"

static const char alphabet[] =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static redial_span test_span(const char *text) {
  redial_span span;

  span.ptr = text;
  span.len = strlen(text);
  return span;
}

/* Writes and reads the hunt of a call; what is read takes its place. */
static void test_round_trip(test_call *t) {
  char text[REDIAL_HUNT_TOKEN_MAX + 1];
  char again[REDIAL_HUNT_TOKEN_MAX + 1];
  redial_hunt read;

  assert_int_equal(redial_hunt_token_write(&t->hunt, text, sizeof(text)),
                   REDIAL_OK);
  assert_true(strlen(text) <= REDIAL_HUNT_TOKEN_MAX);
  assert_int_equal(strspn(text, alphabet), strlen(text));
  assert_int_equal(redial_hunt_token_read(test_span(text), &read), REDIAL_OK);
  t->hunt = read;
  /* From now on a token says the same, but for the mark of its origin. */
  assert_int_equal(redial_hunt_token_write(&t->hunt, text, sizeof(text)),
                   REDIAL_OK);
  assert_int_equal(redial_hunt_token_read(test_span(text), &read), REDIAL_OK);
  assert_int_equal(redial_hunt_token_write(&read, again, sizeof(again)),
                   REDIAL_OK);
  assert_string_equal(text, again);
}

static void a_hunt_goes_on_from_its_token(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_carrier_failover, 2);
  test_call_vias(&t, 3);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_round_trip(&t);
  test_call_code(&t, &step, 503);
  test_round_trip(&t);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(step.via, 1);
  test_round_trip(&t);
  assert_int_equal(test_call_code(&t, &step, 200), REDIAL_OK);
  test_round_trip(&t);
  step = test_call_want(&t, REDIAL_STEP_DONE);
  assert_int_equal(step.via, 1);
  assert_int_equal(redial_hunt_summary(&t.hunt).attempts, 2);
  test_call_close(&t);
}

static void who_declined_stays_out_by_the_token(void **state) {
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 3);
  t.whom.targets[0].person = UINT64_MAX;
  t.whom.targets[1].person = UINT64_MAX;
  test_call_apply(&t);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 603);
  for (step = test_call_later(&t); step.kind == REDIAL_STEP_DIAL;
       step = test_call_later(&t)) {
    test_round_trip(&t);
    assert_int_equal(step.whom, 2);
    test_call_code(&t, &step, 486);
    test_round_trip(&t);
  }
  assert_int_equal(step.kind, REDIAL_STEP_STOP);
  test_call_close(&t);
}

static void a_round_of_many_asks_nobody_twice_by_the_token(void **state) {
  bool rung[40] = {false};
  test_call t;
  redial_step step;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 40);
  t.policy.rounds = 1;
  t.policy.attempts = 100;
  t.now = 1700000000000u; /* a clock that several machines share */
  redial_hunt_begin(&t.hunt, t.now);
  for (step = test_call_later(&t); step.kind == REDIAL_STEP_DIAL;
       step = test_call_later(&t)) {
    assert_false(rung[step.whom]);
    rung[step.whom] = true;
    test_round_trip(&t);
    test_call_timeout(&t, &step, REDIAL_PROGRESS_RINGING);
    test_round_trip(&t);
  }
  assert_true(redial_hunt_summary(&t.hunt).attempts >= 30);
  test_call_close(&t);
}

static void several_legs_have_no_token(void **state) {
  char text[REDIAL_HUNT_TOKEN_MAX + 1];
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  t.scene.width = 2;
  test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(redial_hunt_token_write(&t.hunt, text, sizeof(text)),
                   REDIAL_ERR_STATE);
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

/* A token in the middle of a call. */
static void test_token(char *text, size_t size) {
  test_call t;
  redial_step step;

  test_call_open(&t, &redial_profile_hunt_group, 4);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 486);
  test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(redial_hunt_token_write(&t.hunt, text, size), REDIAL_OK);
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

static void a_buffer_too_small_is_left_alone(void **state) {
  char text[REDIAL_HUNT_TOKEN_MAX + 1];
  char little[8] = "before";
  redial_hunt hunt;

  (void)state;
  test_token(text, sizeof(text));
  assert_int_equal(redial_hunt_token_read(test_span(text), &hunt), REDIAL_OK);
  assert_int_equal(redial_hunt_token_write(&hunt, little, sizeof(little)),
                   REDIAL_ERR_SPACE);
  assert_string_equal(little, "before");
  assert_int_equal(redial_hunt_token_write(&hunt, text, strlen(text)),
                   REDIAL_ERR_SPACE);
}

static void every_truncation_is_refused(void **state) {
  char text[REDIAL_HUNT_TOKEN_MAX + 1];
  redial_hunt hunt;
  redial_hunt before;
  redial_span part;

  (void)state;
  test_token(text, sizeof(text));
  memset(&hunt, 0x5a, sizeof(hunt));
  before = hunt;
  part = test_span(text);
  while (part.len > 0) {
    part.len--;
    assert_true(redial_hunt_token_read(part, &hunt) < 0);
    assert_memory_equal(&hunt, &before, sizeof(hunt));
  }
}

static void what_follows_a_token_is_refused(void **state) {
  char text[REDIAL_HUNT_TOKEN_MAX + 1];
  redial_hunt hunt;
  uint32_t more;

  (void)state;
  test_token(text, sizeof(text));
  for (more = 0; more < 8; more++) {
    strcat(text, "A");
    assert_true(redial_hunt_token_read(test_span(text), &hunt) < 0);
  }
}

static void every_changed_character_is_refused(void **state) {
  char text[REDIAL_HUNT_TOKEN_MAX + 1];
  redial_hunt hunt;
  size_t i;
  int c;

  (void)state;
  test_token(text, sizeof(text));
  for (i = 0; i < strlen(text); i++) {
    char kept = text[i];

    for (c = 1; c < 256; c++) {
      text[i] = (char)c;
      assert_true(text[i] == kept ||
                  redial_hunt_token_read(test_span(text), &hunt) < 0);
    }
    text[i] = kept;
  }
}

static void two_changed_characters_are_refused_or_harmless(void **state) {
  char text[REDIAL_HUNT_TOKEN_MAX + 1];
  uint64_t seed = 3;
  redial_hunt hunt;
  uint32_t i;
  uint32_t length;

  (void)state;
  test_token(text, sizeof(text));
  length = (uint32_t)strlen(text);
  for (i = 0; i < 20000; i++) {
    char bad[REDIAL_HUNT_TOKEN_MAX + 1];
    uint32_t at = test_random(&seed) % length;

    memcpy(bad, text, sizeof(bad));
    bad[at] = alphabet[test_random(&seed) % 64];
    bad[test_random(&seed) % length] = alphabet[test_random(&seed) % 64];
    assert_true(strcmp(bad, text) == 0 ||
                redial_hunt_token_read(test_span(bad), &hunt) < 0);
  }
}

static void text_that_is_no_token_is_refused(void **state) {
  static const char *const texts[] = {
    "", "A", "AA", "=", "Zm9v", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};
  redial_hunt hunt;
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
    assert_true(redial_hunt_token_read(test_span(texts[i]), &hunt) < 0);
  }
  assert_int_equal(redial_hunt_token_read(test_span("Ag"), &hunt),
                   REDIAL_ERR_VERSION);
}

/* A stranger can compute a check sum: what a hunt makes of it is harmless. */
static void a_token_of_another_pool_is_harmless(void **state) {
  char text[REDIAL_HUNT_TOKEN_MAX + 1];
  test_call large;
  test_call t;
  redial_step step;
  redial_evidence busy = test_code(486);

  (void)state;
  test_call_open(&large, &redial_profile_hunt_group, 500);
  large.scene.whom.selector = test_in_order[0];
  for (step = test_call_later(&large); step.whom < 20;
       step = test_call_later(&large)) {
    test_call_code(&large, &step, 486);
  }
  assert_int_equal(redial_hunt_token_write(&large.hunt, text, sizeof(text)),
                   REDIAL_OK);
  redial_hunt_caller_gone(&large.hunt, &large.scene, large.now);
  test_call_open(&t, &redial_profile_hunt_group, 2);
  assert_int_equal(redial_hunt_token_read(test_span(text), &t.hunt),
                   REDIAL_OK);
  t.now = large.now;
  assert_int_equal(test_call_event(&t, step.lease, &busy),
                   REDIAL_ERR_NO_LEASE);
  step = test_call_later(&t);
  while (step.kind == REDIAL_STEP_DIAL) {
    test_call_code(&t, &step, 486);
    step = test_call_later(&t);
  }
  assert_int_equal(step.kind, REDIAL_STEP_STOP);
  test_call_close(&large);
  test_call_close(&t);
}

#define T(name) cmocka_unit_test(name)

int main(void) {
  const struct CMUnitTest tests[] = {
    T(a_hunt_goes_on_from_its_token),
    T(who_declined_stays_out_by_the_token),
    T(a_round_of_many_asks_nobody_twice_by_the_token),
    T(several_legs_have_no_token),
    T(a_buffer_too_small_is_left_alone),
    T(every_truncation_is_refused),
    T(what_follows_a_token_is_refused),
    T(every_changed_character_is_refused),
    T(two_changed_characters_are_refused_or_harmless),
    T(text_that_is_no_token_is_refused),
    T(a_token_of_another_pool_is_harmless),
  };

  return cmocka_run_group_tests_name("token", tests, NULL, NULL);
}
