#include "../headers/reason.h"

/* A whole header into the evidence. At most one value of SIP and one of Q.850
   is looked into in all headers together; the rest is passed over, so that a
   header of a thousand values costs little more than its bytes. */

static inline size_t reason_read_protocol(const rdi_scan *scan) {
  char first = (char)(*scan->at | 0x20);

  return first == 's' || first == 'q' ? rdi_reason_protocol(scan) : 0;
}

static inline uint16_t reason_read_mark(size_t length) {
  return length == RDI_REASON_SIP ? REDIAL_MARK_SIP_SEEN
                                  : REDIAL_MARK_Q850_SEEN;
}

/* To a value to look into; gives the length of its protocol, 0 at the end. A
   second value of a protocol, none at all, an empty value and an unclosed
   quote are damage. */
static size_t reason_read_seek(rdi_scan *scan, uint16_t marks) {
  rdi_scan_strays(scan, ',');
  scan->damaged |= !rdi_scan_more(scan);
  while (rdi_scan_more(scan)) {
    size_t length = reason_read_protocol(scan);

    if (length != 0 && (marks & reason_read_mark(length)) == 0) {
      return length;
    }
    scan->damaged |= length != 0 || *scan->at == ';';
    rdi_scan_count(scan);
    rdi_scan_to(scan, ',');
    if (rdi_scan_more(scan)) {
      scan->at++;
      rdi_scan_strays(scan, ',');
      scan->damaged |= !rdi_scan_more(scan);
    }
  }
  return 0;
}

bool rdi_reason_take_next(redial_span *header, redial_reason *value,
                          redial_evidence *evidence) {
  rdi_scan scan = rdi_scan_open(*header);
  size_t length = reason_read_seek(&scan, evidence->marks);

  if (length != 0) {
    rdi_reason_value(&scan, length, value);
    redial_reason_take(value, evidence);
  }
  if (scan.damaged) {
    evidence->marks |= REDIAL_MARK_MALFORMED;
  }
  *header = rdi_between(scan.at, scan.end);
  return length != 0;
}

void redial_reason_read(redial_span header, redial_evidence *evidence) {
  redial_reason value;

  do {
    (void)rdi_reason_take_next(&header, &value, evidence);
  } while (header.len > 0);
}
