#ifndef REDIAL_CLI_PLAYER_H
#define REDIAL_CLI_PLAYER_H

/* Plays a scenario: does what a host does, with answers from the file
   instead of a network and a clock of its own. */

#include "queue.h"
#include "scenario.h"

#define PLAYER_STEPS 200000u /* no scenario is longer: then it has no end */
#define PLAYER_WIRE_MS 20u   /* from us to a phone and back */

/* What a queue entry is about; its index is of ... */
typedef enum player_due {
  PLAYER_MOMENT = 0,    /* ... the scenario's moments */
  PLAYER_WAKE = 1,      /* ... calls */
  PLAYER_HANGUP = 2,    /* ... calls */
  PLAYER_WITHDRAW = 3,  /* ... calls */
  PLAYER_ITEM = 4,      /* ... attempts: the next thing that comes */
  PLAYER_TIMER = 5,     /* ... attempts: our own timer */
  PLAYER_CANCELLED = 6, /* ... attempts: the 487 after our CANCEL */
  PLAYER_TALKED = 7,    /* ... attempts: the call ends */
  PLAYER_LOOPED = 8,    /* ... attempts: a forward was not followed */
  PLAYER_FREED = 9,     /* ... strangers */
  PLAYER_END = 10
} player_due;

typedef enum player_state {
  PLAYER_RINGS = 0,    /* under way */
  PLAYER_GIVEN_UP = 1, /* we have sent CANCEL */
  PLAYER_TALKS = 2,
  PLAYER_OVER = 3
} player_state;

typedef struct player_attempt {
  uint32_t call;
  uint32_t before; /* the call's attempt before this one */
  uint32_t target; /* who was dialled */
  uint32_t rings;  /* where it rings: elsewhere when it was forwarded */
  uint32_t via;    /* SCENARIO_NOBODY: by none */
  redial_lease lease;
  redial_lease via_lease;
  uint64_t begun_ms;
  uint64_t script_ms; /* where the script began */
  uint32_t timers[3]; /* setup, trying, ring */
  uint32_t timer;     /* serial of the one that runs */
  uint32_t answer;    /* of the scenario; SCENARIO_NOBODY: it only rings */
  uint32_t next;      /* item of it */
  uint32_t script;    /* serial of the item that is due */
  uint32_t contact;   /* of the redirect that it ended with */
  uint32_t talk_ms;
  uint8_t state;    /* player_state */
  uint8_t progress; /* redial_progress, as far as timers care */
} player_attempt;

typedef struct player_call {
  redial_hunt hunt;
  redial_scene scene;
  uint64_t waits_until; /* the last wait that was told */
  uint32_t last;        /* attempt; SCENARIO_NOBODY */
  uint32_t talks;       /* attempt */
  uint32_t wake;        /* serial */
  bool over; /* done or stop was told */
} player_call;

/* A call that redial did not place. */
typedef struct player_stranger {
  uint32_t target;
  redial_lease lease;
} player_stranger;

/* A pool, and the health beside it. */
typedef struct player_side {
  redial_pool pool;
  void *memory; /* NULL: nobody is on this side */
  redial_health_pool health_pool;
  redial_health_slot *health_slot;
  redial_health health;
  uint32_t *target;     /* by slot */
  uint64_t *ejected_ms; /* by slot: told already */
  redial_target *roster;
  uint32_t capacity;
} player_side;

/* Takes every record of the run; false ends it. */
typedef bool (*player_take)(void *to, const redial_journal_record *record);

/* What a record of the host's tells, beside a scenario_event_kind. */
enum {
  PLAYER_HOST_TALKED = 100,
  PLAYER_HOST_FREED = 101,
  PLAYER_HOST_EJECTED = 102
};

typedef struct player {
  const scenario *s;
  const char *command;
  bool json;
  bool why;
  bool quiet;       /* nothing is printed */
  bool failed;      /* it has complained */
  bool ended;       /* the taker of records wants no more */
  FILE *metrics;    /* NULL: nobody wants them */
  player_take take; /* NULL: nobody takes records */
  void *take_to;
  redial_journal ring;
  redial_journal *journal; /* NULL: none */
  uint64_t taken;          /* records so far */
  queue queue;
  uint64_t now_ms;
  int64_t step_ms; /* what the library's clock is ahead */
  uint64_t random;
  uint32_t steps;
  int call_width;
  player_side side[2];
  player_call *call;
  player_attempt *attempt;
  uint32_t attempts;
  uint32_t attempt_room;
  player_stranger *stranger;
  uint32_t strangers;
  uint32_t *answered;     /* by answer: attempts that began with it */
  uint32_t *slot;         /* by target; REDIAL_NO_SLOT */
  bool *listed;           /* by target */
  redial_target *told;    /* by target */
  redial_group *group;    /* as the library wants them */
  redial_member *members; /* of all groups */
  redial_budget budget;
} player;

