#ifndef REDIAL_POOL_LONE_H
#define REDIAL_POOL_LONE_H

/* How nearly every attempt goes: nothing is over, and one lease fills a slot
   that nobody shares or sees from outside. The slot's record says so in one
   look, before anything changes; whatever is different goes the way of
   entry.h, which is right for everybody and the only one of a build for size.
   What both come to is the same. */

#include "../pool/entry.h"

typedef enum rdi_lone {
  RDI_LONE_NOT = 0, /* nothing has changed */
  RDI_LONE_TOLD = 1,
  RDI_LONE_TELL = 2 /* but for strategies, and the upper levels of a set */
} rdi_lone;

/* Does the clock neither stand still nor reach anything? */
RDI_HOT bool lone_time(const rdi_head *head, uint64_t now_ms) {
  return RDI_SHORT_WAYS && now_ms >= head->clock && now_ms < head->wake;
}

RDI_HOT void lone_enter(rdi_head *head, uint64_t now_ms) {
  *(volatile uint32_t *)&head->writing = 1;
  head->clock = now_ms;
}

RDI_HOT rdi_lone lone_tells(bool tells) {
  return tells ? RDI_LONE_TELL : RDI_LONE_TOLD;
}

/* True when the word was empty, so that the levels above have to know. */
RDI_HOT bool lone_set(uint64_t *words, uint32_t slot) {
  uint64_t before = words[slot / 64];

  words[slot / 64] = before | (uint64_t)1 << (slot % 64);
  return before == 0;
}

/* True when the word is empty now. */
RDI_HOT bool lone_clear(uint64_t *words, uint32_t slot) {
  uint64_t after = words[slot / 64] & ~((uint64_t)1 << (slot % 64));

  words[slot / 64] = after;
  return after == 0;
}

/* An open slot is offered, leased and full. There MUST be a free record, and
   the slot stand in the name. Is there a strategy that hears of it? */
RDI_HOT rdi_lone rdi_lone_offer(redial_pool *pool, uint32_t slot, uint64_t call,
                                bool heard, redial_lease *name) {
  rdi_head *head = rdi_head_of(pool);
  rdi_slot *record = rdi_slot_at(pool, slot);
  uint32_t number = head->lease_free;
  rdi_lease *lease = rdi_lease_at(pool, number - 1);

  if (!RDI_SHORT_WAYS || record->why != REDIAL_BAR_NONE || record->look != 0) {
    return RDI_LONE_NOT;
  }
  head->sequence++;
  record->offered = head->sequence;
  rdi_offer_count(record);
  record->freed = head->sequence;
  if (heard) {
    rdi_tell(pool, slot, RDI_HOOK_OFFERED);
  }
  head->lease_free = lease->next;
  head->lease_live++;
  rdi_lease_hold(lease, slot, REDIAL_LEASE_OFFER);
  lease->until = rdi_lease_until(head, REDIAL_LEASE_OFFER);
  lease->call = call;
  lease->counted = 1;
  lease->next = 0;
  lease->prev = 0;
  rdi_lease_queue_end(pool, lease, number, 0);
  record->head[0] = number;
  record->tail[0] = number;
  name->entry = number - 1;
  name->generation = rdi_lease_name(pool, lease);
  record->calls = 1;
  record->load = 1;
  record->why = REDIAL_BAR_BUSY;
  head->counts[REDIAL_BAR_NONE]--;
  head->counts[REDIAL_BAR_BUSY]++;
  head->eligible[0]--;
  return lone_tells(lone_clear(rdi_eligible(pool, 0), slot) ||
                    (heard && head->layout.hooks[RDI_HOOK_CLOSE] != 0));
}

/* Does an attempt end in time whose slot it filled, and nothing else? Its
   cool-downs, perhaps. */
RDI_HOT bool rdi_lone_ends(const redial_pool *pool, redial_lease name,
                           uint64_t now_ms) {
  return lone_time(rdi_head_of(pool), now_ms) &&
         rdi_lease_is_named(pool, name, now_ms) &&
         rdi_lease_at(pool, name.entry)->kind == REDIAL_LEASE_OFFER;
}

/* Is its slot full, and has that to be looked at besides? */
RDI_HOT bool rdi_lone_is_full(const redial_pool *pool, uint32_t slot,
                              uint32_t look) {
  const rdi_slot *record = rdi_slot_at(pool, slot);

  return record->why == REDIAL_BAR_BUSY && record->look == look;
}

