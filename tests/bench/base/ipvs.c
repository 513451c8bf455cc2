#include "base.h"
#include <stdlib.h>

/* As Linux's IPVS does it: servers stand in a ring of records.

   rr: walk on to the next one that takes connections. wrr: a threshold falls
   by the greatest common divisor of all weights each time round; whoever's
   weight reaches it is next. lc: walk all, the least load is next. */

typedef struct ipvs_server {
  struct ipvs_server *next;
  uint32_t slot;
  uint32_t weight;
  uint32_t calls;
  uint32_t full;
} ipvs_server;

typedef struct ipvs {
  ipvs_server *servers;
  ipvs_server *at;
  uint32_t n;
  uint32_t capacity;
  uint32_t threshold;
  uint32_t step;
  uint32_t most;
} ipvs;

static uint32_t ipvs_divisor(uint32_t a, uint32_t b) {
  while (b != 0) {
    uint32_t rest = a % b;

    a = b;
    b = rest;
  }
  return a;
}

static void *ipvs_open(const bench_case *given) {
  ipvs *v = (ipvs *)base_memory(1, sizeof(ipvs));
  uint32_t i;

  v->n = given->n;
  v->capacity = bench_capacity(given);
  v->servers = (ipvs_server *)base_memory(v->n, sizeof(ipvs_server));
  for (i = 0; i < v->n; i++) {
    ipvs_server *server = &v->servers[i];

    server->next = &v->servers[i + 1 < v->n ? i + 1 : 0];
    server->slot = i;
    server->weight = given->weights[i];
    v->step = ipvs_divisor(server->weight, v->step);
    v->most = server->weight > v->most ? server->weight : v->most;
  }
  v->at = &v->servers[v->n - 1];
  v->threshold = v->step;
  return v;
}

static void ipvs_close(void *self) {
  free(((ipvs *)self)->servers);
  free(self);
}

static uint32_t ipvs_round_robin(void *self, uint64_t random) {
  ipvs *v = (ipvs *)self;
  ipvs_server *server = v->at;

  (void)random;
  do {
    server = server->next;
  } while (server->full != 0 || server->weight == 0);
  v->at = server;
  return server->slot;
}

static uint32_t ipvs_weighted(void *self, uint64_t random) {
  ipvs *v = (ipvs *)self;
  ipvs_server *server = v->at;

  (void)random;
  do {
    server = server->next;
    if (server == v->servers) {
      v->threshold = v->threshold > v->step ? v->threshold - v->step : v->most;
    }
  } while (server->full != 0 || server->weight < v->threshold);
  v->at = server;
  return server->slot;
}

static uint32_t ipvs_least(void *self, uint64_t random) {
  ipvs *v = (ipvs *)self;
  ipvs_server *server = v->at;
  ipvs_server *best = NULL;
  uint32_t i;

  (void)random;
  for (i = 0; i < v->n; i++) {
    server = server->next;
    if (server->full == 0 && (best == NULL || server->calls < best->calls)) {
      best = server;
    }
  }
  v->at = best;
  return best->slot;
}

static void ipvs_shut(void *self, uint32_t slot) {
  ((ipvs *)self)->servers[slot].full = 1;
}

static void ipvs_take(void *self, uint32_t slot) {
  ipvs *v = (ipvs *)self;
  ipvs_server *server = &v->servers[slot];

  server->calls = server->calls + 1 < BENCH_WRAP ? server->calls + 1 : 0;
  server->full = server->calls >= v->capacity;
}

static void ipvs_give(void *self, uint32_t slot) {
  ipvs_server *server = &((ipvs *)self)->servers[slot];

  server->calls--;
  server->full = 0;
}

static size_t ipvs_bytes(void *self) {
  return ((ipvs *)self)->n * sizeof(ipvs_server);
}

static const bench_index ipvs_rr = {ipvs_open,  ipvs_close, ipvs_round_robin,
                                    ipvs_take,  ipvs_give,  ipvs_shut,
                                    ipvs_bytes, false};
static const bench_index ipvs_wrr = {ipvs_open,  ipvs_close, ipvs_weighted,
                                     ipvs_take,  ipvs_give,  ipvs_shut,
                                     ipvs_bytes, false};
static const bench_index ipvs_lc = {ipvs_open,  ipvs_close, ipvs_least,
                                    ipvs_take,  ipvs_give,  ipvs_shut,
                                    ipvs_bytes, true};

const bench_side base_ipvs_sides[] = {{.name = "ipvs rr", .index = &ipvs_rr},
                                      {.name = "ipvs wrr", .index = &ipvs_wrr},
                                      {.name = "ipvs lc", .index = &ipvs_lc},
                                      {.name = NULL}};
