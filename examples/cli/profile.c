#include "cli.h"
#include <string.h>

bool cli_profile_exists(uint32_t index) {
  return redial_profile_name(index)[0] != '?';
}

const redial_policy *cli_profile_at(uint32_t index) {
  redial_span name;

  name.ptr = redial_profile_name(index);
  name.len = strlen(name.ptr);
  return redial_profile_by_name(name);
}

const char *cli_profile_name(const redial_policy *policy) {
  uint32_t i = 0;

  while (cli_profile_exists(i) && cli_profile_at(i) != policy) {
    i++;
  }
  return redial_profile_name(i);
}

const redial_policy *cli_take_profile(const char *command, const char *word) {
  redial_span name = {word, strlen(word)};
  const redial_policy *policy = redial_profile_by_name(name);
  char text[160];
  size_t at;
  uint32_t i;

  if (policy != NULL) {
    return policy;
  }
  at = (size_t)snprintf(text, sizeof(text), "is not a profile; use");
  for (i = 0; cli_profile_exists(i) && at < sizeof(text); i++) {
    const char *before = i == 0                      ? " "
                         : cli_profile_exists(i + 1) ? ", "
                                                     : " or ";

    at += (size_t)snprintf(text + at, sizeof(text) - at, "%s%s", before,
                           redial_profile_name(i));
  }
  cli_say(command, word, text);
  return NULL;
}
