#define _DEFAULT_SOURCE /* getentropy() */
#include "desk.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

uint64_t tw_now_ms(void) {
  struct timespec now;

  clock_gettime(CLOCK_REALTIME, &now);
  return (uint64_t)now.tv_sec * 1000u + (uint64_t)now.tv_nsec / 1000000u;
}

uint32_t tw_random(void) {
  uint32_t number = 0;

  if (getentropy(&number, sizeof(number)) != 0) {
    number = (uint32_t)tw_now_ms(); /* chance for a turn, not for a secret */
  }
  return number;
}

/* Out of the environment and not of the arguments, which everybody on the
   machine can see. */
bool tw_key(const char *program, char *buffer, size_t size, redial_span *key) {
  const char *token = getenv("TWILIO_AUTH_TOKEN");

  if (token == NULL || token[0] == '\0') {
    fprintf(stderr, "%s: TWILIO_AUTH_TOKEN is not set\n", program);
    return false;
  }
  if (strlen(token) >= size) {
    fprintf(stderr, "%s: TWILIO_AUTH_TOKEN is too long\n", program);
    return false;
  }
  strcpy(buffer, token);
  *key = tw_span(buffer);
  return true;
}
