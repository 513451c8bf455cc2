#include "suite.h"
#include "inputs.h"
#include <stdio.h>
#include <string.h>

/* Rows out of suite.def and goals.def: each line there stands for one group in
   every situation and at every size that it names. */

#define SUITE_SIZES 7u
static const uint32_t suite_sizes[SUITE_SIZES] = {1,     8,      100,    1000,
                                                  10000, 100000, 1000000};

#define IN(situation) (1u << BENCH_##situation)
/* Sizes are a set as well; the empty one: no pool. */
#define SIZE(n)                                                                \
  ((n) == 1        ? 1u                                                        \
   : (n) == 8      ? 2u                                                        \
   : (n) == 100    ? 4u                                                        \
   : (n) == 1000   ? 8u                                                        \
   : (n) == 10000  ? 16u                                                       \
   : (n) == 100000 ? 32u                                                       \
                   : 64u)
#define ALL_SIZES 127u
#define NO_SIZE 0u
#define PEERS(...)                                                             \
  { __VA_ARGS__ }

typedef struct suite_line {
  const char *room; /* first part of the name */
  const char *ours;
  const char *peers[BENCH_PEERS];
  uint32_t situations;
  uint32_t sizes;
  bench_situation peer_situation;
  uint32_t peer_n;
  bench_measure measure;
} suite_line;

#define MIXES (IN(MIX) | IN(UNIFORM) | IN(CONSTANT))
#define CODES(room, ours, ...)                                                 \
  {room, ours, __VA_ARGS__, MIXES, NO_SIZE, BENCH_SITUATIONS, 0, BENCH_TIME},
#define SAMPLES(room, ours, ...)                                               \
  {room, ours,      __VA_ARGS__, IN(SAMPLES), NO_SIZE, BENCH_SITUATIONS,       \
   0,    BENCH_TIME},
#define POOL(level, strategy, situations, sizes, ...)                          \
  {level "/" #strategy,                                                        \
   level "/" #strategy,                                                        \
   __VA_ARGS__,                                                                \
   situations,                                                                 \
   sizes,                                                                      \
   BENCH_SITUATIONS,                                                           \
   0,                                                                          \
   BENCH_TIME},
#define OTHER(room, ours, situation, sizes, ...)                               \
  {room, ours,      __VA_ARGS__, IN(situation), sizes, BENCH_SITUATIONS,       \
   0,    BENCH_TIME},
#define BESIDE(room, ours, peer, situation, n, peer_situation, peer_n, kind)   \
  {room,   ours, {peer}, IN(situation), SIZE(n), BENCH_##peer_situation,       \
   peer_n, kind},
#define ALONE(room, strategy, situation, n, peer_situation, peer_n)            \
  BESIDE(room "/" #strategy, "index/" #strategy, "index/" #strategy,           \
         situation, n, peer_situation, peer_n, BENCH_TIME)
#define COUNT(room, ours, situation, n)                                        \
  {"count/" room,                                                              \
   ours,                                                                       \
   {NULL},                                                                     \
   IN(situation),                                                              \
   (n) == 0 ? NO_SIZE : SIZE(n),                                               \
   BENCH_SITUATIONS,                                                           \
   0,                                                                          \
   BENCH_COUNT},
#define COUNT_BESIDE(room, strategy, situation, n, peer_situation, peer_n)     \
  BESIDE("count/" room "/" #strategy, "index/" #strategy, "index/" #strategy,  \
         situation, n, peer_situation, peer_n, BENCH_COUNT)
#define WORST(room)                                                            \
  {room,                                                                       \
   room,                                                                       \
   {NULL},                                                                     \
   IN(UP),                                                                     \
   SIZE(1000) | SIZE(1000000),                                                 \
   BENCH_SITUATIONS,                                                           \
   0,                                                                          \
   BENCH_WORST},
#define SPREAD(room, ours)                                                     \
  {"count/" room,    ours, {NULL},      IN(UNIFORM), NO_SIZE,                  \
   BENCH_SITUATIONS, 0,    BENCH_SPREAD},
#define CREWS(room, ours, situations, n, ...)                                  \
  {room, ours,       __VA_ARGS__, situations, SIZE(n), BENCH_SITUATIONS,       \
   0,    BENCH_CREWS},
