#ifndef LOCAL_H
#define LOCAL_H

/* The fall-back, if it is chosen: redial's own pool in this process, of the
 * same roster, by the strategy of the same name. It knows nothing of what the
 * other nodes do meanwhile: two of them may ring one phone. */

#include "shared.h"

typedef struct local_pool {
  redial_pool pool;
  void *memory;
  const redial_selector *use[1];
  const roster *who;
} local_pool;

/* False, and a line on stderr. */
bool local_open(local_pool *self, const roster *who, const char *strategy,
                uint32_t offer_ms);
void local_close(local_pool *self);
/* As shared_pick(), at once; its leases begin with "local:". */
void local_pick(local_pool *self, const shared_out *out, uint32_t random,
                shared_answer *answer);
bool local_is_mine(const char *lease);
void local_release(local_pool *self, const char *lease, redial_outcome outcome);
void local_mark(local_pool *self, const char *id, redial_outcome cause,
                uint32_t ms);

#endif
