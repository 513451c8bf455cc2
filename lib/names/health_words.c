#include "../names/list.h"
#include <redial/health.h>
#include <redial/sign.h>

/* One list per enumeration, in its order. */

#define HEALTH_NAMES(word, list)                                               \
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

static const char health_role_list[] = "unknown\0" "endpoint\0" "via";
HEALTH_NAMES(role, health_role_list)

static const char health_blame_list[] = "none\0" "good\0" "callee\0" "fault";
HEALTH_NAMES(blame, health_blame_list)

static const char health_breaker_list[] =
  "none\0" "closed\0" "open\0" "half_open";
HEALTH_NAMES(breaker, health_breaker_list)

static const char health_registered_list[] = "unknown\0" "yes\0" "no";
HEALTH_NAMES(registered, health_registered_list)

static const char health_calls_list[] = "unknown\0" "none\0" "some";
HEALTH_NAMES(calls, health_calls_list)

static const char health_probed_list[] = "unknown\0" "up\0" "down";
HEALTH_NAMES(probed, health_probed_list)

static const char health_probe_list[] = "unknown\0" "alive\0" "unwell\0" "dead";
HEALTH_NAMES(probe, health_probe_list)

static const char health_sign_list[] =
  "none\0" "busy_spike\0" "stuck_busy\0" "trunk_full\0" "unregistered\0"
  "away_registered\0" "not_answering\0" "decline_spike\0" "decline_hour\0"
  "outage";
HEALTH_NAMES(sign_kind, health_sign_list)

#undef HEALTH_NAMES
