#include "exchange.h"
#include <stdlib.h>
#include <string.h>

/* What is too long is thrown away up to here, so that the other side reads
   our answer; then the connection ends. */
#define EXCHANGE_PATIENCE ((size_t)1 << 20)

typedef struct exchange {
  char *uri; /* path and query as they came */
  size_t received;
  bool begun;
  char body[TW_FORM_BYTES];
} exchange;

void *tw_exchange_begin(void *closure, const char *uri,
                        struct MHD_Connection *connection) {
  exchange *e = calloc(1, sizeof(*e));
  size_t length = strlen(uri) + 1;

  (void)closure;
  (void)connection;
  if (e == NULL) {
    return NULL;
  }
  e->uri = malloc(length);
  if (e->uri == NULL) {
    free(e);
    return NULL;
  }
  memcpy(e->uri, uri, length);
  return e;
}

void tw_exchange_end(void *closure, struct MHD_Connection *connection,
                     void **state, enum MHD_RequestTerminationCode how) {
  exchange *e = *state;

  (void)closure;
  (void)connection;
  (void)how;
  if (e != NULL) {
    free(e->uri);
    free(e);
  }
  *state = NULL;
}

static redial_span exchange_header(struct MHD_Connection *connection,
                                   const char *name) {
  const char *value =
    MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);

  return tw_span(value != NULL ? value : "");
}

static enum MHD_Result exchange_send(struct MHD_Connection *connection,
                                     tw_reply *reply) {
  struct MHD_Response *response = MHD_create_response_from_buffer(
    reply->length, reply->body, MHD_RESPMEM_MUST_COPY);
  enum MHD_Result result;

  if (response == NULL) {
    return MHD_NO;
  }
  MHD_add_response_header(response, "Content-Type", reply->type);
  MHD_add_response_header(response, "Cache-Control", "no-store");
  if (reply->status == 405) {
    MHD_add_response_header(response, "Allow", "GET, POST");
  }
  result = MHD_queue_response(connection, reply->status, response);
  MHD_destroy_response(response);
  return result;
}

static void exchange_take(exchange *e, const char *data, size_t size) {
  if (e->received < sizeof(e->body)) {
    size_t room = sizeof(e->body) - e->received;

    memcpy(e->body + e->received, data, size < room ? size : room);
  }
  e->received += size;
}

static void exchange_answer(tw_desk *desk, struct MHD_Connection *connection,
                            const exchange *e, const char *method,
                            tw_reply *reply) {
  const char *query = strchr(e->uri, '?');
  tw_request request;

  if (e->received > sizeof(e->body)) {
    tw_desk_refuse(reply, 413, "the request is too large");
    return;
  }
  request.method = tw_span(method);
  request.query = tw_span(query != NULL ? query + 1 : "");
  request.content_type = exchange_header(connection, "Content-Type");
  request.signature = exchange_header(connection, "X-Twilio-Signature");
  request.body.ptr = e->body;
  request.body.len = e->received;
  tw_desk_answer(desk, &request, tw_now_ms(), tw_random(), reply);
}

static bool exchange_is_here(const tw_desk *desk, const exchange *e) {
  redial_span path = tw_span(e->uri);

  path.len = strcspn(e->uri, "?");
  return tw_is(path, desk->config->path);
}

/* A body that says it is too long is not waited for. */
static bool exchange_says_too_long(struct MHD_Connection *connection) {
  redial_span length = exchange_header(connection, "Content-Length");
  uint32_t bytes;

  return length.len > 0 && !tw_number(length, TW_FORM_BYTES, &bytes);
}

static enum MHD_Result exchange_open(const tw_desk *desk,
                                     struct MHD_Connection *connection,
                                     exchange *e) {
  static tw_reply reply; /* one thread */

  e->begun = true;
  if (!exchange_is_here(desk, e)) {
    tw_desk_refuse(&reply, 404, "nothing is here");
    return exchange_send(connection, &reply);
  }
  if (exchange_says_too_long(connection)) {
    tw_desk_refuse(&reply, 413, "the request is too large");
    return exchange_send(connection, &reply);
  }
  return MHD_YES;
}

enum MHD_Result tw_exchange_go_on(void *closure,
                                  struct MHD_Connection *connection,
                                  const char *url, const char *method,
                                  const char *version, const char *data,
                                  size_t *size, void **state) {
  static tw_reply reply; /* one thread */
  exchange *e = *state;

  (void)url;
  (void)version;
  if (e == NULL) {
    return MHD_NO;
  }
  if (!e->begun) {
    return exchange_open(closure, connection, e);
  }
  if (*size > 0) {
    exchange_take(e, data, *size);
    *size = 0;
    return e->received < EXCHANGE_PATIENCE ? MHD_YES : MHD_NO;
  }
  exchange_answer(closure, connection, e, method, &reply);
  return exchange_send(connection, &reply);
}
