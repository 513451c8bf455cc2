#include "hunt_support.h"

/* Calls at random over shared pools, against what must always hold: nobody is
   dialled twice in a round unless the policy says so, who refused is never
   dialled again, nobody who has left is dialled, every call ends within its
   limits, and every lease comes back. */

#define PHONES 12u
#define GATEWAYS 4u
#define CALLS 6u

typedef struct model_call {
  redial_scene scene;
  redial_policy policy;
  redial_hunt hunt;
  redial_step legs[64]; /* everything ever dialled, to answer late, too */
  uint32_t leg_count;
  bool refused[PHONES]; /* by slot */
  uint32_t rung[PHONES]; /* rounds in which it was dialled, +1 */
  bool again[PHONES];    /* the policy said to dial it again */
  uint32_t by[PHONES][GATEWAYS]; /* rounds in which it was dialled by it */
  bool pair_again[PHONES][GATEWAYS]; /* the policy said to do that again */
  bool pair_out[PHONES][GATEWAYS];   /* for the call */
  bool via_out[GATEWAYS];
  bool group_out[3];
  uint32_t by_via[GATEWAYS]; /* attempts */
  uint32_t at[PHONES];       /* attempts */
  uint64_t begun;
  uint32_t steps;
  bool ended;
  bool gone;
} model_call;

typedef struct model {
  test_pool whom;
  test_pool via;
  redial_member members[PHONES];
  redial_group group;
  redial_budget budget;
  model_call calls[CALLS];
  bool absent[PHONES];
  uint64_t now;
  uint64_t seed;
} model;

static uint32_t model_pick(model *m, uint32_t count) {
  return (uint32_t)((uint64_t)test_random(&m->seed) * count >> 32);
}

static void model_roster(model *m) {
  redial_target present[PHONES];
  uint32_t count = 0;
  uint32_t i;

  for (i = 0; i < PHONES; i++) {
    if (!m->absent[i]) {
      present[count++] = m->whom.targets[i];
    }
  }
  assert_int_equal(redial_pool_apply(&m->whom.pool, present, count, m->now,
                                     NULL),
                   REDIAL_OK);
}

static void model_open(model *m, uint64_t seed) {
  redial_pool_config config = redial_pool_defaults(PHONES);
  uint32_t i;

  memset(m, 0, sizeof(*m));
  m->seed = seed;
  m->now = 1000;
  config.groups = 1;
  config.leases = 200;
  test_pool_open(&m->whom, &config, test_in_order, 1);
  for (i = 0; i < PHONES; i++) {
    m->whom.targets[i] = redial_target_defaults(1000 + i);
    m->whom.targets[i].person = model_pick(m, 2) ? 1 + i / 2 : 0;
    m->whom.targets[i].capacity = (uint16_t)(1 + model_pick(m, 2));
    m->members[i].slot = i;
    m->members[i].weight = 1;
  }
  m->group.members = m->members;
  m->group.count = PHONES;
  model_roster(m);
  config.capacity = GATEWAYS;
  test_pool_open(&m->via, &config, test_in_order, 1);
  for (i = 0; i < GATEWAYS; i++) {
    m->via.targets[i] = redial_target_defaults(2000 + i);
    m->via.targets[i].kind = REDIAL_KIND_TRUNK;
    m->via.targets[i].capacity = 3;
    m->via.targets[i].failure_group = model_pick(m, 3);
  }
  redial_pool_apply(&m->via.pool, m->via.targets, GATEWAYS, m->now, NULL);
  redial_budget_init(&m->budget, 100, 1, 10, m->now);
}

