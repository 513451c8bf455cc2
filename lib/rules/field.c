#include "../rules/rule.h"
#include <redial/names.h>

static const char *field_of_evidence(uint32_t field, uint32_t value) {
  switch (field) {
  case RDI_FIELD_KIND:
    return redial_kind_name(value);
  case RDI_FIELD_PROGRESS:
    return redial_progress_name(value);
  default:
    return redial_origin_name(value);
  }
}

const char *rdi_field_value_name(uint32_t field, uint32_t value) {
  switch (field) {
  case REDIAL_WORD_OUTCOME:
    return redial_outcome_name(value);
  case REDIAL_WORD_ABOUT:
    return redial_about_name(value);
  case REDIAL_WORD_SCOPE:
    return redial_scope_name(value);
  case REDIAL_WORD_RETRY:
    return redial_retry_name(value);
  case REDIAL_WORD_ACTION:
    return redial_action_name(value);
  case REDIAL_WORD_TREATMENT:
    return redial_treatment_name(value);
  default:
    return field_of_evidence(field, value);
  }
}

bool rdi_field_value(uint32_t field, redial_span name, uint8_t *value) {
  uint32_t number;

  /* No enumeration here has 64 values: they must fit into a set. */
  for (number = 0; number < 64; number++) {
    redial_span known = rdi_text(rdi_field_value_name(field, number));

    if (rdi_same(known, name) && known.ptr[0] != '?') {
      *value = (uint8_t)number;
      return true;
    }
  }
  return false;
}
