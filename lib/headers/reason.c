#include "../headers/reason.h"

/* Reason (RFC 3326): values between commas, each a protocol and parameters in
   any order. Its cause and text are looked for as parameters, never as a
   substring: a text may well say "cause=17". */

/* The words of RFC 8606 in the order of redial_location. */
static uint8_t reason_location(const redial_span *word) {
  uint8_t place = rdi_word_of(word, "\1u\3lpn\2ln\2tn\3rln\3rpn\4intl\2bi");

  if (place == 0 && word->len > 0) {
    return REDIAL_LOCATION_OTHER;
  }
  return place;
}

/* These say whether there is anything odd about it. In quotes, or twice, a
   cause is not as it should be but no less clear. */
static bool reason_cause(const rdi_scan *scan, redial_reason *value) {
  if (value->has_cause || !rdi_number(&scan->text, &value->cause)) {
    return true;
  }
  value->has_cause = 1;
  return scan->quoted;
}

static bool reason_text(const rdi_scan *scan, redial_reason *value) {
  if (value->text.ptr != NULL) {
    return true;
  }
  value->text = scan->text;
  return !scan->quoted;
}

static void reason_param(rdi_scan *scan, redial_reason *value) {
  bool odd = false;

  switch (rdi_scan_param(scan, "\4text\5cause\10location")) {
  case 1:
    odd = reason_text(scan, value);
    break;
  case 2:
    odd = reason_cause(scan, value);
    break;
  case 3:
    value->location = reason_location(&scan->text);
    break;
  default:
    break;
  }
  scan->damaged |= odd;
}

/* "Q850" is understood, but it is not what the registry says. */
void rdi_reason_protocol(rdi_scan *scan, redial_reason *value) {
  const char *start = scan->at;
  uint8_t place = rdi_scan_words(scan, "\3sip\5q.850\4q850");

  memset(value, 0, sizeof(*value));
  if (place == 0) {
    return;
  }
  if (!rdi_scan_ends(scan) && !rdi_is_space(*scan->at)) {
    scan->at = start;
    return;
  }
  value->protocol = rdi_between(start, scan->at);
  value->ns = place == 1 ? REDIAL_NAMESPACE_SIP : REDIAL_NAMESPACE_Q850;
  if (place == 3) {
    scan->damaged = true;
  }
}

/* What stands behind the protocol, or where it should stand. */
static void reason_first(rdi_scan *scan, redial_reason *value) {
  bool known = value->ns != REDIAL_NAMESPACE_NONE;

  rdi_scan_spaces(scan);
  if (known && rdi_scan_ends(scan)) {
    return;
  }
  rdi_scan_token(scan, '=');
  if (!known) {
    value->protocol = scan->text;
  }
  if (known || scan->text.len == 0 || rdi_scan_is(scan, '=')) {
    scan->damaged = true;
  }
  rdi_scan_value(scan);
}

void rdi_reason_value(rdi_scan *scan, redial_reason *value) {
  reason_first(scan, value);
  rdi_reason_usual(scan, value);
  while (rdi_scan_next(scan, ';')) {
    reason_param(scan, value);
  }
  (void)rdi_scan_next(scan, ',');
  value->damaged = scan->damaged || scan->strays;
}

bool redial_reason_next(redial_span *cursor, redial_reason *value) {
  rdi_scan scan = rdi_scan_open(*cursor);
  bool found;

  rdi_scan_strays(&scan, ',');
  found = rdi_scan_more(&scan);
  if (found) {
    rdi_reason_protocol(&scan, value);
    rdi_reason_value(&scan, value);
  }
  *cursor = rdi_between(scan.at, scan.end);
  return found;
}
