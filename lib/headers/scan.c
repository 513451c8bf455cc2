#include "../headers/scan.h"

const char *rdi_quote_end(const char *quote, const char *end) {
  const char *at = quote + 1;

  while (at != end && *at != '"') {
    at += *at == '\\' && end - at > 1 ? 2 : 1;
  }
  return at;
}

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

bool rdi_scan_number(rdi_scan *scan, uint32_t *number, bool *saturated) {
  const char *start = scan->at;
  const char *at = start;
  uint32_t value = 0;

  for (; at != scan->end && rdi_is_digit(*at); at++) {
    uint32_t digit = (uint32_t)(*at - '0');

    if (value < UINT32_MAX / 10 ||
        (value == UINT32_MAX / 10 && digit <= UINT32_MAX % 10)) {
      value = value * 10 + digit;
    } else {
      value = UINT32_MAX; /* and stays there */
      *saturated = true;
    }
  }
  scan->at = at;
  *number = value;
  return at != start;
}
