#include "fuzz.h"

FUZZ_WORDS(FUZZ_LIST("DialCallStatus=", "CallStatus=", "busy", "failed",
                     "DialSipResponseCode=", "SipResponseCode=", "486", "&",
                     "=", "%", "%20", "+", "ErrorCode=", "32203",
                     "DialSipHeader_X-Twilio-Error=", "DialBridged=true"));

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  redial_span body = fuzz_span(data, size);
  size_t room = size > 0 ? data[0] % (REDIAL_FORM_BUFFER + 1u) : 1;
  char *buffer = (char *)malloc(room == 0 ? 1 : room);
  redial_evidence seen;

  FUZZ_CHECK(buffer != NULL);
  if (redial_form_read(body, buffer, room, &seen) == REDIAL_OK) {
    FUZZ_CHECK(seen.code == 0 || (seen.code >= 100 && seen.code <= 699));
    FUZZ_CHECK(seen.twilio_error >= 0);
    FUZZ_CHECK(seen.dial_status <= REDIAL_DIAL_CANCELED);
  }
  free(buffer);
  return 0;
}
