/* redial table: every row of a namespace, or of a policy. */

#include "policy.h"
#include <string.h>

/* Columns of the text, all but the last. */
#define TABLE_CODE 7
#define TABLE_OUTCOME 20
#define TABLE_SCOPE 11
#define TABLE_RETRY 10
#define TABLE_PHRASE                                                           \
  (CLI_WIDTH - TABLE_CODE - TABLE_OUTCOME - TABLE_SCOPE - TABLE_RETRY)

/* Where the codes of a namespace lie, and how explain wants them. */
typedef struct table_kind {
  redial_namespace ns;
  int32_t first;
  int32_t last;
  const char *prefix;
} table_kind;

static const table_kind kinds[] = {
  {REDIAL_NAMESPACE_SIP, 100, 699, ""},
  {REDIAL_NAMESPACE_TWILIO, 1, 999999, "twilio:"},
  {REDIAL_NAMESPACE_Q850, 1, 127, "q850:"},
};

static const table_kind *table_kind_of(redial_namespace ns) {
  size_t i;

  for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
    if (kinds[i].ns == ns) {
      return &kinds[i];
    }
  }
  return NULL;
}

/* Has the code a row of its own? A SIP phrase in parentheses is that of its
   class. */
static bool table_has(redial_namespace ns, int32_t code) {
  const char *phrase = redial_code_phrase(ns, code);

  return phrase != NULL && (ns != REDIAL_NAMESPACE_SIP || phrase[0] != '(');
}

static void table_line(const cli_answer *answer) {
  const redial_verdict *v = &answer->verdict;
  char number[16];
  int cut = (int)strlen(answer->phrase) > TABLE_PHRASE;

  snprintf(number, sizeof(number), "%ld%s", (long)v->code,
           (v->rules & REDIAL_RULE_R(3)) != 0 ? "+" : "");
  printf("%-*s%-*s%-*s%-*s%.*s%s\n", TABLE_CODE, number, TABLE_OUTCOME,
         redial_outcome_name(v->outcome), TABLE_SCOPE,
         redial_scope_name(v->scope), TABLE_RETRY,
         redial_retry_name(v->retry),
         cut ? TABLE_PHRASE - 3 : TABLE_PHRASE, answer->phrase,
         cut ? "..." : "");
}

static void table_row(const table_kind *kind, int32_t number, bool plus,
                      bool json) {
  cli_code code = {REDIAL_NAMESPACE_NONE, 0, false, NULL};
  cli_answer answer;
  char input[32];

  code.ns = kind->ns;
  code.code = number;
  code.plus = plus;
  snprintf(input, sizeof(input), "%s%ld%s", kind->prefix, (long)number,
           plus ? "+" : "");
  answer = cli_answer_of(input, &code);
  if (json) {
    cli_verdict_json(stdout, &answer);
    putchar('\n');
  } else {
    table_line(&answer);
  }
}

static void table_rows(const table_kind *kind, bool json) {
  int32_t code;

  for (code = kind->first; code <= kind->last && !ferror(stdout); code++) {
    if (table_has(kind->ns, code)) {
      table_row(kind, code, false, json);
    }
    if (kind->ns == REDIAL_NAMESPACE_SIP && code == 603) {
      table_row(kind, code, true, json);
    }
  }
}

static void table_people(const table_kind *kind) {
  printf("%s%-*s%-*s%-*s%-*s%s%s\n", cli_bold(stdout), TABLE_CODE, "code",
         TABLE_OUTCOME, "outcome", TABLE_SCOPE, "scope", TABLE_RETRY, "retry",
         "phrase", cli_plain(stdout));
  table_rows(kind, false);
  if (kind->ns == REDIAL_NAMESPACE_SIP) {
    puts("\nA status that is not listed reads as the x00 of its class.");
  }
}

static int table_policies(bool json) {
  uint32_t i;

  if (json) {
    for (i = 0; cli_profile_exists(i); i++) {
      policy_numbers_json(i);
    }
  } else {
    policy_list();
  }
  return CLI_ANSWERED;
}

/* words are those behind "policy". */
static int table_policy(const char *command, char **words, int count,
                        bool json) {
  const redial_policy *policy;

  if (count == 0) {
    return table_policies(json);
  }
  if (count > 1) {
    return cli_fail(command, words[1], "is one profile too many");
  }
  policy = cli_take_profile(command, words[0]);
  if (policy == NULL) {
    return CLI_USAGE;
  }
  if (json) {
    policy_json(policy);
  } else {
    policy_people(policy);
  }
  return CLI_ANSWERED;
}

static int table_codes(const char *command, const char *word, bool json) {
  redial_span name = {word, strlen(word)};
  redial_namespace ns = REDIAL_NAMESPACE_NONE;
  const table_kind *kind;

  redial_namespace_by_name(name, &ns);
  kind = table_kind_of(ns);
  if (kind == NULL) {
    return cli_fail(command, word,
                    "is not a table; use sip, twilio, q850 or policy");
  }
  if (json) {
    table_rows(kind, true);
  } else {
    table_people(kind);
  }
  return CLI_ANSWERED;
}

static int table_run(int argc, char **argv) {
  const char *command = argv[0];
  bool json = false;
  const cli_option options[] = {{"--json", &json, NULL}};
  int count = cli_take_options(argc, argv, options, 1);

  if (count < 0) {
    return CLI_USAGE;
  }
  if (count > 0 && strcmp(argv[0], "policy") == 0) {
    return table_policy(command, argv + 1, count - 1, json);
  }
  if (count != 1) {
    return cli_fail(command, count > 1 ? argv[1] : NULL,
                    count > 1 ? "is one namespace too many"
                              : "needs one of sip, twilio, q850 and policy");
  }
  return table_codes(command, argv[0], json);
}

const cli_command cli_table = {
  "table",
  "all codes, or what a policy makes of them: redial table sip",
  "usage: redial table [--json] sip|twilio|q850\n"
  "       redial table [--json] policy [PROFILE]\n"
  "\n"
  "Prints every row of a table: SIP statuses, Twilio errors or Q.850 causes.\n"
  "Or the numbers of a policy, what it does next after each kind of failure,\n"
  "and what else follows; without a name the policies there are.\n"
  "\n"
  "  --json  one object a line: a code as redial explain gives it, with input\n"
  "          as it would have to be asked; a decision for each code and for\n"
  "          who is left; a policy with its numbers\n"
  "\n"
  "Exit code: 0 printed, 2 no such table.\n",
  table_run,
};
