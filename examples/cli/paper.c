/* isatty() */
#ifndef _WIN32
#define _POSIX_C_SOURCE 200809L
#endif

#include "cli.h"
#include <stdlib.h>
#include <string.h>
#ifdef _WIN32
#include <io.h>
#define isatty _isatty
#define fileno _fileno
#else
#include <unistd.h>
#endif

static void paper_spaces(FILE *out, int count) {
  fprintf(out, "%*s", count, "");
}

/* Starts a new line when the word does not fit; returns the new column. */
static int paper_word(FILE *out, int column, int indent, const char *word,
                      size_t length) {
  if (column > indent && column + 1 + (int)length > CLI_WIDTH) {
    fputc('\n', out);
    paper_spaces(out, indent);
    column = indent;
  } else if (column > indent) {
    fputc(' ', out);
    column++;
  }
  fwrite(word, 1, length, out);
  return column + (int)length;
}

void cli_wrap(FILE *out, int column, int indent, const char *text) {
  size_t room = (size_t)(CLI_WIDTH - indent);

  if (column < indent) {
    paper_spaces(out, indent - column);
    column = indent;
  }
  while (*text != '\0') {
    size_t length = strcspn(text, " ");

    /* A word longer than a line is cut rather than let run out. */
    length = length > room ? room : length;
    column = paper_word(out, column, indent, text, length);
    text += length;
    text += strspn(text, " ");
  }
  fputc('\n', out);
}

/* https://no-color.org: any value but an empty one says no. */
static bool paper_is_coloured(FILE *out) {
  const char *no_color = getenv("NO_COLOR");
  const char *terminal = getenv("TERM");

  if (no_color != NULL && no_color[0] != '\0') {
    return false;
  }
  if (terminal == NULL || strcmp(terminal, "dumb") == 0) {
    return false;
  }
  return isatty(fileno(out)) != 0;
}

const char *cli_bold(FILE *out) {
  return paper_is_coloured(out) ? "\033[1m" : "";
}

const char *cli_mark(FILE *out) {
  return paper_is_coloured(out) ? "\033[1;33m" : "";
}

const char *cli_plain(FILE *out) {
  return paper_is_coloured(out) ? "\033[0m" : "";
}
