#include "../headers/scan.h"
#include <redial/headers.h>

/* Reason (RFC 3326): values between commas, each a protocol and parameters in
   any order. Its cause and text are looked for as parameters, never as a
   substring: a text may well say "cause=17". */

static uint8_t reason_namespace(redial_span protocol) {
  if (RDI_IS(protocol, "sip")) {
    return REDIAL_NAMESPACE_SIP;
  }
  if (RDI_IS(protocol, "q.850") || RDI_IS(protocol, "q850")) {
    return REDIAL_NAMESPACE_Q850;
  }
  return REDIAL_NAMESPACE_NONE;
}

/* The words of RFC 8606 in the order of redial_location. */
static uint8_t reason_location(redial_span word) {
  uint8_t place = rdi_cell_of(word, "u   lpn ln  tn  rln rpn intlbi  ", 4);

  if (place == 0 && word.len > 0) {
    return REDIAL_LOCATION_OTHER;
  }
  return place;
}

/* In quotes, or twice, it is not as it should be but no less clear. */
static void reason_cause(const rdi_param *param, redial_reason *value) {
  bool again = value->has_cause != 0;

  if (!again) {
    value->has_cause = rdi_number(param->value, &value->cause);
  }
  value->damaged |= again || param->quoted || !value->has_cause;
}

static void reason_text(const rdi_param *param, redial_reason *value) {
  bool again = value->text.ptr != NULL;

  if (!again) {
    value->text = param->value;
  }
  value->damaged |= again || !param->quoted;
}

static void reason_param(const rdi_param *param, redial_reason *value) {
  if (RDI_IS(param->name, "cause")) {
    reason_cause(param, value);
  } else if (RDI_IS(param->name, "text")) {
    reason_text(param, value);
  } else if (RDI_IS(param->name, "location")) {
    value->location = reason_location(param->value);
  }
}

/* Protocol, or whatever stands where one should. */
static void reason_protocol(rdi_scan *scan, redial_reason *value) {
  rdi_param param;

  rdi_scan_param(scan, &param);
  value->protocol = param.name;
  value->ns = reason_namespace(param.name);
  value->damaged = param.damaged || param.name.len == 0 ||
                   param.value.len > 0 || RDI_IS(param.name, "q850");
}

bool redial_reason_next(redial_span *cursor, redial_reason *value) {
  static const redial_reason nothing = {{NULL, 0}, {NULL, 0}, 0, 0, 0, 0, 0};
  rdi_scan scan = rdi_scan_open(*cursor);
  bool damaged = rdi_scan_strays(&scan, ',');
  bool found = rdi_scan_more(&scan);
  rdi_param param;

  if (found) {
    *value = nothing;
    reason_protocol(&scan, value);
    while (rdi_scan_next_param(&scan, &param, &damaged)) {
      reason_param(&param, value);
    }
    if (rdi_scan_more(&scan)) {
      /* A comma, and behind it there should be something. */
      scan.at++;
      damaged |= rdi_scan_strays(&scan, ',') || !rdi_scan_more(&scan);
    }
    value->damaged |= damaged;
  }
  cursor->ptr = scan.at;
  cursor->len = (size_t)(scan.end - scan.at);
  return found;
}
