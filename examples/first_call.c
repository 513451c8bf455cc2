/* The shortest use: a code comes back, what now?
 *
 * 31486 is Twilio's way to say SIP 486. Output:
 *
 *   busy, here, later
 *   try the next phone
 */

#include <redial/redial.h>
#include <stdio.h>

int main(void) {
  /* [first call] */
  redial_verdict v = redial_classify(31486);

  printf("%s, %s, %s\n", redial_outcome_name((redial_outcome)v.outcome),
         redial_is_everywhere(v) ? "everywhere" : "here",
         redial_retry_name((redial_retry)v.retry));
  if (v.action == REDIAL_ACTION_TRY_NEXT) {
    puts("try the next phone");
  }
  /* [first call] */
  return 0;
}
