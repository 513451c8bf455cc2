/* A Twilio Dial action handler as a CGI program (RFC 3875): one process for
 * each request, nothing needed but libnettle.
 *
 * Its configuration is named by REDIAL_TWILIO_CONFIG and never by an argument:
 * a query without "=" becomes arguments (RFC 3875 4.4), and anybody can send
 * one. Between two requests it remembers only what lies in the state file. */

#include "desk.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CGI_PROGRAM "twilio_cgi"

static redial_span cgi_variable(const char *name) {
  const char *value = getenv(name);

  return tw_span(value != NULL ? value : "");
}

/* False: refused. Reads what CONTENT_LENGTH says and no more. */
static bool cgi_body(tw_request *request, char *buffer, size_t size,
                     tw_reply *reply) {
  redial_span length = cgi_variable("CONTENT_LENGTH");
  uint32_t bytes;

  if (!tw_is(request->method, "POST")) {
    return true;
  }
  if (length.len == 0) {
    tw_desk_refuse(reply, 411, "Content-Length is missing");
    return false;
  }
  if (!tw_number(length, (uint32_t)size, &bytes)) {
    tw_desk_refuse(reply, 413, "the request is too large");
    return false;
  }
  request->body.ptr = buffer;
  request->body.len = fread(buffer, 1, bytes, stdin);
  if (request->body.len < bytes) {
    tw_desk_refuse(reply, 400, "the request is shorter than it says");
    return false;
  }
  return true;
}

static void cgi_write(const tw_reply *reply) {
  printf("Status: %u\r\nContent-Type: %s\r\nContent-Length: %lu\r\n"
         "Cache-Control: no-store\r\n%s\r\n",
         (unsigned)reply->status, reply->type, (unsigned long)reply->length,
         reply->status == 405 ? "Allow: GET, POST\r\n" : "");
  fwrite(reply->body, 1, reply->length, stdout);
}

/* Whoever has no memory cannot take turns. */
static bool cgi_has_memory(const tw_config *config) {
  static const char *const without[] = {"skip_busy", "random", "hash",
                                        "two_choices"};
  size_t i;

  for (i = 0; i < sizeof(without) / sizeof(without[0]); i++) {
    if (strcmp(config->strategy->name, without[i]) == 0) {
      return true;
    }
  }
  if (config->state[0] == '\0') {
    fprintf(stderr,
            "%s: strategy '%s' needs a state file: a CGI program "
            "forgets its turn\n",
            CGI_PROGRAM, config->strategy->name);
  }
  return config->state[0] != '\0';
}

static bool cgi_open(tw_desk *desk, tw_config *config) {
  static char key[256];
  const char *path = getenv("REDIAL_TWILIO_CONFIG");
  const char *wrong;

  if (path == NULL) {
    fprintf(stderr, "%s: REDIAL_TWILIO_CONFIG is not set\n", CGI_PROGRAM);
    return false;
  }
  if (!tw_config_load(CGI_PROGRAM, path, config) || !cgi_has_memory(config) ||
      !tw_key(CGI_PROGRAM, key, sizeof(key), &desk->key)) {
    return false;
  }
  desk->config = config;
  desk->journal = stderr;
  wrong = tw_board_open(&desk->board, config, tw_random(), tw_now_ms());
  if (wrong != NULL) {
    fprintf(stderr, "%s: %s: %s\n", CGI_PROGRAM, config->state, wrong);
  }
  return wrong == NULL;
}

int main(void) {
  static tw_config config;
  static tw_desk desk;
  static tw_reply reply;
  static char body[TW_FORM_BYTES];
  tw_request request;

  memset(&request, 0, sizeof(request));
  request.method = cgi_variable("REQUEST_METHOD");
  if (request.method.len == 0) {
    fputs(CGI_PROGRAM ": is started by a web server: REQUEST_METHOD is not "
                      "set\n",
          stderr);
    return 2;
  }
  request.query = cgi_variable("QUERY_STRING");
  request.content_type = cgi_variable("CONTENT_TYPE");
  request.signature = cgi_variable("HTTP_X_TWILIO_SIGNATURE");
  if (!cgi_open(&desk, &config)) {
    tw_desk_refuse(&reply, 500, "the handler is not set up; see its log");
    cgi_write(&reply);
    return 2;
  }
  if (cgi_body(&request, body, sizeof(body), &reply)) {
    tw_desk_answer(&desk, &request, tw_now_ms(), tw_random(), &reply);
  }
  cgi_write(&reply);
  tw_board_close(&desk.board);
  return 0;
}
