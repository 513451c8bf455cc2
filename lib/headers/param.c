#include "../headers/scan.h"

static bool param_ends(char c) {
  return c == ';' || c == ',';
}

/* A name, or a value without quotes. */
static redial_span param_token(rdi_scan *scan, char stop) {
  const char *start;
  const char *at;

  rdi_scan_spaces(scan);
  start = at = scan->at;
  while (at != scan->end && !param_ends(*at) && *at != stop && *at != '"') {
    at++;
  }
  scan->at = at;
  return rdi_strip(rdi_scan_from(scan, start));
}

/* What stands behind a value and does not belong there. */
static void param_skip(rdi_scan *scan) {
  redial_span inside;

  while (rdi_scan_more(scan) && !param_ends(*scan->at)) {
    if (*scan->at == '"') {
      (void)rdi_scan_quoted(scan, &inside);
    } else {
      scan->at++;
    }
  }
}

static void param_value(rdi_scan *scan, rdi_param *param) {
  rdi_scan_spaces(scan);
  if (rdi_scan_is(scan, '"')) {
    param->quoted = true;
    param->damaged = !rdi_scan_quoted(scan, &param->value);
    rdi_scan_spaces(scan);
  } else {
    param->value = param_token(scan, ';');
  }
}

void rdi_scan_param(rdi_scan *scan, rdi_param *param) {
  param->quoted = false;
  param->damaged = false;
  param->value.ptr = scan->at;
  param->value.len = 0;
  param->name = param_token(scan, '=');
  if (rdi_scan_is(scan, '=')) {
    scan->at++;
    param_value(scan, param);
  }
  if (rdi_scan_more(scan) && !param_ends(*scan->at)) {
    param->damaged = true;
    param_skip(scan);
  }
}

bool rdi_scan_next_param(rdi_scan *scan, rdi_param *param, bool *damaged) {
  if (!rdi_scan_is(scan, ';')) {
    return false;
  }
  scan->at++;
  *damaged |= rdi_scan_strays(scan, ';');
  if (!rdi_scan_more(scan) || *scan->at == ',') {
    *damaged = true;
    return false;
  }
  rdi_scan_param(scan, param);
  *damaged |= param->damaged;
  return true;
}
