#include "../headers/reason.h"

/* A whole header into the evidence. At most one value of SIP and one of Q.850
   is looked into in all headers together; the rest is passed over, so that a
   header of a thousand values costs little more than its bytes. */

/* Reads the protocol of the next value to look into. A second value of a
   protocol, none at all, an empty value and an unclosed quote are damage. */
static bool reason_read_seek(rdi_scan *scan, uint16_t marks,
                             redial_reason *value) {
  while (rdi_scan_more(scan)) {
    uint16_t mark;

    rdi_reason_protocol(scan, value);
    mark = rdi_reason_mark(value->ns);
    if ((mark & ~marks) != 0) {
      return true;
    }
    if (mark != 0 || rdi_scan_is(scan, ';')) {
      scan->damaged = true;
    }
    rdi_scan_to(scan, ',');
    (void)rdi_scan_next(scan, ',');
  }
  return false;
}

bool rdi_reason_take_next(rdi_scan *scan, redial_reason *value,
                          redial_evidence *evidence) {
  bool found = reason_read_seek(scan, evidence->marks, value);

  if (found) {
    rdi_reason_value(scan, value);
    redial_reason_take(value, evidence);
  }
  if (scan->damaged || scan->strays) {
    evidence->marks |= REDIAL_MARK_MALFORMED;
  }
  return found;
}

void redial_reason_read(redial_span header, redial_evidence *evidence) {
  rdi_scan scan = rdi_scan_open(header);
  redial_reason value;

  rdi_scan_strays(&scan, ',');
  do {
    (void)rdi_reason_take_next(&scan, &value, evidence);
  } while (rdi_scan_more(&scan));
}
