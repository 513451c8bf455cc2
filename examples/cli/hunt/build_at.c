/* at TIME WHAT ...: what happens besides the calls. */

#include "build.h"
#include <string.h>

/* In the order of scenario_event_kind. */
static const char *const build_events[] = {
  "registered", "unregistered", "idle",   "talking", "forget",
  "enable",     "disable",      "clear",  "join",    "leave",
  "change",     "options",      "occupy", "clock",
};

#define BUILD_EVENTS (sizeof(build_events) / sizeof(build_events[0]))

static const char *build_event_name(uint32_t kind) {
  return build_events[kind];
}

#define EVENT(member) offsetof(scenario_event, member)

static const field build_seen_fields[] = {
  {"valid", field_ms, EVENT(for_ms), 0, 0, NULL},
  {"calls", field_u32, EVENT(count), 1, 65535, NULL},
};

static const field build_occupy_fields[] = {
  {"for", field_ms, EVENT(for_ms), 0, 0, NULL},
};

/* A validity of an hour and one call, if not told. */
static bool build_seen(build *b, scenario_event *event) {
  event->for_ms = 3600000;
  event->count = 1;
  return fields_read(&b->in, build_seen_fields,
                     event->kind == SCENARIO_TALKING ? 2 : 1, event);
}

/* A call of a minute, if not told. */
static bool build_occupy(build *b, scenario_event *event) {
  event->for_ms = 60000;
  return fields_read(&b->in, build_occupy_fields, 1, event);
}

/* What the operator says from then on: as it was said last in this file, but
   for what this line says. */
static bool build_change(build *b, scenario_event *event) {
  scenario_target target = b->s->target[event->who];
  const scenario_event *before;
  bool fine;

  for (before = b->s->event; before < event; before++) {
    if (before->kind == SCENARIO_CHANGE && before->who == event->who) {
      target.told = before->told;
    }
  }
  fine = build_target_change(b, &target);
  event->told = target.told;
  return fine;
}

static bool build_options(build *b, scenario_event *event) {
  redial_span word;
  uint32_t said = 0;

  if (!reader_need(&b->in, &word, "the line needs an answer")) {
    return false;
  }
  if (reader_is(word, "silence")) {
    event->seen.origin = REDIAL_ORIGIN_LOCAL_TIMEOUT;
  } else if (!build_code(b, word, &event->seen)) {
    return false;
  }
  event->seen.method = REDIAL_METHOD_OPTIONS;
  while (reader_word(&b->in, &word)) {
    if (!build_beside_code(b, word, &said, &event->seen)) {
      return false;
    }
  }
  return true;
}

/* +TIME or -TIME */
static bool build_clock(build *b, scenario_event *event) {
  redial_span word;
  redial_span time;
  uint64_t ms;

  if (!reader_need(&b->in, &word, "the line needs a step of the clock")) {
    return false;
  }
  if (word.ptr[0] != '+' && word.ptr[0] != '-') {
    return reader_fail(&b->in, word, "is no step; use +5s or -1h");
  }
  time.ptr = word.ptr + 1;
  time.len = word.len - 1;
  if (!reader_time(&b->in, time, &ms)) {
    return false;
  }
  event->step_ms = word.ptr[0] == '-' ? -(int64_t)ms : (int64_t)ms;
  return reader_end(&b->in);
}

static bool build_whose(build *b, scenario_event *event) {
  redial_span word;

  return reader_need(&b->in, &word, "the line needs a name") &&
         build_find_target(b, word, BUILD_EITHER, &event->who);
}

static bool build_rest(build *b, scenario_event *event) {
  switch ((scenario_event_kind)event->kind) {
  case SCENARIO_REGISTERED:
  case SCENARIO_UNREGISTERED:
  case SCENARIO_IDLE:
  case SCENARIO_TALKING:
    return build_seen(b, event);
  case SCENARIO_CHANGE:
    return build_change(b, event);
  case SCENARIO_OPTIONS:
    return build_options(b, event);
  case SCENARIO_OCCUPY:
    return build_occupy(b, event);
  default:
    return reader_end(&b->in);
  }
}

static scenario_event *build_event(build *b) {
  scenario *s = b->s;
  scenario_event *event =
    build_add(b, &s->event, sizeof(*event), &s->events, SCENARIO_EVENTS);
  scenario_moment *moment =
    event == NULL ? NULL
                  : build_add(b, &s->moment, sizeof(*moment), &s->moments,
                              SCENARIO_CALLS + SCENARIO_EVENTS);

  if (moment == NULL) {
    return NULL;
  }
  moment->index = s->events - 1;
  return event;
}

bool build_at_line(build *b) {
  scenario_event *event = build_event(b);
  redial_span word;
  uint32_t kind;

  if (event == NULL || !reader_need(&b->in, &word, "the line needs a time") ||
      !reader_time(&b->in, word, &event->at_ms) ||
      !reader_need(&b->in, &word, "the line needs a word for what happens") ||
      !field_name(&b->in, word, build_event_name, 0, BUILD_EVENTS,
                  "is nothing that happens", &kind)) {
    return false;
  }
  event->kind = (uint8_t)kind;
  if (kind == SCENARIO_CLOCK) {
    return build_clock(b, event);
  }
  return build_whose(b, event) && build_rest(b, event);
}
