/* The shortest use: a call failed with a code, whom to call next?
 *
 * Output:
 *
 *   31486: ring the next phone
 *   503: try the next gateway
 *   603: stop
 */

#include <redial/redial.h>
#include <stdio.h>

/* [first call] */
static const char *next_step(int32_t code) {
  redial_verdict v = redial_classify(code); /* 486, 31486, ... */

  if (redial_is_everywhere(v)) {
    return "stop"; /* declined: no other phone, no other route */
  }
  if (v.scope == REDIAL_SCOPE_ROUTE || v.scope == REDIAL_SCOPE_UNKNOWN) {
    return "try the next gateway"; /* the trunk failed, not the person */
  }
  return v.action == REDIAL_ACTION_TRY_NEXT ? "ring the next phone" : "give up";
}
/* [first call] */

int main(void) {
  static const int32_t codes[] = {31486, 503, 603};
  size_t i;

  for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
    printf("%ld: %s\n", (long)codes[i], next_step(codes[i]));
  }
  return 0;
}
