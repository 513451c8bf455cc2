#include "cli.h"

/* RFC 3629 4: what may follow each first byte. The second byte is narrower
   after E0, ED, F0 and F4, which keeps out long forms and surrogates. */
static size_t utf8_tail(unsigned char first) {
  if (first >= 0xc2 && first <= 0xdf) {
    return 1;
  }
  if ((first & 0xf0) == 0xe0) {
    return 2;
  }
  return first >= 0xf0 && first <= 0xf4 ? 3 : 0;
}

static bool utf8_second_fits(unsigned char first, unsigned char second) {
  switch (first) {
  case 0xe0:
    return second >= 0xa0;
  case 0xed:
    return second < 0xa0;
  case 0xf0:
    return second >= 0x90;
  case 0xf4:
    return second < 0x90;
  default:
    return true;
  }
}

size_t cli_utf8_length(const char *text) {
  unsigned char first = (unsigned char)text[0];
  size_t tail = utf8_tail(first);
  size_t i;

  if (first < 0x80) {
    return 1;
  }
  /* The end of the text is no continuation byte, so it stops the loop. */
  for (i = 1; i <= tail; i++) {
    if (((unsigned char)text[i] & 0xc0) != 0x80) {
      return 0;
    }
  }
  if (tail == 0 || !utf8_second_fits(first, (unsigned char)text[1])) {
    return 0;
  }
  return tail + 1;
}
