#ifndef REDIAL_CLI_BUILD_H
#define REDIAL_CLI_BUILD_H

/* A scenario under construction: what the readers of its lines share. Each of
   them is false when it has complained. */

#include "field.h"
#include "scenario.h"

#define BUILD_EITHER 2u /* side of a name that may be of either */

typedef struct build {
  reader in; /* first: a taker of field.h finds the build by its reader */
  scenario *s;
  scenario_call scene; /* what the next call begins with */
  uint32_t begun; /* bit n: a line began with word n */
  bool has_policy;
  bool has_plan;
  bool has_block; /* within rules ... end */
  char *rules;    /* the file with blanks for all but its rules */
} build;

build *build_of(reader *in);

/* build.c: room for one more, cleared to zero; NULL when it has complained. */
void *build_add(build *b, void *array, size_t size, uint32_t *count,
                uint32_t most);
/* The next word as a name that nobody has yet. */
bool build_new_name(build *b, char *name);
bool build_find_target(build *b, redial_span name, uint32_t side,
                       uint32_t *index);
bool build_find_group(build *b, redial_span name, uint32_t side,
                      uint32_t *index);
/* Number from 1 of the person or failure group of this name. */
bool build_find_label(build *b, redial_span name, const char *what,
                      uint64_t *number);

/* One file each: the rest of a line, after its first word. */
bool build_target_line(build *b, uint8_t side);
bool build_group_line(build *b);
bool build_policy_line(build *b);
bool build_plan_line(build *b);
bool build_rule_line(build *b);
bool build_rules(build *b); /* when all lines are read */
bool build_answer_line(build *b);
bool build_scene_line(build *b);
bool build_call_line(build *b);
bool build_at_line(build *b);

/* build_target.c: settings in a line that changes a target. */
bool build_target_change(build *b, scenario_target *target);
/* build_code.c: "486", "603+", "twilio:31480", "refused", "silence". */
bool build_code(build *b, redial_span word, redial_evidence *seen);
/* What may stand beside a code; false when it is no such word, which is no
   complaint yet. */
bool build_is_beside_code(redial_span word);
bool build_beside_code(build *b, redial_span word, uint32_t *said,
                       redial_evidence *seen);

#endif
