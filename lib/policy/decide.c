#include "../policy/short.h"

/* A build for size (gcc, clang: -Os) goes the whole way, in order.c. */
#ifndef __OPTIMIZE_SIZE__

redial_decision redial_decide(const redial_policy *policy,
                              const redial_history *history,
                              const redial_verdict *verdict,
                              const redial_situation *situation) {
  redial_decision here; /* two, so that each way writes only what it has */
  redial_decision without;

  if (rdi_short_is_here(policy, history, verdict, situation)) {
    rdi_short_here(policy, verdict, &here);
    return here;
  }
  if (rdi_short_is_without(policy, history, verdict, situation)) {
    rdi_short_without(policy, verdict, &without);
    return without;
  }
  return rdi_decide(policy, history, verdict, situation);
}
#endif
