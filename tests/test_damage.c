#include "pool_support.h"

/* Damage at random, by fixed seeds: of pools with a history of their own,
   some bytes or words are changed, and whatever a rebuild then accepts must
   pass the check and be of use. */

static const redial_selector *const all[] = {
  &redial_round_robin,  &redial_weighted,    &redial_lru,
  &redial_longest_idle, &redial_skip_busy,   &redial_least_calls,
  &redial_random,       &redial_two_choices, &redial_hash};
#define ALL 9u
#define SLOTS 20u
#define HELD 64u

typedef struct damage {
  test_pool t;
  uint64_t seed;
  uint64_t now_ms;
  redial_lease held[HELD];
  uint32_t held_count;
} damage;

static uint32_t draw(damage *d, uint32_t n) {
  return test_random(&d->seed) % n;
}

static void hold(damage *d, redial_lease lease) {
  if (d->held_count < HELD) {
    d->held[d->held_count] = lease;
    d->held_count++;
  }
}

static void live_reload(damage *d) {
  uint32_t count = 0;
  uint32_t id;

  for (id = 0; id < SLOTS * 2 && count < d->t.config.capacity; id++) {
    redial_target *target = &d->t.targets[count];

    if (draw(d, 2) == 0) {
      *target = redial_target_defaults(id);
      target->weight = (uint8_t)draw(d, 256);
      target->tier = (uint8_t)draw(d, d->t.config.tiers);
      target->capacity = (uint16_t)draw(d, 6);
      target->person = draw(d, 3) == 0 ? 1 + draw(d, 3) : 0;
      target->wrap_up_ms = draw(d, 100);
      target->enabled = draw(d, 5) != 0;
      count++;
    }
  }
  (void)redial_pool_apply(&d->t.pool, d->t.targets, count, d->now_ms, NULL);
}

static void live_offer(damage *d) {
  redial_pick_request request = test_request(d->now_ms);
  redial_offer offer;

  request.random = test_random(&d->seed);
  request.key = test_random(&d->seed);
  request.call = draw(d, 4);
  request.last_resort = draw(d, 2);
  if (redial_pool_offer(&d->t.pool, all[draw(d, ALL)], &request, &offer) ==
      REDIAL_OK) {
    hold(d, offer.lease);
  }
}

static void live_end(damage *d) {
  redial_lease lease;

  if (d->held_count == 0) {
    return;
  }
  lease = d->held[draw(d, d->held_count)];
  if (draw(d, 2) == 0) {
    (void)redial_pool_answer(&d->t.pool, lease, d->now_ms);
  } else {
    (void)redial_pool_release(&d->t.pool, lease, REDIAL_OUTCOME_BUSY,
                              d->now_ms);
  }
}

static void live(damage *d) {
  uint32_t slot = draw(d, d->t.config.capacity);
  redial_lease lease;

  switch (draw(d, 8)) {
  case 0:
    live_reload(d);
    break;
  case 1:
  case 2:
  case 3:
    live_offer(d);
    break;
  case 4:
    live_end(d);
    break;
  case 5:
    (void)redial_pool_cool(&d->t.pool, slot, (redial_outcome)draw(d, 34),
                           draw(d, 500), d->now_ms);
    break;
  case 6:
    (void)redial_observe(&d->t.pool, slot, (redial_sight)draw(d, 4), draw(d, 2),
                         draw(d, 500), d->now_ms);
    break;
  default:
    if (redial_occupy(&d->t.pool, slot, draw(d, 4), d->now_ms, &lease) ==
        REDIAL_OK) {
      hold(d, lease);
    }
    d->now_ms += draw(d, 100);
    break;
  }
}

