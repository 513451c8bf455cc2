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

bool rdi_are(const char *text, const char *word, size_t length) {
  size_t i;

  for (i = 0; i < length; i++) {
    if (text[i] != word[i] && (word[i] < 'a' || (text[i] | 0x20) != word[i])) {
      return false;
    }
  }
  return true;
}

uint8_t rdi_words_at(const char **at, const char *end, const char *list) {
  const char *start = *at;
  size_t left = (size_t)(end - start);
  uint8_t place;

  for (place = 1; *list != '\0'; place++) {
    size_t length = (size_t)*list++;

    if (length <= left && rdi_are(start, list, length)) {
      *at = start + length;
      return place;
    }
    list += length;
  }
  return 0;
}

uint8_t rdi_word_of(const redial_span *text, const char *list) {
  const char *at = text->ptr;
  const char *end = text->len == 0 ? at : at + text->len;
  uint8_t place = rdi_words_at(&at, end, list);

  return at == end ? place : 0;
}
