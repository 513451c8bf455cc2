/* The numbers of a profile: redial_policy, field by field. */

#include "policy.h"
#include <stddef.h>
#include <string.h>

typedef struct numbers_field {
  const char *name; /* for people without its _ms */
  size_t offset;
  size_t bytes;
} numbers_field;

#define FIELD(name)                                                            \
  { #name, offsetof(redial_policy, name), sizeof(((redial_policy *)0)->name) }

/* For people two in a line. */
static const numbers_field fields[] = {
  FIELD(attempts),        FIELD(setup_ms),           FIELD(endpoint_attempts),
  FIELD(trying_ms),       FIELD(via_attempts),       FIELD(ring_ms),
  FIELD(rounds),          FIELD(floor_ms),           FIELD(group_faults),
  FIELD(cap_ms),          FIELD(deadline_ms),        FIELD(retry_after_min_ms),
  FIELD(caller_delay_ms), FIELD(retry_after_max_ms), FIELD(repair_limit),
  FIELD(probe_ms),        FIELD(redirect_depth),
};

#define FIELD_COUNT (sizeof(fields) / sizeof(fields[0]))

static uint32_t numbers_value(const redial_policy *policy,
                              const numbers_field *field) {
  const unsigned char *at = (const unsigned char *)policy + field->offset;
  uint32_t wide = 0;
  uint16_t half = 0;

  if (field->bytes == sizeof(wide)) {
    memcpy(&wide, at, sizeof(wide));
    return wide;
  }
  if (field->bytes == sizeof(half)) {
    memcpy(&half, at, sizeof(half));
    return half;
  }
  return *at;
}

static void numbers_field_print(const redial_policy *policy,
                                const numbers_field *field, bool last) {
  uint32_t value = numbers_value(policy, field);
  int length = (int)strlen(field->name);
  char text[32];

  if (field->bytes == sizeof(uint32_t)) {
    length -= 3;
    policy_time(value, text, sizeof(text));
  } else if (value == REDIAL_NO_LIMIT) {
    snprintf(text, sizeof(text), "no limit");
  } else {
    snprintf(text, sizeof(text), "%lu", (unsigned long)value);
  }
  printf("%.*s%*s%-*s%s", length, field->name, 20 - length, "", last ? 0 : 18,
         text, last ? "\n" : "");
}

static void numbers_set(const char *label, uint32_t mask, uint32_t bits,
                        const char *(*word)(uint32_t)) {
  char text[256];

  policy_join(mask, bits, word, ", ", text, sizeof(text));
  cli_wrap(stdout, printf("  %s", label), 22, mask != 0 ? text : "none");
}

static bool numbers_is_planned(const redial_plan *plan) {
  return plan->tries != 0 || plan->hold_ms != 0 ||
         plan->treatment != REDIAL_TREATMENT_NONE;
}

static void numbers_plan_line(uint32_t outcome, const redial_plan *plan) {
  const char *treatment =
    redial_treatment_name(plan->treatment);
  char wait[32];
  char hold[32];

  policy_time(plan->wait_ms, wait, sizeof(wait));
  policy_time(plan->hold_ms, hold, sizeof(hold));
  printf("  %-20s%5u  %8s  %6u  %8s  %s\n",
         redial_outcome_name(outcome), (unsigned)plan->tries,
         wait, (unsigned)plan->growth, hold, treatment);
}

static void numbers_plan(const redial_policy *policy) {
  bool headed = false;
  uint32_t i;

  for (i = 0; i < REDIAL_OUTCOMES; i++) {
    if (numbers_is_planned(&policy->plan[i])) {
      if (!headed) {
        printf("\n  %s%-20s%5s  %8s  %6s  %8s  %s%s\n", cli_bold(stdout),
               "plan", "tries", "wait", "growth", "hold", "treatment",
               cli_plain(stdout));
      }
      headed = true;
      numbers_plan_line(i, &policy->plan[i]);
    }
  }
}

void policy_numbers(const redial_policy *policy) {
  size_t i;

  for (i = 0; i < FIELD_COUNT; i++) {
    if (i % 2 == 0) {
      fputs("  ", stdout);
    }
    numbers_field_print(policy, &fields[i], i % 2 == 1);
  }
  printf("%-20s%s\n", "jitter",
         redial_jitter_name(policy->jitter));
  numbers_set("options", policy->options, 16, policy_options_word);
  numbers_set("treatments", policy->treatments, 8, policy_treatment_word);
  numbers_set("repairs", policy->repairs, 32, policy_action_word);
  numbers_plan(policy);
}

static void numbers_plan_json(cli_json *json, const redial_policy *policy) {
  const char *separator = "";
  uint32_t i;

  cli_json_key(json, "plan");
  fputc('[', json->out);
  for (i = 0; i < REDIAL_OUTCOMES; i++) {
    const redial_plan *plan = &policy->plan[i];

    if (numbers_is_planned(plan)) {
      cli_json row;

      fputs(separator, json->out);
      separator = ",";
      row = cli_json_open(json->out);
      cli_json_text(&row, "outcome", redial_outcome_name(i));
      cli_json_number(&row, "tries", plan->tries);
      cli_json_number(&row, "wait_ms", plan->wait_ms);
      cli_json_number(&row, "growth", plan->growth);
      cli_json_number(&row, "hold_ms", plan->hold_ms);
      cli_json_text(&row, "treatment", policy_treatment_word(plan->treatment));
      cli_json_close(&row);
    }
  }
  fputc(']', json->out);
}

/* A field without a limit is null. */
static void numbers_field_json(cli_json *json, const redial_policy *policy,
                               const numbers_field *field) {
  uint32_t value = numbers_value(policy, field);
  uint32_t none =
    field->bytes == sizeof(uint32_t) ? REDIAL_NO_LIMIT_MS : REDIAL_NO_LIMIT;

  if (value == none) {
    cli_json_null(json, field->name);
  } else {
    cli_json_number(json, field->name, value);
  }
}

void policy_numbers_json(uint32_t index) {
  const redial_policy *policy = cli_profile_at(index);
  cli_json json = cli_json_open(stdout);
  size_t i;

  cli_json_text(&json, "policy", redial_profile_name(index));
  for (i = 0; i < FIELD_COUNT; i++) {
    numbers_field_json(&json, policy, &fields[i]);
  }
  cli_json_text(&json, "jitter",
                redial_jitter_name(policy->jitter));
  policy_array(&json, "options", policy->options, 16, policy_options_word);
  policy_array(&json, "treatments", policy->treatments, 8,
               policy_treatment_word);
  policy_array(&json, "repairs", policy->repairs, 32, policy_action_word);
  numbers_plan_json(&json, policy);
  cli_json_close(&json);
  putchar('\n');
}

static void numbers_list_line(uint32_t index) {
  const redial_policy *policy = cli_profile_at(index);
  char deadline[32];
  char setup[32];
  char ring[32];

  policy_time(policy->deadline_ms, deadline, sizeof(deadline));
  policy_time(policy->setup_ms, setup, sizeof(setup));
  policy_time(policy->ring_ms, ring, sizeof(ring));
  printf("%-20s%8u  %6u  %8s  %8s  %8s\n", redial_profile_name(index),
         (unsigned)policy->attempts, (unsigned)policy->rounds, deadline, setup,
         ring);
}

void policy_list(void) {
  uint32_t i;

  printf("%s%-20s%8s  %6s  %8s  %8s  %8s%s\n", cli_bold(stdout), "policy",
         "attempts", "rounds", "deadline", "setup", "ring", cli_plain(stdout));
  for (i = 0; cli_profile_exists(i); i++) {
    numbers_list_line(i);
  }
}
