#include "support.h"

/* Structures live in the caller's memory, so their layout is ABI. A row that
   has to change breaks every program that was built before: raise the minor
   number (from 1.0 on the major) and say so in docs/changelog.md. */

typedef struct recorded {
  const char *name;
  size_t found;
  size_t kept;
} recorded;

#define SIZE(type, kept)                                                       \
  { #type, sizeof(type), kept }
#define OFFSET(type, field, kept)                                              \
  { #type "." #field, offsetof(type, field), kept }

static const recorded layout[] = {
  SIZE(redial_mapped, 8),
  OFFSET(redial_mapped, code, 0),
  OFFSET(redial_mapped, lossy, 4),

  SIZE(redial_verdict, 28),
  OFFSET(redial_verdict, code, 0),
  OFFSET(redial_verdict, sip, 4),
  OFFSET(redial_verdict, effective, 6),
  OFFSET(redial_verdict, outcome, 8),
  OFFSET(redial_verdict, about, 9),
  OFFSET(redial_verdict, scope, 10),
  OFFSET(redial_verdict, retry, 11),
  OFFSET(redial_verdict, action, 12),
  OFFSET(redial_verdict, treatment, 13),
  OFFSET(redial_verdict, mapping, 14),
  OFFSET(redial_verdict, confidence, 15),
  OFFSET(redial_verdict, ns, 16),
  OFFSET(redial_verdict, flags, 17),
  OFFSET(redial_verdict, has_retry_after, 18),
  OFFSET(redial_verdict, reserved, 19),
  OFFSET(redial_verdict, retry_after_s, 20),
  OFFSET(redial_verdict, rules, 24),

  SIZE(redial_retry_after, 12),
  OFFSET(redial_retry_after, seconds, 0),
  OFFSET(redial_retry_after, duration_s, 4),
  OFFSET(redial_retry_after, present, 8),
  OFFSET(redial_retry_after, damage, 9),

  SIZE(redial_evidence, 44),
  OFFSET(redial_evidence, code, 0),
  OFFSET(redial_evidence, twilio_error, 4),
  OFFSET(redial_evidence, elapsed_ms, 8),
  OFFSET(redial_evidence, retry_after, 12),
  OFFSET(redial_evidence, sip_cause, 24),
  OFFSET(redial_evidence, warnings, 26),
  OFFSET(redial_evidence, marks, 34),
  OFFSET(redial_evidence, ns, 36),
  OFFSET(redial_evidence, q850_cause, 37),
  OFFSET(redial_evidence, location, 38),
  OFFSET(redial_evidence, origin, 39),
  OFFSET(redial_evidence, progress, 40),
  OFFSET(redial_evidence, method, 41),
  OFFSET(redial_evidence, kind, 42),
  OFFSET(redial_evidence, dial_status, 43),

  SIZE(redial_fork, 16),
  OFFSET(redial_fork, winner, 0),
  OFFSET(redial_fork, reply_code, 4),
  OFFSET(redial_fork, cause, 6),
  OFFSET(redial_fork, challenges, 8),
  OFFSET(redial_fork, why, 10),
  OFFSET(redial_fork, cancel, 11),
  OFFSET(redial_fork, settled, 12),
  OFFSET(redial_fork, reserved, 13),

  /* Two words of the machine. */
  SIZE(redial_span, 2 * sizeof(void *)),
  OFFSET(redial_span, ptr, 0),
  OFFSET(redial_span, len, sizeof(void *)),
};

static void structures_keep_their_layout(void **state) {
  size_t i;
  int moved = 0;

  (void)state;
  for (i = 0; i < sizeof(layout) / sizeof(layout[0]); i++) {
    if (layout[i].found != layout[i].kept) {
      print_error("%s is %lu, recorded is %lu\n", layout[i].name,
                  (unsigned long)layout[i].found,
                  (unsigned long)layout[i].kept);
      moved++;
    }
  }
  assert_int_equal(moved, 0);
}

static void a_verdict_is_at_most_32_bytes(void **state) {
  (void)state;
  assert_true(sizeof(redial_verdict) <= 32);
}

static void header_and_library_are_of_one_version(void **state) {
  (void)state;
  assert_int_equal(redial_version(), REDIAL_VERSION);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(structures_keep_their_layout),
    cmocka_unit_test(a_verdict_is_at_most_32_bytes),
    cmocka_unit_test(header_and_library_are_of_one_version),
  };

  return cmocka_run_group_tests_name("abi", tests, NULL, NULL);
}
