#ifndef REDIAL_CLI_SIM_H
#define REDIAL_CLI_SIM_H

/* A contact centre, or a set of carriers, played by an event queue. Every way
   of hunting meets the same world: each chance is drawn from the seed and
   from what it is about, never from how many were drawn before. Whole numbers
   only, so that a seed gives the same bytes on every machine.
   docs/simulate.md says what the model is. */

#include "../cli.h"

#define SIM_PARTS 10000u /* shares are parts of this */
#define SIM_WAYS 24u     /* rows of one table */
#define SIM_LEGS REDIAL_HUNT_LEGS
#define SIM_REFUSED 8u /* who refused one call, remembered by the world */

typedef enum sim_model { SIM_CENTRE, SIM_CARRIERS } sim_model;

/* Who hunts: redial, or one of two habits of dialplans. */
typedef enum sim_habit {
  SIM_REDIAL,
  SIM_LIST,      /* from the top; 486, 408 or 503: the next; else give up */
  SIM_FIRST_FREE /* from the top, past those it rings; any failure: next */
} sim_habit;

/* One row: a way to hunt. */
typedef struct sim_way {
  sim_habit habit;
  const char *strategy;
  const char *profile;             /* "-" for a habit */
  const redial_selector *selector; /* of SIM_REDIAL */
  const redial_policy *policy;     /* of a habit: whose timers it has */
} sim_way;

/* What was asked. */
typedef struct sim_plan {
  sim_model model;
  uint32_t targets;  /* agents, or carriers */
  uint32_t channels; /* calls at once of each */
  uint32_t width;    /* legs at once */
  uint64_t calls;
  uint64_t seed;
  uint32_t load; /* these and the next: of SIM_PARTS */
  uint32_t decline, no_answer, busy, unregistered, failure;
  uint32_t talk_ms, wrap_ms, patience_ms; /* means; the wrap-up is fixed */
  bool presence; /* redial is told who is away or in a call of their own */
  uint32_t way_count;
  sim_way ways[SIM_WAYS];
} sim_plan;

/* chance.c: what a draw is for; part of its address. */
typedef enum sim_chance {
  SIM_CHANCE_ARRIVAL = 1,
  SIM_CHANCE_TALK,
  SIM_CHANCE_PATIENCE,
  SIM_CHANCE_CALLEE,
  SIM_CHANCE_NUMBER,
  SIM_CHANCE_MANNER,
  SIM_CHANCE_DELAY,
  SIM_CHANCE_ANSWER,
  SIM_CHANCE_AWAY,
  SIM_CHANCE_PRIVATE,
  SIM_CHANCE_FAILURE,
  SIM_CHANCE_POLL
} sim_chance;

/* 64 bits that depend on nothing but these. */
uint64_t sim_draw(const sim_plan *plan, sim_chance what, uint64_t whose,
                  uint64_t which);
/* 0 to limit-1; limit is not 0. */
uint32_t sim_below(uint64_t draw, uint32_t limit);
/* Exponentially distributed with this mean, below 2^32. */
uint64_t sim_exponential(uint64_t draw, uint64_t mean);

/* queue.c: what happens when. */
typedef enum sim_what {
  SIM_ARRIVES, /* the next call */
  SIM_LEG,     /* something comes for a leg */
  SIM_WAKES,   /* a call asked to be woken, or its caller has had enough */
  SIM_TALKED,  /* both have hung up */
  SIM_SEEN     /* what can be seen of a target has changed */
} sim_what;

typedef struct sim_event {
  uint64_t at_ms;
  uint32_t order;  /* of two at one time the one that was told first */
  uint32_t call;   /* where it is kept; with SIM_SEEN the target */
  uint32_t serial; /* must still be the call's or leg's */
  uint8_t what;    /* sim_what */
  uint8_t leg;
} sim_event;

typedef struct sim_queue {
  sim_event *heap;
  uint32_t count;
  uint32_t room;
  uint32_t told;
} sim_queue;

/* False when there is no memory. */
bool sim_queue_put(sim_queue *queue, const sim_event *event);
/* False when nothing is left. */
bool sim_queue_take(sim_queue *queue, sim_event *event);

/* tally.c: what came of it. A histogram whose values are exact below 2048 and
   right to 0.1 % above. */
#define SIM_BUCKETS (2048u + 21u * 1024u)

