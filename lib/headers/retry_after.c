#include "../headers/scan.h"
#include <redial/headers.h>

/* delta-seconds [comment] *( ";" parameter )   (RFC 3261 20.33, 25.1) */

static bool retry_after_number(rdi_scan *scan, uint32_t *number,
                               redial_retry_after *seen) {
  bool saturated = false;
  bool found = rdi_scan_number(scan, number, &saturated);

  if (saturated) {
    seen->damage = REDIAL_DAMAGE_SATURATED;
  }
  return found;
}

/* From "(" to behind its ")". Comments nest; an unclosed one is damage. */
static void retry_after_comment(rdi_scan *scan) {
  const char *at = scan->at + 1;
  size_t depth = 1;

  for (; at != scan->end && depth > 0; at++) {
    if (*at == ')') {
      depth--;
    } else if (*at == '(') {
      depth++;
    } else if (*at == '\\' && scan->end - at > 1) {
      at++;
    }
  }
  scan->at = at;
  scan->damaged |= depth > 0;
  rdi_scan_spaces(scan);
}

static bool retry_after_duration(const rdi_param *param,
                                 redial_retry_after *seen) {
  rdi_scan digits = rdi_scan_open(param->value);
  uint32_t seconds;

  if (param->quoted || !retry_after_number(&digits, &seconds, seen) ||
      rdi_scan_more(&digits)) {
    return false;
  }
  seen->duration_s = seconds;
  return true;
}

/* Behind other damage than an empty parameter none is believed: it may stand
   in a comment that came too late. Nor is a second duration. What is left
   then is damage itself. */
static void retry_after_params(rdi_scan *scan, redial_retry_after *seen) {
  bool empty = false;
  bool again = false;

  while (rdi_scan_is(scan, ';') && !scan->damaged) {
    rdi_param param;

    scan->at++;
    rdi_scan_strays(scan, ';');
    empty |= scan->damaged;
    scan->damaged = false;
    rdi_scan_param(scan, ';', &param);
    if (!scan->damaged && RDI_IS(param.name, "duration")) {
      scan->damaged = again || !retry_after_duration(&param, seen);
      again = true;
    }
  }
  scan->damaged |= empty || rdi_scan_more(scan);
}

/* May this stand behind the digits? A unit or a fraction may not. */
static bool retry_after_goes_on(const rdi_scan *scan) {
  return !rdi_scan_more(scan) || *scan->at == '(' || *scan->at == ';' ||
         *scan->at == ',';
}

static void retry_after_first(rdi_scan *scan, redial_retry_after *seen) {
  uint32_t seconds;

  rdi_scan_spaces(scan);
  scan->damaged = !retry_after_number(scan, &seconds, seen);
  rdi_scan_spaces(scan);
  scan->damaged |= !retry_after_goes_on(scan);
  if (scan->damaged) {
    return;
  }
  seen->seconds = seconds;
  seen->present = 1;
  if (rdi_scan_is(scan, '(')) {
    retry_after_comment(scan);
  }
  retry_after_params(scan, seen);
}

void redial_retry_after_read(redial_span value, redial_retry_after *seen) {
  rdi_scan scan = rdi_scan_open(value);
  bool again = seen->present != 0 || seen->damage != REDIAL_DAMAGE_NONE;

  if (!again) {
    retry_after_first(&scan, seen);
  }
  if (scan.damaged || again) {
    seen->damage = REDIAL_DAMAGE_MALFORMED;
  }
}
