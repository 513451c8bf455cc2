/* target NAME ..., gateway NAME ..., group NAME MEMBER... */

#include "build.h"
#include <string.h>

static const char build_person[] = "person";
static const char build_failure_group[] = "failure group";

static bool build_take_kind(reader *in, const field *how, redial_span value,
                            void *to) {
  uint32_t kind;

  (void)how;
  if (!field_name(in, value, redial_kind_name, REDIAL_KIND_PHONE, 4,
                  "is no kind", &kind)) {
    return false;
  }
  *(uint8_t *)to = (uint8_t)kind;
  return true;
}

static bool build_take_label(reader *in, const field *how, redial_span value,
                             void *to) {
  uint64_t number;

  if (!build_find_label(build_of(in), value, how->more, &number)) {
    return false;
  }
  if (how->more == build_person) {
    *(uint64_t *)to = number;
  } else {
    *(uint32_t *)to = (uint32_t)number;
  }
  return true;
}

static bool build_take_registered(reader *in, const field *how,
                                  redial_span value, void *to) {
  bool yes;

  (void)how;
  if (!reader_yes(in, value, &yes)) {
    return false;
  }
  *(uint8_t *)to = yes ? REDIAL_REGISTERED_YES : REDIAL_REGISTERED_NO;
  return true;
}

#define TOLD(member) offsetof(scenario_target, told.member)

static const field build_fields[] = {
  {"kind", build_take_kind, TOLD(kind), 0, 0, NULL},
  {"capacity", field_u16, TOLD(capacity), 0, 64, NULL},
  {"weight", field_u8, TOLD(weight), 0, 255, NULL},
  {"tier", field_u8, TOLD(tier), 0, REDIAL_POOL_TIERS_MAX - 1, NULL},
  {"failure_group", build_take_label, TOLD(failure_group), 0, 0,
   build_failure_group},
  {"wrap_up", field_ms, TOLD(wrap_up_ms), 0, 0, NULL},
  {"enabled", field_bit8, TOLD(enabled), 0, 1, NULL},
  {"person", build_take_label, TOLD(person), 0, 0, build_person},
  {"id", field_u64, TOLD(id), 0, 999999999999999999u, NULL},
  {"listed", field_yes, offsetof(scenario_target, listed), 0, 0, NULL},
  {"registered", build_take_registered, offsetof(scenario_target, registered),
   0, 0, NULL},
  {"always_answers", field_yes, offsetof(scenario_target, always), 0, 0, NULL},
};

/* The first of them are what the operator tells: a line may change those. */
#define BUILD_TOLD 7
#define BUILD_FIELDS (sizeof(build_fields) / sizeof(build_fields[0]))

bool build_target_change(build *b, scenario_target *target) {
  return fields_read(&b->in, build_fields, BUILD_TOLD, target);
}

/* What a pool would refuse is refused here, where the line can be named. */
static bool build_is_apart(build *b, const scenario_target *target) {
  const scenario_target *other;
  uint32_t devices = 1;

  for (other = b->s->target; other < target; other++) {
    if (other->side == target->side && other->told.id == target->told.id) {
      return reader_fail(&b->in, b->in.line, "has the id of another target");
    }
    devices += other->side == target->side && target->told.person != 0 &&
               other->told.person == target->told.person;
  }
  return devices <= REDIAL_PERSON_SLOTS_MAX ||
         reader_fail(&b->in, b->in.line, "is one more than 16 of a person");
}

bool build_target_line(build *b, uint8_t side) {
  char name[SCENARIO_NAME + 1];
  scenario_target *target;

  if (!build_new_name(b, name)) {
    return false;
  }
  target = build_add(b, &b->s->target, sizeof(*target), &b->s->targets,
                     SCENARIO_TARGETS);
  if (target == NULL) {
    return false;
  }
  memcpy(target->name, name, sizeof(name));
  target->side = side;
  target->listed = true;
  target->told = redial_target_defaults(b->s->targets);
  target->told.kind =
    side == SCENARIO_VIA ? REDIAL_KIND_TRUNK : REDIAL_KIND_PHONE;
  if (side == SCENARIO_VIA) {
    target->told.capacity = 64;
  }
  return fields_read(&b->in, build_fields, BUILD_FIELDS, target) &&
         build_is_apart(b, target);
}

/* Takes what follows the next colon off a word. */
static bool build_cut(redial_span *word, redial_span *rest) {
  const char *colon = memchr(word->ptr, ':', word->len);

  if (colon == NULL) {
    return false;
  }
  rest->ptr = colon + 1;
  rest->len = word->len - (size_t)(colon - word->ptr) - 1;
  word->len = (size_t)(colon - word->ptr);
  return true;
}

/* NAME, NAME:TIER or NAME:TIER:WEIGHT */
static bool build_member(build *b, redial_span word, scenario_group *group) {
  scenario_member *member = &group->member[group->count];
  redial_span tier;
  redial_span weight;
  uint64_t numbers[2] = {0, 1};
  bool has_tier = build_cut(&word, &tier);
  bool has_weight = has_tier && build_cut(&tier, &weight);

  if (!build_find_target(b, word, group->count > 0 ? group->side : BUILD_EITHER,
                         &member->target) ||
      (has_tier && !reader_number(&b->in, tier, 0, 255, &numbers[0])) ||
      (has_weight && !reader_number(&b->in, weight, 0, 255, &numbers[1]))) {
    return false;
  }
  group->side = b->s->target[member->target].side;
  member->tier = (uint8_t)numbers[0];
  member->weight = (uint8_t)numbers[1];
  group->count++;
  return true;
}

bool build_group_line(build *b) {
  char name[SCENARIO_NAME + 1];
  scenario_group *group;
  redial_span word;

  if (!build_new_name(b, name)) {
    return false;
  }
  if (strcmp(name, "all") == 0) {
    return reader_fail(&b->in, b->in.line, "'all' means everybody");
  }
  group =
    build_add(b, &b->s->group, sizeof(*group), &b->s->groups, SCENARIO_GROUPS);
  if (group == NULL || !reader_need(&b->in, &word, "a group needs members")) {
    return false;
  }
  memcpy(group->name, name, sizeof(name));
  do {
    if (group->count == REDIAL_GROUP_MAX) {
      return reader_fail(&b->in, word, "is one more than a group can hold");
    }
    if (!build_member(b, word, group)) {
      return false;
    }
  } while (reader_word(&b->in, &word));
  return true;
}
