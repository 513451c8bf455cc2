/* rule LINE, and rules ... end: lines of a rule file. */

#include "build.h"
#include <stdlib.h>
#include <string.h>

/* The rules stay where they stand in the file and everything else of it
   becomes blank: so the reader of rules counts lines and columns as a person
   does. */
static bool build_begin_rules(build *b) {
  size_t length = b->in.text.len;
  size_t i;

  if (b->rules != NULL) {
    return true;
  }
  b->rules = malloc(length + 1);
  if (b->rules == NULL) {
    cli_say(b->in.command, b->in.path, "does not fit into memory");
    return false;
  }
  for (i = 0; i < length; i++) {
    b->rules[i] = b->in.text.ptr[i] == '\n' ? '\n' : ' ';
  }
  return true;
}

bool build_rule_line(build *b) {
  size_t at = (size_t)(b->in.rest.ptr - b->in.text.ptr);

  if (b->in.rest.len == 0) {
    return reader_fail(&b->in, b->in.rest, "the line needs a rule here");
  }
  if (!build_begin_rules(b)) {
    return false;
  }
  memcpy(b->rules + at, b->in.rest.ptr, b->in.rest.len);
  return true;
}

bool build_rules(build *b) {
  redial_span text;
  redial_rules_error error;
  redial_status status;

  if (b->rules == NULL) {
    return true;
  }
  text.ptr = b->rules;
  text.len = b->in.text.len;
  b->s->rule = calloc(b->in.number + 1u, sizeof(*b->s->rule));
  if (b->s->rule == NULL) {
    cli_say(b->in.command, b->in.path, "does not fit into memory");
    return false;
  }
  status = redial_rules_read(text, b->s->rule, b->in.number + 1u,
                             &b->s->rules.count, &error);
  if (status != REDIAL_OK) {
    cli_say_at(b->in.command, b->in.path, &error,
               cli_rules_means(status, error.token.len == 0));
    return false;
  }
  b->s->rules.rule = b->s->rule;
  return true;
}
