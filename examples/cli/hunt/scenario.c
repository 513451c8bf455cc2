/* A whole scenario file. */

#include "build.h"
#include <stdlib.h>
#include <string.h>

static bool scenario_seed(build *b) {
  redial_span word;

  return reader_need(&b->in, &word, "the line needs a number") &&
         reader_number(&b->in, word, 0, 999999999999999999u, &b->s->seed) &&
         reader_end(&b->in);
}

static bool scenario_until(build *b) {
  redial_span word;

  return reader_need(&b->in, &word, "the line needs a time") &&
         reader_time(&b->in, word, &b->s->until_ms) && reader_end(&b->in);
}

/* Twenty characters: "2026-01-05T09:00" has sixteen. */
static bool scenario_date(build *b) {
  char text[24];
  const char *why = "is no time; use 2026-01-05T09:00";
  redial_span word;

  if (!reader_need(&b->in, &word, "the line needs a date")) {
    return false;
  }
  if (word.len >= sizeof(text)) {
    return reader_fail(&b->in, word, why);
  }
  memcpy(text, word.ptr, word.len);
  text[word.len] = '\0';
  why = cli_time_read(text, 0, &b->s->unix_s);
  return why == NULL ? reader_end(&b->in) : reader_fail(&b->in, word, why);
}

/* cannot TREATMENT...: what the host has no room for. */
static bool scenario_cannot(build *b) {
  redial_span word;
  uint32_t found;

  if (!reader_need(&b->in, &word, "the line needs a treatment")) {
    return false;
  }
  do {
    if (!field_name(&b->in, word, redial_treatment_name, REDIAL_TREATMENT_QUEUE,
                    REDIAL_TREATMENT_HANG_UP, "is no treatment that could fail",
                    &found)) {
      return false;
    }
    b->s->cannot |= 1u << found;
  } while (reader_word(&b->in, &word));
  return true;
}

typedef struct scenario_tokens {
  uint32_t per_mille, floor, saved;
} scenario_tokens;

static bool scenario_budget(build *b) {
  static const field fields[] = {
    {"per_mille", field_u32, offsetof(scenario_tokens, per_mille), 0, 1000,
     NULL},
    {"floor", field_u32, offsetof(scenario_tokens, floor), 0, 1000, NULL},
    {"saved", field_u32, offsetof(scenario_tokens, saved), 0, 1000000, NULL},
  };
  scenario_tokens tokens = {200, 1, 10};

  if (!fields_read(&b->in, fields, 3, &tokens)) {
    return false;
  }
  redial_budget_init(&b->s->budget, tokens.per_mille, tokens.floor,
                     tokens.saved, 0);
  b->s->has_budget = true;
  return true;
}

static bool scenario_health(build *b) {
  static const field fields[] = {
    {"eject", field_yes, offsetof(scenario, eject), 0, 0, NULL},
  };

  return fields_read(&b->in, fields, 1, b->s);
}

static bool scenario_target_line(build *b) {
  return build_target_line(b, SCENARIO_WHOM);
}

static bool scenario_gateway_line(build *b) {
  return build_target_line(b, SCENARIO_VIA);
}

static bool scenario_rules(build *b) {
  b->has_block = true;
  return reader_end(&b->in);
}

typedef struct scenario_word {
  const char *word;
  bool (*read)(build *b);
  bool once; /* a second such line would undo the first */
} scenario_word;

static const scenario_word scenario_words[] = {
  {"target", scenario_target_line, false},
  {"gateway", scenario_gateway_line, false},
  {"group", build_group_line, false},
  {"policy", build_policy_line, false},
  {"plan", build_plan_line, false},
  {"budget", scenario_budget, true},
  {"rule", build_rule_line, false},
  {"rules", scenario_rules, false},
  {"scene", build_scene_line, false},
  {"call", build_call_line, false},
  {"answer", build_answer_line, false},
  {"at", build_at_line, false},
  {"health", scenario_health, true},
  {"cannot", scenario_cannot, false},
  {"date", scenario_date, true},
  {"seed", scenario_seed, true},
  {"until", scenario_until, true},
};

#define SCENARIO_WORDS (sizeof(scenario_words) / sizeof(scenario_words[0]))

static const char *scenario_word_name(uint32_t index) {
  return scenario_words[index].word;
}

/* Within rules ... end every line is a rule. */
static bool scenario_in_block(build *b) {
  if (reader_is(b->in.rest, "end")) {
    b->has_block = false;
    return true;
  }
  return build_rule_line(b);
}

static bool scenario_statement(build *b, redial_span word, uint32_t found) {
  if (scenario_words[found].once && (b->begun >> found & 1u) != 0) {
    return reader_fail(&b->in, word, "begins a line above already");
  }
  b->begun |= 1u << found;
  return scenario_words[found].read(b);
}

static bool scenario_line(build *b) {
  redial_span word;
  uint32_t found;

  if (b->has_block) {
    return scenario_in_block(b);
  }
  return reader_word(&b->in, &word) &&
         field_name(&b->in, word, scenario_word_name, 0, SCENARIO_WORDS,
                    "begins no line", &found) &&
         scenario_statement(b, word, found);
}

static bool scenario_has_target(const scenario *s) {
  uint32_t i;

  for (i = 0; i < s->targets; i++) {
    if (s->target[i].side == SCENARIO_WHOM) {
      return true;
    }
  }
  return false;
}

/* What only the whole file can show. */
static bool scenario_is_whole(build *b) {
  redial_span end = {b->in.line.ptr, 0};

  if (b->has_block) {
    return reader_fail(&b->in, end, "the rules have no end");
  }
  if (!build_rules(b)) {
    return false;
  }
  if (b->s->calls == 0 || !scenario_has_target(b->s)) {
    cli_say(b->in.command, b->in.path,
            b->s->calls == 0 ? "has no call" : "has nobody to be called");
    return false;
  }
  return true;
}

static void scenario_begin(build *b, scenario *s) {
  memset(s, 0, sizeof(*s));
  s->policy = redial_profile_hunt_group;
  s->profile = "hunt_group";
  s->seed = 1;
  s->eject = true;
  b->s = s;
  b->scene.selector[SCENARIO_WHOM] = &redial_skip_busy;
  b->scene.selector[SCENARIO_VIA] = &redial_skip_busy;
  b->scene.group[SCENARIO_WHOM] = SCENARIO_NOBODY;
  b->scene.group[SCENARIO_VIA] = SCENARIO_NOBODY;
  b->scene.hangup_ms = REDIAL_NEVER;
  b->scene.withdraw_ms = REDIAL_NEVER;
  b->scene.options = REDIAL_SCENE_TALK;
}

bool scenario_read(const char *command, const char *path, redial_span text,
                   scenario *out) {
  build b;
  bool fine = true;

  memset(&b, 0, sizeof(b));
  b.in = reader_open(command, path, text);
  scenario_begin(&b, out);
  while (fine && reader_line(&b.in)) {
    fine = scenario_line(&b);
  }
  fine = fine && scenario_is_whole(&b);
  free(b.rules);
  if (!fine) {
    scenario_free(out);
  }
  return fine;
}

void scenario_free(scenario *s) {
  free(s->target);
  free(s->group);
  free(s->call);
  free(s->answer);
  free(s->event);
  free(s->item);
  free(s->moment);
  free(s->rule);
  free(s->label);
  memset(s, 0, sizeof(*s));
}
