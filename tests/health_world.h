#ifndef REDIAL_TESTS_HEALTH_WORLD_H
#define REDIAL_TESTS_HEALTH_WORLD_H

/* A small world for the tests of the health room: records on the stack, a
   clock that the test moves, and one line for each thing that can happen. */

#include "support.h"

#include <ctype.h>
#include <string.h>

#define WORLD_SLOTS 1000
#define WORLD_START UINT64_C(1000000)

typedef struct world {
  redial_health_pool pool;
  redial_health_slot slots[WORLD_SLOTS];
  redial_health_limits limits;
  redial_health health;
  uint64_t now;
} world;

/* All slots entered as one kind in one role. */
static inline void world_open(world *w, uint32_t members, redial_kind kind,
                              redial_role role) {
  uint32_t slot;

  w->limits = redial_health_defaults;
  w->health.pool = &w->pool;
  w->health.slots = w->slots;
  w->health.limits = &w->limits;
  w->now = WORLD_START;
  redial_health_init(&w->health, members, w->now);
  for (slot = 0; slot < members; slot++) {
    redial_health_enter(&w->health, slot, kind, role);
  }
}

static inline void world_trunks(world *w, uint32_t members) {
  world_open(w, members, REDIAL_KIND_TRUNK, REDIAL_ROLE_VIA);
}

static inline void world_phones(world *w, uint32_t members) {
  world_open(w, members, REDIAL_KIND_PHONE, REDIAL_ROLE_ENDPOINT);
}

static inline redial_health_event world_event(int32_t code) {
  redial_health_event event = {0};

  event.verdict = redial_classify(code);
  event.origin = REDIAL_ORIGIN_REMOTE;
  return event;
}

/* A received status. */
static inline redial_health_view world_code(world *w, uint32_t slot,
                                            int32_t code) {
  redial_health_event event = world_event(code);

  return redial_health_report(&w->health, slot, &event, w->now);
}

static inline redial_health_view world_codes(world *w, uint32_t slot,
                                             int32_t code, uint32_t times) {
  redial_health_view view = redial_health_look(&w->health, slot, w->now);

  while (times-- > 0) {
    view = world_code(w, slot, code);
  }
  return view;
}

/* What our own side made of it. */
static inline redial_health_view world_local(world *w, uint32_t slot,
                                             redial_origin origin) {
  redial_health_event event = {0};
  redial_evidence seen = {0};

  seen.origin = (uint8_t)origin;
  event.verdict = redial_assess(&seen);
  event.origin = (uint8_t)origin;
  return redial_health_report(&w->health, slot, &event, w->now);
}

static inline redial_health_view world_offer(world *w, uint32_t slot) {
  return redial_health_offer(&w->health, slot, w->now);
}

static inline redial_health_view world_look(const world *w, uint32_t slot) {
  return redial_health_look(&w->health, slot, w->now);
}

static inline uint32_t world_count(const world *w, uint32_t slot,
                                   uint32_t count) {
  return redial_health_window(&w->health, slot, w->now).counts[count];
}

static inline redial_span world_text(const char *terminated) {
  redial_span span;

  span.ptr = terminated;
  span.len = strlen(terminated);
  return span;
}

/* Every value has a name that reads back in any case. */
#define WORLD_ROUND_TRIP(word, last)                                           \
  static void every_##word##_has_a_name_both_ways(void **state) {              \
    int value;                                                                 \
                                                                               \
    (void)state;                                                               \
    for (value = 0; value <= (int)(last); value++) {                           \
      const char *name = redial_##word##_name((redial_##word)value);           \
      redial_##word back = (redial_##word)-1;                                  \
      char loud[32];                                                           \
      size_t i;                                                                \
                                                                               \
      assert_string_not_equal(name, "?");                                      \
      for (i = 0; i <= strlen(name); i++) {                                    \
        loud[i] = (char)toupper((unsigned char)name[i]);                       \
      }                                                                        \
      assert_int_equal(redial_##word##_by_name(world_text(loud), &back),       \
                       REDIAL_OK);                                             \
      assert_int_equal(back, value);                                           \
    }                                                                          \
    assert_string_equal(redial_##word##_name((redial_##word)(last + 1)), "?"); \
    {                                                                          \
      redial_##word kept = last;                                               \
                                                                               \
      assert_int_equal(redial_##word##_by_name(world_text("nobody"), &kept),   \
                       REDIAL_ERR_NO_MATCH);                                   \
      assert_int_equal(kept, last);                                            \
    }                                                                          \
  }

#endif
