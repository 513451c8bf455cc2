#include "../names/list.h"
#include <redial/headers.h>

static const char message_kind_list[] =
  "none\0" "response\0" "CANCEL\0" "BYE\0" "sipfrag";

const char *redial_message_kind_name(redial_message_kind value) {
  return rdi_list_at(message_kind_list, sizeof(message_kind_list),
                     (uint32_t)value);
}

redial_status redial_message_kind_by_name(redial_span name,
                                          redial_message_kind *value) {
  uint32_t index =
    rdi_list_find(message_kind_list, sizeof(message_kind_list), name);

  if (index == RDI_LIST_NONE) {
    return REDIAL_ERR_NO_MATCH;
  }
  *value = (redial_message_kind)index;
  return REDIAL_OK;
}
