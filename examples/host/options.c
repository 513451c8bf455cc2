#include "host.h"
#include <stdio.h>
#include <string.h>

bool host_words_add(host_words *words, const char *word) {
  if (words->count == HOST_TARGETS) {
    return host_fail(word, "is one too many; 64 are the limit");
  }
  words->word[words->count++] = word;
  return true;
}

static bool options_number(const host_option *option, const char *digits) {
  char what[120];
  uint64_t value = 0;
  size_t i;

  /* Eleven digits cannot wrap 64 bits, and exceed every limit. */
  for (i = 0; digits[i] >= '0' && digits[i] <= '9' && i < 11; i++) {
    value = value * 10 + (uint64_t)(digits[i] - '0');
  }
  if (i > 0 && digits[i] == '\0' && value >= option->least &&
      value <= option->most) {
    *option->number = (uint32_t)value;
    return true;
  }
  (void)snprintf(what, sizeof(what), "is no number from %lu to %lu (%s)",
                 (unsigned long)option->least, (unsigned long)option->most,
                 option->name);
  return host_fail(digits, what);
}

static bool options_value(const host_option *option, const char *value) {
  if (option->number != NULL) {
    return options_number(option, value);
  }
  if (option->words != NULL) {
    return host_words_add(option->words, value);
  }
  *option->text = value;
  return true;
}

static const host_option *options_find(const host_option *options, size_t count,
                                       const char *name) {
  size_t i;

  for (i = 0; i < count; i++) {
    if (strcmp(options[i].name, name) == 0) {
      return &options[i];
    }
  }
  return NULL;
}

bool host_options_read(int argc, char **argv, const host_option *options,
                       size_t count, host_words *rest) {
  bool words = false; /* behind "--" */
  int i;

  for (i = 1; i < argc; i++) {
    const host_option *option;

    if (words || argv[i][0] != '-') {
      if (!host_words_add(rest, argv[i])) {
        return false;
      }
      continue;
    }
    words = strcmp(argv[i], "--") == 0;
    if (words) {
      continue;
    }
    option = options_find(options, count, argv[i]);
    if (option == NULL) {
      return host_fail(argv[i], "is no option; --help lists them");
    }
    if (option->flag != NULL) {
      *option->flag = true;
    } else if (++i == argc) {
      return host_fail(option->name, "wants a value");
    } else if (!options_value(option, argv[i])) {
      return false;
    }
  }
  return true;
}

void host_options_help(const host_option *options, size_t count) {
  size_t i;

  for (i = 0; i < count; i++) {
    char name[40];

    (void)snprintf(name, sizeof(name), "%s %s", options[i].name,
                   options[i].argument);
    printf("  %-24s %s\n", name, options[i].help);
  }
}
