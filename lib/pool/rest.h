#ifndef REDIAL_POOL_REST_H
#define REDIAL_POOL_REST_H

/* A slot begins to wait for the end of its cool-down. */

#include "../pool/inner.h"

/* Of a slot that counts as cooling. */
RDI_HOT void rdi_rest(redial_pool *pool, uint32_t slot, const rdi_slot *record,
                      uint64_t rested) {
  rdi_head *head = rdi_head_of(pool);
  uint64_t *held = rdi_held(pool);

  rdi_heap_set(rdi_opens(pool), slot, rested);
  rdi_wake_at(head, rested);
  if (rdi_slot_may_ask(record, head->clock)) {
    rdi_bits_set(held, &head->layout.bits, slot);
  } else if (rdi_bits_has(held, slot)) {
    rdi_bits_clear(held, &head->layout.bits, slot);
  }
}

#endif
