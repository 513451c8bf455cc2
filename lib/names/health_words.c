#include "../names/list.h"
#include <redial/health.h>
#include <redial/sign.h>

/* One list per enumeration, in its order. */

static const char health_role_list[] = "unknown\0" "endpoint\0" "via";
RDI_NAMES(role, health_role_list)

static const char health_blame_list[] = "none\0" "good\0" "callee\0" "fault";
RDI_NAMES(blame, health_blame_list)

static const char health_breaker_list[] =
  "none\0" "closed\0" "open\0" "half_open";
RDI_NAMES(breaker, health_breaker_list)

static const char health_registered_list[] = "unknown\0" "yes\0" "no";
RDI_NAMES(registered, health_registered_list)

static const char health_calls_list[] = "unknown\0" "none\0" "some";
RDI_NAMES(calls, health_calls_list)

static const char health_probed_list[] = "unknown\0" "up\0" "down";
RDI_NAMES(probed, health_probed_list)

static const char health_probe_list[] = "unknown\0" "alive\0" "unwell\0" "dead";
RDI_NAMES(probe, health_probe_list)

static const char health_sign_list[] =
  "none\0" "busy_spike\0" "stuck_busy\0" "trunk_full\0" "unregistered\0"
  "away_registered\0" "not_answering\0" "decline_spike\0" "decline_hour\0"
  "outage";
RDI_NAMES(sign_kind, health_sign_list)

