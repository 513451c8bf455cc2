#include "../policy/case.h"

static uint8_t read_word(uint8_t word, uint8_t last, uint8_t unknown) {
  return word <= last ? word : unknown;
}

/* P3: the words of a trunk that is full. */
static void read_capacity(rdi_case *c) {
  c->outcome = REDIAL_OUTCOME_OVERLOADED;
  c->about = REDIAL_ABOUT_PATH;
  c->scope = REDIAL_SCOPE_ROUTE;
  c->retry = REDIAL_RETRY_ELSEWHERE;
  c->action = REDIAL_ACTION_FAILOVER;
}

/* R6 put a cause's outcome into the verdict of a 603, whose class kept the
   scope everywhere. A gateway made the 603 of that cause, so the outcome's
   own reach is nearer the truth. */
static void read_q850(rdi_case *c) {
  if (rdi_speaks_of_server(c)) {
    c->scope = REDIAL_SCOPE_ROUTE;
    c->retry = REDIAL_RETRY_ELSEWHERE;
  } else if (rdi_is_among(c->outcome, REDIAL_OUTCOME_BUSY,
                          REDIAL_OUTCOME_NO_ANSWER)) {
    c->scope = REDIAL_SCOPE_HERE;
    c->retry = REDIAL_RETRY_LATER;
  } else if (rdi_is_among(c->outcome, REDIAL_OUTCOME_NOT_FOUND,
                          REDIAL_OUTCOME_BAD_ADDRESS)) {
    c->scope = REDIAL_SCOPE_ADDRESS;
  }
}

static void read_options(rdi_case *c) {
  if ((c->policy->options & REDIAL_POLICY_CAPACITY) != 0 &&
      (c->verdict->flags & REDIAL_FLAG_MAYBE_CAPACITY) != 0) {
    read_capacity(c);
  }
  if ((c->policy->options & REDIAL_POLICY_TRUST_Q850) != 0 &&
      c->verdict->effective == 603 &&
      (c->verdict->rules & REDIAL_RULE_R(6)) != 0) {
    read_q850(c);
  }
}

/* Numbers that are no words mean that nothing is known. */
void rdi_read(rdi_case *c) {
  const redial_verdict *v = c->verdict;

  c->outcome =
    read_word(v->outcome, REDIAL_OUTCOMES - 1, REDIAL_OUTCOME_UNKNOWN);
  c->scope = read_word(v->scope, REDIAL_SCOPE_UNKNOWN, REDIAL_SCOPE_UNKNOWN);
  c->retry = v->retry;
  c->about = v->about;
  c->action = v->action;
  c->barred = REDIAL_WHY_NONE;
  if (!RDI_SHORT_WAYS || c->policy->options != 0) {
    read_options(c);
  }
  /* Who refused is out of the call by every device and route, however far
     the answer itself reaches. */
  if (rdi_is_among(c->outcome, REDIAL_OUTCOME_DECLINED,
                   REDIAL_OUTCOME_BLOCKED)) {
    c->scope = REDIAL_SCOPE_EVERYWHERE;
    c->retry = REDIAL_RETRY_NEVER;
    c->barred = REDIAL_WHY_REFUSED;
  }
}
