#include "../headers/message.h"
#include "../headers/reason.h"

/* The head of a message into the evidence. What cannot be read in a header
   never hides what another says. */

static void head_reason(redial_span value, redial_message *message) {
  rdi_scan scan = rdi_scan_open(value);
  redial_reason reason;

  rdi_scan_strays(&scan, ',');
  while (rdi_reason_take_next(&scan, &reason, &message->evidence)) {
    redial_redress_from_reason(&reason, &message->redress);
  }
}

static void head_mark(redial_message *message, uint16_t mark, bool is) {
  if (is) {
    message->evidence.marks |= mark;
  }
}

/* Headers that the verdict itself rests on. */
static bool head_refines(rdi_header id, redial_span value,
                         redial_message *message) {
  switch (id) {
  case RDI_HEADER_REASON:
    head_reason(value, message);
    return true;
  case RDI_HEADER_RETRY_AFTER:
    redial_retry_after_read(value, &message->evidence.retry_after);
    return true;
  case RDI_HEADER_WARNING:
    redial_warning_read(value, &message->evidence);
    return true;
  case RDI_HEADER_TWILIO_ERROR:
    redial_twilio_error_read(value, &message->evidence);
    return true;
  default:
    return false;
  }
}

static void head_header(rdi_header id, redial_span value,
                        redial_message *message) {
  if (head_refines(id, value, message)) {
    return;
  }
  if (id == RDI_HEADER_CALL_INFO) {
    redial_redress_from_call_info(value, &message->redress);
  } else if (id == RDI_HEADER_CHALLENGE) {
    head_mark(message, REDIAL_MARK_STALE, redial_challenge_is_stale(value));
  } else if (id == RDI_HEADER_CONTACT) {
    head_mark(message, REDIAL_MARK_CONTACT, redial_contact_is_usable(value));
  } else if (message->evidence.method == REDIAL_METHOD_UNKNOWN) {
    message->evidence.method = rdi_cseq_method(value);
  }
}

void rdi_message_head(rdi_scan *scan, uint32_t wanted,
                      redial_message *message) {
  rdi_header id;
  redial_span value;

  while (rdi_scan_header(scan, wanted, &id, &value)) {
    head_header(id, value, message);
  }
  head_mark(message, REDIAL_MARK_MALFORMED, scan->damaged);
}