RDI_HOT void lone_end(redial_pool *pool, rdi_slot *record, rdi_lease *lease,
                      uint32_t entry) {
  rdi_head_of(pool)->counts[REDIAL_BAR_BUSY]--;
  rdi_lease_unqueue_end(pool, lease, 0);
  record->head[0] = 0;
  record->tail[0] = 0;
  record->calls = 0;
  record->load = 0;
  lease->counted = 0;
  rdi_lease_free(rdi_head_of(pool), lease, entry);
}

/* A full slot opens. An attempt that ends MUST have filled it alone. */
RDI_HOT rdi_lone rdi_lone_release(redial_pool *pool, redial_lease name,
                                  uint64_t now_ms) {
  rdi_head *head = rdi_head_of(pool);
  rdi_lease *lease = rdi_lease_at(pool, name.entry);
  rdi_slot *record = rdi_slot_at(pool, name.slot);

  lone_enter(head, now_ms);
  lone_end(pool, record, lease, name.entry);
  record->why = REDIAL_BAR_NONE;
  head->sequence++;
  record->freed = head->sequence;
  head->counts[REDIAL_BAR_NONE]++;
  head->eligible[0]++;
  return lone_tells(lone_set(rdi_eligible(pool, 0), name.slot) ||
                    head->layout.hooks[RDI_HOOK_OPEN] != 0);
}

/* Later than now, and not never. */
RDI_HOT bool lone_comes(uint64_t time, uint64_t now_ms) {
  return time + 1 > now_ms + 1;
}

/* It is full no longer, but cools until then, longer than anybody else. While
   its lease filled it, it waited for nothing. */
RDI_HOT rdi_lone lone_rest(redial_pool *pool, uint32_t slot, rdi_slot *record,
                           uint64_t until) {
  rdi_head *head = rdi_head_of(pool);
  rdi_heap *opens = rdi_opens(pool);

  record->why = REDIAL_BAR_COOLING;
  record->look = RDI_LOOK_COOL;
  head->counts[REDIAL_BAR_COOLING]++;
  opens->count++;
  rdi_heap_put(rdi_heap_nodes(opens), opens->count, until, slot);
  rdi_wake_at(head, until);
  return lone_tells(rdi_slot_may_ask(record, head->clock) &&
                    lone_set(rdi_held(pool), slot));
}

/* A full slot begins to cool. */
RDI_HOT rdi_lone rdi_lone_cool(redial_pool *pool, redial_lease name,
                               redial_outcome cause, uint32_t wait_ms,
                               uint64_t now_ms) {
  rdi_head *head = rdi_head_of(pool);
  rdi_lease *lease = rdi_lease_at(pool, name.entry);
  rdi_slot *record = rdi_slot_at(pool, name.slot);
  uint64_t until = now_ms + wait_ms; /* may wrap; is looked at */
  uint32_t kind = rdi_cool_kind(cause);

  if (!rdi_lone_ends(pool, name, now_ms) ||
      !rdi_lone_is_full(pool, name.slot, 0) ||
      (uint32_t)cause > REDIAL_OUTCOME_MISCONFIGURED ||
      !lone_comes(until, now_ms) ||
      !rdi_heap_is_last(rdi_opens(pool), name.slot, until)) {
    return RDI_LONE_NOT;
  }
  lone_enter(head, now_ms);
  record->cool[kind] = until;
  record->cause[kind] = (uint8_t)cause;
  lone_end(pool, record, lease, name.entry);
  return lone_rest(pool, name.slot, record, until);
}

/* The same while it cools already: it goes on to, if that is not over. */
RDI_HOT rdi_lone rdi_lone_cools_on(redial_pool *pool, redial_lease name,
                                   uint64_t now_ms) {
  rdi_head *head = rdi_head_of(pool);
  rdi_lease *lease = rdi_lease_at(pool, name.entry);
  rdi_slot *record = rdi_slot_at(pool, name.slot);
  uint64_t until = rdi_cools_until(record);

  if (!lone_comes(until, now_ms) ||
      !rdi_heap_is_last(rdi_opens(pool), name.slot, until)) {
    return RDI_LONE_NOT;
  }
  lone_enter(head, now_ms);
  lone_end(pool, record, lease, name.entry);
  return lone_rest(pool, name.slot, record, until);
}

#endif
