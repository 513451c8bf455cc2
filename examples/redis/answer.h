#ifndef ANSWER_H
#define ANSWER_H

/* Replies of Redis as answers. What is not as functions.lua says is gone. */

#include "shared.h"

/* Why all is to be told again, or NULL: FLUSHALL, or a script of somebody
   else, and Redis knows nothing of the functions or of the pool. */
const char *answer_amnesia(const redisReply *reply);
void answer_gone(shared_answer *answer, const char *why);
void answer_pick(const redisReply *reply, shared_answer *answer);
void answer_flag(const redisReply *reply, shared_answer *answer);
void answer_counts(const redisReply *reply, shared_answer *answer);

#endif
