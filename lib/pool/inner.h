#ifndef REDIAL_POOL_INNER_H
#define REDIAL_POOL_INNER_H

/* What the files of the pool share. */

#include "../pool/image.h"

RDI_PRIVATE_BEGIN

/* layout.c: false when the numbers are out of range. */
bool rdi_layout_of(rdi_layout *layout, const redial_pool_config *config,
                   const redial_selector *const *selectors, uint32_t count);
/* Puts everything derived but the strategies into the state of a pool without
   targets. */
void rdi_layout_clear(redial_pool *pool);

/* The next slot of the person's ring; the slot itself when it is alone. */
static inline uint32_t rdi_sibling(const redial_pool *pool, uint32_t slot) {
  return rdi_slot_at(pool, slot)->sibling - 1;
}

/* table.c: slots by id, and one slot of each person. */
uint32_t rdi_id_find(const redial_pool *pool, uint64_t id);
void rdi_id_add(redial_pool *pool, uint32_t slot);
void rdi_id_remove(redial_pool *pool, uint32_t slot);
/* Makes the table of ids anew. */
void rdi_ids_index(redial_pool *pool);
/* True when two of the targets have one id, or one person too many of them;
   makes the tables anew. */
bool rdi_targets_clash(redial_pool *pool, const redial_target *targets,
                       uint32_t count);
/* Are both tables and the rings sound? */
bool rdi_table_sound(const redial_pool *pool);
/* Joins and leaves the ring of the slot's person. */
void rdi_person_join(redial_pool *pool, uint32_t slot);
void rdi_person_leave(redial_pool *pool, uint32_t slot);

/* Has it no lease, that time may have ended or not? */
static inline bool rdi_slot_is_idle(const rdi_slot *record) {
  return (record->head[0] | record->head[1]) == 0;
}

static inline bool rdi_slot_is_down(const rdi_slot *record, uint64_t clock) {
  return record->registered_until > clock && record->seen_registered == 0;
}

static inline uint64_t rdi_later(uint64_t a, uint64_t b) {
  return a > b ? a : b;
}

/* When a record is cooling no longer. */
RDI_ONCE uint64_t rdi_cools_until(const rdi_slot *record) {
  return rdi_later(
    record->cool[RDI_COOL_FIRM],
    rdi_later(record->cool[RDI_COOL_AWAY], record->cool[RDI_COOL_BUSY]));
}

/* And not down either. */
RDI_HOT uint64_t rdi_slot_rested(const rdi_slot *record) {
  uint64_t until = rdi_cools_until(record);

  return record->seen_registered == 0
           ? rdi_later(until, record->registered_until)
           : until;
}

/* Nobody's last resort is a person who said no or is in wrap-up. */
RDI_HOT bool rdi_slot_may_ask(const rdi_slot *record, uint64_t clock) {
  uint8_t cause = record->cause[RDI_COOL_FIRM];

  return record->cool[RDI_COOL_FIRM] <= clock ||
         !(cause == REDIAL_OUTCOME_SUCCESS ||
           cause == REDIAL_OUTCOME_DECLINED ||
           cause == REDIAL_OUTCOME_UNWANTED || cause == REDIAL_OUTCOME_BLOCKED);
}

/* state.c: what a record means at the pool's clock. */
redial_bar rdi_slot_why(const redial_pool *pool, uint32_t slot, uint32_t load);
uint32_t rdi_slot_load(const redial_pool *pool, uint32_t slot);
/* When time alone may make it eligible. */
uint64_t rdi_slot_opens(const redial_pool *pool, uint32_t slot);
/* The same if no lease has to end for it; the leases have queues. */
uint64_t rdi_slot_waits(const redial_pool *pool, uint32_t slot);
uint64_t rdi_slot_due(const redial_pool *pool, uint32_t slot);
bool rdi_slot_held(const redial_pool *pool, uint32_t slot);
/* What there is now to be looked at, RDI_LOOK_. */
uint8_t rdi_slot_look(const redial_pool *pool, uint32_t slot);

/* refresh.c: brings everything derived in line with the records. */
RDI_APART void rdi_refresh(redial_pool *pool,
                           uint32_t slot); /* and its siblings */
/* Its calls have not changed, so nothing has for its siblings. */
void rdi_refresh_slot(redial_pool *pool, uint32_t slot);
/* The same when nothing but the number of leases has changed, of a slot
   without siblings whose calls nobody sees, */
