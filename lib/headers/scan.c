#include "../headers/scan.h"

const char *rdi_quote_end(const char *quote, const char *end) {
  const char *at;

  for (at = quote + 1; at != end; at++) {
    /* Most bytes lie above both: the first comparison decides. */
    if (*at > '\\') {
      continue;
    }
    if (*at == '"') {
      break;
    }
    if (*at == '\\' && end - at > 1) {
      at++;
    }
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
  const char *at = scan->at;
  uint32_t value = 0;

  for (; at != scan->end && rdi_digit(*at) <= 9; at++) {
    uint32_t digit = rdi_digit(*at);

    if (value >= UINT32_MAX / 10 &&
        (value > UINT32_MAX / 10 || digit > UINT32_MAX % 10)) {
      value = UINT32_MAX; /* and stays there */
      *saturated = true;
    } else {
      value = value * 10 + digit;
    }
  }
  *number = value;
  if (at == scan->at) {
    return false;
  }
  scan->at = at;
  return true;
}
