#include "../names/list.h"
#include <redial/headers.h>

static const char message_kind_list[] =
  "none\0" "response\0" "CANCEL\0" "BYE\0" "sipfrag";

RDI_NAMES(message_kind, message_kind_list)
