#include "utf8.h"
#include <stdint.h>

/* Bytes that follow a first byte; 4: it is none. */
static uint32_t utf8_follow(unsigned char first) {
  if (first < 0x80) {
    return 0;
  }
  if (first < 0xc2 || first > 0xf4) { /* overlong, or beyond U+10FFFF */
    return 4;
  }
  return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
}

/* The least number that needs so many bytes. */
static bool utf8_is_shortest(uint32_t number, uint32_t follow) {
  static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};

  return number >= least[follow];
}

static bool utf8_is_xml(uint32_t number) {
  if (number < 0x20 || number == 0x7f) {
    return number == '\t';
  }
  return (number < 0xd800 || number > 0xdfff) && number != 0xfffe &&
         number != 0xffff && number <= 0x10ffff;
}

/* Takes one character off; false when it is none. */
static bool utf8_take(redial_span *rest) {
  static const unsigned char own[] = {0x7f, 0x1f, 0x0f, 0x07};
  unsigned char first = (unsigned char)rest->ptr[0];
  uint32_t follow = utf8_follow(first);
  uint32_t number;
  uint32_t i;

  if (follow >= rest->len || follow > 3) {
    return false;
  }
  number = first & own[follow];
  for (i = 1; i <= follow; i++) {
    unsigned char next = (unsigned char)rest->ptr[i];

    if ((next & 0xc0) != 0x80) {
      return false;
    }
    number = number << 6 | (next & 0x3fu);
  }
  rest->ptr += follow + 1;
  rest->len -= follow + 1;
  return utf8_is_shortest(number, follow) && utf8_is_xml(number);
}

bool tw_is_text(redial_span text, size_t *bad) {
  redial_span rest = text;

  while (rest.len > 0) {
    *bad = text.len - rest.len;
    if (!utf8_take(&rest)) {
      return false;
    }
  }
  return true;
}
