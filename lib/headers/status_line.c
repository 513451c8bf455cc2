#include "../headers/scan.h"
#include <redial/headers.h>

/* The three digits of a status, and nothing near them: 0486 and 4294967782
   must not come out as 486. 000 would read as "no code". */
static int32_t status_line_code(redial_span word) {
  uint32_t code;

  if (word.len != 3 || !rdi_number(&word, &code) || code == 0) {
    return -1;
  }
  return (int32_t)code;
}

int32_t redial_status_line_read(redial_span line, redial_span *phrase) {
  rdi_scan whole = rdi_scan_open(line);
  rdi_scan scan = rdi_scan_open(rdi_scan_line(&whole));
  redial_span version = rdi_scan_word(&scan);
  int32_t code;

  rdi_scan_spaces(&scan);
  code = status_line_code(rdi_scan_word(&scan));
  rdi_scan_spaces(&scan);
  *phrase = rdi_between(scan.at, scan.end);
  return RDI_IS(version, "sip/2.0") ? code : -1;
}
