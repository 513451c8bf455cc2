#ifndef REDIAL_TESTS_HUNT_SUPPORT_H
#define REDIAL_TESTS_HUNT_SUPPORT_H

/* A call in a test: phones, perhaps gateways, a hunt, a clock. */

#include "pool_support.h"

typedef struct test_call {
  test_pool whom;
  test_pool via;
  redial_policy policy;
  redial_scene scene;
  redial_hunt hunt;
  redial_hunt_report report; /* of the last event */
  uint64_t now;
  uint64_t seed;
} test_call;

static const redial_selector *const test_in_order[] = {&redial_skip_busy};

/* n phones in list order, by a profile. */
static inline void test_call_open(test_call *t, const redial_policy *policy,
                                  uint32_t phones) {
  redial_pool_config config = redial_pool_defaults(phones);

  config.groups = 1;
  memset(t, 0, sizeof(*t));
  test_pool_open(&t->whom, &config, test_in_order, 1);
  test_pool_fill(&t->whom);
  t->policy = *policy;
  t->now = 1000;
  t->seed = 7;
  t->scene.whom.pool = &t->whom.pool;
  t->scene.whom.selector = test_in_order[0];
  t->scene.policy = &t->policy;
  t->scene.call = 77;
  redial_hunt_begin(&t->hunt, t->now);
}

static inline void test_call_vias(test_call *t, uint32_t gateways) {
  uint32_t i;
  redial_pool_config config = redial_pool_defaults(gateways);

  config.leases = 4 * gateways;
  test_pool_open(&t->via, &config, test_in_order, 1);
  for (i = 0; i < gateways; i++) {
    t->via.targets[i] = redial_target_defaults(2000 + i);
    t->via.targets[i].kind = REDIAL_KIND_TRUNK;
    t->via.targets[i].capacity = 4;
  }
  assert_int_equal(redial_pool_apply(&t->via.pool, t->via.targets, gateways, 0,
                                     NULL),
                   REDIAL_OK);
  t->scene.via.pool = &t->via.pool;
  t->scene.via.selector = test_in_order[0];
}

static inline void test_call_apply(test_call *t) {
  assert_int_equal(redial_pool_apply(&t->whom.pool, t->whom.targets,
                                     t->whom.config.capacity, t->now, NULL),
                   REDIAL_OK);
}

static inline uint32_t test_call_leases(const test_call *t) {
  uint32_t leases = redial_pool_count(&t->whom.pool).leases;

  return t->via.memory != NULL
           ? leases + redial_pool_count(&t->via.pool).leases
           : leases;
}

/* Whatever happened, nothing stays leased. */
static inline void test_call_close(test_call *t) {
  assert_int_equal(test_call_leases(t), 0);
  test_pool_close(&t->whom);
  test_pool_close(&t->via);
}

static inline redial_step test_call_poll(test_call *t) {
  return redial_hunt_poll(&t->hunt, &t->scene, t->now, test_random(&t->seed));
}

static inline redial_step test_call_want(test_call *t, redial_step_kind kind) {
  redial_step step = test_call_poll(t);

  assert_int_equal(step.kind, kind);
  return step;
}

/* Lets time pass until the hunt wants something else than to wait. */
static inline redial_step test_call_later(test_call *t) {
  redial_step step = test_call_poll(t);
  uint32_t waits;

  for (waits = 0; step.kind == REDIAL_STEP_WAIT && waits < 100; waits++) {
    assert_true(step.wake_ms > t->now);
    assert_true(step.wake_ms != REDIAL_NEVER);
    t->now = step.wake_ms;
    step = test_call_poll(t);
  }
  return step;
}

static inline redial_evidence test_code(int32_t code) {
  redial_evidence seen;

  memset(&seen, 0, sizeof(seen));
  seen.code = code;
  seen.ns = REDIAL_NAMESPACE_SIP;
  seen.origin = REDIAL_ORIGIN_REMOTE;
  return seen;
}

static inline redial_status test_call_event(test_call *t, redial_lease lease,
                                            const redial_evidence *seen) {
  t->report =
    redial_hunt_event(&t->hunt, &t->scene, lease, seen, t->now);
  return (redial_status)t->report.status;
}

/* The attempt of this step is answered with a code. */
static inline redial_status test_call_code(test_call *t,
                                           const redial_step *step,
                                           int32_t code) {
  redial_evidence seen = test_code(code);

  t->now += 10;
  return test_call_event(t, step->lease, &seen);
}

static inline redial_status test_call_timeout(test_call *t,
                                              const redial_step *step,
                                              redial_progress progress) {
  redial_evidence seen;

  memset(&seen, 0, sizeof(seen));
  seen.origin = REDIAL_ORIGIN_LOCAL_TIMEOUT;
  seen.progress = (uint8_t)progress;
  return test_call_event(t, step->lease, &seen);
}

#endif
