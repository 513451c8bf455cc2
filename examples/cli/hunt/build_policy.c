/* policy PROFILE ..., plan OUTCOME ..., and the lines about the whole
   scenario. */

#include "build.h"
#include <string.h>

/* A count, or none for no limit. */
static bool build_take_count(reader *in, const field *how, redial_span value,
                             void *to) {
  if (reader_is(value, "none")) {
    *(uint16_t *)to = REDIAL_NO_LIMIT;
    return true;
  }
  return field_u16(in, how, value, to);
}

static bool build_take_limit(reader *in, const field *how, redial_span value,
                             void *to) {
  if (reader_is(value, "none")) {
    *(uint32_t *)to = REDIAL_NO_LIMIT_MS;
    return true;
  }
  return field_ms(in, how, value, to);
}

static bool build_take_jitter(reader *in, const field *how, redial_span value,
                              void *to) {
  uint32_t jitter;

  (void)how;
  if (!field_name(in, value, redial_jitter_name, 0, 3, "is no jitter",
                  &jitter)) {
    return false;
  }
  *(uint8_t *)to = (uint8_t)jitter;
  return true;
}

/* The next of several words with commas between them; false at the end. */
static bool build_list(redial_span *list, redial_span *word) {
  const char *comma;

  if (list->len == 0) {
    return false;
  }
  comma = memchr(list->ptr, ',', list->len);
  word->ptr = list->ptr;
  word->len = comma != NULL ? (size_t)(comma - list->ptr) : list->len;
  list->ptr += word->len + (comma != NULL);
  list->len -= word->len + (comma != NULL);
  return true;
}

static bool build_take_treatments(reader *in, const field *how,
                                  redial_span value, void *to) {
  redial_span word;
  uint8_t bits = 0;

  (void)how;
  while (!reader_is(value, "none") && build_list(&value, &word)) {
    uint32_t found;

    if (!field_name(in, word, redial_treatment_name, REDIAL_TREATMENT_QUEUE, 8,
                    "is no treatment", &found)) {
      return false;
    }
    bits |= (uint8_t)(1u << found);
  }
  *(uint8_t *)to = bits;
  return true;
}

/* Position of a mask's lowest bit gives the action its name. */
static const char *build_repair_name(uint32_t nth) {
  uint32_t action;

  for (action = 0; action < 32; action++) {
    if ((REDIAL_REPAIRS >> action & 1u) != 0 && nth-- == 0) {
      return redial_action_name(action);
    }
  }
  return "?";
}

static bool build_repair(reader *in, redial_span word, uint32_t *bits) {
  redial_action action;
  uint32_t nth;

  if (!field_name(in, word, build_repair_name, 0, 10, "is no repair", &nth) ||
      redial_action_by_name(word, &action) != REDIAL_OK) {
    return false;
  }
  *bits |= REDIAL_REPAIR(action);
  return true;
}

static bool build_take_repairs(reader *in, const field *how, redial_span value,
                               void *to) {
  redial_span word;
  uint32_t bits = 0;

  (void)how;
  while (!reader_is(value, "none") && build_list(&value, &word)) {
    if (!build_repair(in, word, &bits)) {
      return false;
    }
  }
  *(uint32_t *)to = bits;
  return true;
}

#define POLICY(member) offsetof(redial_policy, member)
#define COUNT(name)                                                            \
  { #name, build_take_count, POLICY(name), 0, REDIAL_NO_LIMIT - 1, NULL }
#define LIMIT(name)                                                            \
  { #name, build_take_limit, POLICY(name##_ms), 0, 0, NULL }
#define OPTION(name, bit)                                                      \
  { name, field_bit16, POLICY(options), 0, REDIAL_POLICY_##bit, NULL }

static const field build_policy_fields[] = {
  COUNT(attempts),
  COUNT(endpoint_attempts),
  COUNT(via_attempts),
  COUNT(rounds),
  COUNT(group_faults),
  LIMIT(deadline),
  LIMIT(caller_delay),
  LIMIT(setup),
  LIMIT(trying),
  LIMIT(ring),
  LIMIT(floor),
  LIMIT(cap),
  LIMIT(retry_after_min),
  LIMIT(retry_after_max),
  LIMIT(probe),
  OPTION("strict_6xx", STRICT_6XX),
  OPTION("trust_q850", TRUST_Q850),
  OPTION("capacity", CAPACITY),
  OPTION("resilient", RESILIENT),
  OPTION("confirm", CONFIRM),
  OPTION("after_media", AFTER_MEDIA),
  {"jitter", build_take_jitter, POLICY(jitter), 0, 0, NULL},
  {"repairs", build_take_repairs, POLICY(repairs), 0, 0, NULL},
  {"repair_limit", field_u8, POLICY(repair_limit), 0, 255, NULL},
  {"redirect_depth", field_u8, POLICY(redirect_depth), 0, 255, NULL},
  {"treatments", build_take_treatments, POLICY(treatments), 0, 0, NULL},
};

static const redial_policy *build_profile(build *b, redial_span word) {
  uint32_t found = 0;
  uint32_t count = 0;

  while (redial_profile_name(count)[0] != '?') {
    count++;
  }
  if (!field_name(&b->in, word, redial_profile_name, 0, count, "is no profile",
                  &found)) {
    return NULL;
  }
  b->s->profile = redial_profile_name(found);
  return redial_profile_by_name(word);
}

bool build_policy_line(build *b) {
  const redial_policy *profile;
  redial_span word;

  if (b->has_policy || b->has_plan) {
    return reader_fail(&b->in, b->in.line,
                       b->has_plan ? "belongs above the plan lines"
                                   : "is a second policy; there is one");
  }
  b->has_policy = true;
  if (!reader_need(&b->in, &word, "a policy begins with a profile")) {
    return false;
  }
  profile = build_profile(b, word);
  if (profile == NULL) {
    return false;
  }
  b->s->policy = *profile;
  return fields_read(&b->in, build_policy_fields,
                     sizeof(build_policy_fields) /
                       sizeof(build_policy_fields[0]),
                     &b->s->policy);
}

static bool build_take_treatment(reader *in, const field *how,
                                 redial_span value, void *to) {
  uint32_t found;

  (void)how;
  if (!field_name(in, value, redial_treatment_name, 0, 8, "is no treatment",
                  &found)) {
    return false;
  }
  *(uint8_t *)to = (uint8_t)found;
  return true;
}

#define PLAN(member) offsetof(redial_plan, member)

static const field build_plan_fields[] = {
  {"tries", field_u8, PLAN(tries), 0, 255, NULL},
  {"wait", field_ms, PLAN(wait_ms), 0, 0, NULL},
  {"growth", field_u8, PLAN(growth), 0, 31, NULL},
  {"hold", field_ms, PLAN(hold_ms), 0, 0, NULL},
  {"treatment", build_take_treatment, PLAN(treatment), 0, 0, NULL},
};

bool build_plan_line(build *b) {
  redial_span word;
  uint32_t outcome;

  b->has_plan = true;
  return reader_need(&b->in, &word, "a plan begins with an outcome") &&
         field_name(&b->in, word, redial_outcome_name, 0, REDIAL_OUTCOMES,
                    "is no outcome", &outcome) &&
         fields_read(&b->in, build_plan_fields,
                     sizeof(build_plan_fields) / sizeof(build_plan_fields[0]),
                     &b->s->policy.plan[outcome]);
}
