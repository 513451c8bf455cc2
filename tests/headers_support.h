#ifndef REDIAL_TESTS_HEADERS_SUPPORT_H
#define REDIAL_TESTS_HEADERS_SUPPORT_H

/* Spans of literals, and comparing spans with them. */

#include "support.h"
#include <string.h>

static inline redial_span span_of(const char *terminated) {
  redial_span span;

  span.ptr = terminated;
  span.len = strlen(terminated);
  return span;
}

/* Literals may hold NUL bytes. */
#define SPAN(literal) span_of_bytes((literal), sizeof(literal) - 1)

static inline redial_span span_of_bytes(const char *bytes, size_t length) {
  redial_span span;

  span.ptr = bytes;
  span.len = length;
  return span;
}

#define assert_span(span, literal)                                             \
  do {                                                                         \
    redial_span seen_ = (span);                                                \
    assert_int_equal(seen_.len, strlen(literal));                              \
    assert_memory_equal(seen_.ptr, (literal), seen_.len);                      \
  } while (0)

#endif
