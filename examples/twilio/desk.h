#ifndef TWILIO_DESK_H
#define TWILIO_DESK_H

/* The decision core: one request of Twilio's in, one document out. It does no
   I/O but the board's, the list of callbacks and a line for the journal, and
   knows nothing of CGI, sockets or threads. */

#include "board.h"
#include "config.h"
#include "form.h"
#include <stdio.h>

/* Spans are empty where there is nothing. */
typedef struct tw_request {
  redial_span method;
  redial_span query; /* as it came, without the "?" */
  redial_span content_type;
  redial_span signature; /* X-Twilio-Signature */
  redial_span body;
} tw_request;

typedef struct tw_reply {
  uint16_t status;  /* of HTTP */
  const char *type; /* Content-Type */
  size_t length;
  char body[TW_ANSWER_BYTES + 1];
} tw_reply;

typedef struct tw_desk {
  const tw_config *config;
  redial_span key; /* the auth token */
  tw_board board;
  FILE *journal; /* NULL: none */
  tw_form query; /* room to read in */
  tw_form form;
} tw_desk;

/* world.c */
uint64_t tw_now_ms(void); /* of the calendar: tickets go to other machines */
uint32_t tw_random(void);
/* Copies the auth token out of the environment; says on stderr when there is
   none. */
bool tw_key(const char *program, char *buffer, size_t size, redial_span *key);

void tw_desk_answer(tw_desk *desk, const tw_request *request, uint64_t now_ms,
                    uint32_t random, tw_reply *reply);
/* An answer that is no document: one line of text. */
void tw_desk_refuse(tw_reply *reply, uint16_t status, const char *why);

#endif
