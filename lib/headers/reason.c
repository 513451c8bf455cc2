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

  if (value->has_cause || !rdi_scan_number(&digits, &cause, &saturated) ||
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

/* Any parameter in any shape. */
static void reason_param(rdi_scan *scan, redial_reason *value) {
  rdi_param param;
  bool whole = true;

  rdi_scan_param(scan, ' ', &param);
  if (RDI_IS(param.name, "cause")) {
    whole = reason_cause(&param, value);
  } else if (RDI_IS(param.name, "text")) {
    whole = reason_text(&param, value);
  } else if (RDI_IS(param.name, "location")) {
    value->location = reason_location(param.value);
  }
  scan->damaged |= !whole;
}

/* Goes on to at, over spaces, if the parameter ends there. */
static inline bool reason_ends(rdi_scan *scan, const char *at) {
  while (at != scan->end && rdi_is_space(*at)) {
    at++;
  }
  if (at != scan->end && *at != ';' && *at != ',') {
    return false;
  }
  scan->at = at;
  return true;
}

/* The usual shape, cause=17, without detours. False, with nothing done, for
   all others: reason_param() reads them. */
static inline bool reason_usual_cause(rdi_scan *scan, redial_reason *value) {
  const char *at = scan->at + 6;
  uint32_t cause = 0;

  if (scan->end - scan->at < 7 || value->has_cause || at[-1] != '=' ||
      !rdi_are(at - 6, "caus") || !rdi_are(at - 5, "ause")) {
    return false;
  }
  while (at != scan->end && rdi_digit(*at) <= 9 && cause < 1000) {
    cause = cause * 10 + rdi_digit(*at++);
  }
  if (at == scan->at + 6 || !reason_ends(scan, at)) {
    return false;
  }
  value->cause = cause;
  value->has_cause = 1;
  return true;
}

/* The same for text="...". */
static inline bool reason_usual_text(rdi_scan *scan, redial_reason *value) {
  const char *at = scan->at;
  const char *close;

  if (scan->end - at < 7 || value->text.ptr != NULL || at[4] != '=' ||
      at[5] != '"' || !rdi_are(at, "text")) {
    return false;
  }
  close = rdi_quote_end(at + 5, scan->end);
  if (close == scan->end || !reason_ends(scan, close + 1)) {
    return false;
  }
  value->text = rdi_between(at + 6, close);
  return true;
}

size_t rdi_reason_protocol(const rdi_scan *scan) {
  const char *at = scan->at;
  size_t left = (size_t)(scan->end - at);
  size_t length = 0;

  if (left >= RDI_REASON_Q850 && rdi_are(at, "q.85") && at[4] == '0') {
    length = RDI_REASON_Q850;
  } else if (left >= RDI_REASON_ALIAS && rdi_are(at, "q850")) {
    length = RDI_REASON_ALIAS;
  } else if (left >= RDI_REASON_SIP && (at[0] | 0x20) == 's' &&
             (at[1] | 0x20) == 'i' && (at[2] | 0x20) == 'p') {
    length = RDI_REASON_SIP;
  }
  return length == left || at[length] == ';' || at[length] == ',' ||
             rdi_is_space(at[length])
           ? length
           : 0;
}

/* The protocol, or whatever stands where one should. "Q850" is understood,
   but it is not what the registry says. */
static inline void reason_protocol(rdi_scan *scan, size_t known,
                                   redial_reason *value) {
  const char *start = scan->at;
  rdi_param param;

  if (known != 0) {
    value->ns =
      known == RDI_REASON_SIP ? REDIAL_NAMESPACE_SIP : REDIAL_NAMESPACE_Q850;
    value->protocol = rdi_between(start, start + known);
    scan->damaged |= known == RDI_REASON_ALIAS;
    if (reason_ends(scan, start + known)) {
      return;
    }
  }
  rdi_scan_param(scan, ' ', &param);
  scan->damaged |= known != 0 || param.value.ptr != NULL;
  if (known == 0) {
    value->protocol = param.name;
  }
}

void rdi_reason_value(rdi_scan *scan, size_t known, redial_reason *value) {
  memset(value, 0, sizeof(*value));
  reason_protocol(scan, known, value);
  while (rdi_scan_is(scan, ';')) {
    scan->at++;
    rdi_scan_strays(scan, ';');
    if (!reason_usual_cause(scan, value) && !reason_usual_text(scan, value)) {
      reason_param(scan, value);
    }
  }
  if (rdi_scan_more(scan)) {
    /* A comma: something should follow. */
    scan->at++;
    rdi_scan_strays(scan, ',');
    scan->damaged |= !rdi_scan_more(scan);
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
