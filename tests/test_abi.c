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
/* Spans and pointers are as large as the machine has them. */
#define WORD sizeof(void *)
#define WORDS(bytes) (((bytes) + WORD - 1) / WORD * WORD)

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

  SIZE(redial_span, 2 * WORD),
  OFFSET(redial_span, ptr, 0),
  OFFSET(redial_span, len, WORD),

  SIZE(redial_reason, 4 * WORD + 8),
  OFFSET(redial_reason, protocol, 0),
  OFFSET(redial_reason, text, 2 * WORD),
  OFFSET(redial_reason, cause, 4 * WORD),
  OFFSET(redial_reason, has_cause, 4 * WORD + 4),
  OFFSET(redial_reason, ns, 4 * WORD + 5),
  OFFSET(redial_reason, location, 4 * WORD + 6),
  OFFSET(redial_reason, damaged, 4 * WORD + 7),

  SIZE(redial_redress, 9 * WORD),
  OFFSET(redial_redress, url, 0),
  OFFSET(redial_redress, tel, 2 * WORD),
  OFFSET(redial_redress, email, 4 * WORD),
  OFFSET(redial_redress, card, 6 * WORD),
  OFFSET(redial_redress, location, 8 * WORD),

  SIZE(redial_message, WORDS(44) + 12 * WORD),
  OFFSET(redial_message, evidence, 0),
  OFFSET(redial_message, redress, WORDS(44)),
  OFFSET(redial_message, phrase, WORDS(44) + 9 * WORD),
  OFFSET(redial_message, kind, WORDS(44) + 11 * WORD),

  SIZE(redial_form_field, 5 * WORD),
  OFFSET(redial_form_field, name, 0),
  OFFSET(redial_form_field, value, 2 * WORD),
  OFFSET(redial_form_field, damaged, 4 * WORD),

  SIZE(redial_rule, 40),
  OFFSET(redial_rule, outcomes, 0),
  OFFSET(redial_rule, code_first, 8),
  OFFSET(redial_rule, code_last, 12),
  OFFSET(redial_rule, elapsed_below_ms, 16),
  OFFSET(redial_rule, line, 20),
  OFFSET(redial_rule, q850_cause, 24),
  OFFSET(redial_rule, sip_cause, 26),
  OFFSET(redial_rule, ns, 28),
  OFFSET(redial_rule, kinds, 29),
  OFFSET(redial_rule, progress, 30),
  OFFSET(redial_rule, origins, 31),
  OFFSET(redial_rule, replaces, 32),
  OFFSET(redial_rule, words, 33),

  SIZE(redial_rules, 3 * WORD),
  OFFSET(redial_rules, rule, 0),
  OFFSET(redial_rules, count, WORD),
  OFFSET(redial_rules, parent, 2 * WORD),

  SIZE(redial_rule_match, WORD + 8),
  OFFSET(redial_rule_match, rule, 0),
  OFFSET(redial_rule_match, index, WORD),
  OFFSET(redial_rule_match, level, WORD + 4),
  OFFSET(redial_rule_match, kept_scope, WORD + 5),

  SIZE(redial_rules_error, 4 * WORD),
  OFFSET(redial_rules_error, token, 0),
  OFFSET(redial_rules_error, column, 2 * WORD),
  OFFSET(redial_rules_error, line, 3 * WORD),

  SIZE(redial_finding, 24),
  OFFSET(redial_finding, rule, 0),
  OFFSET(redial_finding, other, 4),
  OFFSET(redial_finding, line, 8),
  OFFSET(redial_finding, other_line, 12),
  OFFSET(redial_finding, kind, 16),
  OFFSET(redial_finding, word, 17),
  OFFSET(redial_finding, value, 18),
  OFFSET(redial_finding, other_word, 19),
  OFFSET(redial_finding, other_value, 20),

  SIZE(redial_lint_limits, 16),
  OFFSET(redial_lint_limits, attempts, 0),
  OFFSET(redial_lint_limits, via_attempts, 4),
  OFFSET(redial_lint_limits, rounds, 8),
  OFFSET(redial_lint_limits, deadline_ms, 12),

  SIZE(redial_caps_window, 8),
  OFFSET(redial_caps_window, span_s, 0),
  OFFSET(redial_caps_window, most, 4),
  OFFSET(redial_caps_window, counts, 6),
  OFFSET(redial_caps_window, by_day, 7),

  SIZE(redial_caps_limits, 48),
  OFFSET(redial_caps_limits, window, 0),
  OFFSET(redial_caps_limits, gap_s, 24),
  OFFSET(redial_caps_limits, busy_gap_s, 28),
  OFFSET(redial_caps_limits, no_answer_gap_s, 32),
  OFFSET(redial_caps_limits, talked_s, 36),
  OFFSET(redial_caps_limits, abandoned_s, 40),
  OFFSET(redial_caps_limits, series, 44),
  OFFSET(redial_caps_limits, talked_by_day, 46),

  SIZE(redial_caps_record, 80),
  OFFSET(redial_caps_record, newest_s, 0),
  OFFSET(redial_caps_record, ended_s, 8),
  OFFSET(redial_caps_record, talked_s, 16),
  OFFSET(redial_caps_record, abandoned_s, 24),
  OFFSET(redial_caps_record, age_s, 32),
  OFFSET(redial_caps_record, placed, 64),
  OFFSET(redial_caps_record, alerted, 66),
  OFFSET(redial_caps_record, series, 68),
  OFFSET(redial_caps_record, backward, 70),
  OFFSET(redial_caps_record, used, 72),
  OFFSET(redial_caps_record, rang, 73),
  OFFSET(redial_caps_record, last, 74),
  OFFSET(redial_caps_record, seen, 75),
  OFFSET(redial_caps_record, reserved, 76),

  SIZE(redial_caps_answer, 16),
  OFFSET(redial_caps_answer, unix_s, 0),
  OFFSET(redial_caps_answer, why, 8),
  OFFSET(redial_caps_answer, window, 9),

  SIZE(redial_hours_range, 6),
  OFFSET(redial_hours_range, days, 0),
  OFFSET(redial_hours_range, from_min, 2),
  OFFSET(redial_hours_range, to_min, 4),

  SIZE(redial_hours, 4 * WORD),
  OFFSET(redial_hours, range, 0),
  OFFSET(redial_hours, count, WORD),
  OFFSET(redial_hours, holiday, 2 * WORD),
  OFFSET(redial_hours, holidays, 3 * WORD),

  SIZE(redial_backoff, 16),
  OFFSET(redial_backoff, base_ms, 0),
  OFFSET(redial_backoff, cap_ms, 4),
  OFFSET(redial_backoff, hint_ms, 8),
  OFFSET(redial_backoff, step, 12),
  OFFSET(redial_backoff, jitter, 13),
  OFFSET(redial_backoff, hinted, 14),
  OFFSET(redial_backoff, reserved, 15),

  SIZE(redial_decision, 28),
  OFFSET(redial_decision, wait_ms, 0),
  OFFSET(redial_decision, hold_ms, 4),
  OFFSET(redial_decision, once, 8),
  OFFSET(redial_decision, reply_code, 12),
  OFFSET(redial_decision, next, 14),
  OFFSET(redial_decision, why, 15),
  OFFSET(redial_decision, action, 16),
  OFFSET(redial_decision, treatment, 17),
  OFFSET(redial_decision, leaves, 18),
  OFFSET(redial_decision, cancel, 19),
  OFFSET(redial_decision, cancel_reason, 20),
  OFFSET(redial_decision, blame, 21),
  OFFSET(redial_decision, hold, 22),
  OFFSET(redial_decision, marks, 23),
  OFFSET(redial_decision, plan, 24),
  OFFSET(redial_decision, reserved, 25),

  SIZE(redial_plan, 12),
  OFFSET(redial_plan, wait_ms, 0),
  OFFSET(redial_plan, hold_ms, 4),
  OFFSET(redial_plan, tries, 8),
  OFFSET(redial_plan, growth, 9),
  OFFSET(redial_plan, treatment, 10),
  OFFSET(redial_plan, reserved, 11),

  SIZE(redial_policy, 468),
  OFFSET(redial_policy, jitter, 0),
  OFFSET(redial_policy, treatments, 1),
  OFFSET(redial_policy, repair_limit, 2),
  OFFSET(redial_policy, redirect_depth, 3),
  OFFSET(redial_policy, options, 4),
  OFFSET(redial_policy, attempts, 6),
  OFFSET(redial_policy, endpoint_attempts, 8),
  OFFSET(redial_policy, via_attempts, 10),
  OFFSET(redial_policy, rounds, 12),
  OFFSET(redial_policy, group_faults, 14),
  OFFSET(redial_policy, repairs, 16),
  OFFSET(redial_policy, deadline_ms, 20),
  OFFSET(redial_policy, caller_delay_ms, 24),
  OFFSET(redial_policy, setup_ms, 28),
  OFFSET(redial_policy, trying_ms, 32),
  OFFSET(redial_policy, ring_ms, 36),
  OFFSET(redial_policy, floor_ms, 40),
  OFFSET(redial_policy, cap_ms, 44),
  OFFSET(redial_policy, retry_after_min_ms, 48),
  OFFSET(redial_policy, retry_after_max_ms, 52),
  OFFSET(redial_policy, probe_ms, 56),
  OFFSET(redial_policy, plan, 60),

  SIZE(redial_history, 64),
  OFFSET(redial_history, heard, 0),
  OFFSET(redial_history, repairs, 1),
  OFFSET(redial_history, attempts, 2),
  OFFSET(redial_history, rounds, 4),
  OFFSET(redial_history, clock_went_back, 6),
  OFFSET(redial_history, started_ms, 8),
  OFFSET(redial_history, seen_ms, 16),
  OFFSET(redial_history, later, 24),
  OFFSET(redial_history, step, 25),
  OFFSET(redial_history, step_plan, 26),
  OFFSET(redial_history, again, 27),
  OFFSET(redial_history, reserved, 61),

  SIZE(redial_situation, 88),
  OFFSET(redial_situation, origin, 0),
  OFFSET(redial_situation, progress, 1),
  OFFSET(redial_situation, has_via, 2),
  OFFSET(redial_situation, budget_spent, 3),
  OFFSET(redial_situation, redirects, 4),
  OFFSET(redial_situation, their_call_id, 5),
  OFFSET(redial_situation, endpoint_attempts, 6),
  OFFSET(redial_situation, via_attempts, 8),
  OFFSET(redial_situation, group_faults, 10),
  OFFSET(redial_situation, endpoints_left, 12),
  OFFSET(redial_situation, same_person_left, 16),
  OFFSET(redial_situation, endpoints_back, 20),
  OFFSET(redial_situation, same_person_back, 24),
  OFFSET(redial_situation, vias_left, 28),
  OFFSET(redial_situation, same_group_left, 32),
  OFFSET(redial_situation, vias_back, 36),
  OFFSET(redial_situation, once, 40),
  OFFSET(redial_situation, random, 44),
  OFFSET(redial_situation, now_ms, 48),
  OFFSET(redial_situation, not_before_ms, 56),
  OFFSET(redial_situation, held_until_ms, 64),
  OFFSET(redial_situation, unix_s, 72),
  OFFSET(redial_situation, not_before_s, 80),

  SIZE(redial_budget, 32),
  OFFSET(redial_budget, seen_ms, 0),
  OFFSET(redial_budget, tokens, 8),
  OFFSET(redial_budget, cap, 12),
  OFFSET(redial_budget, deposit, 16),
  OFFSET(redial_budget, floor_per_s, 20),
  OFFSET(redial_budget, clock_went_back, 24),
  OFFSET(redial_budget, reserved, 28),

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
