#include "../pool/inner.h"
#include <string.h>

/* Two open tables of twice the capacity: all slots by id, one slot of each
   person by person. Entries are slots plus 1. A removal pulls the followers
   back, so that no gravestones pile up. */

typedef uint64_t (*table_key)(const redial_pool *pool, uint32_t slot);

static uint64_t table_id(const redial_pool *pool, uint32_t slot) {
  return rdi_slot_at(pool, slot)->told.id;
}

static uint64_t table_person(const redial_pool *pool, uint32_t slot) {
  return rdi_slot_at(pool, slot)->told.person;
}

static uint32_t table_size(const redial_pool *pool) {
  return rdi_head_of(pool)->layout.config.capacity * 2;
}

static uint32_t *table_at(const redial_pool *pool, uint32_t at) {
  return (uint32_t *)(void *)rdi_place(pool, at);
}

void rdi_table_clear(redial_pool *pool, uint32_t at) {
  memset(table_at(pool, at), 0, (size_t)table_size(pool) * 4);
}

static uint32_t table_home(uint64_t key, uint32_t size) {
  uint64_t mixed = (key ^ key >> 32) * 0x9e3779b97f4a7c15u;

  return (uint32_t)(((mixed >> 32) * size) >> 32);
}

/* Place of the key, or of the gap where it would go. */
static uint32_t table_find(const redial_pool *pool, const uint32_t *table,
                           table_key key_of, uint64_t key) {
  uint32_t size = table_size(pool);
  uint32_t place = table_home(key, size);
  uint32_t step;

  for (step = 0; step < size; step++) {
    if (table[place] == 0 || key_of(pool, table[place] - 1) == key) {
      break;
    }
    place = place + 1 == size ? 0 : place + 1;
  }
  return place;
}

/* May the entry at from, whose home is home, move back to gap? Only if home
   does not lie between the two, counted around the end. */
static bool table_may_move(uint32_t home, uint32_t gap, uint32_t from) {
  return gap <= from ? home <= gap || home > from : home <= gap && home > from;
}

static void table_remove(const redial_pool *pool, uint32_t *table,
                         table_key key_of, uint32_t gap) {
  uint32_t size = table_size(pool);
  uint32_t from = gap;
  uint32_t step;

  for (step = 0; step < size; step++) {
    from = from + 1 == size ? 0 : from + 1;
    if (table[from] == 0) {
      break;
    }
    if (table_may_move(table_home(key_of(pool, table[from] - 1), size), gap,
                       from)) {
      table[gap] = table[from];
      gap = from;
    }
  }
  table[gap] = 0;
}

static uint32_t *table_ids(const redial_pool *pool) {
  return table_at(pool, rdi_head_of(pool)->layout.ids_at);
}

static uint32_t *table_persons(const redial_pool *pool) {
  return table_at(pool, rdi_head_of(pool)->layout.persons_at);
}

uint32_t rdi_id_find(const redial_pool *pool, uint64_t id) {
  const uint32_t *table = table_ids(pool);

  return table[table_find(pool, table, table_id, id)] - 1;
}

void rdi_id_add(redial_pool *pool, uint32_t slot) {
  uint32_t *table = table_ids(pool);

  table[table_find(pool, table, table_id, table_id(pool, slot))] = slot + 1;
}

void rdi_id_remove(redial_pool *pool, uint32_t slot) {
  uint32_t *table = table_ids(pool);

  table_remove(pool, table, table_id,
               table_find(pool, table, table_id, table_id(pool, slot)));
}

bool rdi_id_twice(redial_pool *pool, const redial_target *targets,
                  uint32_t count) {
  uint32_t *table = table_ids(pool);
  uint32_t size = table_size(pool);
  bool twice = false;
  uint32_t i;

  rdi_table_clear(pool, rdi_head_of(pool)->layout.ids_at);
  for (i = 0; i < count && !twice; i++) {
    uint32_t place = table_home(targets[i].id, size);

    /* At most half of the table is taken. */
    while (table[place] != 0 && targets[table[place] - 1].id != targets[i].id) {
      place = place + 1 == size ? 0 : place + 1;
    }
    twice = table[place] != 0;
    table[place] = i + 1;
  }
  rdi_table_clear(pool, rdi_head_of(pool)->layout.ids_at);
  return twice;
}

/* How many of the targets entered so far have this person; enters one more. */
static uint32_t table_enter(uint32_t *table, uint32_t size,
                            const redial_target *targets, uint32_t i) {
  uint32_t place = table_home(targets[i].person, size);
  uint32_t same = 0;

  while (table[place] != 0) {
    same += targets[table[place] - 1].person == targets[i].person;
    place = place + 1 == size ? 0 : place + 1;
  }
  table[place] = i + 1;
  return same;
}

