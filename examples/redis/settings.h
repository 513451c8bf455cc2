#ifndef SETTINGS_H
#define SETTINGS_H

/* What the command line says. */

#include "call.h"

typedef struct settings {
  const char *host;
  const char *pool;
  const char *strategy;
  const char *roster;
  const char *functions;
  const char *log;
  bool local; /* fall back to a local pool */
  uint32_t port;
  uint32_t offer_ms;
  uint32_t grace_ms;
  uint32_t answer_ms;
  uint32_t start_ms; /* to reach Redis at the start */
  uint32_t attempt_ms;
  uint32_t at_once;
  uint32_t seconds; /* of calls; 0: no limit */
  uint32_t hold;    /* 0: nobody is held after an answer */
  int32_t codes[CALL_CODES];
  size_t code_count;
  char **words; /* the command and what follows it */
  int word_count;
} settings;

/* False, and a line on stderr, for what cannot be understood. */
bool settings_read(settings *self, int argc, char **argv);
bool settings_number(const char *text, uint32_t most, uint32_t *number);

#endif
