#include "csv.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Cuts one field off at *at, undoubling quotes in place. */
static char *csv_field(char **at, int *last) {
  char *from = *at;
  char *to = from;
  char *start = from;
  int quoted = *from == '"';

  from += quoted;
  while (*from != '\0') {
    if (quoted && *from == '"' && from[1] == '"') {
      from++;
    } else if (quoted && *from == '"') {
      quoted = 0;
      from++;
      continue;
    } else if (!quoted && (*from == ',' || *from == '\n')) {
      break;
    } else if (!quoted && *from == '\r') {
      from++;
      continue;
    }
    *to++ = *from++;
  }
  *last = *from != ',';
  *at = *from == '\0' ? from : from + 1;
  *to = '\0';
  return start;
}

static size_t csv_row(csv *file, char **fields) {
  size_t count = 0;
  int last = 0;

  while (!last && count < CSV_FIELDS) {
    fields[count++] = csv_field(&file->next, &last);
  }
  return count;
}

void csv_open(csv *file, const char *name) {
  char path[512];
  FILE *stream;
  size_t length;

  snprintf(path, sizeof(path), "%s/%s", REDIAL_TEST_DATA, name);
  stream = fopen(path, "rb");
  assert_non_null(stream);
  file->text = malloc(1u << 20);
  assert_non_null(file->text);
  length = fread(file->text, 1, (1u << 20) - 1, stream);
  fclose(stream);
  file->text[length] = '\0';
  file->next = file->text;
  file->columns = csv_row(file, file->head);
}

int csv_next(csv *file) {
  if (*file->next == '\0') {
    return 0;
  }
  assert_int_equal(csv_row(file, file->field), file->columns);
  return 1;
}

const char *csv_get(const csv *file, const char *column) {
  size_t i;

  for (i = 0; i < file->columns; i++) {
    if (strcmp(file->head[i], column) == 0) {
      return file->field[i];
    }
  }
  fail_msg("no column %s", column);
  return "";
}

void csv_close(csv *file) {
  free(file->text);
  file->text = NULL;
}
