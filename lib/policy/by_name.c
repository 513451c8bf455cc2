#include "../names/list.h"
#include <redial/policy.h>

/* An object of its own: linking it links every profile. */

static const char by_name_list[] = "rfc3261\0"
                                   "hunt_group\0"
                                   "devices\0"
                                   "carrier_failover\0"
                                   "twilio_dial\0"
                                   "redialer";

const char *redial_profile_name(uint32_t index) {
  return rdi_list_at(by_name_list, sizeof(by_name_list), index);
}

const redial_policy *redial_profile_by_name(redial_span name) {
  switch (rdi_list_find(by_name_list, sizeof(by_name_list), name)) {
  case 0:
    return &redial_profile_rfc3261;
  case 1:
    return &redial_profile_hunt_group;
  case 2:
    return &redial_profile_devices;
  case 3:
    return &redial_profile_carrier_failover;
  case 4:
    return &redial_profile_twilio_dial;
  case 5:
    return &redial_profile_redialer;
  default:
    return NULL;
  }
}
