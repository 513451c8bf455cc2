#include "local.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a: an id of 64 bits for a name. */
static uint64_t local_id(const char *text) {
  uint64_t id = UINT64_C(14695981039346656037);

  for (; *text != '\0'; text++) {
    id = (id ^ (unsigned char)*text) * UINT64_C(1099511628211);
  }
  return id != 0 ? id : 1;
}

static bool local_apply(local_pool *self) {
  redial_target *targets = calloc(self->who->count, sizeof(*targets));
  redial_status status = REDIAL_ERR_SPACE;
  size_t i;

  for (i = 0; targets != NULL && i < self->who->count; i++) {
    const roster_target *from = &self->who->target[i];

    targets[i] = redial_target_defaults(local_id(from->id));
    targets[i].person = from->person[0] != '\0' ? local_id(from->person) : 0;
    targets[i].capacity = from->capacity;
    targets[i].tier = from->tier;
    targets[i].enabled = from->enabled;
    targets[i].kind = REDIAL_KIND_PHONE;
  }
  if (targets != NULL) {
    status = redial_pool_apply(&self->pool, targets, (uint32_t)self->who->count,
                               loop_now(), NULL);
  }
  free(targets);
  return status == REDIAL_OK;
}

static redial_pool_config local_config(const roster *who, uint32_t offer_ms) {
  redial_pool_config config = redial_pool_defaults((uint32_t)who->count);
  size_t i;

  config.leases = 1;
  for (i = 0; i < who->count; i++) {
    config.leases += who->target[i].capacity;
    if (who->target[i].capacity > config.max_calls) {
      config.max_calls = who->target[i].capacity;
    }
  }
  if (config.leases > REDIAL_POOL_LEASES_MAX) {
    config.leases = REDIAL_POOL_LEASES_MAX;
  }
  config.tiers = REDIAL_POOL_TIERS_MAX;
  config.offer_ms = offer_ms;
  config.epoch = (uint32_t)rand();
  return config;
}

bool local_open(local_pool *self, const roster *who, const char *strategy,
                uint32_t offer_ms) {
  redial_pool_config config = local_config(who, offer_ms);
  redial_span name = {strategy, strlen(strategy)};
  size_t size;

  memset(self, 0, sizeof(*self));
  self->who = who;
  if (redial_selector_by_name(name, &self->use[0]) != REDIAL_OK) {
    fprintf(stderr, "redial-node: no such strategy: '%s'\n", strategy);
    return false;
  }
  size = redial_pool_bytes(&config, self->use, 1);
  self->memory = size > 0 ? malloc(size) : NULL;
  if (self->memory == NULL ||
      redial_pool_init(&self->pool, self->memory, size, &config, self->use,
                       1) != REDIAL_OK ||
      !local_apply(self)) {
    fprintf(stderr, "redial-node: the local pool cannot be made\n");
    local_close(self);
    return false;
  }
  return true;
}

void local_close(local_pool *self) {
  free(self->memory);
  self->memory = NULL;
}

static void local_out(const local_pool *self, const shared_out *out,
                      redial_tried *tried) {
  uint32_t slot;
  size_t i;

  memset(tried, 0, sizeof(*tried));
  for (i = 0; i < out->id_count; i++) {
    if (redial_pool_find(&self->pool, local_id(out->ids[i]), &slot) ==
        REDIAL_OK) {
      redial_tried_slot(&self->pool, tried, slot);
    }
  }
  for (i = 0;
       i < out->person_count && tried->person_count < REDIAL_TRIED_PERSONS;
       i++) {
    tried->persons[tried->person_count++] = local_id(out->persons[i]);
  }
}

static const char *local_name(const local_pool *self, uint32_t slot) {
  uint64_t id = redial_pool_id(&self->pool, slot);
  size_t i = 0;

  while (i + 1 < self->who->count && local_id(self->who->target[i].id) != id) {
    i++;
  }
  return self->who->target[i].id;
}

void local_pick(local_pool *self, const shared_out *out, uint32_t random,
                shared_answer *answer) {
  redial_pick_request request;
  redial_tried tried;
  redial_offer offer;

  memset(answer, 0, sizeof(*answer));
  memset(&request, 0, sizeof(request));
  local_out(self, out, &tried);
  request.now_ms = loop_now();
  request.tried = &tried;
  request.random = random;
  if (redial_pool_offer(&self->pool, self->use[0], &request, &offer) !=
      REDIAL_OK) {
    answer->status = SHARED_NONE;
    snprintf(answer->why, sizeof(answer->why), "%s",
             redial_bar_name(offer.why));
    answer->wait_ms = offer.earliest_ms == REDIAL_NEVER
                        ? -1
                        : (int64_t)(offer.earliest_ms - request.now_ms);
    return;
  }
  snprintf(answer->lease.text, sizeof(answer->lease.text),
           "local:%" PRIu32 ".%" PRIu32 ".%" PRIu32, offer.lease.slot,
           offer.lease.entry, offer.lease.generation);
  snprintf(answer->lease.id, sizeof(answer->lease.id), "%s",
           local_name(self, offer.lease.slot));
}

bool local_is_mine(const char *lease) {
  return strncmp(lease, "local:", 6) == 0;
}

void local_release(local_pool *self, const char *lease,
                   redial_outcome outcome) {
  redial_lease one;

  if (sscanf(lease, "local:%" SCNu32 ".%" SCNu32 ".%" SCNu32, &one.slot,
             &one.entry, &one.generation) == 3) {
    redial_pool_release(&self->pool, one, outcome, loop_now());
  }
}

void local_mark(local_pool *self, const char *id, redial_outcome cause,
                uint32_t ms) {
  uint32_t slot;

  if (redial_pool_find(&self->pool, local_id(id), &slot) == REDIAL_OK) {
    redial_pool_cool(&self->pool, slot, cause, ms, loop_now());
  }
}
