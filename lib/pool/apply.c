#include "../pool/inner.h"
#include "../pool/tell.h"
#include <string.h>

/* A reload as a difference. First everything that can be wrong is looked for,
   without a change; then who is known gets its new terms, who is new takes a
   slot, and who was not named drains. */

redial_target redial_target_defaults(uint64_t id) {
  redial_target target;

  memset(&target, 0, sizeof(target));
  target.id = id;
  target.capacity = 1;
  target.weight = 1;
  target.enabled = 1;
  return target;
}

static bool apply_fields_fit(const redial_pool_config *config,
                             const redial_target *target) {
  return target->capacity <= config->max_calls &&
         target->tier < config->tiers && target->enabled <= 1 &&
         target->kind <= REDIAL_KIND_SERVER && target->reserved == 0;
}

/* Marks who is named. Is there a slot for everybody? Those with calls keep
   theirs, so each of the rest takes one of those without. */
static bool apply_has_room(redial_pool *pool, const redial_target *targets,
                           uint32_t count) {
  uint32_t capacity = rdi_head_of(pool)->layout.config.capacity;
  uint32_t room = 0;
  uint32_t need = 0;
  uint32_t i;

  for (i = 0; i < capacity; i++) {
    rdi_slot *record = rdi_slot_at(pool, i);

    /* Whatever marks an image of unknown origin brought along. */
    record->work[2] = 0;
    room += rdi_slot_is_idle(record);
  }
  for (i = 0; i < count; i++) {
    uint32_t slot = rdi_id_find(pool, targets[i].id);

    if (slot == REDIAL_NO_SLOT) {
      need++;
    } else {
      rdi_slot *record = rdi_slot_at(pool, slot);

      record->work[2] = RDI_WORK_NAMED;
      need += rdi_slot_is_idle(record);
    }
  }
  return need <= room;
}

static redial_status apply_judge(redial_pool *pool,
                                 const redial_target *targets, uint32_t count) {
  const redial_pool_config *config = &rdi_head_of(pool)->layout.config;
  uint32_t i;

  if (count > config->capacity) {
    return REDIAL_ERR_FULL;
  }
  for (i = 0; i < count; i++) {
    if (!apply_fields_fit(config, &targets[i])) {
      return REDIAL_ERR_RANGE;
    }
  }
  if (rdi_targets_clash(pool, targets, count)) {
    return REDIAL_ERR_RANGE;
  }
  return apply_has_room(pool, targets, count) ? REDIAL_OK : REDIAL_ERR_FULL;
}

static void apply_terms(redial_pool *pool, uint32_t slot,
                        const redial_target *target) {
  rdi_slot *record = rdi_slot_at(pool, slot);
  bool moves = record->told.person != target->person;
  uint32_t left = rdi_sibling(pool, slot);

  if (record->told.tier != target->tier ||
      record->told.weight != target->weight) {
    rdi_shut(pool, slot);
  }
  if (moves) {
    rdi_person_leave(pool, slot);
  }
  /* All terms at once, before anything is refreshed under half of them. */
  record->told = *target;
  record->life = RDI_LIFE_ROSTER;
  record->work[2] = RDI_WORK_NAMED;
  if (moves) {
    rdi_person_join(pool, slot);
    rdi_legs_recount(pool, left);
    rdi_legs_recount(pool, slot);
    rdi_refresh(pool, left);
  }
  rdi_refresh(pool, slot);
}

/* Whoever was there has no call any more. */
static void apply_evict(redial_pool *pool, uint32_t slot) {
  rdi_slot *record = rdi_slot_at(pool, slot);

  if (record->life != RDI_LIFE_NONE) {
    uint32_t left = rdi_sibling(pool, slot);

    rdi_id_remove(pool, slot);
    rdi_person_leave(pool, slot);
    if (left != slot) {
      rdi_refresh(pool, left); /* calls seen at this one count no more */
    }
  }
  rdi_count_as(rdi_head_of(pool), record, REDIAL_BAR_EMPTY);
  memset(record, 0, sizeof(*record));
  record->why = REDIAL_BAR_EMPTY;
}

/* Twice around. */
static uint32_t apply_slot(uint32_t from, uint32_t capacity) {
  return from < capacity ? from : from - capacity;
}

/* The next slot for a newcomer at or after from: in the first round one that
   nobody ever had, then one that has drained. */
static uint32_t apply_free_slot(const redial_pool *pool, uint32_t from) {
  uint32_t capacity = redial_pool_capacity(pool);

  for (; from < capacity * 2; from++) {
    const rdi_slot *record = rdi_slot_at(pool, apply_slot(from, capacity));

    if (record->life == RDI_LIFE_NONE ||
        (from >= capacity && record->work[2] == 0 &&
         rdi_slot_is_idle(record))) {
      break;
    }
  }
  return from;
}

static void apply_come(redial_pool *pool, uint32_t slot,
                       const redial_target *target) {
  rdi_slot *record = rdi_slot_at(pool, slot);

  apply_evict(pool, slot);
  record->told = *target;
  rdi_id_add(pool, slot);
  rdi_person_join(pool, slot);
  apply_terms(pool, slot, target);
}

static uint32_t apply_drain(redial_pool *pool) {
  uint32_t capacity = redial_pool_capacity(pool);
  uint32_t left = 0;
  uint32_t slot;

  for (slot = 0; slot < capacity; slot++) {
    rdi_slot *record = rdi_slot_at(pool, slot);

    if (record->life == RDI_LIFE_ROSTER && record->work[2] == 0) {
      record->life = RDI_LIFE_DRAINING;
      rdi_refresh(pool, slot);
      rdi_depart(pool, slot);
      left++;
    }
  }
  return left;
}

static redial_applied apply_all(redial_pool *pool, const redial_target *targets,
                                uint32_t count) {
  redial_applied applied = {0, 0, 0, 0};
  uint32_t capacity = rdi_head_of(pool)->layout.config.capacity;
  uint32_t from = 0;
  uint32_t slot;
  uint32_t i;

  applied.left = apply_drain(pool);
  for (i = 0; i < count; i++) {
    slot = rdi_id_find(pool, targets[i].id);
    if (slot == REDIAL_NO_SLOT) {
      from = apply_free_slot(pool, from);
      apply_come(pool, apply_slot(from, capacity), &targets[i]);
      applied.came++;
    } else {
      bool back = rdi_slot_at(pool, slot)->life == RDI_LIFE_DRAINING;

      apply_terms(pool, slot, &targets[i]);
      applied.stayed += !back;
      applied.returned += back;
    }
  }
  return applied;
}

redial_status redial_pool_apply(redial_pool *pool, const redial_target *targets,
                                uint32_t count, uint64_t now_ms,
                                redial_applied *applied) {
  redial_applied done;
  redial_status status;

  rdi_enter(pool, now_ms);
  status = apply_judge(pool, targets, count);
  if (status == REDIAL_OK) {
    done = apply_all(pool, targets, count);
    if (applied != NULL) {
      *applied = done;
    }
  }
  rdi_leave(pool);
  return status;
}
