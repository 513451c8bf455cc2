#include "../names/list.h"
#include <redial/lint.h>

static const char word_list[] =
  "none\0" "outcome\0" "about\0" "scope\0" "retry\0" "action\0" "treatment";

const char *redial_word_name(redial_word value) {
  return rdi_list_at(word_list, sizeof(word_list), (uint32_t)value);
}

redial_status redial_word_by_name(redial_span name, redial_word *value) {
  uint32_t index = rdi_list_find(word_list, sizeof(word_list), name);

  if (index == RDI_LIST_NONE) {
    return REDIAL_ERR_NO_MATCH;
  }
  *value = (redial_word)index;
  return REDIAL_OK;
}

static const char finding_kind_list[] =
  "none\0" "unreachable\0" "duplicate\0" "contradiction\0" "unbounded\0"
  "kept_scope\0" "zero_weight";

const char *redial_finding_kind_name(redial_finding_kind value) {
  return rdi_list_at(finding_kind_list, sizeof(finding_kind_list),
                     (uint32_t)value);
}

redial_status redial_finding_kind_by_name(redial_span name,
                                          redial_finding_kind *value) {
  uint32_t index =
    rdi_list_find(finding_kind_list, sizeof(finding_kind_list), name);

  if (index == RDI_LIST_NONE) {
    return REDIAL_ERR_NO_MATCH;
  }
  *value = (redial_finding_kind)index;
  return REDIAL_OK;
}
