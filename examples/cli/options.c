#include "cli.h"
#include <string.h>

static const cli_option *options_find(const char *argument,
                                      const cli_option *options, size_t count) {
  size_t i;

  for (i = 0; i < count; i++) {
    size_t length = strlen(options[i].name);

    if (strncmp(argument, options[i].name, length) == 0 &&
        (argument[length] == '\0' || argument[length] == '=')) {
      return &options[i];
    }
  }
  return NULL;
}

/* "-486" is a number with a sign, and "-" a file. */
static bool options_is_one(const char *argument) {
  return argument[0] == '-' && argument[1] != '\0' &&
         !(argument[1] >= '0' && argument[1] <= '9');
}

/* Reads the option at argv[*at] and its value. */
static bool options_take(int argc, char **argv, int *at, const char *command,
                         const cli_option *option) {
  const char *argument = argv[*at];
  const char *value = strchr(argument, '=');

  if (option->flag != NULL) {
    *option->flag = true;
    if (value != NULL) {
      cli_say(command, argument, "is an option without a value");
    }
    return value == NULL;
  }
  if (value != NULL) {
    *option->value = value + 1;
    return true;
  }
  if (*at + 1 >= argc) {
    cli_say(command, argument, "needs a value");
    return false;
  }
  *option->value = argv[++*at];
  return true;
}

int cli_take_options(int argc, char **argv, const cli_option *options,
                     size_t option_count) {
  const char *command = argv[0];
  bool only_arguments = false;
  int kept = 0;
  int i;

  for (i = 1; i < argc; i++) {
    const cli_option *option = options_find(argv[i], options, option_count);

    if (only_arguments || !options_is_one(argv[i])) {
      argv[kept++] = argv[i];
    } else if (strcmp(argv[i], "--") == 0) {
      only_arguments = true;
    } else if (option == NULL) {
      cli_say(command, argv[i], "is not an option here; try --help");
      return -1;
    } else if (!options_take(argc, argv, &i, command, option)) {
      return -1;
    }
  }
  return kept;
}

bool cli_take_namespace(const char *command, const char *word,
                        redial_namespace *ns) {
  redial_span name = {word, word != NULL ? strlen(word) : 0};
  redial_namespace found = REDIAL_NAMESPACE_NONE;

  if (word != NULL && (redial_namespace_by_name(name, &found) != REDIAL_OK ||
                       found == REDIAL_NAMESPACE_NONE)) {
    cli_say(command, word, "is not a namespace; use sip, twilio, q850 or dial");
    return false;
  }
  *ns = found;
  return true;
}
