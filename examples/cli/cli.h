#ifndef REDIAL_CLI_H
#define REDIAL_CLI_H

/* What the subcommands of the redial program share. */

#include <redial/redial.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Exit codes. A write that fails counts as CLI_USAGE: no answer was given. */
enum { CLI_ANSWERED = 0, CLI_NOTHING = 1, CLI_USAGE = 2 };

/* A subcommand. Add one with a file of its own, its declaration here and its
   line in main.c. */
typedef struct cli_command {
  const char *name;
  const char *summary;               /* for redial --help */
  const char *help;                  /* for redial NAME --help */
  int (*run)(int argc, char **argv); /* argv[0] is the name */
} cli_command;

extern const cli_command cli_explain;
extern const cli_command cli_read;
extern const cli_command cli_compare;
extern const cli_command cli_table;
extern const cli_command cli_lint;
extern const cli_command cli_schedule;
extern const cli_command cli_hunt;
extern const cli_command cli_replay;
extern const cli_command cli_simulate;

/* fail.c: one line on stderr, "redial: COMMAND: 'INPUT' WHAT"; input may be
   NULL. Whatever bytes the input holds, the line stays one line. */
void cli_say(const char *command, const char *input, const char *what);
/* The same, and CLI_USAGE for the caller to return. */
int cli_fail(const char *command, const char *input, const char *what);
/* "redial: COMMAND: FILE:LINE:COLUMN: 'TOKEN' WHAT". */
void cli_say_at(const char *command, const char *path,
                const redial_rules_error *place, const char *what);

/* lint.c: what is wrong with the text of a rule. */
const char *cli_rules_means(redial_status status, bool at_end);

/* options.c: an option that sets a flag, or one that takes a value. */
typedef struct cli_option {
  const char *name;   /* with its dashes */
  bool *flag;         /* NULL: it takes a value */
  const char **value; /* NULL: it is a flag */
} cli_option;

/* Takes the options out of argv[1..] and leaves the other arguments in
   argv[0..]. Returns how many those are, or -1 when it has complained. */
int cli_take_options(int argc, char **argv, const cli_option *options,
                     size_t option_count);
/* Value of --namespace; NULL is REDIAL_NAMESPACE_NONE. False when it has
   complained. */
bool cli_take_namespace(const char *command, const char *word,
                        redial_namespace *ns);

/* number.c: digits and nothing else, 0 to most. */
bool cli_number(const char *digits, uint64_t most, uint64_t *number);

/* profile.c: a profile by its name; NULL when it has complained. */
const redial_policy *cli_take_profile(const char *command, const char *word);
bool cli_profile_exists(uint32_t index); /* of redial_profile_name() */
const redial_policy *cli_profile_at(uint32_t index);
const char *cli_profile_name(const redial_policy *policy);

/* time.c: calendar times. */
extern const char cli_weekdays[7][3]; /* Sunday first */

/* "09:00" at the beginning of text; up to 24:00. */
bool cli_minute_read(const char *text, uint32_t *minute);
/* "2026-01-05T09:00" there, or seconds since 1970. What is wrong, or NULL. */
const char *cli_time_read(const char *text, int32_t offset_min,
                          uint64_t *unix_s);
/* "2026-01-05 09:00:00" */
void cli_time_write(uint64_t unix_s, int32_t offset_min, char separator,
                    char *buffer, size_t size);
const char *cli_time_weekday(uint64_t unix_s, int32_t offset_min);
/* "0d 00:01:30" */
void cli_span_write(uint64_t ms, char *buffer, size_t size);

/* hours.c: calling hours; false when they cannot be read. */
bool cli_hours_read(const char *text, redial_hours_range *range,
                    uint32_t capacity, uint32_t *count);

/* preset.c: caps of a place. */
typedef struct cli_preset {
  const char *name; /* NULL: none */
  const char *place;
  const char *source;
  const char *checked;
  const redial_caps_limits *limits;
} cli_preset;

/* False when it has complained. */
bool cli_take_preset(const char *command, const char *word,
                     cli_preset *preset);

/* file.c: a whole file, or standard input for "-". */
typedef struct cli_file {
  char *bytes; /* to be freed */
  size_t length;
} cli_file;

/* False when it has complained; then there is nothing to free. */
bool cli_file_read(const char *command, const char *path, cli_file *file);
redial_span cli_file_span(const cli_file *file);
/* Opens a file to be written; NULL when it has complained. */
FILE *cli_file_write(const char *command, const char *path);

