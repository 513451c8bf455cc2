/* What a profile makes of every outcome, in tables of 80 columns. */

#include "policy.h"
#include <string.h>

#define PEOPLE_CODE 8
#define PEOPLE_OUTCOME 20
#define PEOPLE_NEXT 10

/* "endpoint", "again 5s", "stop 486" */
static void people_next(const redial_decision *d, char *text, size_t size) {
  const char *next = redial_next_name(d->next);
  char wait[32];

  if (d->next == REDIAL_NEXT_AGAIN) {
    policy_time(d->wait_ms, wait, sizeof(wait));
    snprintf(text, size, "%s %s", next, wait);
  } else if (d->next == REDIAL_NEXT_STOP) {
    snprintf(text, size, "%s %u", next, (unsigned)d->reply_code);
  } else {
    snprintf(text, size, "%s", next);
  }
}

static void people_next_row(const redial_policy *policy,
                            const policy_code *code) {
  char text[48];
  int who;

  policy_cell(code->input, PEOPLE_CODE, false);
  policy_cell(redial_outcome_name(code->verdict.outcome),
              PEOPLE_OUTCOME, false);
  for (who = 0; who < POLICY_CASES; who++) {
    redial_decision d = policy_decide(policy, &code->verdict, (policy_case)who);

    people_next(&d, text, sizeof(text));
    policy_cell(text, PEOPLE_NEXT, who == POLICY_CASES - 1);
  }
}

static void people_next_table(const redial_policy *policy,
                              const policy_code *codes, uint32_t count) {
  char text[16];
  uint32_t i;
  int who;

  printf("\n%-*s%s%-*s%s%s\n", PEOPLE_CODE + PEOPLE_OUTCOME, "",
         cli_bold(stdout), 3 * PEOPLE_NEXT, "without a via; left is",
         "by a via; left is", cli_plain(stdout));
  fputs(cli_bold(stdout), stdout);
  policy_cell("code", PEOPLE_CODE, false);
  policy_cell("outcome", PEOPLE_OUTCOME, false);
  for (who = 0; who < POLICY_CASES; who++) {
    snprintf(text, sizeof(text), "%d %s", who + 1,
             policy_left((policy_case)who));
    policy_cell(text, PEOPLE_NEXT, who == POLICY_CASES - 1);
  }
  fputs(cli_plain(stdout), stdout);
  for (i = 0; i < count; i++) {
    people_next_row(policy, &codes[i]);
  }
}

/* What the caller gets where it stops; the same in every case of a code. */
static bool people_treatment(const redial_policy *policy,
                             const policy_code *code, uint8_t treatment) {
  int who;

  for (who = 0; who < POLICY_CASES; who++) {
    redial_decision d = policy_decide(policy, &code->verdict, (policy_case)who);

    if (d.next == REDIAL_NEXT_STOP && d.treatment == treatment) {
      return true;
    }
  }
  return false;
}

static void people_treatments(const redial_policy *policy,
                              const policy_code *codes, uint32_t count) {
  uint8_t treatment;

  printf("\n%streatment where it stops%s\n", cli_bold(stdout),
         cli_plain(stdout));
  for (treatment = 0; treatment <= REDIAL_TREATMENT_HANG_UP; treatment++) {
    uint64_t set = 0;
    uint32_t i;

    for (i = 0; i < count; i++) {
      if (people_treatment(policy, &codes[i], treatment)) {
        set |= REDIAL_SET(i);
      }
    }
    if (set != 0) {
      policy_set(codes, count, set,
                 printf("  %s", policy_treatment_word(treatment)), 20);
    }
  }
}

void policy_people(const redial_policy *policy) {
  policy_code codes[POLICY_CODES];
  uint32_t count = policy_codes(codes);

  printf("%s%s%s\n\n", cli_bold(stdout), cli_profile_name(policy),
         cli_plain(stdout));
  policy_numbers(policy);
  people_next_table(policy, codes, count);
  policy_rest(policy, codes, count);
  people_treatments(policy, codes, count);
  putchar('\n');
  cli_wrap(stdout, 0, 0,
           "Left is, of those not tried: 1 another person, 2 another device of "
           "the same person, 3 nobody, 4 another via and another person, 5 "
           "nobody. These are the decisions of redial_decide() after a first "
           "attempt, with the longest wait. A code stands for all of its "
           "outcome, scope and retry.");
}
