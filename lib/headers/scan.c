#include "../headers/scan.h"

redial_span rdi_scan_word(rdi_scan *scan) {
  const char *start = scan->at;

  while (rdi_scan_more(scan) && !rdi_is_space(*scan->at)) {
    scan->at++;
  }
  return rdi_between(start, scan->at);
}

redial_span rdi_scan_line(rdi_scan *scan) {
  const char *start = scan->at;
  const char *at = start;

  while (at != scan->end && *at != '\n') {
    at++;
  }
  scan->at = at == scan->end ? at : at + 1;
  return rdi_strip(rdi_between(start, at));
}
