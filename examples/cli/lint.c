/* redial lint: what is wrong with rule files. */

#include "cli.h"
#include <stdlib.h>
#include <string.h>

typedef struct lint_told {
  bool json;
  bool limited; /* limits count */
  redial_lint_limits limits;
} lint_told;

/* An option that sets one of the limits. */
typedef struct lint_limit {
  const char *name;
  const char *word; /* NULL: not given */
  uint32_t *limit;
} lint_limit;

static uint32_t lint_count(uint16_t count) {
  return count == REDIAL_NO_LIMIT ? REDIAL_UNLIMITED : count;
}

static bool lint_take_policy(const char *command, const char *word,
                             lint_told *told) {
  const redial_policy *policy;

  if (word == NULL) {
    return true;
  }
  policy = cli_take_profile(command, word);
  if (policy == NULL) {
    return false;
  }
  told->limited = true;
  told->limits.attempts = lint_count(policy->attempts);
  told->limits.via_attempts = lint_count(policy->via_attempts);
  told->limits.rounds = lint_count(policy->rounds);
  told->limits.deadline_ms = policy->deadline_ms;
  return true;
}

static bool lint_take_limit(const char *command, const lint_limit *limit,
                            lint_told *told) {
  uint64_t number = REDIAL_UNLIMITED;

  if (limit->word == NULL) {
    return true;
  }
  if (strcmp(limit->word, "none") != 0 &&
      !cli_number(limit->word, REDIAL_UNLIMITED - 1, &number)) {
    cli_say(command, limit->word, "is no limit; use a number or none");
    return false;
  }
  told->limited = true;
  *limit->limit = (uint32_t)number;
  return true;
}

/* Value of a word by its name. */
static const char *lint_value(uint8_t word, uint8_t value) {
  switch ((redial_word)word) {
  case REDIAL_WORD_OUTCOME:
    return redial_outcome_name(value);
  case REDIAL_WORD_ABOUT:
    return redial_about_name(value);
  case REDIAL_WORD_SCOPE:
    return redial_scope_name(value);
  case REDIAL_WORD_RETRY:
    return redial_retry_name(value);
  case REDIAL_WORD_ACTION:
    return redial_action_name(value);
  case REDIAL_WORD_TREATMENT:
    return redial_treatment_name(value);
  case REDIAL_WORD_NONE:
    break;
  }
  return NULL;
}

static void lint_word_json(cli_json *json, const char *word_key,
                           const char *value_key, uint8_t word, uint8_t value) {
  cli_json_text(json, word_key,
                word != REDIAL_WORD_NONE ? redial_word_name(word)
                                         : NULL);
  cli_json_text(json, value_key, lint_value(word, value));
}

static void lint_json(const char *path, const redial_finding *finding,
                      const char *text) {
  cli_json json = cli_json_open(stdout);

  cli_json_text(&json, "file", path);
  cli_json_number(&json, "line", finding->line);
  cli_json_text(&json, "kind",
                redial_finding_kind_name(finding->kind));
  lint_word_json(&json, "word", "value", finding->word, finding->value);
  if (finding->other != finding->rule) {
    cli_json_number(&json, "other_line", finding->other_line);
  } else {
    cli_json_null(&json, "other_line");
  }
  lint_word_json(&json, "other_word", "other_value", finding->other_word,
                 finding->other_value);
  cli_json_text(&json, "text", text);
  cli_json_close(&json);
  putchar('\n');
}

static void lint_print(const char *path, const redial_finding *finding,
                       bool json) {
  char text[160];

  redial_finding_explain(finding, text, sizeof(text));
  if (json) {
    lint_json(path, finding, text);
  } else {
    printf("%s: %s\n", path, text);
  }
}

static int lint_rules(const char *command, const char *path,
                      const redial_rules *rules, const lint_told *told) {
  const redial_lint_limits *limits = told->limited ? &told->limits : NULL;
  uint32_t count = redial_rules_lint(rules, limits, NULL, 0);
  redial_finding *finding;
  uint32_t i;

  if (count == 0) {
    return CLI_ANSWERED;
  }
  finding = calloc(count, sizeof(*finding));
  if (finding == NULL) {
    return cli_fail(command, path, "does not fit into memory");
  }
  redial_rules_lint(rules, limits, finding, count);
  for (i = 0; i < count; i++) {
    lint_print(path, &finding[i], told->json);
  }
  free(finding);
  return CLI_NOTHING;
}

