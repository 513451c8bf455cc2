#include "ward.h"

#include <string.h>

/* Two half-windows: counts[0] is the current one, counts[1] the one before.
   Halves have fixed borders, counted from the pool's begin. */

/* A shorter half would let the 32-bit number of a half come round again. */
#define WINDOW_HALF_MIN 1000u

static uint32_t window_half(const redial_health *health) {
  uint32_t half = health->limits->window_ms / 2;

  return half < WINDOW_HALF_MIN ? WINDOW_HALF_MIN : half;
}

static uint32_t window_slice(const redial_health *health, uint64_t now_ms) {
  uint64_t elapsed = rdi_sub64(now_ms, health->pool->begun_ms);

  return (uint32_t)(elapsed / window_half(health));
}

/* Times that stand still make no slice older than the one before. */
static void window_slide(redial_health_slot *slot, uint32_t slice) {
  if (slice == slot->slice) {
    return;
  }
  if (slice - slot->slice == 1) {
    memcpy(slot->counts[1], slot->counts[0], sizeof(slot->counts[1]));
  } else {
    memset(slot->counts[1], 0, sizeof(slot->counts[1]));
  }
  memset(slot->counts[0], 0, sizeof(slot->counts[0]));
  slot->slice = slice;
}

static void window_slide_pool(redial_health_pool *pool, uint32_t slice) {
  if (slice == pool->slice) {
    return;
  }
  if (slice - pool->slice == 1) {
    memcpy(pool->counts[1], pool->counts[0], sizeof(pool->counts[1]));
  } else {
    memset(pool->counts[1], 0, sizeof(pool->counts[1]));
  }
  memset(pool->counts[0], 0, sizeof(pool->counts[0]));
  pool->slice = slice;
}

/* A full counter halves its half-window: shares matter, and they stay. */
static void window_count(uint16_t *counts, uint32_t count) {
  uint32_t i;

  if (counts[count] == UINT16_MAX) {
    for (i = 0; i < REDIAL_COUNTS; i++) {
      counts[i] /= 2;
    }
  }
  counts[count]++;
}

void rdi_window_add(const redial_health *health, redial_health_slot *slot,
                    uint32_t count, uint64_t now_ms) {
  redial_health_pool *pool = health->pool;
  uint32_t slice = window_slice(health, now_ms);

  window_slide(slot, slice);
  window_count(slot->counts[0], count);
  window_slide_pool(pool, slice);
  pool->counts[0][count] = rdi_add32(pool->counts[0][count], 1);
}

/* How many of the two halves still count. The current one stands first, so
   that once it is the previous one it is the only one left. */
static uint32_t window_halves(uint32_t now_slice, uint32_t slice) {
  uint32_t age = now_slice - slice;

  return age < 2 ? 2 - age : 0;
}

redial_health_tally rdi_window_of(const redial_health *health,
                                  const redial_health_slot *slot,
                                  uint64_t now_ms) {
  redial_health_tally tally = {{0}};
  uint32_t halves = window_halves(window_slice(health, now_ms), slot->slice);
  uint32_t half;
  uint32_t i;

  for (half = 0; half < halves; half++) {
    for (i = 0; i < REDIAL_COUNTS; i++) {
      tally.counts[i] += slot->counts[half][i];
    }
  }
  return tally;
}

uint64_t rdi_window_begin(const redial_health *health, uint64_t now_ms) {
  uint64_t half = window_half(health);
  uint64_t into = rdi_sub64(now_ms, health->pool->begun_ms) % half;
  uint64_t begin = rdi_sub64(now_ms, into + half);

  return begin < health->pool->begun_ms ? health->pool->begun_ms : begin;
}

uint32_t rdi_window_decided(const redial_health_tally *tally) {
  uint32_t decided = 0;
  uint32_t i;

  for (i = REDIAL_COUNT_ANSWERED; i <= REDIAL_COUNT_UNAVAILABLE; i++) {
    decided = rdi_add32(decided, tally->counts[i]);
  }
  return decided;
}

redial_health_tally redial_health_window(const redial_health *health,
                                         uint32_t slot, uint64_t now_ms) {
  const redial_health_slot *entry = rdi_ward_slot(health, slot);
  redial_health_tally nothing = {{0}};

  if (entry == NULL) {
    return nothing;
  }
  return rdi_window_of(health, entry, rdi_ward_now(health, now_ms));
}

redial_health_tally redial_health_total(const redial_health *health,
                                        uint64_t now_ms) {
  const redial_health_pool *pool = health->pool;
  redial_health_tally tally = {{0}};
  uint32_t slice = window_slice(health, rdi_ward_now(health, now_ms));
  uint32_t halves = window_halves(slice, pool->slice);
  uint32_t half;
  uint32_t i;

  for (half = 0; half < halves; half++) {
    for (i = 0; i < REDIAL_COUNTS; i++) {
      tally.counts[i] = rdi_add32(tally.counts[i], pool->counts[half][i]);
    }
  }
  return tally;
}
