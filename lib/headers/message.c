#include "../headers/message.h"
#include <string.h>

/* A whole message: what it is, and which of its headers count then. */

static const uint32_t message_wanted_in_answer =
  RDI_WANT(CSEQ) | RDI_WANT(REASON) | RDI_WANT(WARNING) | RDI_WANT(CALL_INFO) |
  RDI_WANT(RETRY_AFTER) | RDI_WANT(TWILIO_ERROR) | RDI_WANT(CHALLENGE);

/* SIP/3.0 and HTTP/1.1 begin status lines too, but without a status. */
static bool message_is_status(redial_span line) {
  redial_span word = line;

  word.len = 4;
  if (line.len >= 4 && RDI_IS(word, "sip/")) {
    return true;
  }
  word.len = 5;
  return line.len >= 5 && RDI_IS(word, "http/");
}

static void message_status(redial_span line, redial_message *message) {
  redial_evidence *evidence = &message->evidence;

  evidence->code = redial_status_line_read(line, &message->phrase);
  if (RDI_IS(message->phrase, "network blocked")) {
    evidence->marks |= REDIAL_MARK_NETWORK_BLOCKED;
  }
  if (RDI_IS(message->phrase, "stale date")) {
    evidence->marks |= REDIAL_MARK_STALE_DATE;
  }
}

/* Headers of a response. Whether there is a Contact is not known of a 380,
   whose alternative is in the body, nor of a fragment, which may be short. */
static void message_headers(rdi_scan *scan, redial_message *message) {
  bool contacts =
    message->kind == REDIAL_MESSAGE_RESPONSE && message->evidence.code != 380;

  rdi_message_head(scan,
                   contacts ? message_wanted_in_answer | RDI_WANT(CONTACT)
                            : message_wanted_in_answer,
                   message);
  if (contacts && !(message->evidence.marks & REDIAL_MARK_CONTACT)) {
    message->evidence.marks |= REDIAL_MARK_NO_CONTACT;
  }
}

static void message_answer(redial_span line, rdi_scan *scan,
                           redial_message *message) {
  message_status(line, message);
  if (message->kind == REDIAL_MESSAGE_SIPFRAG) {
    message->evidence.marks |= REDIAL_MARK_SIPFRAG;
  }
  /* A status that is none makes the rest worthless (RFC 4475 3.1.2.19). */
  if (message->evidence.code >= 100 && message->evidence.code <= 699) {
    message_headers(scan, message);
  }
}

/* "METHOD uri SIP/2.0" */
static bool message_is_request(redial_span line) {
  redial_span version = line;

  if (line.len < sizeof("A b SIP/2.0") - 1) {
    return false;
  }
  version.ptr += line.len - 8;
  version.len = 8;
  return RDI_IS(version, " sip/2.0");
}

static uint8_t message_kind_of(uint8_t method) {
  if (method == REDIAL_METHOD_CANCEL) {
    return REDIAL_MESSAGE_CANCEL;
  }
  return method == REDIAL_METHOD_BYE ? REDIAL_MESSAGE_BYE
                                     : REDIAL_MESSAGE_SIPFRAG;
}

/* Reads over the head; true when its body is a fragment (RFC 3420). */
static bool message_holds_fragment(rdi_scan *scan) {
  rdi_header id;
  redial_span value;
  bool holds = false;

  while (rdi_scan_header(scan, RDI_WANT(CONTENT_TYPE), &id, &value)) {
    rdi_scan type = rdi_scan_open(value);

    rdi_scan_to(&type, ';');
    holds |=
      RDI_IS(rdi_strip(rdi_between(value.ptr, type.at)), "message/sipfrag");
  }
  return holds;
}

static redial_status message_fragment(rdi_scan *scan, redial_message *message) {
  redial_span line;

  if (!message_holds_fragment(scan)) {
    return REDIAL_ERR_NO_MATCH;
  }
  line = rdi_scan_line(scan);
  if (!message_is_status(line)) {
    return REDIAL_ERR_NO_MATCH;
  }
  message_answer(line, scan, message);
  return REDIAL_OK;
}

static redial_status message_request(redial_span line, rdi_scan *scan,
                                     redial_message *message) {
  rdi_scan words = rdi_scan_open(line);
  uint8_t method = rdi_method(rdi_scan_word(&words));

  if (!message_is_request(line)) {
    return REDIAL_ERR_SYNTAX;
  }
  message->kind = message_kind_of(method);
  if (message->kind == REDIAL_MESSAGE_SIPFRAG) {
    return message_fragment(scan, message);
  }
  message->evidence.method = method;
  rdi_message_head(scan, RDI_WANT(REASON), message);
  return REDIAL_OK;
}

static redial_status message_response(redial_span line, rdi_scan *scan,
                                      redial_message *message) {
  rdi_scan rest = *scan;

  /* No header at all: only a fragment looks like that. */
  message->kind = rdi_scan_blank_line(&rest) ? REDIAL_MESSAGE_SIPFRAG
                                             : REDIAL_MESSAGE_RESPONSE;
  message_answer(line, scan, message);
  return REDIAL_OK;
}

redial_status redial_message_read(redial_span bytes, redial_message *out) {
  redial_message message;
  redial_status status;
  redial_span line;
  rdi_scan scan = rdi_scan_open(bytes);

  memset(&message, 0, sizeof(message));
  message.evidence.ns = REDIAL_NAMESPACE_SIP;
  message.evidence.origin = REDIAL_ORIGIN_REMOTE;
  rdi_scan_spaces(&scan); /* RFC 3261 7.5: empty lines may come first */
  line = rdi_scan_line(&scan);
  status = message_is_status(line) ? message_response(line, &scan, &message)
                                   : message_request(line, &scan, &message);
  if (status == REDIAL_OK) {
    *out = message;
  }
  return status;
}

redial_status redial_evidence_read(redial_span bytes, redial_evidence *out) {
  redial_message message;
  redial_status status = redial_message_read(bytes, &message);

  if (status == REDIAL_OK) {
    *out = message.evidence;
  }
  return status;
}
