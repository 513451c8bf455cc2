#include "../headers/reason.h"

/* A whole header into the evidence. At most one value of SIP and one of Q.850
   is looked into in all headers together; the rest is passed over, so that a
   header of a thousand values costs little more than its bytes. */

static bool reason_read_is(redial_span rest, const char *word, size_t length) {
  char behind;

  if (rest.len < length ||
      !rdi_is_word(rdi_between(rest.ptr, rest.ptr + length), word, length)) {
    return false;
  }
  behind = rest.len > length ? rest.ptr[length] : ';';
  return behind == ';' || behind == ',' || rdi_is_space(behind);
}

/* REDIAL_MARK_..._SEEN of the protocol that starts here; 0 for others. */
static uint16_t reason_read_mark(const char *at, const char *end) {
  redial_span rest = rdi_between(at, end);

  if (*at == 'S' || *at == 's') {
    return reason_read_is(rest, "sip", 3) ? REDIAL_MARK_SIP_SEEN : 0;
  }
  if (*at == 'Q' || *at == 'q') {
    return reason_read_is(rest, "q.850", 5) || reason_read_is(rest, "q850", 4)
             ? REDIAL_MARK_Q850_SEEN
             : 0;
  }
  return 0;
}

/* True at a value to look into. A second value of a protocol, none at all, an
   empty value and an unclosed quote are damage. */
static bool reason_read_seek(rdi_scan *scan, uint16_t marks) {
  rdi_scan_strays(scan, ',');
  while (rdi_scan_more(scan)) {
    uint16_t mark = reason_read_mark(scan->at, scan->end);

    if ((mark & ~marks) != 0) {
      return true;
    }
    scan->damaged |= mark != 0 || *scan->at == ';';
    rdi_scan_to(scan, ',');
    if (rdi_scan_more(scan)) {
      scan->at++;
      rdi_scan_strays(scan, ',');
      scan->damaged |= !rdi_scan_more(scan);
    }
  }
  return false;
}

bool rdi_reason_take_next(redial_span *header, redial_reason *value,
                          redial_evidence *evidence) {
  rdi_scan scan = rdi_scan_open(*header);
  bool found = reason_read_seek(&scan, evidence->marks);

  *header = rdi_between(scan.at, scan.end);
  if (found) {
    (void)redial_reason_next(header, value);
    redial_reason_take(value, evidence);
  }
  if (scan.damaged) {
    evidence->marks |= REDIAL_MARK_MALFORMED;
  }
  return found;
}

void redial_reason_read(redial_span header, redial_evidence *evidence) {
  redial_reason value;

  if (rdi_strip(header).len == 0) {
    evidence->marks |= REDIAL_MARK_MALFORMED;
  }
  while (rdi_reason_take_next(&header, &value, evidence)) {
  }
}
