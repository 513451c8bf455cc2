#define _POSIX_C_SOURCE 200809L

#include "call.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct call {
  call_world *world;
  redial_history history;
  loop_timer timer;
  shared_lease lease;
  const char *ids[CALL_OUT]; /* tried; they belong to the roster */
  size_t id_count;
  const char *persons[CALL_OUT]; /* who refused */
  size_t person_count;
} call;

#define CALL_PAUSE_MS 20u
#define CALL_SETTLE_MS 5000u /* for Redis to hear the rest, at the end */
#define CALL_SETTLE_LOOK_MS 10u

static void call_begin(void *user);
static void call_pick(call *self);

/* xorshift: the same run for the same seed. */
uint32_t call_random(call_world *self) {
  self->random ^= self->random << 13;
  self->random ^= self->random >> 17;
  self->random ^= self->random << 5;
  return self->random;
}

/* One write a line, so that a killed process leaves whole ones. Microseconds
   of the machine's clock, for all processes the same. */
static void call_log(const call *self, char what) {
  struct timespec now;
  char line[256];
  int length;

  if (self->world->log < 0) {
    return;
  }
  clock_gettime(CLOCK_MONOTONIC, &now);
  length = snprintf(
    line, sizeof(line), "%c %" PRIu64 " %s %s %" PRIu64 " %" PRIu64 "\n", what,
    (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u,
    self->lease.text, self->lease.id, self->lease.granted_ms,
    self->lease.until_ms);
  if (write(self->world->log, line, (size_t)length) != length) {
    fprintf(stderr, "redial-node: the log cannot be written\n");
    self->world->log = -1;
  }
}

static bool call_goes_on(const call_world *world) {
  return !*world->stop && world->counts.picks < world->wanted &&
         (world->until_ms == 0 || loop_now() < world->until_ms);
}

/* Redis is to hear of every end, and may still grant what was given up. */
static void call_settle(void *user) {
  call_world *world = user;

  if (shared_idle(world->shared) || loop_now() >= world->until_ms) {
    world->turns->stopped = true;
  } else {
    loop_after(world->turns, &world->timer, CALL_SETTLE_LOOK_MS, call_settle,
               world);
  }
}

/* The last call that is over ends it. */
static void call_over(call *self, uint32_t pause_ms) {
  call_world *world = self->world;

  if (call_goes_on(world)) {
    loop_after(world->turns, &self->timer, pause_ms, call_begin, self);
    return;
  }
  world->active--;
  if (world->active == 0) {
    world->until_ms = loop_now() + CALL_SETTLE_MS;
    call_settle(world);
  }
}

static void call_release(call *self, redial_outcome outcome) {
  call_log(self, 'R');
  if (local_is_mine(self->lease.text)) {
    local_release(self->world->local, self->lease.text, outcome);
  } else {
    shared_release(self->world->shared, self->lease.text, NULL, NULL);
  }
}

static void call_hold(call *self, redial_outcome cause,
                      const redial_decision *decision) {
  if (decision->hold_ms == 0 || decision->hold == REDIAL_PARTY_NONE) {
    return;
  }
  if (local_is_mine(self->lease.text)) {
    local_mark(self->world->local, self->lease.id, cause, decision->hold_ms);
  } else {
    shared_mark(self->world->shared, self->lease.id, cause, decision->hold_ms,
                decision->hold == REDIAL_PARTY_PERSON, NULL, NULL);
  }
}

/* Who was asked is out for this round; who refused, with every device. False:
   no more can be remembered, so the call ends. */
static bool call_leave(call *self, const redial_decision *decision) {
  const roster *who = self->world->who;
  size_t at = roster_find(who, self->lease.id);

  if (at == who->count) {
    return true; /* another node's roster */
  }
  if (self->id_count == CALL_OUT || self->person_count == CALL_OUT) {
    return false;
  }
  self->ids[self->id_count++] = who->target[at].id;
  if ((decision->leaves &
       (REDIAL_LEAVES_PERSON | REDIAL_LEAVES_PERSON_ROUND)) != 0) {
    self->world->counts.refused++;
    if (who->target[at].person[0] != '\0') {
      self->persons[self->person_count++] = who->target[at].person;
    }
  }
  return true;
}

static redial_decision call_decide(call *self, int32_t code,
                                   redial_verdict *verdict) {
  redial_situation now;
  redial_decision decision;

  *verdict = redial_classify(code);
  memset(&now, 0, sizeof(now));
  now.now_ms = loop_now();
  now.random = call_random(self->world);
  now.endpoints_left = 1; /* until the pool says otherwise */
  decision = redial_decide(&self->world->policy, &self->history, verdict, &now);
  redial_history_note(&self->history, verdict, &now, &decision);
  return decision;
}

static void call_hung_up(void *user) {
  call *self = user;

  call_release(self, REDIAL_OUTCOME_SUCCESS);
  call_over(self, 0);
}

/* Answered: the lease lasts as long as they talk, and is told so. */
static void call_talk(call *self) {
  self->world->counts.answered++;
  if (!local_is_mine(self->lease.text)) {
    shared_renew(self->world->shared, self->lease.text,
                 self->world->shared->options.offer_ms, NULL, NULL);
  }
  loop_after(self->world->turns, &self->timer, self->world->attempt_ms,
             call_hung_up, self);
}

static void call_answered(void *user) {
  call *self = user;
  call_world *world = self->world;
  int32_t code = world->codes[call_random(world) % world->code_count];
  redial_verdict verdict;
  redial_decision decision = call_decide(self, code, &verdict);

  if (decision.next == REDIAL_NEXT_DONE) {
    call_talk(self);
    return;
  }
  call_release(self, (redial_outcome)verdict.outcome);
  call_hold(self, (redial_outcome)verdict.outcome, &decision);
  if (call_leave(self, &decision) && decision.next == REDIAL_NEXT_ENDPOINT &&
      call_goes_on(world)) {
    call_pick(self);
  } else {
    call_over(self, 0);
  }
}

static void call_dial(call *self, const shared_answer *answer) {
  call_world *world = self->world;
  uint32_t ms = call_random(world) % (world->attempt_ms * 2u + 1u);

  self->lease = answer->lease;
  call_log(self, 'T');
  world->counts.picks++;
  redial_history_place(&self->history, loop_now());
  loop_after(world->turns, &self->timer, ms, call_answered, self);
}

/* Said once for each time that it goes. */
static void call_tell_gone(call_world *world, const char *error) {
  if (!world->told_gone) {
    fprintf(stderr, "redial-node: %s; %s\n", error,
            world->local != NULL ? "using the local pool" : "no fall-back");
  }
  world->told_gone = true;
  world->counts.gone++;
}

static void call_picked(void *user, const shared_answer *answer) {
  call *self = user;
  shared_answer here;

  if (answer->status == SHARED_GONE) {
    call_tell_gone(self->world, answer->error);
    if (self->world->local == NULL) {
      call_over(self, CALL_PAUSE_MS);
      return;
    }
    local_pick(self->world->local,
               &(shared_out){self->ids, self->id_count, self->persons,
                             self->person_count},
               call_random(self->world), &here);
    self->world->counts.local += here.status == SHARED_OK;
    answer = &here;
  } else {
    self->world->told_gone = false;
  }
  if (answer->status == SHARED_OK) {
    call_dial(self, answer);
  } else {
    self->world->counts.none++;
    call_over(self, CALL_PAUSE_MS);
  }
}

static void call_pick(call *self) {
  shared_out out = {self->ids, self->id_count, self->persons,
                    self->person_count};

  shared_pick(self->world->shared, &out, call_picked, self);
}

static void call_begin(void *user) {
  call *self = user;

  memset(&self->history, 0, sizeof(self->history));
  self->id_count = 0;
  self->person_count = 0;
  call_pick(self);
}

bool call_run(call_world *self) {
  uint32_t i;

  self->calls = calloc(self->at_once, sizeof(*self->calls));
  if (self->calls == NULL) {
    return false;
  }
  self->active = self->at_once;
  for (i = 0; i < self->at_once; i++) {
    self->calls[i].world = self;
    loop_after(self->turns, &self->calls[i].timer, i, call_begin,
               &self->calls[i]);
  }
  loop_run(self->turns);
  free(self->calls);
  return true;
}
