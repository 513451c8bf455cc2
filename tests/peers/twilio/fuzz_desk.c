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
  char next[2048]; /* query that the last document names: with a good ticket */
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

/* The query of the first URL of the document. */
static void fuzz_keep_next(const char *body) {
  static const char public[] = "https://a.example/dial?";
  const char *at = strstr(body, public);
  size_t used = 0;

  if (at == NULL) {
    return;
  }
  for (at += sizeof(public) - 1;
       *at != '"' && *at != '<' && used < sizeof(world.next) - 1; at++) {
    world.next[used++] = *at;
    if (strncmp(at, "&amp;", 5) == 0) {
      at += 4;
    }
  }
  world.next[used] = '\0';
}

static void fuzz_check_reply(void) {
  const tw_reply *reply = &world.reply;

  FUZZ_CHECK(reply->length == strlen(reply->body) && reply->length > 0);
  if (reply->status == 200) {
    FUZZ_CHECK(strncmp(reply->body, "<?xml ", 6) == 0);
    FUZZ_CHECK(strstr(reply->body, "Response") != NULL);
    fuzz_keep_next(reply->body);
  } else {
    FUZZ_CHECK(reply->status >= 400 && reply->status <= 415);
    FUZZ_CHECK(strchr(reply->body, '\n') == reply->body + reply->length - 1);
  }
}

/* Signs what can be signed. */
static void fuzz_sign(tw_request *request, char text[TW_SIGNATURE_TEXT + 1]) {
  static tw_form form;
  bool post = tw_is(request->method, "POST");
  redial_span url = tw_span(request->query.len > 0 ? "https://a.example/dial?"
                                                   : "https://a.example/dial");
  tw_signature made;

  (void)tw_form_read(request->body, &form);
  made =
    tw_signature_make(world.desk.key, url, request->query, post ? &form : NULL);
  tw_signature_text(&made, text);
  request->signature = tw_span(text);
}

/* One byte chooses where the request goes, */
static redial_span fuzz_query(uint8_t how, redial_span noise) {
  static const char *const queries[] = {"",
                                        "group=g",
                                        "step=queue",
                                        "step=wait",
                                        "step=callback",
                                        "step=voicemail",
                                        "step=dial&hunt=.x"};

  switch (how & 7) {
  case 0:
    return noise;
  case 1:
  case 2:
  case 3:
    return tw_span(world.next);
  default:
    return tw_span(queries[(how >> 3) % (sizeof(queries) / sizeof(*queries))]);
  }
}

/* one what Twilio tells, and the rest is added as it is. */
static void fuzz_fields(uint8_t how, redial_span noise, tw_text *body) {
  static const char *const told[] = {
    "DialCallStatus=busy",
    "DialCallStatus=no-answer",
    "DialCallStatus=failed&DialSipResponseCode=603",
    "ErrorCode=10004",
    "DialCallStatus=completed",
    "CallStatus=completed",
    "QueueTime=900",
    "QueueResult=leave",
    "Digits=1",
    "CallStatus=in-progress",
    ""};

  if (how < 16) {
    tw_put_span(body, noise);
    return;
  }
  tw_put(body, "CallSid=CA1&ParentCallSid=CA1&From=%2B1415&");
  tw_put(body, told[how % (sizeof(told) / sizeof(*told))]);
  tw_put(body, "&");
  tw_put_span(body, noise);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static char bytes[4096];
  char signature[TW_SIGNATURE_TEXT + 1];
  tw_text body = tw_text_over(bytes, sizeof(bytes));
  redial_span noise;
  tw_request request;

  fuzz_open();
  fuzz_read_config(fuzz_span(data, size));
  if (size < 3) {
    return 0;
  }
  noise = fuzz_span(data + 3, size - 3);
  memset(&request, 0, sizeof(request));
  request.method = tw_span(data[2] < 240 ? "POST" : "GET");
  request.content_type = tw_span("application/x-www-form-urlencoded");
  request.query = fuzz_query(data[0], noise);
  fuzz_fields(data[1], noise, &body);
  request.body = tw_span_of(&body);
  request.signature = noise;
  if (data[2] >= 16) {
    fuzz_sign(&request, signature);
  }
  world.now_ms += (uint64_t)data[2] * 50;
  tw_desk_answer(&world.desk, &request, world.now_ms, data[2] * 16777619u,
                 &world.reply);
  fuzz_check_reply();
  return 0;
}