const char *cli_rules_means(redial_status status, bool at_end) {
  if (at_end) {
    return "the line ends too early";
  }
  switch (status) {
  case REDIAL_ERR_NO_MATCH:
    return "is no name that may stand here";
  case REDIAL_ERR_RANGE:
    return "is no number that may stand here";
  default:
    return "is out of place here, or said twice";
  }
}

/* One rule for each line is always enough. */
static uint32_t lint_capacity(redial_span text) {
  uint32_t lines = 1;
  size_t i;

  for (i = 0; i < text.len; i++) {
    lines += text.ptr[i] == '\n';
  }
  return lines;
}

static int lint_text(const char *command, const char *path, redial_span text,
                     const lint_told *told) {
  uint32_t capacity = lint_capacity(text);
  redial_rule *rule = calloc(capacity, sizeof(*rule));
  redial_rules rules = {NULL, 0, NULL};
  redial_rules_error error;
  redial_status status;
  int result;

  if (rule == NULL) {
    return cli_fail(command, path, "does not fit into memory");
  }
  rules.rule = rule;
  status = redial_rules_read(text, rule, capacity, &rules.count, &error);
  if (status == REDIAL_OK) {
    result = lint_rules(command, path, &rules, told);
  } else {
    cli_say_at(command, path, &error, cli_rules_means(status, error.token.len == 0));
    result = CLI_USAGE;
  }
  free(rule);
  return result;
}

static int lint_file(const char *command, const char *path,
                     const lint_told *told) {
  cli_file file;
  int result;

  if (!cli_file_read(command, path, &file)) {
    return CLI_USAGE;
  }
  result = lint_text(command, path, cli_file_span(&file), told);
  free(file.bytes);
  return result;
}

/* The worst of all files. */
static int lint_files(const char *command, char **paths, int count,
                      const lint_told *told) {
  int worst = CLI_ANSWERED;
  int i;

  for (i = 0; i < count; i++) {
    int result = lint_file(command, paths[i], told);

    worst = result > worst ? result : worst;
  }
  return worst;
}

static bool lint_take_limits(const char *command, const lint_limit *limits,
                             size_t count, lint_told *told) {
  size_t i;

  for (i = 0; i < count; i++) {
    if (!lint_take_limit(command, &limits[i], told)) {
      return false;
    }
  }
  return true;
}

static int lint_run(int argc, char **argv) {
  const char *command = argv[0];
  const char *policy = NULL;
  lint_told told = {
    false,
    false,
    {REDIAL_UNLIMITED, REDIAL_UNLIMITED, REDIAL_UNLIMITED, REDIAL_UNLIMITED}};
  lint_limit limits[] = {
    {"--attempts", NULL, &told.limits.attempts},
    {"--via-attempts", NULL, &told.limits.via_attempts},
    {"--rounds", NULL, &told.limits.rounds},
    {"--deadline-ms", NULL, &told.limits.deadline_ms},
  };
  const cli_option options[] = {
    {"--json", &told.json, NULL},
    {"--policy", NULL, &policy},
    {limits[0].name, NULL, &limits[0].word},
    {limits[1].name, NULL, &limits[1].word},
    {limits[2].name, NULL, &limits[2].word},
    {limits[3].name, NULL, &limits[3].word},
  };
  int count =
    cli_take_options(argc, argv, options, sizeof(options) / sizeof(options[0]));

  if (count < 0 || !lint_take_policy(command, policy, &told) ||
      !lint_take_limits(command, limits, sizeof(limits) / sizeof(limits[0]),
                        &told)) {
    return CLI_USAGE;
  }
  if (count == 0) {
    return cli_fail(command, NULL, "needs a file, or - for standard input");
  }
  return lint_files(command, argv, count, &told);
}

const cli_command cli_lint = {
  "lint",
  "what is wrong with a rule file: redial lint FILE",
  "usage: redial lint [OPTIONS] FILE...|-\n"
  "\n"
  "Reads rules as in docs/rules.md and tells what is wrong with them: rules\n"
  "that never fire, words that contradict each other, retries that nothing\n"
  "ends. A line that cannot be read is told as FILE:LINE:COLUMN.\n"
  "\n"
  "A retry can be called unbounded only when the limits are known:\n"
  "\n"
  "  --policy PROFILE  those of a profile; see redial table policy\n"
  "  --attempts N      attempts of a call; N may be none everywhere\n"
  "  --via-attempts N  attempts of a call by one gateway\n"
  "  --rounds N        rounds of a call\n"
  "  --deadline-ms N   time of a call\n"
  "  --json            one object a line and for each finding\n"
  "\n"
  "Exit code: 0 nothing found, 1 something found, 2 not readable.\n",
  lint_run,
};
