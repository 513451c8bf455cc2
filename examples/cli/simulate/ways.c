#include "sim.h"
#include <string.h>

/* The rows: the habits as they are, and every strategy by every profile. */

static const char *const ways_habits[] = {"list", "first_free"};

static const char ways_all[] =
  "list,first_free,skip_busy,round_robin,weighted,lru,longest_idle,"
  "least_calls,random,two_choices,hash";

static bool ways_add(const char *command, sim_plan *plan, const sim_way *way) {
  if (plan->way_count == SIM_WAYS) {
    cli_say(command, NULL, "shows at most 24 rows; name fewer strategies");
    return false;
  }
  plan->ways[plan->way_count++] = *way;
  return true;
}

/* Copies the next name of a list separated by commas; false at its end. A
   name that is too long is cut, and then matches nothing. */
static bool ways_next(const char **list, char *name, size_t size) {
  size_t length = strcspn(*list, ",");
  size_t kept = length < size ? length : size - 1;

  if (**list == '\0') {
    return false;
  }
  memcpy(name, *list, kept);
  name[kept] = '\0';
  *list += length;
  *list += **list == ',' ? 1 : 0;
  return true;
}

static bool ways_by_profiles(const char *command, const char *profiles,
                             sim_way *way, sim_plan *plan) {
  char name[64];

  while (ways_next(&profiles, name, sizeof(name))) {
    way->policy = cli_take_profile(command, name);
    if (way->policy == NULL) {
      return false;
    }
    way->profile = cli_profile_name(way->policy);
    if (!ways_add(command, plan, way)) {
      return false;
    }
  }
  return true;
}

/* A habit has a row of its own, with the timers of the first profile. */
static bool ways_habit(const char *command, const char *profiles,
                       sim_habit habit, sim_plan *plan) {
  sim_way way = {habit, ways_habits[habit - SIM_LIST], "-", NULL, NULL};
  char name[64];

  ways_next(&profiles, name, sizeof(name));
  way.policy = cli_take_profile(command, name);
  return way.policy != NULL && ways_add(command, plan, &way);
}

static bool ways_one(const char *command, const char *name,
                     const char *profiles, sim_plan *plan) {
  sim_way way = {SIM_REDIAL, NULL, NULL, NULL, NULL};
  redial_span span = {name, strlen(name)};

  if (strcmp(name, ways_habits[0]) == 0) {
    return ways_habit(command, profiles, SIM_LIST, plan);
  }
  if (strcmp(name, ways_habits[1]) == 0) {
    return ways_habit(command, profiles, SIM_FIRST_FREE, plan);
  }
  if (redial_selector_by_name(span, &way.selector) != REDIAL_OK) {
    cli_say(command, name,
            "is not a strategy; use all, list, first_free, or one that "
            "--help names");
    return false;
  }
  way.strategy = way.selector->name;
  return ways_by_profiles(command, profiles, &way, plan);
}

/* "lru,": the name after the comma is missing. */
static bool ways_is_whole(const char *command, const char *list) {
  size_t length = strlen(list);

  if (length == 0 || list[length - 1] == ',') {
    cli_say(command, list, length == 0 ? "names nothing" : "ends in a comma");
    return false;
  }
  return true;
}

bool sim_take_ways(const char *command, const char *strategies,
                   const char *profiles, sim_plan *plan) {
  char name[64];

  if (!ways_is_whole(command, strategies) ||
      !ways_is_whole(command, profiles)) {
    return false;
  }
  strategies = strcmp(strategies, "all") == 0 ? ways_all : strategies;
  while (ways_next(&strategies, name, sizeof(name))) {
    if (!ways_one(command, name, profiles, plan)) {
      return false;
    }
  }
  return true;
}
