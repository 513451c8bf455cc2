#include "../pool/inner.h"

/* Has one id two slots? That is to be known before anything is rebuilt, and so
   without the room of anything that a refusal must leave as it was. Three
   bytes of each record are nobody's between two calls: as links they sort the
   slots by id, two lists at a time, each twice as long as the one before. Two
   of one id meet in the step that joins their lists.

     lists of 1, 2, 4 ...    2^20 slots are more than a pool may have */

#define TWINS_LISTS 21u

static uint64_t twins_id(const redial_pool *pool, uint32_t number) {
  return rdi_slot_at(pool, number - 1)->told.id;
}

/* Numbers are slots plus 1; the highest bit is what apply() keeps there. */
static uint32_t twins_next(const redial_pool *pool, uint32_t number) {
  const uint8_t *work = rdi_slot_at(pool, number - 1)->work;

  return work[0] | (uint32_t)work[1] << 8 |
         (uint32_t)(work[2] & (RDI_WORK_NAMED - 1)) << 16;
}

static void twins_link(redial_pool *pool, uint32_t number, uint32_t next) {
  uint8_t *work = rdi_slot_at(pool, number - 1)->work;

  work[0] = (uint8_t)next;
  work[1] = (uint8_t)(next >> 8);
  work[2] = (uint8_t)((work[2] & RDI_WORK_NAMED) | next >> 16);
}

/* Puts a number after the last of a list, and says where the list begins. */
static uint32_t twins_append(redial_pool *pool, uint32_t first, uint32_t last,
                             uint32_t number) {
  if (last != 0) {
    twins_link(pool, last, number);
  }
  return first != 0 ? first : number;
}

static uint32_t twins_join(redial_pool *pool, uint32_t a, uint32_t b,
                           bool *twice) {
  uint32_t first = 0;
  uint32_t last = 0;

  while (a != 0 && b != 0) {
    uint64_t id_a = twins_id(pool, a);
    uint64_t id_b = twins_id(pool, b);
    uint32_t less = id_a < id_b ? a : b;
    uint32_t next = twins_next(pool, less);

    *twice = *twice || id_a == id_b;
    first = twins_append(pool, first, last, less);
    last = less;
    a = less == a ? next : a;
    b = less == b ? next : b;
  }
  return twins_append(pool, first, last, a != 0 ? a : b);
}

/* Each list is empty or as long as its place says. */
static void twins_add(redial_pool *pool, uint32_t *lists, uint32_t number,
                      bool *twice) {
  uint32_t i = 0;

  twins_link(pool, number, 0);
  for (; i + 1 < TWINS_LISTS && lists[i] != 0; i++) {
    number = twins_join(pool, lists[i], number, twice);
    lists[i] = 0;
  }
  lists[i] = number;
}

bool rdi_has_twins(redial_pool *pool) {
  uint32_t lists[TWINS_LISTS] = {0};
  uint32_t capacity = redial_pool_capacity(pool);
  uint32_t all = 0;
  bool twice = false;
  uint32_t i;

  for (i = 0; i < capacity; i++) {
    if (rdi_lived_in(pool, i)) {
      twins_add(pool, lists, i + 1, &twice);
    }
  }
  for (i = 0; i < TWINS_LISTS; i++) {
    all = twins_join(pool, lists[i], all, &twice);
  }
  for (i = 0; i < capacity; i++) {
    if (rdi_lived_in(pool, i)) {
      twins_link(pool, i + 1, 0);
    }
  }
  return twice;
}
