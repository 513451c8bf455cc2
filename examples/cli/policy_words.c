#include "policy.h"

static const char *words_at(const char *const *words, uint32_t count,
                            uint32_t index) {
  return index < count ? words[index] : "?";
}

/* In the order of the bits. */
const char *policy_leaves_word(uint32_t bit) {
  static const char *const words[] = {
    "pairing_round", "pairing", "endpoint_round", "endpoint", "person_round",
    "person",        "via",     "group"};

  return words_at(words, 8, bit);
}

const char *policy_options_word(uint32_t bit) {
  static const char *const words[] = {"strict_6xx", "trust_q850",
                                      "capacity",   "resilient",
                                      "confirm",    "after_media"};

  return words_at(words, 6, bit);
}

const char *policy_treatment_word(uint32_t bit) {
  return redial_treatment_name(bit);
}

const char *policy_action_word(uint32_t bit) {
  return redial_action_name(bit);
}

void policy_time(uint32_t ms, char *buffer, size_t size) {
  static const struct {
    uint32_t ms;
    const char *unit;
  } units[] = {{3600000, "h"}, {60000, "m"}, {1000, "s"}, {1, "ms"}};
  uint32_t i = ms == 0 ? 2 : 0;

  while (ms % units[i].ms != 0) {
    i++;
  }
  if (ms == REDIAL_NO_LIMIT_MS) {
    snprintf(buffer, size, "no limit");
  } else {
    snprintf(buffer, size, "%lu%s", (unsigned long)(ms / units[i].ms),
             units[i].unit);
  }
}

void policy_join(uint32_t mask, uint32_t bits, const char *(*word)(uint32_t),
                 const char *separator, char *buffer, size_t size) {
  const char *before = "";
  size_t at = 0;
  uint32_t bit;

  buffer[0] = '\0';
  for (bit = 0; bit < bits; bit++) {
    if ((mask >> bit & 1u) != 0 && at < size) {
      at += (size_t)snprintf(buffer + at, size - at, "%s%s", before, word(bit));
      before = separator;
    }
  }
}

void policy_array(cli_json *json, const char *key, uint32_t mask, uint32_t bits,
                  const char *(*word)(uint32_t)) {
  const char *separator = "";
  uint32_t bit;

  cli_json_key(json, key);
  fputc('[', json->out);
  for (bit = 0; bit < bits; bit++) {
    if ((mask >> bit & 1u) != 0) {
      fputs(separator, json->out);
      cli_json_string(json->out, word(bit));
      separator = ",";
    }
  }
  fputc(']', json->out);
}

void policy_cell(const char *text, int width, bool last) {
  printf("%-*s%c", last ? 0 : width - 1, text, last ? '\n' : ' ');
}

void policy_set(const policy_code *codes, uint32_t count, uint64_t set,
                int column, int indent) {
  char text[POLICY_CODES * sizeof(codes->input)] = "";
  size_t at = 0;
  uint32_t i;

  for (i = 0; i < count; i++) {
    if ((set >> i & 1u) != 0) {
      at += (size_t)snprintf(text + at, sizeof(text) - at, "%s%s",
                             at > 0 ? " " : "", codes[i].input);
    }
  }
  cli_wrap(stdout, column, indent, text);
}
