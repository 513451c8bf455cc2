#include "trace.h"
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define TRACE_NAME "redial-journal "
#define TRACE_FIRST TRACE_NAME "1"
#define TRACE_SCENARIO "scenario %lu\n"
#define TRACE_LINE 40u
#define TRACE_MOST ((size_t)1 << 20) /* bytes of a scenario */

bool trace_begin(trace_out *out, redial_span played) {
  fputs(TRACE_FIRST "\n", out->file);
  fprintf(out->file, TRACE_SCENARIO, (unsigned long)played.len);
  fwrite(played.ptr, 1, played.len, out->file);
  fputc('\n', out->file);
  return ferror(out->file) == 0;
}

static size_t trace_end_line(uint64_t count, char *line) {
  return (size_t)snprintf(line, TRACE_LINE, "end %" PRIu64 "\n", count);
}

bool trace_end(trace_out *out) {
  char line[TRACE_LINE];
  size_t length = trace_end_line(out->count, line);

  fwrite(line, 1, length, out->file);
  return fflush(out->file) == 0 && ferror(out->file) == 0;
}

bool trace_add(void *to, const redial_journal_record *record) {
  trace_out *out = to;
  uint8_t bytes[REDIAL_JOURNAL_RECORD_BYTES];

  redial_journal_pack(record, bytes);
  out->count++;
  return fwrite(bytes, 1, sizeof(bytes), out->file) == sizeof(bytes);
}

/* A line of at most TRACE_LINE characters, without its end. */
static bool trace_line(FILE *in, char *line) {
  size_t length = 0;
  int c = getc(in);

  while (c != EOF && c != '\n' && length + 1 < TRACE_LINE) {
    line[length++] = (char)c;
    c = getc(in);
  }
  line[length] = '\0';
  return c == '\n';
}

static bool trace_length(FILE *in, uint64_t *length) {
  static const char word[] = "scenario ";
  char line[TRACE_LINE];

  return trace_line(in, line) && strncmp(line, word, sizeof(word) - 1) == 0 &&
         cli_number(line + sizeof(word) - 1, TRACE_MOST, length);
}

static bool trace_scenario(const char *command, const char *path, FILE *in,
                           size_t length, cli_file *text) {
  text->bytes = malloc(length + 1);
  text->length = length;
  if (text->bytes == NULL) {
    cli_say(command, path, "does not fit into memory");
    return false;
  }
  if (fread(text->bytes, 1, length, in) != length || getc(in) != '\n') {
    free(text->bytes);
    cli_say(command, path, "is cut off within its scenario");
    return false;
  }
  return true;
}

bool trace_open(const char *command, const char *path, FILE *in,
                cli_file *text) {
  char line[TRACE_LINE];
  uint64_t length;

  if (!trace_line(in, line) ||
      strncmp(line, TRACE_NAME, sizeof(TRACE_NAME) - 1) != 0) {
    cli_say(command, path,
            ferror(in) ? strerror(errno)
                       : "is no journal of redial hunt --journal");
    return false;
  }
  if (strcmp(line, TRACE_FIRST) != 0) {
    cli_say(command, path, "is a journal of another version");
    return false;
  }
  if (!trace_length(in, &length)) {
    cli_say(command, path, "is a journal without a scenario");
    return false;
  }
  return trace_scenario(command, path, in, (size_t)length, text);
}

trace_next trace_read(FILE *in, uint64_t count, uint8_t *bytes) {
  char line[TRACE_LINE];
  size_t end = trace_end_line(count, line);
  size_t length = fread(bytes, 1, REDIAL_JOURNAL_RECORD_BYTES, in);

  if (length == REDIAL_JOURNAL_RECORD_BYTES) {
    return TRACE_RECORD;
  }
  return length == end && memcmp(bytes, line, end) == 0 ? TRACE_END : TRACE_CUT;
}
