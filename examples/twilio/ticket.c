#include "ticket.h"
#include <string.h>

#define TICKET_PARTS 4

static void ticket_parts(const tw_ticket_of *of, redial_span token,
                         redial_span parts[TICKET_PARTS]) {
  parts[0] = of->step;
  parts[1] = of->group;
  parts[2] = of->call;
  parts[3] = token;
}

/* A token may leave out who is out for the round, and a full hunt may forget
   them: then it goes by the pool's own count of offers, which no other server
   shares. So a hunt that cannot name everybody it asked does not go on. */
static bool ticket_is_whole(const redial_hunt *hunt, redial_span token) {
  redial_hunt back;

  return hunt->note_count < REDIAL_HUNT_NOTES &&
         redial_hunt_token_read(token, &back) == REDIAL_OK &&
         back.note_count == hunt->note_count;
}

bool tw_ticket_write(const tw_ticket_of *of, const redial_hunt *hunt,
                     tw_text *text) {
  char token[REDIAL_HUNT_TOKEN_MAX + 1];
  char seal[TW_SEAL_TEXT + 1];
  redial_span parts[TICKET_PARTS];

  if (redial_hunt_token_write(hunt, token, sizeof(token)) != REDIAL_OK ||
      !ticket_is_whole(hunt, tw_span(token))) {
    return false;
  }
  ticket_parts(of, tw_span(token), parts);
  tw_seal_make(of->key, parts, TICKET_PARTS, seal);
  tw_put(text, token);
  tw_put(text, ".");
  tw_put(text, seal);
  return !text->cut;
}

tw_ticket_status tw_ticket_read(const tw_ticket_of *of, redial_span text,
                                redial_hunt *hunt) {
  const char *dot = text.len > 0 ? memchr(text.ptr, '.', text.len) : NULL;
  redial_span token = text;
  redial_span seal = {"", 0};
  redial_span parts[TICKET_PARTS];

  if (dot != NULL) {
    token.len = (size_t)(dot - text.ptr);
    seal.ptr = dot + 1;
    seal.len = text.len - token.len - 1;
  }
  ticket_parts(of, token, parts);
  if (!tw_seal_is(of->key, parts, TICKET_PARTS, seal)) {
    return TW_TICKET_FORGED;
  }
  return redial_hunt_token_read(token, hunt) == REDIAL_OK ? TW_TICKET_OK
                                                          : TW_TICKET_OTHER;
}
