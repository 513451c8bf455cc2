/* Judy1: a set of numbers, the next one found by Judy1First. */
#include "../bench.h"
#include <Judy.h>
#include <stdlib.h>

typedef struct judy {
  Pvoid_t up;
  Word_t at;
} judy;

static void *judy_open(const bench_case *given) {
  judy *j = (judy *)calloc(1, sizeof(judy));
  uint32_t i;

  for (i = 0; j != NULL && i < given->n; i++) {
    (void)Judy1Set(&j->up, i, PJE0);
  }
  return j;
}

static void judy_close(void *self) {
  (void)Judy1FreeArray(&((judy *)self)->up, PJE0);
  free(self);
}

static uint32_t judy_pick(void *self, uint64_t random) {
  judy *j = (judy *)self;
  Word_t found = j->at;

  (void)random;
  if (Judy1First(j->up, &found, PJE0) == 0) {
    found = 0;
    (void)Judy1First(j->up, &found, PJE0);
  }
  j->at = found + 1;
  return (uint32_t)found;
}

static void judy_shut(void *self, uint32_t slot) {
  (void)Judy1Unset(&((judy *)self)->up, slot, PJE0);
}

static void judy_give(void *self, uint32_t slot) {
  (void)Judy1Set(&((judy *)self)->up, slot, PJE0);
}

static size_t judy_bytes(void *self) {
  return Judy1MemUsed(((judy *)self)->up);
}

static const bench_index judy_index = {judy_open,  judy_close, judy_pick,
                                       judy_shut,  judy_give,  judy_shut,
                                       judy_bytes, false};

static const bench_side sides[] = {{.name = "Judy1", .index = &judy_index},
                                   {.name = NULL}};

extern const bench_module BENCH_MODULE;
const bench_module BENCH_MODULE = {"libjudy-dev", sides};
