#include "fuzz.h"
#include <desk.h>
#include <xml.h>

/* Any bytes as configuration, as form, and as a request, half of them with a
   good signature: as somebody who holds the auth token could send. */

FUZZ_WORDS(FUZZ_LIST("public_url ", "https://a.example/dial", "agent ", "1 ",
                     "client:a ", "person=x ", "tier=1 ", "group g 1", "\n",
                     "say busy ", "ring 20", "\xc3\xbc", "step=dial",
                     "step=status", "step=again", "step=queue", "step=wait",
                     "step=callback", "hunt=", "&", "=", "%41", "%", "?",
                     "CallSid=CA1", "ParentCallSid=CA1", "DialCallStatus=busy",
                     "DialSipResponseCode=603", "ErrorCode=31603",
                     "CallStatus=completed", "QueueTime=400", "Digits=1",
                     "QueueResult=leave", "group=g", "From=+1"));

static const char fuzz_config[] =
  "public_url https://a.example/dial\nqueue line\nprofile hunt_group\n"
  "agent 1 client:a person=x\nagent 2 client:b person=x\nagent 3 +14155550100\n"
  "agent 4 sip:a@b.example\ngroup g 1 4\n";

typedef struct fuzz_world {
  tw_config config;
  tw_desk desk;
  tw_reply reply;
  uint64_t now_ms;
  char query[2048]; /* of the last answer: a ticket that is good */
  bool ready;
} fuzz_world;

static fuzz_world world;

static void fuzz_open(void) {
  tw_config_error error;

  if (!world.ready) {
    FUZZ_CHECK(tw_config_read(tw_span(fuzz_config), &world.config, &error));
    world.desk.config = &world.config;
    world.desk.key = tw_span("12345");
    world.now_ms = 1000;
    FUZZ_CHECK(tw_board_open(&world.desk.board, &world.config, 1, 1000) ==
               NULL);
    world.ready = true;
  }
}

static void fuzz_read_config(redial_span text) {
  static tw_config config;
  tw_config_error error;

  if (tw_config_read(text, &config, &error)) {
    FUZZ_CHECK(config.agent_count > 0 && config.path[0] == '/');
    FUZZ_CHECK(config.ring_s >= 10 && config.ring_s <= 605);
  } else {
    FUZZ_CHECK(error.what[0] != '\0');
  }
}

/* The query of the action or Redirect of the answer, for the next request. */
static void fuzz_keep_query(const char *body) {
  const char *at = strchr(body, '?');
  size_t used = 0;

  at = at != NULL ? strstr(at, "dial?") : NULL; /* past the declaration */
  if (at == NULL) {
    return;
  }
  for (at += 5; *at != '"' && *at != '<' && used < sizeof(world.query) - 1;
       at++) {
    world.query[used++] = *at;
    if (strncmp(at, "&amp;", 5) == 0) {
      at += 4;
    }
  }
  world.query[used] = '\0';
}

static void fuzz_check_reply(void) {
  const tw_reply *reply = &world.reply;

  FUZZ_CHECK(reply->length == strlen(reply->body) && reply->length > 0);
  if (reply->status == 200) {
    FUZZ_CHECK(strncmp(reply->body, "<?xml ", 6) == 0);
    FUZZ_CHECK(strstr(reply->body, "Response") != NULL);
    fuzz_keep_query(reply->body);
  } else {
    FUZZ_CHECK(reply->status >= 400 && reply->status <= 415);
    FUZZ_CHECK(strchr(reply->body, '\n') == reply->body + reply->length - 1);
  }
}

static void fuzz_ask(tw_request *request, bool is_signed) {
  static tw_form form;
  char text[TW_SIGNATURE_TEXT + 1];
  bool post = tw_is(request->method, "POST");
  redial_span url = tw_span(request->query.len > 0 ? "https://a.example/dial?"
                                                   : "https://a.example/dial");

  if (tw_form_read(request->body, &form) == TW_FORM_OK) {
    tw_signature made = tw_signature_make(world.desk.key, url, request->query,
                                          post ? &form : NULL);

    tw_signature_text(&made, text);
    request->signature = is_signed ? tw_span(text) : request->body;
  } else {
    request->signature = request->body;
  }
  tw_desk_answer(&world.desk, request, world.now_ms, 12345, &world.reply);
  fuzz_check_reply();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  redial_span rest = fuzz_span(data, size);
  tw_request request;
  uint8_t how = size > 0 ? data[0] : 0;

  fuzz_open();
  fuzz_read_config(rest);
  memset(&request, 0, sizeof(request));
  request.method = tw_span((how & 1) != 0 ? "POST" : "GET");
  request.content_type = tw_span("application/x-www-form-urlencoded");
  if ((how & 2) != 0) {
    request.query = tw_span(world.query);
    request.body = rest;
  } else {
    request.query.ptr = rest.ptr;
    request.query.len = rest.len / 2;
    request.body.ptr = rest.ptr + rest.len / 2;
    request.body.len = rest.len - rest.len / 2;
  }
  world.now_ms += how;
  fuzz_ask(&request, (how & 12) != 0);
  return 0;
}
