#include "../headers/retry_after.h"

/* delta-seconds [comment] *( ";" parameter )   (RFC 3261 20.33, 25.1) */

/* Of the text that was read last. */
static bool retry_after_number(const rdi_scan *scan, uint32_t *number,
                               redial_retry_after *seen) {
  rdi_number_is found = rdi_number(scan->text, number);

  if (found == RDI_NUMBER_SATURATED) {
    seen->damage = REDIAL_DAMAGE_SATURATED;
  }
  return found != RDI_NUMBER_NONE;
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

/* Behind other damage than an empty parameter none is believed: it may stand
   in a comment that came too late. Nor is a second duration. What is left
   then is damage itself. */
static void retry_after_params(rdi_scan *scan, redial_retry_after *seen) {
  bool again = false;

  while (!scan->damaged && rdi_scan_next(scan, ';')) {
    if (rdi_scan_param(scan, "\10duration") != 0 && !scan->damaged) {
      scan->damaged = again || scan->quoted ||
                      !retry_after_number(scan, &seen->duration_s, seen);
      again = true;
    }
  }
  scan->damaged |= scan->strays || rdi_scan_more(scan);
}

/* Digits alone: a unit or a fraction behind them makes them something else. */
static void retry_after_first(rdi_scan *scan, redial_retry_after *seen) {
  rdi_scan_spaces(scan);
  rdi_scan_token(scan, '(');
  if (!retry_after_number(scan, &seen->seconds, seen)) {
    scan->damaged = true;
    return;
  }
  seen->present = 1;
  if (rdi_scan_is(scan, '(')) {
    retry_after_comment(scan);
  }
  retry_after_params(scan, seen);
}

void redial_retry_after_read(redial_span value, redial_retry_after *seen) {
  rdi_scan scan = rdi_scan_open(value);

  if (seen->present != 0 || seen->damage != REDIAL_DAMAGE_NONE) {
    scan.damaged = true;
  } else if (!rdi_retry_after_usual(value, seen)) {
    retry_after_first(&scan, seen);
  }
  if (scan.damaged) {
    seen->damage = REDIAL_DAMAGE_MALFORMED;
  }
}
