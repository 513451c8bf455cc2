#include "steps.h"
#include <string.h>

/* What of a request is believed of the agent's leg. The caller has a say in
   other fields: whoever calls in by SIP may add an X-Twilio-Error, which comes
   to us as SipHeader_X-Twilio-Error, and CallStatus is the caller's own. */

static const char *const told_end[] = {
  "DialCallStatus",
  "DialSipResponseCode",
  "DialBridged",
  "ErrorCode",
  "DialSipHeader_X-Twilio-Error", /* of the agent's final response */
  NULL};
static const char *const told_news[] = {"CallStatus", "SipResponseCode",
                                        "ErrorCode", NULL};

static bool told_is_one(redial_span name, const char *const *names) {
  for (; *names != NULL; names++) {
    if (tw_is(name, *names)) {
      return true;
    }
  }
  return false;
}

/* Those fields alone, still encoded. */
static void told_pick(redial_span fields, const char *const *names,
                      tw_text *picked) {
  char room[REDIAL_FORM_BUFFER];
  redial_form_field field;
  redial_span piece = {fields.ptr, 0};

  while (redial_form_next(&fields, room, sizeof(room), &field)) {
    piece.len = (size_t)(fields.ptr - piece.ptr);
    if (told_is_one(field.name, names)) {
      tw_put_span(picked, piece);
      tw_put(picked, "&");
    }
    piece.ptr = fields.ptr;
  }
}

static redial_evidence told_of(redial_span fields, const char *const *names) {
  char bytes[1024];
  char room[REDIAL_FORM_BUFFER];
  tw_text picked = tw_text_over(bytes, sizeof(bytes));
  redial_evidence seen;

  memset(&seen, 0, sizeof(seen)); /* told nothing: an unknown failure */
  told_pick(fields, names, &picked);
  if (!picked.cut) {
    (void)redial_form_read(tw_span_of(&picked), room, sizeof(room), &seen);
  }
  return seen;
}

redial_evidence tw_visit_end(const tw_visit *visit) {
  return told_of(visit->fields, told_end);
}

redial_evidence tw_visit_news(const tw_visit *visit) {
  return told_of(visit->fields, told_news);
}
