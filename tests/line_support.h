#ifndef REDIAL_TESTS_LINE_SUPPORT_H
#define REDIAL_TESTS_LINE_SUPPORT_H

/* A line of agents or carriers for the tests of the complaints: any strategy,
   many calls, and a script of answers by slot. */

#include "hunt_support.h"

/* What each endpoint, or each gateway where there are any, answers: a code;
   0: nothing, until the timer runs out. */
typedef struct line_script {
  const int16_t *answers;
  bool rings; /* 180 first */
} line_script;

static inline void line_open(test_call *t, const redial_policy *policy,
                             uint32_t agents,
                             const redial_selector *const *selector) {
  redial_pool_config config = redial_pool_defaults(agents);

  config.groups = 1;
  memset(t, 0, sizeof(*t));
  test_pool_open(&t->whom, &config, selector, 1);
  test_pool_fill(&t->whom);
  t->policy = *policy;
  t->now = 1000;
  t->seed = 7;
  t->scene.whom.pool = &t->whom.pool;
  t->scene.whom.selector = selector[0];
  t->scene.policy = &t->policy;
  t->scene.call = 1;
  redial_hunt_begin(&t->hunt, t->now);
}

/* Another call over the same pools. */
static inline void line_again(test_call *t) {
  t->scene.call++;
  redial_hunt_begin(&t->hunt, t->now);
}

static inline void line_answer(test_call *t, const redial_step *step,
                               const line_script *script) {
  uint32_t slot = step->via != REDIAL_NO_SLOT ? step->via : step->whom;
  int16_t code = script->answers[slot];

  if (script->rings) {
    test_call_code(t, step, 180);
  }
  if (code != 0) {
    test_call_code(t, step, code);
    return;
  }
  t->now += script->rings ? step->ring_ms : step->setup_ms;
  test_call_timeout(t, step, REDIAL_PROGRESS_UNKNOWN);
}

/* Runs one call to its end; counts its attempts. */
static inline redial_step line_run(test_call *t, const line_script *script,
                                   uint32_t *attempts) {
  redial_step step = test_call_later(t);

  *attempts = 0;
  while (step.kind == REDIAL_STEP_DIAL && *attempts < 1000) {
    (*attempts)++;
    line_answer(t, &step, script);
    step = test_call_later(t);
  }
  return step;
}

#endif
