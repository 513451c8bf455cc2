/* A code and what may stand beside it, to evidence. */

#include "build.h"
#include <string.h>

#define BUILD_CODE 40 /* bytes; no code is longer */

static bool build_sip(build *b, redial_span word, const cli_code *code,
                      redial_evidence *seen) {
  bool sip = code->ns == REDIAL_NAMESPACE_SIP ||
             (code->ns == REDIAL_NAMESPACE_NONE && code->code < 10000);

  if (sip && (code->code < 100 || code->code > 699)) {
    return reader_fail(&b->in, word, "is no SIP status of 100 to 699");
  }
  seen->ns =
    (uint8_t)(sip                                 ? REDIAL_NAMESPACE_SIP
              : code->ns == REDIAL_NAMESPACE_NONE ? REDIAL_NAMESPACE_TWILIO
                                                  : code->ns);
  seen->code = code->code;
  seen->origin = REDIAL_ORIGIN_REMOTE;
  if (code->plus) { /* 603+: a network has blocked the caller */
    seen->marks |= REDIAL_MARK_NETWORK_BLOCKED | REDIAL_MARK_ANALYTICS;
  }
  return true;
}

bool build_code(build *b, redial_span word, redial_evidence *seen) {
  char text[BUILD_CODE];
  const char *why = "is no code";
  cli_code code;

  if (reader_is(word, "refused")) {
    seen->origin = REDIAL_ORIGIN_LOCAL_TRANSPORT;
    return true;
  }
  if (word.len == 0 || word.len >= sizeof(text) ||
      memchr(word.ptr, '\0', word.len) != NULL) {
    return reader_fail(&b->in, word, why);
  }
  memcpy(text, word.ptr, word.len);
  text[word.len] = '\0';
  if (cli_code_read(text, REDIAL_NAMESPACE_NONE, &code, &why) != CLI_READ) {
    return reader_fail(&b->in, word, why);
  }
  return build_sip(b, word, &code, seen);
}

static bool build_take_seconds(reader *in, const field *how, redial_span value,
                               void *to) {
  redial_retry_after *after = to;
  uint64_t ms;

  (void)how;
  if (!reader_time(in, value, &ms)) {
    return false;
  }
  after->seconds = (uint32_t)(ms / 1000);
  after->present = 1;
  return true;
}

static bool build_take_q850(reader *in, const field *how, redial_span value,
                            void *to) {
  redial_evidence *seen = to;

  seen->marks |= REDIAL_MARK_Q850_SEEN;
  return field_u8(in, how, value, &seen->q850_cause);
}

static bool build_take_sip_cause(reader *in, const field *how,
                                 redial_span value, void *to) {
  redial_evidence *seen = to;

  seen->marks |= REDIAL_MARK_SIP_SEEN;
  return field_u16(in, how, value, &seen->sip_cause);
}

static bool build_take_location(reader *in, const field *how, redial_span value,
                                void *to) {
  uint32_t found;

  (void)how;
  if (!field_name(in, value, redial_location_name, 1, 10, "is no location",
                  &found)) {
    return false;
  }
  *(uint8_t *)to = (uint8_t)found;
  return true;
}

static bool build_take_media(reader *in, const field *how, redial_span value,
                             void *to) {
  bool yes;

  (void)how;
  if (!reader_yes(in, value, &yes)) {
    return false;
  }
  *(uint8_t *)to = yes ? REDIAL_PROGRESS_EARLY_MEDIA : REDIAL_PROGRESS_UNKNOWN;
  return true;
}

static bool build_take_error(reader *in, const field *how, redial_span value,
                             void *to) {
  uint64_t number;

  if (!reader_number(in, value, how->least, how->most, &number)) {
    return false;
  }
  *(int32_t *)to = (int32_t)number;
  return true;
}

#define SEEN(member) offsetof(redial_evidence, member)
#define MARK(name, bit)                                                        \
  { name, field_bit16, SEEN(marks), 0, REDIAL_MARK_##bit, NULL }

static const field build_beside[] = {
  {"retry_after", build_take_seconds, SEEN(retry_after), 0, 0, NULL},
  {"q850", build_take_q850, 0, 1, 127, NULL},
  {"location", build_take_location, SEEN(location), 0, 0, NULL},
  {"sip_cause", build_take_sip_cause, 0, 100, 699, NULL},
  {"warning", field_u16, SEEN(warnings[0]), 300, 399, NULL},
  {"twilio_error", build_take_error, SEEN(twilio_error), 1, 999999, NULL},
  {"media", build_take_media, SEEN(progress), 0, 0, NULL},
  MARK("blocked", NETWORK_BLOCKED),
  MARK("analytics", ANALYTICS),
  MARK("stale", STALE),
  MARK("fan_out", FAN_OUT),
  MARK("authenticated", AUTHENTICATED),
};

#define BUILD_BESIDE (sizeof(build_beside) / sizeof(build_beside[0]))

bool build_is_beside_code(redial_span word) {
  redial_span name;
  redial_span value;
  size_t i;

  if (!reader_split(word, &name, &value)) {
    return false;
  }
  for (i = 0; i < BUILD_BESIDE; i++) {
    if (reader_is(name, build_beside[i].name)) {
      return true;
    }
  }
  return false;
}

bool build_beside_code(build *b, redial_span word, uint32_t *said,
                       redial_evidence *seen) {
  return field_read(&b->in, word, build_beside, BUILD_BESIDE, said, seen);
}
