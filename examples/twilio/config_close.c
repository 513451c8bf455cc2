#include "config_line.h"
#include <string.h>

/* What the lines of the file mean together. */

static bool close_bad(tw_config_error *error, const char *what) {
  tw_text text = tw_text_over(error->what, sizeof(error->what));

  error->line = 0;
  tw_put(&text, what);
  return false;
}

/* "https://host:8443/path" -> "https://host" and ":8443". */
static void close_origin(tw_config *config) {
  size_t length = strlen(config->public_url) - strlen(config->path);
  size_t end = length;
  tw_text port = tw_text_over(config->port, sizeof(config->port));
  redial_span given;

  memcpy(config->origin, config->public_url, length);
  while (config->origin[end - 1] >= '0' && config->origin[end - 1] <= '9') {
    end--;
  }
  /* Not the colon of "https:", for a host stands behind that. */
  if (config->origin[end - 1] == ':' && end < length) {
    end--;
    given.ptr = config->public_url + end;
    given.len = length - end;
    tw_put_span(&port, given);
    length = end;
  } else {
    tw_put(&port, config->public_url[4] == 's' ? ":443" : ":80");
  }
  config->origin[length] = '\0';
}

/* Callers are offered what there is. */
static void close_treatments(tw_config *config) {
  uint32_t offered = config->policy.treatments;

  if (config->queue[0] == '\0') {
    offered &= ~(1u << REDIAL_TREATMENT_QUEUE);
  }
  if (config->callbacks[0] == '\0') {
    offered &= ~(1u << REDIAL_TREATMENT_CALLBACK);
  }
  if (config->voicemail_s == 0) {
    offered &= ~(1u << REDIAL_TREATMENT_VOICEMAIL);
  }
  config->policy.treatments = (uint8_t)offered;
}

/* A Dial rings for its timeout and 5 s more, so no less than 10 s. */
static void close_ring(tw_config *config) {
  if (config->ring_s == 0) {
    config->ring_s = (config->policy.ring_ms + 999u) / 1000u;
  }
  if (config->ring_s < 10) {
    config->ring_s = 10;
  }
  if (config->ring_s > 605) {
    config->ring_s = 605;
  }
  config->policy.ring_ms = config->ring_s * 1000u;
  /* Nothing here could send a request again, changed. */
  config->policy.repairs = 0;
}

/* A group and not the whole pool: only through a group is a further device
   rung of a person who still seems to have this very call. Another server that
   was told how it ended cannot tell us. */
static void close_everybody(tw_config *config) {
  tw_group *all = &config->groups[0];
  uint32_t i;

  for (i = 0; i < TW_AGENTS; i++) {
    if (config->agents[i].is_there) {
      all->members[all->count].slot = i;
      all->members[all->count].tier = config->agents[i].tier;
      all->members[all->count].weight = config->agents[i].weight;
      all->count++;
    }
  }
}

static uint64_t close_roster(const tw_config *config) {
  uint64_t hash = config->wrap_up_s;
  uint32_t i;

  for (i = 0; i < TW_AGENTS; i++) {
    const tw_agent *agent = &config->agents[i];

    if (agent->is_there) {
      uint64_t terms =
        (uint64_t)i << 16 | (uint64_t)agent->tier << 8 | agent->weight;

      hash = tw_hash(tw_span(agent->uri), hash * 31 + terms);
      hash = tw_hash(tw_span(agent->person), hash);
    }
  }
  return hash;
}

bool tw_config_close(tw_config *config, tw_config_error *error) {
  if (config->public_url[0] == '\0') {
    return close_bad(error, "public_url is missing");
  }
  if (config->agent_count == 0) {
    return close_bad(error, "there is no agent");
  }
  close_everybody(config);
  close_origin(config);
  close_treatments(config);
  close_ring(config);
  config->roster = close_roster(config);
  return true;
}

const tw_group *tw_config_group(const tw_config *config, redial_span name) {
  uint32_t i;

  for (i = 0; i < config->group_count; i++) {
    if (tw_is(name, config->groups[i].name)) {
      return &config->groups[i];
    }
  }
  return NULL;
}
