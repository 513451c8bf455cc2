#include "headers_support.h"
#include <stdio.h>

/* A cause and a text in the usual form are read by a short way, in builds for
   speed. A blank behind the semicolon means nothing, and leads by the other
   way: both must say the same. */

static void assert_same_span(redial_span a, redial_span b) {
  assert_int_equal(a.len, b.len);
  assert_int_equal(a.ptr == NULL, b.ptr == NULL);
  if (a.len > 0) {
    assert_memory_equal(a.ptr, b.ptr, a.len);
  }
}

static void assert_same_value(const redial_reason *a, const redial_reason *b) {
  assert_same_span(a->protocol, b->protocol);
  assert_same_span(a->text, b->text);
  assert_int_equal(a->cause, b->cause);
  assert_int_equal(a->has_cause, b->has_cause);
  assert_int_equal(a->ns, b->ns);
  assert_int_equal(a->location, b->location);
  assert_int_equal(a->damaged, b->damaged);
}

static void assert_same(const char *usual, const char *blanks) {
  redial_span either[2];
  redial_reason value[2];
  redial_evidence seen[2];
  bool found[2];

  either[0] = span_of(usual);
  either[1] = span_of(blanks);
  memset(seen, 0, sizeof(seen));
  redial_reason_read(either[0], &seen[0]);
  redial_reason_read(either[1], &seen[1]);
  assert_memory_equal(&seen[0], &seen[1], sizeof(seen[0]));
  do {
    found[0] = redial_reason_next(&either[0], &value[0]);
    found[1] = redial_reason_next(&either[1], &value[1]);
    assert_int_equal(found[0], found[1]);
    if (found[0]) {
      assert_same_value(&value[0], &value[1]);
    }
  } while (found[0]);
}

/* Puts a blank behind every semicolon. */
static const char *blanks_in(const char *header, char *out) {
  char *to = out;

  for (; *header != '\0'; header++) {
    *to++ = *header;
    if (*header == ';') {
      *to++ = ' ';
    }
  }
  *to = '\0';
  return out;
}

static void every_cause_reads_the_same(void **state) {
  char header[64];
  char other[128];
  int cause;

  (void)state;
  for (cause = 0; cause < 1100; cause++) {
    (void)snprintf(header, sizeof(header), "Q.850;cause=%d;text=\"a b\"",
                   cause);
    assert_same(header, blanks_in(header, other));
    (void)snprintf(header, sizeof(header), "SIP ;cause=%d ,Q.850;cause=%d ",
                   cause, cause);
    assert_same(header, blanks_in(header, other));
  }
}

/* No semicolon comes or goes: inside of a text the blank would be part of
   it. */
static void every_change_of_a_byte_reads_the_same(void **state) {
  static const char *const usual[] = {
    "Q.850 ;cause=16 ;text=\"Ter\\\"minated\" ",
    "SIP;cause=200;text=\"Call completed\",Q.850;cause=16;text=\"\"",
    "Preemption;cause=1;text=\"UA\";location=U;cause=2;text=\"b\""};
  char header[128];
  char other[256];
  size_t i;
  size_t at;
  int byte;

  (void)state;
  for (i = 0; i < sizeof(usual) / sizeof(usual[0]); i++) {
    for (at = 0; at < strlen(usual[i]); at++) {
      for (byte = 1; byte < 256; byte++) {
        strcpy(header, usual[i]);
        /* A quote or an escape would take a later semicolon in. */
        if (header[at] != ';' && byte != ';' &&
            ((byte != '"' && header[at] != '"' && byte != '\\' &&
              header[at] != '\\') ||
             strchr(header + at, ';') == NULL)) {
          header[at] = (char)byte;
        }
        assert_same(header, blanks_in(header, other));
      }
    }
  }
}

static void every_prefix_reads_the_same(void **state) {
  static const char *const usual[] = {
    "Q.850;cause=17;text=\"User busy\"",
    "SIP;cause=200;text=\"Call completed elsewhere\"",
    "Q.850 ;cause=16 ;text=\"Terminated\" ", "SIP;cause=486"};
  char header[128];
  char other[256];
  size_t i;
  size_t length;

  (void)state;
  for (i = 0; i < sizeof(usual) / sizeof(usual[0]); i++) {
    for (length = 0; length <= strlen(usual[i]); length++) {
      memcpy(header, usual[i], length);
      header[length] = '\0';
      assert_same(header, blanks_in(header, other));
    }
  }
}

static void
a_second_value_of_a_protocol_is_flagged_by_either_way(void **state) {
  redial_evidence seen;

  (void)state;
  memset(&seen, 0, sizeof(seen));
  redial_reason_read(SPAN("SIP;cause=200"), &seen);
  assert_int_equal(seen.marks & REDIAL_MARK_MALFORMED, 0);
  redial_reason_read(SPAN("SIP;cause=486"), &seen);
  assert_int_equal(seen.sip_cause, 200);
  assert_int_not_equal(seen.marks & REDIAL_MARK_MALFORMED, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_cause_reads_the_same),
    cmocka_unit_test(every_change_of_a_byte_reads_the_same),
    cmocka_unit_test(every_prefix_reads_the_same),
    cmocka_unit_test(a_second_value_of_a_protocol_is_flagged_by_either_way),
  };

  return cmocka_run_group_tests_name("reason_usual", tests, NULL, NULL);
}
