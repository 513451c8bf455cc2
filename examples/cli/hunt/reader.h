#ifndef REDIAL_CLI_READER_H
#define REDIAL_CLI_READER_H

/* Text to words, and words to values. Total: any bytes, any length. */

#include "../cli.h"

/* One line after the other; the words of the current one. */
typedef struct reader {
  const char *command;
  const char *path;
  redial_span text; /* the whole file */
  size_t next;      /* where the next line begins */
  redial_span line; /* the current one, without its comment */
  redial_span rest; /* what of it was not read yet */
  uint32_t number;  /* of the current line, from 1 */
} reader;

reader reader_open(const char *command, const char *path, redial_span text);
/* The next line that says something; false at the end. */
bool reader_line(reader *in);
/* The next word of the line; false at its end. */
bool reader_word(reader *in, redial_span *word);
/* The same, and a complaint when there is none. */
bool reader_need(reader *in, redial_span *word, const char *what);

/* Complains about a word of the line, or of its end when that is empty.
   Always false. */
bool reader_fail(const reader *in, redial_span word, const char *what);
/* A complaint about a word out of place; true at the end of the line. */
bool reader_end(reader *in);

bool reader_is(redial_span word, const char *text);
/* Takes "name=" off a word; false when it is another. */
bool reader_split(redial_span word, redial_span *name, redial_span *value);
/* Each has complained when it is false. */
bool reader_number(const reader *in, redial_span word, uint64_t least,
                   uint64_t most, uint64_t *number);
/* "250ms", "1.5s", "2m", "1h", "3d", "0", up to a month. */
bool reader_time(const reader *in, redial_span word, uint64_t *ms);
bool reader_yes(const reader *in, redial_span word, bool *yes);

/* Times of a scenario stay below this. */
#define READER_LATEST_MS ((uint64_t)31 * 24 * 3600 * 1000)

#endif
