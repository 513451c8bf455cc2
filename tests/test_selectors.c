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

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(round_robin_keeps_the_contract),
    cmocka_unit_test(skip_busy_keeps_the_contract),
    cmocka_unit_test(lru_keeps_the_contract),
  };

  return cmocka_run_group_tests_name("selectors", tests, NULL, NULL);
}