void rdi_refresh_alone(redial_pool *pool, uint32_t slot);
/* Who left the roster and has no call any more is no device of the person. */
void rdi_depart(redial_pool *pool, uint32_t slot);
/* Takes a slot out of its tier before weight or tier change. */
void rdi_shut(redial_pool *pool, uint32_t slot);
/* expiry.c */
void rdi_sweep(redial_pool *pool);
/* Ends one wait or one lease that may open a slot, and says which slot;
   REDIAL_NO_SLOT when none is over. */
uint32_t rdi_sweep_open(redial_pool *pool);
/* Ends one lease that is over. */
bool rdi_sweep_lease(redial_pool *pool);
/* What is over of one slot and its siblings. */
void rdi_sweep_slot(redial_pool *pool, uint32_t slot);
/* The first end of a lease of any slot. */
uint64_t rdi_lease_earliest(const redial_pool *pool);

/* The end of the first of a queue; REDIAL_NEVER when nobody is in it. */
RDI_HOT uint64_t rdi_queue_ends(const redial_pool *pool, uint32_t first) {
  return first != 0 ? rdi_lease_at(pool, first - 1)->until : REDIAL_NEVER;
}

/* The end of a lease of this kind that begins now. */
static inline uint64_t rdi_lease_until(const rdi_head *head, uint32_t kind) {
  const redial_pool_config *config = &head->layout.config;

  return rdi_add64(head->clock, kind == REDIAL_LEASE_OFFER ? config->offer_ms
                                                           : config->talk_ms);
}

/* legs.c: a call of a person counts once, however many legs it has. */
void rdi_leg_count(redial_pool *pool, uint32_t entry);
void rdi_leg_uncount(redial_pool *pool, uint32_t entry);
/* Does this leg count if, and only if, no other one of its call does? */
bool rdi_leg_is_sound(const redial_pool *pool, uint32_t entry);
/* Counts all legs of the slot's person from nothing. */
void rdi_legs_recount(redial_pool *pool, uint32_t slot);
/* Does the person of this slot have this call, at this slot or anywhere? */
bool rdi_call_here(const redial_pool *pool, uint32_t slot, uint64_t call);
bool rdi_call_of_person(const redial_pool *pool, uint32_t slot, uint64_t call);

RDI_HOT uint32_t rdi_cool_kind(redial_outcome cause) {
  return cause == REDIAL_OUTCOME_UNAVAILABLE ? RDI_COOL_AWAY
         : cause == REDIAL_OUTCOME_BUSY      ? RDI_COOL_BUSY
                                             : RDI_COOL_FIRM;
}

/* Causes cool side by side. Says whether this one now lasts longer. */
RDI_HOT bool rdi_cool_slot(rdi_slot *record, uint64_t clock,
                           redial_outcome cause, uint32_t wait_ms) {
  uint64_t until = rdi_add64(clock, wait_ms);
  uint32_t kind = rdi_cool_kind(cause);

  if (until <= record->cool[kind] || until <= clock) {
    return false;
  }
  record->cool[kind] = until;
  record->cause[kind] = (uint8_t)cause;
  return true;
}

/* lease.c: for the hunt, whose attempts nearly all end like this. What
   redial_pool_cool() and then redial_pool_release() do at this time, in one
   call: the slot of the lease cools for its cause, whether or not the lease
   still lives; then the lease ends. 0 ms: it only ends. The status is that
   of the release. */
redial_status rdi_pool_end(redial_pool *pool, redial_lease lease,
                           redial_outcome cause, uint32_t wait_ms,
                           uint64_t now_ms);

/* group.c */
redial_status rdi_pick_in_group(redial_pool *pool,
                                const redial_selector *selector,
                                const redial_pick_request *request,
                                uint32_t *slot, redial_offer *offer);
/* why.c */
void rdi_offer_none(redial_offer *offer);
redial_bar rdi_why_for(const redial_pool *pool,
                       const redial_pick_request *request, uint32_t slot);
void rdi_explain(const redial_pool *pool, const redial_pick_request *request,
                 redial_offer *offer);
redial_bar rdi_most_hopeful(const uint32_t *counts);

