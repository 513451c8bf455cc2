/* The self-test on the machine itself. */

#include "selftest.h"

int main(void);
void semihost_write(const char *text);

int main(void) {
  return selftest_run(semihost_write) ? 0 : 1;
}
