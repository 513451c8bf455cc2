#include "../headers/scan.h"
#include <redial/headers.h>

static bool contact_starts(redial_span uri, const char *scheme,
                           size_t length) {
  redial_span start = uri;

  start.len = length;
  return uri.len > length && rdi_is_word(start, scheme, length);
}

/* A mailto: or http: is for a person to read, not for us to call. */
static bool contact_can_be_called(redial_span uri) {
  return contact_starts(uri, "sip:", 4) || contact_starts(uri, "sips:", 5) ||
         contact_starts(uri, "tel:", 4);
}

bool redial_contact_is_usable(redial_span header) {
  rdi_scan scan = rdi_scan_open(header);
  rdi_param param;
  bool damaged = false;

  while (rdi_scan_more(&scan)) {
    (void)rdi_scan_strays(&scan, ',');
    if (contact_can_be_called(rdi_scan_address(&scan))) {
      return true;
    }
    do {
      rdi_scan_param(&scan, &param);
    } while (rdi_scan_next_param(&scan, &param, &damaged));
  }
  return false;
}
