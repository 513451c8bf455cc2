#include "../headers/scan.h"
#include <redial/headers.h>

/* "Digest stale=true", with room for spaces. */
#define CHALLENGE_LONGEST 100

/* The first name has the scheme before it: "Digest stale". */
static bool challenge_is_stale_word(redial_span name) {
  redial_span last = name;

  if (name.len < 5) {
    return false;
  }
  last.ptr += name.len - 5;
  last.len = 5;
  return RDI_IS(last, "stale") && (name.len == 5 || rdi_is_space(last.ptr[-1]));
}

bool redial_challenge_is_stale(redial_span header) {
  rdi_scan scan = rdi_scan_open(header);

  while (rdi_scan_more(&scan)) {
    rdi_scan piece;
    redial_span name;

    rdi_scan_count(&scan);
    rdi_scan_strays(&scan, ',');
    piece = scan;
    rdi_scan_to(&scan, ',');
    piece.end = scan.at;
    if (piece.end - piece.at <= CHALLENGE_LONGEST) {
      rdi_scan_spaces(&piece);
      rdi_scan_token(&piece, '=');
      name = piece.text;
      rdi_scan_value(&piece);
      if (challenge_is_stale_word(name) && RDI_IS(piece.text, "true")) {
        return true;
      }
    }
    scan.at += rdi_scan_more(&scan);
  }
  return false;
}
