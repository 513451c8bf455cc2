#include "../headers/scan.h"

redial_span rdi_strip(redial_span text) {
  while (text.len > 0 && rdi_is_space(text.ptr[0])) {
    text.ptr++;
    text.len--;
  }
  while (text.len > 0 && rdi_is_space(text.ptr[text.len - 1])) {
    text.len--;
  }
  return text;
}

bool rdi_is_word(redial_span text, const char *word, size_t length) {
  size_t i = 0;

  if (text.len != length) {
    return false;
  }
  for (; i + 4 <= length; i += 4) {
    if (!rdi_are(text.ptr + i, word + i)) {
      return false;
    }
  }
  for (; i < length; i++) {
    if ((text.ptr[i] | (word[i] >> 1 & word[i] & 0x20)) != word[i]) {
      return false;
    }
  }
  return true;
}

uint8_t rdi_cell_of(redial_span word, const char *cells, size_t width) {
  uint8_t place;

  for (place = 1; *cells != '\0'; place++, cells += width) {
    size_t length = width;

    while (cells[length - 1] == ' ') {
      length--;
    }
    if (rdi_is_word(word, cells, length)) {
      return place;
    }
  }
  return 0;
}
