#include "../headers/scan.h"
#include <redial/headers.h>

/* Warning (RFC 3261 20.43): three digits, agent, quoted text; values between
   commas. Only the digits matter, so only they have to be whole. */

/* Three digits and then something else; 0 when it is not so. */
static uint16_t warning_code(rdi_scan *scan) {
  const char *start = scan->at;
  uint32_t code = 0;
  bool saturated = false;

  (void)rdi_scan_number(scan, &code, &saturated);
  if (scan->at - start != 3 ||
      (rdi_scan_more(scan) && !rdi_is_space(*scan->at) && *scan->at != ',')) {
    return 0;
  }
  return (uint16_t)code;
}

/* The rest of a value; true when it is an agent and a quoted text. */
static bool warning_rest(rdi_scan *scan) {
  const char *agent;
  redial_span text;
  bool whole;

  rdi_scan_spaces(scan);
  agent = scan->at;
  while (rdi_scan_more(scan) && *scan->at != ',' && *scan->at != '"') {
    scan->at++;
  }
  whole = scan->at != agent && rdi_scan_is(scan, '"') &&
          rdi_scan_quoted(scan, &text);
  rdi_scan_spaces(scan);
  return whole;
}

static void warning_keep(uint16_t code, redial_evidence *evidence) {
  int i;

  for (i = 0; i < REDIAL_WARNINGS; i++) {
    if (evidence->warnings[i] == 0) {
      evidence->warnings[i] = code;
      return;
    }
  }
}

/* What stands between a value and the next comma; true when anything does. */
static bool warning_junk(rdi_scan *scan) {
  const char *start = scan->at;
  redial_span text;

  while (rdi_scan_more(scan) && *scan->at != ',') {
    if (*scan->at == '"') {
      (void)rdi_scan_quoted(scan, &text);
    } else {
      scan->at++;
    }
  }
  return scan->at != start;
}

/* One value and the comma behind it; true when it is as it should be. */
static bool warning_value(rdi_scan *scan, redial_evidence *evidence) {
  uint16_t code = warning_code(scan);
  bool whole = warning_rest(scan);

  if (code != 0) {
    warning_keep(code, evidence);
  }
  if (warning_junk(scan)) {
    whole = false;
  }
  if (rdi_scan_more(scan)) {
    scan->at++;
    whole &= !rdi_scan_strays(scan, ',') && rdi_scan_more(scan);
  }
  return whole && code != 0;
}

void redial_warning_read(redial_span header, redial_evidence *evidence) {
  rdi_scan scan = rdi_scan_open(header);
  bool whole = !rdi_scan_strays(&scan, ',') && rdi_scan_more(&scan);

  while (rdi_scan_more(&scan)) {
    whole &= warning_value(&scan, evidence);
  }
  if (!whole) {
    evidence->marks |= REDIAL_MARK_MALFORMED;
  }
}
