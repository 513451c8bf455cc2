/* redial schedule: when a policy calls again. */

#include "schedule.h"
#include <string.h>

static void schedule_print(const schedule *asked) {
  schedule_walk walk = schedule_begin(asked);
  schedule_sum sum = {0, 0};
  schedule_row row;
  bool cut;

  if (!asked->json) {
    schedule_heading(asked);
  }
  do {
    row = schedule_next(&walk);
    cut = walk.going && row.attempt == asked->most;
    schedule_count(&sum, &row);
    if (asked->json) {
      schedule_json(asked, &row, cut);
    } else {
      schedule_people(asked, &row);
    }
  } while (walk.going && !cut);
  if (!asked->json) {
    schedule_footing(&sum, &row, cut);
  }
}

/* Options that take a value, as given. */
typedef struct schedule_words {
  const char *policy, *caps, *hours, *offset, *start, *seed, *most;
} schedule_words;

static bool schedule_take_offset(const char *command, const char *word,
                                 int32_t *offset_min) {
  uint64_t number;
  bool west = word[0] == '-';

  if (!cli_number(word + (west || word[0] == '+'), 24 * 60 - 1, &number)) {
    cli_say(command, word, "is no offset; use minutes of -1439 to 1439");
    return false;
  }
  *offset_min = west ? -(int32_t)number : (int32_t)number;
  return true;
}

static bool schedule_take_hours(const char *command, const char *word,
                                schedule *asked) {
  if (strcmp(word, "none") == 0) {
    return true;
  }
  if (!cli_hours_read(word, asked->range, SCHEDULE_RANGES,
                      &asked->hours.count)) {
    cli_say(command, word,
            "is no list of hours; use none or Mo-Fr 09:00-17:00; Sa "
            "10:00-14:00, at most 16");
    return false;
  }
  asked->hours_text = word;
  return true;
}

static bool schedule_take_start(const char *command, const char *word,
                                schedule *asked) {
  const char *why = cli_time_read(word, asked->offset_min, &asked->start_s);

  if (why != NULL) {
    cli_say(command, word, why);
  }
  return why == NULL;
}

static bool schedule_take_number(const char *command, const char *word,
                                 uint64_t least, uint64_t most,
                                 const char *what, uint64_t *number) {
  if (!cli_number(word, most, number) || *number < least) {
    cli_say(command, word, what);
    return false;
  }
  return true;
}

static bool schedule_take(const char *command, const schedule_words *words,
                          schedule *asked) {
  asked->policy = cli_take_profile(command, words->policy);
  if (asked->policy == NULL) {
    return false;
  }
  asked->policy_name = cli_profile_name(asked->policy);
  return (strcmp(words->caps, "none") == 0 ||
          cli_take_preset(command, words->caps, &asked->preset)) &&
         schedule_take_hours(command, words->hours, asked) &&
         schedule_take_offset(command, words->offset, &asked->offset_min) &&
         schedule_take_start(command, words->start, asked) &&
         schedule_take_number(command, words->seed, 0, UINT32_MAX,
                              "is no seed; use 0 to 4294967295",
                              &asked->seed) &&
         schedule_take_number(command, words->most, 1, 1000,
                              "is no number of attempts; use 1 to 1000",
                              &asked->most);
}

static int schedule_run(int argc, char **argv) {
  const char *command = argv[0];
  schedule_words words = {"redialer",         "none", "none", "0",
                          "2026-01-05T09:00", "1",    "100"};
  schedule asked;
  const cli_option options[] = {
    {"--json", &asked.json, NULL},         {"--policy", NULL, &words.policy},
    {"--caps", NULL, &words.caps},         {"--hours", NULL, &words.hours},
    {"--utc-offset", NULL, &words.offset}, {"--start", NULL, &words.start},
    {"--seed", NULL, &words.seed},         {"--most", NULL, &words.most},
  };
  int result;
  int count;

  memset(&asked, 0, sizeof(asked));
  asked.hours.range = asked.range;
  count =
    cli_take_options(argc, argv, options, sizeof(options) / sizeof(options[0]));
  if (count < 0 || !schedule_take(command, &words, &asked)) {
    return CLI_USAGE;
  }
  if (count != 1) {
    return cli_fail(command, NULL, "needs one code, as in redial schedule 486");
  }
  result =
    cli_answer_read(command, argv[0], REDIAL_NAMESPACE_NONE, &asked.answer);
  if (result != CLI_ANSWERED) {
    return result;
  }
  if (asked.answer.verdict.outcome == REDIAL_OUTCOME_PROGRESS) {
    cli_say(command, argv[0], "ends no attempt");
    return CLI_USAGE;
  }
  schedule_print(&asked);
  return CLI_ANSWERED;
}

const cli_command cli_schedule = {
  "schedule",
  "when a policy calls again: redial schedule 486",
  "usage: redial schedule [OPTIONS] CODE\n"
  "\n"
  "Shows the attempts that a policy makes for a number that always answers\n"
  "CODE, which is read as by redial explain: when, how long it waits then, "
  "and\n"
  "why it stops. Waits are drawn at random from the seed.\n"
  "\n"
  "  --policy PROFILE    redialer if not given; see redial table policy\n"
  "  --caps PRESET|none  how often the number may be called: us-debt,\n"
  "                      au-equipment, generic or uk-practice; example data\n"
  "                      and not legal advice\n"
  "  --hours HOURS|none  local hours of calling: Mo-Fr 09:00-17:00; Sa "
  "10:00-14:00\n"
  "  --utc-offset MIN    local time minus UTC, in minutes; 0 if not given\n"
  "  --start TIME        when the call is wanted, in local time:\n"
  "                      2026-01-05T09:00, a Monday, if not given; or in\n"
  "                      seconds since 1970\n"
  "  --seed N            another draw; 1 if not given\n"
  "  --most N            attempts to show; 100 if not given\n"
  "  --json              one object a line and for each attempt\n"
  "\n"
  "Exit code: 0 answered, 1 the code is in no table, 2 not understood.\n",
  schedule_run,
};
