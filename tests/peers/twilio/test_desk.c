#include "desk_support.h"
#include <ticket.h>

/* What needs a clock: how long an agent is taken, and by whose time. */

#define SECOND 1000u
#define RING "ring 20\n"
#define ONE "agent 1 client:ann\nqueue line\n"

static void start(world *w, const char *form) {
  world_post(w, PUBLIC_URL, form);
  assert_int_equal(w->reply.status, 200);
}

static bool rings(const world *w, const char *who) {
  char noun[64];
  tw_text text = tw_text_over(noun, sizeof(noun));

  tw_put(&text, ">");
  tw_put(&text, who);
  tw_put(&text, "</Client>");
  return world_says(w, noun);
}

static void an_agent_who_rings_is_offered_to_nobody_else(void **state) {
  world *w = world_open(RING ONE);

  (void)state;
  start(w, "CallSid=CA1");
  assert_true(rings(w, "ann"));
  w->now_ms += 25 * SECOND;
  start(w, "CallSid=CA2");
  assert_true(world_says(w, "<Enqueue"));
  world_close(w);
}

static void an_agent_of_whom_nothing_is_heard_comes_back(void **state) {
  world *w = world_open(RING ONE);

  (void)state;
  start(w, "CallSid=CA1");
  w->now_ms += 50 * SECOND; /* 20 s of ringing, 30 s of patience */
  start(w, "CallSid=CA2");
  assert_true(rings(w, "ann"));
  world_close(w);
}

static void an_agent_who_answered_is_taken_until_the_call_ends(void **state) {
  world *w = world_open(RING ONE "wrap_up 10\n");
  char news[2048];

  (void)state;
  start(w, "CallSid=CA1");
  strcpy(news, world_url(w, "statusCallback"));
  w->now_ms += 9 * SECOND;
  world_post(w, news, "CallSid=CA9&ParentCallSid=CA1&CallStatus=in-progress");
  assert_true(world_says(w, "<Response/>"));
  w->now_ms += 3600 * SECOND;
  start(w, "CallSid=CA2");
  assert_true(world_says(w, "<Enqueue"));
  world_post(w, news, "CallSid=CA9&ParentCallSid=CA1&CallStatus=completed");
  w->now_ms += 9 * SECOND; /* wrap-up */
  start(w, "CallSid=CA3");
  assert_true(world_says(w, "<Enqueue"));
  w->now_ms += 1 * SECOND;
  start(w, "CallSid=CA4");
  assert_true(rings(w, "ann"));
  world_close(w);
}

static void news_that_comes_late_changes_nothing(void **state) {
  world *w = world_open(RING ONE);
  char news[2048];
  char action[2048];

  (void)state;
  start(w, "CallSid=CA1");
  strcpy(news, world_url(w, "statusCallback"));
  strcpy(action, world_url(w, "action"));
  world_post(w, action, "CallSid=CA1&DialCallStatus=completed");
  assert_true(world_says(w, "<Hangup/>"));
  world_post(w, news, "CallSid=CA9&ParentCallSid=CA1&CallStatus=in-progress");
  assert_true(world_says(w, "<Response/>"));
  start(w, "CallSid=CA2"); /* free again, in spite of the news */
  assert_true(rings(w, "ann"));
  world_close(w);
}

static void
the_same_request_gets_the_same_answer_for_ten_minutes(void **state) {
  world *w = world_open("agent 1 client:ann\nagent 2 client:bob\n");
  char first[sizeof(w->reply.body)];

  (void)state;
  start(w, "CallSid=CA1");
  strcpy(first, w->reply.body);
  w->now_ms += 599 * SECOND;
  start(w, "CallSid=CA1");
  assert_string_equal(w->reply.body, first);
  w->now_ms += 1 * SECOND;
  start(w, "CallSid=CA1");
  assert_string_not_equal(w->reply.body, first);
  world_close(w);
}

static void what_one_that_died_left_half_done_is_not_used(void **state) {
  world *w = world_open("agent 1 client:ann\nagent 2 client:bob\n");

  (void)state;
  start(w, "CallSid=CA1");
  assert_true(rings(w, "ann"));
  w->desk.board.head->writing = 1;
  start(w,
        "CallSid=CA1"); /* the answer may be half written, the lease is not */
  assert_true(rings(w, "bob"));
  assert_int_equal(w->desk.board.head->writing, 0);
  world_close(w);
}

static void a_pool_that_cannot_be_mended_is_not_used(void **state) {
  world *w = world_open("agent 1 client:ann\n");
  char *image = w->desk.board.pool.image;

  (void)state;
  memset(image + 1000, 0x7f, 4000);
  w->desk.board.head->writing = 1;
  world_post(w, PUBLIC_URL, "CallSid=CA1");
  assert_int_equal(w->reply.status, 500);
  world_post(w, PUBLIC_URL, "CallSid=CA2");
  assert_int_equal(w->reply.status, 500);
  world_close(w);
}

static void an_old_ticket_rings_nobody(void **state) {
  world *w = world_open("agent 1 client:ann\nagent 2 client:bob\n");

  (void)state;
  start(w, "CallSid=CA1");
  w->now_ms += 3600 * SECOND;
  world_post(w, world_url(w, "action"), "CallSid=CA1&DialCallStatus=busy");
  assert_int_equal(w->reply.status, 200);
  assert_null(strstr(w->reply.body, "<Dial"));
  world_close(w);
}

