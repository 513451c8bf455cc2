#include "../pool/tell.h"

typedef void (*tell_hook)(const redial_pool *pool, void *state, uint32_t slot);

rdi_hook rdi_hook_of(const redial_selector *selector, uint32_t hook) {
  switch (hook) {
  case RDI_HOOK_OPEN:
    return (rdi_hook)selector->open;
  case RDI_HOOK_CLOSE:
    return (rdi_hook)selector->close;
  case RDI_HOOK_LOAD:
    return (rdi_hook)selector->load;
  case RDI_HOOK_OFFERED:
    return (rdi_hook)selector->offered;
  case RDI_HOOK_FREED:
    return (rdi_hook)selector->freed;
  default:
    return (rdi_hook)selector->report;
  }
}

void rdi_tell_these(const redial_pool *pool, uint32_t slot, uint32_t hook,
                    uint32_t left) {
  uint32_t tier = rdi_slot_at(pool, slot)->told.tier;

  for (; left != 0; left &= left - 1) {
    uint32_t i = rdi_lowest(left);

    tell_hook tell = (tell_hook)rdi_hook_of(pool->selectors[i], hook);

    tell(pool, rdi_state(pool, i, tier), slot);
  }
}
