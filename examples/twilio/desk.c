#include "steps.h"
#include <string.h>

void tw_desk_refuse(tw_reply *reply, uint16_t status, const char *why) {
  tw_text text = tw_text_over(reply->body, sizeof(reply->body));

  tw_put(&text, why);
  tw_put(&text, "\n");
  reply->status = status;
  reply->type = "text/plain; charset=utf-8";
  reply->length = text.length;
}

static bool desk_refuses(tw_reply *reply, uint16_t status, const char *why) {
  tw_desk_refuse(reply, status, why);
  return false;
}

static bool desk_is_post(const tw_request *request) {
  return tw_is(request->method, "POST");
}

/* Ignores case, and what stands behind a semicolon. */
static bool desk_is_form(redial_span type) {
  static const char form[] = "application/x-www-form-urlencoded";
  size_t length = sizeof(form) - 1;
  size_t i;

  if (type.len < length) {
    return false;
  }
  for (i = 0; i < length; i++) {
    char c = type.ptr[i];

    if ((c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c) != form[i]) {
      return false;
    }
  }
  return type.len == length || type.ptr[length] == ';' ||
         type.ptr[length] == ' ';
}

/* What can be said before anything is read. */
static bool desk_judge(const tw_request *request, tw_reply *reply) {
  if (!desk_is_post(request) && !tw_is(request->method, "GET")) {
    return desk_refuses(reply, 405, "only POST and GET are answered");
  }
  if (request->signature.len == 0) {
    return desk_refuses(reply, 403, "X-Twilio-Signature is missing");
  }
  if (desk_is_post(request) && !desk_is_form(request->content_type)) {
    return desk_refuses(
      reply, 415, "Content-Type is not application/x-www-form-urlencoded");
  }
  return true;
}

static bool desk_read_one(redial_span encoded, tw_form *form, tw_reply *reply) {
  switch (tw_form_read(encoded, form)) {
  case TW_FORM_OK:
    return true;
  case TW_FORM_LARGE:
    return desk_refuses(reply, 413, "the request is too large");
  case TW_FORM_MANY:
    return desk_refuses(reply, 413, "the request has too many fields");
  default:
    return desk_refuses(reply, 400, "a percent escape is broken");
  }
}

/* With GET all fields stand in the query. */
static bool desk_read(tw_desk *desk, const tw_request *request,
                      tw_reply *reply) {
  redial_span encoded = desk_is_post(request) ? request->body : request->query;

  return desk_read_one(request->query, &desk->query, reply) &&
         desk_read_one(encoded, &desk->form, reply);
}

/* The URL as Twilio called it, from the configuration: what the request says
   of its host or scheme is anybody's word. Twilio's own side signs with and
   without a port, so both are right. */
static bool desk_is_signed(tw_desk *desk, const tw_request *request,
                           tw_signature *signature) {
  const tw_config *config = desk->config;
  const tw_form *form = desk_is_post(request) ? &desk->form : NULL;
  char url[TW_FORM_BYTES + 600];
  tw_signature with_port;
  bool plain;
  bool ported;
  uint32_t i;

  for (i = 0; i < 2; i++) {
    tw_text text = tw_text_over(url, sizeof(url));

    tw_put(&text, config->origin);
    tw_put(&text, i == 0 ? "" : config->port);
    tw_put(&text, config->path);
    tw_put(&text, request->query.len > 0 ? "?" : "");
    *(i == 0 ? signature : &with_port) =
      tw_signature_make(desk->key, tw_span_of(&text), request->query, form);
  }
  plain = tw_signature_is(signature, request->signature);
  ported = tw_signature_is(&with_port, request->signature);
  return plain || ported;
}

static bool desk_is_sid(redial_span sid) {
  size_t i;

  for (i = 0; i < sid.len; i++) {
    char c = sid.ptr[i];

    if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') &&
        !(c >= 'a' && c <= 'z')) {
      return false;
    }
  }
  return sid.len >= 2 && sid.len <= 64;
}

/* Our own words, each once at most; signed, so only Twilio or whoever
   configured it wrote them. */
static bool desk_place(tw_desk *desk, tw_visit *visit, tw_reply *reply) {
  const tw_form *query = &desk->query;

  if (tw_form_times(query, "step") > 1 || tw_form_times(query, "group") > 1 ||
      tw_form_times(query, "hunt") > 1) {
    return desk_refuses(reply, 400, "step, group or hunt stands there twice");
  }
  visit->step = tw_step_by_name(tw_form_value(query, "step"));
  if (visit->step == NULL) {
    return desk_refuses(reply, 404, "there is no such step");
  }
  visit->group_name = tw_form_value(query, "group");
  visit->group = tw_config_group(desk->config, visit->group_name);
  if (visit->group == NULL) {
    return desk_refuses(reply, 404, "there is no such group");
  }
  visit->ticket = tw_form_value(query, "hunt");
  visit->call = tw_form_value(&desk->form, visit->step->call_field);
  if (tw_form_times(&desk->form, visit->step->call_field) != 1 ||
      !desk_is_sid(visit->call)) {
    return desk_refuses(reply, 400, "the CallSid is missing or is none");
  }
  return true;
}

static void desk_answered(tw_reply *reply, size_t length) {
  reply->status = 200;
  reply->type = "text/xml; charset=utf-8";
  reply->length = length;
}

static void desk_visit(tw_visit *visit, tw_reply *reply) {
  tw_text text = tw_text_over(reply->body, sizeof(reply->body));

  visit->text = &text;
  if (!visit->step->act(visit)) {
    tw_desk_refuse(reply, 403, "the ticket is not one of ours");
  } else if (text.cut) {
    tw_desk_refuse(reply, 500, "the answer is too long");
  } else {
    desk_answered(reply, text.length);
  }
}

/* The same request again gets the same answer: nobody is rung twice. */
static void desk_once(tw_visit *visit, const tw_signature *signature,
                      tw_reply *reply) {
  tw_board *board = &visit->desk->board;
  redial_span given = tw_board_given(board, signature, visit->now_ms);

  if (given.len > 0 && given.len < sizeof(reply->body)) {
    memcpy(reply->body, given.ptr, given.len);
    reply->body[given.len] = '\0';
    desk_answered(reply, given.len);
    return;
  }
  desk_visit(visit, reply);
  if (reply->status == 200) {
    redial_span answer = {reply->body, reply->length};

    tw_board_give(board, signature, answer, visit->now_ms);
  }
}

void tw_desk_answer(tw_desk *desk, const tw_request *request, uint64_t now_ms,
                    uint32_t random, tw_reply *reply) {
  tw_signature signature;
  tw_visit visit;
  const char *wrong;

  memset(&visit, 0, sizeof(visit));
  visit.desk = desk;
  visit.now_ms = now_ms;
  visit.random = random;
  visit.fields = desk_is_post(request) ? request->body : request->query;
  if (!desk_judge(request, reply) || !desk_read(desk, request, reply)) {
    return;
  }
  if (!desk_is_signed(desk, request, &signature)) {
    tw_desk_refuse(reply, 403, "X-Twilio-Signature is wrong");
    return;
  }
  if (!desk_place(desk, &visit, reply)) {
    return;
  }
  wrong = tw_board_enter(&desk->board, desk->config, now_ms);
  if (wrong != NULL) {
    fprintf(stderr, "redial: %s: %s\n", desk->config->state, wrong);
    tw_desk_refuse(reply, 500, "the state file cannot be used");
    return;
  }
  desk_once(&visit, &signature, reply);
  tw_board_leave(&desk->board);
}
