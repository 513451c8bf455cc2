#include "config_line.h"
#include <string.h>

/* agent NUMBER ADDRESS [person=NAME] [tier=0..7] [weight=0..255]
   group NAME NUMBER... */

static bool agent_starts(redial_span text, const char *with) {
  size_t length = strlen(with);

  return text.len > length && memcmp(text.ptr, with, length) == 0;
}

/* E.164: a plus and 7 to 15 digits, the first not 0. */
static bool agent_is_number(redial_span text) {
  size_t i;

  if (text.len < 8 || text.len > 16 || text.ptr[1] == '0') {
    return false;
  }
  for (i = 1; i < text.len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9') {
      return false;
    }
  }
  return text.ptr[0] == '+';
}

static bool agent_is_sip(redial_span text) {
  const char *at;

  if (!agent_starts(text, "sip:") && !agent_starts(text, "sips:")) {
    return false;
  }
  at = memchr(text.ptr, '@', text.len);
  return at != NULL && at[-1] != ':' && at + 1 < text.ptr + text.len;
}

static bool agent_address(tw_line *line, tw_agent *agent) {
  redial_span address = line->word;

  if (agent_starts(address, "client:")) {
    agent->noun = TW_CLIENT;
    address.ptr += sizeof("client:") - 1;
    address.len -= sizeof("client:") - 1;
  } else if (agent_is_sip(address)) {
    agent->noun = TW_SIP;
  } else if (agent_is_number(address)) {
    agent->noun = TW_NUMBER;
  } else {
    return tw_line_bad(line, "is not client:NAME, sip:USER@HOST or +NUMBER");
  }
  return tw_line_copy(line, address, agent->uri, sizeof(agent->uri));
}

/* 28 bits: they take 4 bytes in a ticket. */
static uint64_t agent_person_id(redial_span name) {
  uint64_t hash = tw_hash(name, 0);

  hash = (hash ^ hash >> 32) & 0xfffffffu;
  return hash != 0 ? hash : 1;
}

static bool agent_person(tw_line *line, redial_span name, tw_agent *agent) {
  uint32_t i;

  if (name.len == 0) {
    return tw_line_bad(line, "names nobody");
  }
  if (!tw_line_copy(line, name, agent->person, sizeof(agent->person))) {
    return false;
  }
  agent->person_id = agent_person_id(name);
  for (i = 0; i < TW_AGENTS; i++) {
    const tw_agent *other = &line->config->agents[i];

    if (other->person_id == agent->person_id &&
        strcmp(other->person, agent->person) != 0) {
      return tw_line_bad(line, "cannot be told from another: change its name");
    }
  }
  return true;
}

static bool agent_option(tw_line *line, tw_agent *agent) {
  redial_span value;
  uint32_t number = 0;
  bool good;

  if (tw_line_option(line, "person", &value)) {
    return agent_person(line, value, agent);
  }
  if (tw_line_option(line, "tier", &value)) {
    good =
      tw_line_number_of(line, value, 0, REDIAL_POOL_TIERS_MAX - 1, &number);
    agent->tier = (uint8_t)number;
    return good;
  }
  if (tw_line_option(line, "weight", &value)) {
    good = tw_line_number_of(line, value, 0, UINT8_MAX, &number);
    agent->weight = (uint8_t)number;
    return good;
  }
  return tw_line_bad(line, "is not person=, tier= or weight=");
}

/* The pool takes no more devices of one person. */
static bool agent_is_crowded(const tw_config *config, const tw_agent *agent) {
  uint32_t devices = 0;
  uint32_t i;

  for (i = 0; i < TW_AGENTS; i++) {
    devices += config->agents[i].person_id == agent->person_id;
  }
  return agent->person_id != 0 && devices >= REDIAL_PERSON_SLOTS_MAX;
}

bool tw_config_agent(tw_line *line) {
  tw_agent agent;
  uint32_t number;

  memset(&agent, 0, sizeof(agent));
  agent.weight = 1;
  agent.is_there = true;
  if (!tw_line_number(line, 0, TW_AGENTS - 1, &number)) {
    return false;
  }
  if (line->config->agents[number].is_there) {
    return tw_line_bad(line, "is an agent already");
  }
  (void)tw_line_next(line);
  if (!agent_address(line, &agent)) {
    return false;
  }
  while (tw_line_next(line)) {
    if (!agent_option(line, &agent)) {
      return false;
    }
  }
  if (agent_is_crowded(line->config, &agent)) {
    return tw_line_bad(line, "this person has 16 devices already");
  }
  line->config->agents[number] = agent;
  line->config->agent_count++;
  return true;
}

bool tw_config_caller(tw_line *line) {
  (void)tw_line_next(line);
  return agent_is_number(line->word)
           ? tw_line_copy(line, line->word, line->config->caller_id,
                          sizeof(line->config->caller_id))
           : tw_line_bad(line, "is no number such as +14155550100");
}

static bool group_is_name(redial_span name) {
  size_t i;

  for (i = 0; i < name.len; i++) {
    char c = name.ptr[i];

    if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' &&
        c != '_') {
      return false;
    }
  }
  return name.len > 0;
}

static bool group_member(tw_line *line, tw_group *group) {
  uint32_t number;
  uint32_t i;

  if (!tw_line_number_of(line, line->word, 0, TW_AGENTS - 1, &number)) {
    return false;
  }
  if (!line->config->agents[number].is_there) {
    return tw_line_bad(line, "is no agent of a line above");
  }
  for (i = 0; i < group->count; i++) {
    if (group->members[i].slot == number) {
      return tw_line_bad(line, "stands twice in this group");
    }
  }
  group->members[group->count].slot = number;
  group->members[group->count].tier = line->config->agents[number].tier;
  group->members[group->count].weight = line->config->agents[number].weight;
  group->count++;
  return true;
}

bool tw_config_group_line(tw_line *line) {
  tw_config *config = line->config;
  tw_group *group = &config->groups[config->group_count];

  if (!tw_line_next(line) || !group_is_name(line->word)) {
    return tw_line_bad(line, "is not a name of a-z 0-9 - _");
  }
  if (tw_config_group(config, line->word) != NULL) {
    return tw_line_bad(line, "is a group already");
  }
  if (config->group_count > TW_GROUPS) {
    return tw_line_bad(line, "is one group too many");
  }
  if (!tw_line_copy(line, line->word, group->name, sizeof(group->name))) {
    return false;
  }
  while (tw_line_next(line)) {
    if (!group_member(line, group)) {
      return false;
    }
  }
  config->group_count++;
  return group->count > 0 || tw_line_bad(line, "the group has no members");
}
