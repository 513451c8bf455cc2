#include "../hunt/inner.h"
#include <string.h>

/* Time and chance of one hunt. */

void redial_hunt_begin(redial_hunt *hunt, uint64_t now_ms) {
  memset(hunt, 0, sizeof(*hunt));
  hunt->begun_ms = now_ms;
  hunt->begun = 1;
}

uint64_t rdi_hunt_now(redial_hunt *hunt, uint64_t now_ms) {
  uint64_t seen = hunt->history.seen_ms;

  if (hunt->begun == 0) {
    hunt->begun_ms = now_ms;
    hunt->begun = 1;
  }
  if (now_ms < hunt->begun_ms) {
    now_ms = hunt->begun_ms;
  }
  return now_ms > seen ? now_ms : seen;
}

uint32_t rdi_hunt_since(const redial_hunt *hunt, uint64_t now_ms) {
  uint64_t since = rdi_sub64(now_ms, hunt->begun_ms);

  return since < UINT32_MAX ? (uint32_t)since : UINT32_MAX;
}

/* An event brings no chance of its own. This map visits every number, so what
   is uniform stays uniform. */
uint32_t rdi_hunt_random(redial_hunt *hunt) {
  hunt->random = hunt->random * 1664525u + 1013904223u;
  return hunt->random;
}
