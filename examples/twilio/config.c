#include "config_line.h"
#include <string.h>

static const char *const config_sayings[TW_SAYINGS][2] = {
  {"queue", "All our agents are on the phone. Please wait in line."},
  {"wait", "Please hold on. Your call is in line."},
  {"callback", "Nobody can take your call now. To be called back, press 1."},
  {"called_back", "Thank you. We will call you back."},
  {"voicemail", "Nobody can take your call now. Please leave a message after "
                "the tone."},
  {"thanks", "Thank you. Goodbye."},
  {"announce", "Nobody can take your call now. Please try again later."},
  {"number", "The number that you have called cannot be reached."},
  {"busy", "The line is busy. Please try again later."},
};

static bool config_say(tw_line *line) {
  uint32_t i;

  (void)tw_line_next(line);
  for (i = 0; i < TW_SAYINGS; i++) {
    if (tw_is(line->word, config_sayings[i][0])) {
      if (!tw_line_rest(line)) {
        return tw_line_bad(line, "a text is missing here");
      }
      return tw_line_copy(line, line->word, line->config->sayings[i],
                          sizeof(line->config->sayings[i]));
    }
  }
  return tw_line_bad(line, "is nothing that callers are told");
}

static bool config_profile(tw_line *line) {
  const redial_policy *policy;

  (void)tw_line_next(line);
  policy = redial_profile_by_name(line->word);
  if (policy == NULL) {
    return tw_line_bad(line, "is no profile; `redial table policy` lists them");
  }
  line->config->policy = *policy;
  return true;
}

static bool config_strategy(tw_line *line) {
  (void)tw_line_next(line);
  return redial_selector_by_name(line->word, &line->config->strategy) ==
           REDIAL_OK ||
         tw_line_bad(line, "is no strategy");
}

static bool config_url(tw_line *line) {
  tw_config *config = line->config;
  char *slash;

  (void)tw_line_next(line);
  if (!tw_line_copy(line, line->word, config->public_url,
                    sizeof(config->public_url))) {
    return false;
  }
  slash = strstr(config->public_url, "://");
  slash = slash != NULL ? strchr(slash + 3, '/') : NULL;
  if ((strncmp(config->public_url, "https://", 8) != 0 &&
       strncmp(config->public_url, "http://", 7) != 0) ||
      slash == NULL || strpbrk(config->public_url, "?#@\"<>") != NULL) {
    return tw_line_bad(line, "is not https://HOST/PATH without a query");
  }
  config->path = slash;
  return true;
}

static bool config_switch(tw_line *line) {
  (void)tw_line_next(line);
  line->config->answer_on_bridge = tw_is(line->word, "on");
  return line->config->answer_on_bridge || tw_is(line->word, "off") ||
         tw_line_bad(line, "is not on or off");
}

/* Words that take one text. */
static bool config_text(tw_line *line, char *buffer, size_t size) {
  if (!tw_line_next(line)) {
    return tw_line_bad(line, "a word is missing here");
  }
  return tw_line_copy(line, line->word, buffer, size);
}

static bool config_texts(tw_line *line, redial_span key, bool *known) {
  tw_config *config = line->config;
  struct {
    const char *key;
    char *buffer;
    size_t size;
  } const texts[] = {
    {"listen", config->listen, sizeof(config->listen)},
    {"state", config->state, sizeof(config->state)},
    {"callbacks", config->callbacks, sizeof(config->callbacks)},
    {"queue", config->queue, sizeof(config->queue)},
    {"voice", config->voice, sizeof(config->voice)},
    {"language", config->language, sizeof(config->language)},
  };
  size_t i;

  for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
    if (tw_is(key, texts[i].key)) {
      *known = true;
      return config_text(line, texts[i].buffer, texts[i].size);
    }
  }
  return false;
}

static bool config_numbers(tw_line *line, redial_span key, bool *known) {
  tw_config *config = line->config;
  struct {
    const char *key;
    uint32_t least;
    uint32_t most;
    uint32_t *value;
  } const numbers[] = {
    /* Twilio's timeout is 5..600 s, and it adds 5 s. */
    {"ring", 10, 605, &config->ring_s},
    {"talk", 1, 86400, &config->talk_s},
    {"wrap_up", 0, 86400, &config->wrap_up_s},
    {"queue_wait", 1, 86400, &config->queue_wait_s},
    {"voicemail", 0, 3600, &config->voicemail_s},
  };
  size_t i;

  for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
    if (tw_is(key, numbers[i].key)) {
      *known = true;
      return tw_line_number(line, numbers[i].least, numbers[i].most,
                            numbers[i].value);
    }
  }
  return false;
}

