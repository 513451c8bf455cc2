#include "pool_support.h"

/* A call that rings one after the other goes a short way through the hunt
   (lib/hunt/usual.h). A mark that a hunt has which came as a token takes it
   away and changes nothing else, as long as nobody leaves the roster. So the
   same call twice, once so marked, must come to the same. */

#define CARRIED 0x20u /* redial_hunt::marks; 0 in every other hunt here */
#define CALLS 3u

/* A strategy of the caller's own that does not care who was tried. */
static redial_status stubborn_pick(redial_pool *pool, void *state,
                                   uint32_t tier,
                                   const redial_pick_request *request,
                                   uint32_t *slot) {
  (void)state;
  (void)request;
  *slot = redial_pool_next(pool, tier, 0);
  return REDIAL_OK; /* not asked when nobody can be offered */
}

static const redial_selector stubborn = {
  "stubborn", NULL, NULL, stubborn_pick, NULL, NULL, NULL,
  NULL,       NULL, NULL, NULL,          NULL, NULL};

static const redial_selector *const strategies[] = {
  &redial_round_robin,  &redial_weighted,  &redial_lru,
  &redial_longest_idle, &redial_skip_busy, &redial_least_calls,
  &redial_random,       &stubborn,         &redial_hash};
#define STRATEGIES 9u

static const redial_policy *const profiles[] = {
  &redial_profile_hunt_group,  &redial_profile_rfc3261,
  &redial_profile_devices,     &redial_profile_carrier_failover,
  &redial_profile_twilio_dial, &redial_profile_redialer};

typedef struct side {
  test_pool of;
  redial_hunt hunts[CALLS];
  redial_scene scenes[CALLS];
} side;

typedef struct pair {
  side quick;
  side whole;
  redial_policy policy;
  redial_lease last[CALLS]; /* dialled last */
  uint64_t now;
  uint64_t seed;
} pair;

static uint32_t draw(pair *p, uint32_t below) {
  return (uint32_t)(((uint64_t)test_random(&p->seed) * below) >> 32);
}

/* Nobody leaves: some are switched off, and have other capacities. */
static void reload(pair *p) {
  uint32_t i;

  for (i = 0; i < p->quick.of.config.capacity; i++) {
    redial_target *target = &p->quick.of.targets[i];

    *target = redial_target_defaults(1000 + i);
    if (draw(p, 4) == 0) {
      target->enabled = draw(p, 5) != 0;
      target->capacity = (uint16_t)draw(p, 4);
      target->person = draw(p, 5);
      target->failure_group = draw(p, 3);
      target->kind = (uint8_t)draw(p, 4);
    }
  }
  assert_int_equal(redial_pool_apply(&p->quick.of.pool, p->quick.of.targets,
                                     p->quick.of.config.capacity, p->now, NULL),
                   REDIAL_OK);
  assert_int_equal(redial_pool_apply(&p->whole.of.pool, p->quick.of.targets,
                                     p->quick.of.config.capacity, p->now, NULL),
                   REDIAL_OK);
}

static void vary(pair *p) {
  p->policy = *profiles[draw(p, 3) > 0 ? 0 : draw(p, 6)];
  if (draw(p, 4) == 0) {
    p->policy.attempts = (uint16_t)draw(p, 6);
    p->policy.endpoint_attempts = (uint16_t)draw(p, 4);
    p->policy.treatments = (uint8_t)draw(p, 256);
  }
  if (draw(p, 6) == 0) {
    p->policy.options = (uint16_t)draw(p, 64);
  }
  if (draw(p, 6) == 0) {
    p->policy.repairs = REDIAL_REPAIRS;
  }
  if (draw(p, 3) == 0) {
    p->policy.rounds = (uint16_t)draw(p, 4);
    p->policy.plan[REDIAL_OUTCOME_BUSY].tries = (uint8_t)draw(p, 4);
    p->policy.plan[REDIAL_OUTCOME_UNAVAILABLE].tries = (uint8_t)draw(p, 4);
    p->policy.plan[REDIAL_OUTCOME_BUSY].hold_ms = draw(p, 2000);
  }
}

