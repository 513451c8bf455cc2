#ifndef REDIAL_HUNT_LEASES_H
#define REDIAL_HUNT_LEASES_H

/* What every step looks up of its leases: in the records of the pools, since
   a call for each would cost more than the looking. */

#include "../hunt/inner.h"
#include "../pool/entry.h"

/* When it ends by itself. 0, which is always over: it has ended, or is no
   lease of this pool. */
RDI_HOT uint64_t rdi_lease_ends(const redial_pool *pool, redial_lease lease) {
  return rdi_lease_is_live(pool, lease) ? rdi_lease_at(pool, lease.entry)->until
                                        : 0;
}

/* May nobody dial it any more, because a reload or the operator took it away?
   Its slot MUST be one of the pool. */
RDI_HOT bool rdi_lease_is_barred(const redial_pool *pool, uint32_t slot) {
  const rdi_slot *record = rdi_slot_at(pool, slot);

  return record->life == RDI_LIFE_DRAINING || record->told.enabled == 0;
}

/* What a leg that was answered went to may be in this pool no more. */
RDI_HOT uint8_t rdi_kind_of(const redial_pool *pool, uint32_t slot) {
  return slot < rdi_head_of(pool)->layout.config.capacity
           ? rdi_slot_at(pool, slot)->told.kind
           : (uint8_t)REDIAL_KIND_UNKNOWN;
}

/* The pools know what kind of target it is, if nobody tells. */
RDI_HOT uint8_t rdi_leg_kind(const redial_scene *scene, const redial_leg *leg,
                             const redial_evidence *evidence) {
  if (evidence->kind != REDIAL_KIND_UNKNOWN) {
    return evidence->kind;
  }
  if (scene->kind != REDIAL_KIND_UNKNOWN) {
    return scene->kind;
  }
  return rdi_leg_has_via(leg) && scene->via.pool != NULL
           ? rdi_kind_of(scene->via.pool, leg->via.slot)
           : rdi_kind_of(scene->whom.pool, leg->whom.slot);
}

/* What was offered from here on may be an offer of this hunt. */
RDI_HOT void rdi_hunt_first_offer(redial_hunt *hunt, const redial_scene *scene,
                                  const redial_leg *leg) {
  if (hunt->since == 0) {
    hunt->since = rdi_slot_at(scene->whom.pool, leg->whom.slot)->offered - 1;
  }
}

/* The gateways may leave the scene while a leg goes by one of them. */
RDI_HOT bool rdi_leg_lost_via(const redial_scene *scene,
                              const redial_leg *leg) {
  return rdi_leg_has_via(leg) && leg->state != RDI_LEG_ANSWERED &&
         (scene->via.pool == NULL ||
          leg->via.slot >=
            rdi_head_of(scene->via.pool)->layout.config.capacity);
}

/* Does rdi_leg_meet() have anything to see to? */
RDI_HOT bool rdi_leg_must_meet(const redial_hunt *hunt,
                               const redial_scene *scene) {
  const redial_leg *end = hunt->legs + hunt->used;
  const redial_leg *leg = hunt->legs;

  while (leg < end && !rdi_leg_lost_via(scene, leg)) {
    leg++;
  }
  return leg < end || (hunt->marks & RDI_MARK_READ) != 0;
}

/* What the legs are like, seen in one look. */
typedef struct rdi_look {
  uint64_t ends;   /* first end of a lease of those dialled, or to be */
  uint32_t states; /* bit 1 << n for state n, and RDI_LOOK_LOST_VIA */
} rdi_look;

#define RDI_LOOK_HELD (RDI_LEGS(TO_DIAL) | RDI_LEGS(LIVE))
#define RDI_LOOK_LOST_VIA (1u << 31)

RDI_HOT rdi_look rdi_look_at(const redial_hunt *hunt,
                             const redial_scene *scene) {
  rdi_look look = {REDIAL_NEVER, 0};
  const redial_leg *end = hunt->legs + hunt->used;
  const redial_leg *leg;

  for (leg = hunt->legs; leg < end; leg++) {
    uint32_t state = RDI_LEG_BIT(leg);

    look.states |=
      rdi_leg_lost_via(scene, leg) ? state | RDI_LOOK_LOST_VIA : state;
    if ((state & RDI_LOOK_HELD) != 0) {
      uint64_t ends = rdi_lease_ends(scene->whom.pool, leg->whom);

      look.ends = ends < look.ends ? ends : look.ends;
    }
  }
  return look;
}

#endif
