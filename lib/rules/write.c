#include "../rules/rule.h"
#include <redial/names.h>

static void write_pair(rdi_out *out, const char *key, const char *value) {
  rdi_out_text(out, key);
  rdi_out_text(out, value);
}

static bool write_is_class(const redial_rule *rule) {
  return rule->ns <= REDIAL_NAMESPACE_SIP && rule->code_first % 100 == 0 &&
         (int64_t)rule->code_last - rule->code_first == 99;
}

static void write_numbers(rdi_out *out, const redial_rule *rule) {
  rdi_out_signed(out, rule->code_first);
  if (rule->code_last != rule->code_first) {
    rdi_out_text(out, "-");
    rdi_out_signed(out, rule->code_last);
  }
}

static void write_code(rdi_out *out, const redial_rule *rule) {
  if (rule->ns != REDIAL_NAMESPACE_NONE) {
    write_pair(out, redial_namespace_name(rule->ns), ":");
  }
  if (rule->code_last == 0) {
    rdi_out_text(out, "any");
  } else if (rule->ns == REDIAL_NAMESPACE_DIAL) {
    rdi_out_text(out, redial_dial_status_name((uint32_t)rule->code_first));
  } else if (write_is_class(rule)) {
    rdi_out_signed(out, rule->code_first / 100);
    rdi_out_text(out, "xx");
  } else {
    write_numbers(out, rule);
  }
}

static void write_set(rdi_out *out, const char *key, uint32_t field,
                      uint64_t set) {
  uint32_t value;

  for (value = 0; value < 64; value++) {
    if (rdi_set_has(set, value)) {
      write_pair(out, key, rdi_field_value_name(field, value));
      key = ",";
    }
  }
}

static void write_cause(rdi_out *out, const char *key, uint16_t cause) {
  if (cause == REDIAL_CAUSE_ABSENT) {
    write_pair(out, key, "none");
  } else if (cause != 0) {
    rdi_out_text(out, key);
    rdi_out_number(out, cause);
  }
}

static void write_conditions(rdi_out *out, const redial_rule *rule) {
  write_set(out, " outcome=", REDIAL_WORD_OUTCOME, rule->outcomes);
  write_set(out, " kind=", RDI_FIELD_KIND, rule->kinds);
  write_set(out, " progress=", RDI_FIELD_PROGRESS, rule->progress);
  write_set(out, " origin=", RDI_FIELD_ORIGIN, rule->origins);
  write_cause(out, " q850_cause=", rule->q850_cause);
  write_cause(out, " sip_cause=", rule->sip_cause);
  if (rule->elapsed_below_ms != 0) {
    rdi_out_text(out, " elapsed_ms<");
    rdi_out_number(out, rule->elapsed_below_ms);
  }
}

static void write_words(rdi_out *out, const redial_rule *rule) {
  uint32_t word;

  for (word = REDIAL_WORD_OUTCOME; word < REDIAL_WORDS; word++) {
    if (rdi_set_has(rule->replaces, word)) {
      write_pair(out, " ", redial_word_name(word));
      write_pair(out, "=", rdi_field_value_name(word, rule->words[word]));
    }
  }
}

size_t redial_rule_write(const redial_rule *rule, char *buffer, size_t size) {
  rdi_out out;

  rdi_out_open(&out, buffer, size);
  write_code(&out, rule);
  write_conditions(&out, rule);
  rdi_out_text(&out, rule->replaces == 0 ? " -> keep" : " ->");
  write_words(&out, rule);
  return out.length;
}
