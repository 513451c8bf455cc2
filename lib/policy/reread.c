#include "../policy/case.h"

/* P3: the words of a trunk that is full. */
static void reread_capacity(redial_verdict *verdict) {
  verdict->outcome = REDIAL_OUTCOME_OVERLOADED;
  verdict->about = REDIAL_ABOUT_PATH;
  verdict->scope = REDIAL_SCOPE_ROUTE;
  verdict->retry = REDIAL_RETRY_ELSEWHERE;
  verdict->action = REDIAL_ACTION_FAILOVER;
}

/* R6 put a cause's outcome into the verdict of a 603, whose class kept the
   scope everywhere. A gateway made the 603 of that cause, so the outcome's
   own reach is nearer the truth. */
static void reread_q850(redial_verdict *verdict) {
  redial_family family =
    redial_outcome_family((redial_outcome)verdict->outcome);

  if (rdi_speaks_of_server(verdict)) {
    verdict->scope = REDIAL_SCOPE_ROUTE;
    verdict->retry = REDIAL_RETRY_ELSEWHERE;
  } else if (family == REDIAL_FAMILY_CALLEE) {
    verdict->scope = REDIAL_SCOPE_HERE;
    verdict->retry = REDIAL_RETRY_LATER;
  } else if (family == REDIAL_FAMILY_ADDRESS) {
    verdict->scope = REDIAL_SCOPE_ADDRESS;
  }
}

/* Numbers that are no words mean that nothing is known. */
static void reread_numbers(redial_verdict *verdict) {
  if (verdict->outcome >= REDIAL_OUTCOMES) {
    verdict->outcome = REDIAL_OUTCOME_UNKNOWN;
  }
  if (verdict->scope > REDIAL_SCOPE_UNKNOWN) {
    verdict->scope = REDIAL_SCOPE_UNKNOWN;
  }
}

void rdi_reread(rdi_case *c, redial_verdict *read) {
  *read = *c->verdict;
  c->verdict = read;
  reread_numbers(read);
  if ((c->policy->options & REDIAL_POLICY_CAPACITY) != 0 &&
      (read->flags & REDIAL_FLAG_MAYBE_CAPACITY) != 0) {
    reread_capacity(read);
  }
  if ((c->policy->options & REDIAL_POLICY_TRUST_Q850) != 0 &&
      read->effective == 603 && (read->rules & REDIAL_RULE_R(6)) != 0) {
    reread_q850(read);
  }
  /* Who refused is out of the call by every device and route, however far
     the answer itself reaches. */
  if (rdi_is_refused(read)) {
    read->scope = REDIAL_SCOPE_EVERYWHERE;
    read->retry = REDIAL_RETRY_NEVER;
    c->barred = REDIAL_WHY_REFUSED;
  }
}
