#include "../names/list.h"
#include <redial/hunt.h>

/* One list per enumeration, in its order, as in words.c. */

static const char hunt_step_list[] =
  "none\0" "dial\0" "cancel\0" "hang_up\0" "repair\0" "wait\0" "done\0"
  "stop";

static const char hunt_state_list[] =
  "open\0" "waiting\0" "closed\0" "answered\0" "done\0" "stopped";

const char *redial_step_kind_name(redial_step_kind value) {
  return rdi_list_at(hunt_step_list, sizeof(hunt_step_list), (uint32_t)value);
}

const char *redial_hunt_state_name(redial_hunt_state value) {
  return rdi_list_at(hunt_state_list, sizeof(hunt_state_list),
                     (uint32_t)value);
}

redial_status redial_step_kind_by_name(redial_span name,
                                       redial_step_kind *value) {
  uint32_t index = rdi_list_find(hunt_step_list, sizeof(hunt_step_list), name);

  if (index == RDI_LIST_NONE) {
    return REDIAL_ERR_NO_MATCH;
  }
  *value = (redial_step_kind)index;
  return REDIAL_OK;
}

redial_status redial_hunt_state_by_name(redial_span name,
                                        redial_hunt_state *value) {
  uint32_t index =
    rdi_list_find(hunt_state_list, sizeof(hunt_state_list), name);

  if (index == RDI_LIST_NONE) {
    return REDIAL_ERR_NO_MATCH;
  }
  *value = (redial_hunt_state)index;
  return REDIAL_OK;
}
