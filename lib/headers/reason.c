#include "../headers/scan.h"
#include <redial/headers.h>

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

/* In quotes, or twice, a cause is not as it should be but no less clear; and
   so for a text without quotes. */
static bool reason_param(const rdi_param *param, redial_reason *value) {
  bool again = false;
  bool whole = true;

  if (RDI_IS(param->name, "cause")) {
    again = value->has_cause != 0;
    if (!again) {
      value->has_cause = rdi_number(param->value, &value->cause);
    }
    whole = value->has_cause && !param->quoted;
  } else if (RDI_IS(param->name, "text")) {
    again = value->text.ptr != NULL;
    if (!again) {
      value->text = param->value;
    }
    whole = param->quoted;
  } else if (RDI_IS(param->name, "location")) {
    value->location = reason_location(param->value);
  }
  return whole && !again;
}

/* The protocol, or whatever stands where one should. "Q850" is understood,
   but it is not what the registry says. */
static void reason_protocol(rdi_scan *scan, redial_reason *value) {
  rdi_param param;
  bool alias;

  rdi_scan_param(scan, &param);
  alias = RDI_IS(param.name, "q850");
  value->protocol = param.name;
  if (RDI_IS(param.name, "sip")) {
    value->ns = REDIAL_NAMESPACE_SIP;
  }
  if (RDI_IS(param.name, "q.850") || alias) {
    value->ns = REDIAL_NAMESPACE_Q850;
  }
  scan->damaged |= alias || param.name.len == 0 || param.value.ptr != NULL;
}

bool redial_reason_next(redial_span *cursor, redial_reason *value) {
  static const redial_reason nothing = {{NULL, 0}, {NULL, 0}, 0, 0, 0, 0, 0};
  rdi_scan scan = rdi_scan_open(*cursor);
  bool found;

  rdi_scan_strays(&scan, ',');
  found = rdi_scan_more(&scan);
  if (found) {
    rdi_param param;

    *value = nothing;
    reason_protocol(&scan, value);
    while (rdi_scan_next_param(&scan, sizeof("text=") - 1, &param)) {
      scan.damaged |= !reason_param(&param, value);
    }
    if (rdi_scan_more(&scan)) {
      /* A comma: something should follow. */
      scan.at++;
      rdi_scan_strays(&scan, ',');
      scan.damaged |= !rdi_scan_more(&scan);
    }
    value->damaged = scan.damaged;
  }
  *cursor = rdi_between(scan.at, scan.end);
  return found;
}
