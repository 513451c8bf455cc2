#include "ward.h"

/* Each sign has a bit that says whether it is up; only a change is told. */

typedef struct poll_batch {
  const redial_health *health;
  redial_sign *signs;
  uint32_t room;
  uint32_t written;
  uint64_t now_ms;
} poll_batch;

static redial_sign poll_blank(uint32_t kind, uint32_t slot, uint32_t hour) {
  redial_sign sign = {0, 0, 0, 0, 0, 0, 0, 0};

  sign.kind = (uint8_t)kind;
  sign.slot = slot;
  sign.hour = (uint8_t)hour;
  return sign;
}

static void poll_tell(poll_batch *batch, redial_sign *sign, bool up) {
  sign->raised = up;
  if (!up) {
    sign->since_ms = batch->now_ms;
  }
  batch->signs[batch->written] = *sign;
  batch->written++;
}

static bool poll_is_full(const poll_batch *batch) {
  return batch->written == batch->room;
}

/* False when there was no room to look at all of them. */
static bool poll_slot(poll_batch *batch, uint32_t number) {
  redial_health_slot *slot = rdi_ward_slot(batch->health, number);
  uint32_t kind;

  for (kind = REDIAL_SIGN_BUSY_SPIKE;
       slot != NULL && kind <= REDIAL_SIGN_DECLINE_SPIKE; kind++) {
    redial_sign sign = poll_blank(kind, number, REDIAL_SIGN_NO_HOUR);
    uint32_t bit = 1u << (kind - 1);
    bool was_up = (slot->raised & bit) != 0;

    if (poll_is_full(batch)) {
      return false;
    }
    if (rdi_sign_of_slot(batch->health, &sign, was_up, batch->now_ms) !=
        was_up) {
      slot->raised ^= (uint8_t)bit;
      poll_tell(batch, &sign, !was_up);
    }
  }
  return true;
}

static bool poll_hours(poll_batch *batch) {
  redial_health_pool *pool = batch->health->pool;
  uint32_t hour;

  for (hour = 0; hour < 24; hour++) {
    redial_sign sign =
      poll_blank(REDIAL_SIGN_DECLINE_HOUR, REDIAL_SIGN_POOL, hour);
    uint32_t bit = 1u << hour;
    bool was_up = (pool->hours_raised & bit) != 0;

    if (poll_is_full(batch)) {
      return false;
    }
    if (rdi_sign_of_pool(batch->health, &sign, was_up) != was_up) {
      pool->hours_raised ^= bit;
      poll_tell(batch, &sign, !was_up);
    }
  }
  return true;
}

static bool poll_pool(poll_batch *batch) {
  redial_health_pool *pool = batch->health->pool;
  redial_sign sign =
    poll_blank(REDIAL_SIGN_OUTAGE, REDIAL_SIGN_POOL, REDIAL_SIGN_NO_HOUR);

  if (poll_is_full(batch)) {
    return false;
  }
  if (rdi_sign_of_pool(batch->health, &sign, pool->raised != 0) !=
      (pool->raised != 0)) {
    pool->raised ^= 1;
    poll_tell(batch, &sign, pool->raised != 0);
  }
  return poll_hours(batch);
}

static bool poll_at_cursor(poll_batch *batch) {
  redial_health_pool *pool = batch->health->pool;
  bool whole = pool->cursor < pool->capacity ? poll_slot(batch, pool->cursor)
                                             : poll_pool(batch);

  if (whole) {
    pool->cursor = pool->cursor < pool->capacity ? pool->cursor + 1 : 0;
  }
  return whole;
}

uint32_t redial_health_poll(const redial_health *health, redial_sign *signs,
                            uint32_t capacity, uint64_t now_ms) {
  poll_batch batch = {health, signs, capacity, 0, 0};
  /* A small pool is looked at once: its slots and itself. */
  uint32_t round = rdi_add32(health->pool->capacity, 1);
  uint32_t looks = health->limits->poll_slots;
  bool more = true;

  batch.now_ms = rdi_ward_tick(health, now_ms);
  for (looks = looks < round ? looks : round; more && looks > 0; looks--) {
    more = poll_at_cursor(&batch);
  }
  return batch.written;
}
