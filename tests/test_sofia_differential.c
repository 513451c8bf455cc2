#include "headers_support.h"

#include <sofia-sip/sip.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/su_alloc.h>
#include <stdio.h>
#include <stdlib.h>

/* The same bytes through sofia-sip's parsers and ours, both rendered as text.
   A row without a reason must come out equal; a row with one must differ, and
   the reason says why we do. */

#define LINE 300

typedef struct row {
  const char *value;
  const char *why; /* NULL: both agree */
} row;

static const row retry_after_rows[] = {
  {"120", NULL},
  {"5", NULL},
  {"0", NULL},
  {"18000;duration=3600", NULL},
  {"120 (I'm in a meeting)", NULL},
  {"120 (I'm in a meeting);duration=60", NULL},
  {"120 (a (b) c)", NULL},
  {"60 (;duration=5);duration=6", NULL},
  {"60;x=y;duration=7", NULL},
  {"60;x=\"a;b\";duration=7", NULL},
  {"4294967295", NULL},
  {"", NULL},
  {"soon", NULL},
  {"-5", NULL},
  {"60abc", NULL},
  {"1.5", NULL},
  {"60 seconds", NULL},
  {"Fri, 07 Nov 2025 10:00:00 GMT", NULL},
  {"60, 300", "the number before the damage is kept, flagged"},
  {"90 (back soon", "the number before the damage is kept, flagged"},
  {"90;", "the number before the damage is kept, flagged"},
  {"90;;duration=5", "the number before the damage is kept, flagged"},
  {"90;duration=soon", "an unreadable duration is none"},
  {"90;duration=5;duration=6", "the first of two durations counts"},
  {"4294967296", "seconds saturate at 32 bits"},
  {"949302838503028349304023988", "seconds saturate at 32 bits"},
};

static const row reason_rows[] = {
  {"Q.850;cause=17;text=\"User busy\"", NULL},
  {"SIP;cause=200;text=\"Call completed elsewhere\"", NULL},
  {"Q.850 ;cause=16 ;text=\"Terminated\"", NULL},
  {"SIP;cause=486", NULL},
  {"q.850;text=\"x\";cause=17", NULL},
  {"SIP;cause=503;text=\"a: cause=17, b; c\" , q.850 ;cause = 34", NULL},
  {"Preemption;cause=1, SIP;cause=480", NULL},
  {"Q.850", NULL},
  {"Q.850;cause=017", NULL},
  {"Q.850;cause=17,", NULL},
  {",Q.850;cause=17", NULL},
  {"Q850;cause=17", NULL},
  {"Q.850;cause=145", NULL},
  {"SIP;cause=99", NULL},
  {"Q.850;cause=34, Q.850;cause=17", NULL},
  {"", NULL},
  {"Q.850;cause=17;", "a stray semicolon hides no cause"},
  {"Q.850;;cause=17", "a stray semicolon hides no cause"},
  {"Q.850;cause=\"17\"", "a quoted cause is read, flagged"},
  {"Q.850;text=User busy;cause=17", "a text without quotes hides no cause"},
  {"Q.850;cause=17;text=\"open", "an unclosed text hides no cause"},
  {"Q.850;cause=17;cause=18", "the first of two causes counts"},
  {";cause=3", "a value without a protocol is given, flagged"},
};

static void sofia_retry_after(su_home_t *home, const char *value,
                              char line[LINE]) {
  sip_retry_after_t *seen = sip_retry_after_make(home, value);

  if (seen == NULL) {
    (void)snprintf(line, LINE, "none");
    return;
  }
  (void)snprintf(line, LINE, "%lu for %s", (unsigned long)seen->af_delta,
                 seen->af_duration == NULL ? "0" : seen->af_duration);
}

static void redial_retry_after_line(const char *value, char line[LINE]) {
  redial_retry_after seen = {0, 0, 0, 0};

  redial_retry_after_read(span_of(value), &seen);
  if (!seen.present) {
    (void)snprintf(line, LINE, "none");
    return;
  }
  (void)snprintf(line, LINE, "%lu for %lu", (unsigned long)seen.seconds,
                 (unsigned long)seen.duration_s);
}

