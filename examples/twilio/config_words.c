#include "config_line.h"
#include <stddef.h>
#include <string.h>

/* The words that a line may begin with, and what each of them takes. */

const char *const tw_config_sayings[TW_SAYINGS][2] = {
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

static bool words_say(tw_line *line) {
  uint32_t i;

  (void)tw_line_next(line);
  for (i = 0; i < TW_SAYINGS; i++) {
    if (tw_is(line->word, tw_config_sayings[i][0])) {
      if (!tw_line_rest(line)) {
        return tw_line_bad(line, "a text is missing here");
      }
      return tw_line_copy(line, line->word, line->config->sayings[i],
                          sizeof(line->config->sayings[i]));
    }
  }
  return tw_line_bad(line, "is nothing that callers are told");
}

static bool words_profile(tw_line *line) {
  const redial_policy *policy;

  (void)tw_line_next(line);
  policy = redial_profile_by_name(line->word);
  if (policy == NULL) {
    return tw_line_bad(line, "is no profile; `redial table policy` lists them");
  }
  line->config->policy = *policy;
  return true;
}

static bool words_strategy(tw_line *line) {
  (void)tw_line_next(line);
  return redial_selector_by_name(line->word, &line->config->strategy) ==
           REDIAL_OK ||
         tw_line_bad(line, "is no strategy");
}

/* Where the path begins; NULL when that is no URL of ours. */
static const char *words_path(const char *url) {
  const char *host = strstr(url, "://");

  if (strncmp(url, "https://", 8) != 0 && strncmp(url, "http://", 7) != 0) {
    return NULL;
  }
  if (host[3] == '/' || host[3] == ':' || strpbrk(url, "?#@\"<>") != NULL) {
    return NULL;
  }
  return strchr(host + 3, '/');
}

static bool words_url(tw_line *line) {
  tw_config *config = line->config;
  const char *path;

  (void)tw_line_next(line);
  if (!tw_line_copy(line, line->word, config->public_url,
                    sizeof(config->public_url))) {
    return false;
  }
  path = words_path(config->public_url);
  if (path == NULL) {
    return tw_line_bad(line, "is not https://HOST/PATH without a query");
  }
  strcpy(config->path, path);
  return true;
}

static bool words_switch(tw_line *line) {
  (void)tw_line_next(line);
  line->config->answer_on_bridge = tw_is(line->word, "on");
  return line->config->answer_on_bridge || tw_is(line->word, "off") ||
         tw_line_bad(line, "is not on or off");
}

typedef struct words_word {
  const char *key;
  bool (*read)(tw_line *line); /* NULL: a text or a number */
  size_t at;                   /* where it goes */
  uint32_t least;
  uint32_t most; /* 0: a text */
  size_t size;   /* of the text and its end */
} words_word;

#define WORDS_READ(key, read)                                                  \
  { key, read, 0, 0, 0, 0 }
#define WORDS_TEXT(key)                                                        \
  { #key, NULL, offsetof(tw_config, key), 0, 0, sizeof(((tw_config *)0)->key) }
#define WORDS_NUMBER(key, least, most)                                         \
  { #key, NULL, offsetof(tw_config, key##_s), least, most, 0 }

#define WORDS_MANY 3 /* the first ones may stand there more than once */

static const words_word words[] = {
  WORDS_READ("agent", tw_config_agent),
  WORDS_READ("group", tw_config_group_line),
  WORDS_READ("say", words_say),
  WORDS_READ("profile", words_profile),
  WORDS_READ("strategy", words_strategy),
  WORDS_READ("public_url", words_url),
  WORDS_READ("answer_on_bridge", words_switch),
  WORDS_READ("caller_id", tw_config_caller),
  WORDS_TEXT(listen),
  WORDS_TEXT(state),
  WORDS_TEXT(callbacks),
  WORDS_TEXT(queue),
  WORDS_TEXT(voice),
  WORDS_TEXT(language),
  WORDS_NUMBER(ring, 10, 605), /* Twilio's timeout is 5..600 s, and 5 s more */
  WORDS_NUMBER(talk, 1, 86400),
  WORDS_NUMBER(wrap_up, 0, 86400),
  WORDS_NUMBER(queue_wait, 1, 86400),
  WORDS_NUMBER(voicemail, 0, 3600),
};

static bool words_take(tw_line *line, const words_word *word) {
  void *at = (char *)line->config + word->at;

  if (word->read != NULL) {
    return word->read(line);
  }
  if (word->most > 0) {
    return tw_line_number(line, word->least, word->most, at);
  }
  if (!tw_line_next(line)) {
    return tw_line_bad(line, "a word is missing here");
  }
  return tw_line_copy(line, line->word, at, word->size);
}

bool tw_config_word(tw_line *line) {
  size_t i;

  for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
    if (tw_is(line->word, words[i].key)) {
      if (i >= WORDS_MANY && (line->given & 1u << i) != 0) {
        return tw_line_bad(line, "stands on a line above already");
      }
      line->given |= 1u << i;
      return words_take(line, &words[i]);
    }
  }
  return tw_line_bad(line, "is no word of this file");
}
