#include "../headers/scan.h"

/* From "<" to its ">"; all the rest when nothing closes it. */
static redial_span address_brackets(rdi_scan *scan) {
  const char *start = ++scan->at;
  redial_span uri;

  while (rdi_scan_more(scan) && *scan->at != '>') {
    scan->at++;
  }
  uri = rdi_scan_from(scan, start);
  if (rdi_scan_more(scan)) {
    scan->at++;
  }
  return rdi_strip(uri);
}

redial_span rdi_scan_address(rdi_scan *scan) {
  const char *start = scan->at;
  redial_span display;

  while (rdi_scan_more(scan) && *scan->at != ',' && *scan->at != ';') {
    if (*scan->at == '<') {
      return address_brackets(scan);
    }
    if (*scan->at == '"') {
      (void)rdi_scan_quoted(scan, &display);
    } else {
      scan->at++;
    }
  }
  return rdi_strip(rdi_scan_from(scan, start));
}
