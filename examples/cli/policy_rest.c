/* What decisions mean to others: the second table of a policy. */

#include "policy.h"

#define REST_COLUMNS 6

/* What a decision means to others. */
typedef struct rest_kind {
  uint32_t cases; /* set of policy_case that share it */
  redial_decision decision;
} rest_kind;

static bool rest_is_alike(const redial_decision *a, const redial_decision *b) {
  return a->why == b->why && a->leaves == b->leaves && a->blame == b->blame &&
         a->hold == b->hold && a->hold_ms == b->hold_ms &&
         a->cancel == b->cancel && a->cancel_reason == b->cancel_reason;
}

/* Which cases end alike, in the order of the first of each. */
static uint32_t rest_kinds(const redial_policy *policy,
                           const redial_verdict *verdict, rest_kind *rests) {
  uint32_t count = 0;
  int who;

  for (who = 0; who < POLICY_CASES; who++) {
    redial_decision d = policy_decide(policy, verdict, (policy_case)who);
    uint32_t i = 0;

    while (i < count && !rest_is_alike(&rests[i].decision, &d)) {
      i++;
    }
    if (i == count) {
      rests[count].cases = 0;
      rests[count].decision = d;
      count++;
    }
    rests[i].cases |= 1u << who;
  }
  return count;
}

static const char *rest_case_digit(uint32_t bit) {
  static const char digits[POLICY_CASES][2] = {"1", "2", "3", "4", "5"};

  return digits[bit];
}

/* "-" where there is none. */
static const char *rest_party(uint8_t party) {
  return party == REDIAL_PARTY_NONE ? "-"
                                    : redial_party_name(party);
}

static void rest_hold(const redial_decision *d, char *text, size_t size) {
  char time[32] = "";

  if (d->hold != REDIAL_PARTY_NONE) {
    policy_time(d->hold_ms, time, sizeof(time));
  }
  snprintf(text, size, "%s%s%s", rest_party(d->hold),
           time[0] != '\0' ? " " : "", time);
}

static void rest_cancel(const redial_decision *d, char *text, size_t size) {
  if (d->cancel == REDIAL_CANCEL_NONE) {
    snprintf(text, size, "-");
  } else {
    snprintf(text, size, "%s %s", redial_cancel_name(d->cancel),
             redial_cancel_reason_name(d->cancel_reason));
  }
}

/* The six columns of the second table. */
static void rest_line(const char *const *cells) {
  static const int widths[REST_COLUMNS] = {8, 13, 16, 10, 14, 0};
  int i;

  for (i = 0; i < REST_COLUMNS; i++) {
    policy_cell(cells[i], widths[i], i == REST_COLUMNS - 1);
  }
}

static void rest_row(const rest_kind *rest) {
  const redial_decision *d = &rest->decision;
  char cases[16] = "  ";
  char leaves[96];
  char hold[64];
  char cancel[48];
  const char *cells[REST_COLUMNS];

  policy_join(rest->cases, POLICY_CASES, rest_case_digit, "", cases + 2,
              sizeof(cases) - 2);
  policy_join(d->leaves, 8, policy_leaves_word, "+", leaves, sizeof(leaves));
  rest_hold(d, hold, sizeof(hold));
  rest_cancel(d, cancel, sizeof(cancel));
  cells[0] = cases;
  cells[1] = redial_why_name(d->why);
  cells[2] = d->leaves != 0 ? leaves : "-";
  cells[3] = rest_party(d->blame);
  cells[4] = hold;
  cells[5] = cancel;
  rest_line(cells);
}

static bool rest_all_alike(const redial_policy *policy, const policy_code *a,
                           const policy_code *b) {
  int who;

  for (who = 0; who < POLICY_CASES; who++) {
    redial_decision first =
      policy_decide(policy, &a->verdict, (policy_case)who);
    redial_decision second =
      policy_decide(policy, &b->verdict, (policy_case)who);

    if (!rest_is_alike(&first, &second)) {
      return false;
    }
  }
  return true;
}

/* The codes from this one on that share all of its consequences. */
static uint64_t rest_alike(const redial_policy *policy,
                           const policy_code *codes, uint32_t count,
                           uint32_t first) {
  uint64_t set = 0;
  uint32_t i;

  for (i = first; i < count; i++) {
    if (rest_all_alike(policy, &codes[first], &codes[i])) {
      set |= REDIAL_SET(i);
    }
  }
  return set;
}

void policy_rest(const redial_policy *policy, const policy_code *codes,
                 uint32_t count) {
  static const char *const head[REST_COLUMNS] = {"  case", "why",  "leaves",
                                                 "blame",  "hold", "cancel"};
  rest_kind rests[POLICY_CASES];
  uint64_t done = 0;
  uint32_t i;
  uint32_t k;

  printf("\n%s", cli_bold(stdout));
  rest_line(head);
  fputs(cli_plain(stdout), stdout);
  for (i = 0; i < count; i++) {
    if ((done >> i & 1u) == 0) {
      uint64_t set = rest_alike(policy, codes, count, i);
      uint32_t different = rest_kinds(policy, &codes[i].verdict, rests);

      policy_set(codes, count, set, 0, 0);
      for (k = 0; k < different; k++) {
        rest_row(&rests[k]);
      }
      done |= set;
    }
  }
}