static void a_clock_that_is_ahead_sets_nobody_elses(void **state) {
  world *w = world_open("agent 1 client:ann\nagent 2 client:bob\n");
  char action[2048];

  (void)state;
  w->now_ms += 86400 * SECOND;
  start(w, "CallSid=CA1");
  strcpy(action, world_url(w, "action"));
  world_close(w);
  w = world_open("agent 1 client:ann\nagent 2 client:bob\n");
  world_post(w, action, "CallSid=CA1&DialCallStatus=busy");
  assert_true(world_says(w, "<Record"));
  assert_true(redial_pool_count(&w->desk.board.pool).clock_ms <= w->now_ms);
  world_close(w);
}

static void a_ticket_of_another_version_rings_nobody(void **state) {
  world *w = world_open(ONE);
  char url[512];
  char seal[TW_SEAL_TEXT + 1];
  tw_text text = tw_text_over(url, sizeof(url));
  redial_span parts[4];

  (void)state;
  parts[0] = tw_span("dial");
  parts[1] = tw_span("");
  parts[2] = tw_span("CA1");
  parts[3] = tw_span("ZZZZ");
  tw_seal_make(w->desk.key, parts, 4, seal);
  tw_put(&text, PUBLIC_URL "?step=dial&hunt=ZZZZ.");
  tw_put(&text, seal);
  world_post(w, url, "CallSid=CA1&DialCallStatus=busy");
  assert_true(world_says(w, "<Record"));
  world_close(w);
}

/* The URL of the Redirect in the last reply. */
static const char *redirect(world *w) {
  const char *at = strstr(w->reply.body, "<Redirect method=\"POST\">");
  size_t used = 0;

  assert_non_null(at);
  for (at = strchr(at, '>') + 1; *at != '<' && used < sizeof(w->url) - 1;
       at++) {
    w->url[used++] = *at;
    if (strncmp(at, "&amp;", 5) == 0) {
      at += 4;
    }
  }
  w->url[used] = '\0';
  return w->url;
}

static void throttle(world *w) {
  start(w, "CallSid=CA1");
  assert_true(rings(w, "ann"));
  world_post(w, world_url(w, "action"),
             "CallSid=CA1&DialCallStatus=failed&ErrorCode=10004");
  assert_true(world_says(w, "<Pause length="));
  w->now_ms += 3 * SECOND;
}

static void a_throttled_call_is_tried_again_after_a_pause(void **state) {
  world *w = world_open("agent 1 client:ann\nagent 2 client:bob\n");

  (void)state;
  throttle(w);
  world_post(w, redirect(w), "CallSid=CA1");
  assert_true(rings(w, "ann"));
  world_close(w);
}

static void who_left_the_file_during_a_pause_is_not_rung(void **state) {
  static const char text[] = "public_url " PUBLIC_URL "\nagent 2 client:bob\n";
  world *w = world_open("agent 1 client:ann\nagent 2 client:bob\n");
  tw_config_error error;

  (void)state;
  throttle(w);
  assert_true(tw_config_read(tw_span(text), &w->config, &error));
  world_post(w, redirect(w), "CallSid=CA1");
  assert_true(rings(w, "bob"));
  world_close(w);
}

static void who_calls_again_gets_the_same_agent_by_hash(void **state) {
  world *w = world_open("strategy hash\nagent 1 client:ann\n"
                        "agent 2 client:bob\nagent 3 client:chris\n");
  char first[sizeof(w->reply.body)];

  (void)state;
  start(w, "CallSid=CA1&From=%2B1415");
  strcpy(first, strstr(w->reply.body, "</Client>") - 3);
  world_post(w, world_url(w, "action"),
             "CallSid=CA1&From=%2B1415&DialCallStatus=completed");
  start(w, "CallSid=CA2&From=%2B1415");
  assert_string_equal(strstr(w->reply.body, "</Client>") - 3, first);
  world_close(w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_agent_who_rings_is_offered_to_nobody_else),
    cmocka_unit_test(an_agent_of_whom_nothing_is_heard_comes_back),
    cmocka_unit_test(an_agent_who_answered_is_taken_until_the_call_ends),
    cmocka_unit_test(news_that_comes_late_changes_nothing),
    cmocka_unit_test(the_same_request_gets_the_same_answer_for_ten_minutes),
    cmocka_unit_test(what_one_that_died_left_half_done_is_not_used),
    cmocka_unit_test(a_pool_that_cannot_be_mended_is_not_used),
    cmocka_unit_test(an_old_ticket_rings_nobody),
    cmocka_unit_test(a_clock_that_is_ahead_sets_nobody_elses),
    cmocka_unit_test(a_ticket_of_another_version_rings_nobody),
    cmocka_unit_test(a_throttled_call_is_tried_again_after_a_pause),
    cmocka_unit_test(who_left_the_file_during_a_pause_is_not_rung),
    cmocka_unit_test(who_calls_again_gets_the_same_agent_by_hash),
  };

  return cmocka_run_group_tests_name("twilio_desk", tests, NULL, NULL);
}
