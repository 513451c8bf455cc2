#ifndef REDIAL_TESTS_DIGEST_H
#define REDIAL_TESTS_DIGEST_H

/* A 64-bit digest (FNV-1a) of values, the same on every machine: numbers go
   in by value, lowest byte first, never as they lie in memory. */

#include <stdint.h>

#define DIGEST_START UINT64_C(0xcbf29ce484222325)

static uint64_t digest_number(uint64_t digest, uint32_t value) {
  int i;

  for (i = 0; i < 4; i++) {
    digest = (digest ^ (value >> (8 * i) & 0xff)) * UINT64_C(0x100000001b3);
  }
  return digest;
}

#endif
