#include "../names/list.h"
#include <redial/pool.h>

static const char pool_bar_list[] =
  "none\0" "empty\0" "draining\0" "disabled\0" "down\0" "busy\0"
  "cooling\0" "weight\0" "suppressed\0" "group\0" "tried\0" "leases\0"
  "budget";

static const char pool_lease_kind_list[] = "none\0" "offer\0" "talk";

static const char pool_sight_list[] =
  "none\0" "calls\0" "registered\0" "idle";

const char *redial_bar_name(uint32_t value) {
  return rdi_list_at(pool_bar_list, sizeof(pool_bar_list), (uint32_t)value);
}

const char *redial_lease_kind_name(uint32_t value) {
  return rdi_list_at(pool_lease_kind_list, sizeof(pool_lease_kind_list),
                     (uint32_t)value);
}

const char *redial_sight_name(uint32_t value) {
  return rdi_list_at(pool_sight_list, sizeof(pool_sight_list),
                     (uint32_t)value);
}

redial_status redial_bar_by_name(redial_span name, redial_bar *value) {
  uint32_t index = rdi_list_find(pool_bar_list, sizeof(pool_bar_list), name);

  if (index == RDI_LIST_NONE) {
    return REDIAL_ERR_NO_MATCH;
  }
  *value = (redial_bar)index;
  return REDIAL_OK;
}

redial_status redial_lease_kind_by_name(redial_span name,
                                        redial_lease_kind *value) {
  uint32_t index =
    rdi_list_find(pool_lease_kind_list, sizeof(pool_lease_kind_list), name);

  if (index == RDI_LIST_NONE) {
    return REDIAL_ERR_NO_MATCH;
  }
  *value = (redial_lease_kind)index;
  return REDIAL_OK;
}

redial_status redial_sight_by_name(redial_span name, redial_sight *value) {
  uint32_t index =
    rdi_list_find(pool_sight_list, sizeof(pool_sight_list), name);

  if (index == RDI_LIST_NONE) {
    return REDIAL_ERR_NO_MATCH;
  }
  *value = (redial_sight)index;
  return REDIAL_OK;
}
