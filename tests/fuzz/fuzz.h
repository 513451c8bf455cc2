#ifndef REDIAL_TESTS_FUZZ_H
#define REDIAL_TESTS_FUZZ_H

/* A harness is one libFuzzer entry. driver.c feeds it fixed random bytes, so
   that it also runs where there is no fuzzer:
 *
 *   clang -fsanitize=fuzzer,address -DREDIAL_STATIC -Iinclude \
 *     tests/fuzz/fuzz_reason.c lib/redial_all.c -o fuzz_reason
 */

#include <redial/redial.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Pieces that make random bytes look like the format; the driver mixes them
   in. */
extern const char *const fuzz_words[];
extern const size_t fuzz_word_count;

#define FUZZ_WORDS(list)                                                       \
  const char *const fuzz_words[] = list;                                       \
  const size_t fuzz_word_count = sizeof(fuzz_words) / sizeof(fuzz_words[0])
#define FUZZ_LIST(...)                                                         \
  { __VA_ARGS__ }

#define FUZZ_CHECK(condition)                                                  \
  do {                                                                         \
    if (!(condition)) {                                                        \
      (void)fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);    \
      abort();                                                                 \
    }                                                                          \
  } while (0)

/* Every span in a result lies within what was read. */
#define FUZZ_INSIDE(inner, outer)                                              \
  FUZZ_CHECK((inner).len == 0 ||                                               \
             ((inner).ptr >= (outer).ptr &&                                    \
              (inner).ptr + (inner).len <= (outer).ptr + (outer).len))

static inline redial_span fuzz_span(const uint8_t *data, size_t size) {
  redial_span span;

  span.ptr = (const char *)data;
  span.len = size;
  return span;
}

#endif
