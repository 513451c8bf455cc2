#include "../hunt/inner.h"
#include <string.h>

/* Time and chance of one hunt. */

void rdi_hunt_start(redial_hunt *hunt, uint64_t now_ms) {
  hunt->begun_ms = now_ms;
  hunt->begun = 1;
}

void redial_hunt_begin(redial_hunt *hunt, uint64_t now_ms) {
  memset(hunt, 0, sizeof(*hunt));
  rdi_hunt_start(hunt, now_ms);
}

/* An event brings no chance of its own. This map visits every number, so what
   is uniform stays uniform. */
uint32_t rdi_hunt_random(redial_hunt *hunt) {
  hunt->random = hunt->random * 1664525u + 1013904223u;
  return hunt->random;
}
