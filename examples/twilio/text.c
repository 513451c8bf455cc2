#include "text.h"
#include <string.h>

tw_text tw_text_over(char *bytes, size_t size) {
  tw_text text = {NULL, 0, 0, false};

  text.bytes = bytes;
  text.size = size;
  bytes[0] = '\0';
  return text;
}

void tw_put_span(tw_text *text, redial_span more) {
  size_t room = text->size - text->length - 1;

  if (more.len > room) {
    text->cut = true;
    more.len = room;
  }
  if (more.len > 0) {
    memcpy(text->bytes + text->length, more.ptr, more.len);
  }
  text->length += more.len;
  text->bytes[text->length] = '\0';
}

void tw_put(tw_text *text, const char *more) {
  tw_put_span(text, tw_span(more));
}

void tw_put_number(tw_text *text, uint64_t number) {
  char digits[20]; /* as many as 2^64 has */
  redial_span written;
  size_t at = sizeof(digits);

  do {
    at--;
    digits[at] = (char)('0' + number % 10);
    number /= 10;
  } while (number > 0);
  written.ptr = digits + at;
  written.len = sizeof(digits) - at;
  tw_put_span(text, written);
}

redial_span tw_span(const char *terminated) {
  redial_span span;

  span.ptr = terminated;
  span.len = strlen(terminated);
  return span;
}

redial_span tw_span_of(const tw_text *text) {
  redial_span span;

  span.ptr = text->bytes;
  span.len = text->length;
  return span;
}

bool tw_same(redial_span a, redial_span b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool tw_is(redial_span text, const char *terminated) {
  return tw_same(text, tw_span(terminated));
}

bool tw_number(redial_span text, uint32_t most, uint32_t *value) {
  uint64_t number = 0;
  size_t i;

  if (text.len == 0 || text.len > 10) { /* as many digits as 2^32 has */
    return false;
  }
  for (i = 0; i < text.len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9') {
      return false;
    }
    number = number * 10 + (uint64_t)(text.ptr[i] - '0');
  }
  if (number > most) {
    return false;
  }
  *value = (uint32_t)number;
  return true;
}

uint64_t tw_hash(redial_span text, uint64_t seed) {
  uint64_t hash = seed ^ 0xcbf29ce484222325u;
  size_t i;

  for (i = 0; i < text.len; i++) {
    hash = (hash ^ (unsigned char)text.ptr[i]) * 0x100000001b3u;
  }
  return hash;
}
