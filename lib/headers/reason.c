#include "../headers/reason.h"

/* Reason (RFC 3326): values between commas, each a protocol and parameters in
   any order. Its cause and text are looked for as parameters, never as a
   substring: a text may well say "cause=17". */

/* The words of RFC 8606 in the order of redial_location. */
static uint8_t reason_location(redial_span word) {
  uint8_t place = rdi_cell_of(word, "u   lpn ln  tn  rln rpn intlbi  ", 4);

  if (place == 0 && word.len > 0) {
    return REDIAL_LOCATION_OTHER;
  }
  return place;
}

/* In quotes, or twice, a cause is not as it should be but no less clear. */
static bool reason_cause(const rdi_param *param, redial_reason *value) {
  rdi_scan digits = rdi_scan_open(param->value);
  uint32_t cause;
  bool saturated;

  if (value->has_cause ||
      !rdi_scan_number(&digits, &cause, &saturated) ||
      rdi_scan_more(&digits)) {
    return false;
  }
  value->cause = cause;
  value->has_cause = 1;
  return !param->quoted;
}

static bool reason_text(const rdi_param *param, redial_reason *value) {
  if (value->text.ptr != NULL) {
    return false;
  }
  value->text = param->value;
  return param->quoted;
}

/* True when it is as it should be. */
static bool reason_param(const rdi_param *param, redial_reason *value) {
  if (RDI_IS(param->name, "cause")) {
    return reason_cause(param, value);
  }
  if (RDI_IS(param->name, "text")) {
    return reason_text(param, value);
  }
  if (RDI_IS(param->name, "location")) {
    value->location = reason_location(param->value);
  }
  return true;
}

static bool reason_protocol_ends(char c) {
  return c == ';' || c == ',' || rdi_is_space(c);
}

size_t rdi_reason_protocol(const rdi_scan *scan) {
  const char *at = scan->at;
  size_t left = (size_t)(scan->end - at);
  size_t length = 0;

  if (left >= 3 && (at[0] | 0x20) == 's' && (at[1] | 0x20) == 'i' &&
      (at[2] | 0x20) == 'p') {
    length = RDI_REASON_SIP;
  } else if (left >= 4 && (at[0] | 0x20) == 'q') {
    if (memcmp(at + 1, "850", 3) == 0) {
      length = RDI_REASON_ALIAS;
    } else if (left >= 5 && memcmp(at + 1, ".850", 4) == 0) {
      length = RDI_REASON_Q850;
    }
  }
  return length == left || reason_protocol_ends(at[length]) ? length : 0;
}

/* The protocol, or whatever stands where one should: "Q850" is understood,
   but it is not what the registry says. Gives where it ends. */
static const char *reason_protocol(rdi_scan *scan, size_t known,
                                   redial_reason *value) {
  const char *at = rdi_scan_token(scan, scan->at + known, '=');

  value->protocol = rdi_between_trimmed(scan->at, at);
  scan->damaged |= known == RDI_REASON_ALIAS || value->protocol.len == 0;
  if (known != 0) {
    value->ns = known == RDI_REASON_SIP ? REDIAL_NAMESPACE_SIP
                                        : REDIAL_NAMESPACE_Q850;
    scan->damaged |= value->protocol.len != known;
  }
  if (at != scan->end && *at == '=') {
    scan->damaged = true;
    at = rdi_scan_token(scan, at, ';');
  }
  return at;
}

void rdi_reason_value(rdi_scan *scan, size_t known, redial_reason *value) {
  memset(value, 0, sizeof(*value));
  scan->at = reason_protocol(scan, known, value);
  if (rdi_scan_more(scan)) {
    char mark = *scan->at++;

    while (mark == ';') {
      rdi_param param;

      mark = rdi_scan_param(scan, ';', &param);
      scan->damaged |= !reason_param(&param, value);
    }
    if (mark == ',') {
      /* Something should follow. */
      rdi_scan_strays(scan, ',');
      scan->damaged |= !rdi_scan_more(scan);
    }
  }
  value->damaged = scan->damaged;
}

bool redial_reason_next(redial_span *cursor, redial_reason *value) {
  rdi_scan scan = rdi_scan_open(*cursor);
  bool found;

  rdi_scan_strays(&scan, ',');
  found = rdi_scan_more(&scan);
  if (found) {
    rdi_reason_value(&scan, rdi_reason_protocol(&scan), value);
  }
  *cursor = rdi_between(scan.at, scan.end);
  return found;
}
