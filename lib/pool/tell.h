#ifndef REDIAL_POOL_TELL_H
#define REDIAL_POOL_TELL_H

/* A slot opens or shuts: sets, counts, and those strategies that want to
   know. Which these are stands in the layout, so nobody pays for hooks that
   nobody has. All inline: it is most of what a lease costs. */

#include "../pool/image.h"

RDI_PRIVATE_BEGIN

/* tell.c: a hook of a strategy, of whatever shape; NULL when it has none. */
typedef void (*rdi_hook)(void);
rdi_hook rdi_hook_of(const redial_selector *selector, uint32_t hook);
/* The strategies whose bits are left; not for reports. */
void rdi_tell_these(const redial_pool *pool, uint32_t slot, uint32_t hook,
                    uint32_t left);

RDI_HOT void rdi_tell(const redial_pool *pool, uint32_t slot, uint32_t hook) {
  uint32_t left = rdi_head_of(pool)->layout.hooks[hook];

  if (left != 0) {
    rdi_tell_these(pool, slot, hook, left);
  }
}

RDI_ONCE void rdi_count_as(rdi_head *head, rdi_slot *record, redial_bar why) {
  head->counts[record->why]--;
  head->counts[why]++;
  record->why = (uint8_t)why;
}

RDI_HOT void rdi_look_drop(rdi_slot *record, uint32_t look) {
  if (RDI_SHORT_WAYS) {
    record->look &= (uint8_t)~look;
  }
}

/* For another reason than before. */
RDI_HOT void rdi_become(redial_pool *pool, uint32_t slot, rdi_slot *record,
                        redial_bar why) {
  rdi_head *head = rdi_head_of(pool);
  uint32_t tier = record->told.tier;
  bool opens = why == REDIAL_BAR_NONE;
  bool shuts = record->why == REDIAL_BAR_NONE;

  rdi_count_as(head, record, why);
  if (opens) {
    rdi_look_drop(record, RDI_LOOK_COOL);
    record->freed = ++head->sequence;
  }
  if (opens || shuts) {
    rdi_bits_turn(rdi_eligible(pool, tier), &head->layout.bits, slot, opens);
    head->eligible[tier] += opens ? 1 : UINT32_MAX;
    rdi_tell(pool, slot, opens ? RDI_HOOK_OPEN : RDI_HOOK_CLOSE);
  }
}

/* It saturates. */
RDI_HOT void rdi_offer_count(rdi_slot *record) {
  record->offers++;
  if (RDI_RARELY(record->offers == 0)) {
    record->offers = UINT32_MAX;
  }
}

RDI_HOT void rdi_tell_offered(redial_pool *pool, uint32_t slot,
                              rdi_slot *record) {
  record->offered = ++rdi_head_of(pool)->sequence;
  rdi_offer_count(record);
  if (record->why == REDIAL_BAR_NONE) {
    record->freed = record->offered; /* idle no longer */
  }
  rdi_tell(pool, slot, RDI_HOOK_OFFERED);
}

/* After an offer, whose slot had this load before: what begins and ends by its
   load is told so anyway, the rest that its turn is over. */
RDI_HOT void rdi_tell_turn(const redial_pool *pool, uint32_t slot,
                           const rdi_slot *record, uint16_t before) {
  if (record->load == before && record->why == REDIAL_BAR_NONE) {
    rdi_tell(pool, slot, RDI_HOOK_LOAD);
  }
}

/* Of an open slot with a call less. */
RDI_HOT void rdi_tell_freed(redial_pool *pool, uint32_t slot,
                            rdi_slot *record) {
  record->freed = ++rdi_head_of(pool)->sequence;
  rdi_tell(pool, slot, RDI_HOOK_FREED);
}

RDI_PRIVATE_END

#endif
