#include "../names/list.h"
#include <redial/policy.h>

/* One list per enumeration, in its order, as in words.c. */

#define POLICY_NAMES(word, list)                                               \
  const char *redial_##word##_name(redial_##word value) {                      \
    return rdi_list_at(list, sizeof(list), (uint32_t)value);                   \
  }                                                                            \
  redial_status redial_##word##_by_name(redial_span name,                      \
                                        redial_##word *value) {                \
    uint32_t index = rdi_list_find(list, sizeof(list), name);                  \
                                                                               \
    if (index == RDI_LIST_NONE) {                                              \
      return REDIAL_ERR_NO_MATCH;                                              \
    }                                                                          \
    *value = (redial_##word)index;                                             \
    return REDIAL_OK;                                                          \
  }

static const char next_list[] =
  "none\0" "done\0" "endpoint\0" "route\0" "again\0" "repair\0" "stop";
POLICY_NAMES(next, next_list)

static const char why_list[] =
  "none\0" "going_on\0" "answered\0" "withdrawn\0" "caller_gone\0"
  "nothing_failed\0" "repair\0" "deadline\0" "refused\0" "strict_6xx\0"
  "attempts\0" "caller_delay\0" "endpoint_attempts\0" "via_attempts\0"
  "early_media\0" "budget\0" "request\0" "throttled\0" "dialog\0" "route\0"
  "fatal\0" "here\0" "address\0" "confirm\0" "everywhere\0" "unknown\0"
  "round\0" "nobody_left\0" "rounds\0" "tries\0" "too_late";
POLICY_NAMES(why, why_list)

static const char party_list[] =
  "none\0" "via\0" "endpoint\0" "person";
POLICY_NAMES(party, party_list)

static const char cancel_list[] =
  "none\0" "person\0" "all";
POLICY_NAMES(cancel, cancel_list)

static const char cancel_reason_list[] =
  "none\0" "answered\0" "refused\0" "ended";
POLICY_NAMES(cancel_reason, cancel_reason_list)

static const char jitter_list[] =
  "none\0" "full\0" "equal";
POLICY_NAMES(jitter, jitter_list)

#undef POLICY_NAMES