typedef struct sim_share {
  uint64_t offers;
  uint64_t last_ms;
  uint64_t last_offer; /* number of its last one among all */
} sim_share;

typedef struct sim_tally {
  uint64_t calls, answered, given_up;
  uint64_t attempts, wasted, busy, again;
  uint64_t end_ms;
  uint64_t gap_ms, gap_offers; /* the worst of anybody */
  sim_share *shares;           /* by target */
  uint32_t targets;
  uint64_t dead_air[SIM_BUCKETS];
} sim_tally;

/* False when there is no memory. */
bool sim_tally_open(sim_tally *tally, uint32_t targets);
void sim_tally_offer(sim_tally *tally, uint32_t target, uint64_t now_ms);
void sim_tally_dead_air(sim_tally *tally, uint64_t ms);
void sim_tally_close(sim_tally *tally, uint64_t now_ms);

/* A row of the table. Shares are parts of SIM_PARTS. */
typedef struct sim_row {
  const sim_way *way;
  uint64_t calls, answered, given_up, attempts, wasted, busy, again;
  uint64_t p50_ms, p95_ms, p99_ms;
  uint64_t gap_ms, gap_offers;
  uint64_t span_ms;
  uint32_t jain;
} sim_row;

sim_row sim_tally_row(const sim_tally *tally, const sim_way *way);
/* part of all, a times scale, rounded; 0 of 0 is 0. */
uint64_t sim_ratio(uint64_t part, uint64_t all, uint32_t scale);

/* world.c: what is true, whoever asks. */

/* Something that is now and then the case. */
typedef struct sim_spell {
  uint64_t until_ms;
  uint32_t drawn;
  bool on;
} sim_spell;

typedef struct sim_target {
  sim_spell away;      /* not registered, or a carrier that is down */
  sim_spell elsewhere; /* in a call of its own */
  uint64_t wraps_ms;   /* not ready before */
  uint32_t calls;      /* ringing or talking */
} sim_target;

/* What an attempt meets. */
typedef struct sim_reply {
  uint32_t ring_ms;  /* from the dialling to 180; 0: never */
  uint32_t final_ms; /* from there to the answer; SIM_SILENT: none */
  uint16_t code;
  uint16_t retry_after_s;
  bool takes;  /* occupies the target until it ends */
  bool wasted; /* could not have been answered, and that could be known */
  bool busy;   /* in as many calls as it takes */
  bool again;  /* whom it is for has refused this call already */
} sim_reply;
#define SIM_SILENT UINT32_MAX

typedef struct sim_leg {
  redial_lease lease, via_lease;
  sim_reply reply;
  uint64_t next_ms; /* its next event */
  uint32_t target;
  uint32_t serial;
  uint32_t ring_timer_ms;
  bool live;
  bool rings;
  bool times_out;
} sim_leg;

/* A dialplan's list on its way. */
typedef struct sim_list {
  uint32_t next;
  uint32_t name; /* of the attempt */
  uint8_t state;
} sim_list;

typedef struct sim_call {
  uint64_t number; /* from 0 */
  uint64_t begun_ms, gone_ms;
  uint64_t heard_ms; /* UINT64_MAX: nothing so far */
  uint64_t timer_ms; /* of the wake-up under way */
  uint32_t serial;   /* of whatever was scheduled last */
  uint32_t timer_serial;
  uint32_t next_free;
  uint32_t talker; /* leg that has it */
  uint32_t refused[SIM_REFUSED];
  uint32_t refused_count;
  bool told; /* carriers: the callee has said what there is to say */
  bool open;
  bool gone;
  sim_leg legs[SIM_LEGS];
  redial_hunt hunt;
  redial_member member;
  sim_list list;
} sim_call;

struct sim_run;

/* A way to hunt, as a class: redial.c and list.c. */
typedef struct sim_hunter {
  bool (*open)(struct sim_run *run); /* false: no memory */
  void (*begin)(struct sim_run *run, sim_call *call);
  redial_step (*poll)(struct sim_run *run, sim_call *call);
  void (*event)(struct sim_run *run, sim_call *call, const sim_leg *leg,
                const redial_evidence *seen);
  void (*gone)(struct sim_run *run, sim_call *call);
  void (*talked)(struct sim_run *run, const sim_leg *leg);
  /* NULL: looks at nobody. */
  void (*sees)(struct sim_run *run, uint32_t target);
  void (*close)(struct sim_run *run);
} sim_hunter;

