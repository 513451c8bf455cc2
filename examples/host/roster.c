#include "host.h"
#include <stdlib.h>
#include <string.h>

/* "ann=sip:..." is a name and an address; false for a name that is none. */
static bool roster_split(host_roster *roster, uint32_t at, const char *word,
                         host_is_address *is_address) {
  const char *equals = is_address(word) ? NULL : strchr(word, '=');
  size_t length = equals == NULL ? 0 : (size_t)(equals - word);

  if (equals != NULL && length == 0) {
    return host_fail(word, "has no name before '='");
  }
  if (length >= sizeof(roster->name[0])) {
    return host_fail(word, "has too long a name before '='");
  }
  roster->word[at] = word;
  memcpy(roster->name[at], word, length);
  roster->name[at][length] = '\0';
  roster->address[at] = equals == NULL ? word : equals + 1;
  if (roster->address[at][0] == '\0') {
    return host_fail(word, "has no address");
  }
  return true;
}

/* The first target of a name stands for the person; 0 is nobody's. */
static uint64_t roster_person(const host_roster *roster, uint32_t at) {
  uint32_t first = 0;

  if (roster->name[at][0] == '\0') {
    return 0;
  }
  while (strcmp(roster->name[first], roster->name[at]) != 0) {
    first++;
  }
  return first + 1;
}

static bool roster_pool(host_roster *roster, redial_kind kind,
                        const redial_selector *selector) {
  redial_pool_config config = redial_pool_defaults(roster->count);
  redial_target targets[HOST_TARGETS];
  size_t bytes;
  uint32_t i;

  for (i = 0; i < roster->count; i++) {
    targets[i] = redial_target_defaults(i + 1);
    targets[i].person = roster_person(roster, i);
    targets[i].kind = (uint8_t)kind;
    if (kind == REDIAL_KIND_TRUNK) {
      targets[i].capacity = config.max_calls;
    }
  }
  if (kind == REDIAL_KIND_TRUNK) {
    config.leases = roster->count * config.max_calls;
  }
  config.epoch = host_random();
  roster->use[0] = selector;
  bytes = redial_pool_bytes(&config, roster->use, 1);
  roster->memory = malloc(bytes);
  if (roster->memory == NULL ||
      redial_pool_init(&roster->pool, roster->memory, bytes, &config,
                       roster->use, 1) != REDIAL_OK) {
    return host_fail(NULL, "no memory for the targets");
  }
  if (redial_pool_apply(&roster->pool, targets, roster->count, host_now_ms(),
                        NULL) != REDIAL_OK) {
    return host_fail(NULL, "one person has more targets than 16");
  }
  return true;
}

bool host_roster_make(host_roster *roster, const host_words *words,
                      redial_kind kind, const redial_selector *selector,
                      host_is_address *is_address) {
  uint32_t i;

  memset(roster, 0, sizeof(*roster));
  for (i = 0; i < words->count; i++) {
    if (!roster_split(roster, i, words->word[i], is_address)) {
      return false;
    }
  }
  roster->count = words->count;
  return roster->count == 0 || roster_pool(roster, kind, selector);
}

static uint32_t roster_index(const host_roster *roster, uint32_t slot) {
  return (uint32_t)redial_pool_id(&roster->pool, slot) - 1;
}

const char *host_roster_address(const host_roster *roster, uint32_t slot) {
  return roster->address[roster_index(roster, slot)];
}

const char *host_roster_word(const host_roster *roster, uint32_t slot) {
  return roster->word[roster_index(roster, slot)];
}

void host_roster_drop(host_roster *roster) {
  free(roster->memory);
  roster->memory = NULL;
}
