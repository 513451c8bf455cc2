#include "../headers/scan.h"

/* To a ";" or "," outside of quotes; true when there were quotes. No
   parenthesis belongs here: a comment has its own place in Retry-After, and
   elsewhere only a text has one, which should be quoted. */
static bool param_end(rdi_scan *scan) {
  const char *at = scan->at;
  bool quotes = false;

  for (; at != scan->end; at++) {
    char c = *at;

    if (c == ';' || c == ',') {
      break;
    }
    if (c == '"') {
      scan->damaged |= quotes;
      quotes = true;
      at = rdi_quote_end(at, scan->end);
      if (at == scan->end) {
        scan->damaged = true;
        break;
      }
    } else if (c == '(') {
      scan->damaged = true;
    }
  }
  scan->at = at;
  return quotes;
}

/* Takes the quotes off: they should be the first and the last byte. */
static void param_unquote(rdi_scan *scan, rdi_param *param) {
  redial_span *value = &param->value;

  param->quoted = value->len > 0 && value->ptr[0] == '"';
  if (param->quoted) {
    value->ptr++;
    value->len--;
  }
  if (param->quoted && value->len > 0 && value->ptr[value->len - 1] == '"') {
    value->len--;
  } else {
    scan->damaged = true;
  }
}

static void param_split(rdi_scan *scan, const char *start, bool quotes,
                        rdi_param *param) {
  const char *equals = start;

  while (equals != scan->at && *equals != '=') {
    equals++;
  }
  param->name = rdi_strip(rdi_between(start, equals));
  param->value.ptr = NULL;
  param->value.len = 0;
  param->quoted = false;
  if (equals != scan->at) {
    param->value = rdi_strip(rdi_between(equals + 1, scan->at));
  }
  if (quotes) {
    param_unquote(scan, param);
  }
}

void rdi_scan_param(rdi_scan *scan, rdi_param *param) {
  const char *start = scan->at;
  bool quotes = param_end(scan);

  param_split(scan, start, quotes, param);
}

bool rdi_scan_next_param(rdi_scan *scan, size_t shortest, rdi_param *param) {
  while (rdi_scan_is(scan, ';')) {
    const char *start;
    bool quotes;

    scan->at++;
    rdi_scan_strays(scan, ';');
    start = scan->at;
    quotes = param_end(scan);
    scan->damaged |= scan->at == start;
    if ((size_t)(scan->at - start) >= shortest) {
      param_split(scan, start, quotes, param);
      return true;
    }
  }
  return false;
}
