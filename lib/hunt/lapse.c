#include "../hunt/leases.h"

/* Leases that time ends. A quiet pool does not look at its clock: what is over
   is seen here by the time of the poll. */

/* REDIAL_NEVER: over already, or never begun. */
static uint64_t lapse_end(const redial_pool *pool, redial_lease lease) {
  uint64_t ends = rdi_lease_ends(pool, lease);

  return ends > 0 ? ends : REDIAL_NEVER;
}

static bool lapse_is_paused(const redial_leg *leg) {
  return leg->state == RDI_LEG_TO_AGAIN || leg->state == RDI_LEG_TO_REPAIR;
}

/* The first end of its leases. */
static uint64_t lapse_first(const redial_scene *scene, const redial_leg *leg) {
  uint64_t whom = lapse_end(scene->whom.pool, leg->whom);
  uint64_t via =
    rdi_leg_has_via(leg) ? lapse_end(scene->via.pool, leg->via) : REDIAL_NEVER;

  return whom < via ? whom : via;
}

/* Ends a lease before the pause does? */
static bool lapse_is_short(const redial_hunt *hunt, const redial_scene *scene,
                           const redial_leg *leg) {
  return lapse_first(scene, leg) <= rdi_add64(hunt->begun_ms, leg->at_ms);
}

static void lapse_renew(const redial_hunt *hunt, const redial_scene *scene,
                        const redial_leg *leg, uint64_t now_ms) {
  if (!lapse_is_short(hunt, scene, leg)) {
    return;
  }
  redial_pool_renew(scene->whom.pool, leg->whom, now_ms);
  if (rdi_leg_has_via(leg)) {
    redial_pool_renew(scene->via.pool, leg->via, now_ms);
  }
}

static void lapse_free_note(redial_hunt *hunt, uint32_t at) {
  if (at != RDI_NO_NOTE) {
    hunt->notes[at].what &= (uint8_t)~RDI_NOTE_ROUND;
  }
}

/* Offered, and never dialled: it was not asked, nor was its gateway. */
static void lapse_drop(redial_hunt *hunt, const redial_scene *scene,
                       redial_leg *leg, uint64_t now_ms) {
  uint32_t at = rdi_note_find(hunt, RDI_NOTE_ENDPOINT, leg->whom.slot, 0);

  if (rdi_leg_has_via(leg)) {
    lapse_free_note(hunt,
                    rdi_note_find(hunt, RDI_NOTE_PAIRING, leg->via.slot, at));
  }
  if (at != RDI_NO_NOTE && hunt->notes[at].count == 0) {
    lapse_free_note(hunt, at);
  }
  if ((leg->word & RDI_WORD_WHOM) != 0) {
    hunt->marks |= RDI_MARK_PROBE;
  }
  rdi_leg_release(scene, leg, REDIAL_OUTCOME_CANCELLED, now_ms);
  hunt->due_ms = 0;
}

/* A host that lost an event must not keep a call for ever. */
static bool lapse_leg(redial_hunt *hunt, const redial_scene *scene,
                      redial_leg *leg, uint64_t now_ms) {
  if (rdi_lease_ends(scene->whom.pool, leg->whom) > now_ms) {
    return false;
  }
  redial_pool_tick(scene->whom.pool, now_ms);
  if (leg->state == RDI_LEG_LIVE) {
    rdi_event_lost(hunt, scene, leg, now_ms);
  } else {
    lapse_drop(hunt, scene, leg, now_ms);
  }
  return true;
}

bool rdi_lapse(redial_hunt *hunt, const redial_scene *scene, uint64_t now_ms) {
  bool changed = false;
  uint32_t i;

  for (i = 0; i < hunt->used; i++) {
    redial_leg *leg = &hunt->legs[i];

    if (lapse_is_paused(leg)) {
      lapse_renew(hunt, scene, leg, now_ms);
    } else if (rdi_leg_is_active(leg)) {
      changed = lapse_leg(hunt, scene, leg, now_ms) || changed;
    }
  }
  return changed;
}

/* Of a pause that is longer than the lease, half of it: a timer that is late
   must not lose it. */
static uint64_t lapse_pause(const redial_hunt *hunt, const redial_scene *scene,
                            const redial_leg *leg, uint64_t now_ms) {
  uint64_t end = lapse_first(scene, leg);

  return end > now_ms && lapse_is_short(hunt, scene, leg)
           ? end - (end - now_ms) / 2
           : REDIAL_NEVER;
}

uint32_t rdi_lapse_wake(const redial_hunt *hunt, const redial_scene *scene,
                        uint64_t now_ms) {
  uint32_t wake = UINT32_MAX;
  uint32_t i;

  for (i = 0; i < hunt->used; i++) {
    const redial_leg *leg = &hunt->legs[i];

    if (lapse_is_paused(leg)) {
      uint32_t half =
        rdi_hunt_since(hunt, lapse_pause(hunt, scene, leg, now_ms));

      wake = leg->at_ms < wake ? leg->at_ms : wake;
      wake = half < wake ? half : wake;
    }
  }
  return wake;
}
