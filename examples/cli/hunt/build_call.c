/* scene ..., and call NAME at=TIME ...: with what a call is placed, and
   when. */

#include "build.h"
#include <string.h>

static bool build_take_selector(reader *in, const field *how, redial_span value,
                                void *to) {
  (void)how;
  return redial_selector_by_name(value, to) == REDIAL_OK ||
         reader_fail(in, value,
                     "is no strategy; use round_robin, weighted, lru, "
                     "longest_idle, skip_busy, least_calls, random, "
                     "two_choices or hash");
}

static bool build_take_group(reader *in, const field *how, redial_span value,
                             void *to) {
  if (reader_is(value, "all")) {
    *(uint32_t *)to = SCENARIO_NOBODY;
    return true;
  }
  return build_find_group(build_of(in), value, (uint32_t)how->most, to);
}

static bool build_take_kind(reader *in, const field *how, redial_span value,
                            void *to) {
  uint32_t kind;

  (void)how;
  if (!field_name(in, value, redial_kind_name, 0, 4, "is no kind", &kind)) {
    return false;
  }
  *(uint8_t *)to = (uint8_t)kind;
  return true;
}

/* A number, or any word: what a number called or a caller hashes to. FNV-1a,
   64 bits. */
static bool build_take_key(reader *in, const field *how, redial_span value,
                           void *to) {
  uint64_t key = 14695981039346656037u;
  size_t i;

  (void)how;
  if (value.len == 0) {
    return reader_fail(in, value, "is no key");
  }
  for (i = 0; i < value.len; i++) {
    key = (key ^ (unsigned char)value.ptr[i]) * 1099511628211u;
  }
  *(uint64_t *)to = key;
  return true;
}

#define CALL(member) offsetof(scenario_call, member)

static const field build_call_fields[] = {
  {"strategy", build_take_selector, CALL(selector[SCENARIO_WHOM]), 0, 0, NULL},
  {"group", build_take_group, CALL(group[SCENARIO_WHOM]), 0, SCENARIO_WHOM,
   NULL},
  {"via_strategy", build_take_selector, CALL(selector[SCENARIO_VIA]), 0, 0,
   NULL},
  {"via_group", build_take_group, CALL(group[SCENARIO_VIA]), 0, SCENARIO_VIA,
   NULL},
  {"direct", field_yes, CALL(direct), 0, 0, NULL},
  {"width", field_u8, CALL(width), 1, 255, NULL},
  {"stage", field_ms, CALL(stage_ms), 0, 0, NULL},
  {"kind", build_take_kind, CALL(kind), 0, 0, NULL},
  {"last_resort", field_bit8, CALL(options), 0, REDIAL_SCENE_LAST_RESORT, NULL},
  {"their_call_id", field_bit8, CALL(options), 0, REDIAL_SCENE_THEIR_CALL_ID,
   NULL},
  {"at", field_ms64, CALL(at_ms), 0, 0, NULL},
  {"key", build_take_key, CALL(key), 0, 0, NULL},
  {"hangup", field_ms64, CALL(hangup_ms), 0, 0, NULL},
  {"withdraw", field_ms64, CALL(withdraw_ms), 0, 0, NULL},
  {"not_before", field_ms64, CALL(not_before_ms), 0, 0, NULL},
};

/* The first of them may stand in a scene. */
#define BUILD_SCENE 10
#define BUILD_CALL (sizeof(build_call_fields) / sizeof(build_call_fields[0]))

bool build_scene_line(build *b) {
  return fields_read(&b->in, build_call_fields, BUILD_SCENE, &b->scene);
}

bool build_call_line(build *b) {
  char name[SCENARIO_NAME + 1];
  scenario_moment *moment;
  scenario_call *call;

  if (!build_new_name(b, name)) {
    return false;
  }
  call = build_add(b, &b->s->call, sizeof(*call), &b->s->calls, SCENARIO_CALLS);
  moment = call == NULL
             ? NULL
             : build_add(b, &b->s->moment, sizeof(*moment), &b->s->moments,
                         SCENARIO_CALLS + SCENARIO_EVENTS);
  if (moment == NULL) {
    return false;
  }
  moment->is_call = true;
  moment->index = b->s->calls - 1;
  *call = b->scene;
  memcpy(call->name, name, sizeof(name));
  return fields_read(&b->in, build_call_fields, BUILD_CALL, call);
}
