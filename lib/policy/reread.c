#include "../policy/case.h"

static bool reread_is_capacity(const rdi_case *c) {
  return (c->policy->options & REDIAL_POLICY_CAPACITY) != 0 &&
         (c->verdict->flags & REDIAL_FLAG_MAYBE_CAPACITY) != 0;
}

/* P3: the words of a trunk that is full. */
static void reread_capacity(rdi_case *c) {
  c->outcome = REDIAL_OUTCOME_OVERLOADED;
  c->about = REDIAL_ABOUT_PATH;
  c->scope = REDIAL_SCOPE_ROUTE;
  c->retry = REDIAL_RETRY_ELSEWHERE;
  c->action = REDIAL_ACTION_FAILOVER;
}

static bool reread_is_q850(const rdi_case *c) {
  return (c->policy->options & REDIAL_POLICY_TRUST_Q850) != 0 &&
         c->verdict->effective == 603 &&
         (c->verdict->rules & REDIAL_RULE_R(6)) != 0;
}

/* R6 put the cause's outcome into the verdict of a 603, whose class kept the
   scope everywhere. A gateway made the 603 of that cause, so the outcome's
   own reach is nearer the truth. */
static void reread_q850(rdi_case *c) {
  redial_family family = redial_outcome_family((redial_outcome)c->outcome);

  if (rdi_speaks_of_server(c->about)) {
    c->scope = REDIAL_SCOPE_ROUTE;
    c->retry = REDIAL_RETRY_ELSEWHERE;
  } else if (family == REDIAL_FAMILY_CALLEE) {
    c->scope = REDIAL_SCOPE_HERE;
    c->retry = REDIAL_RETRY_LATER;
  } else if (family == REDIAL_FAMILY_ADDRESS) {
    c->scope = REDIAL_SCOPE_ADDRESS;
  }
}

void rdi_reread(rdi_case *c) {
  if (reread_is_capacity(c)) {
    reread_capacity(c);
  }
  if (reread_is_q850(c)) {
    reread_q850(c);
  }
}
