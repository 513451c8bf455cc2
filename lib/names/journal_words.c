#include "../names/list.h"
#include <redial/journal.h>

static const char journal_kind_list[] =
  "none\0" "begun\0" "poll\0" "event\0" "caller_gone\0" "withdrawn\0"
  "forwarded\0" "host";
RDI_NAMES(journal_kind, journal_kind_list)

#define FIELD(name, member, kinds) name "\0"
static const char journal_field_list[] =
#include "../journal/fields.def"
  ;
#undef FIELD

/* The last name has an end of its own. */
#define JOURNAL_FIELD_SIZE (sizeof(journal_field_list) - 1)

const char *redial_journal_field_name(uint32_t field) {
  return rdi_list_at(journal_field_list, JOURNAL_FIELD_SIZE, field);
}

redial_status redial_journal_field_by_name(redial_span name, uint32_t *field) {
  uint32_t index =
    rdi_list_find(journal_field_list, JOURNAL_FIELD_SIZE, name);

  if (index == RDI_LIST_NONE) {
    return REDIAL_ERR_NO_MATCH;
  }
  *field = index;
  return REDIAL_OK;
}
#undef JOURNAL_FIELD_SIZE
