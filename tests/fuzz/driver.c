#include "fuzz.h"

/* Random inputs from a fixed seed, half noise and half words of the format. */

#define ROUNDS 20000
#define LONGEST 300

static uint32_t driver_state = 2463534242u;

/* xorshift32 */
static uint32_t driver_random(uint32_t below) {
  driver_state ^= driver_state << 13;
  driver_state ^= driver_state >> 17;
  driver_state ^= driver_state << 5;
  return (uint32_t)((uint64_t)driver_state * below >> 32);
}

static size_t driver_append(uint8_t *bytes, size_t length) {
  const char *word;
  size_t size;

  if (driver_random(2) == 0) {
    bytes[length] = (uint8_t)driver_random(256);
    return length + 1;
  }
  word = fuzz_words[driver_random((uint32_t)fuzz_word_count)];
  size = strlen(word);
  if (size > LONGEST - length) {
    size = LONGEST - length;
  }
  memcpy(bytes + length, word, size);
  return length + size;
}

int main(void) {
  int round;

  for (round = 0; round < ROUNDS; round++) {
    uint8_t bytes[LONGEST];
    uint8_t *exact;
    size_t wanted = driver_random(LONGEST + 1);
    size_t length = 0;

    while (length < wanted) {
      length = driver_append(bytes, length);
    }
    /* A block of exactly that size: a sanitizer sees one byte too many. */
    exact = (uint8_t *)malloc(length == 0 ? 1 : length);
    FUZZ_CHECK(exact != NULL);
    memcpy(exact, bytes, length);
    (void)LLVMFuzzerTestOneInput(exact, length);
    free(exact);
  }
  return 0;
}
