#include "../names/list.h"
#include <redial/hunt.h>

/* One list per enumeration, in its order. */

static const char hunt_step_list[] =
  "none\0" "dial\0" "cancel\0" "hang_up\0" "repair\0" "wait\0" "done\0"
  "stop";
RDI_NAMES(step_kind, hunt_step_list)

static const char hunt_state_list[] =
  "open\0" "waiting\0" "closed\0" "answered\0" "done\0" "stopped";
RDI_NAMES(hunt_state, hunt_state_list)
