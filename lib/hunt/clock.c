#include "../hunt/inner.h"

/* Where a hunt begins. */

void rdi_hunt_start(redial_hunt *hunt, uint64_t now_ms) {
  hunt->begun_ms = now_ms;
  hunt->begun = 1;
}

void redial_hunt_begin(redial_hunt *hunt, uint64_t now_ms) {
  *hunt = (redial_hunt){.begun_ms = now_ms, .begun = 1};
}
