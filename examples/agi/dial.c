#include "agi.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t dial_number(agi_session *agi, const char *name) {
  char digits[24];

  agi_variable(agi, name, digits, sizeof(digits));
  return (uint32_t)strtoul(digits, NULL, 10);
}

/* The channel that was dialled, and what its technology said: the SIP code,
   which HANGUPCAUSE folds into a cause that means several things. */
static void dial_technology(agi_session *agi, dial_end *end) {
  char expression[200];
  char keys[128];

  end->technology[0] = '\0';
  agi_variable(agi, "HANGUPCAUSE_KEYS()", keys, sizeof(keys));
  keys[strcspn(keys, ",")] = '\0';
  if (keys[0] != '\0') {
    (void)snprintf(expression, sizeof(expression), "HANGUPCAUSE(%s,tech)",
                   keys);
    agi_variable(agi, expression, end->technology, sizeof(end->technology));
  }
}

/* Dial returns when the talk is over; what counts is when it began. */
static uint64_t dial_ended(agi_session *agi, const dial_end *end,
                           uint64_t began_ms) {
  uint64_t now_ms = host_now_ms();
  uint64_t talked_ms = 0;

  if (strcmp(end->status, "ANSWER") == 0) {
    talked_ms = (uint64_t)dial_number(agi, "ANSWEREDTIME") * 1000;
  }
  return now_ms - began_ms > talked_ms ? now_ms - talked_ms : began_ms;
}

/* Seconds, rounded up: Dial takes whole ones. */
static uint32_t dial_seconds(uint32_t ms) {
  return ms / 1000 + (ms % 1000 != 0);
}

bool dial_place(agi_session *agi, const dial_order *order, dial_end *end) {
  uint32_t seconds = dial_seconds(order->ring_ms);
  uint64_t began_ms;
  agi_reply reply;

  memset(end, 0, sizeof(*end));
  /* Else what an earlier attempt left would be read as this one's. An
     Asterisk without it has nothing to clear. */
  (void)agi_ask(agi, &reply, "EXEC HangupCauseClear");
  began_ms = host_now_ms();
  if (!agi_ask(agi, &reply, "EXEC Dial \"%s,%lu,%s\"", order->channel,
               (unsigned long)seconds, order->options)) {
    return false;
  }
  if (reply.code != 511 && (reply.code != 200 || reply.result == -2)) {
    agi->broken = true;
    return host_fail("Dial", "is nothing that this Asterisk can do");
  }
  end->at_ms = host_now_ms();
  end->timed_out = end->at_ms - began_ms + 250 >= (uint64_t)seconds * 1000;
  agi_variable(agi, "DIALSTATUS", end->status, sizeof(end->status));
  end->cause = (int32_t)dial_number(agi, "HANGUPCAUSE");
  dial_technology(agi, end);
  end->at_ms = dial_ended(agi, end, began_ms);
  return !agi->closed;
}

bool dial_is_cancelled(const dial_end *end) {
  return strcmp(end->status, "CANCEL") == 0;
}
