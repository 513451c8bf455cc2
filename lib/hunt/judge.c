#include "../hunt/leases.h"

/* What the answer of the policy leaves in the notes and in the pools. */

static void judge_mark(redial_hunt *hunt, uint32_t at, uint32_t out) {
  if (at != RDI_NO_NOTE) {
    hunt->notes[at].what |= (uint8_t)out;
  }
}

/* Who has no person is out by itself. A refusal that cannot be remembered
   ends the call: nobody who refused is rung again. */
static void judge_person(redial_hunt *hunt, const redial_scene *scene,
                         const redial_leg *leg, uint32_t endpoint,
                         uint32_t out) {
  uint64_t person = rdi_leg_person(scene, leg->whom.slot);

  judge_mark(hunt, endpoint, out);
  if (person != 0 && !rdi_note_person(hunt, person, out)) {
    rdi_hunt_close(hunt, REDIAL_WHY_REFUSED);
  }
}

/* When a phone has left the roster and its last lease is over, the pool knows
   no more whose it was; nor does it when another one has its slot, who was
   never offered. But a hunt that came as a token was offered its phones by
   another machine. */
static bool judge_is_forgotten(const redial_hunt *hunt,
                               const redial_scene *scene,
                               const redial_leg *leg) {
  const redial_pool *pool = scene->whom.pool;
  const rdi_slot *record;

  if (rdi_lease_ends(pool, leg->whom) > 0) {
    return false;
  }
  if (leg->whom.slot >= redial_pool_capacity(pool)) {
    return true;
  }
  record = rdi_slot_at(pool, leg->whom.slot);
  return (record->life != RDI_LIFE_ROSTER && record->told.person == 0) ||
         (record->offered == 0 && (hunt->marks & RDI_MARK_CARRIED) == 0);
}

void rdi_judge_person(redial_hunt *hunt, const redial_scene *scene,
                      const redial_leg *leg, const redial_decision *decision) {
  uint32_t persons = REDIAL_LEAVES_PERSON | REDIAL_LEAVES_PERSON_ROUND;

  if ((decision->leaves & persons) != 0 &&
      judge_is_forgotten(hunt, scene, leg)) {
    rdi_hunt_close(hunt, REDIAL_WHY_REFUSED);
  }
}

static void judge_via_leaves(redial_hunt *hunt, const redial_leg *leg,
                             uint32_t endpoint, uint32_t leaves) {
  if ((leaves & REDIAL_LEAVES_PAIRING) != 0) {
    judge_mark(hunt,
               rdi_note_find(hunt, RDI_NOTE_PAIRING, leg->via.slot, endpoint),
               RDI_NOTE_CALL);
  }
  if ((leaves & REDIAL_LEAVES_VIA) != 0) {
    judge_mark(hunt, rdi_note_find(hunt, RDI_NOTE_VIA, leg->via.slot, 0),
               RDI_NOTE_CALL);
  }
}

static void judge_group_leaves(redial_hunt *hunt, const redial_scene *scene,
                               const redial_leg *leg) {
  uint32_t group = rdi_ask_group(scene, leg);

  if (group != 0) {
    judge_mark(hunt, rdi_note_make(hunt, rdi_ask_group_note(leg), group, 0),
               RDI_NOTE_CALL);
  }
}

void rdi_judge_leaves(redial_hunt *hunt, const redial_scene *scene,
                      const redial_leg *leg, const redial_decision *decision) {
  uint32_t leaves = decision->leaves;
  uint32_t endpoint = rdi_note_find(hunt, RDI_NOTE_ENDPOINT, leg->whom.slot, 0);

  if (endpoint != RDI_NO_NOTE) {
    hunt->notes[endpoint].extra |= (uint16_t)decision->once;
  }
  if ((leaves & REDIAL_LEAVES_ENDPOINT) != 0) {
    judge_mark(hunt, endpoint, RDI_NOTE_CALL);
  }
  if ((leaves & REDIAL_LEAVES_PERSON) != 0) {
    judge_person(hunt, scene, leg, endpoint, RDI_NOTE_CALL);
  } else if ((leaves & REDIAL_LEAVES_PERSON_ROUND) != 0) {
    judge_person(hunt, scene, leg, endpoint, RDI_NOTE_ROUND);
  }
  if (rdi_leg_has_via(leg)) {
    judge_via_leaves(hunt, leg, endpoint, leaves);
  }
  if ((leaves & REDIAL_LEAVES_GROUP) != 0) {
    judge_group_leaves(hunt, scene, leg);
  }
}

/* Every device of a person that asked for a pause. Who they are is asked
   first: each call on the pool lets time pass, and who has left the roster may
   then be nobody's any more. */
static void judge_hold_person(redial_pool *pool, uint32_t slot,
                              redial_outcome cause, uint32_t wait_ms,
                              uint64_t now_ms) {
  uint32_t devices[REDIAL_PERSON_SLOTS_MAX];
  uint32_t count = 0;
  uint32_t at = slot;
  uint32_t i;

  do {
    devices[count++] = at;
    at = redial_pool_sibling(pool, at);
  } while (at != slot && count < REDIAL_PERSON_SLOTS_MAX);
  for (i = 0; i < count; i++) {
    redial_pool_cool(pool, devices[i], cause, wait_ms, now_ms);
  }
}

void rdi_judge_fault(redial_hunt *hunt, const redial_scene *scene,
                     const redial_leg *leg) {
  uint32_t group = rdi_ask_group(scene, leg);

  if (group != 0) {
    rdi_note_add(hunt, rdi_ask_group_note(leg), group);
  }
}

void rdi_judge_hold(const redial_scene *scene, const redial_leg *leg,
                    const redial_verdict *verdict,
                    const redial_decision *decision, uint64_t now_ms) {
  redial_outcome cause = (redial_outcome)verdict->outcome;

  switch (decision->hold) {
  case REDIAL_PARTY_VIA:
    if (rdi_leg_has_via(leg)) {
      redial_pool_cool(scene->via.pool, leg->via.slot, cause, decision->hold_ms,
                       now_ms);
    }
    break;
  case REDIAL_PARTY_ENDPOINT:
    redial_pool_cool(scene->whom.pool, leg->whom.slot, cause, decision->hold_ms,
                     now_ms);
    break;
  case REDIAL_PARTY_PERSON:
    judge_hold_person(scene->whom.pool, leg->whom.slot, cause,
                      decision->hold_ms, now_ms);
    break;
  default:
    break;
  }
}
