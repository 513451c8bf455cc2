#include "settings.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool settings_number(const char *text, uint32_t most, uint32_t *number) {
  char *end;
  unsigned long long value = strtoull(text, &end, 10);

  if (*text < '0' || *text > '9' || *end != '\0' || value > most) {
    return false;
  }
  *number = (uint32_t)value;
  return true;
}

static bool settings_codes(settings *self, const char *text) {
  char *end;

  self->code_count = 0;
  for (;;) {
    long code = strtol(text, &end, 10);

    if (end == text || code < 100 || code > 699 ||
        self->code_count == CALL_CODES) {
      return false;
    }
    self->codes[self->code_count++] = (int32_t)code;
    if (*end == '\0') {
      return true;
    }
    if (*end != ',') {
      return false;
    }
    text = end + 1;
  }
}

static bool settings_fallback(settings *self, const char *text) {
  self->local = strcmp(text, "local") == 0;
  return self->local || strcmp(text, "none") == 0;
}

/* A pool's name is the common part of its keys; braces keep them together in
   a cluster. */
static bool settings_pool(settings *self, const char *text) {
  size_t length = strlen(text);

  self->pool = text;
  return length > 2 && text[0] == '{' && text[length - 1] == '}';
}

static bool settings_text(settings *self, const char *name, const char *text) {
  const struct {
    const char *name;
    const char **to;
  } texts[] = {{"--host", &self->host},
               {"--strategy", &self->strategy},
               {"--roster", &self->roster},
               {"--functions", &self->functions},
               {"--log", &self->log}};
  size_t i;

  for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
    if (strcmp(name, texts[i].name) == 0) {
      *texts[i].to = text;
      return *text != '\0';
    }
  }
  return false;
}

static bool settings_count(settings *self, const char *name, const char *text) {
  const struct {
    const char *name;
    uint32_t *to;
    uint32_t least;
    uint32_t most;
  } numbers[] = {{"--port", &self->port, 1, 65535},
                 {"--offer-ms", &self->offer_ms, 1, 86400000},
                 {"--grace-ms", &self->grace_ms, 0, 86400000},
                 {"--answer-ms", &self->answer_ms, 1, 60000},
                 {"--start-ms", &self->start_ms, 0, 86400000},
                 {"--attempt-ms", &self->attempt_ms, 0, 600000},
                 {"--at-once", &self->at_once, 1, CALL_AT_ONCE},
                 {"--seconds", &self->seconds, 0, 86400},
                 {"--hold", &self->hold, 0, 1}};
  size_t i;

  for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
    if (strcmp(name, numbers[i].name) == 0) {
      return settings_number(text, numbers[i].most, numbers[i].to) &&
             *numbers[i].to >= numbers[i].least;
    }
  }
  return false;
}

static bool settings_one(settings *self, const char *name, const char *text) {
  if (strcmp(name, "--fallback") == 0) {
    return settings_fallback(self, text);
  }
  if (strcmp(name, "--codes") == 0) {
    return settings_codes(self, text);
  }
  if (strcmp(name, "--pool") == 0) {
    return settings_pool(self, text);
  }
  return settings_text(self, name, text) || settings_count(self, name, text);
}

static void settings_defaults(settings *self) {
  memset(self, 0, sizeof(*self));
  self->host = "127.0.0.1";
  self->port = 6379;
  self->pool = "{redial}";
  self->strategy = "lru";
  self->functions = REDIAL_FUNCTIONS;
  self->offer_ms = 30000;
  self->grace_ms = 2000;
  self->answer_ms = 200;
  self->start_ms = 3000;
  self->attempt_ms = 2;
  self->at_once = 8;
  self->hold = 1;
  settings_codes(self, "200,486,486,480,603,503");
}

bool settings_read(settings *self, int argc, char **argv) {
  int at = 1;

  settings_defaults(self);
  if (argc == 2 && strcmp(argv[1], "--help") == 0) {
    puts(
      "redial-node: examples/redis/README.md lists the commands and options");
    exit(0);
  }
  while (at < argc && strncmp(argv[at], "--", 2) == 0) {
    if (at + 1 == argc) {
      fprintf(stderr, "redial-node: %s: a value is missing\n", argv[at]);
      return false;
    }
    if (!settings_one(self, argv[at], argv[at + 1])) {
      fprintf(stderr, "redial-node: not understood: %s %s\n", argv[at],
              argv[at + 1]);
      return false;
    }
    at += 2;
  }
  self->words = argv + at;
  self->word_count = argc - at;
  return true;
}
