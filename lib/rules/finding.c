#include "../rules/rule.h"
#include <redial/lint.h>

/* "line 4"; a rule that was not read from text has only its index. */
static void finding_place(rdi_out *out, uint32_t line, const char *what,
                          uint32_t index) {
  rdi_out_text(out, line != 0 ? "line" : what);
  rdi_out_text(out, " ");
  rdi_out_number(out, line != 0 ? line : index);
}

/* "retry never" */
static void finding_word(rdi_out *out, uint32_t word, uint32_t value) {
  rdi_out_text(out, redial_word_name(word));
  rdi_out_text(out, " ");
  rdi_out_text(out, rdi_field_value_name(word, value));
}

static void finding_unreachable(rdi_out *out, const redial_finding *finding) {
  if (finding->other == finding->rule) {
    rdi_out_text(out, "no failure meets its conditions");
    return;
  }
  finding_place(out, finding->other_line, "rule", finding->other);
  rdi_out_text(out, " takes every case first");
}

static void finding_contradiction(rdi_out *out, const redial_finding *finding) {
  finding_word(out, finding->word, finding->value);
  if (finding->other_word == REDIAL_WORD_NONE) {
    rdi_out_text(out, " cannot be given by a rule");
    return;
  }
  rdi_out_text(out, ", ");
  finding_word(out, finding->other_word, finding->other_value);
}

static void finding_detail(rdi_out *out, const redial_finding *finding) {
  switch ((redial_finding_kind)finding->kind) {
  case REDIAL_FINDING_UNREACHABLE:
    finding_unreachable(out, finding);
    break;
  case REDIAL_FINDING_DUPLICATE:
    rdi_out_text(out, "same conditions as ");
    finding_place(out, finding->other_line, "rule", finding->other);
    break;
  case REDIAL_FINDING_CONTRADICTION:
    finding_contradiction(out, finding);
    break;
  case REDIAL_FINDING_UNBOUNDED:
    finding_word(out, finding->word, finding->value);
    rdi_out_text(out, ", and no limit ends it");
    break;
  case REDIAL_FINDING_KEPT_SCOPE:
    finding_word(out, finding->word, finding->value);
    rdi_out_text(out, ", but a 6xx keeps everywhere");
    break;
  case REDIAL_FINDING_ZERO_WEIGHT:
    rdi_out_text(out, "never offered by a weighted strategy");
    break;
  case REDIAL_FINDING_NONE:
    break;
  }
}

size_t redial_finding_explain(const redial_finding *finding, char *buffer,
                              size_t size) {
  bool weight = finding->kind == REDIAL_FINDING_ZERO_WEIGHT;
  rdi_out out;

  rdi_out_open(&out, buffer, size);
  finding_place(&out, finding->line, weight ? "target" : "rule", finding->rule);
  rdi_out_text(&out, ": ");
  rdi_out_text(&out, redial_finding_kind_name(finding->kind));
  rdi_out_text(&out, ": ");
  finding_detail(&out, finding);
  return out.length;
}
