#ifndef REDIAL_CLI_TELL_H
#define REDIAL_CLI_TELL_H

/* One line of what happens: an object with stable keys, or text of at most 80
   columns. Both are said at once, and one of them is printed. */

#include "player.h"

typedef struct tell {
  const player *p;
  const char *call; /* name; NULL: of none */
  cli_json json;
  char text[600];
  size_t length;
} tell;

/* A line of the call of this index, SCENARIO_NOBODY for none. */
tell tell_open(const player *p, uint32_t call, const char *what);
void tell_text(tell *t, const char *key, const char *text);
void tell_number(tell *t, const char *key, uint64_t number);
void tell_yes(tell *t, const char *key, bool yes);
void tell_null(tell *t, const char *key);
/* The name of who has this slot, or null. */
void tell_whose(tell *t, const char *key, uint32_t side, uint32_t slot);
/* null for REDIAL_NEVER. */
void tell_time(tell *t, const char *key, uint64_t ms);

/* More text. A new line begins with '\n'. */
#ifdef __GNUC__
__attribute__((format(printf, 2, 3)))
#endif
void tell_say(tell *t, const char *format, ...);
/* "5s", "1.250s": as a scenario has it. */
void tell_say_span(tell *t, uint64_t ms);
void tell_close(tell *t);

#endif
