#ifndef TWILIO_TICKET_H
#define TWILIO_TICKET_H

/* A hunt on its way through Twilio and back: its token, and a seal over the
   token and all that it belongs to. X-Twilio-Signature covers the URL too, but
   it signs URL and fields as one text without marks between them, so of one
   request it lets bytes move from the URL into a field. The seal does not, and
   ties the ticket to its call, its group and its step. */

#include "seal.h"
#include <redial/hunt.h>

#define TW_TICKET_BYTES (REDIAL_HUNT_TOKEN_MAX + 1u + TW_SEAL_TEXT + 1u)

/* What a ticket belongs to. */
typedef struct tw_ticket_of {
  redial_span key;
  redial_span step;
  redial_span group;
  redial_span call; /* CallSid of the caller's leg */
} tw_ticket_of;

/* False when the hunt cannot be handed on whole: then it has to end. */
bool tw_ticket_write(const tw_ticket_of *of, const redial_hunt *hunt,
                     tw_text *text);

typedef enum tw_ticket_status {
  TW_TICKET_OK,
  TW_TICKET_FORGED,
  TW_TICKET_OTHER /* ours, but of another version */
} tw_ticket_status;

tw_ticket_status tw_ticket_read(const tw_ticket_of *of, redial_span text,
                                redial_hunt *hunt);

#endif
