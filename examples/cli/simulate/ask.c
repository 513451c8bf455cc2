#include "sim.h"
#include <string.h>

/* The options: which there are, what each may be, what it is if not given.
   An option of the other model is refused rather than passed over. */

enum { ASK_MODELS = 2 };

typedef enum ask_unit {
  ASK_COUNT,
  ASK_SECONDS, /* kept as milliseconds */
  ASK_PERCENT  /* up to two decimals, kept as parts of SIM_PARTS */
} ask_unit;

typedef struct ask_number {
  const char *name;
  const char *defaults[ASK_MODELS]; /* NULL: not for this model */
  ask_unit unit;
  uint64_t least, most; /* as kept */
  const char *range;
} ask_number;

enum {
  ASK_TARGETS,
  ASK_CHANNELS,
  ASK_WIDTH,
  ASK_CALLS,
  ASK_SEED,
  ASK_LOAD,
  ASK_DECLINE,
  ASK_NO_ANSWER,
  ASK_BUSY,
  ASK_UNREGISTERED,
  ASK_FAILURE,
  ASK_TALK,
  ASK_WRAP,
  ASK_PATIENCE,
  ASK_NUMBERS
};

#define ASK_SHARE_RANGE "is no share; use 0 to 100, as in 2.5"
#define ASK_SPAN_RANGE "is no span; use 1 to 86400 seconds"

static const ask_number ask_numbers[ASK_NUMBERS] = {
  {"--targets",
   {"50", "6"},
   ASK_COUNT,
   1,
   100000,
   "is no number of targets; use 1 to 100000"},
  {"--channels",
   {NULL, "30"},
   ASK_COUNT,
   1,
   1000,
   "is no number of channels; use 1 to 1000"},
  {"--width",
   {"1", NULL},
   ASK_COUNT,
   1,
   SIM_LEGS,
   "is no number of legs; use 1 to 8"},
  {"--calls",
   {"100000", "100000"},
   ASK_COUNT,
   1,
   100000000,
   "is no number of calls; use 1 to 100000000"},
  {"--seed",
   {"1", "1"},
   ASK_COUNT,
   0,
   UINT32_MAX,
   "is no seed; use 0 to 4294967295"},
  {"--load",
   {"80", "70"},
   ASK_PERCENT,
   1,
   1000 * 100,
   "is no load; use 0.01 to 1000 per cent"},
  {"--decline", {"3", "5"}, ASK_PERCENT, 0, SIM_PARTS, ASK_SHARE_RANGE},
  {"--no-answer", {"5", "15"}, ASK_PERCENT, 0, SIM_PARTS, ASK_SHARE_RANGE},
  {"--busy", {"3", "8"}, ASK_PERCENT, 0, SIM_PARTS, ASK_SHARE_RANGE},
  {"--unregistered", {"2", "4"}, ASK_PERCENT, 0, SIM_PARTS, ASK_SHARE_RANGE},
  {"--failure", {NULL, "3"}, ASK_PERCENT, 0, SIM_PARTS, ASK_SHARE_RANGE},
  {"--talk-s", {"180", "120"}, ASK_SECONDS, 1000, 86400000, ASK_SPAN_RANGE},
  {"--wrap-s",
   {"15", NULL},
   ASK_SECONDS,
   0,
   86400000,
   "is no span; use 0 to 86400 seconds"},
  {"--patience-s", {"60", "60"}, ASK_SECONDS, 1000, 86400000, ASK_SPAN_RANGE},
};

static const char *const ask_strategies[ASK_MODELS] = {
  "list,first_free,skip_busy,round_robin,lru,longest_idle",
  "list,first_free,skip_busy,round_robin,least_calls,two_choices"};
static const char *const ask_profiles[ASK_MODELS] = {"hunt_group",
                                                     "carrier_failover"};

/* "2.5" as 250. */
static bool ask_percent(const char *word, uint64_t most, uint64_t *parts) {
  char digits[32];
  size_t point = strcspn(word, ".");
  size_t decimals = word[point] == '.' ? strlen(word + point + 1) : 0;

  if (strlen(word) > 20 || decimals > 2 ||
      (word[point] == '.' && decimals == 0)) {
    return false;
  }
  memcpy(digits, word, point);
  memcpy(digits + point, word + point + (decimals > 0), decimals);
  memcpy(digits + point + decimals, "00", 2 - decimals);
  digits[point + 2] = '\0';
  return point > 0 && cli_number(digits, most, parts);
}

static bool ask_value(const ask_number *number, const char *word,
                      uint64_t *value) {
  bool good;

  switch (number->unit) {
  case ASK_PERCENT:
    good = ask_percent(word, number->most, value);
    break;
  case ASK_SECONDS:
    good = cli_number(word, number->most / 1000, value);
    *value = good ? *value * 1000 : 0;
    break;
  default:
    good = cli_number(word, number->most, value);
  }
  return good && *value >= number->least;
}

