#include "../policy/case.h"
#include <string.h>

redial_reply redial_reply_of(const redial_policy *policy,
                             const redial_verdict *verdict) {
  redial_reply reply;
  rdi_case c;

  memset(&c.made, 0, sizeof(c.made));
  c.policy = policy;
  c.verdict = verdict;
  rdi_read(&c);
  c.made.next = REDIAL_NEXT_STOP;
  c.made.why = REDIAL_WHY_NOBODY_LEFT;
  rdi_stop(&c);
  reply.code = c.made.reply_code;
  reply.treatment = c.made.treatment;
  reply.reserved = 0;
  return reply;
}
