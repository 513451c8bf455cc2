#include "config_line.h"
#include "utf8.h"
#include <string.h>

/* Line by line. */

static bool config_line(tw_line *line) {
  if (!tw_line_next(line) || line->word.ptr[0] == '#') {
    return true;
  }
  if (!tw_config_word(line)) {
    return false;
  }
  return !tw_line_next(line) || tw_line_bad(line, "is not expected here");
}

/* Whatever is said or dialled ends up in an XML document. */
static bool config_checked_line(tw_line *line) {
  size_t bad = 0;

  if (line->all.len > 0 && line->all.ptr[line->all.len - 1] == '\r') {
    line->all.len--;
  }
  line->rest = line->all;
  line->word = line->all;
  if (!tw_is_text(line->all, &bad)) {
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
    strcpy(config->sayings[i], tw_config_sayings[i][1]);
  }
}

/* Takes a line off, without its end. */
static void config_take(redial_span *text, redial_span *line) {
  const char *end = memchr(text->ptr, '\n', text->len);

  line->ptr = text->ptr;
  line->len = end != NULL ? (size_t)(end - text->ptr) : text->len;
  text->len -= line->len + (end != NULL);
  text->ptr += line->len + (end != NULL);
}

bool tw_config_read(redial_span text, tw_config *config,
                    tw_config_error *error) {
  static tw_config read; /* too large for some stacks */
  tw_line line;

  config_begin(&read);
  memset(error, 0, sizeof(*error));
  line.config = &read;
  line.error = error;
  line.given = 0;
  while (text.len > 0) {
    config_take(&text, &line.all);
    error->line++;
    if (!config_checked_line(&line)) {
      return false;
    }
  }
  if (!tw_config_close(&read, error)) {
    return false;
  }
  *config = read;
  return true;
}