/* order.c: sorts numbers, which stand stride apart, by a rule. */
typedef bool (*rdi_order_rule)(const redial_pool *pool, uint32_t a, uint32_t b);
bool rdi_offered_before(const redial_pool *pool, uint32_t a, uint32_t b);
bool rdi_freed_before(const redial_pool *pool, uint32_t a, uint32_t b);
bool rdi_ends_before(const redial_pool *pool, uint32_t a, uint32_t b);
void rdi_order(const redial_pool *pool, uint32_t *numbers, uint32_t stride,
               uint32_t count, rdi_order_rule before);

/* check.c: is every record one that a pool can have written? */
bool rdi_check_truth(const redial_pool *pool);
bool rdi_check_leases(const redial_pool *pool); /* check_leases.c */
bool rdi_check_slots(const redial_pool *pool);  /* check_slots.c */

/* No clock reaches what never comes. */
static inline uint64_t rdi_clock(uint64_t now_ms) {
  return now_ms < REDIAL_NEVER ? now_ms : REDIAL_NEVER - 1;
}

/* twins.c: has one id two slots? Writes nothing but the work of the records,
   and leaves none there. */
bool rdi_has_twins(redial_pool *pool);
/* rebuild.c: can the rest be made from the records? */
bool rdi_rebuild_fits(redial_pool *pool);

/* expiry.c: the clock goes backward, or something is over. */
RDI_FAR void rdi_enter_late(redial_pool *pool, uint64_t now_ms);

/* Every call that changes the pool stands between these two. The flag tells
   the next one that a writer died; volatile keeps it in its place. */
RDI_HOT void rdi_enter(redial_pool *pool, uint64_t now_ms) {
  rdi_head *head = rdi_head_of(pool);

  *(volatile uint32_t *)&head->writing = 1;
  if (now_ms >= head->clock && now_ms < head->wake) {
    head->clock = now_ms;
  } else {
    rdi_enter_late(pool, now_ms);
  }
}

RDI_HOT void rdi_leave(redial_pool *pool) {
  *(volatile uint32_t *)&rdi_head_of(pool)->writing = 0;
}

/* Something will end by itself at this time. */
RDI_ONCE void rdi_wake_at(rdi_head *head, uint64_t time) {
  if (time < head->wake) {
    head->wake = time;
  }
}

static inline bool rdi_is_out(const redial_pool *pool,
                              const redial_pick_request *request,
                              uint32_t slot) {
  return (!RDI_SHORT_WAYS || request->tried != NULL) &&
         redial_is_tried(pool, request->tried, slot) != REDIAL_BAR_NONE;
}

/* pick.c: first eligible slot of the tier, in the circle from a slot on, that
   is not out for this call. */
uint32_t rdi_next_not_out(const redial_pool *pool, uint32_t tier,
                          const redial_pick_request *request, uint32_t from);

/* Nobody else than a few slots is out, and this is none of them. False: it may
   be so all the same. */
RDI_HOT bool rdi_is_fresh(const redial_tried *tried, uint32_t slot) {
  uint32_t left;

  if (tried == NULL) {
    return true;
  }
  if ((tried->person_count | tried->group_count | tried->overflowed) != 0 ||
      tried->slot_count > REDIAL_TRIED_SLOTS) {
    return false;
  }
  for (left = tried->slot_count; left > 0; left--) {
    if (tried->slots[left - 1] == slot) {
      return false;
    }
  }
  return true;
}

/* The same, where it is easily found: in the word of from, and fresh. */
RDI_HOT bool rdi_next_fresh(const redial_pool *pool, uint32_t tier,
                            const redial_pick_request *request, uint32_t from,
                            uint32_t *slot) {
  uint64_t word = rdi_eligible(pool, tier)[from / 64] >> (from % 64);

  if (!RDI_SHORT_WAYS || word == 0) {
    return false;
  }
  *slot = from + rdi_lowest(word);
  return rdi_is_fresh(request->tried, *slot);
}

RDI_HOT uint32_t rdi_next_free(const redial_pool *pool, uint32_t tier,
                               const redial_pick_request *request,
                               uint32_t from) {
  uint32_t slot;

  return rdi_next_fresh(pool, tier, request, from, &slot)
           ? slot
           : rdi_next_not_out(pool, tier, request, from);
}

/* Is anybody at home in this slot? */
static inline bool rdi_lived_in(const redial_pool *pool, uint32_t slot) {
  return slot < rdi_head_of(pool)->layout.config.capacity &&
         rdi_slot_at(pool, slot)->life != RDI_LIFE_NONE;
}

RDI_PRIVATE_END

#endif