/* A pool of some size after some life, which is sound at every step. */
static void begin(damage *d) {
  redial_pool_config config = redial_pool_defaults(1 + draw(d, SLOTS));
  uint32_t i;

  config.tiers = (uint8_t)(1 + draw(d, 3));
  config.groups = 2;
  config.max_calls = 5;
  config.leases = 1 + draw(d, 2 * config.capacity);
  config.offer_ms = 1 + draw(d, 300);
  config.talk_ms = 1 + draw(d, 1000);
  d->now_ms = 1;
  d->held_count = 0;
  test_pool_open(&d->t, &config, all, ALL);
  for (i = 0; i < 40; i++) {
    live(d);
    assert_int_equal(redial_pool_check(&d->t.pool), REDIAL_OK);
  }
}

static void hurt(damage *d) {
  uint8_t *bytes = (uint8_t *)d->t.memory;
  uint64_t *words = (uint64_t *)d->t.memory;
  uint32_t at = draw(d, (uint32_t)d->t.size);

  switch (draw(d, 6)) {
  case 0:
    bytes[at] = (uint8_t)draw(d, 256);
    break;
  case 1:
    bytes[at] = 0xff;
    break;
  case 2:
    bytes[at] ^= (uint8_t)(1u << draw(d, 8));
    break;
  case 3:
    bytes[at] = (uint8_t)draw(d, 4);
    break;
  case 4: /* the ends of what numbers can be */
    words[at / 8] =
      (draw(d, 2) == 0 ? UINT64_MAX / 2 : UINT64_MAX) - draw(d, 3);
    break;
  default: /* a word of another place */
    words[at / 8] = words[draw(d, (uint32_t)d->t.size) / 8];
    break;
  }
}

static void use(redial_pool *pool, uint64_t now_ms) {
  uint32_t i;

  for (i = 0; i < 2 * ALL; i++) {
    redial_pick_request request = test_request(now_ms + i);
    redial_offer offer;
    redial_slot slot;

    request.random = i * 0x9e3779b9u;
    request.key = i;
    if (redial_pool_offer(pool, all[i % ALL], &request, &offer) == REDIAL_OK) {
      assert_int_equal(redial_pool_slot(pool, offer.lease.slot, &slot),
                       REDIAL_OK);
      assert_int_equal(slot.target.enabled, 1);
      (void)redial_pool_cool(pool, offer.lease.slot, REDIAL_OUTCOME_BUSY, i,
                             now_ms + i);
    }
  }
}

static void what_a_rebuild_accepts_a_check_accepts(void **state) {
  uint32_t rebuilt = 0;
  uint32_t refused = 0;
  damage d;
  uint32_t round;
  uint32_t i;

  (void)state;
  d.seed = 20;
  for (round = 0; round < 300; round++) {
    uint8_t *before;

    begin(&d);
    before = (uint8_t *)malloc(d.t.size);
    assert_non_null(before);
    memcpy(before, d.t.memory, d.t.size);
    for (i = 0; i < 100; i++) {
      uint32_t wounds = 1 + draw(&d, 6);
      redial_pool pool;

      memcpy(d.t.memory, before, d.t.size);
      for (; wounds > 0; wounds--) {
        hurt(&d);
      }
      if (redial_pool_attach(&pool, d.t.memory, d.t.size, all, ALL) !=
            REDIAL_OK ||
          redial_pool_rebuild(&pool) != REDIAL_OK) {
        refused++;
        continue;
      }
      rebuilt++;
      assert_int_equal(redial_pool_check(&pool), REDIAL_OK);
      use(&pool, d.now_ms);
      assert_int_equal(redial_pool_check(&pool), REDIAL_OK);
    }
    free(before);
    test_pool_close(&d.t);
  }
  assert_true(rebuilt > 500);
  assert_true(refused > 500);
}

