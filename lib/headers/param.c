#include "../headers/scan.h"

static inline bool param_stops(char c, char stop) {
  return c == ';' || c == ',' || c == stop;
}

/* Without the spaces at the end. */
static inline redial_span param_trimmed(const char *start, const char *end) {
  while (end != start && rdi_is_space(end[-1])) {
    end--;
  }
  return rdi_between(start, end);
}

/* All that matters lies below the letters, so for most bytes the first
   comparison decides. */
void rdi_scan_token(rdi_scan *scan, char stop) {
  const char *start = scan->at;
  const char *at = start;

  for (; at != scan->end; at++) {
    if (RDI_SHORT_WAYS && (rdi_digit(*at) <= 9 || *at > '=')) {
      continue;
    }
    if (param_stops(*at, stop)) {
      break;
    }
    /* A comment has its own place in Retry-After. */
    if (*at == '"' || *at == '(') {
      scan->damaged = true;
    }
  }
  scan->at = at;
  scan->text = param_trimmed(start, at);
}

/* From an opening quote to the end of the parameter. */
static inline void param_quoted(rdi_scan *scan) {
  scan->quoted = true;
  rdi_scan_enclosed(scan, '"', '"');
  while (!rdi_scan_ends(scan)) {
    scan->damaged = true;
    scan->at++;
  }
}

void rdi_scan_value(rdi_scan *scan) {
  scan->quoted = false;
  scan->text = rdi_between(NULL, NULL);
  if (!rdi_scan_is(scan, '=')) {
    return;
  }
  scan->at++;
  rdi_scan_spaces(scan);
  if (rdi_scan_is(scan, '"')) {
    param_quoted(scan);
  } else {
    rdi_scan_token(scan, ';');
  }
}

uint8_t rdi_scan_param(rdi_scan *scan, const char *names) {
  const char *start = scan->at;
  uint8_t name = rdi_scan_words(scan, names);

  if (!(RDI_SHORT_WAYS && name != 0 && rdi_scan_is(scan, '='))) {
    rdi_scan_token(scan, '=');
    if (scan->text.len > 0) {
      name = 0; /* it goes on */
    }
  }
  if (scan->at == start) {
    scan->damaged = true;
  }
  rdi_scan_value(scan);
  return name;
}
