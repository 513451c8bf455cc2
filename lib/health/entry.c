#include "ward.h"

#include <string.h>

redial_health_slot *rdi_ward_slot(const redial_health *health, uint32_t slot) {
  if (slot >= health->pool->capacity ||
      health->slots[slot].state == REDIAL_BREAKER_NONE) {
    return NULL;
  }
  return &health->slots[slot];
}

uint64_t rdi_ward_now(const redial_health *health, uint64_t now_ms) {
  uint64_t latest = health->pool->now_ms;

  return now_ms > latest ? now_ms : latest;
}

uint64_t rdi_ward_tick(const redial_health *health, uint64_t now_ms) {
  redial_health_pool *pool = health->pool;

  if (now_ms < pool->now_ms) {
    pool->backward = rdi_add32(pool->backward, 1);
  }
  pool->now_ms = rdi_ward_now(health, now_ms);
  return pool->now_ms;
}

uint32_t rdi_ward_seconds(const redial_health *health, uint64_t now_ms) {
  uint64_t seconds = rdi_sub64(now_ms, health->pool->begun_ms) / 1000;

  return seconds > UINT32_MAX ? UINT32_MAX : (uint32_t)seconds;
}

bool rdi_ward_reached(uint32_t count, uint32_t threshold) {
  return threshold != 0 && count >= threshold;
}

void redial_health_init(const redial_health *health, uint32_t capacity,
                        uint64_t now_ms) {
  memset(health->pool, 0, sizeof(*health->pool));
  memset(health->slots, 0, sizeof(*health->slots) * capacity);
  health->pool->capacity = capacity;
  health->pool->now_ms = now_ms;
  health->pool->begun_ms = now_ms;
}

void redial_health_enter(const redial_health *health, uint32_t slot,
                         redial_kind kind, redial_role role) {
  redial_health_slot *entry;

  if (slot >= health->pool->capacity) {
    return;
  }
  redial_health_leave(health, slot);
  entry = &health->slots[slot];
  entry->state = REDIAL_BREAKER_CLOSED;
  entry->marks = rdi_ward_way(kind, role) ? RDI_WARD_WAY : 0;
  health->pool->members++;
}

void redial_health_leave(const redial_health *health, uint32_t slot) {
  redial_health_slot *entry = rdi_ward_slot(health, slot);

  if (entry == NULL) {
    return;
  }
  health->pool->members--;
  if (rdi_ward_is_out(entry)) {
    health->pool->ejected--;
  }
  health->pool->full = 0;
  memset(entry, 0, sizeof(*entry));
}

void redial_health_expect_answers(const redial_health *health, uint32_t slot) {
  redial_health_slot *entry = rdi_ward_slot(health, slot);

  if (entry != NULL) {
    entry->marks |= RDI_WARD_ANSWERS;
  }
}
