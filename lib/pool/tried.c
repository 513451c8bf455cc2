#include "../pool/inner.h"

/* Who is out for one call: a few slots, persons and failure groups, in fixed
   memory whatever the size of the pool. */

/* Place of a number among the first of some; how many these are when it is
   none of them. */
static uint32_t tried_find(const uint32_t *numbers, uint32_t count,
                           uint32_t most, uint32_t number) {
  uint32_t i = 0;

  while (i < count && i < most && numbers[i] != number) {
    i++;
  }
  return i;
}

static bool tried_has_slot(const redial_tried *tried, uint32_t slot) {
  uint32_t i =
    tried_find(tried->slots, tried->slot_count, REDIAL_TRIED_SLOTS, slot);

  return i < tried->slot_count && i < REDIAL_TRIED_SLOTS;
}

static bool tried_has_person(const redial_tried *tried, uint64_t person) {
  uint32_t i;

  for (i = 0; i < tried->person_count && i < REDIAL_TRIED_PERSONS; i++) {
    if (tried->persons[i] == person) {
      return true;
    }
  }
  return false;
}

static uint32_t tried_group(const redial_tried *tried, uint32_t group) {
  return tried_find(tried->groups, tried->group_count, REDIAL_TRIED_GROUPS,
                    group);
}

static bool tried_has_group(const redial_tried *tried, uint32_t group) {
  uint32_t i = tried_group(tried, group);

  return tried->fault_limit > 0 && i < tried->group_count &&
         i < REDIAL_TRIED_GROUPS && tried->faults[i] >= tried->fault_limit;
}

redial_bar redial_is_tried(const redial_pool *pool, const redial_tried *tried,
                           uint32_t slot) {
  const rdi_slot *record;

  if (tried == NULL ||
      (tried->slot_count | tried->person_count | tried->group_count |
       tried->overflowed) == 0) {
    return REDIAL_BAR_NONE;
  }
  record = rdi_slot_at(pool, slot);
  if (record->told.person != 0 &&
      tried_has_person(tried, record->told.person)) {
    return REDIAL_BAR_SUPPRESSED;
  }
  if (tried_has_slot(tried, slot) ||
      (tried->overflowed != 0 && record->offered > tried->since)) {
    return REDIAL_BAR_TRIED;
  }
  return tried_has_group(tried, record->told.failure_group) ? REDIAL_BAR_GROUP
                                                            : REDIAL_BAR_NONE;
}

void redial_tried_slot(const redial_pool *pool, redial_tried *tried,
                       uint32_t slot) {
  uint64_t offered = rdi_slot_at(pool, slot)->offered;

  if (tried->slot_count == 0) {
    /* Just before the offer that is being entered. */
    tried->since = offered > 0 ? offered - 1 : 0;
  }
  if (tried_has_slot(tried, slot)) {
    return;
  }
  if (tried->slot_count == REDIAL_TRIED_SLOTS) {
    tried->overflowed = 1;
  } else {
    tried->slots[tried->slot_count] = slot;
    tried->slot_count++;
  }
}

redial_status redial_tried_person(const redial_pool *pool, redial_tried *tried,
                                  uint32_t slot) {
  uint64_t person = rdi_slot_at(pool, slot)->told.person;

  if (person == 0) {
    redial_tried_slot(pool, tried, slot);
    return REDIAL_OK;
  }
  if (tried_has_person(tried, person)) {
    return REDIAL_OK;
  }
  if (tried->person_count >= REDIAL_TRIED_PERSONS) {
    return REDIAL_ERR_FULL;
  }
  tried->persons[tried->person_count] = person;
  tried->person_count++;
  return REDIAL_OK;
}

void redial_tried_fault(const redial_pool *pool, redial_tried *tried,
                        uint32_t slot) {
  uint32_t group = rdi_slot_at(pool, slot)->told.failure_group;
  uint32_t i = tried_group(tried, group);

  if (group == 0 || i >= REDIAL_TRIED_GROUPS) {
    return;
  }
  if (i == tried->group_count) {
    tried->groups[i] = group;
    tried->faults[i] = 0;
    tried->group_count++;
  }
  if (tried->faults[i] < UINT8_MAX) {
    tried->faults[i]++;
  }
}

void redial_tried_round(redial_tried *tried) {
  tried->slot_count = 0;
  tried->overflowed = 0;
}
