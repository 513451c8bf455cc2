#include "headers_support.h"
#include <stdio.h>
#include <stdlib.h>

#include "wire.h"

#define SEEN (REDIAL_MARK_Q850_SEEN | REDIAL_MARK_SIP_SEEN)

static void every_wire_message_says_what_it_should(void **state) {
  size_t i;

  (void)state;
  for (i = 0; i < WIRE_ROWS; i++) {
    const wire_row *row = &wire_rows[i];
    char bytes[4096];
    size_t length = wire_load(row->file, bytes, sizeof(bytes));
    redial_evidence seen;

    print_message("%s\n", row->file);
    assert_true(length > 0);
    assert_int_equal(redial_evidence_read(span_of_bytes(bytes, length), &seen),
                     REDIAL_OK);
    assert_int_equal(seen.code, row->code);
    assert_int_equal(seen.ns, REDIAL_NAMESPACE_SIP);
    assert_int_equal(seen.origin, REDIAL_ORIGIN_REMOTE);
    assert_int_equal(seen.method, row->method);
    assert_int_equal(seen.q850_cause, row->q850_cause);
    assert_int_equal(seen.sip_cause, row->sip_cause);
    assert_int_equal(seen.marks & ~(WIRE_CONTACTS | SEEN), row->marks);
    assert_int_equal((seen.marks & REDIAL_MARK_CONTACT) != 0,
                     row->code == 302);
  }
}

typedef struct timer_row {
  const char *file;
  int present;
  uint32_t seconds;
  redial_damage damage;
} timer_row;

static void the_timers_of_the_wire_messages_are_read(void **state) {
  static const timer_row rows[] = {
    {"02-do-not-disturb-with-a-comment", 1, 120, REDIAL_DAMAGE_NONE},
    {"04-busy-everywhere", 1, 600, REDIAL_DAMAGE_NONE},
    {"18-human-decline", 0, 0, REDIAL_DAMAGE_NONE},
    {"19-decline-with-an-invitation", 1, 1800, REDIAL_DAMAGE_NONE},
    {"46-shedding-load", 1, 120, REDIAL_DAMAGE_NONE},
    {"48-retry-at-once", 1, 0, REDIAL_DAMAGE_NONE},
    {"52-unknown-4xx-and-6xx", 1, 90, REDIAL_DAMAGE_NONE},
    {"58-compact-names-lower-case-no-spaces", 1, 45, REDIAL_DAMAGE_NONE},
    {"65-overflowing-timer", 1, 4294967295u, REDIAL_DAMAGE_SATURATED},
    {"66-http-date", 0, 0, REDIAL_DAMAGE_MALFORMED},
    {"67-two-timers", 1, 60, REDIAL_DAMAGE_MALFORMED},
    {"68-rubbish-timers", 0, 0, REDIAL_DAMAGE_MALFORMED},
    {"69-unclosed-comment", 1, 90, REDIAL_DAMAGE_MALFORMED},
  };
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    char bytes[4096];
    size_t length = wire_load(rows[i].file, bytes, sizeof(bytes));
    redial_evidence seen;

    print_message("%s\n", rows[i].file);
    assert_int_equal(redial_evidence_read(span_of_bytes(bytes, length), &seen),
                     REDIAL_OK);
    assert_int_equal(seen.retry_after.present, rows[i].present);
    assert_int_equal(seen.retry_after.seconds, rows[i].seconds);
    assert_int_equal(seen.retry_after.damage, rows[i].damage);
  }
}

static void assert_warnings(const char *file, uint16_t first,
                            uint16_t second) {
  char bytes[4096];
  size_t length = wire_load(file, bytes, sizeof(bytes));
  redial_evidence seen;

  assert_int_equal(redial_evidence_read(span_of_bytes(bytes, length), &seen),
                   REDIAL_OK);
  assert_int_equal(seen.warnings[0], first);
  assert_int_equal(seen.warnings[1], second);
  assert_int_equal(seen.warnings[2], 0);
}

