#include "../headers/retry_after.h"

/* delta-seconds [comment] *( ";" parameter )   (RFC 3261 20.33, 25.1) */

/* What stands behind the first number. Behind other damage than an empty
   parameter none is believed: it may stand in a comment that came too late.
   Nor is a second duration. What is left then is damage itself. */
static void retry_after_params(rdi_scan *scan, redial_retry_after *seen,
                               rdi_number_is first) {
  rdi_number_is found = RDI_NUMBER_NONE;

  while (!scan->damaged && rdi_scan_next(scan, ';')) {
    if (rdi_scan_param(scan, "\10duration") == 0 || scan->damaged) {
      continue;
    }
    scan->damaged = found != RDI_NUMBER_NONE || scan->quoted;
    if (!scan->damaged) {
      found = rdi_number(&scan->text, &seen->duration_s);
      scan->damaged = found == RDI_NUMBER_NONE;
    }
  }
  if ((((uint32_t)first | (uint32_t)found) & RDI_NUMBER_SATURATED) != 0) {
    seen->damage = REDIAL_DAMAGE_SATURATED;
  }
  scan->damaged |= scan->strays || rdi_scan_more(scan);
}

/* Digits alone: a unit or a fraction behind them makes them something else. */
static void retry_after_first(rdi_scan *scan, redial_retry_after *seen) {
  rdi_number_is found;

  rdi_scan_spaces(scan);
  rdi_scan_token(scan, '(');
  found = rdi_number(&scan->text, &seen->seconds);
  if (found == RDI_NUMBER_NONE) {
    scan->damaged = true;
    return;
  }
  seen->present = 1;
  if (rdi_scan_is(scan, '(')) {
    rdi_scan_enclosed(scan, '(', ')');
  }
  retry_after_params(scan, seen, found);
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
