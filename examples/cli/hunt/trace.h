#ifndef REDIAL_CLI_TRACE_H
#define REDIAL_CLI_TRACE_H

/* A journal as a file: what the scene was, and all records.

     redial-journal 1
     scenario LENGTH
     LENGTH bytes of the scenario, and a line end
     records, each of REDIAL_JOURNAL_RECORD_BYTES bytes
     end COUNT

   The lines in between are text with a line end each. */

#include "player.h"

/* A file that is written. */
typedef struct trace_out {
  FILE *file;
  uint64_t count;
} trace_out;

/* Both are false when something cannot be written. */
bool trace_begin(trace_out *out, redial_span played);
bool trace_end(trace_out *out);
/* A player_take; to is a trace_out. */
bool trace_add(void *to, const redial_journal_record *record);

/* The beginning of a file that is read: its scenario, to be freed. False when
   it has complained. */
bool trace_open(const char *command, const char *path, FILE *in,
                cli_file *text);

typedef enum trace_next {
  TRACE_RECORD, /* bytes hold the next record */
  TRACE_END,    /* the file ends here, as it should */
  TRACE_CUT     /* it ends somewhere else */
} trace_next;

/* What comes after count records. */
trace_next trace_read(FILE *in, uint64_t count, uint8_t *bytes);

/* The first number that is another: the name of its field, or the place of
   the byte when those of the file are no such record. */
typedef struct trace_difference {
  char field[40];
  int64_t was;
  int64_t is;
} trace_difference;

/* trace_differ.c: of bytes from the file that are not those of a record. */
trace_difference trace_differ(const uint8_t *was,
                              const redial_journal_record *is);

#endif