/* Appends one value. Sofia leaves the quotes on. */
static void add_value(char line[LINE], const char *protocol, size_t size,
                      unsigned long cause, const char *text, size_t length) {
  size_t used = strlen(line);

  if (length > 0 && text[0] == '"') {
    text++;
    length -= 2;
  }
  (void)snprintf(line + used, LINE - used, "[%.*s %lu %.*s]", (int)size,
                 protocol, cause, (int)length, text);
}

static void sofia_reason(su_home_t *home, const char *value,
                         char line[LINE]) {
  sip_reason_t *seen = sip_reason_make(home, value);

  line[0] = '\0';
  for (; seen != NULL; seen = seen->re_next) {
    const char *text = seen->re_text == NULL ? "" : seen->re_text;

    add_value(line, seen->re_protocol, strlen(seen->re_protocol),
              seen->re_cause == NULL ? 0 : strtoul(seen->re_cause, NULL, 10),
              text, strlen(text));
  }
}

static void redial_reason_line(const char *value, char line[LINE]) {
  redial_span cursor = span_of(value);
  redial_reason seen;

  line[0] = '\0';
  while (redial_reason_next(&cursor, &seen)) {
    add_value(line, seen.protocol.ptr, seen.protocol.len, seen.cause,
              seen.text.len == 0 ? "" : seen.text.ptr, seen.text.len);
  }
}

static void check(const row *rule, const char *theirs, const char *ours) {
  print_message("%s\n  sofia %s\n  redial %s\n", rule->value, theirs, ours);
  if (rule->why == NULL) {
    assert_string_equal(theirs, ours);
  } else {
    assert_string_not_equal(theirs, ours);
  }
}

static void retry_after_differs_only_where_we_say_why(void **state) {
  su_home_t home[1] = {SU_HOME_INIT(home)};
  size_t i;

  (void)state;
  assert_int_equal(su_home_init(home), 0);
  for (i = 0; i < sizeof(retry_after_rows) / sizeof(retry_after_rows[0]);
       i++) {
    char theirs[LINE];
    char ours[LINE];

    sofia_retry_after(home, retry_after_rows[i].value, theirs);
    redial_retry_after_line(retry_after_rows[i].value, ours);
    check(&retry_after_rows[i], theirs, ours);
  }
  su_home_deinit(home);
}

static void reason_differs_only_where_we_say_why(void **state) {
  su_home_t home[1] = {SU_HOME_INIT(home)};
  size_t i;

  (void)state;
  assert_int_equal(su_home_init(home), 0);
  for (i = 0; i < sizeof(reason_rows) / sizeof(reason_rows[0]); i++) {
    char theirs[LINE];
    char ours[LINE];

    sofia_reason(home, reason_rows[i].value, theirs);
    redial_reason_line(reason_rows[i].value, ours);
    check(&reason_rows[i], theirs, ours);
  }
  su_home_deinit(home);
}

/* Random values of the grammar, in which nothing is wrong: both must agree. */
static void good_random_values_are_read_alike(void **state) {
  static const char *const pieces[] = {
    ";text=\"a, b\"", ";x=y", ";location=TN", " ;text=\"c;d\"", ";z",
  };
  su_home_t home[1] = {SU_HOME_INIT(home)};
  uint32_t random = 12345;
  int i;

  (void)state;
  assert_int_equal(su_home_init(home), 0);
  for (i = 0; i < 2000; i++) {
    char value[LINE];
    char theirs[LINE];
    char ours[LINE];

    random = random * 1664525u + 1013904223u;
    (void)snprintf(value, sizeof(value), "%s%s;cause=%u%s",
                   random >> 31 ? "SIP" : "q.850",
                   pieces[(random >> 28) % 5], random >> 16 & 1023,
                   (random >> 24) % 5 > 2 ? ", Preemption ; cause = 1"
                                          : ";y=\"\\\",\"");
    sofia_reason(home, value, theirs);
    redial_reason_line(value, ours);
    assert_string_equal(theirs, ours);
  }
  su_home_deinit(home);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(retry_after_differs_only_where_we_say_why),
    cmocka_unit_test(reason_differs_only_where_we_say_why),
    cmocka_unit_test(good_random_values_are_read_alike),
  };

  return cmocka_run_group_tests_name("sofia", tests, NULL, NULL);
}
