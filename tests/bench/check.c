#include "check.h"
#include "inputs.h"
#include "sides.h"
#include <stdio.h>
#include <string.h>

/* Speed counts among those who answer alike. Sides of one row below give the
   same answers to the same inputs. */

#define CHECK_SIDES 8u

static uint32_t check_failures;
static uint32_t check_passed;

void bench_check_say(bool ok, const char *side, const char *what) {
  if (ok) {
    check_passed++;
  } else {
    check_failures++;
    printf("differs: %s: %s\n", side, what);
  }
}

typedef struct check_answers {
  bench_situation situation;
  uint32_t inputs;
  const char *sides[CHECK_SIDES];
} check_answers;

static const check_answers check_answer_rows[] = {
  {BENCH_MIX,
   BENCH_INPUTS,
   {"redial_code_phrase", "sip_status_phrase", "osip_message_get_reason"}},
  {BENCH_UNIFORM,
   BENCH_INPUTS,
   {"redial_classify", "redial_classify_sip", "redial_assess",
    "array of 600 rows", "array of 600 verdicts"}},
  {BENCH_SAMPLES,
   BENCH_SAMPLE_COUNT,
   {"redial_reason_next", "sip_reason_d", "sip_reason_make",
    "osip_accept_encoding_parse", "strstr and sscanf", "msg_param_decode",
    "belle_sip_header_reason_parse"}},
  {BENCH_SAMPLES,
   BENCH_SAMPLE_COUNT,
   {"redial_retry_after_read", "sip_retry_after_d", "sip_retry_after_make"}},
  {BENCH_SAMPLES,
   BENCH_SAMPLE_COUNT,
   {"redial_retry_after_read, seconds", "re_regex", "strtoul",
    "belle_sip_header_retry_after_parse"}},
};

/* Where others use other words, and why that is no fault of ours. */
static const struct {
  const char *side;
  int32_t code;
  const char *why;
} check_known[] = {
  {"sip_status_phrase", 500, "HTTP's words; RFC 3261 21.5.1 has its own"},
  {"sip_status_phrase", 504, "HTTP's words; RFC 3261 21.5.5 has its own"},
};

static bool check_is_known(const char *side, int32_t code) {
  size_t i;

  for (i = 0; i < sizeof(check_known) / sizeof(check_known[0]); i++) {
    if (strcmp(side, check_known[i].side) == 0 && check_known[i].code == code) {
      return true;
    }
  }
  return false;
}

static void check_same_answers(const check_answers *row, const char *name) {
  bench_case given = bench_case_of(row->situation, 0);
  bench_player ours;
  bench_player peer;
  bool same = true;
  uint32_t i;

  if (!bench_open(&peer, name, &given)) {
    return;
  }
  if (bench_open(&ours, row->sides[0], &given)) {
    for (i = 0; i < row->inputs; i++) {
      same = same && (check_is_known(name, given.codes[i]) ||
                      ours.side->answer(ours.self, i) ==
                        peer.side->answer(peer.self, i));
    }
    bench_close(&ours);
  }
  bench_close(&peer);
  bench_check_say(same, name, "another answer than ours");
}

int bench_check(void) {
  size_t row;
  size_t i;

  for (row = 0; row < sizeof(check_answer_rows) / sizeof(check_answers);
       row++) {
    for (i = 1; i < CHECK_SIDES && check_answer_rows[row].sides[i] != NULL;
         i++) {
      check_same_answers(&check_answer_rows[row],
                         check_answer_rows[row].sides[i]);
    }
  }
  bench_check_picks();
  printf("%u comparisons agree, %u differ\n", (unsigned)check_passed,
         (unsigned)check_failures);
  return check_failures == 0 ? 0 : 1;
}
