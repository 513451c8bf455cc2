#ifndef REDIAL_TESTS_DESK_SUPPORT_H
#define REDIAL_TESTS_DESK_SUPPORT_H

/* A desk with a clock of its own, and Twilio before it. */

#include <desk.h>
#include <redial/redial.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PUBLIC_URL "https://calls.example.com/dial"
#define KEY "12345"

typedef struct world {
  tw_config config;
  tw_desk desk;
  uint64_t now_ms;
  tw_reply reply;
  char url[2048]; /* found in the last reply */
} world;

/* One of a configuration; the public URL is given already. */
static inline world *world_open(const char *lines) {
  world *w = calloc(1, sizeof(*w));
  char text[4096];
  tw_text all = tw_text_over(text, sizeof(text));
  tw_config_error error;

  assert_non_null(w);
  tw_put(&all, "public_url " PUBLIC_URL "\n");
  tw_put(&all, lines);
  if (!tw_config_read(tw_span_of(&all), &w->config, &error)) {
    fail_msg("%u:%u: %s", (unsigned)error.line, (unsigned)error.column,
             error.what);
  }
  w->now_ms = 1000000;
  w->desk.config = &w->config;
  w->desk.key = tw_span(KEY);
  assert_null(tw_board_open(&w->desk.board, &w->config, 7, w->now_ms));
  return w;
}

static inline void world_close(world *w) {
  tw_board_close(&w->desk.board);
  free(w);
}

/* Posts a form, which must need no decoding, to a URL, signed. */
static inline void world_post(world *w, const char *url, const char *form) {
  static tw_form read;
  char signature[TW_SIGNATURE_TEXT + 1];
  redial_span none = {"", 0};
  const char *query = strchr(url, '?');
  tw_request request;
  tw_signature made;

  memset(&request, 0, sizeof(request));
  assert_int_equal(tw_form_read(tw_span(form), &read), TW_FORM_OK);
  made = tw_signature_make(w->desk.key, tw_span(url), none, &read);
  tw_signature_text(&made, signature);
  request.method = tw_span("POST");
  request.query = tw_span(query != NULL ? query + 1 : "");
  request.content_type = tw_span("application/x-www-form-urlencoded");
  request.signature = tw_span(signature);
  request.body = tw_span(form);
  tw_desk_answer(&w->desk, &request, w->now_ms, 1, &w->reply);
}

/* The value of that attribute in the last reply, without its escapes. */
static inline const char *world_url(world *w, const char *attribute) {
  char opens[64];
  tw_text text = tw_text_over(opens, sizeof(opens));
  const char *at;
  size_t used = 0;

  tw_put(&text, " ");
  tw_put(&text, attribute);
  tw_put(&text, "=\"");
  at = strstr(w->reply.body, opens);
  assert_non_null(at);
  for (at += text.length; *at != '"' && used < sizeof(w->url) - 1; at++) {
    w->url[used++] = *at;
    if (strncmp(at, "&amp;", 5) == 0) {
      at += 4;
    }
  }
  w->url[used] = '\0';
  return w->url;
}

static inline bool world_says(const world *w, const char *text) {
  return w->reply.status == 200 && strstr(w->reply.body, text) != NULL;
}

#define SPAN_IS(span, text) assert_true(tw_is((span), (text)))

#endif
