#define _POSIX_C_SOURCE 200809L

/* One of several machines that share a pool in Redis. */

#include "call.h"
#include "settings.h"
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { NODE_OK = 0, NODE_FAILED = 1, NODE_USAGE = 2, NODE_NOBODY = 3 };

#define NODE_START_MS 3000u /* to reach Redis at the start */

typedef struct node {
  settings set;
  roster who;
  loop turns;
  shared_pool shared;
  local_pool local;
  loop_timer timer;
  uint64_t started_ms;
  char *functions;
  void (*command)(struct node *self);
  int exit;
} node;

static void node_finish(node *self, int code) {
  self->exit = code;
  self->turns.stopped = true;
}

static void node_fail(node *self, const char *error) {
  fprintf(stderr, "redial-node: %s\n", error);
  node_finish(self, NODE_FAILED);
}

/* --- commands --- */

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

static void node_pick(node *self) {
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

static void node_release(node *self) {
  shared_release(&self->shared, self->set.words[1], node_done, self);
}

static void node_mark(node *self) {
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

static void node_count(node *self) {
  shared_count(&self->shared, node_counted, self);
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

static void node_calls(node *self) {
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
  world.until_ms =
    self->set.seconds > 0 ? loop_now() + self->set.seconds * 1000u : 0;
  world.attempt_ms = self->set.attempt_ms;
  world.at_once = self->set.at_once;
  memcpy(world.codes, self->set.codes, sizeof(world.codes));
  world.code_count = self->set.code_count;
  world.random = (uint32_t)getpid() * 2654435761u | 1u;
  if (!node_open_log(self, &world) || !call_run(&world)) {
    node_finish(self, NODE_FAILED);
    return;
  }
  node_tell(self, &world);
}

/* --- start --- */

static const struct {
  const char *name;
  int words;
  void (*run)(node *self);
} node_commands[] = {{"calls", 2, node_calls},
                     {"pick", 1, node_pick},
                     {"release", 2, node_release},
                     {"mark", 4, node_mark},
                     {"count", 1, node_count}};

static bool node_choose(node *self) {
  size_t i;

  for (i = 0; i < sizeof(node_commands) / sizeof(node_commands[0]); i++) {
    if (self->set.word_count > 0 &&
        strcmp(self->set.words[0], node_commands[i].name) == 0) {
      self->command = node_commands[i].run;
      break;
    }
  }
  if (self->set.roster == NULL) {
    fprintf(stderr, "redial-node: --roster FILE is missing\n");
    return false;
  }
  if (self->command == NULL || self->set.word_count != node_commands[i].words) {
    fprintf(stderr, "redial-node: wanted: calls PICKS, pick, release LEASE, "
                    "mark ID OUTCOME MS, or count\n");
    return false;
  }
  return true;
}

static char *node_read(const char *path) {
  static char text[65536];
  FILE *file = fopen(path, "r");
  size_t length;

  if (file == NULL) {
    fprintf(stderr, "redial-node: %s: %s\n", path, strerror(errno));
    return NULL;
  }
  length = fread(text, 1, sizeof(text) - 1, file);
  fclose(file);
  text[length] = '\0';
  return text;
}

/* Redis has some time to be there; then the fall-back, or the reason. */
static void node_ready(void *user) {
  node *self = user;
  bool waited = loop_now() - self->started_ms >= NODE_START_MS;

  if (self->shared.state == SHARED_UP || (waited && self->set.local)) {
    if (self->command != node_calls) {
      self->command(self);
    } else {
      self->turns.stopped = true; /* runs the loop by itself */
    }
  } else if (waited) {
    node_fail(self, self->shared.error);
  } else {
    loop_after(&self->turns, &self->timer, 10, node_ready, self);
  }
}

static void node_go(node *self) {
  const settings *set = &self->set;
  shared_options options = {set->host,     (int)set->port,  set->pool,
                            set->strategy, self->functions, &self->who,
                            set->offer_ms, set->grace_ms,   set->answer_ms};

  self->started_ms = loop_now();
  shared_open(&self->shared, &self->turns, &options);
  loop_after(&self->turns, &self->timer, 0, node_ready, self);
  loop_run(&self->turns);
  if (self->command == node_calls && self->exit == NODE_OK) {
    self->turns.stopped = false;
    node_calls(self);
  }
  shared_close(&self->shared);
}

int main(int argc, char **argv) {
  static node self;

  signal(SIGPIPE, SIG_IGN);
  srand((unsigned)getpid() ^ (unsigned)time(NULL));
  if (!settings_read(&self.set, argc, argv) || !node_choose(&self)) {
    return NODE_USAGE;
  }
  self.functions = node_read(self.set.functions);
  if (self.functions == NULL || !roster_read(&self.who, self.set.roster) ||
      !local_open(&self.local, &self.who, self.set.strategy,
                  self.set.offer_ms)) {
    roster_free(&self.who);
    return NODE_USAGE;
  }
  node_go(&self);
  local_close(&self.local);
  roster_free(&self.who);
  return self.exit;
}
