/* Somebody's program. It is compiled as C and as C++98. */

#include <redial/redial.h>
#include <stdio.h>

int main(void) {
  redial_verdict v = redial_classify(31486);

  if (redial_version() != REDIAL_VERSION) {
    puts("the header does not belong to the library");
    return 1;
  }
  puts(redial_outcome_name((redial_outcome)v.outcome));
  return v.outcome == REDIAL_OUTCOME_BUSY ? 0 : 1;
}
