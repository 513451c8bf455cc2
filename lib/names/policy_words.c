#include "../names/list.h"
#include <redial/policy.h>

/* One list per enumeration, in its order, as in words.c. */

static const char next_list[] =
  "none\0" "done\0" "endpoint\0" "route\0" "again\0" "repair\0" "stop";
RDI_NAMES(next, next_list)

static const char why_list[] =
  "none\0" "going_on\0" "answered\0" "withdrawn\0" "caller_gone\0"
  "nothing_failed\0" "repair\0" "deadline\0" "refused\0" "strict_6xx\0"
  "attempts\0" "caller_delay\0" "endpoint_attempts\0" "via_attempts\0"
  "early_media\0" "budget\0" "request\0" "throttled\0" "dialog\0" "route\0"
  "fatal\0" "here\0" "address\0" "confirm\0" "everywhere\0" "unknown\0"
  "round\0" "nobody_left\0" "rounds\0" "tries\0" "too_late";
RDI_NAMES(why, why_list)

static const char party_list[] =
  "none\0" "via\0" "endpoint\0" "person";
RDI_NAMES(party, party_list)

static const char cancel_list[] =
  "none\0" "person\0" "all";
RDI_NAMES(cancel, cancel_list)

static const char cancel_reason_list[] =
  "none\0" "answered\0" "refused\0" "ended";
RDI_NAMES(cancel_reason, cancel_reason_list)

static const char jitter_list[] =
  "none\0" "full\0" "equal";
RDI_NAMES(jitter, jitter_list)

