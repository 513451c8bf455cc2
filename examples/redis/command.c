#include "node.h"
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a node can be told to do. */

static void node_finish(node *self, int code) {
  self->exit = code;
  self->turns.stopped = true;
}

void node_fail(node *self, const char *error) {
  fprintf(stderr, "redial-node: %s\n", error);
  node_finish(self, NODE_FAILED);
}

static void node_picked(void *user, const shared_answer *answer) {
  node *self = user;
  const shared_out out = {NULL, 0, NULL, 0};
  shared_answer here;

  if (answer->status == SHARED_GONE && self->set.local) {
    fprintf(stderr, "redial-node: %s; using the local pool\n", answer->error);
    local_pick(&self->local, &out, (uint32_t)rand(), &here);
    answer = &here;
  }
  switch (answer->status) {
  case SHARED_OK:
    printf("%s %s\n", answer->lease.text, answer->lease.id);
    node_finish(self, NODE_OK);
    break;
  case SHARED_NONE:
    fprintf(stderr, "redial-node: nobody: %s, again in %" PRId64 " ms\n",
            answer->why, answer->wait_ms);
    node_finish(self, NODE_NOBODY);
    break;
  default:
    node_fail(self, answer->error);
    break;
  }
}

void node_pick(node *self) {
  const shared_out out = {NULL, 0, NULL, 0};

  shared_pick(&self->shared, &out, node_picked, self);
}

static void node_done(void *user, const shared_answer *answer) {
  node *self = user;

  if (answer->status == SHARED_GONE) {
    node_fail(self, answer->error);
  } else if (answer->status == SHARED_ENDED) {
    node_fail(self, "no such lease or target");
  } else {
    node_finish(self, NODE_OK);
  }
}

void node_release(node *self) {
  shared_release(&self->shared, self->set.words[1], node_done, self);
}

void node_mark(node *self) {
  redial_span name = {self->set.words[2], strlen(self->set.words[2])};
  redial_outcome cause;
  uint32_t ms;

  if (redial_outcome_by_name(name, &cause) != REDIAL_OK ||
      !settings_number(self->set.words[3], 86400000, &ms)) {
    fprintf(stderr, "redial-node: not an outcome and milliseconds: %s %s\n",
            self->set.words[2], self->set.words[3]);
    node_finish(self, NODE_USAGE);
    return;
  }
  shared_mark(&self->shared, self->set.words[1], cause, ms, false, node_done,
              self);
}

static void node_counted(void *user, const shared_answer *answer) {
  node *self = user;

  if (answer->status == SHARED_GONE) {
    node_fail(self, answer->error);
    return;
  }
  printf("targets=%" PRId64 " free=%" PRId64 " leases=%" PRId64
         " cooling=%" PRId64 " offers=%" PRId64 "\n",
         answer->counts[0], answer->counts[1], answer->counts[2],
         answer->counts[3], answer->counts[4]);
  node_finish(self, NODE_OK);
}

void node_count(node *self) {
  shared_count(&self->shared, node_counted, self);
}

static volatile sig_atomic_t node_stopped;

static void node_stop(int number) {
  (void)number;
  node_stopped = 1;
}

static void node_no_holds(redial_policy *policy) {
  size_t i;

  for (i = 0; i < REDIAL_OUTCOMES; i++) {
    policy->plan[i].hold_ms = 0;
  }
}

static bool node_open_log(node *self, call_world *world) {
  world->log = -1;
  if (self->set.log == NULL) {
    return true;
  }
  world->log = open(self->set.log, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (world->log < 0) {
    fprintf(stderr, "redial-node: %s: %s\n", self->set.log, strerror(errno));
  }
  return world->log >= 0;
}

static void node_tell(const node *self, const call_world *world) {
  const call_counts *c = &world->counts;

  printf("picks=%" PRIu64 " local=%" PRIu64 " none=%" PRIu64 " gone=%" PRIu64
         " answered=%" PRIu64 " refused=%" PRIu64 " losses=%" PRIu32 "\n",
         c->picks, c->local, c->none, c->gone, c->answered, c->refused,
         self->shared.losses);
}

void node_calls(node *self) {
  call_world world;
  uint32_t wanted;

  memset(&world, 0, sizeof(world));
  if (!settings_number(self->set.words[1], UINT32_MAX, &wanted) ||
      wanted == 0) {
    fprintf(stderr, "redial-node: not a number of picks: %s\n",
            self->set.words[1]);
    node_finish(self, NODE_USAGE);
    return;
  }
  world.shared = &self->shared;
  world.local = self->set.local ? &self->local : NULL;
  world.turns = &self->turns;
  world.who = &self->who;
  world.policy = redial_profile_hunt_group;
  world.policy.rounds = 1;
  if (self->set.hold == 0) {
    node_no_holds(&world.policy);
  }
  world.wanted = wanted;
  world.stop = &node_stopped;
  world.until_ms =
    self->set.seconds > 0 ? loop_now() + self->set.seconds * 1000u : 0;
  world.attempt_ms = self->set.attempt_ms;
  world.at_once = self->set.at_once;
  memcpy(world.codes, self->set.codes, sizeof(world.codes));
  world.code_count = self->set.code_count;
  world.random = (uint32_t)getpid() * 2654435761u | 1u;
  signal(SIGTERM, node_stop);
  if (!node_open_log(self, &world) || !call_run(&world)) {
    node_finish(self, NODE_FAILED);
    return;
  }
  node_tell(self, &world);
}
