#ifndef TWILIO_STEPS_H
#define TWILIO_STEPS_H

/* What Twilio may ask, by the word `step` of the URL. */

#include "answer.h"
#include "desk.h"

typedef struct tw_visit tw_visit;

typedef struct tw_step {
  const char *name;       /* "" for a call that comes in */
  const char *call_field; /* where the CallSid of the caller's leg stands */
  bool (*act)(tw_visit *visit); /* false: the ticket is forged */
} tw_step;

struct tw_visit {
  tw_desk *desk;
  const tw_step *step;
  const tw_group *group;
  redial_span group_name;
  redial_span ticket;
  redial_span call;
  redial_span fields; /* the form, still encoded */
  uint64_t now_ms;
  uint32_t random;
  tw_text *text;
};

const tw_step *tw_step_by_name(redial_span name);

/* hunting.c */
bool tw_step_start(tw_visit *visit);
bool tw_step_dial(tw_visit *visit);
bool tw_step_again(tw_visit *visit);
bool tw_step_status(tw_visit *visit);

tw_answer tw_visit_answer(tw_visit *visit);
/* A value of the request's form. */
redial_span tw_visit_value(const tw_visit *visit, const char *name);
/* told.c: how the agent's leg has ended, and what news there is of it. */
redial_evidence tw_visit_end(const tw_visit *visit);
redial_evidence tw_visit_news(const tw_visit *visit);
/* The caller's leg is over. */
bool tw_visit_is_gone(const tw_visit *visit);
/* One line for the journal. */
void tw_visit_note(const tw_visit *visit, const char *what, const char *detail);

#endif