static void model_begin(model *m, uint32_t number) {
  static const redial_policy *const profiles[] = {
    &redial_profile_rfc3261,          &redial_profile_hunt_group,
    &redial_profile_devices,          &redial_profile_carrier_failover,
    &redial_profile_twilio_dial,      &redial_profile_redialer};
  model_call *c = &m->calls[number];

  memset(c, 0, sizeof(*c));
  c->policy = *profiles[model_pick(m, 6)];
  if (model_pick(m, 2)) {
    c->policy.repairs = REDIAL_REPAIRS;
  }
  c->scene.whom.pool = &m->whom.pool;
  c->scene.whom.selector = test_in_order[0];
  c->scene.whom.group = model_pick(m, 2) ? &m->group : NULL;
  if (model_pick(m, 2)) {
    c->scene.via.pool = &m->via.pool;
    c->scene.via.selector = test_in_order[0];
    c->scene.budget = &m->budget;
  }
  c->scene.policy = &c->policy;
  c->scene.call = 1 + model_pick(m, 1000000);
  c->scene.width = (uint8_t)(model_pick(m, 2) ? model_pick(m, 10) : 1);
  c->scene.stage_ms = model_pick(m, 2) ? 3000 : 0;
  c->begun = m->now;
  redial_hunt_begin(&c->hunt, m->now);
}

/* What may be waited for in all: the deadline, which an attempt may begin just
   before, and its timers. */
static void model_waits(const model_call *c, uint64_t wake_ms) {
  const redial_policy *p = &c->policy;

  assert_true(wake_ms <= c->begun + (uint64_t)p->deadline_ms * 2 + p->setup_ms +
                           p->trying_ms + p->ring_ms);
}

/* ---- What must hold when it says dial ---- */

static void model_by(model *m, model_call *c, uint32_t whom, uint32_t via) {
  uint32_t round = redial_hunt_summary(&c->hunt).rounds;
  uint32_t group = m->via.targets[via].failure_group;

  assert_false(c->via_out[via]);
  assert_false(group != 0 && c->group_out[group]);
  assert_false(c->pair_out[whom][via]);
  assert_true(c->by[whom][via] != round || c->pair_again[whom][via]);
  c->by[whom][via] = round;
  c->pair_again[whom][via] = false;
  c->by_via[via]++;
  assert_true(c->by_via[via] <= c->policy.via_attempts);
}

static void model_dialled(model *m, model_call *c, const redial_step *step) {
  uint32_t round = redial_hunt_summary(&c->hunt).rounds;

  assert_true(step->whom < PHONES);
  assert_false(m->absent[step->whom]);
  assert_false(c->refused[step->whom]);
  assert_false(c->gone);
  if (c->rung[step->whom] == round && !c->again[step->whom]) {
    fail_msg("slot %u dialled twice in round %u", (unsigned)step->whom,
             (unsigned)round);
  }
  c->rung[step->whom] = round;
  c->at[step->whom]++;
  assert_true(c->at[step->whom] <= c->policy.endpoint_attempts);
  c->again[step->whom] = false;
  assert_true(redial_hunt_summary(&c->hunt).attempts <= c->policy.attempts);
  assert_true(m->now - c->begun < c->policy.deadline_ms);
  if (c->scene.via.pool != NULL) {
    assert_true(step->via < GATEWAYS);
    model_by(m, c, step->whom, step->via);
  }
}

static void model_learn_via(model *m, model_call *c,
                            const redial_hunt_report *report) {
  uint32_t leaves = report->decision.leaves;

  if (report->via >= GATEWAYS) {
    return;
  }
  c->pair_again[report->whom][report->via] =
    report->decision.next == REDIAL_NEXT_AGAIN &&
    (report->decision.marks & REDIAL_DECISION_ROUND) == 0;
  if ((leaves & REDIAL_LEAVES_PAIRING) != 0) {
    c->pair_out[report->whom][report->via] = true;
  }
  if ((leaves & REDIAL_LEAVES_VIA) != 0) {
    c->via_out[report->via] = true;
  }
  if ((leaves & REDIAL_LEAVES_GROUP) != 0) {
    c->group_out[m->via.targets[report->via].failure_group] = true;
  }
}

static void model_learn(model *m, model_call *c,
                        const redial_hunt_report *report) {
  uint32_t i;

  if (report->status != REDIAL_OK) {
    return;
  }
  model_learn_via(m, c, report);
  if (report->decision.next == REDIAL_NEXT_ROUTE ||
      (report->decision.next == REDIAL_NEXT_AGAIN &&
       (report->decision.marks & REDIAL_DECISION_ROUND) == 0)) {
    c->again[report->whom] = true;
  }
  if ((report->decision.leaves & REDIAL_LEAVES_PERSON) != 0) {
    for (i = 0; i < PHONES; i++) {
      uint64_t person = m->whom.targets[report->whom].person;

      c->refused[i] = c->refused[i] || i == report->whom ||
                      (person != 0 && m->whom.targets[i].person == person);
    }
  }
}

