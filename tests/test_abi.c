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

  SIZE(redial_leg, 32),
  OFFSET(redial_leg, whom, 0),
  OFFSET(redial_leg, via, 12),
  OFFSET(redial_leg, at_ms, 24),
  OFFSET(redial_leg, state, 28),
  OFFSET(redial_leg, progress, 29),
  OFFSET(redial_leg, redirects, 30),
  OFFSET(redial_leg, word, 31),

  SIZE(redial_note, 8),
  OFFSET(redial_note, number, 0),
  OFFSET(redial_note, extra, 4),
  OFFSET(redial_note, what, 6),
  OFFSET(redial_note, count, 7),

  SIZE(redial_hunt, 512),
  OFFSET(redial_hunt, history, 0),
  OFFSET(redial_hunt, begun_ms, 64),
  OFFSET(redial_hunt, since, 72),
  OFFSET(redial_hunt, last, 80),
  OFFSET(redial_hunt, due_ms, 108),
  OFFSET(redial_hunt, random, 112),
  OFFSET(redial_hunt, reply_code, 116),
  OFFSET(redial_hunt, state, 118),
  OFFSET(redial_hunt, why, 119),
  OFFSET(redial_hunt, treatment, 120),
  OFFSET(redial_hunt, bar, 121),
  OFFSET(redial_hunt, note_count, 122),
  OFFSET(redial_hunt, depth, 123),
  OFFSET(redial_hunt, winner, 124),
  OFFSET(redial_hunt, begun, 125),
  OFFSET(redial_hunt, marks, 126),
  OFFSET(redial_hunt, cancels, 127),
  OFFSET(redial_hunt, used, 128),
  OFFSET(redial_hunt, legs, 132),
  OFFSET(redial_hunt, notes, 388),

  SIZE(redial_step, 80),
  OFFSET(redial_step, wake_ms, 0),
  OFFSET(redial_step, lease, 8),
  OFFSET(redial_step, via_lease, 20),
  OFFSET(redial_step, old_lease, 32),
  OFFSET(redial_step, whom, 44),
  OFFSET(redial_step, via, 48),
  OFFSET(redial_step, setup_ms, 52),
  OFFSET(redial_step, trying_ms, 56),
  OFFSET(redial_step, ring_ms, 60),
  OFFSET(redial_step, cause, 64),
  OFFSET(redial_step, reply_code, 66),
  OFFSET(redial_step, kind, 68),
  OFFSET(redial_step, reason, 69),
  OFFSET(redial_step, action, 70),
  OFFSET(redial_step, treatment, 71),
  OFFSET(redial_step, why, 72),
  OFFSET(redial_step, bar, 73),
  OFFSET(redial_step, last_resort, 74),
  OFFSET(redial_step, reserved, 75),

  SIZE(redial_hunt_report, 72),
  OFFSET(redial_hunt_report, verdict, 0),
  OFFSET(redial_hunt_report, decision, 28),
  OFFSET(redial_hunt_report, whom, 56),
  OFFSET(redial_hunt_report, via, 60),
  OFFSET(redial_hunt_report, status, 64),
  OFFSET(redial_hunt_report, rule, 68),

  SIZE(redial_hunt_record, 40),
  OFFSET(redial_hunt_record, begun_ms, 0),
  OFFSET(redial_hunt_record, took_ms, 8),
  OFFSET(redial_hunt_record, whom, 12),
  OFFSET(redial_hunt_record, via, 16),
  OFFSET(redial_hunt_record, attempts, 20),
  OFFSET(redial_hunt_record, rounds, 22),
  OFFSET(redial_hunt_record, reply_code, 24),
  OFFSET(redial_hunt_record, repairs, 26),
  OFFSET(redial_hunt_record, cancels, 27),
  OFFSET(redial_hunt_record, state, 28),
  OFFSET(redial_hunt_record, why, 29),
  OFFSET(redial_hunt_record, bar, 30),
  OFFSET(redial_hunt_record, outcome, 31),
  OFFSET(redial_hunt_record, treatment, 32),
  OFFSET(redial_hunt_record, heard, 33),
  OFFSET(redial_hunt_record, legs, 34),
  OFFSET(redial_hunt_record, forwards, 35),

  SIZE(redial_side, 3 * sizeof(void *)),
  OFFSET(redial_side, selector, sizeof(void *)),
  OFFSET(redial_side, group, 2 * sizeof(void *)),

  /* Two words of the machine. */
  SIZE(redial_span, 2 * sizeof(void *)),
  OFFSET(redial_span, ptr, 0),
  OFFSET(redial_span, len, sizeof(void *)),

  SIZE(redial_pool_config, 28),
  OFFSET(redial_pool_config, capacity, 0),
  OFFSET(redial_pool_config, leases, 4),
  OFFSET(redial_pool_config, groups, 8),
  OFFSET(redial_pool_config, offer_ms, 12),
  OFFSET(redial_pool_config, talk_ms, 16),
  OFFSET(redial_pool_config, epoch, 20),
  OFFSET(redial_pool_config, max_calls, 24),
  OFFSET(redial_pool_config, tiers, 26),
  OFFSET(redial_pool_config, reserved, 27),

  SIZE(redial_target, 32),
  OFFSET(redial_target, id, 0),
  OFFSET(redial_target, person, 8),
  OFFSET(redial_target, failure_group, 16),
  OFFSET(redial_target, wrap_up_ms, 20),
  OFFSET(redial_target, capacity, 24),
  OFFSET(redial_target, weight, 26),
  OFFSET(redial_target, tier, 27),
  OFFSET(redial_target, kind, 28),
  OFFSET(redial_target, enabled, 29),
  OFFSET(redial_target, reserved, 30),

  SIZE(redial_applied, 16),
  OFFSET(redial_applied, stayed, 0),
  OFFSET(redial_applied, returned, 4),
  OFFSET(redial_applied, came, 8),
  OFFSET(redial_applied, left, 12),

  SIZE(redial_lease, 12),
  OFFSET(redial_lease, slot, 0),
  OFFSET(redial_lease, entry, 4),
  OFFSET(redial_lease, generation, 8),

  SIZE(redial_offer, 88),
  OFFSET(redial_offer, lease, 0),
  OFFSET(redial_offer, why, 12),
  OFFSET(redial_offer, last_resort, 13),
  OFFSET(redial_offer, reserved, 14),
  OFFSET(redial_offer, earliest_ms, 16),
  OFFSET(redial_offer, counts, 24),

  SIZE(redial_cooling, 28),
  OFFSET(redial_cooling, busy_ms, 0),
  OFFSET(redial_cooling, no_answer_ms, 4),
  OFFSET(redial_cooling, declined_ms, 8),
  OFFSET(redial_cooling, unavailable_ms, 12),
  OFFSET(redial_cooling, failed_ms, 16),
  OFFSET(redial_cooling, hint_min_ms, 20),
  OFFSET(redial_cooling, hint_max_ms, 24),

  SIZE(redial_member, 8),
  OFFSET(redial_member, slot, 0),
  OFFSET(redial_member, tier, 4),
  OFFSET(redial_member, weight, 5),
  OFFSET(redial_member, reserved, 6),

  SIZE(redial_tried, 248),
  OFFSET(redial_tried, since, 0),
  OFFSET(redial_tried, persons, 8),
  OFFSET(redial_tried, slots, 72),
  OFFSET(redial_tried, groups, 200),
  OFFSET(redial_tried, faults, 232),
  OFFSET(redial_tried, slot_count, 240),
  OFFSET(redial_tried, person_count, 241),
  OFFSET(redial_tried, group_count, 242),
  OFFSET(redial_tried, overflowed, 243),
  OFFSET(redial_tried, fault_limit, 244),
  OFFSET(redial_tried, reserved, 245),

  SIZE(redial_slot, 88),
  OFFSET(redial_slot, target, 0),
  OFFSET(redial_slot, offered, 32),
  OFFSET(redial_slot, freed, 40),
  OFFSET(redial_slot, cooling_ms, 48),
  OFFSET(redial_slot, registered_ms, 56),
  OFFSET(redial_slot, seen_calls_ms, 64),
  OFFSET(redial_slot, offers, 72),
  OFFSET(redial_slot, load, 76),
  OFFSET(redial_slot, calls, 80),
  OFFSET(redial_slot, seen_calls, 82),
  OFFSET(redial_slot, registered, 84),
  OFFSET(redial_slot, cause, 85),
  OFFSET(redial_slot, why, 86),
  OFFSET(redial_slot, reserved, 87),

  SIZE(redial_pool_counts, 96),
  OFFSET(redial_pool_counts, clock_ms, 0),
  OFFSET(redial_pool_counts, sequence, 8),
  OFFSET(redial_pool_counts, slots, 16),
  OFFSET(redial_pool_counts, leases, 80),
  OFFSET(redial_pool_counts, expired, 84),
  OFFSET(redial_pool_counts, backward, 88),
  OFFSET(redial_pool_counts, reserved, 92),
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
