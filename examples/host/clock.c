#include "host.h"
#include <stdio.h>
#include <time.h>

uint64_t host_now_ms(void) {
  struct timespec now;

  if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) {
    return 0;
  }
  return (uint64_t)now.tv_sec * 1000u + (uint64_t)now.tv_nsec / 1000000u;
}

/* Chance spreads load and jitters waits; nothing here is a secret. So it is
   seeded once from the system, and goes on by itself (splitmix64). */
uint32_t host_random(void) {
  static uint64_t state;
  uint64_t z;

  if (state == 0) {
    FILE *source = fopen("/dev/urandom", "rb");

    if (source == NULL || fread(&state, sizeof(state), 1, source) != 1) {
      state = host_now_ms() + 1;
    }
    if (source != NULL) {
      (void)fclose(source);
    }
  }
  state += 0x9e3779b97f4a7c15u;
  z = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (uint32_t)(z >> 32);
}
