#ifndef REDIAL_TESTS_SMALL_CMOCKA_H
#define REDIAL_TESTS_SMALL_CMOCKA_H

/* The part of cmocka that the tests use, for machines that have none: 32 bits
 * on a 64-bit host, or a cross compiler. -DREDIAL_TEST_SMALL=ON uses it.
 *
 * A failed assertion ends its test and the program goes on with the next. */

#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct CMUnitTest {
  const char *name;
  void (*test)(void **state);
  int (*setup)(void **state);
  int (*teardown)(void **state);
  void *state;
};

#define cmocka_unit_test(f) {#f, f, NULL, NULL, NULL}
#define cmocka_unit_test_setup_teardown(f, s, t) {#f, f, s, t, NULL}
#define cmocka_unit_test_prestate(f, p) {#f, f, NULL, NULL, p}

#define print_message printf
#define print_error(...) fprintf(stderr, __VA_ARGS__)

static jmp_buf small_end;

static inline void small_fail(const char *file, int line, const char *what) {
  fprintf(stderr, "%s:%d: %s\n", file, line, what);
  longjmp(small_end, 1);
}

static inline void small_equal(intmax_t a, intmax_t b, int wanted,
                               const char *file, int line, const char *what) {
  if ((a == b) != wanted) {
    fprintf(stderr, "%jd and %jd: ", a, b);
    small_fail(file, line, what);
  }
}

/* A function, so that no compiler warns of a comparison with 0. */
static inline int small_in_range(uintmax_t value, uintmax_t low,
                                 uintmax_t high) {
  return value >= low && value <= high;
}

#define small_assert(holds, what)                                              \
  ((holds) ? (void)0 : small_fail(__FILE__, __LINE__, what))

#define assert_true(c) small_assert((c), #c)
#define assert_false(c) small_assert(!(c), "not " #c)
#define assert_null(p) small_assert((p) == NULL, #p " is NULL")
#define assert_non_null(p) small_assert((p) != NULL, #p " is not NULL")
#define assert_ptr_equal(a, b)                                                 \
  small_assert((const void *)(a) == (const void *)(b), #a " is " #b)
#define assert_ptr_not_equal(a, b)                                             \
  small_assert((const void *)(a) != (const void *)(b), #a " is not " #b)
#define assert_int_equal(a, b)                                                 \
  small_equal((intmax_t)(a), (intmax_t)(b), 1, __FILE__, __LINE__, #a " is " #b)
#define assert_int_not_equal(a, b)                                             \
  small_equal((intmax_t)(a), (intmax_t)(b), 0, __FILE__, __LINE__,             \
              #a " is not " #b)
#define assert_in_range(a, low, high)                                          \
  small_assert(small_in_range((uintmax_t)(a), (uintmax_t)(low),                \
                              (uintmax_t)(high)),                              \
               #a " in " #low ".." #high)
#define assert_string_equal(a, b)                                              \
  small_assert(strcmp((a), (b)) == 0, #a " is " #b)
#define assert_string_not_equal(a, b)                                          \
  small_assert(strcmp((a), (b)) != 0, #a " is not " #b)
#define assert_memory_equal(a, b, n)                                           \
  small_assert(memcmp((a), (b), (n)) == 0, #a " is " #b)
#define assert_memory_not_equal(a, b, n)                                       \
  small_assert(memcmp((a), (b), (n)) != 0, #a " is not " #b)
#define fail() small_fail(__FILE__, __LINE__, "failed")
#define fail_msg(...)                                                          \
  (fprintf(stderr, __VA_ARGS__), small_fail(__FILE__, __LINE__, ""))

/* Returns 0 unless setting up or tidying up fails. */
static inline int small_steps(const struct CMUnitTest *test) {
  void *state = test->state;
  int failed = test->setup != NULL ? test->setup(&state) : 0;

  if (failed == 0) {
    test->test(&state);
    failed = test->teardown != NULL ? test->teardown(&state) : 0;
  }
  return failed;
}

static inline int small_passes(const struct CMUnitTest *test) {
  if (setjmp(small_end) != 0) {
    return 0;
  }
  return small_steps(test) == 0;
}

static inline int small_run(const char *group, const struct CMUnitTest *tests,
                            size_t count) {
  int failed = 0;
  size_t i;

  for (i = 0; i < count; i++) {
    int passed = small_passes(&tests[i]);

    printf("%s %s\n", passed ? "ok    " : "FAILED", tests[i].name);
    failed += !passed;
  }
  printf("%s: %lu tests, %d failed\n", group, (unsigned long)count, failed);
  return failed;
}

/* Group set-up is for cmocka alone: no test here may need it. */
#define cmocka_run_group_tests_name(group, tests, setup, teardown)             \
  ((void)(setup), (void)(teardown),                                            \
   small_run(group, tests, sizeof(tests) / sizeof((tests)[0])))
#define cmocka_run_group_tests(tests, setup, teardown)                         \
  cmocka_run_group_tests_name(__FILE__, tests, setup, teardown)

#endif
