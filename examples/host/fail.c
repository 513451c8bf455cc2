#include "host.h"
#include <stdio.h>

static void fail_put(const char *text) {
  for (; *text != '\0'; text++) {
    unsigned char c = (unsigned char)*text;

    if (c < 0x20 || c >= 0x7f) {
      (void)fprintf(stderr, "\\x%02x", c);
    } else {
      (void)fputc(c, stderr);
    }
  }
}

bool host_fail(const char *input, const char *what) {
  (void)fprintf(stderr, "%s: ", host_program);
  if (input != NULL) {
    (void)fputc('\'', stderr);
    fail_put(input);
    (void)fputs("' ", stderr);
  }
  fail_put(what);
  (void)fputc('\n', stderr);
  return false;
}
