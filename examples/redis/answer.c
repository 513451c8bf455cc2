#include "answer.h"
#include <stdio.h>
#include <string.h>

/* What came from the other side of a port may be anything. */

void answer_gone(shared_answer *answer, const char *why) {
  answer->status = SHARED_GONE;
  snprintf(answer->error, sizeof(answer->error), "%.150s", why);
}

const char *answer_amnesia(const redisReply *reply) {
  if (reply->type != REDIS_REPLY_ERROR) {
    return NULL;
  }
  if (strstr(reply->str, "Function not found") != NULL) {
    return "the functions were lost";
  }
  return strstr(reply->str, "the pool was lost") != NULL ? "the pool was lost"
                                                         : NULL;
}

static bool answer_text(const redisReply *reply, char *to, size_t size) {
  if (reply->type != REDIS_REPLY_STRING || reply->str == NULL ||
      strlen(reply->str) >= size) {
    return false;
  }
  memcpy(to, reply->str, strlen(reply->str) + 1);
  return true;
}

static bool answer_number(const redisReply *reply, long long *number) {
  *number = reply->type == REDIS_REPLY_INTEGER ? reply->integer : -1;
  return reply->type == REDIS_REPLY_INTEGER;
}

static bool answer_lease(redisReply *const *part, shared_lease *lease) {
  long long until;
  long long now;

  if (!answer_text(part[1], lease->text, sizeof(lease->text)) ||
      !answer_text(part[2], lease->id, sizeof(lease->id)) ||
      !answer_number(part[3], &until) || !answer_number(part[4], &now)) {
    return false;
  }
  lease->until_ms = (uint64_t)until;
  lease->granted_ms = (uint64_t)now;
  return true;
}

static void answer_strange(shared_answer *answer) {
  answer_gone(answer, "Redis: not an answer of redial's functions");
}

/* {1, lease, id, until, now} or {0, why, wait, now} */
void answer_pick(const redisReply *reply, shared_answer *answer) {
  long long number = 0;
  bool offered = reply->elements == 5;

  if (reply->type != REDIS_REPLY_ARRAY ||
      (reply->elements != 5 && reply->elements != 4) ||
      !answer_number(reply->element[0], &number) || number != offered) {
    answer_strange(answer);
  } else if (offered) {
    if (!answer_lease(reply->element, &answer->lease)) {
      answer_strange(answer);
    }
  } else if (answer_text(reply->element[1], answer->why, sizeof(answer->why)) &&
             answer_number(reply->element[2], &number)) {
    answer->status = SHARED_NONE;
    answer->wait_ms = number;
  } else {
    answer_strange(answer);
  }
}

void answer_flag(const redisReply *reply, shared_answer *answer) {
  if (reply->type != REDIS_REPLY_INTEGER) {
    answer_strange(answer);
  } else if (reply->integer != 1) {
    answer->status = SHARED_ENDED;
  }
}

void answer_counts(const redisReply *reply, shared_answer *answer) {
  long long number;
  size_t i;

  if (reply->type != REDIS_REPLY_ARRAY || reply->elements != 5) {
    answer_strange(answer);
    return;
  }
  for (i = 0; i < 5; i++) {
    if (!answer_number(reply->element[i], &number)) {
      answer_strange(answer);
      return;
    }
    answer->counts[i] = number;
  }
}
