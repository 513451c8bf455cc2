#ifndef REDIAL_TESTS_SELECTOR_CONTRACT_H
#define REDIAL_TESTS_SELECTOR_CONTRACT_H

/* What every strategy promises, put to the test against a model that looks
   at every target one by one. Run it on your own strategy too:

     contract_run(&my_selector, NULL);

   in a cmocka test that is linked with selector_contract.c. docs/pool.md says
   how. */

#include "pool_support.h"

/* What the model knows of one target. */
typedef struct contract_target {
  uint64_t cool_until;
  uint64_t down_until;
  uint64_t seen_until;
  uint64_t offered; /* number of the offer; 0: never */
  uint32_t calls;
  uint16_t capacity;
  uint16_t seen_calls;
  uint8_t enabled; /* and on the roster */
  uint8_t weight;
} contract_target;

typedef struct contract_model {
  contract_target *targets;
  uint32_t count;
  uint64_t now_ms;
  uint32_t last; /* the pick before */
  bool weights;  /* a target of weight 0 is never picked */
} contract_model;

/* Could it be picked by a call that has asked nobody so far? */
bool contract_eligible(const contract_model *model, uint32_t slot);
/* Calls that count: placed or seen, whichever are more. */
uint32_t contract_load(const contract_model *model, uint32_t slot);

/* Was this the right one of the eligible? NULL: any is. */
typedef bool (*contract_rule)(const contract_model *model, uint32_t slot);

/* All sizes up to 1,000,000 and all patterns of availability: offers to calls
   that have asked some already, ends, lost and late ends, cool-downs, what is
   seen, what the operator says, and reloads, while time goes on. */
void contract_run(const redial_selector *selector, contract_rule rule);

#endif
