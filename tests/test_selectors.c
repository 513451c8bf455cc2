#include "selector_contract.h"

/* The strategies: each against the contract and against its own rule. */

static bool is_lowest(const contract_model *model, uint32_t slot) {
  uint32_t i;

  for (i = 0; i < slot; i++) {
    if (contract_eligible(model, i)) {
      return false;
    }
  }
  return true;
}

static bool is_next_in_turn(const contract_model *model, uint32_t slot) {
  uint32_t i = model->last == REDIAL_NO_SLOT ? model->count - 1 : model->last;

  do {
    i = i + 1 < model->count ? i + 1 : 0;
  } while (!contract_eligible(model, i) && i != slot);
  return i == slot;
}

static bool is_least_recent(const contract_model *model, uint32_t slot) {
  uint32_t i;

  for (i = 0; i < model->count; i++) {
    if (contract_eligible(model, i) &&
        (model->targets[i].offered < model->targets[slot].offered ||
         (model->targets[i].offered == model->targets[slot].offered &&
          i < slot))) {
      return false;
    }
  }
  return true;
}

static void round_robin_keeps_the_contract(void **state) {
  (void)state;
  contract_run(&redial_round_robin, is_next_in_turn);
}

static void skip_busy_keeps_the_contract(void **state) {
  (void)state;
  contract_run(&redial_skip_busy, is_lowest);
}

static void lru_keeps_the_contract(void **state) {
  (void)state;
  contract_run(&redial_lru, is_least_recent);
}

static bool is_least_loaded(const contract_model *model, uint32_t slot) {
  uint32_t i;

  for (i = 0; i < model->count; i++) {
    if (contract_eligible(model, i) &&
        contract_load(model, i) < contract_load(model, slot)) {
      return false;
    }
  }
  return true;
}

static void weighted_keeps_the_contract(void **state) {
  (void)state;
  contract_run(&redial_weighted, NULL);
}

static void least_calls_keeps_the_contract(void **state) {
  (void)state;
  contract_run(&redial_least_calls, is_least_loaded);
}

static void longest_idle_keeps_the_contract(void **state) {
  (void)state;
  contract_run(&redial_longest_idle, NULL);
}

static void random_keeps_the_contract(void **state) {
  (void)state;
  contract_run(&redial_random, NULL);
}

static void two_choices_keeps_the_contract(void **state) {
  (void)state;
  contract_run(&redial_two_choices, NULL);
}

static void hash_keeps_the_contract(void **state) {
  (void)state;
  contract_run(&redial_hash, NULL);
}

static uint32_t last_choose(const redial_pool *pool,
                            const redial_pick_request *request,
                            const redial_candidates *candidates) {
  (void)pool;
  (void)request;
  return candidates->count - 1;
}

/* One of the caller's: a name and one function. */
static const redial_selector last_of_list = {
  "last_of_list", NULL, NULL, NULL, last_choose, NULL, NULL, NULL,
  NULL,           NULL, NULL, NULL, NULL};

static void a_strategy_of_one_s_own_keeps_the_contract(void **state) {
  (void)state;
  contract_run(&last_of_list, NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(round_robin_keeps_the_contract),
    cmocka_unit_test(skip_busy_keeps_the_contract),
    cmocka_unit_test(lru_keeps_the_contract),
    cmocka_unit_test(weighted_keeps_the_contract),
    cmocka_unit_test(least_calls_keeps_the_contract),
    cmocka_unit_test(longest_idle_keeps_the_contract),
    cmocka_unit_test(random_keeps_the_contract),
    cmocka_unit_test(two_choices_keeps_the_contract),
    cmocka_unit_test(hash_keeps_the_contract),
    cmocka_unit_test(a_strategy_of_one_s_own_keeps_the_contract),
  };

  return cmocka_run_group_tests_name("selectors", tests, NULL, NULL);
}
