#include "../policy/short.h"

/* A build for size (gcc, clang: -Os) goes the whole way, in order.c. */
#ifndef __OPTIMIZE_SIZE__

redial_decision redial_decide(const redial_policy *policy,
                              const redial_history *history,
                              const redial_verdict *verdict,
                              const redial_situation *situation) {
  redial_decision made;

  if (rdi_short_another(policy, history, verdict, situation, &made)) {
    return made;
  }
  return rdi_decide(policy, history, verdict, situation);
}
#endif
