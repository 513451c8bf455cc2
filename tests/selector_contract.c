#include "selector_contract.h"

enum pattern { ALL_UP, ONE_UP, FEW_UP, HALF_UP, NONE_UP, PATTERNS };

#define OFFER_MS 60u /* short, so that lost calls are many */

typedef struct contract_lease {
  redial_lease lease;
  uint64_t until;
} contract_lease;

typedef struct contract {
  test_pool t;
  contract_model model;
  const redial_selector *selector;
  contract_rule rule;
  contract_lease *leases;
  uint32_t lease_count;
  uint64_t seed;
  uint64_t offers;
} contract;

uint32_t contract_load(const contract_model *model, uint32_t slot) {
  const contract_target *target = &model->targets[slot];
  bool seen = target->seen_until > model->now_ms;

  return seen && target->seen_calls > target->calls ? target->seen_calls
                                                    : target->calls;
}

bool contract_eligible(const contract_model *model, uint32_t slot) {
  const contract_target *target = &model->targets[slot];

  return target->enabled != 0 &&
         contract_load(model, slot) < target->capacity &&
         target->cool_until <= model->now_ms &&
         target->down_until <= model->now_ms &&
         (!model->weights || target->weight > 0);
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
  assert_int_equal(
    redial_pool_apply(&c->t.pool, c->t.targets, c->model.count, 0, NULL),
    REDIAL_OK);
}

/* Lost calls are over when their time is. */
static void model_expire(contract *c) {
  uint32_t i = 0;

  while (i < c->lease_count) {
    if (c->leases[i].until <= c->model.now_ms) {
      redial_lease lease = c->leases[i].lease;

      c->model.targets[lease.slot].calls--;
      c->lease_count--;
      c->leases[i] = c->leases[c->lease_count];
      /* A late end says so and changes nothing. */
      assert_int_equal(redial_pool_release(&c->t.pool, lease,
                                           REDIAL_OUTCOME_SUCCESS,
                                           c->model.now_ms),
                       REDIAL_ERR_NO_LEASE);
    } else {
      i++;
    }
  }
}

/* The sweep takes a few with each call; who is due and not yet swept is not
   offered unless nobody else is. Half of the offers wait until nobody is due,
   and are held to the strategy's own rule. */
static bool settle(contract *c) {
  if (test_random(&c->seed) % 2 == 0) {
    return false;
  }
  while (redial_pool_next_change(&c->t.pool) <= c->model.now_ms) {
    redial_pool_tick(&c->t.pool, c->model.now_ms);
  }
  return true;
}

/* Every third call has asked a few before. */
static const redial_tried *draw_tried(contract *c, redial_tried *tried) {
  uint32_t i;

  memset(tried, 0, sizeof(*tried));
  if (test_random(&c->seed) % 3 != 0) {
    return NULL;
  }
  for (i = test_random(&c->seed) % 4; i > 0; i--) {
    redial_tried_slot(&c->t.pool, tried,
                      test_random(&c->seed) % c->model.count);
  }
  return tried;
}

static bool can_be_picked(const contract *c, const redial_tried *tried,
                          uint32_t slot) {
  return contract_eligible(&c->model, slot) &&
         redial_is_tried(&c->t.pool, tried, slot) == REDIAL_BAR_NONE;
}

static uint32_t count_pickable(const contract *c, const redial_tried *tried) {
  uint32_t count = 0;
  uint32_t i;

  for (i = 0; i < c->model.count; i++) {
    count += can_be_picked(c, tried, i);
  }
  return count;
}

static void take_offer(contract *c, const redial_offer *offer) {
  uint32_t slot = offer->lease.slot;

  c->model.last = slot;
  c->model.targets[slot].calls++;
  c->model.targets[slot].offered = ++c->offers;
  c->leases[c->lease_count].lease = offer->lease;
  c->leases[c->lease_count].until = c->model.now_ms + OFFER_MS;
  c->lease_count++;
}

