#ifndef REDIAL_CLI_SCHEDULE_H
#define REDIAL_CLI_SCHEDULE_H

/* The attempts that a policy makes for a number that always answers alike. */

#include "cli.h"

#define SCHEDULE_RANGES 16

/* What was asked. */
typedef struct schedule {
  cli_answer answer; /* of the number */
  const redial_policy *policy;
  const char *policy_name;
  cli_preset preset;
  redial_hours_range range[SCHEDULE_RANGES];
  redial_hours hours; /* without a range: at any time */
  const char *hours_text;
  int32_t offset_min;
  uint64_t start_s;
  uint64_t seed;
  uint64_t most; /* attempts */
  bool json;
} schedule;

/* What set the time of the next attempt, beside the policy. */
typedef enum schedule_bar {
  SCHEDULE_BAR_NONE,
  SCHEDULE_BAR_CAPS,
  SCHEDULE_BAR_HOURS
} schedule_bar;

/* An attempt, and what was decided when it had ended. */
typedef struct schedule_row {
  uint32_t attempt; /* from 1 */
  uint64_t unix_s;
  uint64_t since_ms; /* the first attempt */
  redial_decision decision;
  schedule_bar bar;
  uint8_t caps_why; /* with SCHEDULE_BAR_CAPS: redial_caps_why */
} schedule_row;

/* Attempts within the first day and the first week. */
typedef struct schedule_sum {
  uint32_t day;
  uint32_t week;
} schedule_sum;

/* A call on its way. */
typedef struct schedule_walk {
  const schedule *asked;
  redial_history history;
  redial_caps_record record;
  uint64_t now_ms; /* since the start asked for */
  uint64_t random;
  bool going; /* another attempt follows */
} schedule_walk;

schedule_walk schedule_begin(const schedule *asked);
/* Makes the next attempt; only while the walk is going. */
schedule_row schedule_next(schedule_walk *walk);
/* How long an attempt lasts: it rings to the end when nobody answers, and
   the answer comes at once otherwise. */
uint32_t schedule_lasts_ms(const schedule *asked);


/* schedule_json.c and schedule_people.c: cut when more would follow. */
void schedule_json(const schedule *asked, const schedule_row *row, bool cut);
void schedule_heading(const schedule *asked);
void schedule_people(const schedule *asked, const schedule_row *row);
void schedule_count(schedule_sum *sum, const schedule_row *row);
void schedule_footing(const schedule_sum *sum, const schedule_row *last,
                      bool cut);

#endif
