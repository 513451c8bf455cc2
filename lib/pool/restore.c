#include "../pool/inner.h"

/* Times are kept by what remained of them when the image was saved. What was
   over is over. */
static uint64_t restore_time(uint64_t time, uint64_t then, uint64_t now) {
  if (time <= then) {
    return 0;
  }
  return time == REDIAL_NEVER ? time : rdi_add64(now, time - then);
}

static void restore_slot(rdi_slot *record, uint64_t then, uint64_t now) {
  uint32_t kind;

  for (kind = 0; kind < RDI_COOLS; kind++) {
    record->cool[kind] = restore_time(record->cool[kind], then, now);
  }
  record->registered_until = restore_time(record->registered_until, then, now);
  record->calls_until = restore_time(record->calls_until, then, now);
}

redial_status redial_pool_restore(redial_pool *pool, uint64_t now_ms) {
  rdi_head *head = rdi_head_of(pool);
  uint64_t then = head->clock;
  uint32_t i;

  if (!rdi_rebuild_fits(pool)) {
    return REDIAL_ERR_CORRUPT;
  }
  now_ms = rdi_clock(now_ms);
  head->writing = 1;
  for (i = 0; i < head->layout.config.capacity; i++) {
    restore_slot(rdi_slot_at(pool, i), then, now_ms);
  }
  for (i = 0; i < head->layout.config.leases; i++) {
    rdi_lease *lease = rdi_lease_at(pool, i);

    lease->until = restore_time(lease->until, then, now_ms);
  }
  head->clock = now_ms;
  return redial_pool_rebuild(pool);
}
