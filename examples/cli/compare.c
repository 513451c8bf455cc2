/* redial compare: two codes side by side. */

#include "cli.h"
#include <string.h>

#define COMPARE_WORDS 6
#define COMPARE_FIRST 14
#define COMPARE_WIDTH 33

typedef struct compare_word {
  const char *label;
  const char *a;
  const char *b;
} compare_word;

static const char *compare_action(const redial_verdict *v) {
  return redial_action_name(v->action);
}

static void compare_fill(compare_word *words, const redial_verdict *a,
                         const redial_verdict *b) {
  const compare_word filled[COMPARE_WORDS] = {
    {"outcome", redial_outcome_name(a->outcome),
     redial_outcome_name(b->outcome)},
    {"about", redial_about_name(a->about),
     redial_about_name(b->about)},
    {"scope", redial_scope_name(a->scope),
     redial_scope_name(b->scope)},
    {"retry", redial_retry_name(a->retry),
     redial_retry_name(b->retry)},
    {"action", compare_action(a), compare_action(b)},
    {"treatment", redial_treatment_name(a->treatment),
     redial_treatment_name(b->treatment)},
  };

  memcpy(words, filled, sizeof(filled));
}

static bool compare_differs(const compare_word *word) {
  return strcmp(word->a, word->b) != 0;
}

static void compare_json(const cli_answer *a, const cli_answer *b,
                         const compare_word *words) {
  cli_json json = cli_json_open(stdout);
  const char *separator = "";
  int i;

  cli_json_key(&json, "a");
  cli_verdict_json(stdout, a);
  cli_json_key(&json, "b");
  cli_verdict_json(stdout, b);
  cli_json_key(&json, "differs");
  putchar('[');
  for (i = 0; i < COMPARE_WORDS; i++) {
    if (compare_differs(&words[i])) {
      fputs(separator, stdout);
      cli_json_string(stdout, words[i].label);
      separator = ",";
    }
  }
  putchar(']');
  cli_json_close(&json);
  putchar('\n');
}

static void compare_row(const compare_word *word) {
  bool differs = compare_differs(word);

  printf("%s%c %-*s%-*s%s%s\n", differs ? cli_mark(stdout) : "",
         differs ? '*' : ' ', COMPARE_FIRST - 2, word->label, COMPARE_WIDTH,
         word->a, word->b, differs ? cli_plain(stdout) : "");
}

static void compare_phrase(const char *name, const cli_answer *answer) {
  char text[320];

  snprintf(text, sizeof(text), "%s: %s",
           answer->phrase != NULL ? answer->phrase : "(unassigned)",
           cli_outcome_means(answer->verdict.outcome));
  cli_wrap(stdout, printf("  %s ", name), COMPARE_FIRST, text);
}

/* What the difference means for who is called next. */
static void compare_sentence(const char *a_name, const redial_verdict *a,
                             const char *b_name, const redial_verdict *b) {
  char text[512];

  if (a->scope != b->scope) {
    snprintf(text, sizeof(text), "After %s %s. After %s %s.", a_name,
             cli_scope_leaves(a->scope), b_name, cli_scope_leaves(b->scope));
  } else if (a->action != b->action) {
    snprintf(text, sizeof(text),
             "Both reach equally far: %s. After %s %s; after %s %s.",
             cli_scope_leaves(a->scope), a_name, cli_action_means(a->action),
             b_name, cli_action_means(b->action));
  } else {
    snprintf(text, sizeof(text), "Both are routed alike: %s; %s.",
             cli_scope_leaves(a->scope), cli_action_means(a->action));
  }
  cli_wrap(stdout, 0, 0, text);
}

static void compare_card(const cli_answer *a, const cli_answer *b,
                         const compare_word *words) {
  char a_name[48];
  char b_name[48];
  int i;

  cli_answer_name(a, a_name, sizeof(a_name));
  cli_answer_name(b, b_name, sizeof(b_name));
  compare_sentence(a_name, &a->verdict, b_name, &b->verdict);
  printf("\n%s%*s%-*s%s%s\n", cli_bold(stdout), COMPARE_FIRST, "",
         COMPARE_WIDTH, a_name, b_name, cli_plain(stdout));
  for (i = 0; i < COMPARE_WORDS; i++) {
    compare_row(&words[i]);
  }
  putchar('\n');
  compare_phrase(a_name, a);
  compare_phrase(b_name, b);
}

static int compare_both(const char *command, char **texts, bool json,
                        redial_namespace ns) {
  compare_word words[COMPARE_WORDS];
  cli_answer a;
  cli_answer b;
  int result = cli_answer_read(command, texts[0], ns, &a);

  if (result == CLI_ANSWERED) {
    result = cli_answer_read(command, texts[1], ns, &b);
  }
  if (result != CLI_ANSWERED) {
    return result;
  }
  compare_fill(words, &a.verdict, &b.verdict);
  if (json) {
    compare_json(&a, &b, words);
  } else {
    compare_card(&a, &b, words);
  }
  return CLI_ANSWERED;
}

static int compare_run(int argc, char **argv) {
  const char *command = argv[0];
  const char *ns_word = NULL;
  bool json = false;
  redial_namespace ns;
  const cli_option options[] = {
    {"--json", &json, NULL},
    {"--namespace", NULL, &ns_word},
  };
  int count = cli_take_options(argc, argv, options, 2);

  if (count < 0 || !cli_take_namespace(command, ns_word, &ns)) {
    return CLI_USAGE;
  }
  if (count != 2) {
    return cli_fail(command, count > 2 ? argv[2] : NULL,
                    count > 2
                      ? "is one code too many"
                      : "needs two codes, as in redial compare 486 600");
  }
  return compare_both(command, argv, json, ns);
}

const cli_command cli_compare = {
  "compare",
  "two codes side by side: redial compare 486 600",
  "usage: redial compare [--namespace sip|twilio|q850|dial] [--json] A B\n"
  "\n"
  "Shows two codes side by side, marks the words that differ, and says what\n"
  "that means for who is called next. A and B are read as by redial explain.\n"
  "\n"
  "  --namespace NAME  read both codes as ones of NAME\n"
  "  --json            one object: a and b as explain gives them, and "
  "differs,\n"
  "                    the names of the words that differ\n"
  "\n"
  "Exit code: 0 both found, 1 one is in no table, 2 one cannot be read.\n",
  compare_run,
};
