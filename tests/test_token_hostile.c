#include "hunt_support.h"

/* Tokens that a stranger has made with a good check sum, and what all tokens
   have in common. */

#define BYTES 150u

static const char letters[] =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* A token taken apart: its bytes, without the check sum. */
typedef struct parts {
  uint8_t bytes[BYTES + 10];
  uint32_t length;
} parts;

static uint32_t sum_of(const uint8_t *bytes, uint32_t length) {
  uint32_t sum = 0xffffffffu;
  uint32_t i;
  uint32_t bit;

  for (i = 0; i < length; i++) {
    sum ^= bytes[i];
    for (bit = 0; bit < 8; bit++) {
      sum = sum >> 1 ^ (0xedb88320u & (0u - (sum & 1)));
    }
  }
  return ~sum;
}

/* Are the last bytes the sum of those before? It is a number of 7 bits a byte,
   the lowest first. */
static bool sum_is(const parts *p, uint32_t tail) {
  uint32_t sum = 0;
  uint32_t i;

  for (i = 0; i < tail; i++) {
    sum |= (uint32_t)(p->bytes[p->length - tail + i] & 0x7f) << 7 * i;
  }
  return sum == sum_of(p->bytes, p->length - tail);
}

static parts taken_apart(const char *text) {
  parts p;
  uint32_t held = 0;
  uint32_t bits = 0;
  uint32_t tail = 1;

  p.length = 0;
  for (; *text != '\0'; text++) {
    held = held << 6 | (uint32_t)(strchr(letters, *text) - letters);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      p.bytes[p.length++] = (uint8_t)(held >> bits);
    }
  }
  while (tail < 6 && !sum_is(&p, tail)) {
    tail++;
  }
  assert_true(tail < 6);
  p.length -= tail;
  return p;
}

static void put_together(const parts *from, char *text) {
  parts p = *from;
  uint32_t sum = sum_of(p.bytes, p.length);
  uint32_t bits;
  uint32_t i = 0;

  do {
    p.bytes[p.length++] = (uint8_t)((sum & 0x7f) | (sum > 0x7f ? 0x80 : 0));
    sum >>= 7;
  } while (sum > 0);
  for (bits = 0; bits < p.length * 8; bits += 6) {
    uint32_t pair = (uint32_t)p.bytes[bits / 8] << 8;

    if (bits / 8 + 1 < p.length) {
      pair |= p.bytes[bits / 8 + 1];
    }
    text[i++] = letters[pair >> (10 - bits % 8) & 63];
  }
  text[i] = '\0';
}

static redial_span span_of(const char *text) {
  redial_span span;

  span.ptr = text;
  span.len = strlen(text);
  return span;
}

/* A call of three phones and two gateways, somewhere in its middle. */
static void in_the_middle(test_call *t, uint64_t *seed, char *text) {
  static const int16_t codes[] = {486, 603, 503, 180, 404, 302};
  uint32_t steps = test_random(seed) % 8;
  redial_step step;

  test_call_open(t, &redial_profile_hunt_group, 3);
  t->whom.targets[0].person = 5;
  t->whom.targets[1].person = UINT64_C(0x1234567800000005);
  test_call_apply(t);
  t->policy.repairs = REDIAL_REPAIRS;
  if (test_random(seed) % 2) {
    test_call_vias(t, 2);
  }
  for (; steps > 0; steps--) {
    step = test_call_poll(t);
    if (step.kind == REDIAL_STEP_DIAL && steps > 1) {
      test_call_code(t, &step, codes[test_random(seed) % 6]);
    }
  }
  if (redial_hunt_token_write(&t->hunt, text, REDIAL_HUNT_TOKEN_MAX + 1) !=
      REDIAL_OK) {
    text[0] = '\0';
  }
}

static void every_token_is_short_and_fits_a_url(void **state) {
  uint64_t seed = 1;
  uint32_t i;

  (void)state;
  for (i = 0; i < 20000; i++) {
    char text[REDIAL_HUNT_TOKEN_MAX + 1];
    char again[REDIAL_HUNT_TOKEN_MAX + 1];
    redial_hunt hunt;
    test_call t;

    in_the_middle(&t, &seed, text);
    assert_true(strlen(text) <= REDIAL_HUNT_TOKEN_MAX);
    assert_int_equal(strspn(text, letters), strlen(text));
    if (text[0] != '\0') { /* one hunt, one token */
      assert_int_equal(redial_hunt_token_read(span_of(text), &hunt), REDIAL_OK);
      hunt.marks = t.hunt.marks; /* "was read" is a mark, too */
      assert_int_equal(redial_hunt_token_write(&hunt, again, sizeof(again)),
                       REDIAL_OK);
      assert_string_equal(again, text);
    }
    test_pool_close(&t.whom);
    test_pool_close(&t.via);
  }
}

/* The same text on every machine. */
static void a_token_is_the_same_everywhere(void **state) {
  char text[REDIAL_HUNT_TOKEN_MAX + 1];
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 3);
  step = test_call_want(&t, REDIAL_STEP_DIAL);
  test_call_code(&t, &step, 486);
  test_call_want(&t, REDIAL_STEP_DIAL);
  assert_int_equal(redial_hunt_token_write(&t.hunt, text, sizeof(text)),
                   REDIAL_OK);
  assert_string_equal(text, "AQAAAegHAwr_tJilD-YDFQEAAADmA-"
                            "YD5gMEDAISAAAAAAACAAAACgQAAAABAgoAAAABAAEAAhEA"
                            "AAERAQAB1pOsbw");
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  test_call_close(&t);
}