static bool config_words(tw_line *line, redial_span key, bool *known) {
  static const struct {
    const char *key;
    bool (*read)(tw_line *line);
  } words[] = {
    {"agent", tw_config_agent},
    {"group", tw_config_group_line},
    {"say", config_say},
    {"profile", config_profile},
    {"strategy", config_strategy},
    {"public_url", config_url},
    {"answer_on_bridge", config_switch},
    {"caller_id", tw_config_caller},
  };
  size_t i;

  for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
    if (tw_is(key, words[i].key)) {
      *known = true;
      return words[i].read(line);
    }
  }
  return false;
}

static bool config_line(tw_line *line) {
  redial_span key;
  bool known = false;
  bool good;

  if (!tw_line_next(line) || line->word.ptr[0] == '#') {
    return true;
  }
  key = line->word;
  good = config_words(line, key, &known) ||
         (!known && config_texts(line, key, &known)) ||
         (!known && config_numbers(line, key, &known));
  if (!known) {
    return tw_line_bad(line, "is no word of this file");
  }
  if (good && tw_line_next(line)) {
    return tw_line_bad(line, "is not expected here");
  }
  return good;
}

/* Only what an XML document may carry: no C0 control, no broken UTF-8. */
static bool config_is_text(redial_span line, size_t *bad) {
  size_t i;

  for (i = 0; i < line.len; i++) {
    unsigned char c = (unsigned char)line.ptr[i];

    *bad = i;
    if ((c < ' ' && c != '\t') || c == 0x7f || c >= 0x80) {
      size_t length = c >= 0xc2 && c < 0xe0   ? 2
                      : c >= 0xe0 && c < 0xf0 ? 3
                      : c >= 0xf0 && c < 0xf5 ? 4
                                              : 0;
      if (length == 0 || i + length > line.len) {
        return false;
      }
      for (; length > 1; length--) {
        i++;
        if (((unsigned char)line.ptr[i] & 0xc0u) != 0x80) {
          return false;
        }
      }
    }
  }
  return true;
}

static bool config_checked_line(tw_line *line) {
  size_t bad = 0;

  if (line->all.len > 0 && line->all.ptr[line->all.len - 1] == '\r') {
    line->all.len--;
  }
  line->rest = line->all;
  line->word = line->all;
  if (!config_is_text(line->all, &bad)) {
    line->word.ptr = line->all.ptr + bad;
    line->word.len = 0;
    return tw_line_bad(line, "a byte that is no text stands here");
  }
  return config_line(line);
}

static void config_begin(tw_config *config) {
  uint32_t i;

  memset(config, 0, sizeof(*config));
  config->policy = redial_profile_twilio_dial;
  config->strategy = &redial_lru;
  config->talk_s = 14400;
  config->queue_wait_s = 300;
  config->voicemail_s = 120;
  config->answer_on_bridge = true;
  config->group_count = 1;
  strcpy(config->listen, "127.0.0.1:8080");
  for (i = 0; i < TW_SAYINGS; i++) {
    strcpy(config->sayings[i], config_sayings[i][1]);
  }
}

bool tw_config_read(redial_span text, tw_config *config,
                    tw_config_error *error) {
  static tw_config read; /* too large for some stacks */
  tw_line line;

  config_begin(&read);
  memset(error, 0, sizeof(*error));
  line.config = &read;
  line.error = error;
  while (text.len > 0) {
    const char *end = memchr(text.ptr, '\n', text.len);

    line.all.ptr = text.ptr;
    line.all.len = end != NULL ? (size_t)(end - text.ptr) : text.len;
    text.len -= line.all.len + (end != NULL);
    text.ptr += line.all.len + (end != NULL);
    error->line++;
    if (!config_checked_line(&line)) {
      return false;
    }
  }
  if (!tw_config_close(&read, error)) {
    return false;
  }
  *config = read;
  /* The path lies in the text that was copied. */
  config->path = config->public_url + (read.path - read.public_url);
  return true;
}
