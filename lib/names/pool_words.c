#include "../names/list.h"
#include <redial/pool.h>

static const char pool_bar_list[] =
  "none\0" "empty\0" "draining\0" "disabled\0" "down\0" "busy\0"
  "cooling\0" "weight\0" "suppressed\0" "group\0" "tried\0" "leases\0"
  "budget";
RDI_NAMES(bar, pool_bar_list)

static const char pool_lease_kind_list[] = "none\0" "offer\0" "talk";
RDI_NAMES(lease_kind, pool_lease_kind_list)

static const char pool_sight_list[] =
  "none\0" "calls\0" "registered\0" "idle";
RDI_NAMES(sight, pool_sight_list)