static void begin(pair *p, uint32_t call) {
  redial_scene *scene = &p->quick.scenes[call];

  memset(scene, 0, sizeof(*scene));
  vary(p);
  scene->whom.selector = strategies[draw(p, STRATEGIES)];
  scene->policy = &p->policy;
  scene->width = (uint8_t)(draw(p, 8) == 0 ? 2 : draw(p, 2));
  scene->stage_ms = draw(p, 8) == 0 ? draw(p, 400) : 0;
  scene->options = (uint8_t)(draw(p, 4) == 0 ? draw(p, 8) : 0);
  scene->kind = (uint8_t)(draw(p, 6) == 0 ? draw(p, 5) : 0);
  scene->call = draw(p, 4);
  scene->not_before_ms = draw(p, 16) == 0 ? p->now + draw(p, 300) : 0;
  p->whole.scenes[call] = *scene;
  scene->whom.pool = &p->quick.of.pool;
  p->whole.scenes[call].whom.pool = &p->whole.of.pool;
  redial_hunt_begin(&p->quick.hunts[call], p->now);
  redial_hunt_begin(&p->whole.hunts[call], p->now);
  p->whole.hunts[call].marks = CARRIED;
}

static void are_the_same(const pair *p, uint32_t call) {
  redial_pool_counts quick = redial_pool_count(&p->quick.of.pool);
  redial_pool_counts whole = redial_pool_count(&p->whole.of.pool);
  redial_hunt hunt = p->whole.hunts[call];
  uint32_t slot;

  hunt.marks &= (uint8_t)~CARRIED;
  assert_memory_equal(&p->quick.hunts[call], &hunt, sizeof(hunt));
  assert_memory_equal(&quick, &whole, sizeof(quick));
  assert_true(redial_pool_next_change(&p->quick.of.pool) ==
              redial_pool_next_change(&p->whole.of.pool));
  for (slot = 0; slot < p->quick.of.config.capacity; slot++) {
    redial_slot a;
    redial_slot b;

    memset(&a, 0, sizeof(a));
    memset(&b, 0, sizeof(b));
    assert_int_equal(redial_pool_slot(&p->quick.of.pool, slot, &a),
                     redial_pool_slot(&p->whole.of.pool, slot, &b));
    assert_memory_equal(&a, &b, sizeof(a));
  }
}

/* True: this step, and then another one. */
static bool poll(pair *p, uint32_t call) {
  uint32_t random = test_random(&p->seed);
  redial_step quick = redial_hunt_poll(&p->quick.hunts[call],
                                       &p->quick.scenes[call], p->now, random);
  redial_step whole = redial_hunt_poll(&p->whole.hunts[call],
                                       &p->whole.scenes[call], p->now, random);

  assert_memory_equal(&quick, &whole, sizeof(quick));
  are_the_same(p, call);
  if (quick.kind == REDIAL_STEP_DIAL || quick.kind == REDIAL_STEP_REPAIR) {
    p->last[call] = quick.lease;
  }
  return quick.kind < REDIAL_STEP_WAIT;
}

static redial_evidence evidence(pair *p) {
  static const int32_t codes[] = {486, 486, 480, 408, 200, 503, 603, 180, 183,
                                  404, 487, 484, 600, 401, 302, 500, 99,  700};
  redial_evidence seen;

  memset(&seen, 0, sizeof(seen));
  seen.code = codes[draw(p, 18)];
  seen.ns = (uint8_t)(draw(p, 8) > 0 ? REDIAL_NAMESPACE_SIP : 0);
  seen.origin = (uint8_t)(draw(p, 8) > 0 ? REDIAL_ORIGIN_REMOTE : draw(p, 8));
  if (draw(p, 8) == 0) {
    seen.progress = (uint8_t)draw(p, 8);
    seen.elapsed_ms = draw(p, 3);
    seen.kind = (uint8_t)draw(p, 5);
    seen.method = (uint8_t)draw(p, 3);
  }
  if (draw(p, 16) == 0) {
    seen.retry_after.present = 1;
    seen.retry_after.seconds = draw(p, 9);
    seen.q850_cause = (uint8_t)draw(p, 128);
    seen.marks = (uint16_t)draw(p, 65536);
  }
  return seen;
}

static void tell(pair *p, uint32_t call) {
  redial_evidence seen = evidence(p);
  redial_lease lease = p->last[call];
  redial_hunt_report quick;
  redial_hunt_report whole;

  lease.generation += draw(p, 40) == 0;
  quick = redial_hunt_event(&p->quick.hunts[call], &p->quick.scenes[call],
                            lease, &seen, p->now);
  whole = redial_hunt_event(&p->whole.hunts[call], &p->whole.scenes[call],
                            lease, &seen, p->now);
  assert_memory_equal(&quick, &whole, sizeof(quick));
  are_the_same(p, call);
}

static void hang_up(pair *p, uint32_t call) {
  assert_int_equal(redial_hunt_caller_gone(&p->quick.hunts[call],
                                           &p->quick.scenes[call], p->now),
                   redial_hunt_caller_gone(&p->whole.hunts[call],
                                           &p->whole.scenes[call], p->now));
  are_the_same(p, call);
}