extern const sim_hunter sim_hunter_redial;
extern const sim_hunter sim_hunter_list;

/* What redial.c keeps: the memory of a host of the library. */
typedef struct sim_host {
  redial_pool whom, via;
  void *whom_memory, *via_memory;
  redial_health health;
  redial_health_pool health_pool;
  redial_budget budget;
  const redial_selector *whom_uses[1], *via_uses[1];
  uint64_t polls;
} sim_host;

typedef struct sim_run {
  const sim_plan *plan;
  const sim_way *way;
  const sim_hunter *hunter;
  sim_queue queue;
  sim_target *targets;
  sim_call *calls;
  uint32_t call_room;
  uint32_t free_call; /* first of a chain; UINT32_MAX: none */
  uint64_t arrived;
  uint64_t clock; /* of arrivals, in 1/1024 ms */
  uint64_t now_ms;
  bool failed; /* no memory */
  sim_host host;
  sim_tally tally;
} sim_run;

bool sim_world_open(sim_run *run);
sim_reply sim_world_ask(sim_run *run, sim_call *call, uint32_t target);
/* Is it, apart from its calls of its own and its registration, free? */
bool sim_world_has_room(const sim_run *run, uint32_t target);
/* What can be seen of an agent. */
bool sim_world_is_away(sim_run *run, uint32_t target);
bool sim_world_is_elsewhere(sim_run *run, uint32_t target);
/* When either changes next; UINT64_MAX: never. */
uint64_t sim_world_changes_ms(sim_run *run, uint32_t target);
/* Mean length of a call at one target, for the load. */
uint64_t sim_world_hold_ms(const sim_plan *plan);
/* Numbers that the carriers are asked for. */
#define SIM_NUMBERS 4096u
uint32_t sim_world_number(const sim_plan *plan, uint64_t call);

/* leg.c: attempts. */
void sim_leg_dial(sim_run *run, uint32_t at, const redial_step *step);
void sim_leg_ends(sim_run *run, sim_leg *leg);
sim_leg *sim_leg_find(sim_call *call, redial_lease lease); /* NULL: none */
/* False for what is told of an attempt that has ended. */
bool sim_leg_speaks(sim_run *run, const sim_event *event);
void sim_call_hears(sim_run *run, sim_call *call); /* ringing, or the end */

/* run.c, calls.c */
void sim_put(sim_run *run, uint64_t at_ms, sim_what what, uint32_t call,
             uint32_t leg, uint32_t serial);
/* Plays all calls by one way; false when there is no memory. tick is told how
   many have come, now and then. */
bool sim_play(const sim_plan *plan, const sim_way *way, sim_row *row,
              void (*tick)(void *context, uint64_t arrived), void *context);
sim_call *sim_call_open(sim_run *run, uint32_t *at); /* NULL: no memory */
void sim_call_close(sim_run *run, uint32_t at);

/* ask.c: the options; false when it has complained. */
typedef struct sim_wish {
  sim_plan plan;
  const char *svg;
  bool json, csv;
} sim_wish;
bool sim_ask(int argc, char **argv, sim_wish *wish);
/* ways.c: the rows that were asked for. */
bool sim_take_ways(const char *command, const char *strategies,
                   const char *profiles, sim_plan *plan);

/* What comes out: table.c for people, rows.c for programs, chart.c to look
   at. number.c of this folder writes decimals. */
void sim_table(FILE *out, const sim_plan *plan, const sim_row *rows);
void sim_csv(FILE *out, const sim_plan *plan, const sim_row *rows);
void sim_json(FILE *out, const sim_plan *plan, const sim_row *rows);
void sim_chart(FILE *out, const sim_plan *plan, const sim_row *rows);
const char *sim_model_name(sim_model model);
/* value/10^places as text: 9312, 2 gives 93.12. Returns text. */
char *sim_decimal(char *text, size_t size, uint64_t value, uint32_t places);

/* progress.c: a bar on a terminal, nothing anywhere else. */
typedef struct sim_progress {
  uint64_t done, all; /* calls of all rows */
  uint32_t shown;     /* per cent; more than 100: nothing so far */
  bool on;
} sim_progress;
void sim_progress_open(sim_progress *progress, const sim_plan *plan);
void sim_progress_tick(void *progress, uint64_t arrived);
void sim_progress_next(sim_progress *progress, uint64_t calls);
void sim_progress_close(sim_progress *progress);

#endif
