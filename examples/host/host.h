#ifndef REDIAL_HOST_H
#define REDIAL_HOST_H

/* What programs that hunt from a command line share: their options, their
 * targets as a pool, and what the library leaves to its host: clock, chance,
 * memory. Take it along with the program that you take. */

#include <redial/redial.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HOST_TARGETS 64u /* of one pool */

/* Name of the program, for its messages. */
extern const char host_program[];

/* words.c: what may be given several times. */
typedef struct host_words {
  const char *word[HOST_TARGETS];
  uint32_t count;
} host_words;

bool host_words_add(host_words *words, const char *word);

/* fail.c: one line on stderr, "PROGRAM: 'INPUT' WHAT"; input may be NULL.
 * Whatever bytes the input holds, the line stays one line. False, to be
 * returned. */
bool host_fail(const char *input, const char *what);

/* options.c: an option takes a text, a number of its range, a list, or
 * nothing. */
typedef struct host_option {
  const char *name;     /* with its dashes */
  const char *argument; /* for the help */
  const char *help;
  const char **text;
  uint32_t *number;
  uint32_t least;
  uint32_t most;
  host_words *words;
  bool *flag;
} host_option;

/* Options and words in any order; behind "--" there are words alone. False when it has complained. */
bool host_options_read(int argc, char **argv, const host_option *options,
                       size_t count, host_words *rest);
void host_options_help(const host_option *options, size_t count);

/* scene.c: policy, strategy and rules by name. */
typedef struct host_choice {
  const char *strategy;
  const char *profile;
  const char *rules; /* a file; NULL: none */
} host_choice;

#define HOST_RULES 64u

typedef struct host_plan {
  redial_policy policy; /* a copy of the profile's */
  const redial_selector *selector;
  redial_rule rule[HOST_RULES];
  redial_rules rules;
} host_plan;

/* What a program's options say; 0 is the profile's. */
typedef struct host_limits {
  uint32_t attempts;
  uint32_t rounds;
  uint32_t deadline_ms;
  uint32_t setup_ms;
  uint32_t trying_ms;
  uint32_t ring_ms;
} host_limits;

void host_limits_set(const host_limits *limits, redial_policy *policy);

/* False when it has complained. */
bool host_plan_make(host_plan *plan, const host_choice *choice);

/* roster.c: targets as a pool. A word is ADDRESS or PERSON=ADDRESS; targets
 * of one person share its name. */
typedef struct host_roster {
  redial_pool pool; /* the id of a target is its place here, from 1 */
  void *memory;
  const redial_selector *use[1];
  const char *word[HOST_TARGETS];    /* as it was given */
  const char *address[HOST_TARGETS]; /* the part that is dialled */
  char name[HOST_TARGETS][32];       /* the person, or empty */
  uint32_t count;
} host_roster;

/* Is this the beginning of an address, so that no '=' in it ends a name? */
typedef bool host_is_address(const char *word);

/* False when it has complained. A roster of no words has no memory. */
bool host_roster_make(host_roster *roster, const host_words *words,
                      redial_kind kind, const redial_selector *selector,
                      host_is_address *is_address);
void host_roster_drop(host_roster *roster);
const char *host_roster_address(const host_roster *roster, uint32_t slot);
/* As it was given. */
const char *host_roster_word(const host_roster *roster, uint32_t slot);

/* line.c: one record of the journal as one line for people, without its end;
 * false for a record that nobody wants to read: a wait while somebody is
 * being called, or the beginning. */
bool host_journal_line(const redial_journal_record *record,
                       const redial_hunt *hunt, const host_roster *phones,
                       const host_roster *gateways, char *line, size_t size);

/* clock.c */
uint64_t host_now_ms(void); /* monotonic */
uint32_t host_random(void); /* uniform over all of 32 bits */

#endif
