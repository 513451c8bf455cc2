#ifndef TWILIO_CONFIG_LINE_H
#define TWILIO_CONFIG_LINE_H

/* One line of the file, word by word. */

#include "config.h"
#include "text.h"

typedef struct tw_line {
  redial_span all;  /* the line */
  redial_span rest; /* what was not taken yet */
  redial_span word; /* taken last */
  tw_config *config;
  tw_config_error *error;
  uint32_t given; /* words that may stand there once, and did */
} tw_line;

/* Takes the next word; false when there is none. */
bool tw_line_next(tw_line *line);
/* Takes all that is left, blanks off both ends. */
bool tw_line_rest(tw_line *line);
/* Says what is wrong with the word taken last, and is false. */
bool tw_line_bad(tw_line *line, const char *what);
/* Takes the next word as a number; says what is wrong with it. */
bool tw_line_number(tw_line *line, uint32_t least, uint32_t most,
                    uint32_t *value);
/* The last word, or a part of it, likewise. */
bool tw_line_number_of(tw_line *line, redial_span digits, uint32_t least,
                       uint32_t most, uint32_t *value);
/* Copies a text that has to fit. */
bool tw_line_copy(tw_line *line, redial_span text, char *buffer, size_t size);
/* "name=value": is the last word one of that name? */
bool tw_line_option(const tw_line *line, const char *name, redial_span *value);

/* config_words.c: the line that begins with the word taken last. */
bool tw_config_word(tw_line *line);
/* Name of each saying, and what it is by default. */
extern const char *const tw_config_sayings[TW_SAYINGS][2];

/* config_agent.c: the lines that begin with these words. */
bool tw_config_agent(tw_line *line);
bool tw_config_group_line(tw_line *line);
bool tw_config_caller(tw_line *line);
/* What the lines mean together. */
bool tw_config_close(tw_config *config, tw_config_error *error);

#endif
