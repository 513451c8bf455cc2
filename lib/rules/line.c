#include "../rules/rule.h"

/* A condition that names a set of values. */
static redial_status line_set(uint32_t field, redial_span names,
                              uint64_t *set) {
  redial_span name = names;
  uint8_t value;
  bool more;

  if (*set != 0) {
    return REDIAL_ERR_SYNTAX;
  }
  do {
    more = rdi_rule_cut(&names, ',', &name);
    if (!rdi_field_value(field, more ? name : names, &value)) {
      return REDIAL_ERR_NO_MATCH;
    }
    *set |= REDIAL_SET(value);
  } while (more);
  return REDIAL_OK;
}

/* The same for a set of no more than eight. */
static redial_status line_small_set(uint32_t field, redial_span names,
                                    uint8_t *set) {
  uint64_t values = *set;
  redial_status status = line_set(field, names, &values);

  *set = (uint8_t)values;
  return status;
}

static redial_status line_cause(redial_span text, uint32_t low, uint32_t high,
                                uint16_t *cause) {
  uint32_t number = REDIAL_CAUSE_ABSENT;
  redial_status status = REDIAL_OK;

  if (*cause != 0) {
    return REDIAL_ERR_SYNTAX;
  }
  if (!rdi_same(text, rdi_text("none"))) {
    status = rdi_rule_number(text, low, high, &number);
  }
  *cause = (uint16_t)number;
  return status;
}

static redial_status line_elapsed(redial_span text, redial_rule *rule) {
  if (rule->elapsed_below_ms != 0) {
    return REDIAL_ERR_SYNTAX;
  }
  /* Known times begin with 1, so nothing is sooner than that. */
  return rdi_rule_number(text, 2, UINT32_MAX, &rule->elapsed_below_ms);
}

static redial_status line_asks(redial_span key, redial_span text,
                               redial_rule *rule) {
  if (rdi_same(key, rdi_text("kind"))) {
    return line_small_set(RDI_FIELD_KIND, text, &rule->kinds);
  }
  if (rdi_same(key, rdi_text("progress"))) {
    return line_small_set(RDI_FIELD_PROGRESS, text, &rule->progress);
  }
  if (rdi_same(key, rdi_text("origin"))) {
    return line_small_set(RDI_FIELD_ORIGIN, text, &rule->origins);
  }
  if (rdi_same(key, rdi_text("outcome"))) {
    return line_set(REDIAL_WORD_OUTCOME, text, &rule->outcomes);
  }
  if (rdi_same(key, rdi_text("q850_cause"))) {
    return line_cause(text, 1, 127, &rule->q850_cause);
  }
  if (rdi_same(key, rdi_text("sip_cause"))) {
    return line_cause(text, 100, 699, &rule->sip_cause);
  }
  return REDIAL_ERR_NO_MATCH;
}

static redial_status line_condition(redial_span token, redial_rule *rule) {
  redial_span key;

  if (rdi_rule_cut(&token, '=', &key)) {
    return line_asks(key, token, rule);
  }
  if (!rdi_rule_cut(&token, '<', &key)) {
    return REDIAL_ERR_SYNTAX;
  }
  return rdi_same(key, rdi_text("elapsed_ms")) ? line_elapsed(token, rule)
                                               : REDIAL_ERR_NO_MATCH;
}

static redial_status line_word(redial_span token, redial_rule *rule) {
  redial_word word = REDIAL_WORD_NONE;
  redial_span key;

  if (!rdi_rule_cut(&token, '=', &key)) {
    return REDIAL_ERR_SYNTAX;
  }
  if (redial_word_by_name(key, &word) != REDIAL_OK ||
      word == REDIAL_WORD_NONE) {
    return REDIAL_ERR_NO_MATCH;
  }
  if (rdi_set_has(rule->replaces, (uint32_t)word)) {
    return REDIAL_ERR_SYNTAX;
  }
  rule->replaces = (uint8_t)(rule->replaces | REDIAL_SET(word));
  return rdi_field_value((uint32_t)word, token, &rule->words[word])
           ? REDIAL_OK
           : REDIAL_ERR_NO_MATCH;
}

redial_span rdi_rule_token(redial_span *text) {
  redial_span token;

  *text = rdi_trim(*text);
  token.ptr = text->ptr;
  token.len = 0;
  while (token.len < text->len && !rdi_is_blank(token.ptr[token.len])) {
    token.len++;
  }
  text->ptr += token.len;
  text->len -= token.len;
  return token;
}

/* What stands left of the arrow, the arrow included. */
static redial_status line_conditions(redial_span *line, redial_rule *rule,
                                     redial_span *token) {
  redial_status status;

  *token = rdi_rule_token(line);
  status = rdi_rule_code(*token, rule);
  while (status == REDIAL_OK) {
    *token = rdi_rule_token(line);
    if (rdi_same(*token, rdi_text("->"))) {
      return REDIAL_OK;
    }
    status = line_condition(*token, rule);
  }
  return status;
}

/* What stands right of it: "keep" alone, or at least one word. */
static redial_status line_words(redial_span *line, redial_rule *rule,
                                redial_span *token) {
  redial_status status;

  *token = rdi_rule_token(line);
  if (rdi_same(*token, rdi_text("keep"))) {
    *token = rdi_rule_token(line);
    return token->len == 0 ? REDIAL_OK : REDIAL_ERR_SYNTAX;
  }
  do {
    status = line_word(*token, rule);
    if (status != REDIAL_OK) {
      return status;
    }
    *token = rdi_rule_token(line);
  } while (token->len > 0);
  return REDIAL_OK;
}

redial_status rdi_rule_line(redial_span line, redial_rule *rule,
                            redial_span *token) {
  redial_status status = line_conditions(&line, rule, token);

  return status == REDIAL_OK ? line_words(&line, rule, token) : status;
}
