#include "agi.h"
#include <stdio.h>

static void outcome_set(agi_session *agi, const char *name, const char *value) {
  agi_reply reply;

  (void)agi_ask(agi, &reply, "SET VARIABLE %s \"%s\"", name, value);
}

static void outcome_number(agi_session *agi, const char *name,
                           uint32_t number) {
  char digits[12];

  (void)snprintf(digits, sizeof(digits), "%lu", (unsigned long)number);
  outcome_set(agi, name, digits);
}

/* The cause with which Asterisk sends this SIP code; the nearest one for a
   code that it cannot send. */
static uint32_t outcome_cause(uint16_t sip) {
  int32_t cause = redial_sip_to_q850(sip).code;
  int32_t i;

  if (redial_asterisk_to_sip(cause).code == sip) {
    return (uint32_t)cause;
  }
  for (i = 1; i < 128; i++) {
    /* What Asterisk has no cause for it sends as 603. */
    if (sip != 603 && redial_asterisk_to_sip(i).code == sip) {
      return (uint32_t)i;
    }
  }
  return (uint32_t)redial_sip_to_asterisk(sip).code;
}

static const char *outcome_word(const redial_hunt_record *record) {
  return redial_outcome_name(record->why == REDIAL_WHY_CALLER_GONE
                               ? REDIAL_OUTCOME_CANCELLED
                               : record->outcome);
}

void outcome_tell(agi_session *agi, const redial_hunt *hunt,
                  const host_roster *phones, bool hang_up) {
  redial_hunt_record record = redial_hunt_summary(hunt);
  bool answered = record.state == REDIAL_HUNT_DONE;
  uint32_t cause = answered ? 16 : outcome_cause(record.reply_code);
  agi_reply reply;

  outcome_set(agi, "REDIAL_OUTCOME", outcome_word(&record));
  outcome_set(agi, "REDIAL_WHY", redial_why_name(record.why));
  outcome_set(agi, "REDIAL_TREATMENT", redial_treatment_name(record.treatment));
  outcome_number(agi, "REDIAL_REPLY", record.reply_code);
  outcome_number(agi, "REDIAL_CAUSE", cause);
  outcome_number(agi, "REDIAL_ATTEMPTS", record.attempts);
  outcome_set(agi, "REDIAL_WHOM",
              answered ? host_roster_word(phones, record.whom) : "");
  if (hang_up && !answered) {
    (void)agi_ask(agi, &reply, "EXEC Hangup %lu", (unsigned long)cause);
  }
}
