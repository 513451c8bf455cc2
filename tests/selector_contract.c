#include "selector_contract.h"

#include <stdio.h>

enum pattern { ALL_UP, ONE_UP, FEW_UP, HALF_UP, NONE_UP, PATTERNS };

typedef struct contract {
  test_pool t;
  contract_model model;
  const redial_selector *selector;
  contract_rule rule;
  redial_lease *leases;
  uint32_t lease_count;
  uint64_t seed;
  uint64_t step;
} contract;

bool contract_eligible(const contract_model *model, uint32_t slot) {
  const contract_target *target = &model->targets[slot];

  return target->enabled != 0 && target->calls < target->capacity &&
         target->cool_until <= model->now_ms &&
         (!model->weights || target->weight > 0);
}

static uint32_t count_eligible(const contract_model *model) {
  uint32_t count = 0;
  uint32_t i;

  for (i = 0; i < model->count; i++) {
    count += contract_eligible(model, i);
  }
  return count;
}

static bool starts_up(enum pattern pattern, uint32_t slot, uint32_t count) {
  switch (pattern) {
  case ALL_UP:
    return true;
  case ONE_UP:
    return slot == count / 2;
  case FEW_UP:
    return slot % 97 == 13;
  case HALF_UP:
    return slot % 2 == 0;
  default:
    return false;
  }
}

static void contract_fill(contract *c, enum pattern pattern) {
  uint32_t i;

  for (i = 0; i < c->model.count; i++) {
    contract_target *target = &c->model.targets[i];
    redial_target *told = &c->t.targets[i];

    *told = redial_target_defaults(1000 + i);
    told->capacity = i % 3 == 0 ? 2 : 1;
    told->weight = (uint8_t)(i % 7 == 6 ? 0 : i % 7 * 40 + 1);
    told->enabled = starts_up(pattern, i, c->model.count);
    memset(target, 0, sizeof(*target));
    target->capacity = told->capacity;
    target->weight = told->weight;
    target->enabled = told->enabled;
  }
  assert_int_equal(redial_pool_apply(&c->t.pool, c->t.targets, c->model.count,
                                     0, NULL),
                   REDIAL_OK);
}

/* The sweep takes a few slots with each call; whoever is due and not yet
   swept is not offered unless nobody else is. Half of the offers wait until
   nobody is due, and are held to the strategy's own rule. */
static bool settle(contract *c) {
  if (test_random(&c->seed) % 2 == 0) {
    return false;
  }
  while (redial_pool_next_change(&c->t.pool) <= c->model.now_ms) {
    redial_pool_tick(&c->t.pool, c->model.now_ms);
  }
  return true;
}

static void do_offer(contract *c) {
  redial_pick_request request = test_request(c->model.now_ms);
  redial_offer offer;
  redial_status status;
  bool settled;

  redial_pool_tick(&c->t.pool, c->model.now_ms);
  settled = settle(c);
  request.random = test_random(&c->seed);
  request.key = c->seed;
  status = redial_pool_offer(&c->t.pool, c->selector, &request, &offer);
  if (status == REDIAL_ERR_NO_TARGET) {
    assert_int_equal(count_eligible(&c->model), 0);
    assert_true(offer.why != REDIAL_BAR_NONE);
    return;
  }
  assert_int_equal(status, REDIAL_OK);
  assert_in_range(offer.lease.slot, 0, c->model.count - 1);
  assert_true(contract_eligible(&c->model, offer.lease.slot));
  if (c->rule != NULL && settled) {
    assert_true(c->rule(&c->model, offer.lease.slot));
  }
  c->model.last = offer.lease.slot;
  c->model.targets[offer.lease.slot].calls++;
  c->model.targets[offer.lease.slot].offered = c->step;
  c->leases[c->lease_count] = offer.lease;
  c->lease_count++;
}

static void do_release(contract *c) {
  uint32_t i;

  if (c->lease_count == 0) {
    return;
  }
  i = test_random(&c->seed) % c->lease_count;
  assert_int_equal(redial_pool_release(&c->t.pool, c->leases[i],
                                       REDIAL_OUTCOME_SUCCESS,
                                       c->model.now_ms),
                   REDIAL_OK);
  c->model.targets[c->leases[i].slot].calls--;
  c->lease_count--;
  c->leases[i] = c->leases[c->lease_count];
}

static void do_cool(contract *c, uint32_t slot) {
  uint32_t wait = test_random(&c->seed) % 50;
  uint64_t until = c->model.now_ms + wait;
  contract_target *target = &c->model.targets[slot];

  assert_int_equal(redial_pool_cool(&c->t.pool, slot, REDIAL_OUTCOME_DECLINED,
                                    wait, c->model.now_ms),
                   REDIAL_OK);
  if (until > target->cool_until) {
    target->cool_until = until;
  }
}

static void do_enable(contract *c, uint32_t slot) {
  bool enabled = test_random(&c->seed) % 2 != 0;

  assert_int_equal(
    redial_pool_enable(&c->t.pool, slot, enabled, c->model.now_ms), REDIAL_OK);
  c->model.targets[slot].enabled = enabled;
}

/* Offers come most often; a quarter of the other calls lets time pass. */
static void do_step(contract *c) {
  uint32_t slot = test_random(&c->seed) % c->model.count;

  c->step++;
  switch (test_random(&c->seed) % 10) {
  case 0:
  case 1:
    do_release(c);
    break;
  case 2:
    do_cool(c, slot);
    break;
  case 3:
    do_enable(c, slot);
    break;
  case 4:
    c->model.now_ms += test_random(&c->seed) % 20;
    break;
  default:
    do_offer(c);
    break;
  }
}

static void contract_case(const redial_selector *selector, contract_rule rule,
                          uint32_t n, enum pattern pattern, uint32_t steps) {
  const redial_selector *const use[] = {selector};
  redial_pool_config config = redial_pool_defaults(n);
  contract c;
  uint32_t i;

  memset(&c, 0, sizeof(c));
  config.leases = n * 2;
  test_pool_open(&c.t, &config, use, 1);
  c.selector = selector;
  c.rule = rule;
  c.seed = n * 8u + (uint32_t)pattern;
  c.model.count = n;
  c.model.last = REDIAL_NO_SLOT;
  c.model.weights = strcmp(selector->name, "weighted") == 0;
  c.model.targets = (contract_target *)malloc(n * sizeof(contract_target));
  c.leases = (redial_lease *)malloc((steps + 1) * sizeof(redial_lease));
  assert_non_null(c.model.targets);
  assert_non_null(c.leases);
  contract_fill(&c, pattern);
  for (i = 0; i < steps; i++) {
    do_step(&c);
  }
  assert_int_equal(redial_pool_check(&c.t.pool), REDIAL_OK);
  free(c.model.targets);
  free(c.leases);
  test_pool_close(&c.t);
}

void contract_run(const redial_selector *selector, contract_rule rule) {
  static const uint32_t sizes[] = {1,    2,    63,   64,     65,
                                   4095, 4096, 4097, 262145, 1000000};
  uint32_t i;
  int pattern;

  for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
    for (pattern = 0; pattern < PATTERNS; pattern++) {
      /* The model looks at every target: fewer steps for larger pools. */
      uint32_t steps = 4000000u / (sizes[i] + 200);

      if (sizes[i] < 100000 || pattern < FEW_UP) {
        contract_case(selector, rule, sizes[i], (enum pattern)pattern,
                      steps < 40 ? 40 : steps);
      }
    }
  }
}