static void model_tell(model *m, model_call *c, const redial_step *step) {
  static const int16_t codes[] = {100, 180, 183, 200, 486, 480, 408, 404, 603,
                                  600, 607, 503, 500, 401, 491, 302, 482, 487,
                                  413, 484, 403, 699, 0};
  int16_t code = codes[model_pick(m, sizeof(codes) / sizeof(codes[0]))];
  redial_evidence seen = test_code(code);
  redial_hunt_report report;

  seen.origin = code == 0 ? REDIAL_ORIGIN_LOCAL_TIMEOUT : REDIAL_ORIGIN_REMOTE;
  seen.marks = model_pick(m, 2) ? REDIAL_MARK_CONTACT : 0;
  if (model_pick(m, 8) == 0) {
    seen.retry_after.present = 1;
    seen.retry_after.seconds = model_pick(m, 100);
  }
  report = redial_hunt_event(&c->hunt, &c->scene, step->lease, &seen, m->now);
  model_learn(m, c, &report);
}

static void model_poll(model *m, model_call *c) {
  redial_step step = redial_hunt_poll(&c->hunt, &c->scene, m->now,
                                      test_random(&m->seed));

  switch (step.kind) {
  case REDIAL_STEP_DIAL:
    model_dialled(m, c, &step);
    c->legs[c->leg_count++ % 64] = step;
    break;
  case REDIAL_STEP_REPAIR:
    assert_false(c->refused[step.whom]);
    c->legs[c->leg_count++ % 64] = step;
    break;
  case REDIAL_STEP_WAIT:
    assert_true(step.wake_ms > m->now);
    model_waits(c, step.wake_ms);
    if (model_pick(m, 3) == 0 && step.wake_ms != REDIAL_NEVER) {
      m->now = step.wake_ms;
    }
    break;
  case REDIAL_STEP_DONE:
  case REDIAL_STEP_STOP:
    c->ended = true;
    break;
  default:
    break;
  }
}

static void model_token(model_call *c) {
  char text[REDIAL_HUNT_TOKEN_MAX + 1];
  redial_span span;

  if (redial_hunt_token_write(&c->hunt, text, sizeof(text)) == REDIAL_OK) {
    span.ptr = text;
    span.len = strlen(text);
    assert_int_equal(redial_hunt_token_read(span, &c->hunt), REDIAL_OK);
  }
}

static void model_reload(model *m) {
  uint32_t slot = model_pick(m, PHONES);

  m->absent[slot] = !m->absent[slot];
  model_roster(m);
}

static void model_unwanted(model *m, model_call *c, uint32_t how) {
  redial_status status = REDIAL_ERR_STATE;

  if (how == 0) {
    status = redial_hunt_caller_gone(&c->hunt, &c->scene, m->now);
  } else if (how == 1) {
    status = redial_hunt_withdraw(&c->hunt, &c->scene, m->now);
  }
  c->gone = c->gone || status == REDIAL_OK;
}

/* Who is forwarded to counts as rung; who was rung, or is out, is a loop. */
static void model_forward(model *m, model_call *c) {
  uint32_t slot = model_pick(m, PHONES + 1);
  redial_hunt_record record = redial_hunt_summary(&c->hunt);
  redial_status status =
    redial_hunt_forwarded(&c->hunt, &c->scene, 1000 + slot);

  if (slot < PHONES && status == REDIAL_OK) {
    assert_true(m->absent[slot] || !c->refused[slot]);
    assert_true(record.state < REDIAL_HUNT_CLOSED);
    /* While it waits the next round is decided, but has not begun. */
    c->rung[slot] = record.state == REDIAL_HUNT_WAITING ? record.rounds - 1u
                                                        : record.rounds;
    c->again[slot] = false;
  }
}

