#include "pool_support.h"

/* An attempt that is alone with its slot goes a short way through the pool. A
   strategy that hears how offers end takes it away: so the same calls on two
   pools, one of which has such a strategy, must come to the same. */

static void hear(const redial_pool *pool, void *state, uint32_t slot,
                 redial_outcome outcome) {
  (void)pool;
  (void)state;
  (void)slot;
  (void)outcome;
}

static const redial_selector listener = {"listener", NULL, NULL, NULL, NULL,
                                         NULL,       NULL, NULL, NULL, NULL,
                                         hear,       NULL, NULL};

static const redial_selector *const strategies[] = {
  &redial_round_robin,  &redial_weighted,    &redial_lru,
  &redial_longest_idle, &redial_skip_busy,   &redial_least_calls,
  &redial_random,       &redial_two_choices, &redial_hash};
#define STRATEGIES 9u
#define LEASES 40u

typedef struct pair {
  const redial_selector *use[2]; /* the second one for the plain pool only */
  test_pool quick;
  test_pool plain;
  redial_lease leases[LEASES];
  uint32_t count;
  redial_tried tried;
  uint64_t now;
  uint64_t seed;
} pair;

static uint32_t draw(pair *p, uint32_t below) {
  return (uint32_t)(((uint64_t)test_random(&p->seed) * below) >> 32);
}

static void reload(pair *p) {
  uint32_t n = p->quick.config.capacity;
  uint32_t count = draw(p, 4) == 0 ? draw(p, n + 1) : n;
  redial_applied quick;
  redial_applied plain;
  uint32_t i;

  for (i = 0; i < count; i++) {
    redial_target *target = &p->quick.targets[i];

    *target = redial_target_defaults(draw(p, 8) == 0 ? 500 + i : i);
    if (draw(p, 5) == 0) {
      target->capacity = (uint16_t)draw(p, 4);
      target->tier = (uint8_t)draw(p, 2);
      target->person = draw(p, 4);
      target->wrap_up_ms = draw(p, 200);
      target->enabled = draw(p, 5) != 0;
    }
  }
  assert_int_equal(
    redial_pool_apply(&p->quick.pool, p->quick.targets, count, p->now, &quick),
    redial_pool_apply(&p->plain.pool, p->quick.targets, count, p->now, &plain));
}

static void ring(pair *p) {
  redial_pick_request request = test_request(p->now);
  redial_offer quick;
  redial_offer plain;
  redial_status status;

  memset(&quick, 0, sizeof(quick));
  memset(&plain, 0, sizeof(plain));
  request.random = test_random(&p->seed);
  request.key = draw(p, 50);
  request.call = draw(p, 5);
  request.last_resort = draw(p, 6) == 0;
  request.tried = draw(p, 3) == 0 ? NULL : &p->tried;
  status = redial_pool_offer(&p->quick.pool, p->use[0], &request, &quick);
  assert_int_equal(
    redial_pool_offer(&p->plain.pool, p->use[0], &request, &plain), status);
  assert_memory_equal(&quick, &plain, sizeof(quick));
  if (status == REDIAL_OK && p->count < LEASES) {
    p->leases[p->count] = quick.lease;
    p->count++;
    if (draw(p, 3) == 0) {
      redial_tried_slot(&p->quick.pool, &p->tried, quick.lease.slot);
    }
  }
  if (draw(p, 12) == 0) {
    memset(&p->tried, 0, sizeof(p->tried));
  }
}

/* One that has ended already, now and then. */
static void end(pair *p) {
  uint32_t i = p->count > 0 ? draw(p, p->count) : 0;

  if (p->count == 0) {
    return;
  }
  assert_int_equal(redial_pool_release(&p->quick.pool, p->leases[i],
                                       REDIAL_OUTCOME_BUSY, p->now),
                   redial_pool_release(&p->plain.pool, p->leases[i],
                                       REDIAL_OUTCOME_BUSY, p->now));
  if (draw(p, 5) > 0) {
    p->count--;
    p->leases[i] = p->leases[p->count];
  }
}

static void answer(pair *p) {
  uint32_t i = p->count > 0 ? draw(p, p->count) : 0;

  if (p->count > 0) {
    assert_int_equal(redial_pool_answer(&p->quick.pool, p->leases[i], p->now),
                     redial_pool_answer(&p->plain.pool, p->leases[i], p->now));
  }
}

/* Mostly whom a lease holds; at times for ever. */
static void cool(pair *p) {
  static const redial_outcome causes[] = {
    REDIAL_OUTCOME_BUSY, REDIAL_OUTCOME_UNAVAILABLE, REDIAL_OUTCOME_DECLINED};
  redial_outcome cause = causes[draw(p, 3)];
  uint32_t slot = p->count > 0 && draw(p, 4) > 0
                    ? p->leases[draw(p, p->count)].slot
                    : draw(p, p->quick.config.capacity);
  uint32_t wait_ms = draw(p, 50) == 0 ? UINT32_MAX : draw(p, 400);

  assert_int_equal(
    redial_pool_cool(&p->quick.pool, slot, cause, wait_ms, p->now),
    redial_pool_cool(&p->plain.pool, slot, cause, wait_ms, p->now));
}