#define SPACE(room, ours, n, ...)                                              \
  {room, ours, __VA_ARGS__, IN(UP), SIZE(n), BENCH_SITUATIONS, 0, BENCH_SPACE},

static const suite_line suite_lines[] = {
#include "suite.def"
};
#define SUITE_LINES (sizeof(suite_lines) / sizeof(suite_lines[0]))

/* Where only one situation is possible the name does without it. */
static bool suite_names_situation(const suite_line *line) {
  return line->peer_situation == BENCH_SITUATIONS &&
         line->measure != BENCH_SPACE && line->measure != BENCH_WORST &&
         line->measure != BENCH_SPREAD && line->situations != IN(UP) &&
         strchr(line->room, ' ') == NULL;
}

static void suite_fill(const suite_line *line, bench_situation situation,
                       uint32_t n, bench_group *group) {
  bool alone = line->peer_situation != BENCH_SITUATIONS;
  bool named = line->measure == BENCH_COUNT && !alone;

  named = named || suite_names_situation(line);
  (void)snprintf(group->name, sizeof(group->name), "%s%s%s", line->room,
                 named ? "/" : "",
                 named ? bench_situation_name(situation) : "");
  memcpy(group->peers, line->peers, sizeof(group->peers));
  group->measure = line->measure;
  group->ours = line->ours;
  group->situation = situation;
  group->peer_situation = alone ? line->peer_situation : situation;
  group->n = n;
  group->peer_n = alone ? line->peer_n : n;
}

/* The i-th pair of situation and size of a line; counts i down otherwise. */
static bool suite_in_line(const suite_line *line, uint32_t *i,
                          bench_group *group) {
  uint32_t situation;
  uint32_t size;

  for (situation = 0; situation < BENCH_SITUATIONS; situation++) {
    for (size = 0; size < SUITE_SIZES; size++) {
      bool wanted =
        (line->situations >> situation & 1) != 0 &&
        (line->sizes == NO_SIZE ? size == 0 : (line->sizes >> size & 1) != 0);

      if (wanted && (*i)-- == 0) {
        suite_fill(line, (bench_situation)situation,
                   line->sizes == NO_SIZE ? 0 : suite_sizes[size], group);
        return true;
      }
    }
  }
  return false;
}

bool bench_group_at(uint32_t i, bench_group *group) {
  size_t line;

  for (line = 0; line < SUITE_LINES; line++) {
    if (suite_in_line(&suite_lines[line], &i, group)) {
      return true;
    }
  }
  return false;
}

typedef struct suite_goal {
  const char *name;
  uint32_t from;
  uint32_t to;
  const char *peer; /* NULL: a number of instructions; "": any peer */
  double goal;
} suite_goal;

#define GOAL(name, from, to, peer, goal) {name, from, to, peer, goal},
#define COUNT_GOAL(name, goal) {name, 0, 1000000, NULL, goal},
#define GROWTH_GOAL(name, goal) {name, 0, 1000000, "", goal},

static const suite_goal suite_goals[] = {
#include "goals.def"
};
#define SUITE_GOALS (sizeof(suite_goals) / sizeof(suite_goals[0]))

/* A name that ends with a slash is that of a whole room. */
static bool suite_goal_names(const suite_goal *goal, const char *name) {
  size_t length = strlen(goal->name);

  return goal->name[length - 1] == '/' ? strncmp(goal->name, name, length) == 0
                                       : strcmp(goal->name, name) == 0;
}

static bool suite_goal_fits(const suite_goal *goal, const bench_group *group,
                            const char *peer) {
  return group->n >= goal->from && group->n <= goal->to &&
         (goal->peer == NULL) == (peer == NULL) &&
         suite_goal_names(goal, group->name) &&
         (peer == NULL || goal->peer[0] == '\0' ||
          strcmp(goal->peer, peer) == 0);
}

double bench_goal(const bench_group *group, const char *peer) {
  size_t i;

  for (i = 0; i < SUITE_GOALS; i++) {
    if (suite_goal_fits(&suite_goals[i], group, peer)) {
      return suite_goals[i].goal;
    }
  }
  return -1;
}
