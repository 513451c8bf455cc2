#ifndef REDIAL_CLI_SCENARIO_H
#define REDIAL_CLI_SCENARIO_H

/* What a scenario file says: docs/scenarios.md. It is read whole before
   anything is played, and never changed afterwards. */

#include "../cli.h"

#define SCENARIO_NAME 16 /* characters of a name */

/* More than a person can follow, and few enough to look through. */
#define SCENARIO_TARGETS 1000u
#define SCENARIO_GROUPS 100u
#define SCENARIO_CALLS 1000u
#define SCENARIO_ANSWERS 4000u
#define SCENARIO_EVENTS 10000u
#define SCENARIO_ITEMS 20000u

#define SCENARIO_NOBODY UINT32_MAX /* an index of none */

typedef enum scenario_side {
  SCENARIO_WHOM = 0, /* who is called */
  SCENARIO_VIA = 1   /* by what */
} scenario_side;

/* A person or a failure group: its number is its place from 1. */
typedef struct scenario_label {
  char name[SCENARIO_NAME + 1];
  const char *what;
} scenario_label;

typedef struct scenario_target {
  char name[SCENARIO_NAME + 1];
  uint8_t side;       /* scenario_side */
  bool listed;        /* on the roster from the start */
  bool always;        /* expected to answer every call */
  uint8_t registered; /* redial_registered at the start */
  redial_target told;
} scenario_target;

typedef struct scenario_member {
  uint32_t target;
  uint8_t tier;
  uint8_t weight;
} scenario_member;

typedef struct scenario_group {
  char name[SCENARIO_NAME + 1];
  uint8_t side;
  uint32_t count;
  scenario_member member[REDIAL_GROUP_MAX];
} scenario_group;

typedef enum scenario_item_kind {
  SCENARIO_SAYS = 0,    /* evidence comes */
  SCENARIO_FORWARDS = 1 /* the attempt goes on at another target */
} scenario_item_kind;

/* One thing that comes for an attempt. */
typedef struct scenario_item {
  uint32_t after_ms; /* since the attempt was placed */
  uint8_t kind;
  uint32_t to;      /* forwards; or the Contact of a redirect */
  uint32_t talk_ms; /* of an answer: how long they talk */
  redial_evidence seen;
} scenario_item;

/* What one attempt is answered with. */
typedef struct scenario_answer {
  uint32_t who;   /* an endpoint, or a gateway for whomever is called */
  uint32_t via;   /* only by this one; SCENARIO_NOBODY: by any way */
  uint32_t first; /* of the items */
  uint32_t count;
  bool passes; /* of a gateway: the endpoint answers itself */
} scenario_answer;

typedef struct scenario_call {
  char name[SCENARIO_NAME + 1];
  uint64_t at_ms;
  uint64_t hangup_ms;   /* after its beginning; REDIAL_NEVER */
  uint64_t withdraw_ms; /* likewise */
  uint64_t not_before_ms;
  uint64_t key;
  const redial_selector *selector[2]; /* by scenario_side */
  uint32_t group[2];                  /* SCENARIO_NOBODY: the whole pool */
  uint32_t stage_ms;
  uint8_t width;
  uint8_t kind;
  uint8_t options; /* REDIAL_SCENE_... */
  bool direct;     /* by no gateway */
} scenario_call;

/* What happens besides the calls, in the order of the words in at.c. */
typedef enum scenario_event_kind {
  SCENARIO_REGISTERED = 0,
  SCENARIO_UNREGISTERED = 1,
  SCENARIO_IDLE = 2,
  SCENARIO_TALKING = 3,
  SCENARIO_FORGET = 4,
  SCENARIO_ENABLE = 5,
  SCENARIO_DISABLE = 6,
  SCENARIO_CLEAR = 7,
  SCENARIO_JOIN = 8,
  SCENARIO_LEAVE = 9,
  SCENARIO_CHANGE = 10,
  SCENARIO_OPTIONS = 11,
  SCENARIO_OCCUPY = 12,
  SCENARIO_CLOCK = 13
} scenario_event_kind;

typedef struct scenario_event {
  uint64_t at_ms;
  uint8_t kind;
  uint32_t who;
  uint32_t for_ms;      /* validity, or length of a call */
  uint32_t count;       /* talking: calls */
  int64_t step_ms;      /* clock */
  redial_target told;   /* change */
  redial_evidence seen; /* options */
} scenario_event;

/* Calls and events in the order of the file, for things at one time. */
typedef struct scenario_moment {
  bool is_call;
  uint32_t index;
} scenario_moment;

typedef struct scenario {
  scenario_target *target;
  scenario_group *group;
  scenario_call *call;
  scenario_answer *answer;
  scenario_event *event;
  scenario_item *item;
  scenario_moment *moment;
  redial_rule *rule;
  scenario_label *label;
  uint32_t targets, groups, calls, answers, events, items, moments, labels;
  redial_rules rules;
  redial_policy policy;
  const char *profile;  /* its name */
  redial_budget budget; /* cap 0: none */
  bool has_budget;
  uint32_t cannot; /* bit n: treatment n cannot be given */
  uint64_t seed;
  uint64_t unix_s;   /* at time 0; 0: not told */
  uint64_t until_ms; /* time goes on at least so long */
  bool eject;        /* health is carried to the pools */
} scenario;

/* False when it has complained; there is nothing to free then. */
bool scenario_read(const char *command, const char *path, redial_span text,
                   scenario *out);
void scenario_free(scenario *s);

#endif
