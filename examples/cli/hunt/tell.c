#include "tell.h"
#include <stdarg.h>
#include <string.h>

tell tell_open(const player *p, uint32_t call, const char *what) {
  tell t;

  memset(&t, 0, sizeof(t));
  t.p = p;
  t.call = call == SCENARIO_NOBODY ? NULL : p->s->call[call].name;
  if (p->json && !p->quiet) {
    t.json = cli_json_open(stdout);
    cli_json_number(&t.json, "time_ms", (int64_t)p->now_ms);
    cli_json_text(&t.json, "call", t.call);
    cli_json_text(&t.json, "what", what);
  }
  return t;
}

static bool tell_is_json(const tell *t) {
  return t->p->json && !t->p->quiet;
}

void tell_text(tell *t, const char *key, const char *text) {
  if (tell_is_json(t)) {
    cli_json_text(&t->json, key, text);
  }
}

void tell_number(tell *t, const char *key, uint64_t number) {
  if (tell_is_json(t)) {
    cli_json_number(&t->json, key, (int64_t)number);
  }
}

void tell_yes(tell *t, const char *key, bool yes) {
  if (tell_is_json(t)) {
    cli_json_bool(&t->json, key, yes);
  }
}

void tell_null(tell *t, const char *key) {
  tell_text(t, key, NULL);
}

void tell_whose(tell *t, const char *key, uint32_t side, uint32_t slot) {
  tell_text(t, key,
            slot == REDIAL_NO_SLOT ? NULL : world_name(t->p, side, slot));
}

void tell_time(tell *t, const char *key, uint64_t ms) {
  if (ms == REDIAL_NEVER) {
    tell_null(t, key);
  } else {
    tell_number(t, key, ms);
  }
}

void tell_say(tell *t, const char *format, ...) {
  size_t room = sizeof(t->text) - t->length;
  va_list list;
  int length;

  va_start(list, format);
  length = vsnprintf(t->text + t->length, room, format, list);
  va_end(list);
  if (length > 0) {
    t->length += (size_t)length < room ? (size_t)length : room - 1;
  }
}

void tell_say_span(tell *t, uint64_t ms) {
  if (ms % 1000 == 0) {
    tell_say(t, "%lus", (unsigned long)(ms / 1000));
  } else {
    tell_say(t, "%lu.%03us", (unsigned long)(ms / 1000), (unsigned)(ms % 1000));
  }
}

/* Time and call; returns how wide they are. */
static int tell_head(const tell *t) {
  return printf("%5lu.%03u  %-*s  ", (unsigned long)(t->p->now_ms / 1000),
                (unsigned)(t->p->now_ms % 1000), t->p->call_width,
                t->call != NULL ? t->call : "-");
}

/* What fits into one line stands in one. */
static void tell_join(tell *t, int column) {
  char *end = strchr(t->text, '\n');

  if (end != NULL && t->length + (size_t)column <= CLI_WIDTH) {
    *end = ' ';
  }
}

/* Further lines, and what does not fit, stand below the first. */
static void tell_people(tell *t) {
  int indent = tell_head(t);
  int column = indent;
  char *line = t->text;

  tell_join(t, indent);
  while (line != NULL) {
    char *end = strchr(line, '\n');

    if (end != NULL) {
      *end++ = '\0';
    }
    cli_wrap(stdout, column, indent, line);
    column = 0;
    line = end;
  }
}

static void tell_json(tell *t) {
  char *end;

  for (end = strchr(t->text, '\n'); end != NULL; end = strchr(end, '\n')) {
    *end = ' ';
  }
  cli_json_text(&t->json, "text", t->text);
  cli_json_close(&t->json);
  putchar('\n');
}

void tell_close(tell *t) {
  if (t->p->quiet) {
    return;
  }
  if (t->p->json) {
    tell_json(t);
  } else {
    tell_people(t);
  }
}
