#include "../policy/case.h"

/* Retry-After as the policy takes it, and up to a tenth more, so that not
   everybody who was told the same comes back at once. Never less than what
   was clamped. */
uint32_t rdi_wait_hint(const rdi_case *c) {
  uint32_t wait = rdi_mul32(c->verdict->retry_after_s, 1000);
  uint32_t spread;

  if (wait < c->policy->retry_after_min_ms) {
    wait = c->policy->retry_after_min_ms;
  }
  if (wait > c->policy->retry_after_max_ms) {
    wait = c->policy->retry_after_max_ms;
  }
  spread = (uint32_t)((uint64_t)wait * 6553 >> 16); /* below a tenth */
  return rdi_add32(wait, redial_backoff_jitter(spread, REDIAL_JITTER_FULL,
                                               c->situation->random));
}

static uint32_t wait_plan(const rdi_case *c) {
  const redial_plan *plan = &c->policy->plan[c->made.plan];
  uint32_t step = c->history->step_plan == c->made.plan ? c->history->step : 0u;
  uint32_t window = redial_backoff_window(plan->wait_ms, c->policy->cap_ms,
                                          step * plan->growth);

  return redial_backoff_jitter(window, (redial_jitter)c->policy->jitter,
                               c->situation->random);
}

uint32_t rdi_wait_from(const uint64_t *now, const uint64_t *time) {
  uint64_t wait = rdi_sub64(*time, *now);

  return wait > UINT32_MAX ? UINT32_MAX : (uint32_t)wait;
}

static uint32_t wait_longer(uint32_t a, uint32_t b) {
  return a > b ? a : b;
}

/* Against RFC 3261 21.5.4, so only where the operator chose it, and only for
   a server: who asks to be left alone for a while is never probed. */
static bool wait_is_probed(const rdi_case *c, bool held, uint32_t wait) {
  return (c->policy->options & REDIAL_POLICY_RESILIENT) != 0 && held &&
         rdi_speaks_of_server(c) && wait > c->policy->probe_ms;
}

uint32_t rdi_wait_again(rdi_case *c) {
  const redial_situation *s = c->situation;
  uint32_t held = rdi_wait_from(&c->now, &s->held_until_ms);
  uint32_t wait;

  /* With others to come back to, this one's Retry-After is its own matter:
     the hold keeps it away. */
  if (c->verdict->has_retry_after && s->endpoints_back == 0) {
    wait = wait_longer(rdi_wait_hint(c), held);
    c->made.marks |= REDIAL_DECISION_HINTED;
  } else {
    wait = wait_longer(wait_plan(c), held);
  }
  if (wait_is_probed(c, held > 0 || c->verdict->has_retry_after, wait)) {
    c->made.marks |= REDIAL_DECISION_PROBE;
    wait = c->policy->probe_ms;
  }
  return wait_longer(wait, c->policy->floor_ms);
}
