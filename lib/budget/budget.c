#include "../core/inner.h"
#include <redial/budget.h>

static uint32_t budget_capped(const redial_budget *budget, uint64_t tokens) {
  return tokens < budget->cap ? (uint32_t)tokens : budget->cap;
}

static void budget_tick(redial_budget *budget, uint64_t now_ms) {
  budget->tokens = redial_budget_left(budget, now_ms);
  if (now_ms < budget->seen_ms) {
    budget->clock_went_back = rdi_add32(budget->clock_went_back, 1);
  } else {
    budget->seen_ms = now_ms;
  }
}

void redial_budget_init(redial_budget *budget, uint32_t per_mille,
                        uint32_t floor_per_s, uint32_t saved, uint64_t now_ms) {
  budget->seen_ms = now_ms;
  budget->cap = rdi_mul32(saved, REDIAL_BUDGET_RETRY);
  budget->tokens = budget->cap;
  budget->deposit = per_mille; /* a thousandth of a token each */
  budget->floor_per_s = floor_per_s;
  budget->clock_went_back = 0;
  budget->reserved = 0;
}

uint32_t redial_budget_left(const redial_budget *budget, uint64_t now_ms) {
  uint64_t passed = rdi_sub64(now_ms, budget->seen_ms);

  /* A token a second is a milli-token a millisecond. After 2^32 ms any floor
     has filled any cap, so the product need not be wider than 64 bits. */
  if (passed > UINT32_MAX) {
    passed = UINT32_MAX;
  }
  return budget_capped(budget,
                       rdi_add64(budget->tokens, passed * budget->floor_per_s));
}

bool redial_budget_is_spent(const redial_budget *budget, uint64_t now_ms) {
  return redial_budget_left(budget, now_ms) < REDIAL_BUDGET_RETRY;
}

void redial_budget_settle(redial_budget *budget,
                          const redial_decision *decision, uint64_t now_ms) {
  budget_tick(budget, now_ms);
  if ((decision->marks & REDIAL_DECISION_EARNS) != 0) {
    budget->tokens =
      budget_capped(budget, (uint64_t)budget->tokens + budget->deposit);
  }
  if ((decision->marks & REDIAL_DECISION_PAYS) != 0) {
    budget->tokens = (uint32_t)rdi_sub64(budget->tokens, REDIAL_BUDGET_RETRY);
  }
}