bool rdi_person_crowded(redial_pool *pool, const redial_target *targets,
                        uint32_t count) {
  uint32_t *table = table_persons(pool);
  uint32_t capacity = rdi_head_of(pool)->layout.config.capacity;
  bool crowded = false;
  uint32_t i;

  rdi_table_clear(pool, rdi_head_of(pool)->layout.persons_at);
  for (i = 0; i < count && !crowded; i++) {
    crowded =
      targets[i].person != 0 &&
      table_enter(table, capacity * 2, targets, i) >= REDIAL_PERSON_SLOTS_MAX;
  }
  rdi_table_clear(pool, rdi_head_of(pool)->layout.persons_at);
  for (i = 0; i < capacity; i++) {
    uint64_t person = table_person(pool, i);

    if (person != 0) {
      table[table_find(pool, table, table_person, person)] = i + 1;
    }
  }
  return crowded;
}

void rdi_person_join(redial_pool *pool, uint32_t slot) {
  rdi_slot *record = rdi_slot_at(pool, slot);
  uint32_t *table = table_persons(pool);
  uint32_t place;

  record->sibling = slot + 1;
  if (record->told.person == 0) {
    return;
  }
  place = table_find(pool, table, table_person, record->told.person);
  if (table[place] == 0) {
    table[place] = slot + 1;
  } else {
    rdi_slot *first = rdi_slot_at(pool, table[place] - 1);

    record->sibling = first->sibling;
    first->sibling = slot + 1;
  }
}

void rdi_person_leave(redial_pool *pool, uint32_t slot) {
  rdi_slot *record = rdi_slot_at(pool, slot);
  uint32_t *table = table_persons(pool);
  uint32_t before = slot;
  uint32_t place;

  if (record->told.person == 0) {
    return;
  }
  while (rdi_sibling(pool, before) != slot) {
    before = rdi_sibling(pool, before);
  }
  place = table_find(pool, table, table_person, record->told.person);
  if (before == slot) {
    table_remove(pool, table, table_person, place);
  } else {
    rdi_slot_at(pool, before)->sibling = record->sibling;
    table[place] = before + 1;
  }
  record->sibling = slot + 1;
}

/* Every entry names somebody, and everybody is found where he is looked
   for. */
static bool table_sound(const redial_pool *pool, const uint32_t *table,
                        table_key key_of, uint32_t *entries) {
  uint32_t i;

  *entries = 0;
  for (i = 0; i < table_size(pool); i++) {
    if (table[i] != 0 && !rdi_lived_in(pool, table[i] - 1)) {
      return false;
    }
  }
  for (i = 0; i < table_size(pool); i++) {
    if (table[i] != 0) {
      (*entries)++;
      if (table_find(pool, table, key_of, key_of(pool, table[i] - 1)) != i) {
        return false;
      }
    }
  }
  return true;
}

/* Size of the ring of a person, at most count; 0 when it is none. */
static uint32_t table_ring(const redial_pool *pool, uint32_t first,
                           uint32_t count) {
  uint32_t at = first;
  uint32_t size = 0;

  do {
    at = rdi_sibling(pool, at);
    size++;
    if (size > count || !rdi_lived_in(pool, at) ||
        table_person(pool, at) != table_person(pool, first)) {
      return 0;
    }
  } while (at != first);
  return size;
}

/* Each person's ring closes, and together they hold everybody. */
static bool table_rings_sound(const redial_pool *pool, uint32_t persons) {
  const uint32_t *table = table_persons(pool);
  uint32_t i;

  for (i = 0; i < table_size(pool); i++) {
    if (table[i] != 0) {
      uint32_t size = table_person(pool, table[i] - 1) != 0
                        ? table_ring(pool, table[i] - 1, persons)
                        : 0;

      if (size == 0) {
        return false;
      }
      persons -= size;
    }
  }
  return persons == 0;
}

bool rdi_table_sound(const redial_pool *pool) {
  uint32_t capacity = rdi_head_of(pool)->layout.config.capacity;
  uint32_t lived_in = 0;
  uint32_t persons = 0;
  uint32_t entries;
  uint32_t i;

  for (i = 0; i < capacity; i++) {
    bool alone = table_person(pool, i) == 0;

    lived_in += rdi_lived_in(pool, i);
    persons += !alone;
    if (rdi_lived_in(pool, i) && alone && rdi_sibling(pool, i) != i) {
      return false;
    }
  }
  return table_sound(pool, table_ids(pool), table_id, &entries) &&
         entries == lived_in &&
         table_sound(pool, table_persons(pool), table_person, &entries) &&
         table_rings_sound(pool, persons);
}
