#include "../core/inner.h"

bool rdi_is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool rdi_is_blank(char c) {
  return c == ' ' || c == '\t';
}

char rdi_lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Compilers see strlen() in this loop and would call it; firmware may have
   none. */
#if defined(__clang__)
#define SPAN_NO_STRLEN __attribute__((noinline, no_builtin("strlen")))
#elif defined(__GNUC__)
#define SPAN_NO_STRLEN                                                         \
  __attribute__((noinline, optimize("no-tree-loop-distribute-patterns")))
#else
#define SPAN_NO_STRLEN
#endif

SPAN_NO_STRLEN redial_span rdi_text(const char *terminated) {
  redial_span text;

  text.ptr = terminated;
  text.len = 0;
  while (terminated[text.len] != '\0') {
    text.len++;
  }
  return text;
}

redial_span rdi_trim(redial_span text) {
  while (text.len > 0 && rdi_is_blank(text.ptr[0])) {
    text.ptr++;
    text.len--;
  }
  while (text.len > 0 && rdi_is_blank(text.ptr[text.len - 1])) {
    text.len--;
  }
  return text;
}

bool rdi_same(redial_span a, redial_span b) {
  return a.len == b.len && rdi_starts(a, b);
}

bool rdi_starts(redial_span text, redial_span prefix) {
  size_t i;

  if (text.len < prefix.len) {
    return false;
  }
  for (i = 0; i < prefix.len; i++) {
    if (rdi_lower(text.ptr[i]) != rdi_lower(prefix.ptr[i])) {
      return false;
    }
  }
  return true;
}

bool rdi_equal(const void *a, const void *b, size_t size) {
  const unsigned char *one = a;
  const unsigned char *other = b;
  size_t i;

  for (i = 0; i < size; i++) {
    if (one[i] != other[i]) {
      return false;
    }
  }
  return true;
}

rdi_number_is rdi_number(const redial_span *text, uint32_t *value) {
  const char *at = text->ptr;
  size_t left = text->len;
  rdi_number_is found = RDI_NUMBER_NONE;
  uint32_t number = 0;

  while (left-- > 0) {
    uint32_t digit = (uint32_t)(unsigned char)*at++ - '0';
    uint64_t next;

    if (digit > 9) {
      return RDI_NUMBER_NONE;
    }
    if (RDI_SHORT_WAYS && found == RDI_NUMBER_SATURATED) {
      continue;
    }
    next = (uint64_t)number * 10 + digit;
    found = next > UINT32_MAX ? RDI_NUMBER_SATURATED : RDI_NUMBER_EXACT;
    number = next > UINT32_MAX ? UINT32_MAX : (uint32_t)next;
  }
  if (found != RDI_NUMBER_NONE) {
    *value = number;
  }
  return found;
}