/* player.c: plays all of it; false when it has complained. */
bool player_run(player *p);
uint64_t player_clock(const player *p); /* the library's */
uint32_t player_random(player *p);
void player_due_at(player *p, player_due kind, uint64_t at_ms, uint32_t index,
                   uint32_t serial);
/* One more step; false, after a complaint, when there are too many. */
bool player_step(player *p);

/* log.c: the journal of the run. */
bool log_open(player *p);
void log_close(player *p);
void log_taken(player *p); /* a record may have been made */
void log_host(player *p, uint32_t what, uint32_t target);

/* meter.c: the health of both sides. */
void meter_write(const player *p, FILE *out);

/* roster.c: who is in the pools; false when it has complained. */
bool roster_apply(player *p); /* it has changed */

/* world.c: pools and health, and the scene of a call. */
bool world_open(player *p);
void world_close(player *p);
const char *world_name(const player *p, uint32_t side, uint32_t slot);
redial_scene world_scene(player *p, uint32_t call);

/* drive.c: asks the hunt and does what it says. */
void drive(player *p, uint32_t call);
void drive_begin(player *p, uint32_t call);
void drive_gone(player *p, uint32_t call, bool withdrawn);
redial_hunt_report drive_event(player *p, uint32_t attempt,
                               const redial_evidence *seen);
redial_status drive_forwarded(player *p, uint32_t call, uint64_t id);

/* attempt_place.c: an attempt begins, or goes on somewhere else. */
void attempt_place(player *p, uint32_t call, const redial_step *step);
void attempt_follow(player *p, uint32_t attempt, uint32_t to);
/* Timers of the step: 0 until any response, 1 after a 100, 2 after a 180. */
void attempt_arm(player *p, uint32_t attempt, uint32_t which);
/* The next thing of the script is due. */
void attempt_due(player *p, uint32_t attempt);
/* Makes what has the old serial void. */
uint32_t attempt_next_serial(uint32_t *serial);

/* attempt.c: what comes for an attempt. */
uint32_t attempt_find(const player *p, uint32_t call, redial_lease lease);
void attempt_item(player *p, uint32_t attempt);
void attempt_timer(player *p, uint32_t attempt);
void attempt_looped(player *p, uint32_t attempt);
void attempt_cancel(player *p, uint32_t attempt);
void attempt_cancelled(player *p, uint32_t attempt);
void attempt_end(player *p, uint32_t attempt);
void attempt_answered(player *p, uint32_t attempt, const redial_step *step);
void attempt_talked(player *p, uint32_t attempt, const char *who);

/* script.c: which lines of the file answer an attempt. */
uint32_t script_of(player *p, uint32_t target, uint32_t via);
/* The item at this place; NULL at the end. */
const scenario_item *script_item(const player *p, uint32_t answer, uint32_t at);

/* moment.c: what happens besides the calls. */
void moment_event(player *p, uint32_t event);
void moment_freed(player *p, uint32_t stranger);

/* ward.c: the health of both sides. */
void ward_offer(player *p, uint32_t side, uint32_t slot);
void ward_report(player *p, uint32_t side, uint32_t slot, uint64_t callee,
                 const redial_hunt_report *report, uint8_t origin);
void ward_look(player *p); /* signs that came up or have cleared */

/* why.c: why each target was not chosen. */
void why_not(player *p, uint32_t call, const redial_step *step);

/* say.c, say_event.c: a line each. */
void say_begin(player *p, uint32_t call);
void say_step(player *p, uint32_t call, const redial_step *step);
void say_summary(player *p, uint32_t call);
void say_end(player *p);
void say_event(player *p, uint32_t attempt, const redial_evidence *seen,
               const redial_hunt_report *report);
void say_forward(player *p, uint32_t attempt, uint32_t to,
                 redial_status status);
void say_gone(player *p, uint32_t call, bool withdrawn);
void say_talked(player *p, uint32_t attempt, const char *who);

#endif
