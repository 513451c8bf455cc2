#include "roster.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool roster_number(const char *text, unsigned most, unsigned *number) {
  char *end;
  unsigned long value = strtoul(text, &end, 10);

  if (*text < '0' || *text > '9' || *end != '\0' || value > most) {
    return false;
  }
  *number = (unsigned)value;
  return true;
}

static bool roster_name(char *to, const char *from) {
  if (*from == '\0' || strlen(from) >= ROSTER_WORD) {
    return false;
  }
  memcpy(to, from, strlen(from) + 1);
  return true;
}

static bool roster_word(roster_target *target, const char *word) {
  unsigned number;

  if (strncmp(word, "person=", 7) == 0) {
    return roster_name(target->person, word + 7);
  }
  if (strncmp(word, "capacity=", 9) == 0 &&
      roster_number(word + 9, UINT16_MAX, &number)) {
    target->capacity = (uint16_t)number;
    return true;
  }
  if (strncmp(word, "tier=", 5) == 0 && roster_number(word + 5, 7, &number)) {
    target->tier = (uint8_t)number;
    return true;
  }
  if (strcmp(word, "disabled") == 0) {
    target->enabled = false;
    return true;
  }
  return false;
}

/* The bad word; NULL when all are good. Without an id there is no target. */
static const char *roster_line(roster_target *target, char *line) {
  const char *word = strtok(line, " \t\r\n");

  memset(target, 0, sizeof(*target));
  target->capacity = 1;
  target->enabled = true;
  if (word == NULL || *word == '#') {
    return NULL;
  }
  if (!roster_name(target->id, word)) {
    return word;
  }
  while ((word = strtok(NULL, " \t\r\n")) != NULL && *word != '#') {
    if (!roster_word(target, word)) {
      return word;
    }
  }
  return NULL;
}

size_t roster_find(const roster *self, const char *id) {
  size_t i = 0;

  while (i < self->count && strcmp(self->target[i].id, id) != 0) {
    i++;
  }
  return i;
}

static bool roster_bad(const char *path, unsigned number, const char *what,
                       const char *word) {
  fprintf(stderr, "redial-node: %s:%u: %s: '%s'\n", path, number, what, word);
  return false;
}

static bool roster_lines(roster *self, const char *path, FILE *file) {
  roster_target target;
  char line[256];
  const char *word;
  unsigned number;

  for (number = 1; fgets(line, sizeof(line), file) != NULL; number++) {
    word = roster_line(&target, line);
    if (word != NULL) {
      return roster_bad(path, number, "not understood", word);
    }
    if (target.id[0] == '\0') {
      continue;
    }
    if (self->count == ROSTER_MAX) {
      return roster_bad(path, number, "one target too many", target.id);
    }
    if (roster_find(self, target.id) < self->count) {
      return roster_bad(path, number, "given twice", target.id);
    }
    self->target[self->count++] = target;
  }
  return true;
}

bool roster_read(roster *self, const char *path) {
  FILE *file = fopen(path, "r");
  bool good;

  self->count = 0;
  self->target = NULL;
  if (file == NULL) {
    fprintf(stderr, "redial-node: %s: %s\n", path, strerror(errno));
    return false;
  }
  self->target = calloc(ROSTER_MAX, sizeof(*self->target));
  good = self->target != NULL && roster_lines(self, path, file);
  fclose(file);
  if (good && self->count == 0) {
    fprintf(stderr, "redial-node: %s: nobody in it\n", path);
    good = false;
  }
  return good;
}

void roster_free(roster *self) {
  free(self->target);
  self->target = NULL;
  self->count = 0;
}
