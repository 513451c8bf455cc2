#include "../headers/reason.h"

/* Whom to ask for redress: in the text of a Reason for 603+, in a Call-Info
   for 608 (RFC 8688 4). The first of each counts. */

static void redress_keep(redial_span *place, redial_span found) {
  if (place->len == 0) {
    *place = found;
  }
}

/* One "name=value" out of the text. */
static void redress_field(redial_span name, redial_span value,
                          redial_redress *redress) {
  if (RDI_IS(name, "url")) {
    redress_keep(&redress->url, value);
  } else if (RDI_IS(name, "tel")) {
    redress_keep(&redress->tel, value);
  } else if (RDI_IS(name, "email")) {
    redress_keep(&redress->email, value);
  }
}

/* To a semicolon or the stop, which both lie below the letters. */
static redial_span redress_until(rdi_scan *scan, char stop) {
  const char *start = scan->at;
  const char *at = start;

  while (at != scan->end && (*at > '=' || (*at != ';' && *at != stop))) {
    at++;
  }
  scan->at = at;
  return rdi_strip(rdi_between(start, at));
}

void redial_redress_from_reason(const redial_reason *value,
                                redial_redress *redress) {
  rdi_scan scan = rdi_scan_open(value->text);

  if (!rdi_is_analytics(value->text)) {
    return;
  }
  if (redress->location == REDIAL_LOCATION_UNKNOWN) {
    redress->location = value->location;
  }
  while (rdi_scan_more(&scan)) {
    redial_span name = redress_until(&scan, '=');

    if (rdi_scan_is(&scan, '=')) {
      scan.at++;
      redress_field(name, redress_until(&scan, ';'), redress);
    }
    scan.at += rdi_scan_more(&scan);
    rdi_scan_count(&scan);
  }
}

/* From "<" to behind its ">", or to the end. */
static redial_span redress_uri(rdi_scan *scan) {
  const char *start = ++scan->at;
  redial_span uri;

  while (rdi_scan_more(scan) && *scan->at != '>') {
    scan->at++;
  }
  uri = rdi_between(start, scan->at);
  scan->at += rdi_scan_more(scan);
  return rdi_strip(uri);
}

static void redress_param(rdi_scan *scan, redial_span uri,
                          redial_redress *redress) {
  rdi_scan_count(scan);
  rdi_scan_strays(scan, ';');
  if (rdi_scan_param(scan, "\7purpose") != 0 && RDI_IS(scan->text, "jwscard")) {
    redress_keep(&redress->card, uri);
  }
}

void redial_redress_from_call_info(redial_span header,
                                   redial_redress *redress) {
  rdi_scan scan = rdi_scan_open(header);
  redial_span uri = {NULL, 0};

  while (rdi_scan_more(&scan)) {
    if (*scan.at == '<') {
      uri = redress_uri(&scan);
    } else if (*scan.at++ == ';') {
      redress_param(&scan, uri, redress);
    }
  }
}
