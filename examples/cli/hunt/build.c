#include "build.h"
#include <stdlib.h>
#include <string.h>

build *build_of(reader *in) {
  return (build *)in;
}

static bool build_is_full(build *b, uint32_t most) {
  char what[60];

  snprintf(what, sizeof(what), "is one more than the %lu a scenario can hold",
           (unsigned long)most);
  return reader_fail(&b->in, b->in.line, what);
}

/* Grows by doubling: room for 8, 16, 32 and so on. */
void *build_add(build *b, void *array, size_t size, uint32_t *count,
                uint32_t most) {
  void **place = array;
  uint32_t n = *count;
  char *grown = *place;

  if (n >= most) {
    build_is_full(b, most);
    return NULL;
  }
  if (n == 0 || (n >= 8 && (n & (n - 1)) == 0)) {
    grown = realloc(*place, size * (n == 0 ? 8 : (size_t)n * 2));
    if (grown == NULL) {
      cli_say(b->in.command, b->in.path, "does not fit into memory");
      return NULL;
    }
    *place = grown;
  }
  memset(grown + size * n, 0, size);
  (*count)++;
  return grown + size * n;
}

static bool build_is_name(redial_span word) {
  static const char others[] = "_-.";
  size_t i;

  for (i = 0; i < word.len; i++) {
    char c = word.ptr[i];

    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
          (c >= '0' && c <= '9') || memchr(others, c, 3) != NULL)) {
      return false;
    }
  }
  return word.len > 0 && word.len <= SCENARIO_NAME;
}

static bool build_take_name(build *b, redial_span word, char *name) {
  if (!build_is_name(word)) {
    return reader_fail(&b->in, word,
                       "is no name; use 1 to 16 letters, digits, _, - or .");
  }
  memcpy(name, word.ptr, word.len);
  name[word.len] = '\0';
  return true;
}

static uint32_t build_seek_target(const build *b, redial_span name) {
  uint32_t i = 0;

  while (i < b->s->targets && !reader_is(name, b->s->target[i].name)) {
    i++;
  }
  return i;
}

static uint32_t build_seek_group(const build *b, redial_span name) {
  uint32_t i = 0;

  while (i < b->s->groups && !reader_is(name, b->s->group[i].name)) {
    i++;
  }
  return i;
}

static bool build_is_call(const build *b, redial_span name) {
  uint32_t i;

  for (i = 0; i < b->s->calls; i++) {
    if (reader_is(name, b->s->call[i].name)) {
      return true;
    }
  }
  return false;
}

bool build_new_name(build *b, char *name) {
  redial_span word;

  if (!reader_need(&b->in, &word, "the line needs a name here") ||
      !build_take_name(b, word, name)) {
    return false;
  }
  if (build_seek_target(b, word) < b->s->targets ||
      build_seek_group(b, word) < b->s->groups || build_is_call(b, word)) {
    return reader_fail(&b->in, word, "is a name above already");
  }
  return true;
}

static bool build_fits(uint32_t side, uint8_t has) {
  return side == BUILD_EITHER || side == has;
}

bool build_find_target(build *b, redial_span name, uint32_t side,
                       uint32_t *index) {
  static const char *const what[] = {"is no target named above",
                                     "is no gateway named above",
                                     "is no target or gateway named above"};
  uint32_t i = build_seek_target(b, name);

  if (i == b->s->targets || !build_fits(side, b->s->target[i].side)) {
    return reader_fail(&b->in, name, what[side]);
  }
  *index = i;
  return true;
}

bool build_find_group(build *b, redial_span name, uint32_t side,
                      uint32_t *index) {
  static const char *const what[] = {"is no group of targets named above",
                                     "is no group of gateways named above"};
  uint32_t i = build_seek_group(b, name);

  if (i == b->s->groups || b->s->group[i].side != side) {
    return reader_fail(&b->in, name, what[side]);
  }
  *index = i;
  return true;
}

bool build_find_label(build *b, redial_span name, const char *what,
                      uint64_t *number) {
  scenario_label *label;

  for (*number = 0; *number < b->s->labels; (*number)++) {
    label = &b->s->label[*number];
    if (label->what == what && reader_is(name, label->name)) {
      (*number)++;
      return true;
    }
  }
  label = build_add(b, &b->s->label, sizeof(*label), &b->s->labels,
                    2 * SCENARIO_TARGETS);
  if (label == NULL || !build_take_name(b, name, label->name)) {
    return false;
  }
  label->what = what;
  *number = b->s->labels;
  return true;
}
