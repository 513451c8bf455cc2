#include "../hunt/inner.h"

/* The notes as the pools want to hear them. */

/* Entries beyond the counts are never looked at. */
static void out_open(redial_tried *tried) {
  tried->since = 0;
  tried->slot_count = 0;
  tried->person_count = 0;
  tried->group_count = 0;
  tried->overflowed = 0;
  tried->fault_limit = 1;
}

static void out_slot(redial_tried *tried, uint32_t slot) {
  tried->slots[tried->slot_count] = slot; /* fewer notes than places */
  tried->slot_count++;
}

static void out_group(redial_tried *tried, uint32_t group) {
  if (tried->group_count < REDIAL_TRIED_GROUPS) {
    tried->groups[tried->group_count] = group;
    tried->faults[tried->group_count] = 1;
    tried->group_count++;
  }
}

static void out_person(const redial_hunt *hunt, const redial_note *note,
                       redial_tried *tried) {
  uint64_t high = note->extra > 0 ? hunt->notes[note->extra - 1u].number : 0;

  if (tried->person_count < REDIAL_TRIED_PERSONS) {
    tried->persons[tried->person_count] = high << 32 | note->number;
    tried->person_count++;
  }
}

void rdi_out_whom(const redial_hunt *hunt, uint32_t out, redial_tried *tried) {
  uint32_t i;

  out_open(tried);
  for (i = 0; i < hunt->note_count; i++) {
    const redial_note *note = &hunt->notes[i];

    if ((note->what & out) == 0) {
      continue;
    }
    switch (note->what & RDI_NOTE_WHAT) {
    case RDI_NOTE_ENDPOINT:
      out_slot(tried, note->number);
      break;
    case RDI_NOTE_PERSON:
      out_person(hunt, note, tried);
      break;
    case RDI_NOTE_OWN_GROUP:
      out_group(tried, note->number);
      break;
    default:
      break;
    }
  }
  if ((hunt->marks & RDI_MARK_OVERFLOWED) != 0 && (out & RDI_NOTE_ROUND) != 0) {
    tried->overflowed = 1;
    tried->since = hunt->since;
  }
}

static bool out_of_pair(const redial_note *note, uint32_t endpoint) {
  return (note->what & RDI_NOTE_WHAT) == RDI_NOTE_VIA ||
         ((note->what & RDI_NOTE_WHAT) == RDI_NOTE_PAIRING &&
          note->extra == endpoint);
}

/* Legs that ring at once may each be promised the last attempt by a via. */
static bool out_is_used_up(const redial_hunt *hunt, const redial_scene *scene,
                           const redial_note *note) {
  uint32_t attempts = note->count;
  uint32_t i;

  if ((note->what & RDI_NOTE_WHAT) != RDI_NOTE_VIA) {
    return false;
  }
  for (i = 0; i < hunt->used; i++) {
    attempts += hunt->legs[i].via.slot == note->number &&
                (hunt->legs[i].state == RDI_LEG_TO_DIAL ||
                 hunt->legs[i].state == RDI_LEG_TO_AGAIN);
  }
  return attempts >= scene->policy->via_attempts;
}

void rdi_out_via(const redial_hunt *hunt, const redial_scene *scene,
                 uint32_t endpoint, uint32_t out, redial_tried *tried) {
  uint32_t i;

  out_open(tried);
  for (i = 0; i < hunt->note_count; i++) {
    const redial_note *note = &hunt->notes[i];

    if ((note->what & out) == 0 && !out_is_used_up(hunt, scene, note)) {
      continue;
    }
    if (out_of_pair(note, endpoint)) {
      out_slot(tried, note->number);
    } else if ((note->what & RDI_NOTE_WHAT) == RDI_NOTE_GROUP) {
      out_group(tried, note->number);
    }
  }
}
