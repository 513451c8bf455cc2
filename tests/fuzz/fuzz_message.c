#include "fuzz.h"

FUZZ_WORDS(FUZZ_LIST(
  "SIP/2.0 486 Busy\r\n", "SIP/2.0 603 Network Blocked\r\n", "\r\n",
  "NOTIFY sip:a SIP/2.0\r\nc:message/sipfrag\r\n\r\nSIP/2.0 480 x\r\n",
  "CANCEL sip:a SIP/2.0\r\n", "Reason: ", "Q.850;cause=17",
  "Retry-After: ", "120", "m: <sip:a@b>", "Contact: ", "<mailto:x>", ",", ";",
  "\"", "\\", "Warning: 305 a \"b\"", "Call-Info: <a>;purpose=jwscard",
  "WWW-Authenticate: Digest stale=true", "CSeq: 1 INVITE",
  "X-Twilio-Error: 32203", "\n ", ":"));

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  redial_span bytes = fuzz_span(data, size);
  redial_message message;

  if (redial_message_read(bytes, &message) == REDIAL_OK) {
    FUZZ_INSIDE(message.phrase, bytes);
    FUZZ_INSIDE(message.redress.url, bytes);
    FUZZ_INSIDE(message.redress.tel, bytes);
    FUZZ_INSIDE(message.redress.email, bytes);
    FUZZ_INSIDE(message.redress.card, bytes);
    FUZZ_CHECK(message.evidence.code >= -1 && message.evidence.code <= 999);
    FUZZ_CHECK(message.kind != REDIAL_MESSAGE_NONE);
  }
  return 0;
}
