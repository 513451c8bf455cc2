#ifndef CALL_H
#define CALL_H

/* Calls: who is rung next comes from the pool in Redis; what an answer means
 * and what follows from it, from redial. The network is a script here: each
 * attempt ends after a while with one of the given codes. */

#include "local.h"
#include "shared.h"
#include <signal.h>

#define CALL_OUT 32u     /* whom one call remembers */
#define CALL_CODES 16u   /* of the script */
#define CALL_AT_ONCE 64u /* calls under way in this process */

typedef struct call_counts {
  uint64_t picks; /* leases got, from Redis or here */
  uint64_t local; /* those that were got here */
  uint64_t none;  /* nobody could be offered */
  uint64_t gone;  /* Redis did not answer */
  uint64_t answered;
  uint64_t refused; /* persons who refused */
} call_counts;

struct call;

typedef struct call_world {
  shared_pool *shared;
  local_pool *local; /* NULL: no fall-back */
  loop *turns;
  const roster *who;
  redial_policy policy;
  uint64_t wanted;                   /* picks, then it ends */
  uint64_t until_ms;                 /* no new call later; 0: no limit */
  const volatile sig_atomic_t *stop; /* no new call once it is set */
  uint32_t attempt_ms;
  uint32_t at_once;
  int32_t codes[CALL_CODES];
  size_t code_count;
  int log; /* file of leases taken and given back; -1: none */
  uint32_t random;
  uint32_t active;
  bool told_gone;
  call_counts counts;
  loop_timer timer; /* at the end */
  struct call *calls;
} call_world;

/* Runs until `wanted` leases were got and every call is over. */
bool call_run(call_world *self);
uint32_t call_random(call_world *self);

#endif
