#include "../names/list.h"
#include <redial/caps.h>

static const char caps_end_list[] =
  "unknown\0" "failed\0" "busy\0" "no_answer\0" "talked\0" "abandoned";
RDI_NAMES(caps_end, caps_end_list)

static const char caps_count_list[] = "placed\0" "alerted";
RDI_NAMES(caps_count, caps_count_list)

static const char caps_why_list[] =
  "none\0" "gap\0" "busy\0" "no_answer\0" "talked\0" "abandoned\0" "window\0"
  "series";
RDI_NAMES(caps_why, caps_why_list)
