#include "../names/list.h"
#include <redial/lint.h>

static const char word_list[] =
  "none\0" "outcome\0" "about\0" "scope\0" "retry\0" "action\0" "treatment";

RDI_NAMES(word, word_list)

static const char finding_kind_list[] =
  "none\0" "unreachable\0" "duplicate\0" "contradiction\0" "unbounded\0"
  "kept_scope\0" "zero_weight";

RDI_NAMES(finding_kind, finding_kind_list)
