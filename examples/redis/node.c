#define _POSIX_C_SOURCE 200809L

/* One of several machines that share a pool in Redis. */

#include "node.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

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
  bool waited = loop_now() - self->started_ms >= self->set.start_ms;

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
