/* redial explain: what codes mean. */

#include "cli.h"
#include <stdlib.h>

typedef struct explain_input {
  const char *text;
  cli_code code;
  cli_reading reading;
  const char *why;
} explain_input;

/* False when an argument cannot be read; then nothing is answered at all. */
static bool explain_read(const char *command, explain_input *input,
                         const char *text, redial_namespace ns) {
  input->text = text;
  input->reading = cli_code_read(text, ns, &input->code, &input->why);
  if (input->reading == CLI_REFUSED) {
    cli_say(command, text, input->why);
  }
  return input->reading != CLI_REFUSED;
}

static int explain_answer(const char *command, const explain_input *input,
                          bool json, bool first) {
  bool read = input->reading == CLI_READ;
  cli_answer answer = read ? cli_answer_of(input->text, &input->code)
                           : cli_answer_none(input->text);

  if (json) {
    cli_verdict_json(stdout, &answer);
    putchar('\n');
  } else if (answer.found) {
    if (!first) {
      putchar('\n');
    }
    cli_card(stdout, &answer);
  }
  if (!answer.found) {
    cli_say(command, input->text,
            read ? cli_code_sought(&input->code) : input->why);
  }
  return answer.found ? CLI_ANSWERED : CLI_NOTHING;
}

static int explain_all(const char *command, char **texts, int count, bool json,
                       redial_namespace ns) {
  explain_input *inputs = calloc((size_t)count, sizeof(*inputs));
  int result = CLI_ANSWERED;
  int i;

  if (inputs == NULL) {
    return cli_fail(command, NULL, "out of memory");
  }
  for (i = 0; i < count && result == CLI_ANSWERED; i++) {
    result = explain_read(command, &inputs[i], texts[i], ns) ? CLI_ANSWERED
                                                             : CLI_USAGE;
  }
  for (i = 0; i < count && result != CLI_USAGE; i++) {
    if (explain_answer(command, &inputs[i], json, i == 0) != CLI_ANSWERED) {
      result = CLI_NOTHING;
    }
  }
  free(inputs);
  return result;
}

static int explain_run(int argc, char **argv) {
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
  if (count == 0) {
    return cli_fail(command, NULL, "needs a code, as in redial explain 486");
  }
  return explain_all(command, argv, count, json, ns);
}

const cli_command cli_explain = {
  "explain",
  "what codes mean: redial explain 31486",
  "usage: redial explain [--namespace sip|twilio|q850|dial] [--json] CODE...\n"
  "\n"
  "Says what each code means. A bare number is a SIP status, or a Twilio "
  "error\n"
  "from five digits on. Anything that a log shows may be given as it is:\n"
  "\n"
  "  486  \"486 Busy Here\"  \"SIP/2.0 486 Busy Here\"  sip:486  \"Busy "
  "Here\"\n"
  "  31486  \"Twilio 31486\"  \"32203 Blocked\"  twilio:404\n"
  "  q850:17  Q.850:17  USER_BUSY (Asterisk, FreeSWITCH)\n"
  "  busy  no-answer  dial:failed (the status words of Twilio's Dial)\n"
  "  603+ (a 603 that says \"Network Blocked\")\n"
  "\n"
  "  --namespace NAME  read every code as one of NAME\n"
  "  --json            one object a line and for each code\n"
  "\n"
  "Exit code: 0 all found, 1 a code is in no table, 2 a code cannot be read.\n",
  explain_run,
};