/* utf8.c: bytes of the well-formed character at text, 0 when it is none. */
size_t cli_utf8_length(const char *text);

/* paper.c: text for people, never wider than 80 columns. */
#define CLI_WIDTH 80

/* Writes words of text from column on; further lines begin at indent. */
void cli_wrap(FILE *out, int column, int indent, const char *text);
/* Escape sequences, or "" where nobody would see colours. */
const char *cli_bold(FILE *out);
const char *cli_mark(FILE *out);
const char *cli_plain(FILE *out);

/* meaning.c: words for people, each a part of a sentence. */
const char *cli_outcome_means(uint8_t outcome);
const char *cli_about_means(uint8_t about);
const char *cli_scope_means(uint8_t scope);
const char *cli_scope_leaves(uint8_t scope); /* what is out after it */
const char *cli_retry_means(uint8_t retry);
const char *cli_action_means(uint8_t action);
const char *cli_treatment_means(uint8_t treatment);
const char *cli_mapping_means(uint8_t mapping);
const char *cli_rule_means(uint32_t bit); /* of redial_verdict::rules */

/* code.c: what an argument asks about. */
typedef struct cli_code {
  redial_namespace ns;
  int32_t code;
  bool plus;        /* 603+, a row of its own */
  const char *word; /* how a word was read; NULL for a number */
} cli_code;

typedef enum cli_reading {
  CLI_READ,     /* there is a code, in a table or not */
  CLI_NO_MATCH, /* a word that no table has */
  CLI_REFUSED   /* not readable at all */
} cli_reading;

/* Reads an argument. why says what was looked for, or what is wrong; it
   follows the quoted argument in a message. */
cli_reading cli_code_read(const char *text, redial_namespace ns, cli_code *code,
                          const char **why);
/* What was looked for when no table has the number of this code. */
const char *cli_code_sought(const cli_code *code);

/* words.c: a word to a code. */
cli_reading cli_word_read(redial_span word, redial_namespace ns, cli_code *code,
                          const char **why);

/* answer.c: the verdict of a code, and whether any table had it. */
typedef struct cli_answer {
  const char *input; /* as given */
  const char *title;   /* instead of the code; NULL: the code */
  bool found;
  bool has_code;       /* false: a word that no table has */
  const char *word;    /* as in cli_code */
  const char *phrase;  /* NULL: none */
  const char *source;  /* NULL: none */
  const char *headers; /* to read first; may be empty */
  const char *note;    /* may be empty */
  redial_verdict verdict;
  uint32_t duration_s; /* of Retry-After; 0: not told */
} cli_answer;

cli_answer cli_answer_of(const char *input, const cli_code *code);
cli_answer cli_answer_none(const char *input);
/* Of any verdict, however it came about. */
cli_answer cli_answer_from(const char *input, redial_verdict verdict);
/* Reads an argument; the result is an exit code, and it has complained unless
   that is CLI_ANSWERED. */
int cli_answer_read(const char *command, const char *text, redial_namespace ns,
                    cli_answer *answer);
/* "486", "Twilio 31486", "Q.850 17", "Dial busy", "603+". */
void cli_answer_name(const cli_answer *answer, char *buffer, size_t size);

/* card.c: an answer for people. verdict_json.c: an answer as one object,
   without the end of the line. */
void cli_card(FILE *out, const cli_answer *answer);
/* A line of a card; nothing when there is no text. */
void cli_row(FILE *out, const char *label, const char *text);
void cli_verdict_json(FILE *out, const cli_answer *answer);

/* evidence.c: what a message and the options told, a line each. path names
   the file first; NULL: there is only one. */
void cli_evidence(FILE *out, const char *path, const redial_message *message);

/* json.c: one object on one line. Keys are ours, texts may be any bytes. */
typedef struct cli_json {
  FILE *out;
  const char *separator;
} cli_json;

cli_json cli_json_open(FILE *out);
void cli_json_key(cli_json *json, const char *key);
void cli_json_text(cli_json *json, const char *key, const char *text);
void cli_json_number(cli_json *json, const char *key, int64_t number);
void cli_json_bool(cli_json *json, const char *key, bool value);
void cli_json_null(cli_json *json, const char *key);
void cli_json_close(cli_json *json);
void cli_json_string(FILE *out, const char *text); /* NULL is null */

#endif
