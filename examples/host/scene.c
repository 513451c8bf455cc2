#include "host.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

#define SCENE_RULES_MOST 16384u /* bytes of a rule file */

static redial_span scene_span(const char *text) {
  redial_span span;

  span.ptr = text;
  span.len = strlen(text);
  return span;
}

static bool scene_profile(host_plan *plan, const char *name) {
  const redial_policy *profile = redial_profile_by_name(scene_span(name));

  if (profile == NULL) {
    return host_fail(name, "is no profile; one of them is hunt_group");
  }
  plan->policy = *profile;
  return true;
}

static bool scene_rules_at(const char *path, const redial_rules_error *where,
                           const char *what) {
  char line[120];

  (void)snprintf(line, sizeof(line), "line %lu, column %lu: %s",
                 (unsigned long)where->line, (unsigned long)where->column,
                 what);
  return host_fail(path, line);
}

static bool scene_rules(host_plan *plan, const char *path) {
  char text[SCENE_RULES_MOST];
  redial_rules_error where;
  redial_span span;
  FILE *file = fopen(path, "rb");

  if (file == NULL) {
    return host_fail(path, strerror(errno));
  }
  span.ptr = text;
  span.len = fread(text, 1, sizeof(text), file);
  (void)fclose(file);
  if (span.len == sizeof(text)) {
    return host_fail(path, "is too long for rules");
  }
  switch (redial_rules_read(span, plan->rule, HOST_RULES, &plan->rules.count,
                            &where)) {
  case REDIAL_OK:
    plan->rules.rule = plan->rule;
    return true;
  case REDIAL_ERR_FULL:
    return scene_rules_at(path, &where, "one rule too many");
  default:
    return scene_rules_at(path, &where, "reads as no rule");
  }
}

bool host_plan_make(host_plan *plan, const host_choice *choice) {
  memset(plan, 0, sizeof(*plan));
  if (redial_selector_by_name(scene_span(choice->strategy), &plan->selector) !=
      REDIAL_OK) {
    return host_fail(choice->strategy,
                     "is no strategy; one of them is skip_busy");
  }
  return scene_profile(plan, choice->profile) &&
         (choice->rules == NULL || scene_rules(plan, choice->rules));
}

static void scene_number(uint32_t *number, uint32_t given) {
  if (given != 0) {
    *number = given;
  }
}

static void scene_count(uint16_t *number, uint32_t given) {
  if (given != 0) {
    *number = (uint16_t)given;
  }
}

void host_limits_set(const host_limits *limits, redial_policy *policy) {
  scene_count(&policy->attempts, limits->attempts);
  scene_count(&policy->rounds, limits->rounds);
  scene_number(&policy->deadline_ms, limits->deadline_ms);
  scene_number(&policy->setup_ms, limits->setup_ms);
  scene_number(&policy->trying_ms, limits->trying_ms);
  scene_number(&policy->ring_ms, limits->ring_ms);
}