static void model_act(model *m, model_call *c) {
  uint32_t legs = c->leg_count < 64 ? c->leg_count : 64;

  c->steps++;
  assert_true(c->steps < 100000); /* every call ends */
  switch (model_pick(m, 16)) {
  case 0:
    m->now += model_pick(m, 20000);
    break;
  case 1:
    model_token(c);
    break;
  case 2:
    if (model_pick(m, 10) == 0) {
      model_reload(m);
    } else if (model_pick(m, 10) == 0) {
      model_forward(m, c);
    }
    break;
  case 3:
    model_unwanted(m, c, model_pick(m, 60));
    break;
  case 4:
  case 5:
  case 6:
    if (legs > 0) {
      model_tell(m, c, &c->legs[model_pick(m, legs)]);
    }
    break;
  default:
    model_poll(m, c);
    break;
  }
}

static bool model_step(model *m) {
  bool any = false;
  uint32_t i;

  for (i = 0; i < CALLS; i++) {
    if (!m->calls[i].ended) {
      any = true;
      model_act(m, &m->calls[i]);
    }
  }
  return any;
}

static void whatever_happens_the_promises_hold(void **state) {
  uint64_t steps = 0;
  uint32_t world;
  uint32_t i;

  (void)state;
  for (world = 0; world < 200000; world++) {
    model m;

    model_open(&m, world);
    for (i = 0; i < CALLS; i++) {
      model_begin(&m, i);
    }
    while (model_step(&m)) {
    }
    for (i = 0; i < CALLS; i++) {
      steps += m.calls[i].steps;
    }
    assert_int_equal(redial_pool_count(&m.whom.pool).leases, 0);
    assert_int_equal(redial_pool_count(&m.via.pool).leases, 0);
    assert_int_equal(redial_pool_check(&m.whom.pool), REDIAL_OK);
    test_pool_close(&m.whom);
    test_pool_close(&m.via);
  }
  print_message("%lu steps\n", (unsigned long)steps);
  assert_true(steps > 10000000);
}

/* ---- 100,000 calls, many at once, over one pool ---- */

static const int16_t *many_script(uint32_t number) {
  static const int16_t scripts[4][3] = {
    {486, 200, 0}, {603, 486, 200}, {0, 0, 200}, {200, 0, 0}};

  return scripts[number % 4];
}

static bool many_go_on(test_call *pool, redial_hunt *hunt, uint32_t number,
                       uint32_t *at) {
  redial_step step = redial_hunt_poll(hunt, &pool->scene, pool->now,
                                      test_random(&pool->seed));

  if (step.kind == REDIAL_STEP_DIAL) {
    redial_evidence seen = test_code(many_script(number)[*at % 3]);

    seen.origin = seen.code == 0 ? REDIAL_ORIGIN_LOCAL_TIMEOUT
                                 : REDIAL_ORIGIN_REMOTE;
    (*at)++;
    redial_hunt_event(hunt, &pool->scene, step.lease, &seen, pool->now);
  }
  return step.kind != REDIAL_STEP_DONE && step.kind != REDIAL_STEP_STOP;
}

static void a_hundred_thousand_calls_share_one_pool(void **state) {
  redial_hunt hunts[50];
  uint32_t numbers[50];
  uint32_t at[50];
  test_call t;
  uint32_t begun = 0;
  uint32_t ended = 0;
  uint32_t i;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 100);
  for (i = 0; i < 50; i++) {
    redial_hunt_begin(&hunts[i], t.now);
    numbers[i] = begun++;
    at[i] = 0;
  }
  for (i = 0; ended < 100000; i = (i + 1) % 50) {
    t.now += 20;
    if (!many_go_on(&t, &hunts[i], numbers[i], &at[i])) {
      ended++;
      redial_hunt_begin(&hunts[i], t.now);
      numbers[i] = begun++;
      at[i] = 0;
    }
  }
  for (i = 0; i < 50; i++) {
    redial_hunt_caller_gone(&hunts[i], &t.scene, t.now);
  }
  test_call_close(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(whatever_happens_the_promises_hold),
    cmocka_unit_test(a_hundred_thousand_calls_share_one_pool),
  };

  return cmocka_run_group_tests_name("hunt_model", tests, NULL, NULL);
}