static bool ask_take(const char *command, const ask_number *number,
                     sim_model model, const char *word, uint64_t *value) {
  *value = number->least;
  if (word == NULL) {
    word = number->defaults[model];
    return word == NULL || ask_value(number, word, value);
  }
  if (number->defaults[model] == NULL) {
    cli_say(command, number->name,
            model == SIM_CENTRE ? "is an option of --model carriers"
                                : "is an option of --model centre");
    return false;
  }
  if (!ask_value(number, word, value)) {
    cli_say(command, word, number->range);
    return false;
  }
  return true;
}

static void ask_fill(sim_plan *plan, const uint64_t *values) {
  plan->targets = (uint32_t)values[ASK_TARGETS];
  plan->channels = (uint32_t)values[ASK_CHANNELS];
  plan->width = (uint32_t)values[ASK_WIDTH];
  plan->calls = values[ASK_CALLS];
  plan->seed = values[ASK_SEED];
  plan->load = (uint32_t)values[ASK_LOAD];
  plan->decline = (uint32_t)values[ASK_DECLINE];
  plan->no_answer = (uint32_t)values[ASK_NO_ANSWER];
  plan->busy = (uint32_t)values[ASK_BUSY];
  plan->unregistered = (uint32_t)values[ASK_UNREGISTERED];
  plan->failure = (uint32_t)values[ASK_FAILURE];
  plan->talk_ms = (uint32_t)values[ASK_TALK];
  plan->wrap_ms = (uint32_t)values[ASK_WRAP];
  plan->patience_ms = (uint32_t)values[ASK_PATIENCE];
}

/* What a callee does adds up: no more than all of them. An agent who is away
   or in a call of their own is another matter. */
static bool ask_adds_up(const char *command, const sim_plan *plan) {
  uint32_t shares = plan->decline + plan->no_answer;

  if (plan->model == SIM_CARRIERS) {
    shares += plan->busy + plan->unregistered;
  }
  if (shares > SIM_PARTS) {
    cli_say(command, NULL,
            plan->model == SIM_CENTRE
              ? "--decline and --no-answer are more than 100 together"
              : "--decline, --no-answer, --busy and --unregistered are more "
                "than 100 together");
  }
  return shares <= SIM_PARTS;
}

/* The pool keeps a lease for each call that the carriers can have. */
static bool ask_fits(const char *command, const sim_plan *plan) {
  uint64_t seats = (uint64_t)plan->targets * plan->channels;

  if (seats > 1000000) {
    cli_say(command, NULL, "--targets times --channels is more than 1000000");
  }
  return seats <= 1000000;
}

static bool ask_model(const char *command, const char *word, sim_model *model) {
  if (strcmp(word, "carriers") != 0 && strcmp(word, "centre") != 0) {
    cli_say(command, word, "is not a model; use centre or carriers");
    return false;
  }
  *model = strcmp(word, "centre") == 0 ? SIM_CENTRE : SIM_CARRIERS;
  return true;
}

static bool ask_sees(const char *command, const sim_plan *plan) {
  bool may = !plan->presence || plan->model == SIM_CENTRE;

  if (!may) {
    cli_say(command, "--presence", "is an option of --model centre");
  }
  return may;
}

static bool ask_numbers_of(const char *command, const char **words,
                           sim_plan *plan) {
  uint64_t values[ASK_NUMBERS];
  uint32_t i;

  for (i = 0; i < ASK_NUMBERS; i++) {
    if (!ask_take(command, &ask_numbers[i], plan->model, words[i],
                  &values[i])) {
      return false;
    }
  }
  ask_fill(plan, values);
  return ask_adds_up(command, plan) && ask_fits(command, plan);
}

enum { ASK_OTHERS = 7 };

bool sim_ask(int argc, char **argv, sim_wish *wish) {
  const char *command = argv[0];
  const char *model = "centre", *strategies = NULL, *profiles = NULL;
  const char *words[ASK_NUMBERS] = {NULL};
  cli_option options[ASK_OTHERS + ASK_NUMBERS] = {
    {"--json", &wish->json, NULL},
    {"--csv", &wish->csv, NULL},
    {"--presence", &wish->plan.presence, NULL},
    {"--svg", NULL, &wish->svg},
    {"--model", NULL, &model},
    {"--strategies", NULL, &strategies},
    {"--profiles", NULL, &profiles},
  };
  sim_plan *plan = &wish->plan;
  uint32_t i;
  int count;

  memset(wish, 0, sizeof(*wish));
  for (i = 0; i < ASK_NUMBERS; i++) {
    options[ASK_OTHERS + i].name = ask_numbers[i].name;
    options[ASK_OTHERS + i].value = &words[i];
  }
  count = cli_take_options(argc, argv, options, ASK_OTHERS + ASK_NUMBERS);
  if (count > 0) {
    cli_say(command, argv[0], "is not expected; it takes options alone");
  }
  if (count != 0 || !ask_model(command, model, &plan->model) ||
      !ask_sees(command, plan) || !ask_numbers_of(command, words, plan)) {
    return false;
  }
  if (wish->json && wish->csv) {
    cli_say(command, NULL, "writes --json or --csv, not both");
    return false;
  }
  return sim_take_ways(
    command, strategies != NULL ? strategies : ask_strategies[plan->model],
    profiles != NULL ? profiles : ask_profiles[plan->model], plan);
}
