#include "../rules/rule.h"
#include <redial/names.h>

/* The shortest number that is a Twilio code without saying so. */
#define CODE_TWILIO_FIRST 10000u

/* Numbers that a code of a namespace can have. */
typedef struct code_limits {
  uint32_t low;
  uint32_t high;
} code_limits;

static code_limits code_range(uint8_t ns) {
  code_limits sip = {100, 699};
  code_limits q850 = {1, 127};
  code_limits twilio = {1, INT32_MAX};

  if (ns == REDIAL_NAMESPACE_Q850) {
    return q850;
  }
  return ns == REDIAL_NAMESPACE_TWILIO ? twilio : sip;
}

bool rdi_rule_cut(redial_span *text, char mark, redial_span *before) {
  size_t at;

  for (at = 0; at < text->len; at++) {
    if (text->ptr[at] == mark) {
      before->ptr = text->ptr;
      before->len = at;
      text->ptr += at + 1;
      text->len -= at + 1;
      return true;
    }
  }
  return false;
}

redial_status rdi_rule_number(redial_span text, uint32_t low, uint32_t high,
                              uint32_t *number) {
  uint32_t value;

  if (!rdi_number(&text, &value)) {
    return REDIAL_ERR_SYNTAX;
  }
  if (value < low || value > high) {
    return REDIAL_ERR_RANGE;
  }
  *number = value;
  return REDIAL_OK;
}

/* "5xx" */
static bool code_is_class(redial_span text) {
  redial_span any = {"xx", 2};
  redial_span tail;

  if (text.len != 3 || text.ptr[0] < '1' || text.ptr[0] > '6') {
    return false;
  }
  tail.ptr = text.ptr + 1;
  tail.len = 2;
  return rdi_same(tail, any);
}

static redial_status code_class(redial_span text, redial_rule *rule) {
  if (rule->ns > REDIAL_NAMESPACE_SIP) {
    return REDIAL_ERR_SYNTAX;
  }
  rule->code_first = (text.ptr[0] - '0') * 100;
  rule->code_last = rule->code_first + 99;
  return REDIAL_OK;
}

static redial_status code_dial(redial_span text, redial_rule *rule) {
  redial_dial_status word = REDIAL_DIAL_UNKNOWN;

  if (redial_dial_status_by_name(text, &word) != REDIAL_OK ||
      word == REDIAL_DIAL_UNKNOWN) {
    return REDIAL_ERR_NO_MATCH;
  }
  rule->code_first = (int32_t)word;
  rule->code_last = (int32_t)word;
  return REDIAL_OK;
}

/* "486" or "500-504" */
static redial_status code_numbers(redial_span text, redial_rule *rule) {
  code_limits limits;
  redial_span first = text;
  uint32_t low = 0;
  uint32_t high = 0;
  redial_status status;

  rdi_rule_cut(&text, '-', &first);
  if (rule->ns == REDIAL_NAMESPACE_NONE && rdi_number(&first, &low) &&
      low >= CODE_TWILIO_FIRST) {
    rule->ns = REDIAL_NAMESPACE_TWILIO;
  }
  limits = code_range(rule->ns);
  status = rdi_rule_number(first, limits.low, limits.high, &low);
  if (status == REDIAL_OK) {
    status = rdi_rule_number(text, low, limits.high, &high);
  }
  rule->code_first = (int32_t)low;
  rule->code_last = (int32_t)high;
  return status;
}

static bool code_namespace(redial_span *text, redial_rule *rule) {
  redial_namespace ns = REDIAL_NAMESPACE_NONE;
  redial_span name;

  if (!rdi_rule_cut(text, ':', &name)) {
    return true;
  }
  if (redial_namespace_by_name(name, &ns) != REDIAL_OK) {
    return false;
  }
  rule->ns = (uint8_t)ns;
  return ns != REDIAL_NAMESPACE_NONE;
}

redial_status rdi_rule_code(redial_span text, redial_rule *rule) {
  if (!code_namespace(&text, rule)) {
    return REDIAL_ERR_NO_MATCH;
  }
  if (rdi_same(text, rdi_text("any"))) {
    return REDIAL_OK;
  }
  if (rule->ns == REDIAL_NAMESPACE_DIAL) {
    return code_dial(text, rule);
  }
  return code_is_class(text) ? code_class(text, rule)
                             : code_numbers(text, rule);
}