static void do_offer(contract *c) {
  redial_pick_request request = test_request(c->model.now_ms);
  redial_tried tried;
  redial_offer offer;
  redial_status status;
  bool settled;

  redial_pool_tick(&c->t.pool, c->model.now_ms);
  model_expire(c);
  settled = settle(c);
  request.tried = draw_tried(c, &tried);
  request.random = test_random(&c->seed);
  request.key = c->seed;
  status = redial_pool_offer(&c->t.pool, c->selector, &request, &offer);
  if (status == REDIAL_ERR_NO_TARGET) {
    assert_int_equal(count_pickable(c, request.tried), 0);
    assert_true(offer.why != REDIAL_BAR_NONE);
    assert_true(offer.earliest_ms > c->model.now_ms);
    return;
  }
  assert_int_equal(status, REDIAL_OK);
  assert_in_range(offer.lease.slot, 0, c->model.count - 1);
  assert_true(can_be_picked(c, request.tried, offer.lease.slot));
  if (c->rule != NULL && settled && request.tried == NULL) {
    assert_true(c->rule(&c->model, offer.lease.slot));
  }
  take_offer(c, &offer);
}

static void do_release(contract *c) {
  uint32_t i;

  model_expire(c);
  if (c->lease_count == 0) {
    return;
  }
  i = test_random(&c->seed) % c->lease_count;
  assert_int_equal(redial_pool_release(&c->t.pool, c->leases[i].lease,
                                       REDIAL_OUTCOME_SUCCESS, c->model.now_ms),
                   REDIAL_OK);
  c->model.targets[c->leases[i].lease.slot].calls--;
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

static void do_observe(contract *c, uint32_t slot) {
  uint32_t valid = test_random(&c->seed) % 50;
  uint32_t value = test_random(&c->seed) % 3;
  contract_target *target = &c->model.targets[slot];
  bool calls = test_random(&c->seed) % 2 == 0;

  assert_int_equal(
    redial_observe(&c->t.pool, slot,
                   calls ? REDIAL_SIGHT_CALLS : REDIAL_SIGHT_REGISTERED,
                   calls ? value : value % 2, valid, c->model.now_ms),
    REDIAL_OK);
  if (calls) {
    target->seen_calls = (uint16_t)value;
    target->seen_until = c->model.now_ms + valid;
  } else {
    target->down_until = value % 2 == 0 ? c->model.now_ms + valid : 0;
  }
}

static void do_enable(contract *c, uint32_t slot) {
  bool enabled = test_random(&c->seed) % 2 != 0;

  assert_int_equal(
    redial_pool_enable(&c->t.pool, slot, enabled, c->model.now_ms), REDIAL_OK);
  c->model.targets[slot].enabled = enabled;
  c->t.targets[slot].enabled = enabled;
}

/* Somebody leaves the roster, and returns into the same slot. */
static void do_reload(contract *c, uint32_t slot) {
  uint32_t count = c->model.count;
  redial_target gone = c->t.targets[slot];
  redial_applied applied;

  c->t.targets[slot] = c->t.targets[count - 1];
  assert_int_equal(redial_pool_apply(&c->t.pool, c->t.targets, count - 1,
                                     c->model.now_ms, &applied),
                   REDIAL_OK);
  assert_int_equal(applied.left, 1);
  if (count > 1) {
    c->model.targets[slot].enabled = 0;
    do_offer(c);
  }
  c->t.targets[slot] = gone;
  assert_int_equal(redial_pool_apply(&c->t.pool, c->t.targets, count,
                                     c->model.now_ms, &applied),
                   REDIAL_OK);
  assert_int_equal(applied.returned, 1);
  c->model.targets[slot].enabled = gone.enabled;
}

/* Offers come most often; a quarter of the other calls lets time pass. A
   reload looks at everybody, so large pools see few of them. */
static void do_step(contract *c) {
  uint32_t slot = test_random(&c->seed) % c->model.count;

  switch (test_random(&c->seed) % 12) {
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
  case 5:
    c->model.now_ms += test_random(&c->seed) % 20;
    break;
  case 6:
    do_observe(c, slot);
    break;
  default:
    do_offer(c);
    break;
  }
  if (test_random(&c->seed) % (c->model.count / 16 + 50) == 0) {
    do_reload(c, slot);
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
  config.offer_ms = OFFER_MS;
  test_pool_open(&c.t, &config, use, 1);
  c.selector = selector;
  c.rule = rule;
  c.seed = n * 8u + (uint32_t)pattern;
  c.model.count = n;
  c.model.last = REDIAL_NO_SLOT;
  c.model.weights = strcmp(selector->name, "weighted") == 0;
  c.model.targets = (contract_target *)malloc(n * sizeof(contract_target));
  c.leases = (contract_lease *)malloc((steps * 2 + 1) * sizeof(contract_lease));
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
      uint32_t steps = 2000000u / (sizes[i] + 200);

      contract_case(selector, rule, sizes[i], (enum pattern)pattern,
                    steps < 40 ? 40 : steps);
    }
  }
}
