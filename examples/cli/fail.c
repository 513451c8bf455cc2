#include "cli.h"
#include <string.h>

/* Longer input is cut: the line has to stay readable. */
#define QUOTE_BYTES 60

/* C0, DEL, C1 (as UTF-8) and whatever is not UTF-8: nothing that a terminal
   could obey. */
static bool fail_is_control(const char *text) {
  unsigned char first = (unsigned char)text[0];

  return cli_utf8_length(text) == 0 || first < 0x20 || first == 0x7f ||
         (first == 0xc2 && (unsigned char)text[1] < 0xa0);
}

/* Returns whether it was cut. */
static bool fail_write(const char *input, size_t most) {
  size_t at = 0;

  while (input[at] != '\0' && at < most) {
    if (fail_is_control(input + at)) {
      fprintf(stderr, "\\x%02x", (unsigned char)input[at]);
      at++;
    } else {
      size_t length = cli_utf8_length(input + at);

      fwrite(input + at, 1, length, stderr);
      at += length;
    }
  }
  return input[at] != '\0';
}

static void fail_quote(const char *input) {
  fputc('\'', stderr);
  fputs(fail_write(input, QUOTE_BYTES) ? "...' " : "' ", stderr);
}

void cli_say(const char *command, const char *input, const char *what) {
  fputs("redial: ", stderr);
  if (command != NULL) {
    fprintf(stderr, "%s: ", command);
  }
  if (input != NULL) {
    fail_quote(input);
  }
  fprintf(stderr, "%s\n", what);
}

int cli_fail(const char *command, const char *input, const char *what) {
  cli_say(command, input, what);
  return CLI_USAGE;
}

void cli_say_at(const char *command, const char *path,
                const redial_rules_error *place, const char *what) {
  char token[QUOTE_BYTES + 2]; /* one more shows that it was cut */
  size_t length = place->token.len;

  length = length < sizeof(token) ? length : sizeof(token) - 1;
  if (length > 0) {
    memcpy(token, place->token.ptr, length);
  }
  token[length] = '\0';
  fprintf(stderr, "redial: %s: ", command);
  fail_write(path, SIZE_MAX);
  fprintf(stderr, ":%lu:%lu: ", (unsigned long)place->line,
          (unsigned long)place->column);
  if (length > 0) {
    fail_quote(token);
  }
  fprintf(stderr, "%s\n", what);
}
