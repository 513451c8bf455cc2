#ifndef TWILIO_ANSWER_H
#define TWILIO_ANSWER_H

/* The documents that the caller's leg goes on with: one for each outcome. */

#include "config.h"
#include "text.h"
#include <redial/types.h>
#include <stdint.h>

/* Whose answer it is, and where Twilio shall ask next. */
typedef struct tw_answer {
  const tw_config *config;
  redial_span group;  /* as in the request */
  redial_span ticket; /* of this hunt; empty where it has ended */
  redial_span status; /* the same for news of the agent's leg */
  tw_text *text;
} tw_answer;

void tw_answer_dial(const tw_answer *answer, const tw_agent *agent);
/* Silence, then `step` again. */
void tw_answer_pause(const tw_answer *answer, uint32_t seconds);
void tw_answer_treat(const tw_answer *answer, redial_treatment treatment);
/* While the caller is in the queue. */
void tw_answer_wait(const tw_answer *answer, uint32_t waited_s);
void tw_answer_say(const tw_answer *answer, tw_saying saying);
void tw_answer_hang_up(const tw_answer *answer);
/* To Twilio's news, for which there is nothing to do. */
void tw_answer_nothing(const tw_answer *answer);

#endif