static void what_a_check_accepts_is_of_use(void **state) {
  uint32_t accepted = 0;
  damage d;
  uint32_t round;
  uint32_t i;

  (void)state;
  d.seed = 21;
  for (round = 0; round < 300; round++) {
    uint8_t *before;

    begin(&d);
    before = (uint8_t *)malloc(d.t.size);
    assert_non_null(before);
    memcpy(before, d.t.memory, d.t.size);
    for (i = 0; i < 300; i++) {
      redial_pool pool;

      memcpy(d.t.memory, before, d.t.size);
      hurt(&d);
      if (redial_pool_attach(&pool, d.t.memory, d.t.size, all, ALL) ==
            REDIAL_OK &&
          redial_pool_check(&pool) == REDIAL_OK) {
        /* A count so near its end is damage that no bound tells from truth:
           using it is harmless, but soon the check says no. */
        bool ends = redial_pool_count(&pool).sequence > UINT64_MAX / 2 - 1000;

        accepted++;
        use(&pool, d.now_ms);
        assert_true(ends || redial_pool_check(&pool) == REDIAL_OK);
      }
    }
    free(before);
    test_pool_close(&d.t);
  }
  assert_true(accepted > 100);
}

/* An offer's number near the end of what a check takes: a rebuild would give
   out numbers beyond it. */
static void numbers_that_are_used_up_are_refused(void **state) {
  redial_pick_request request = test_request(5);
  redial_offer offer;
  redial_slot slot;
  test_pool t;
  uint64_t *words;
  uint32_t changed = 0;
  size_t i;

  (void)state;
  test_pool_of(&t, 3, all);
  for (i = 0; i < 5; i++) {
    assert_int_equal(redial_pool_offer(&t.pool, all[0], &request, &offer),
                     REDIAL_OK);
    redial_pool_release(&t.pool, offer.lease, REDIAL_OUTCOME_BUSY, 5);
  }
  redial_pool_slot(&t.pool, 1, &slot);
  words = (uint64_t *)t.memory;
  for (i = 0; i < t.size / 8; i++) {
    uint64_t was = words[i];

    if (was == slot.offered || was == slot.freed) {
      words[i] = UINT64_MAX / 2 - 1;
      if (redial_pool_rebuild(&t.pool) == REDIAL_OK) {
        assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
      } else {
        changed++;
      }
      words[i] = was;
      assert_int_equal(redial_pool_rebuild(&t.pool), REDIAL_OK);
    }
  }
  assert_in_range(changed, 1, 4);
  test_pool_close(&t);
}

/* Where a pool keeps who was named by the last reload is its own matter: each
   word of the head in turn is cleared, and the roster replaced. */
static void a_reload_after_damage_replaces_the_roster(void **state) {
  enum { HEAD_BYTES = 512 };
  redial_pool_config config = redial_pool_defaults(2);
  size_t at;

  (void)state;
  for (at = 0; at < HEAD_BYTES; at += 4) {
    redial_target next[2] = {redial_target_defaults(3),
                             redial_target_defaults(4)};
    uint32_t slot;
    test_pool t;

    memset(&t, 0, sizeof(t));
    test_pool_open(&t, &config, all, ALL);
    t.targets[0] = redial_target_defaults(1);
    t.targets[1] = redial_target_defaults(2);
    (void)redial_pool_apply(&t.pool, t.targets, 2, 1000, NULL);
    memset((uint8_t *)t.memory + at, 0, 4);
    if (redial_pool_attach(&t.pool, t.memory, t.size, all, ALL) == REDIAL_OK &&
        redial_pool_rebuild(&t.pool) == REDIAL_OK &&
        redial_pool_apply(&t.pool, next, 2, 2000, NULL) == REDIAL_OK) {
      assert_int_equal(redial_pool_find(&t.pool, 3, &slot), REDIAL_OK);
      assert_int_equal(redial_pool_find(&t.pool, 4, &slot), REDIAL_OK);
      assert_int_equal(redial_pool_check(&t.pool), REDIAL_OK);
    }
    test_pool_close(&t);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_a_rebuild_accepts_a_check_accepts),
    cmocka_unit_test(what_a_check_accepts_is_of_use),
    cmocka_unit_test(numbers_that_are_used_up_are_refused),
    cmocka_unit_test(a_reload_after_damage_replaces_the_roster),
  };

  return cmocka_run_group_tests_name("damage", tests, NULL, NULL);
}