static void the_warnings_of_the_wire_messages_are_read(void **state) {
  (void)state;
  assert_warnings("36-codec-mismatch-with-two-warnings", 305, 370);
  assert_warnings("38-sips-required", 381, 0);
  assert_warnings("73-broken-warnings", 304, 370);
}

/* A copy that ends exactly where the message does, so that a sanitizer sees
   every byte read beyond it. */
static redial_status read_copy(const char *bytes, size_t length,
                               redial_evidence *seen) {
  char *copy = (char *)malloc(length == 0 ? 1 : length);
  redial_status status;

  assert_non_null(copy);
  memcpy(copy, bytes, length);
  status = redial_evidence_read(span_of_bytes(copy, length), seen);
  free(copy);
  return status;
}

static size_t line_length(const char *bytes, size_t length) {
  const char *end = (const char *)memchr(bytes, '\r', length);

  return end == NULL ? length : (size_t)(end - bytes);
}

static void a_cut_message_keeps_its_code(void **state) {
  size_t i;

  (void)state;
  for (i = 0; i < WIRE_ROWS; i++) {
    char bytes[4096];
    size_t length = wire_load(wire_rows[i].file, bytes, sizeof(bytes));
    size_t line = line_length(bytes, length);
    size_t cut;

    for (cut = 0; cut <= length; cut++) {
      redial_evidence seen;
      redial_status status = read_copy(bytes, cut, &seen);

      if (memcmp(bytes, "SIP", 3) == 0 && cut >= line) {
        assert_int_equal(status, REDIAL_OK);
        assert_int_equal(seen.code, wire_rows[i].code);
      }
    }
  }
}

/* Bytes that mean something somewhere. */
static const char replacements[] = "\0\r\n \t\"\\(),;:=<>%0A\x80\xff";

static void a_changed_byte_behind_the_status_line_keeps_the_code(
  void **state) {
  size_t i;

  (void)state;
  for (i = 0; i < WIRE_ROWS; i++) {
    char bytes[4096];
    size_t length = wire_load(wire_rows[i].file, bytes, sizeof(bytes));
    size_t line = line_length(bytes, length);
    size_t at;

    for (at = 0; at < length; at++) {
      char kept = bytes[at];
      size_t r;

      for (r = 0; r < sizeof(replacements) - 1; r++) {
        redial_evidence seen;
        redial_status status;

        bytes[at] = replacements[r];
        status = read_copy(bytes, length, &seen);
        if (memcmp(bytes, "SIP", 3) == 0 && at > line) {
          assert_int_equal(status, REDIAL_OK);
          assert_int_equal(seen.code, wire_rows[i].code);
        }
      }
      bytes[at] = kept;
    }
  }
}

static void a_missing_byte_behind_the_status_line_keeps_the_code(
  void **state) {
  size_t i;

  (void)state;
  for (i = 0; i < WIRE_ROWS; i++) {
    char bytes[4096];
    char copy[4096];
    size_t length = wire_load(wire_rows[i].file, bytes, sizeof(bytes));
    size_t line = line_length(bytes, length);
    size_t at;

    for (at = line + 1; at < length; at++) {
      redial_evidence seen;
      redial_status status;

      memcpy(copy, bytes, at);
      memcpy(copy + at, bytes + at + 1, length - at - 1);
      status = read_copy(copy, length - 1, &seen);
      if (memcmp(bytes, "SIP", 3) == 0 && at > line + 1) {
        assert_int_equal(status, REDIAL_OK);
        assert_int_equal(seen.code, wire_rows[i].code);
      }
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_wire_message_says_what_it_should),
    cmocka_unit_test(the_timers_of_the_wire_messages_are_read),
    cmocka_unit_test(the_warnings_of_the_wire_messages_are_read),
    cmocka_unit_test(a_cut_message_keeps_its_code),
    cmocka_unit_test(a_changed_byte_behind_the_status_line_keeps_the_code),
    cmocka_unit_test(a_missing_byte_behind_the_status_line_keeps_the_code),
  };

  return cmocka_run_group_tests_name("wire", tests, NULL, NULL);
}
