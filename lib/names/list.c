#include "../names/list.h"

const char *rdi_list_at(const char *list, size_t size, uint32_t index) {
  size_t at;

  for (at = 0; at < size; at++) {
    if (index == 0) {
      return list + at;
    }
    index -= list[at] == '\0';
  }
  return "?";
}

uint32_t rdi_list_find(const char *list, size_t size, redial_span name) {
  uint32_t index = 0;
  size_t at = 0;

  while (at < size) {
    redial_span word = rdi_text(list + at);

    if (rdi_same(word, name)) {
      return index;
    }
    at += word.len + 1;
    index++;
  }
  return RDI_LIST_NONE;
}