static void see(pair *p) {
  uint32_t slot = draw(p, p->quick.config.capacity);
  redial_sight sight = (redial_sight)draw(p, 4);
  uint32_t value = draw(p, 2);
  uint32_t valid_ms = draw(p, 600);

  assert_int_equal(
    redial_observe(&p->quick.pool, slot, sight, value, valid_ms, p->now),
    redial_observe(&p->plain.pool, slot, sight, value, valid_ms, p->now));
}

static redial_scene scene_of(test_pool *t, const redial_selector *selector) {
  redial_scene scene;

  memset(&scene, 0, sizeof(scene));
  scene.whom.pool = &t->pool;
  scene.whom.selector = selector;
  scene.policy = &redial_profile_hunt_group;
  return scene;
}

static redial_evidence answer_of(pair *p) {
  static const int32_t codes[] = {486, 480, 603, 404, 503, 408};
  redial_evidence seen;

  memset(&seen, 0, sizeof(seen));
  seen.code = codes[draw(p, 6)];
  seen.ns = REDIAL_NAMESPACE_SIP;
  seen.origin = REDIAL_ORIGIN_REMOTE;
  return seen;
}

/* A hunt ends its attempts and lets them cool in one call of its own. */
static void hunt(pair *p) {
  redial_scene quick = scene_of(&p->quick, p->use[0]);
  redial_scene plain = scene_of(&p->plain, p->use[0]);
  redial_hunt one;
  redial_hunt other;
  uint32_t i;

  redial_hunt_begin(&one, p->now);
  redial_hunt_begin(&other, p->now);
  for (i = 0; i < 5; i++) {
    uint32_t random = test_random(&p->seed);
    redial_step a = redial_hunt_poll(&one, &quick, p->now, random);
    redial_step b = redial_hunt_poll(&other, &plain, p->now, random);

    assert_int_equal(a.kind, b.kind);
    assert_memory_equal(&a.lease, &b.lease, sizeof(a.lease));
    if (a.kind == REDIAL_STEP_DIAL) {
      redial_evidence seen = answer_of(p);

      (void)redial_hunt_event(&one, &quick, a.lease, &seen, p->now);
      (void)redial_hunt_event(&other, &plain, b.lease, &seen, p->now);
    }
    p->now += draw(p, 30);
  }
  redial_hunt_caller_gone(&one, &quick, p->now);
  redial_hunt_caller_gone(&other, &plain, p->now);
}

static void are_the_same(const pair *p) {
  redial_pool_counts quick = redial_pool_count(&p->quick.pool);
  redial_pool_counts plain = redial_pool_count(&p->plain.pool);
  uint32_t slot;

  assert_memory_equal(&quick, &plain, sizeof(quick));
  assert_true(redial_pool_next_change(&p->quick.pool) ==
              redial_pool_next_change(&p->plain.pool));
  for (slot = 0; slot < p->quick.config.capacity; slot++) {
    redial_slot a;
    redial_slot b;

    memset(&a, 0, sizeof(a));
    memset(&b, 0, sizeof(b));
    assert_int_equal(redial_pool_slot(&p->quick.pool, slot, &a),
                     redial_pool_slot(&p->plain.pool, slot, &b));
    assert_memory_equal(&a, &b, sizeof(a));
  }
}

static void step(pair *p) {
  uint32_t what = draw(p, 100);

  if (what < 35) {
    ring(p);
  } else if (what < 60) {
    end(p);
  } else if (what < 78) {
    cool(p);
  } else if (what < 82) {
    answer(p);
  } else if (what < 84) {
    see(p);
  } else if (what < 85) {
    reload(p);
  } else if (what < 90) {
    hunt(p);
  } else {
    p->now += draw(p, 60);
  }
}

static void run(uint32_t strategy, uint32_t n, uint64_t seed) {
  pair p;
  redial_pool_config config = redial_pool_defaults(n);
  uint32_t i;

  memset(&p, 0, sizeof(p));
  p.use[0] = strategies[strategy];
  p.use[1] = &listener;
  p.seed = seed;
  p.now = seed % 3 == 0 ? UINT64_MAX - 4000000000u : 1;
  config.tiers = 2;
  config.offer_ms = 900;
  config.talk_ms = 2000;
  test_pool_open(&p.quick, &config, p.use, 1);
  test_pool_open(&p.plain, &config, p.use, 2);
  reload(&p);
  for (i = 0; i < 1500; i++) {
    step(&p);
    are_the_same(&p);
    assert_int_equal(redial_pool_check(&p.quick.pool), REDIAL_OK);
    assert_int_equal(redial_pool_check(&p.plain.pool), REDIAL_OK);
  }
  test_pool_close(&p.quick);
  test_pool_close(&p.plain);
}

static void the_short_way_comes_to_what_the_plain_one_does(void **state) {
  static const uint32_t sizes[] = {1, 2, 9, 70};
  uint32_t strategy;
  uint32_t s;
  uint64_t seed;

  (void)state;
  for (strategy = 0; strategy < STRATEGIES; strategy++) {
    for (s = 0; s < 4; s++) {
      for (seed = 1; seed <= 6; seed++) {
        run(strategy, sizes[s], seed * 1000 + s);
      }
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_short_way_comes_to_what_the_plain_one_does),
  };

  return cmocka_run_group_tests_name("lone", tests, NULL, NULL);
}
