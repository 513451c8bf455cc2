#include "../rules/rule.h"

static const redial_rule read_empty = {
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, {0, 0, 0, 0, 0, 0, 0}};

/* Where the reader stands. */
typedef struct read_text {
  redial_span rest;
  redial_span line; /* without comment and line end */
  uint32_t number;  /* of the line, from 1 */
} read_text;

/* A line ends with LF or CR LF, and its rule before a #. */
static redial_span read_rule_part(redial_span line) {
  redial_span part = line;

  rdi_rule_cut(&line, '#', &part);
  if (part.len > 0 && part.ptr[part.len - 1] == '\r') {
    part.len--;
  }
  return part;
}

/* Moves to the next line; false after the last. */
static bool read_next(read_text *text) {
  redial_span line = text->rest;

  if (text->rest.len == 0) {
    return false;
  }
  if (!rdi_rule_cut(&text->rest, '\n', &line)) {
    text->rest.len = 0;
  }
  text->line = read_rule_part(line);
  text->number = rdi_add32(text->number, 1);
  return true;
}

/* One run over the text. Writes only where there is a place to write to, so
   that the first run can check all of it. */
static redial_status read_run(read_text text, redial_rule *rule,
                              uint32_t capacity, uint32_t *count,
                              redial_rules_error *error) {
  uint32_t found = 0;

  while (read_next(&text)) {
    redial_span rest = text.line;
    redial_span token = rdi_rule_token(&rest);
    redial_rule read = read_empty;
    redial_status status = REDIAL_ERR_FULL;

    if (token.len == 0) {
      continue;
    }
    if (found < capacity) {
      status = rdi_rule_line(text.line, &read, &token);
    }
    if (status != REDIAL_OK) {
      error->line = text.number;
      error->column = (size_t)(token.ptr - text.line.ptr) + 1;
      error->token = token;
      return status;
    }
    if (rule != NULL) {
      rule[found] = read;
      rule[found].line = text.number;
    }
    found++;
  }
  *count = found;
  return REDIAL_OK;
}

redial_status redial_rules_read(redial_span text, redial_rule *rule,
                                uint32_t capacity, uint32_t *count,
                                redial_rules_error *error) {
  read_text start = {{NULL, 0}, {NULL, 0}, 0};
  uint32_t found = 0;
  redial_status status;

  start.rest = text;
  status = read_run(start, NULL, capacity, &found, error);
  if (status != REDIAL_OK) {
    return status;
  }
  return read_run(start, rule, capacity, count, error);
}
