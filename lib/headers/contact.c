#include "../headers/scan.h"
#include <redial/headers.h>

/* What ends a scheme or a display name. All of them lie below the letters. */
static bool contact_stops(char c) {
  return c <= '>' &&
         (c == ':' || c == ',' || c == ';' || c == '<' || c == '>' || c == '"');
}

/* A mailto: or http: is for a person to read, not for us to call. */
static bool contact_is_scheme(redial_span word) {
  return RDI_IS(word, "sip") || RDI_IS(word, "sips") || RDI_IS(word, "tel");
}

static void contact_skip(rdi_scan *scan, char stop) {
  while (rdi_scan_more(scan) && *scan->at != stop) {
    scan->at++;
  }
}

/* Up to the scheme of a value, or to where it might have been. */
static redial_span contact_word(rdi_scan *scan) {
  const char *start;

  rdi_scan_count(scan);
  rdi_scan_strays(scan, ',');
  start = scan->at;
  while (rdi_scan_more(scan) && !contact_stops(*scan->at)) {
    scan->at++;
  }
  return rdi_between(start, scan->at);
}

/* Is this the ":" of a scheme that can be called, with something behind? */
static bool contact_can_be_called(const rdi_scan *scan, redial_span word) {
  return *scan->at == ':' && scan->end - scan->at > 1 &&
         !contact_stops(scan->at[1]) && contact_is_scheme(word);
}

/* Over the rest of what a stop begins: of a URI in brackets to its ">", of
   any other to the comma. A comma in brackets separates nothing. */
static void contact_pass(rdi_scan *scan, bool *brackets) {
  char c = *scan->at;

  if (c == '"') {
    scan->at = rdi_quote_end(scan->at, scan->end);
  } else if (*brackets) {
    contact_skip(scan, '>');
    *brackets = false;
  } else if (c == '<') {
    *brackets = true;
  } else {
    rdi_scan_to(scan, ',');
  }
  scan->at += rdi_scan_more(scan);
}

bool redial_contact_is_usable(redial_span header) {
  rdi_scan scan = rdi_scan_open(header);
  bool brackets = false;

  for (;;) {
    redial_span word = contact_word(&scan);

    if (!rdi_scan_more(&scan)) {
      return false;
    }
    if (contact_can_be_called(&scan, word)) {
      return true;
    }
    contact_pass(&scan, &brackets);
  }
}
