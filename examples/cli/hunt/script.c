/* Which lines of the file answer an attempt. */

#include "player.h"
#include <string.h>

/* Who is not in the file at all rings, and nobody picks up. */
static const scenario_item script_rings = {
  100,
  SCENARIO_SAYS,
  SCENARIO_NOBODY,
  0,
  {180,
   0,
   0,
   {0, 0, 0, 0},
   0,
   {0, 0, 0, 0},
   0,
   REDIAL_NAMESPACE_SIP,
   0,
   0,
   REDIAL_ORIGIN_REMOTE,
   0,
   0,
   0,
   0},
};

/* The next line of those for this one by that way; the last of them stays.
   SCENARIO_NOBODY when there is none. */
static uint32_t script_next(player *p, uint32_t who, uint32_t via) {
  uint32_t first = SCENARIO_NOBODY;
  uint32_t found = SCENARIO_NOBODY;
  uint32_t before = 0;
  uint32_t i;

  for (i = 0; i < p->s->answers; i++) {
    const scenario_answer *answer = &p->s->answer[i];

    if (answer->who != who || answer->via != via) {
      continue;
    }
    first = first == SCENARIO_NOBODY ? i : first;
    found = i;
    if (before++ == p->answered[first]) {
      break;
    }
  }
  if (first != SCENARIO_NOBODY) {
    p->answered[first]++;
  }
  return found;
}

uint32_t script_of(player *p, uint32_t target, uint32_t via) {
  uint32_t found = SCENARIO_NOBODY;

  if (via != SCENARIO_NOBODY) {
    found = script_next(p, target, via);
    if (found == SCENARIO_NOBODY) {
      found = script_next(p, via, SCENARIO_NOBODY);
    }
  }
  if (found == SCENARIO_NOBODY || p->s->answer[found].passes) {
    found = script_next(p, target, SCENARIO_NOBODY);
  }
  return found;
}

const scenario_item *script_item(const player *p, uint32_t answer,
                                 uint32_t at) {
  if (answer == SCENARIO_NOBODY) {
    return at == 0 ? &script_rings : NULL;
  }
  return at < p->s->answer[answer].count
           ? &p->s->item[p->s->answer[answer].first + at]
           : NULL;
}
