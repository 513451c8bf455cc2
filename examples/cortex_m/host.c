/* The same self-test as a program of this machine, to compare with. */

#include "selftest.h"
#include <stdio.h>

static void host_write(const char *text) {
  fputs(text, stdout);
}

int main(void) {
  bool good = selftest_run(host_write);

  return good && fflush(stdout) == 0 ? 0 : 1;
}
