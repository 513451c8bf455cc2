#include "cli.h"

/* Longer input is cut: the line has to stay readable. */
#define QUOTE_BYTES 60

/* C0, DEL, C1 (as UTF-8) and whatever is not UTF-8: nothing that a terminal
   could obey. */
static bool fail_is_control(const char *text) {
  unsigned char first = (unsigned char)text[0];

  return cli_utf8_length(text) == 0 || first < 0x20 || first == 0x7f ||
         (first == 0xc2 && (unsigned char)text[1] < 0xa0);
}

static void fail_quote(const char *input) {
  size_t at = 0;

  fputc('\'', stderr);
  while (input[at] != '\0' && at < QUOTE_BYTES) {
    if (fail_is_control(input + at)) {
      fprintf(stderr, "\\x%02x", (unsigned char)input[at]);
      at++;
    } else {
      size_t length = cli_utf8_length(input + at);

      fwrite(input + at, 1, length, stderr);
      at += length;
    }
  }
  fputs(input[at] != '\0' ? "...' " : "' ", stderr);
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
