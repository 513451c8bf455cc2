#include "../headers/scan.h"
#include <redial/headers.h>

/* Warning (RFC 3261 20.43): three digits, agent, quoted text; values between
   commas. Only the digits matter, so only they have to be whole. */

/* Three digits and no more. */
static bool warning_code(redial_span value, uint32_t *code) {
  redial_span digits = value;

  digits.len = 3;
  return value.len >= 3 && (value.len == 3 || rdi_is_space(value.ptr[3])) &&
         rdi_number(&digits, code);
}

/* Do an agent and a quoted text follow, and nothing else? */
static bool warning_is_whole(redial_span value) {
  redial_span rest =
    rdi_strip(rdi_between(value.ptr + 3, value.ptr + value.len));
  const char *end = rest.ptr + rest.len;
  const char *at = rest.ptr;

  while (at != end && *at != '"') {
    at++;
  }
  return at != rest.ptr && at != end && rdi_quote_end(at, end) == end - 1;
}

/* 000 is three digits and no code: it leaves no trace. */
static void warning_keep(uint16_t code, redial_evidence *evidence) {
  int i;

  for (i = 0; i < REDIAL_WARNINGS; i++) {
    if (evidence->warnings[i] == 0) {
      evidence->warnings[i] = code;
      return;
    }
  }
}

/* True when the value is as it should be. */
static bool warning_value(redial_span value, redial_evidence *evidence) {
  uint32_t code;

  if (!warning_code(value, &code)) {
    return false;
  }
  warning_keep((uint16_t)code, evidence);
  return warning_is_whole(value);
}

void redial_warning_read(redial_span header, redial_evidence *evidence) {
  rdi_scan scan = rdi_scan_open(header);

  rdi_scan_strays(&scan, ',');
  while (rdi_scan_more(&scan)) {
    const char *start = scan.at;

    rdi_scan_to(&scan, ',');
    if (!warning_value(rdi_strip(rdi_between(start, scan.at)), evidence)) {
      scan.damaged = true;
    }
    (void)rdi_scan_next(&scan, ',');
  }
  if (scan.damaged || scan.strays) {
    evidence->marks |= REDIAL_MARK_MALFORMED;
  }
}
