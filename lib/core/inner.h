#ifndef REDIAL_CORE_INNER_H
#define REDIAL_CORE_INNER_H

/* Private declarations shared between rooms, and nothing public. */

#include <redial/types.h>
#include <stdbool.h>
#include <stdint.h>

/* Private symbols are reached directly, not through the tables of a shared
   library. */
#if defined(__GNUC__) && !defined(_WIN32)
#define RDI_PRIVATE_BEGIN _Pragma("GCC visibility push(hidden)")
#define RDI_PRIVATE_END _Pragma("GCC visibility pop")
#else
#define RDI_PRIVATE_BEGIN
#define RDI_PRIVATE_END
#endif

/* What nearly every call goes through is inlined whatever its size, unless the
   build wants a small library. */
#if defined(__GNUC__) && !defined(__OPTIMIZE_SIZE__)
#define RDI_HOT static inline __attribute__((always_inline))
#else
#define RDI_HOT static inline
#endif

/* Does not hold but once in a life, so that nothing is worked out for it. */
#if defined(__GNUC__)
#define RDI_RARELY(condition) __builtin_expect(condition, 0)
#else
#define RDI_RARELY(condition) (condition)
#endif

/* Small and in many places: a build for size has it once. */
#if defined(__GNUC__) && defined(__OPTIMIZE_SIZE__)
#define RDI_ONCE static __attribute__((noinline, unused))
#else
#define RDI_ONCE RDI_HOT
#endif

/* Short ways beside the one for everybody: a build for size has none. */
#if defined(__OPTIMIZE_SIZE__)
#define RDI_SHORT_WAYS false
#else
#define RDI_SHORT_WAYS true
#endif

/* What few calls go through stays out of the way of the rest, which then has
   no registers to save. */
#if defined(__GNUC__) && !defined(__OPTIMIZE_SIZE__)
#define RDI_COLD static __attribute__((noinline))
#else
#define RDI_COLD static
#endif

/* The same of another file's: nearly never called, or often enough. */
#if defined(__GNUC__)
#define RDI_FAR __attribute__((noinline, cold))
#define RDI_APART __attribute__((noinline))
#else
#define RDI_FAR
#define RDI_APART
#endif

RDI_PRIVATE_BEGIN

/* A caller's mistake (NULL where one MUST NOT be, a count of 0 where 1 is
   needed) is not an error code. A build that wants to trap defines the
   macro; the default costs nothing. */
#ifndef REDIAL_ASSERT
#define REDIAL_ASSERT(condition) ((void)0)
#endif

/* Saturating arithmetic: a clamped result beats a wrapped one everywhere a
   time, a count or a wait is computed. */
static inline uint32_t rdi_add32(uint32_t a, uint32_t b) {
  return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

RDI_ONCE uint64_t rdi_add64(uint64_t a, uint64_t b) {
  return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

static inline uint32_t rdi_mul32(uint32_t a, uint32_t b) {
  uint64_t product = (uint64_t)a * b;

  return product > UINT32_MAX ? UINT32_MAX : (uint32_t)product;
}

static inline uint64_t rdi_sub64(uint64_t a, uint64_t b) {
  return a > b ? a - b : 0;
}

/* The six words of a verdict, as the tables hold them. */
typedef struct rdi_words {
  uint8_t outcome;
  uint8_t about;
  uint8_t scope;
  uint8_t retry;
  uint8_t action;
  uint8_t treatment;
} rdi_words;

/* Initialiser of rdi_words from the bare words of a .def row. */
#define RDI_WORDS(outcome, about, scope, retry, action, treatment)             \
  {                                                                            \
    REDIAL_OUTCOME_##outcome, REDIAL_ABOUT_##about, REDIAL_SCOPE_##scope,      \
      REDIAL_RETRY_##retry, REDIAL_ACTION_##action,                            \
      REDIAL_TREATMENT_##treatment                                             \
  }

/* core/span.c */
bool rdi_is_digit(char c);
bool rdi_is_blank(char c); /* space or tab */
char rdi_lower(char c);    /* ASCII only, whatever the locale */
redial_span rdi_text(const char *terminated);
redial_span rdi_trim(redial_span text);      /* blanks off both ends */
bool rdi_same(redial_span a, redial_span b); /* ignores ASCII case */
bool rdi_starts(redial_span text, redial_span prefix); /* ignores case */
/* Are these bytes equal? Not memcmp(): clang makes a call of bcmp out of it,
   which is in no C standard. */
bool rdi_equal(const void *a, const void *b, size_t size);
/* Reads all of text as a number. RDI_NUMBER_NONE, which is false and leaves
   *value as it was, when it is empty or not digits. */
typedef enum rdi_number_is {
  RDI_NUMBER_NONE = 0,
  RDI_NUMBER_EXACT = 1,
  RDI_NUMBER_SATURATED = 2
} rdi_number_is;
rdi_number_is rdi_number(const redial_span *text, uint32_t *value);

/* core/text.c: text into the caller's buffer. Counts what would be needed,
   writes what fits, keeps the buffer terminated. */
typedef struct rdi_out {
  char *buffer;
  size_t size;
  size_t length; /* what all of it needs, without the end */
} rdi_out;

void rdi_out_open(rdi_out *out, char *buffer, size_t size);
void rdi_out_text(rdi_out *out, const char *terminated);
void rdi_out_number(rdi_out *out, uint32_t value);
void rdi_out_signed(rdi_out *out, int32_t value);

RDI_PRIVATE_END

#endif
