#include "agi.h"
#include <stdio.h>
#include <string.h>

/* From what Dial leaves behind to evidence, the most exact first: the SIP
 * response, the Q.850 cause, the word. For the word alone a decline, wrong
 * credentials and a missing phone are all CHANUNAVAIL. */

/* The word that Dial makes of a cause. A cause that does not fit its word is
   of an earlier attempt: HANGUPCAUSE stays until another one is set. */
static const char *evidence_status(int32_t cause) {
  switch (cause) {
  case 17:
    return "BUSY";
  case 34:
    return "CONGESTION";
  case 16:
  case 19:
    return "NOANSWER";
  default:
    return "CHANUNAVAIL";
  }
}

static bool evidence_has_cause(const dial_end *end) {
  return end->cause >= 1 && end->cause <= 127 &&
         strcmp(evidence_status(end->cause), end->status) == 0;
}

/* The response as its status line, so that the phrase counts as well: "603
   Network Blocked" is no person's word. */
static bool evidence_sip(const dial_end *end, redial_evidence *seen) {
  char line[160];
  redial_span bytes;
  int32_t derived;

  if (strncmp(end->technology, "SIP ", 4) != 0) {
    return false;
  }
  (void)snprintf(line, sizeof(line), "SIP/2.0 %s\r\n\r\n", end->technology + 4);
  bytes.ptr = line;
  bytes.len = strlen(line);
  if (redial_evidence_read(bytes, seen) != REDIAL_OK || seen->code < 300) {
    memset(seen, 0, sizeof(*seen));
    return false;
  }
  /* Another cause than Asterisk makes of this code came in a Reason. */
  derived = redial_sip_to_asterisk(seen->code).code;
  if (evidence_has_cause(end) && end->cause != derived) {
    seen->q850_cause = (uint8_t)end->cause;
    seen->marks |= REDIAL_MARK_Q850_SEEN;
  }
  return true;
}

/* 16 is how every call ends: it says nothing of one that failed. */
static bool evidence_cause(const dial_end *end, redial_evidence *seen) {
  if (!evidence_has_cause(end) || end->cause == 16) {
    return false;
  }
  seen->ns = REDIAL_NAMESPACE_Q850;
  seen->code = end->cause;
  seen->origin = REDIAL_ORIGIN_REMOTE;
  return true;
}

typedef struct evidence_row {
  const char *status;
  uint8_t ns;
  uint8_t origin;
  int16_t code;
} evidence_row;

static const evidence_row evidence_rows[] = {
  {"BUSY", REDIAL_NAMESPACE_DIAL, REDIAL_ORIGIN_REMOTE, REDIAL_DIAL_BUSY},
  {"NOANSWER", REDIAL_NAMESPACE_DIAL, REDIAL_ORIGIN_REMOTE,
   REDIAL_DIAL_NO_ANSWER},
  {"CONGESTION", REDIAL_NAMESPACE_DIAL, REDIAL_ORIGIN_REMOTE,
   REDIAL_DIAL_FAILED},
  /* Without a cause there was no channel to call by. */
  {"CHANUNAVAIL", REDIAL_NAMESPACE_NONE, REDIAL_ORIGIN_LOCAL_TRANSPORT, 0},
  {"INVALIDARGS", REDIAL_NAMESPACE_NONE, REDIAL_ORIGIN_LOCAL_TRANSPORT, 0},
  {"CANCEL", REDIAL_NAMESPACE_NONE, REDIAL_ORIGIN_CALLER_GONE, 0},
};

/* A person's own choice at the phone (options p and P of Dial), or an
   answer: whatever the cause says. */
static const evidence_row evidence_chosen[] = {
  {"ANSWER", REDIAL_NAMESPACE_SIP, REDIAL_ORIGIN_REMOTE, 200},
  {"DONTCALL", REDIAL_NAMESPACE_SIP, REDIAL_ORIGIN_REMOTE, 603},
  {"TORTURE", REDIAL_NAMESPACE_SIP, REDIAL_ORIGIN_REMOTE, 607},
};

static bool evidence_word(const evidence_row *rows, size_t count,
                          const char *status, redial_evidence *seen) {
  size_t i;

  for (i = 0; i < count; i++) {
    if (strcmp(rows[i].status, status) == 0) {
      seen->ns = rows[i].ns;
      seen->code = rows[i].code;
      seen->origin = rows[i].origin;
      return true;
    }
  }
  return false;
}

#define EVIDENCE_COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

void evidence_of(const dial_end *end, redial_evidence *seen) {
  memset(seen, 0, sizeof(*seen));
  if (evidence_word(evidence_chosen, EVIDENCE_COUNT(evidence_chosen),
                    end->status, seen)) {
    return;
  }
  if (strcmp(end->status, "NOANSWER") == 0 && end->timed_out) {
    /* Our own time was up while it rang: causes are of no matter. */
    seen->origin = REDIAL_ORIGIN_LOCAL_TIMEOUT;
    seen->progress = REDIAL_PROGRESS_RINGING;
    return;
  }
  if (!evidence_sip(end, seen) && !evidence_cause(end, seen)) {
    (void)evidence_word(evidence_rows, EVIDENCE_COUNT(evidence_rows),
                        end->status, seen);
  }
}
