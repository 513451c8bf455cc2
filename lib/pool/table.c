#include "../pool/inner.h"
#include <string.h>

/* Two open tables of twice the capacity: all slots by id, one slot of each
   person by person. Entries are slots plus 1. A removal pulls the followers
   back, so that no gravestones pile up. */

typedef uint64_t (*table_key)(const redial_target *told);

static uint64_t table_id(const redial_target *told) {
  return told->id;
}

static uint64_t table_person(const redial_target *told) {
  return told->person;
}

static uint64_t table_key_at(const redial_pool *pool, table_key key_of,
                             uint32_t slot) {
  return key_of(&rdi_slot_at(pool, slot)->told);
}

static uint32_t table_size(const redial_pool *pool) {
  return rdi_head_of(pool)->layout.config.capacity * 2;
}

static uint32_t *table_at(const redial_pool *pool, uint32_t at) {
  return (uint32_t *)(void *)rdi_place(pool, at);
}

static uint32_t *table_ids(const redial_pool *pool) {
  return table_at(pool, rdi_head_of(pool)->layout.ids_at);
}

static uint32_t *table_persons(const redial_pool *pool) {
  return table_at(pool, rdi_head_of(pool)->layout.persons_at);
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
    if (table[place] == 0 ||
        table_key_at(pool, key_of, table[place] - 1) == key) {
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
    if (table_may_move(
          table_home(table_key_at(pool, key_of, table[from] - 1), size), gap,
          from)) {
      table[gap] = table[from];
      gap = from;
    }
  }
  table[gap] = 0;
}

uint32_t rdi_id_find(const redial_pool *pool, uint64_t id) {
  const uint32_t *table = table_ids(pool);

  return table[table_find(pool, table, table_id, id)] - 1;
}

static void table_add(const redial_pool *pool, uint32_t *table,
                      table_key key_of, uint32_t slot) {
  uint64_t key = table_key_at(pool, key_of, slot);

  table[table_find(pool, table, key_of, key)] = slot + 1;
}

void rdi_id_add(redial_pool *pool, uint32_t slot) {
  table_add(pool, table_ids(pool), table_id, slot);
}

void rdi_id_remove(redial_pool *pool, uint32_t slot) {
  uint32_t *table = table_ids(pool);
  uint64_t id = rdi_slot_at(pool, slot)->told.id;

  table_remove(pool, table, table_id, table_find(pool, table, table_id, id));
}

static void table_clear(const redial_pool *pool, uint32_t *table) {
  memset(table, 0, (size_t)table_size(pool) * sizeof(*table));
}

/* From the records. Who is nobody's stands in no table of persons. */
static void table_index(const redial_pool *pool, uint32_t *table,
                        table_key key_of) {
  uint32_t capacity = rdi_head_of(pool)->layout.config.capacity;
  uint32_t slot;

  table_clear(pool, table);
  for (slot = 0; slot < capacity; slot++) {
    const rdi_slot *record = rdi_slot_at(pool, slot);

    if (record->life != RDI_LIFE_NONE &&
        (key_of == table_id || key_of(&record->told) != 0)) {
      table_add(pool, table, key_of, slot);
    }
  }
}

void rdi_ids_index(redial_pool *pool) {
  table_index(pool, table_ids(pool), table_id);
}

/* How many of the targets entered so far have this key; enters one more. At
   most half of the table is taken. */
static uint32_t table_enter(uint32_t *table, uint32_t size, table_key key_of,
                            const redial_target *targets, uint32_t i) {
  uint64_t key = key_of(&targets[i]);
  uint32_t place = table_home(key, size);
  uint32_t same = 0;

  while (table[place] != 0) {
    same += key_of(&targets[table[place] - 1]) == key;
    place = place + 1 == size ? 0 : place + 1;
  }
  table[place] = i + 1;
  return same;
}

/* Have more than this many of the targets one key? Lends the table for it. */
static bool table_crowded(const redial_pool *pool, uint32_t *table,
                          table_key key_of, const redial_target *targets,
                          uint32_t count, uint32_t most) {
  bool crowded = false;
  uint32_t i;

  table_clear(pool, table);
  for (i = 0; i < count && !crowded; i++) {
    crowded = (key_of == table_id || key_of(&targets[i]) != 0) &&
              table_enter(table, table_size(pool), key_of, targets, i) >= most;
  }
  table_index(pool, table, key_of);
  return crowded;
}

bool rdi_targets_clash(redial_pool *pool, const redial_target *targets,
                       uint32_t count) {
  return table_crowded(pool, table_ids(pool), table_id, targets, count, 1) ||
         table_crowded(pool, table_persons(pool), table_person, targets, count,
                       REDIAL_PERSON_SLOTS_MAX);
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
      if (table_find(pool, table, key_of,
                     table_key_at(pool, key_of, table[i] - 1)) != i) {
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
        rdi_slot_at(pool, at)->told.person !=
          rdi_slot_at(pool, first)->told.person) {
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
      uint32_t size = table_key_at(pool, table_person, table[i] - 1) != 0
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
    bool alone = rdi_slot_at(pool, i)->told.person == 0;

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
