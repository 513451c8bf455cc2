#include "../headers/scan.h"

static inline bool param_ends(char c) {
  return c == ';' || c == ',';
}

/* All that matters lies below the letters, so for most bytes the first
   comparison decides. A comment has its own place in Retry-After, hence no
   parenthesis. */
const char *rdi_scan_token(rdi_scan *scan, const char *at, char stop) {
  const char *end = scan->end;

  for (; at != end; at++) {
    if (*at > '=' || rdi_digit(*at) <= 9) {
      continue;
    }
    if (param_ends(*at) || *at == stop) {
      break;
    }
    if (*at == '"' || *at == '(') {
      scan->damaged = true;
    }
  }
  return at;
}

redial_span rdi_between_trimmed(const char *start, const char *end) {
  while (end != start && rdi_is_space(end[-1])) {
    end--;
  }
  return rdi_between(start, end);
}

/* From an opening quote to the end of the parameter. */
static const char *param_quoted(rdi_scan *scan, const char *at,
                                rdi_param *param) {
  const char *end = scan->end;
  const char *close = rdi_quote_end(at, end);

  param->quoted = true;
  param->value = rdi_between(at + 1, close);
  if (close == end) {
    scan->damaged = true;
    return end;
  }
  for (at = close + 1; at != end && !param_ends(*at); at++) {
    scan->damaged |= !rdi_is_space(*at);
  }
  return at;
}

static inline const char *param_value(rdi_scan *scan, const char *at,
                                      rdi_param *param) {
  const char *start;

  while (at != scan->end && rdi_is_space(*at)) {
    at++;
  }
  if (at != scan->end && *at == '"') {
    return param_quoted(scan, at, param);
  }
  start = at;
  at = rdi_scan_token(scan, start, ';');
  param->value = rdi_between_trimmed(start, at);
  return at;
}

void rdi_scan_param(rdi_scan *scan, char stray, rdi_param *param) {
  const char *start;
  const char *at;

  rdi_scan_count(scan);
  rdi_scan_strays(scan, stray);
  start = scan->at;
  at = rdi_scan_token(scan, start, '=');
  scan->damaged |= at == start;
  param->name = rdi_between_trimmed(start, at);
  param->value.ptr = NULL;
  param->value.len = 0;
  param->quoted = false;
  if (at != scan->end && *at == '=') {
    at = param_value(scan, at + 1, param);
  }
  scan->at = at;
}