/* Some bytes changed, then the sum made good. */
static void spoil(parts *p, uint64_t *seed) {
  uint32_t changes = 1 + test_random(seed) % 4;

  for (; changes > 0; changes--) {
    uint32_t at = 1 + test_random(seed) % (p->length - 1);

    switch (test_random(seed) % 4) {
    case 0:
      p->bytes[at] = (uint8_t)test_random(seed);
      break;
    case 1:
      p->bytes[at] ^= (uint8_t)(1u << test_random(seed) % 8);
      break;
    case 2: /* one byte less */
      memmove(p->bytes + at, p->bytes + at + 1, p->length - at - 1);
      p->length -= p->length > 20;
      break;
    default: /* one more */
      if (p->length < BYTES - 6) {
        memmove(p->bytes + at + 1, p->bytes + at, p->length - at);
        p->length++;
        p->bytes[at] = (uint8_t)test_random(seed);
      }
      break;
    }
  }
}

/* Whatever it says, the pools stay sound and the call ends. */
static void play(test_call *t, uint64_t *seed) {
  static const int16_t codes[] = {486, 603, 503, 200, 404, 302, 180};
  uint32_t i;

  for (i = 0; i < 60; i++) {
    redial_step step = test_call_poll(t);

    if (step.kind == REDIAL_STEP_WAIT) {
      t->now = step.wake_ms != REDIAL_NEVER && step.wake_ms > t->now
                 ? step.wake_ms
                 : t->now + 60000;
    } else if (step.kind == REDIAL_STEP_DIAL ||
               step.kind == REDIAL_STEP_REPAIR) {
      assert_true(step.whom < 3);
      test_call_code(t, &step, codes[test_random(seed) % 7]);
    }
  }
  redial_hunt_summary(&t->hunt);
  redial_hunt_why(&t->hunt, NULL, 0);
  redial_hunt_forwarded(&t->hunt, &t->scene, 1001);
  redial_why_not(&t->scene, &t->hunt, 1, t->now);
  redial_hunt_caller_gone(&t->hunt, &t->scene, t->now);
}

static void a_token_with_a_made_up_sum_harms_nobody(void **state) {
  uint64_t seed = 7;
  uint32_t taken = 0;
  uint32_t i;

  (void)state;
  for (i = 0; i < 60000; i++) {
    char text[REDIAL_HUNT_TOKEN_MAX + 20];
    redial_hunt read;
    redial_status status;
    parts p;
    test_call t;

    in_the_middle(&t, &seed, text);
    if (text[0] != '\0') {
      p = taken_apart(text);
      spoil(&p, &seed);
      put_together(&p, text);
      memset(&read, 0x5a, sizeof(read));
      status = redial_hunt_token_read(span_of(text), &read);
      assert_true(status == REDIAL_OK || status == REDIAL_ERR_CORRUPT ||
                  status == REDIAL_ERR_SYNTAX);
      if (status == REDIAL_OK) {
        t.hunt = read;
        taken++;
        play(&t, &seed);
      } else {
        assert_int_equal(((uint8_t *)&read)[0], 0x5a);
      }
    }
    assert_int_equal(redial_pool_check(&t.whom.pool), REDIAL_OK);
    test_pool_close(&t.whom);
    test_pool_close(&t.via);
  }
  assert_true(taken > 1000); /* many are good enough to be played */
}

/* Slots just within and just beyond the pools. */
static redial_step_kind by_slots(uint32_t whom, uint32_t via) {
  char text[REDIAL_HUNT_TOKEN_MAX + 1];
  redial_step step;
  test_call t;

  test_call_open(&t, &redial_profile_hunt_group, 3);
  test_call_vias(&t, 2);
  t.policy.attempts = 30;
  test_call_want(&t, REDIAL_STEP_DIAL);
  t.hunt.legs[0].whom.slot = whom;
  t.hunt.legs[0].via.slot = via;
  t.hunt.legs[0].state = 5; /* to be cancelled, so that no lease is asked for */
  assert_int_equal(redial_hunt_token_write(&t.hunt, text, sizeof(text)),
                   REDIAL_OK);
  assert_int_equal(redial_hunt_token_read(span_of(text), &t.hunt), REDIAL_OK);
  step = test_call_poll(&t);
  redial_hunt_caller_gone(&t.hunt, &t.scene, t.now);
  test_pool_close(&t.whom);
  test_pool_close(&t.via);
  return (redial_step_kind)step.kind;
}

static void a_leg_of_no_slot_of_the_pools_is_forgotten(void **state) {
  (void)state;
  assert_int_equal(by_slots(2, 1), REDIAL_STEP_CANCEL);
  assert_int_equal(by_slots(3, 1), REDIAL_STEP_DIAL);
  assert_int_equal(by_slots(2, 2), REDIAL_STEP_DIAL);
  assert_int_equal(by_slots(999999, 1), REDIAL_STEP_DIAL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_token_is_short_and_fits_a_url),
    cmocka_unit_test(a_token_is_the_same_everywhere),
    cmocka_unit_test(a_token_with_a_made_up_sum_harms_nobody),
    cmocka_unit_test(a_leg_of_no_slot_of_the_pools_is_forgotten),
  };

  return cmocka_run_group_tests_name("token_hostile", tests, NULL, NULL);
}
