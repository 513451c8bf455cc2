#include "../names/list.h"
#include <redial/caps.h>

static const char caps_end_list[] =
  "unknown\0" "failed\0" "busy\0" "no_answer\0" "talked\0" "abandoned";
static const char caps_count_list[] = "placed\0" "alerted";
static const char caps_why_list[] =
  "none\0" "gap\0" "busy\0" "no_answer\0" "talked\0" "abandoned\0" "window\0"
  "series";

const char *redial_caps_end_name(redial_caps_end value) {
  return rdi_list_at(caps_end_list, sizeof(caps_end_list), (uint32_t)value);
}

const char *redial_caps_count_name(redial_caps_count value) {
  return rdi_list_at(caps_count_list, sizeof(caps_count_list),
                     (uint32_t)value);
}

const char *redial_caps_why_name(redial_caps_why value) {
  return rdi_list_at(caps_why_list, sizeof(caps_why_list), (uint32_t)value);
}

redial_status redial_caps_end_by_name(redial_span name,
                                      redial_caps_end *value) {
  uint32_t index = rdi_list_find(caps_end_list, sizeof(caps_end_list), name);

  if (index == RDI_LIST_NONE) {
    return REDIAL_ERR_NO_MATCH;
  }
  *value = (redial_caps_end)index;
  return REDIAL_OK;
}

redial_status redial_caps_count_by_name(redial_span name,
                                        redial_caps_count *value) {
  uint32_t index =
    rdi_list_find(caps_count_list, sizeof(caps_count_list), name);

  if (index == RDI_LIST_NONE) {
    return REDIAL_ERR_NO_MATCH;
  }
  *value = (redial_caps_count)index;
  return REDIAL_OK;
}

redial_status redial_caps_why_by_name(redial_span name,
                                      redial_caps_why *value) {
  uint32_t index = rdi_list_find(caps_why_list, sizeof(caps_why_list), name);

  if (index == RDI_LIST_NONE) {
    return REDIAL_ERR_NO_MATCH;
  }
  *value = (redial_caps_why)index;
  return REDIAL_OK;
}
