#include "../hunt/inner.h"

/* Whom the hunt met: a few notes, whatever the size of the pools. When there
   is no room for one more, a note goes of an endpoint that is out for the
   round alone. From then on every endpoint offered to anyone since this hunt
   began counts as tried: too many may be left out, nobody is asked twice. */

/* A leg under way still needs the note of its endpoint. */
static bool note_is_needed(const redial_hunt *hunt, uint32_t slot) {
  uint32_t i;

  for (i = 0; i < hunt->used; i++) {
    if (hunt->legs[i].state != RDI_LEG_FREE &&
        hunt->legs[i].whom.slot == slot) {
      return true;
    }
  }
  return false;
}

/* A gateway that is out for an endpoint knows it by the place of its note. */
static bool note_is_paired(const redial_hunt *hunt, uint32_t endpoint) {
  uint32_t i;

  for (i = 0; i < hunt->note_count; i++) {
    if (hunt->notes[i].extra == endpoint &&
        (hunt->notes[i].what & RDI_NOTE_WHAT) == RDI_NOTE_PAIRING &&
        (hunt->notes[i].what & RDI_NOTE_CALL) != 0) {
      return true;
    }
  }
  return false;
}

static bool note_may_go(const redial_hunt *hunt, uint32_t at) {
  const redial_note *note = &hunt->notes[at];

  return (note->what & RDI_NOTE_WHAT) == RDI_NOTE_ENDPOINT &&
         (note->what & (RDI_NOTE_CALL | RDI_NOTE_KEEP)) == 0 &&
         !note_is_needed(hunt, note->number) && !note_is_paired(hunt, at);
}

/* Pairings of an endpoint that is forgotten mean nobody any more. */
static void note_orphan(redial_hunt *hunt, uint32_t endpoint) {
  uint32_t i;

  for (i = 0; i < hunt->note_count; i++) {
    if ((hunt->notes[i].what & RDI_NOTE_WHAT) == RDI_NOTE_PAIRING &&
        hunt->notes[i].extra == endpoint) {
      hunt->notes[i].extra = REDIAL_HUNT_NOTES;
    }
  }
}

uint32_t rdi_note_room(redial_hunt *hunt) {
  uint32_t i;

  if (hunt->note_count < REDIAL_HUNT_NOTES) {
    return hunt->note_count++;
  }
  for (i = 0; i < REDIAL_HUNT_NOTES; i++) {
    if (note_may_go(hunt, i)) {
      hunt->marks |= RDI_MARK_OVERFLOWED;
      note_orphan(hunt, i);
      return i;
    }
  }
  return RDI_NO_NOTE;
}

uint32_t rdi_note_count(const redial_hunt *hunt, uint32_t what,
                        uint32_t number) {
  uint32_t at = rdi_note_find(hunt, what, number, 0);

  return at != RDI_NO_NOTE ? hunt->notes[at].count : 0;
}

void rdi_note_add(redial_hunt *hunt, uint32_t what, uint32_t number) {
  uint32_t at = rdi_note_make(hunt, what, number, 0);

  if (at != RDI_NO_NOTE && hunt->notes[at].count < UINT8_MAX) {
    hunt->notes[at].count++;
  }
}

static bool note_is_person(const redial_hunt *hunt, const redial_note *note,
                           uint64_t person) {
  uint32_t high = 0;

  if (note->number != (uint32_t)person ||
      (note->what & RDI_NOTE_WHAT) != RDI_NOTE_PERSON) {
    return false;
  }
  if (note->extra > 0) {
    high = hunt->notes[note->extra - 1u].number;
  }
  return high == (uint32_t)(person >> 32);
}

/* An id above 32 bits takes two notes. */
static uint32_t note_new_person(redial_hunt *hunt, uint64_t person) {
  uint32_t high = 0;
  uint32_t at;

  if (person >> 32 != 0) {
    high = rdi_note_room(hunt);
    if (high == RDI_NO_NOTE) {
      return high;
    }
    hunt->notes[high].number = (uint32_t)(person >> 32);
    hunt->notes[high].extra = 0;
    hunt->notes[high].what = RDI_NOTE_HIGH;
    hunt->notes[high].count = 0;
    high++;
  }
  at = rdi_note_room(hunt);
  if (at != RDI_NO_NOTE) {
    hunt->notes[at].number = (uint32_t)person;
    hunt->notes[at].extra = (uint16_t)high;
    hunt->notes[at].what = RDI_NOTE_PERSON;
    hunt->notes[at].count = 0;
  }
  return at;
}

bool rdi_note_person(redial_hunt *hunt, uint64_t person, uint32_t out) {
  uint32_t persons = 0;
  uint32_t at = 0;

  while (at < hunt->note_count &&
         !note_is_person(hunt, &hunt->notes[at], person)) {
    persons += (hunt->notes[at].what & RDI_NOTE_WHAT) == RDI_NOTE_PERSON;
    at++;
  }
  if (at == hunt->note_count) {
    at = persons < REDIAL_TRIED_PERSONS ? note_new_person(hunt, person)
                                        : RDI_NO_NOTE;
  }
  if (at == RDI_NO_NOTE) {
    return false;
  }
  hunt->notes[at].what |= (uint8_t)out;
  return true;
}

void rdi_note_round(redial_hunt *hunt) {
  uint32_t i;

  for (i = 0; i < hunt->note_count; i++) {
    hunt->notes[i].what &= (uint8_t) ~(RDI_NOTE_ROUND | RDI_NOTE_KEEP);
  }
  hunt->marks &= (uint8_t)~RDI_MARK_OVERFLOWED;
}