static void pass_time(pair *p) {
  uint32_t by = draw(p, 6) == 0 ? 90000 : 300;

  if (draw(p, 60) == 0) {
    p->now -= draw(p, 200); /* it may go below 0, too */
  } else {
    p->now += draw(p, by);
  }
}

static void step(pair *p) {
  uint32_t call = draw(p, CALLS);
  uint32_t what = draw(p, 100);
  uint32_t i;

  if (what < 40) {
    tell(p, call);
  } else if (what < 43) {
    begin(p, call);
  } else if (what < 45) {
    hang_up(p, call);
  } else if (what < 47) {
    reload(p);
  } else if (what < 60) {
    pass_time(p);
  }
  if (draw(p, 5) > 0) { /* else something else comes in between */
    for (i = 0; i < 9 && poll(p, call); i++) {
    }
  }
}

static void run(uint64_t seed) {
  pair p;
  redial_pool_config config = redial_pool_defaults((uint32_t)(1 + seed % 12));
  uint32_t i;

  memset(&p, 0, sizeof(p));
  p.seed = seed;
  p.now = seed % 5 == 0 ? UINT64_MAX - 400000u : 1;
  config.offer_ms = seed % 3 == 0 ? 2000 : config.offer_ms;
  config.leases = seed % 4 == 0 ? 2 : config.leases;
  test_pool_open(&p.quick.of, &config, strategies, STRATEGIES);
  test_pool_open(&p.whole.of, &config, strategies, STRATEGIES);
  reload(&p);
  for (i = 0; i < CALLS; i++) {
    begin(&p, i);
  }
  for (i = 0; i < 1500; i++) {
    step(&p);
  }
  test_pool_close(&p.quick.of);
  test_pool_close(&p.whole.of);
}

static void the_usual_way_comes_to_what_the_whole_one_does(void **state) {
  uint64_t seed;

  (void)state;
  for (seed = 1; seed <= 400; seed++) {
    run(seed);
  }
}

/* Three phones, one status each; what the caller is told. */
static uint32_t reply_after(const redial_scene *scene, const int32_t *codes,
                            uint8_t marks) {
  redial_evidence seen;
  redial_hunt hunt;
  uint32_t reply;
  uint32_t i;

  memset(&seen, 0, sizeof(seen));
  seen.ns = REDIAL_NAMESPACE_SIP;
  seen.origin = REDIAL_ORIGIN_REMOTE;
  for (i = 0; i < 3; i++) {
    redial_pool_clear(scene->whom.pool, i, 0);
  }
  redial_hunt_begin(&hunt, 0);
  hunt.marks = marks;
  for (i = 0; i < 3; i++) {
    redial_step now = redial_hunt_poll(&hunt, scene, 0, 0);

    if (now.kind == REDIAL_STEP_DIAL) {
      seen.code = codes[i];
      (void)redial_hunt_event(&hunt, scene, now.lease, &seen, 0);
    }
  }
  reply = (uint32_t)hunt.reply_code << 8 | hunt.treatment;
  redial_hunt_caller_gone(&hunt, scene, 0);
  return reply;
}

static void the_caller_is_told_the_same_of_any_answers(void **state) {
  static const redial_selector *const use[] = {&redial_round_robin};
  static const int32_t further[] = {300, 401, 404, 408, 480, 484, 486,
                                    487, 488, 500, 503, 600, 603, 604};
  redial_scene scene;
  int32_t codes[3];
  uint32_t told = 0;
  test_pool t;
  uint32_t i;

  (void)state;
  test_pool_of(&t, 3, use);
  memset(&scene, 0, sizeof(scene));
  scene.whom.pool = &t.pool;
  scene.whom.selector = use[0];
  scene.policy = &redial_profile_hunt_group;
  for (codes[0] = 300; codes[0] < 700; codes[0]++) {
    for (codes[1] = 300; codes[1] < 700; codes[1]++) {
      codes[2] = further[(uint32_t)(codes[0] * 7 + codes[1]) % 14];
      i = reply_after(&scene, codes, 0);
      assert_int_equal(i, reply_after(&scene, codes, CARRIED));
      told += i >> 8 != 0;
    }
  }
  assert_int_equal(told, 160000);
  test_pool_close(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_usual_way_comes_to_what_the_whole_one_does),
    cmocka_unit_test(the_caller_is_told_the_same_of_any_answers),
  };

  return cmocka_run_group_tests_name("hunt_usual", tests, NULL, NULL);
}
