#ifndef ANSWER_H
#define ANSWER_H

/* Replies of Redis as answers. What is not as functions.lua says is gone. */

#include "shared.h"

void answer_gone(shared_answer *answer, const char *why);
void answer_pick(const redisReply *reply, shared_answer *answer);
void answer_flag(const redisReply *reply, shared_answer *answer);
void answer_counts(const redisReply *reply, shared_answer *answer);

#endif
